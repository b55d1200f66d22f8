"""The steps of an import on screen."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kim.privacy.public import reading
from kim.web.imports import shown
from kim.web.imports.forms import ColumnsForm, PlaceForm, UploadForm
from kim.web.imports.table import ImportTable
from kim.web.keyset import keyset_page
from kim.web.tables.pages import table_page
from kim.workbench.public import ImportFault, ImportRun, ImportState, RowState, import_steps, importing, imports

SIZE = 50
_AT_WORK = (ImportState.CHECKING, ImportState.APPLYING, ImportState.UNDOING)


def _targets(request: HttpRequest) -> list[importing.Target]:
    targets = importing.targets_for(request.user)
    if not targets:
        raise PermissionDenied
    return targets


@require_safe
@reading
def import_list(request: HttpRequest) -> HttpResponse:
    """One's own imports, the newest first, with what became of each."""
    table = ImportTable(request.user, request.GET)  # type: ignore[arg-type]
    return table_page(request, table, "imports/list.html")


def _mark(name: str, value: str) -> str:
    return f"?{name}={value}" if value else ""


@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: HttpRequest) -> HttpResponse:
    """Choose what is imported and upload the file."""
    targets = _targets(request)
    initial = {"target": request.GET.get("was", "")}
    form = UploadForm(request.POST or None, request.FILES or None, targets=targets, initial=initial)
    if request.method == "POST" and form.is_valid():
        target, file = importing.target(form.cleaned_data["target"]), form.cleaned_data["file"]
        try:
            if file.size > imports.LIMITS.size:
                raise imports.too_big()
            run = imports.upload(by=request.user, target=target, file_name=file.name, data=file.read())
            return redirect("imports:columns", run.pk)
        except ImportFault as error:
            form.add_error("file", str(error))
    context = {"form": form, "targets": targets, "steps": shown.steps(0)}
    return render(request, "imports/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose sheet, line of the headings and columns."""
    run, target = imports.run_for(request.user, pk)
    if run.state not in (ImportState.UPLOADED, ImportState.CHECKED):
        return redirect("imports:detail", run.pk)
    asked = request.POST if request.method == "POST" else request.GET
    preview = run.file.preview
    sheet = next((each for each in preview if each["name"][:200] == asked.get("blatt", run.sheet)), preview[0])
    line = _line(asked.get("kopfzeile", ""), run.head_line, len(sheet["rows"]))
    headings = sheet["rows"][line - 1]
    width = max(len(row) for row in sheet["rows"])
    headings = headings + [""] * (width - len(headings))
    proposed = imports.propose(target, request.user, headings)
    form = ColumnsForm(request.POST or None, target=target, headings=headings, proposed=proposed)
    if request.method == "POST" and form.is_valid():
        try:
            imports.choose_columns(
                run=run, by=request.user, sheet=sheet["name"][:200], head_line=line, mapping=form.mapping
            )
            return redirect("imports:detail", run.pk)
        except ImportFault as error:
            form.add_error(None, str(error))
    context = shown.frame(run, target, 1) | {
        "form": form, "sheets": preview, "sheet": sheet, "line": line, "place": PlaceForm(preview, sheet, line),
        "headings": headings, "rows": [row + [""] * (width - len(row)) for row in sheet["rows"][line : line + 5]],
        "unproposed": [heading for place, heading in enumerate(headings) if heading and place not in proposed.values()],
        "seen": imports.seen_before(run),
    }  # fmt: skip
    return render(request, "imports/columns.html", context, status=422 if form.errors else 200)


def _line(text: str, usual: int, most: int) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else usual
    return min(max(number, 1), most)


@require_safe
@reading
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the import stands: at work, checked and waiting, carried out, undone."""
    run, target = imports.run_for(request.user, pk)
    if run.state == ImportState.UPLOADED and not run.trouble:
        return redirect("imports:columns", run.pk)
    if run.state in _AT_WORK or request.htmx:
        return _progress(request, run, target)
    if run.state == ImportState.CHECKED:
        return _checked(request, run, target)
    may_undo = run.state == ImportState.APPLIED and imports.may_undo(run)
    return render(request, "imports/result.html", shown.frame(run, target) | {"may_undo": may_undo})


def _progress(request: HttpRequest, run: ImportRun, target: importing.Target) -> HttpResponse:
    if run.state not in _AT_WORK:  # the work is done: the whole page anew
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    total = run.total if run.state == ImportState.CHECKING else imports.to_write(run).count() or run.total
    context = shown.frame(run, target) | {"done": import_steps.progress_of(run), "total": total}
    return render(request, "imports/progress.html" + ("#progress" if request.htmx else ""), context)


def _checked(request: HttpRequest, run: ImportRun, target: importing.Target) -> HttpResponse:
    chosen = request.GET.get("zustand", "")
    chosen = chosen if chosen in RowState.values else ""
    found = run.rows.filter(state=chosen) if chosen else run.rows.all()
    page = keyset_page(found, request.GET, order=("number",), size=SIZE)
    counted = shown.figures(run)
    kept = f"&zustand={chosen}" if chosen else ""
    context = shown.frame(run, target) | {
        "sums": shown.sums(counted), "chips": shown.chips(counted, chosen), "chosen": chosen, "counted": counted,
        "rows": shown.rows(page, target, run), "columns": shown.taken(target, run), "page": page,
        "shown_count": counted[chosen or "all"],
        "next": _mark("after", page.after) + kept if page.after else "",
        "previous": _mark("before", page.before) + kept if page.before else "",
        "seen": imports.seen_before(run), "writes": counted["create"] + counted["update"],
    }  # fmt: skip
    return render(request, "imports/checked.html", context)


@require_POST
def import_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept rows, leave them out, or take them in again; then back to where they stood."""
    run, _target = imports.run_for(request.user, pk)
    act = request.GET.get("act") or request.POST.get("act", "")  # each button of the table carries its own act
    numbers = [
        int(number)
        for number in request.POST.getlist("number")
        if number.isascii() and number.isdigit() and len(number) < 7
    ]
    act, every = (act.removeprefix("all_"), None) if act.startswith("all_") else (act, numbers)
    try:
        if act in ("accept", "leave_out", "take_in"):
            changed = imports.mark_rows(run=run, by=request.user, numbers=every, act=act)
            messages.success(
                request, ngettext("%(count)s row changed.", "%(count)s rows changed.", changed) % {"count": changed}
            )
    except ImportFault as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(_back(request, run))


def _back(request: HttpRequest, run: ImportRun) -> str:
    """The same stretch of the same list."""
    kept = request.POST.get("zurueck", "")
    safe = kept if kept.startswith("?") and len(kept) < 500 and kept.isprintable() else ""
    return redirect("imports:detail", run.pk).url + safe


@require_http_methods(["GET", "HEAD", "POST"])
def import_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what will be made, then make it."""
    run, target = imports.run_for(request.user, pk)
    if request.method == "POST":
        return _act(request, run, imports.confirm)
    if run.state != ImportState.CHECKED:
        return redirect("imports:detail", run.pk)
    counted = shown.figures(run)
    writes = counted["create"] + counted["update"]
    context = shown.frame(run, target, 3) | {
        "counted": counted, "writes": writes, "left": counted["all"] - writes, "seen": imports.seen_before(run),
        "by_worker": writes > imports.AT_ONCE, "days": imports.UNDO_DAYS,
    }  # fmt: skip
    return render(request, "imports/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what will be taken back and what stays, then take it back."""
    run, target = imports.run_for(request.user, pk)
    if request.method == "POST":
        return _act(request, run, imports.undo)
    if run.state != ImportState.APPLIED or not imports.may_undo(run):
        return redirect("imports:detail", run.pk)
    undo = imports.undo_preview(run, request.user)
    context = shown.frame(run, target, 4) | {
        "back": len(undo.back), "back_rows": import_steps.stretches(row.number for row in undo.back), "kept": undo.kept,
    }  # fmt: skip
    return render(request, "imports/undo.html", context)


def _act(request: HttpRequest, run: ImportRun, act: Any) -> HttpResponse:
    """Do a step; what stands against it is said on the page of the import."""
    try:
        act(run=run, by=request.user)
    except ImportFault as error:
        messages.error(request, str(error))
    return redirect("imports:detail", run.pk)


@require_POST
def import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an import up that is not confirmed."""
    run, _target = imports.run_for(request.user, pk)
    try:
        imports.discard(run=run, by=request.user)
        messages.success(request, _("The upload is discarded. Nothing of it was imported, and its rows are deleted."))
    except ImportFault as error:
        messages.error(request, str(error))
    return redirect("imports:list")
