"""Forms for the entries of the county, made of the fields of their kind."""

from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from kim.casework.public import states
from kim.network.public import KINDS, TargetGroup
from kim.organisation import public as org
from kim.organisation.public import loading
from kim.organisation.terms import LABELS, usual_word
from kim.web.forms import CleanCharField, DayField, KimForm, language_choices
from kim.web.office import words

KIND = {kind.name: kind for kind in KINDS}
# The rule has an editor of its own; accounts are opened where the initial password is shown.
EDITED = tuple(kind for kind in KINDS if kind.name != "target_group")
NOT_ADDED = frozenset({"county", "staff"})
_HIDDEN = frozenset({"sort_key", "is_active", "logo"})
# Fields that hold several keys.
MANY = ("spheres", "life_areas", "municipalities", "languages", "target_groups", "channels")
_FIXED = frozenset({"key", "username"})
_SHORT = {"code": 3, "ags": 8, "brand_colour": 7, "on_brand_colour": 7}
_LONG = frozenset({"description", "note", "tasks"})
_DAYS = ("valid_from", "valid_to", "reference_date", "happened_on", "seats_on")
_MOST = {"weeks": 104, "usual_wait_days": 2000, "seats": 10_000, "seats_free": 10_000}
_COMPULSORY_DAYS = ("reference_date", "happened_on")
_OPTIONAL = frozenset(
    {
        "state",
        "law",
        "source",
        "note",
        "title_of_staff",
        "email",
        "brand_colour",
        "on_brand_colour",
        "tasks",
        "description",
        "cost",
    }
)
Choices = list[tuple[str, Any]]


class ListField(CleanCharField):
    """Several texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 5})

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in super().to_python(value).splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class NumberField(forms.DecimalField):
    """A number with a comma or a point."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "maxlength": "12"})

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return str(value).replace(".", ",") if value is not None else value


class EntryForm(KimForm):
    """One entry of a kind: the values as the profile's rules read them."""

    def __init__(self, *args: Any, kind: loading.Kind, is_new: bool, **kwargs: Any) -> None:
        self.kind, self.is_new = kind, is_new
        super().__init__(*args, **kwargs)
        for name in kind.fields:
            if name not in _HIDDEN and not (name in _FIXED and not _asks_for_key(kind, name, is_new)):
                self.fields[name] = _field(kind, name)
        if not is_new and org.county.can_change_from(kind):
            self.fields["how"] = forms.ChoiceField(
                label=_("How is this meant?"), widget=forms.RadioSelect, initial="correct",
                choices=[("correct", _("It was wrong, correct it")), ("from", _("It changes from a day on"))],
            )  # fmt: skip
            self.fields["day"] = DayField(label=_("Changes from"), required=False)
        self._ask_plainly()
        self._take_what_was_chosen()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("how") == "from" and not data.get("day") and "day" not in self.errors:
            self.add_error("day", _("Enter the first day on which this holds."))
        return data

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, as plain values."""
        taken = {name: _plain(self.cleaned_data[name], name) for name in self.kind.fields if name in self.fields}
        if self.is_new:
            taken |= {name: value for name, value in _defaults(self.kind).items() if name not in taken}
            if "key" in self.kind.fields and not taken.get("key"):
                taken["key"] = _key_for(self.kind, taken)
        return taken

    @property
    def body_fields(self) -> list[forms.BoundField]:
        """What the entry says; days and origin follow in parts of their own."""
        apart = {"valid_from", "valid_to", "source", "note", "synthetic", "how", "day", "submission", "version"}
        return [self[name] for name in self.fields if name not in apart]


def initial_of(values: Mapping[str, Any], kind: loading.Kind) -> dict[str, Any]:
    """Stored plain values as the form's fields take them."""
    found = dict(values)
    for name, value in values.items():
        if name in _DAYS and value:
            found[name] = date.fromisoformat(value)
        elif isinstance(value, bool) and kind.column(name).null:
            found[name] = str(value)  # chosen from yes, no and not known
    return found


def _asks_for_key(kind: loading.Kind, name: str, is_new: bool) -> bool:
    return is_new and kind.name == "term"


def _plain(value: Any, name: str) -> Any:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if name in ("weekday", "block", "number"):
        return int(value)
    if name in ("municipality", "employer", "parent", "agency") and value == "":
        return None
    return value


def _defaults(kind: loading.Kind) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "sort_key": "",
        "source": "",
        "note": "",
        "synthetic": False,
        "valid_from": None,
        "valid_to": None,
    }
    return {name: value for name, value in empty.items() if name in kind.fields} | (
        {"name_en": ""} if kind.name == "term" else {}
    )


def _key_for(kind: loading.Kind, values: Mapping[str, Any]) -> str:
    """A key made of the name; people need not think of one."""
    name = str(values.get("name") or values.get("name_de") or values.get("title") or kind.name)
    folded = loading.sort_key(name.replace("ß", "ss"))
    stem = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in folded).split())[
        :50
    ] or kind.name.replace("_", "-")
    stem = stem if stem[0].isalpha() else f"e-{stem}"
    taken = set(kind.model._default_manager.filter(key__startswith=stem).values_list("key", flat=True))
    return next(free for n in range(len(taken) + 2) if (free := stem if not n else f"{stem}-{n + 1}") not in taken)


def _field(kind: loading.Kind, name: str) -> forms.Field:
    label = loading.field_name(kind.name, name)
    column = kind.column(name)
    if name in _DAYS:
        return DayField(label=label, required=name in _COMPULSORY_DAYS)
    if name in MANY:
        return forms.MultipleChoiceField(
            label=label, required=False, choices=partial(many, name), widget=forms.CheckboxSelectMultiple
        )
    if choices := choices_of(kind, name):
        empty = column.null or name == "parent"
        options = (lambda: [("", ""), *choices()]) if empty or not _has_usual(kind, name) else choices
        return forms.ChoiceField(label=label, choices=options, required=not empty)
    return _typed(kind, name, label, column)


