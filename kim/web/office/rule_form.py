"""The editor of the target-group rule: one form whose fields follow its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kim.network.public import KINDS
from kim.organisation.loading.findings import said
from kim.organisation.public import Municipality, loading, profile
from kim.web.forms import CleanCharField, DayField, KimForm
from kim.web.office import rule_words, words
from kim.web.office.rule_rows import Row, Rows
from kim.web.office.rule_stages import YEARS, finish, row_at, stage_of

Values = dict[str, Any]
CRITERIA = (
    ("age_between", gettext_lazy("Age")),
    ("refugee_or_newcomer", gettext_lazy("Refugee or newcomer")),
    ("status_group_in", gettext_lazy("Group of people")),
    ("child_of_member", gettext_lazy("Child of somebody in the target group")),
    ("years_in_germany_at_most", gettext_lazy("Years in Germany, at most")),
    ("years_in_county_at_most", gettext_lazy("Years in the county, at most")),
    ("lives_in_county", gettext_lazy("Lives in the county")),
    ("lives_in_municipality", gettext_lazy("Lives in certain municipalities")),
    ("no_other_case_management", gettext_lazy("No other case management")),
    ("any_of", gettext_lazy("One of several is enough")),
    ("all_of", gettext_lazy("Several together")),
)
# What the rules of the profile call a field, and what the form calls it.
_FIELD_OF = {"min": "least", "max": "most", "parts": "kind", "criteria": "label_de"}


class RuleForm(KimForm):
    """Stages and criteria as rows, and the day from which they hold."""

    rows = forms.CharField(widget=forms.HiddenInput, required=False, max_length=8000)
    day = DayField(label=gettext_lazy("Holds from"))

    def __init__(self, data: Any = None, *, rows: Rows, places: list[tuple[str, str]], **kwargs: Any) -> None:
        self.tree, self.places = rows, places
        self.names = dict(places)
        super().__init__(data, **kwargs)
        for row in rows.walk():
            for name, field in _fields(row, places).items():
                self.fields[f"{row.place}_{name}"] = field
        self._ask_plainly()

    @property
    def shown(self) -> list[Values]:
        """The rows with their fields, as the page shows them."""
        return [self._shown(row, number) for number, row in enumerate(self.tree.stages, start=1)]

    def _shown(self, row: Row, number: int) -> Values:
        fields = {name: self[f"{row.place}_{name}"] for name in _fields(row, [])}
        below = [self._shown(each, n) for n, each in enumerate(row.below, start=1)]
        folded = ("source", "note", "synthetic", *(() if row.is_stage else ("label_de", "label_en")))
        wording = fields["label_en" if (get_language() or "de").startswith("en") else "label_de"].value()
        row_itself = {
            "place": row.place,
            "number": number,
            "below": below,
            "may_grow": row.may_grow,
            "is_part": row.is_part,
        }
        return row_itself | fields | {"open": any(fields[name].errors for name in folded), "wording": wording or ""}

    def sketch(self) -> list[Values]:
        """The stages as far as they can be read, whether or not they are right."""
        return [stage_of(row, lambda row, name: _read(self[f"{row.place}_{name}"])) for row in self.tree.stages]

    def clean(self) -> Values:
        data = super().clean() or {}
        if not self.tree.stages:
            self.add_error(None, _("A rule has at least one stage. Add one."))
        for row in self.tree.walk():
            self._check(row, data)
        if not self.errors:
            self._take(stage_of(row, lambda row, name: data[f"{row.place}_{name}"]) for row in self.tree.stages)
        return data

    def _check(self, row: Row, data: Mapping[str, Any]) -> None:
        """What a row of this kind needs, said where it is missing."""
        at = row.place
        if row.is_stage:
            if not row.below and not data.get(f"{at}_planned"):
                self.add_error(
                    f"{at}_planned", _("A stage that has begun has criteria. Add one, or mark it as planned.")
                )
            return
        kind, most, least = (data.get(f"{at}_{name}") for name in ("kind", "most", "least"))
        if not kind:
            return
        if kind == "age_between" and most is None and least is None and not self._faulty(at, "least", "most"):
            self.add_error(f"{at}_least", _("Enter the age from which, the age up to which, or both."))
        if kind in YEARS and most is None and not self._faulty(at, "most"):
            self.add_error(f"{at}_most", _("Enter how many years."))
        for of, name in (("lives_in_municipality", "municipalities"), ("status_group_in", "groups")):
            if kind == of and not data.get(f"{at}_{name}"):
                self.add_error(f"{at}_{name}", _("Choose at least one."))
        self._check_parts(row, kind)

    def _check_parts(self, row: Row, kind: str) -> None:
        if kind in rule_words.GROUPS and not row.below:
            self.add_error(f"{row.place}_kind", _("Nothing belongs to it yet. Add a part, or choose another kind."))
        if kind not in rule_words.GROUPS and row.below:
            self.add_error(
                f"{row.place}_kind",
                _(
                    "This kind has no parts. Choose “One of several is enough” or “Several together”, or remove the parts."
                ),
            )

    def _faulty(self, place: str, *names: str) -> bool:
        return any(f"{place}_{name}" in self.errors for name in names)

    def _take(self, sketched: Iterator[Values]) -> None:
        stages = list(sketched)
        finish(stages, self.names)
        found = loading.rule_values(stages, KINDS)
        if isinstance(found, dict):
            self.rule = found
            return
        for fault in found:
            name, text = self._at_field(fault)
            self.add_error(name, text)

    def _at_field(self, fault: profile.ProfileError) -> tuple[str | None, str]:
        """The field a fault of the profile's rules belongs to, and its sentence."""
        row, rest = row_at(self.tree, list(fault.path[1:]))
        key = str(rest[-1]) if rest else ""
        name = f"{row.place}_{_FIELD_OF.get(key, key)}" if row else ""
        if fault.kind == "ends_before_start" and key == "max":
            return name, _("This is below the age from which it counts.")
        if fault.kind == "ends_before_start":
            return name, _("The last day is before the first one.")
        return (name if name in self.fields else None), said(fault)


