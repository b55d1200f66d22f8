"""What every page of the dialogue shares."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.web.forms import KimForm
from kim.web.naturalisation.fields import MOST_ROWS

Raw = dict[str, Any]
YES_NO = (("yes", pgettext_lazy("answer", "Yes")), ("no", pgettext_lazy("answer", "No")))
UNSAID = ("", _("I do not know"))


class Answer(KimForm):
    """One page. `known` are the facts of the other pages, to notice what cannot both be true."""

    list_choices: ClassVar[bool] = True
    row_names: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, known: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        self.known = known or {}
        super().__init__(*args, **kwargs)

    def facts(self) -> Raw:
        """What this page says, in the words of the engine."""
        raise NotImplementedError

    def told(self) -> list[tuple[str, str]]:
        """What was answered, for people: label and words of every filled field."""
        rows = []
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if name in ("submission", "version", "rows") or value in (None, "", []):
                continue
            rows.append((str(field.label), self._words(field, value)))
        return rows

    def _words(self, field: forms.Field, value: Any) -> str:
        choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
        if isinstance(value, list):
            return ", ".join(choices.get(str(each), str(each)) for each in value)
        if choices:
            return choices.get(str(value), str(value))
        return ".".join(reversed(value.split("-"))) if _is_iso(value) else str(value)

    def raw(self) -> Raw:
        """What was typed, to be carried on; the fields of this page only."""
        found = {}
        for name, field in self.fields.items():
            if name in ("submission", "version"):
                continue
            value = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            if value not in (None, "", []):
                found[name] = value
        return found

    def known_or_none(self, name: str) -> bool | None:
        """Yes, no, or not known."""
        return {"yes": True, "no": False}.get(self.cleaned_data.get(name, ""))


class Rows(Answer):
    """A page with rows of the same fields; how many travels with it."""

    rows = forms.IntegerField(required=False, widget=forms.HiddenInput)
    at_first: ClassVar[int] = 2
    after_rows: ClassVar[tuple[str, ...]] = ()  # fields that stand below the rows

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = _number(self.data.get("rows") if self.is_bound else self.initial.get("rows"), self.at_first)
        for place in range(self.count):
            self.fields |= {f"{name}_{place}": field for name, field in self.row_fields(place).items()}
        self.initial["rows"] = self.count
        self._ask_plainly()

    def row_fields(self, place: int) -> dict[str, forms.Field]:
        """The fields of a row, by name."""
        raise NotImplementedError

    def in_rows(self) -> list[list[Any]]:
        """The fields as the page shows them."""
        return [[self[f"{name}_{place}"] for name in self.row_fields(place)] for place in range(self.count)]

    def filled_rows(self) -> list[tuple[int, Raw]]:
        """Rows in which anything stands."""
        found = []
        for place in range(self.count):
            row = {name: self.cleaned_data.get(f"{name}_{place}", "") for name in self.row_fields(place)}
            if any(row.values()):
                found.append((place, row))
        return found

    def with_one_more(self, known: Mapping[str, Any]) -> "Rows":
        """The same page, as it was filled, with another row."""
        data = self.data.copy()
        data["rows"] = str(min(self.count + 1, MOST_ROWS))
        again = type(self)(initial={name: data.get(name) for name in data}, known=known)
        again.initial["rows"] = again.count
        return again


def _number(value: Any, otherwise: int) -> int:
    text = str(value or "")
    return (
        min(max(int(text), otherwise), MOST_ROWS) if text.isascii() and text.isdigit() and len(text) < 3 else otherwise
    )


def _is_iso(value: Any) -> bool:
    parts = str(value).split("-")
    return len(parts[0]) == 4 and len(parts) <= 3 and all(part.isascii() and part.isdigit() for part in parts)


class YesOrNo(Answer):
    """One question with yes or no. `says` names the fact."""

    said = forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, label=_("Your answer"))
    says: ClassVar[str] = ""

    def facts(self) -> Raw:
        return {self.says: self.known_or_none("said")}
