"""The rows that hang on a person: adding, correcting and removing are the same for ways, addresses, papers and legal spheres."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Case, access, reach, residence, sphere_acts
from kim.web.casework.forms.person_rows import AddressForm, PaperForm, RowForm, SphereForm, WayForm
from kim.web.casework.frame import case_frame
from kim.web.casework.saving import Now, added, edited
from kim.web.casework.views.people import form_page, refuse_closed


@dataclass(frozen=True)
class Part:
    """One kind of row: where it hangs, its form, its acts, its words."""

    key: str
    related: str
    form: type[RowForm]
    add: Callable[..., models.Model]
    edit: Callable[..., models.Model]
    drop: Callable[..., None]
    named: str
    titles: tuple[Any, Any, Any]
    saved: Any


PARTS = {
    part.key: part
    for part in (
        Part(
            "way", "ways", WayForm, reach.add_way, reach.edit_way, reach.drop_way, "way",
            (_("Add a way to reach them"), _("Correct a way to reach them"), _("Remove this way to reach them?")),
            _("How to reach them is saved."),
        ),
        Part(
            "address", "addresses", AddressForm, reach.move, reach.edit_address, reach.drop_address, "address",
            (_("Note an address"), _("Correct an address"), _("Remove this address?")), _("The address is saved."),
        ),
        Part(
            "paper", "documents_of_residence", PaperForm, residence.note, residence.edit, residence.drop, "document",
            (_("Note a residence document"), _("Correct a residence document"), _("Remove this residence document?")),
            _("The residence document is saved."),
        ),
        Part(
            "sphere", "sphere_changes", SphereForm, sphere_acts.add, sphere_acts.edit, sphere_acts.drop, "entry",
            (_("Note a change of legal sphere"), _("Correct a change of legal sphere"), _("Remove this change of legal sphere?")),
            _("The change of legal sphere is saved."),
        ),
    )
}  # fmt: skip


def row_new(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Add a row."""
    case = access.case_to_work_in(request.user, pk, section="profile")
    if case.is_closed:
        return refuse_closed(request, case)
    kind = PARTS[part]
    form = kind.form(request.POST or None)
    if form.is_valid() and _added(request, case, kind, form):
        return _back(request, case, kind)
    return _page(request, case, kind, form, kind.titles[0])


def _added(request: HttpRequest, case: Case, kind: Part, form: RowForm) -> bool:
    return added(
        request, form, kind.key, lambda: kind.add(case=case, by=request.user, **form.values()), str(kind.saved)
    )


def row_edit(request: HttpRequest, pk: int, part: str, row: int) -> HttpResponse:
    """Correct a row; when somebody else saved meanwhile, both versions are shown."""
    case = access.case_to_work_in(request.user, pk, section="profile")
    if case.is_closed:
        return refuse_closed(request, case)
    kind = PARTS[part]
    stored = _row(case, kind, row)
    form = kind.form(request.POST or None, initial=kind.form.from_row(stored), fresh=False)
    if form.is_valid() and _edited(request, case, kind, form, stored):
        messages.success(request, str(kind.saved))
        return _back(request, case, kind)
    return _page(request, case, kind, form, kind.titles[1], stored)


def _edited(request: HttpRequest, case: Case, kind: Part, form: RowForm, stored: Any) -> bool:
    said = {kind.named: stored, "version": form.cleaned_data["version"] or 0, "asked": form.cleaned_data["asked"]}

    def now() -> Now:
        fresh = _row(case, kind, stored.pk)
        return form.from_row(fresh), {"version": fresh.version}, fresh

    return edited(form, lambda: kind.edit(by=request.user, **said, **form.values()), now)


def row_drop(request: HttpRequest, pk: int, part: str, row: int) -> HttpResponse:
    """Ask whether a row shall go, and remove it."""
    case = access.case_to_work_in(request.user, pk, section="profile")
    if case.is_closed:
        return refuse_closed(request, case)
    kind = PARTS[part]
    stored = _row(case, kind, row)
    if request.method == "POST":
        kind.drop(by=request.user, **{kind.named: stored})
        messages.success(request, str(_("It is removed.")))
        return _back(request, case, kind)
    context = case_frame(request, case, "case_person") | {"part": kind, "title": kind.titles[2], "row": stored}
    return render(request, "casework/person/drop.html", context)


def _page(request: HttpRequest, case: Case, kind: Part, form: RowForm, title: Any, stored: Any = None) -> HttpResponse:
    return form_page(request, case, "casework/person/row.html", form=form, part=kind, title=title, row=stored)


def _back(request: HttpRequest, case: Case, kind: Part) -> HttpResponse:
    return redirect(reverse("casework:case_person", args=[case.pk]) + f"#{kind.key}")


def _row(case: Case, kind: Part, pk: int) -> Any:
    try:
        return getattr(case, kind.related).select_related("changed_by").get(pk=pk)
    except (models.ObjectDoesNotExist, OverflowError) as error:
        raise Http404 from error
