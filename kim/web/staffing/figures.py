"""Reading in a table of a statistical office: first every row with what becomes of it, then the figures themselves."""

from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from kim.exceptions import KimError
from kim.organisation.public import FigureKind, Municipality
from kim.staffing.public import FiguresTaken, access, exceptions, figures, office_tables, words
from kim.web.drafts import once
from kim.web.forms import CleanCharField, DayField, KimForm

Words = dict[str, Any]
SALT, VALID_FOR = "kim.staffing.figures", 60 * 60
BIGGEST = 5 * 1024 * 1024


class TableForm(KimForm):
    """What is counted, as of when, from where, and the file."""

    what = forms.ChoiceField(label=gettext_lazy("What is counted"))
    day = DayField(label=gettext_lazy("Reference date"), past=True)
    source = CleanCharField(label=gettext_lazy("Source"), max_length=300)
    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("CSV or XLSX as the office publishes it, at most 5 MB.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [(each.key, each.label) for each in FigureKind.objects.on(timezone.localdate())]  # type: ignore[attr-defined]

    def clean_file(self) -> bytes:
        """The content of the file."""
        file = self.cleaned_data["file"]
        if file.size > BIGGEST:
            raise forms.ValidationError(_("The file is larger than 5 MB. Take the sheet with the municipalities only."))
        content: bytes = file.read()
        return content


@require_http_methods(["GET", "HEAD", "POST"])
def figures_read(request: HttpRequest) -> HttpResponse:
    """The form, the preview, or the act."""
    user: Any = request.user
    if not access.takes_figures(user):
        raise PermissionDenied
    if request.method == "POST" and "told" in request.POST:
        return _take(request, user)
    form = TableForm(request.POST or None, request.FILES or None)
    preview = None
    if form.is_bound and form.is_valid():
        try:
            preview = _preview(form)
        except KimError as error:
            form.add_error("file", str(error))
    return _page(request, form, preview, status=422 if form.errors else 200)


def _page(request: HttpRequest, form: TableForm, preview: Words | None = None, *, status: int) -> HttpResponse:
    title = _("Read in a table of figures")
    context = {"form": form, "preview": preview, "title": title, "crumbs": _crumbs(title), "tables": _tables()}
    return render(request, "staffing/figures.html", context, status=status)


def _tables() -> list[Words]:
    """What was read in so far, the newest first."""
    labels = {kind.key: kind.label for kind in FigureKind.objects.all()}
    rows = FiguresTaken.objects.select_related("taken_by", "undone_by")[:50]
    return [{"row": row, "what": labels.get(row.what, row.what), "count": len(row.made)} for row in rows]


@require_http_methods(["GET", "HEAD", "POST"])
def figures_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what goes and which plans counted it, then take the figures of a table back."""
    user: Any = request.user
    if not access.takes_figures(user):
        raise PermissionDenied
    table = get_object_or_404(FiguresTaken, pk=pk)
    plans = figures.plans_with(table)
    decided = [plan for plan in plans if plan.is_decided]
    if request.method == "POST":
        try:
            gone, stayed = figures.take_back(table=table, by=user)
        except KimError as error:
            messages.error(request, str(error))
        else:
            said = ngettext("%(n)s figure is taken back.", "%(n)s figures are taken back.", gone) % {"n": gone}
            more = ngettext("%(n)s was corrected since and stays.", "%(n)s were corrected since and stay.", stayed)
            messages.success(request, f"{said} {more % {'n': stayed}}" if stayed else said)
        return redirect("staffing:figures_read")
    if table.undone_at is not None:
        messages.info(request, str(exceptions.FiguresGone()))
        return redirect("staffing:figures_read")
    title = _("Take the figures of a table back")
    context = {
        "table": table, "plans": plans, "decided": decided, "count": len(table.made), "title": title,
        "crumbs": [
            *_crumbs("")[:1], {"label": _("Read in a table of figures"), "url": reverse("staffing:figures_read")},
            {"label": title, "url": ""},
        ],
    }  # fmt: skip
    return render(request, "staffing/figures_undo.html", context)


def _crumbs(title: str) -> list[Words]:
    return [{"label": _("Plan"), "url": reverse("staffing:plan")}, {"label": title, "url": ""}]


def _preview(form: TableForm) -> Words:
    data = form.cleaned_data
    places = dict(Municipality.objects.on(timezone.localdate()).values_list("ags", "name"))
    unit = FigureKind.objects.filter(key=data["what"]).values_list("unit", flat=True).first()
    rows = office_tables.rows_of(data["file"], places, people=unit == "persons")
    if not rows:
        raise exceptions.TableUnreadable
    good = {row.key: str(row.value) for row in rows if row.value is not None}
    told = {
        "what": data["what"], "day": data["day"].isoformat(), "source": data["source"], "values": good,
        "name": form.files["file"].name, "digest": sha256(data["file"]).hexdigest(),
    }  # fmt: skip
    here = [row for row in rows if not row.elsewhere]
    return {
        "rows": [{"row": row, "value": words.in_steps(row.value, 4) if row.value is not None else ""} for row in here],
        "elsewhere": [row.name for row in rows if row.elsewhere][:20], "left_out": len(rows) - len(here),
        "missing": [name for ags, name in places.items() if ags not in good], "good": len(good),
        "what": dict(form.fields["what"].choices)[data["what"]], "day": data["day"], "source": data["source"],  # type: ignore[attr-defined]
        "told": signing.dumps(told, salt=SALT, compress=True),
    }  # fmt: skip


def _take(request: HttpRequest, user: Any) -> HttpResponse:
    """Keep what the preview showed, signed so that nothing else is kept."""
    try:
        told = signing.loads(request.POST["told"], salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        messages.error(request, _("The preview is too old. Choose the file again."))
        return redirect("staffing:figures_read")
    on = date.fromisoformat(told["day"])
    after = f"{reverse('staffing:plan')}?{urlencode({'key': told['what'] + '.' + told['day']})}"
    if not once.claim(request, "figures"):
        return redirect(after)
    values = {ags: Decimal(value) for ags, value in told["values"].items()}
    try:
        kept = figures.take(
            values=values, what=told["what"], on=on, source=told["source"], by=user, file_name=told["name"], digest=told["digest"]
        )  # fmt: skip
    except KimError as error:
        once.release(request, "figures")
        messages.error(request, str(error))
        return _page(
            request, TableForm(initial={"what": told["what"], "day": on, "source": told["source"]}), status=422
        )
    messages.success(request, _("%(n)s figures are kept and can be chosen below.") % {"n": kept})
    return redirect(after)
