"""Lists of spending on pages: a template, the file, every row with what it would be booked as, one click, and the way back."""

from typing import Any

from csp.decorators import csp_exempt
from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kim.casework.public import file_types
from kim.exceptions import KimError
from kim.privacy.public import audit, reading
from kim.sheets.writing import XLSX_TYPE, book_of
from kim.staffing.public import (
    GrantPaper,
    PaperKind,
    access,
    paper_acts,
    papers_kept,
    proof_papers,
    spending,
    spending_acts,
)
from kim.web.answers import form_answer
from kim.web.forms import KimForm
from kim.web.staffing.file_papers_forms import PaperField
from kim.web.staffing.grants_acts import form_page, keeper
from kim.web.staffing.grants_views import crumbs
from kim.web.staffing.papers import file_answer

Words = dict[str, Any]
euro = proof_papers.euro
SHOWN = {
    "new": gettext_lazy("To be booked"), "faulty": gettext_lazy("To be mended"), "booked": pgettext_lazy("rows of a list", "Booked"),
}  # fmt: skip


class ListField(PaperField):
    """A table as a file."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"accept": ".csv,.txt,.xlsx,.ods", "data-kim-most": str(spending.BYTES)}

    def handed(self, upload: UploadedFile, kind: file_types.FileType) -> paper_acts.Handed:
        """Only what has rows and columns is a list."""
        if kind not in (file_types.XLSX, file_types.ODS, file_types.TEXT):
            raise forms.ValidationError(_("This file is no table. Choose a CSV or XLSX file."))
        return super().handed(upload, kind)


class ListForm(KimForm):
    """The file of a list."""

    file = ListField(
        label=gettext_lazy("The list"), help_text=gettext_lazy("CSV or XLSX, at most 5 MB and 2.000 rows."),
        error_messages={"required": gettext_lazy("Choose the file.")},
    )  # fmt: skip


class ColumnsForm(KimForm):
    """Which heading of a list is which column."""

    def __init__(self, *args: Any, table: spending.Table, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "–"), *table.choices]
        for column in spending.COLUMNS:
            self.fields[column.key] = forms.ChoiceField(
                label=column.label, choices=choices, required=column.required, initial=table.named.get(column.key, ""),
                error_messages={"required": _("Choose the heading in the file.")},
            )  # fmt: skip

    def clean(self) -> Words:
        data: Words = super().clean() or {}
        seen: set[str] = set()
        for heading, column in ((data.get(column.key), column) for column in spending.COLUMNS):
            if heading and heading in seen:
                self.add_error(
                    column.key, _("“%(heading)s” is chosen twice. Each column is one thing.") % {"heading": heading}
                )
            seen.add(heading or "")
        return data

    @property
    def said(self) -> dict[str, str]:
        """The heading by the key of its column."""
        return {column.key: value for column in spending.COLUMNS if (value := self.cleaned_data.get(column.key))}


@require_safe
@reading
def lists(request: HttpRequest, pk: int) -> HttpResponse:
    """Every list of a grant, with what was booked of it."""
    grant = access.grant_for(request.user, pk)  # type: ignore[arg-type]
    rows = [{"paper": paper, "booked": booked, "amount": euro(booked.standing_amount), **_state(paper, booked)}
            for paper, booked in spending.lists_of(grant)]  # fmt: skip
    context = {
        "grant": grant, "rows": rows, "crumbs": crumbs(grant, _("Lists of spending")),
        "may_manage": access.manages_grants(request.user),  # type: ignore[arg-type]
    }  # fmt: skip
    return render(request, "staffing/money/lists.html", context)


def _state(paper: GrantPaper, booked: spending.Booked) -> Words:
    if paper.is_removed:
        return {"state": pgettext("paper", "taken out"), "tone": "none"}
    if not booked.rows:
        return {"state": _("not booked yet"), "tone": "waiting"}
    if not booked.standing:
        return {"state": _("taken back"), "tone": "none"}
    return {"state": pgettext("row of a list", "booked"), "tone": "good"}


@csp_exempt()  # a file, no page
@require_safe
@reading
def list_template(request: HttpRequest, pk: int) -> HttpResponse:
    """The table to fill in."""
    keeper(request)
    grant = access.grant_for(request.user, pk, to_manage=True)  # type: ignore[arg-type]
    audit.record("grant.list_template", target=grant)
    return file_answer(book_of(*spending.template(grant)), f"Ausgaben {grant.year}.xlsx", XLSX_TYPE, inline=False)


@form_page
def list_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in a list; nothing is booked yet."""
    user = keeper(request)
    grant = access.grant_for(user, pk, to_manage=True)
    form = ListForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            paper, is_new = spending_acts.hand_in(
                grant=grant, handed=data["file"], by=user, submission=data["submission"]
            )
        except KimError as error:
            form.add_error("file", str(error))
        else:
            if not _is_named(paper):
                return redirect("money:list_columns", paper.pk)
            if not is_new:
                messages.info(request, _("This very file is here already. These are its rows."))
            return redirect("money:list", paper.pk)
    title = _("Hand in a list of spending")
    context = {
        "form": form, "grant": grant, "title": title, "crumbs": crumbs(grant, title),
        "columns": [{"label": column.label, "required": column.required} for column in spending.COLUMNS],
    }  # fmt: skip
    return form_answer(request, "staffing/money/list_new.html", context)