def from_sent(data: QueryDict, rows: Rows, places: list[tuple[str, str]]) -> Values:
    """What was typed into these rows, to be shown again without being judged."""
    found: Values = {name: data.get(name) for name in ("submission", "version", "day")} | {"rows": str(rows)}
    for row in rows.walk():
        for name, field in _fields(row, places).items():
            at = f"{row.place}_{name}"
            found[at] = field.widget.value_from_datadict(data, {}, at)
    return found


def usual(row: Row) -> Values:
    """What stands in a new row."""
    return {} if row.is_stage else {f"{row.place}_counts": True}


def _fields(row: Row, places: list[tuple[str, str]]) -> dict[str, forms.Field]:
    return (_stage_fields() if row.is_stage else _criterion_fields(places)) | {
        "source": CleanCharField(label=gettext_lazy("Source"), required=False, max_length=2000),
        "note": CleanCharField(
            label=gettext_lazy("Remark"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
        ),
        "synthetic": forms.BooleanField(label=gettext_lazy("Invented for demonstration"), required=False),
        "key": forms.CharField(widget=forms.HiddenInput, required=False, max_length=60),
    }


def _stage_fields() -> dict[str, forms.Field]:
    return {
        "label_de": CleanCharField(label=gettext_lazy("German wording"), max_length=200),
        "label_en": CleanCharField(label=gettext_lazy("English wording"), max_length=200),
        "valid_from": DayField(label=gettext_lazy("Valid from"), required=False),
        "valid_to": DayField(label=gettext_lazy("Valid to"), required=False),
        "planned": forms.BooleanField(
            label=gettext_lazy("Planned, not begun: nobody is checked against it"), required=False
        ),
    }


def _criterion_fields(places: list[tuple[str, str]]) -> dict[str, forms.Field]:
    def number(label: Any) -> forms.Field:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "3"})
        return forms.IntegerField(label=label, required=False, min_value=0, max_value=130, widget=widget)

    def several(label: Any, choices: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            label=label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple
        )

    return {
        "kind": forms.ChoiceField(label=gettext_lazy("What is asked"), choices=[("", ""), *CRITERIA]),
        "least": number(gettext_lazy("Age from")),
        "most": number(gettext_lazy("At most")),
        "municipalities": several(gettext_lazy("Municipalities"), places),
        "groups": several(gettext_lazy("Which groups"), list(words.STATUS_GROUPS.items())),
        "counts": forms.BooleanField(label=gettext_lazy("Counts; otherwise only a hint for the talk"), required=False),
        "label_de": CleanCharField(label=gettext_lazy("German wording"), required=False, max_length=200),
        "label_en": CleanCharField(label=gettext_lazy("English wording"), required=False, max_length=200),
    }


def _read(bound: forms.BoundField) -> Any:
    """What stands in a field, as far as it can be read."""
    value = bound.value()
    if isinstance(bound.field, forms.IntegerField | DayField | forms.BooleanField):
        try:
            return bound.field.to_python(value)
        except forms.ValidationError:
            return None
    return value if value is not None else ""


def places() -> list[tuple[str, str]]:
    """The municipalities by the code the profile names them with."""
    return [(place.code, place.name) for place in Municipality.objects.all()]


def names_of(found: list[tuple[str, str]]) -> dict[str, str]:
    """What places are called, by code and by official key."""
    by_key = dict(Municipality.objects.values_list("ags", "name"))
    return by_key | dict(found)
