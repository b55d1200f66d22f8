"""The table: one list, for one person, as it was asked for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Permission, User
from kim.web.keyset import Page, keyset_page
from kim.web.tables import asked
from kim.web.tables.bulk import BulkAction
from kim.web.tables.columns import Column, Row, cell
from kim.web.tables.filters import FilterForm
from kim.web.templatetags.kim import capped
from kim.workbench.public import saved_views

TABLES: dict[str, type[Table]] = {}
ON_PAPER = 500


class Table(ABC):
    """A list names itself, its columns, its filters and where its rows come from; the rest is done here."""

    key: ClassVar[str] = ""
    title: ClassVar[Any] = ""
    caption: ClassVar[Any] = ""  # the title if empty; another name where a section of that title is around it
    url_name: ClassVar[str] = ""
    columns: ClassVar[Sequence[Column]] = ()
    form_class: ClassVar[type[FilterForm]] = FilterForm
    actions: ClassVar[Sequence[BulkAction]] = ()
    default_sort: ClassVar[str] = ""
    size: ClassVar[int] = 30
    anchor: ClassVar[str] = "results"
    pick_name: ClassVar[str] = "pick"
    show_label: ClassVar[Any] = _("Show the list")
    view_labels: ClassVar[Mapping[str, Any]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.key:
            TABLES[cls.key] = cls

    def __init__(self, user: User, query: Mapping[str, str]) -> None:
        self.user, self.query = user, query
        self.sources = self.rows_by_view()
        self.saved_views = saved_views.visible_views(self.key)
        self.choice = saved_views.choice_of(user, self.key)
        self.asked = asked.read(query, self.saved_views, self.choice)
        self.saved = self.asked.saved
        self.view = self.asked.view if self.asked.view in self.sources else next(iter(self.sources))
        self.left_out: list[str] = []
        self.form = self._form()
        self.sort = self._sort()
        self.chosen_columns = self._chosen_columns()
        if self.asked.stored and self.asked.view not in (*self.sources, ""):
            self.left_out.append(str(self.view_labels.get(self.asked.view, self.asked.view)))

    # What a list says about itself ---------------------------------------------------------------------

    @abstractmethod
    def rows_by_view(self) -> dict[str, QuerySet[Any]]:
        """The rows this person may see, by view; PermissionDenied for those who have no such list."""

    def for_rows(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows with what a line of the list shows."""
        return rows

    def first_sort(self) -> str:
        """How a list nobody has sorted is sorted; a view may have its own way."""
        return self.default_sort

    def views(self) -> list[dict[str, Any]]:
        """A switch with one entry for each view; none where there is only one."""
        names = self.sources if len(self.sources) > 1 else ()
        return [
            {"label": str(self.view_labels[name]), "url": self.address(view=name), "current": name == self.view}
            for name in names
        ]

    def for_sort(self, rows: QuerySet[Any], key: str) -> QuerySet[Any]:
        """The rows with what this sorting needs."""
        return rows

    def row(self, item: Any) -> Row:
        """What the cells of a row are made of; `name` is read out, `can_pick` lets it be ticked."""
        return {"name": str(item), "can_pick": False}

    def group_of(self, row: Row) -> tuple[str, str]:
        """The words that rows of one kind stand under, and their class; none if the list has no such groups."""
        return "", ""

    def page_text(self, page: Page) -> str:
        """1 to 30 of 60"""
        text = ngettext("%(first)s of %(total)s", "%(first)s to %(last)s of %(total)s", len(page))
        return text % {"first": page.first, "last": page.last, "total": capped(page.total)}

    def empty(self) -> tuple[str, str, str]:
        """For a list with nothing in it: what is so, and a way on with its address."""
        if self.form.is_on:
            return gettext("Nothing fits these filters."), gettext("Reset the filters"), self.reset_address
        return gettext("There is nothing here yet."), "", ""

    # What was asked --------------------------------------------------------------------------------------

    def _form(self) -> FilterForm:
        """The filters; a saved view's that are gone are left out and said."""
        form = self.form_class(self.asked.filters, table=self)
        if not self.asked.stored:
            return form
        gone = [name for name in self.asked.filters if name not in form.fields or name in form.errors]
        for name in gone:
            field = form.fields.get(name)
            what = str(field.label) if field else name
            self.left_out.append(
                gettext("Filter “%(name)s: %(value)s”") % {"name": what, "value": self.asked.filters[name]}
            )
        good = {name: value for name, value in self.asked.filters.items() if name not in gone}
        return self.form_class(good, table=self) if gone else form

    def _sort(self) -> str:
        wanted = self.asked.sort
        if wanted and wanted.lstrip("-") in self._sorts and wanted.count("-") < 2:
            return wanted
        if wanted and self.asked.stored:
            self.left_out.append(gettext("Sorting “%(name)s”") % {"name": wanted.lstrip("-")})
        return self.first_sort()

    @cached_property
    def _sorts(self) -> dict[str, str]:
        return {column.key: column.sort for column in self.available if column.sort}

    def _chosen_columns(self) -> list[str] | None:
        """The columns asked for, else this person's own; None: as the list comes."""
        known = {column.key for column in self.available}
        if self.asked.columns is not None:
            gone = [key for key in self.asked.columns if key not in {column.key for column in self.columns}]
            if self.asked.stored:
                self.left_out += [gettext("Column “%(name)s”") % {"name": self._column_title(key)} for key in gone]
            return [key for key in self.asked.columns if key in known] or None
        own = {mark[1:]: mark[:1] == "+" for mark in self.choice.columns if isinstance(mark, str)}
        if not own.keys() & known:
            return None
        return [column.key for column in self.available if own.get(column.key, column.default)]

    def _column_title(self, key: str) -> str:
        return next((column.title for column in self.columns if column.key == key), key)

    @cached_property
    def available(self) -> list[Column]:
        """The columns this person has in this view."""
        return [column for column in self.columns if column.only(self)]

    @cached_property
    def shown(self) -> list[Column]:
        """The columns on the screen."""
        return [c for c in self.available if c.screen and self._is_chosen(c)]

    @cached_property
    def in_files(self) -> list[Column]:
        """The columns of a file: those on the screen, and what only files have."""
        return [c for c in self.available if c.in_files and (self._is_chosen(c) or not c.screen)]

    def _is_chosen(self, column: Column) -> bool:
        if column.always:
            return True
        return column.default if self.chosen_columns is None else column.key in self.chosen_columns

    @property
    def column_choices(self) -> list[dict[str, Any]]:
        """The columns as boxes to tick."""
        return [
            {"key": c.key, "title": c.title, "on": self._is_chosen(c), "always": c.always}
            for c in self.available
            if c.screen
        ]

    @property
    def width(self) -> int:
        """How many cells a line across the table spans, the box to tick included."""
        return len(self.shown) + 1

    # Rows --------------------------------------------------------------------------------------------------

    @property
    def order(self) -> tuple[str, ...]:
        """The fields of the sorting, the last of them unique."""
        name, down = self.sort.lstrip("-"), self.sort.startswith("-")
        fields = (self._sorts[name], "id") if name in self._sorts else ("id",)
        return tuple(f"-{field}" for field in fields) if down else fields

    @cached_property
    def narrowed(self) -> QuerySet[Any]:
        """The rows that fit the filters, in no order."""
        return self.form.narrow(self.sources[self.view])

    @cached_property
    def listed(self) -> QuerySet[Any]:
        """The rows that fit, with what a line shows and what they are sorted by."""
        return self.for_rows(self.for_sort(self.narrowed, self.sort.lstrip("-")))

    @cached_property
    def page(self) -> Page:
        """One page of them; on paper as many as fit."""
        if self.on_paper:
            return keyset_page(self.listed, {}, order=self.order, size=ON_PAPER)
        return keyset_page(self.listed, self.query, order=self.order, size=self.size)

    @property
    def on_paper(self) -> bool:
        return self.query.get("rows", "") == "all"

    def drawn(self, item: Any) -> Row:
        """A row with its cells."""
        row = {"item": item, "pk": item.pk, **self.row(item)}
        row["cells"] = [cell(column, row, self.spare(column)) for column in self.shown]
        return row

    def spare(self, column: Column) -> str:
        """The class of a column that gives way on small laptops; none where somebody asked for it."""
        wanted = self.chosen_columns is not None or self.sort.lstrip("-") == column.key
        return "kim-spare" if column.spare and not wanted else ""

    def values(self, item: Any) -> list[Any]:
        """A row for a file."""
        row = {"item": item, "pk": item.pk, **self.row(item)}
        return [column.value(row) for column in self.in_files]

    # Addresses -----------------------------------------------------------------------------------------------

    @property
    def state(self) -> dict[str, Any]:
        """View, filters, sorting and columns as they are kept under a name."""
        filters = {
            n: str(v) for n, v in self.form.data.items() if v and n in self.form.fields and n not in self.form.errors
        }
        return {
            "view": self.view if len(self.sources) > 1 else "",
            "filters": filters,
            "sort": self.sort if self.sort != self.first_sort() else "",
            "columns": self.chosen_columns if self.asked.columns is not None else [],
        }

    @property
    def parameters(self) -> dict[str, str]:
        """All of that as it stands in the address; never empty, so that it means itself wherever it is followed."""
        state = self.state
        found = {"view": state["view"], "sort": state["sort"], "columns": ",".join(state["columns"] or [])}
        found = {name: value for name, value in {**state["filters"], **found}.items() if value}
        return {**found, "saved": str(self.saved.pk), "edited": "1"} if self.saved else found or {"saved": "0"}

    @property
    def url(self) -> str:
        return reverse(self.url_name)

    def address(self, **changes: str) -> str:
        """This list with some things changed, from its beginning; empty values are taken out."""
        query = {name: value for name, value in (self.parameters | changes).items() if value}
        return f"{self.url}?{urlencode(query or {'saved': '0'})}"

    def to(self, name: str, *args: str) -> str:
        """The address of one of the engine's pages for what is on the screen."""
        return f"{reverse(f'tables:{name}', args=[self.key, *args])}?{urlencode(self.parameters)}"

    @property
    def here(self) -> str:
        """What is on the screen, as it stands after the question mark."""
        return urlencode(self.parameters)

    @property
    def keep_address(self) -> str:
        return self.to("keep")

    @property
    def csv_address(self) -> str:
        return self.to("file", "csv")

    @property
    def xlsx_address(self) -> str:
        return self.to("file", "xlsx")

    @property
    def reset_address(self) -> str:
        view = self.view if len(self.sources) > 1 else ""
        return f"{self.url}?{urlencode({'view': view} if view else {'saved': '0'})}"

    @property
    def is_edited(self) -> bool:
        """Whether something was changed since the saved view was opened."""
        if self.saved is None or self.asked.stored:
            return bool(self.left_out)
        kept = asked.stored(self.saved)
        old = (kept.view or self.view, kept.filters, kept.sort, kept.columns or [])
        now = self.state
        return (now["view"] or self.view, now["filters"], now["sort"], now["columns"] or []) != old

    @property
    def may_export(self) -> bool:
        return self.user.has(Permission.LIST_EXPORT)

    def words(self) -> list[tuple[str, str]]:
        """What is on the screen, for paper and files: view and filters."""
        view = [(gettext("View"), str(self.view_labels[self.view]))] if self.view in self.view_labels else []
        return [*view, *self.form.words()]


def table_for(user: User, key: str, query: Mapping[str, str]) -> Table | None:
    """The list of this key as this person asks for it; None if there is no such list."""
    found = TABLES.get(key)
    return found(user, query) if found else None