def _list(request: HttpRequest, pk: int, *, to_manage: bool = False) -> GrantPaper:
    paper = papers_kept.paper_for(request.user, pk, to_manage=to_manage)  # type: ignore[arg-type]
    if paper.kind != PaperKind.SPENDING:
        raise Http404
    return paper


@require_http_methods(["GET", "HEAD", "POST"])
def list_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Every row of a list with what it would be booked as, and its record; a mended file is handed in here."""
    paper = _list(request, pk, to_manage=request.method == "POST")
    form = ListForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            spending_acts.hand_in_anew(
                paper=paper, handed=data["file"], by=keeper(request), submission=data["submission"]
            )
        except KimError as error:
            form.add_error("file", str(error))
        else:
            if not _is_named(GrantPaper.objects.for_list().get(pk=pk)):
                return redirect("money:list_columns", pk)
            messages.success(request, _("The mended file is here. These are its rows."))
            return redirect("money:list", pk)
    return form_answer(request, "staffing/money/list.html", _said(request, paper) | {"form": form})


def _is_named(paper: GrantPaper) -> bool:
    places = spending.table_of_list(paper).places
    return all(column.key in places for column in spending.COLUMNS if column.required)


@form_page
def list_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which heading is which column, where the words of a booking system are not known or mean something else."""
    user = keeper(request)
    paper = _list(request, pk, to_manage=True)
    if paper.is_removed:
        return redirect("money:list", pk)
    try:
        table = spending.table_of_list(paper)
    except KimError:  # the page of the list says what is wrong with its file
        return redirect("money:list", pk)
    form = ColumnsForm(request.POST or None, table=table)
    if form.is_bound and form.is_valid():
        try:
            spending_acts.name_columns(paper=paper, columns=form.said, by=user)
        except KimError as error:
            form.refuse(error)
        else:
            return redirect("money:list", pk)
    title = _("Name the columns")
    context = {
        "form": form, "paper": paper, "grant": paper.grant, "title": title, "crumbs": crumbs(paper.grant, title),
        "asked": [form[column.key] for column in spending.COLUMNS],
    }  # fmt: skip
    return form_answer(request, "staffing/money/list_columns.html", context)


def _said(request: HttpRequest, paper: GrantPaper) -> Words:
    booked = spending.booked_of(paper)
    context: Words = {
        "paper": paper, "grant": paper.grant, "crumbs": crumbs(paper.grant, paper.title), "booked": booked, "trouble": "",
        "facts": list(_facts(paper, booked)),
        "may_manage": access.manages_grants(request.user) and not paper.is_removed,  # type: ignore[arg-type]
    }  # fmt: skip
    if paper.is_removed:
        return context
    try:
        listing = spending.listing_of(paper)
    except KimError as error:
        return context | {"trouble": str(error)}
    chosen = request.GET.get("zeilen", "")
    parts = {"new": listing.new, "faulty": listing.faulty, "booked": listing.booked}
    rows = parts.get(chosen, listing.rows)
    heads = {column.key: str(column.label) for column in spending.COLUMNS}
    return context | {
        "listing": listing, "number": paper.newest.number, "sum": euro(listing.sum_of_new), "count": len(listing.new),
        "rows": [_row(row, paper, heads) for row in rows],
        "sums": [
            {"label": _("Rows"), "value": len(listing.rows), "note": "", "tone": ""},
            {"label": _("To be booked"), "value": len(listing.new), "note": euro(listing.sum_of_new), "tone": ""},
            {"label": _("To be mended"), "value": len(listing.faulty), "note": "", "tone": "bad" if listing.faulty else ""},
            {"label": pgettext("rows of a list", "Booked"), "value": len(listing.booked), "note": "", "tone": ""},
        ],
        "chips": [
            {"label": f"{label} ({len(parts[key])})", "url": "?" if key == chosen else f"?zeilen={key}", "on": key == chosen}
            for key, label in SHOWN.items() if parts[key]
        ],
        "left_out": ", ".join(map(str, listing.left_out)),
    }  # fmt: skip