def _typed(kind: loading.Kind, name: str, label: Any, column: Any) -> forms.Field:
    kind_of = column.get_internal_type()
    if kind_of == "BooleanField" and column.null:
        return forms.TypedChoiceField(
            label=label, required=False, coerce=lambda chosen: chosen == "True", empty_value=None,
            choices=[("", _("not known")), ("True", _("yes")), ("False", _("no"))],
        )  # fmt: skip
    if kind_of == "BooleanField":
        return forms.BooleanField(label=label, required=False)
    if kind_of == "DecimalField":
        return NumberField(label=label, max_digits=column.max_digits, decimal_places=column.decimal_places, min_value=0)
    if kind_of == "TimeField":
        return forms.TimeField(label=label, widget=forms.TextInput(attrs={"placeholder": "09:00", "maxlength": "5"}))
    if kind_of == "PositiveSmallIntegerField":
        return forms.IntegerField(label=label, min_value=0, max_value=_MOST.get(name, 1000), required=not column.null)
    return _text(kind, name, label, column)


def _text(kind: loading.Kind, name: str, label: Any, column: Any) -> forms.Field:
    if name == "tasks":
        return ListField(label=label, required=False, help_text=_("One task a line."), max_length=10_000)
    if name == "choices":
        return ListField(
            label=label, required=False, help_text=_("One answer a line; only for a choice."), max_length=2000
        )
    if name == "email":
        return forms.EmailField(label=label, required=False, max_length=254)
    is_long = name in _LONG or (column.max_length or 0) > 400
    return CleanCharField(
        label=label, required=not _may_be_empty(kind, name), max_length=_SHORT.get(name, column.max_length or 2000),
        widget=forms.Textarea(attrs={"rows": 3}) if is_long else None, help_text=_HELP.get(name, ""),
    )  # fmt: skip


_HELP = {
    "reference_pattern": _("{code} is the municipality, {yy} the year, {n} the number."),
    "brand_colour": _("Like #00566b"),
    "on_brand_colour": _("Empty means: black or white, whichever reads better."),
    "ags": _("As in the official register"),
}


def _may_be_empty(kind: loading.Kind, name: str) -> bool:
    if name == "title":
        return kind.name == "staff"
    return name in _OPTIONAL or (kind.name == "term" and name in ("name_de", "name_en"))


def _has_usual(kind: loading.Kind, name: str) -> bool:
    return name in ("precision", "exists") or (kind.name, name) == ("figure_kind", "unit")


def _rows(kind: str, *labels: str) -> Choices:
    of = KIND[kind]
    rows = of.model._default_manager.order_by(*labels).values_list(of.known_by[0], *labels)
    return [(row[0], ", ".join(str(part) for part in row[1:] if part) or row[0]) for row in rows]


_LISTS: dict[str, Callable[[], Choices]] = {
    "municipality": partial(_rows, "municipality", "name"),
    "agency": partial(_rows, "agency", "name"),
    "unit": partial(_rows, "unit", "name"),
    "staff": partial(_rows, "staff", "last_name", "first_name"),
    "post": partial(_rows, "post", "title"),
    "body": partial(_rows, "body", "name"),
}


def many(name: str) -> Choices:
    """What may be chosen where several may."""
    if name == "languages":
        return language_choices()[1:]
    if name == "municipalities":
        return _LISTS["municipality"]()
    if name == "target_groups":
        return list(TargetGroup.choices)
    if name == "channels":
        return [(way.key, way.label) for way in org.AccessChannel.objects.all()]
    model: Any = org.LegalSphere if name == "spheres" else org.LifeArea
    return [(entry.key, entry.label) for entry in model.objects.all()]


def figure_kinds() -> Choices:
    """What figures of the county count."""
    return [(kind.key, kind.label) for kind in org.FigureKind.objects.all()]


def choices_of(kind: loading.Kind, name: str) -> Callable[[], Choices] | None:
    """How a field that takes one of several is asked; None for the others."""
    if name in kind.references:
        return _LISTS[kind.references[name]]
    fixed = {
        ("county", "kind"): words.COUNTY_KINDS, ("agency", "kind"): words.AGENCY_KINDS, ("unit", "kind"): words.UNIT_KINDS,
        ("own_office", "kind"): words.OWN_OFFICES, ("post", "role"): words.POST_ROLES, ("post", "block"): {n: str(n) for n in "123"},
        ("block", "number"): {n: n for n in "123"}, ("figure_kind", "unit"): words.FIGURE_UNITS,
        ("membership", "role"): dict(org.Role.choices), ("body", "level"): dict(org.BodyLevel.choices),
        ("intake_question", "answer"): dict(org.IntakeAnswer.choices),
        ("intake_omission", "question"): dict(org.IntakeField.choices),
        ("phase_weight", "phase"): {phase.value: phase.label for phase in states.CHAIN},
        ("figure", "precision"): {"day": _("day"), "quarter": _("quarter"), "year": _("year")},
        ("office_hours", "weekday"): {str(number): day for number, day in WEEKDAYS.items()},
        ("term", "key"): dict(sorted(((key, usual_word(key)) for key in LABELS), key=lambda each: loading.sort_key(each[1]))),
    }.get((kind.name, name))  # fmt: skip
    if kind.name == "figure" and name == "what":
        return figure_kinds
    return (lambda: list(fixed.items())) if fixed else None
