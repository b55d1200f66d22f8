"""How a list is narrowed: a form whose answers become chips, words and a smaller set of rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kim.web.forms import name_the_empty_choice

if TYPE_CHECKING:
    from kim.web.tables.table import Table


@dataclass(frozen=True)
class Chip:
    """One filter as a link: what it says, whether it is on, what following it changes in the address."""

    label: str
    on: bool
    changes: dict[str, str] = field(default_factory=dict)


class FilterForm(forms.Form):
    """What is asked of a list; whatever cannot be read is left out and said at its field."""

    lookups: ClassVar[dict[str, str]] = {}  # field name: lookup of the rows
    quick: ClassVar[tuple[str, ...]] = ()  # yes/no filters that are one click away
    search: ClassVar[str] = ""  # the field that stands beside the chips, not behind "Filter"

    def __init__(self, data: Any, *, table: Table) -> None:
        super().__init__(data, label_suffix="", auto_id="filter_%s")
        self.table = table
        for asked in self.fields.values():
            name_the_empty_choice(asked, _("all"))
        self.prepare()
        self.is_valid()

    def prepare(self) -> None:
        """Choices that depend on who looks; fields they do not have are taken out here."""

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows asked for."""
        for name, lookup in self.lookups.items():
            value = self.cleaned_data.get(name)
            if value not in (None, "", False, []):
                rows = rows.filter(**{lookup: value})
        return rows

    def chips(self) -> list[Chip]:
        """The filters in use, each going off when followed, and the quick ones."""
        chips = [Chip(f"{label}: {text}", True, {name: ""}) for name, label, text in self._used()]
        for name in self.quick:
            on = bool(self.cleaned_data.get(name))
            chips.append(Chip(str(self.fields[name].label), on, {name: "" if on else "on"}))
        return chips

    def words(self) -> list[tuple[str, str]]:
        """The filters in use as label and words, for paper and files."""
        quick = [(str(self.fields[name].label), "") for name in self.quick if self.cleaned_data.get(name)]
        return [(label, text) for _name, label, text in self._used()] + quick

    @property
    def is_on(self) -> bool:
        """Whether any filter narrows the list."""
        return bool(self.words())

    @property
    def behind(self) -> list[forms.BoundField]:
        """The fields behind "Filter"."""
        return [bound for bound in self if bound.name != self.search]

    @property
    def beside(self) -> forms.BoundField | None:
        """The field that searches in words."""
        return self[self.search] if self.search else None

    def _used(self) -> list[tuple[str, str, str]]:
        found = []
        for name, form_field in self.fields.items():
            value = self.cleaned_data.get(name)
            if name in self.quick or value in (None, "", False, []):
                continue
            found.append((name, str(form_field.label), self.in_words(form_field, value)))
        return found

    def in_words(self, form_field: forms.Field, value: Any) -> str:
        """A chosen value as people read it."""
        if isinstance(form_field, forms.ModelChoiceField):
            return str(value)
        if isinstance(form_field, forms.ChoiceField):
            return str(dict(form_field.choices).get(value, value))  # type: ignore[arg-type]
        return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)