def _facts(paper: GrantPaper, booked: spending.Booked) -> Any:
    if not paper.is_removed:
        file = paper.newest
        yield _("File"), file.original_name or "–"
        yield _("Check sum (SHA-256)"), file.sha256
        yield _("Handed in"), _by(file)
    if booked.first:
        count = ngettext("%(n)s row", "%(n)s rows", booked.rows) % {"n": booked.rows}
        yield pgettext("rows of a list", "Booked"), f"{_by(booked.first)}: {count}, {euro(booked.amount)}"
    if booked.undone:
        back = booked.rows - booked.standing
        count = ngettext("%(n)s row", "%(n)s rows", back) % {"n": back}
        yield _("Taken back"), f"{_by(booked.undone)}: {count}, {euro(booked.amount - booked.standing_amount)}"
        yield _("Still stands"), euro(booked.standing_amount)


def _by(row: Any) -> str:
    return " · ".join(filter(None, (f"{row.recorded_at.astimezone():%d.%m.%Y, %H:%M}", str(row.recorded_by or ""))))


def _row(row: spending.Row, paper: GrantPaper, heads: dict[str, str]) -> Words:
    said = row.said
    made: Words = {"line": row.line, "faults": row.faults, "said": said, "shown": row.shown}
    if said is not None:
        made |= {
            "who": str(said.agreement.recipient) if said.agreement else _("Own posts"), "amount": euro(said.amount),
            "text": said.text, "voucher": said.voucher, "post": str(said.post or ""),
        }  # fmt: skip
    else:
        made |= {
            "who": row.shown.get("who", ""), "amount": row.shown.get("amount", ""), "text": row.shown.get("text", ""),
            "voucher": row.shown.get("voucher", ""), "post": row.shown.get("post", ""), "day": row.shown.get("day", ""),
        }  # fmt: skip
    if row.booked is not None:
        ours = row.booked.submission is not None and row.booked.submission == paper.newest.stored
        made |= {
            "state": pgettext("row of a list", "booked") if ours else _("booked before"), "tone": "good" if ours else "none",
            "why": _("on %(when)s; not booked twice") % {"when": _by(row.booked)} if not ours else "",
        }  # fmt: skip
    elif row.faults:
        made |= {"state": _("to be mended"), "tone": "bad"}
    else:
        made |= {
            "state": _("to be booked"),
            "tone": "plain",
            "why": _("takes back: %(what)s") % {"what": row.takes} if row.takes else "",
        }
    return made


@require_POST
def list_book(request: HttpRequest, pk: int) -> HttpResponse:
    """Every good row at once."""
    user = keeper(request)
    paper = _list(request, pk, to_manage=True)
    number = request.POST.get("number", "")
    try:
        count, amount = spending_acts.book(
            paper=paper, number=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0, by=user
        )
    except KimError as error:
        messages.error(request, str(error))
    else:
        said = ngettext("%(n)s row with %(amount)s is booked.", "%(n)s rows with %(amount)s are booked.", count)
        messages.success(request, said % {"n": count, "amount": euro(amount)})
    return redirect("money:list", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def list_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is taken back, then take it back."""
    user = keeper(request)
    paper = _list(request, pk, to_manage=True)
    if request.method == "POST":
        try:
            count, amount = spending_acts.undo(paper=paper, by=user)
        except KimError as error:
            messages.error(request, str(error))
        else:
            said = ngettext("%(n)s row with %(amount)s is taken back; it stays with a row against it.",
                            "%(n)s rows with %(amount)s are taken back; they stay with rows against them.", count)  # fmt: skip
            messages.success(request, said % {"n": count, "amount": euro(amount)})
        return redirect("money:list", pk)
    booked = spending.booked_of(paper)
    if not booked.open:
        messages.info(request, _("No amount of this list stands any more, so there is nothing to take back."))
        return redirect("money:list", pk)
    title = _("Take the whole list back")
    context = {
        "paper": paper, "grant": paper.grant, "title": title, "crumbs": crumbs(paper.grant, title), "booked": booked,
        "amount": euro(booked.open_amount),
    }  # fmt: skip
    return render(request, "staffing/money/list_undo.html", context)
