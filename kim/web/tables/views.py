"""Pages every list has: its file, its columns, keeping views of it, acting on many rows."""

from collections.abc import Mapping
from copy import copy
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kim.exceptions import KimError
from kim.privacy.public import reading
from kim.web.tables import asked, bulk
from kim.web.tables.export import export
from kim.web.tables.forms import SavedViewForm
from kim.web.tables.table import Table, table_for
from kim.workbench.public import SavedView, saved_views


def _table(request: HttpRequest, key: str, query: Mapping[str, str] | None = None) -> Table:
    """The list as it is asked for (404 if there is no such list, 403 if this person has none)."""
    table = table_for(request.user, key, request.GET if query is None else query)  # type: ignore[arg-type]
    if table is None:
        raise Http404
    return table


@require_safe
@reading
def list_file(request: HttpRequest, key: str, kind: str) -> HttpResponseBase:
    """The list as a file."""
    return export(request, _table(request, key), kind)


@require_http_methods(["GET", "HEAD", "POST"])
def bulk_act(request: HttpRequest, key: str, action: str) -> HttpResponse:
    """An act on many rows of a list."""
    table = _table(request, key)
    return bulk.bulk_page(request, table, bulk.action_of(table, action))


@require_POST
def choose_columns(request: HttpRequest, key: str) -> HttpResponse:
    """Keep the columns for this person; where the address or a saved view names columns, change them there."""
    table = _table(request, key, QueryDict(request.POST.get("here", "")[:4000]))
    wanted = set(request.POST.getlist("columns"))
    if "as_it_comes" in request.POST:
        saved_views.choose_columns(by=table.user, list_key=key, columns=[])
        return redirect(table.address(columns=""))
    chosen = [column.key for column in table.available if column.always or column.key in wanted]
    if table.asked.columns is not None:
        return redirect(table.address(columns=",".join(chosen)))
    free = [column for column in table.available if column.screen and not column.always]
    marks = [f"{'+' if column.key in wanted else '-'}{column.key}" for column in free]
    saved_views.choose_columns(by=table.user, list_key=key, columns=_with_the_others(table, marks))
    return redirect(table.address())


def _with_the_others(table: Table, marks: list[str]) -> list[str]:
    """What was chosen for columns that this view does not have stays."""
    here = {mark[1:] for mark in marks}
    return [*marks, *(m for m in table.choice.columns if isinstance(m, str) and m[1:] not in here)]


@require_http_methods(["GET", "HEAD", "POST"])
def keep_view(request: HttpRequest, key: str) -> HttpResponse:
    """Keep what is on the screen under a name; under the name of one's own view, that one is changed."""
    table = _table(request, key)
    mine = table.saved if table.saved is not None and table.saved.owner_id == table.user.pk else None
    form = SavedViewForm(request.POST or None, by=table.user, also=_unit(mine), initial=_initial(table, mine))
    if request.method == "POST" and form.is_valid():
        view = _kept(table, form)
        if view is not None:
            messages.success(request, _("The view “%(name)s” is kept.") % {"name": view.name})
            return redirect(_address(table, view))
    context = _frame(table, _("Keep this view")) | {"form": form, "mine": mine, "words": table.words()}
    return render(request, "tables/keep.html", context, status=422 if form.errors else 200)


def _unit(view: SavedView | None) -> Any:
    return view.shared_with if view else None


def _initial(table: Table, view: SavedView | None) -> dict[str, Any]:
    if view is None:
        return {}
    opens = table.choice.opens_with_id == view.pk
    return {"name": view.name, "shared_with": str(view.shared_with_id or ""), "opens": opens}


def _kept(table: Table, form: SavedViewForm) -> SavedView | None:
    """The view as it is kept now; None if that was refused."""
    name, unit = form.cleaned_data["name"], form.unit()
    same = next((v for v in table.saved_views if v.owner_id == table.user.pk and v.name == name), None)
    try:
        if same is not None and table.saved is not None and same.pk == table.saved.pk:
            view = saved_views.change(view=same, by=table.user, name=name, shared_with=unit, query=table.state)
        else:
            view = saved_views.keep(by=table.user, list_key=table.key, name=name, query=table.state, shared_with=unit)
        _open_with(table, view, form.cleaned_data["opens"])
    except KimError as error:
        form.add_error("name", str(error))
        return None
    return view


def _open_with(table: Table, view: SavedView, wanted: bool) -> None:
    now = table.choice.opens_with_id == view.pk
    if wanted != now:
        saved_views.open_with(by=table.user, list_key=table.key, view=view if wanted else None)


def _address(table: Table, view: SavedView) -> str:
    return f"{table.url}?{urlencode({'saved': view.pk})}"


@require_safe
@reading
def views_of(request: HttpRequest, key: str) -> HttpResponse:
    """All views of a list that this person has, with what each asks for."""
    table = _table(request, key)
    rows = [
        {
            "view": view, "url": _address(table, view), "words": _words_of(table, view),
            "mine": view.owner_id == table.user.pk, "opens": table.choice.opens_with_id == view.pk,
        }
        for view in table.saved_views
    ]  # fmt: skip
    return render(request, "tables/views.html", _frame(table, _("Kept views")) | {"views": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def view_edit(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Rename a view, share it or no longer, open the list with it."""
    table = _table(request, key)
    view = _view(table, pk)
    if view.owner_id != table.user.pk:
        messages.info(request, str(saved_views.NotYourView()))
        return redirect("tables:views", key)
    form = SavedViewForm(request.POST or None, by=table.user, also=view.shared_with, initial=_initial(table, view))
    if request.method == "POST" and form.is_valid():
        try:
            saved_views.change(view=view, by=table.user, name=form.cleaned_data["name"], shared_with=form.unit())
            _open_with(table, view, form.cleaned_data["opens"])
        except KimError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("The view “%(name)s” is kept.") % {"name": view.name})
            return redirect("tables:views", key)
    context = _frame(table, _("Change the view"), _("Kept views")) | {"form": form, "edited": view}
    return render(request, "tables/view_edit.html", context, status=422 if form.errors else 200)


@require_POST
def view_delete(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Delete a view of one's own."""
    table = _table(request, key)
    view = _view(table, pk)
    try:
        saved_views.drop(view=view, by=table.user)
        messages.success(request, _("The view “%(name)s” is deleted.") % {"name": view.name})
    except KimError as error:
        messages.error(request, str(error))
    return redirect("tables:views", key)


@require_POST
def view_open_with(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Open the list with this view from now on, or no longer."""
    table = _table(request, key)
    view = _view(table, pk)
    wanted = request.POST.get("opens", "") == "yes"
    saved_views.open_with(by=table.user, list_key=key, view=view if wanted else None)
    text = _("The list now opens with “%(name)s”.") if wanted else _("The list opens plainly again.")
    messages.success(request, text % {"name": view.name} if wanted else text)
    return redirect("tables:views", key)


def _view(table: Table, pk: int) -> SavedView:
    """A view this person may open (else 404)."""
    view = next((each for each in table.saved_views if each.pk == pk), None)
    if view is None:
        raise Http404
    return view


def _frame(table: Table, title: str, between: str = "") -> dict[str, Any]:
    crumbs = [{"label": str(table.title), "url": table.url}]
    if between:
        crumbs.append({"label": between, "url": reverse("tables:views", args=[table.key])})
    return {"table": table, "title": title, "crumbs": [*crumbs, {"label": title, "url": ""}]}


def _words_of(table: Table, view: SavedView) -> str:
    """What a saved view asks for, in the words of its list."""
    kept = asked.stored(view)
    seen = copy(table)
    seen.view = kept.view if kept.view in table.sources else next(iter(table.sources))
    seen.form = table.form_class(kept.filters, table=seen)
    return "; ".join(f"{label}: {value}" if value else label for label, value in seen.words())
