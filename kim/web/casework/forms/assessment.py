"""Forms of the assessment: its day, and one set of fields per life area."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Assessment, AssessmentItem, Pressing, Scale
from kim.web.casework.forms.careful import CarefulCharField
from kim.web.fields import LanguageField
from kim.web.forms import LONG_TEXT, CleanCharField, DayField, KimForm

RATED = ("situation", "resources", "need", "own_view", "pressing")
TEXTS = ("situation", "resources")
STRENGTHS = "strengths"  # what comes after the last life area
_NOTHING = (None, "", Scale.NOT_ASKED.value, Pressing.NOT_ASKED.value)


class NewAssessmentForm(KimForm):
    """The day of the conversation; everything else comes while talking."""

    held_on = DayField(label=_("Day of the conversation"), past=True)


class AssessmentForm(KimForm):
    """The whole assessment on one page. Only the day is compulsory: what is not known yet stays open.

    `earlier` is what the assessment before said, by life area: it stands beside the fields, and only a tick takes it over.
    """

    held_on = DayField(label=_("Day of the conversation"), past=True)
    language = LanguageField(label=_("Language of the conversation"), required=False, empty=_("not asked"))
    interpreted = forms.BooleanField(label=_("With interpreter"), required=False)
    resources = CarefulCharField(
        label=_("Strengths and resources"), required=False, max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What the person can do, knows and brings along; who helps them"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, assessment: Assessment, earlier: Mapping[int, AssessmentItem] | None = None, **kwargs: Any
    ) -> None:
        self.items = list(assessment.items.select_related("life_area"))
        self.earlier = earlier or {}
        super().__init__(*args, initial=stored_values(assessment, self.items), **kwargs)
        for item in self.items:
            self.fields |= _fields_of(item)
            if self._may_take_over(item):
                self.fields[f"same_{item.pk}"] = _same_field(item)

    def _may_take_over(self, item: AssessmentItem) -> bool:
        """Where nothing is written yet and something was written before."""
        before = self.earlier.get(item.life_area_id)
        return any(getattr(before, name, "") and not getattr(item, name) for name in TEXTS)

    @property
    def areas(self) -> Iterator["AreaFields"]:
        """The fields, life area by life area."""
        for place, item in enumerate(self.items):
            same = f"same_{item.pk}"
            yield AreaFields(
                item, self.earlier.get(item.life_area_id), self[same] if same in self.fields else None,
                *(self[f"{name}_{item.pk}"] for name in RATED),
                follows=self.items[place + 1] if self.items[place + 1 :] else None,
            )  # fmt: skip

    def show(self, asked: str) -> list["AreaFields"]:
        """The areas with those unfolded that need a hand: with a fault or hint, else the one asked for, else the first empty one."""
        areas = list(self.areas)
        wanted = [area for area in areas if area.needs_a_look] or [a for a in areas if str(a.item.pk) == asked]
        for area in wanted or [area for area in areas if area.state == "empty" and asked != STRENGTHS][:1]:
            area.is_open = True
        return areas

    @property
    def ratings(self) -> dict[int, dict[str, str]]:
        """What was entered, by item; a question left alone keeps its answer."""
        return {item.pk: self._entered(item) for item in self.items}

    def _entered(self, item: AssessmentItem) -> dict[str, str]:
        values = {name: self.cleaned_data[f"{name}_{item.pk}"] for name in RATED}
        if self.cleaned_data.get(f"same_{item.pk}"):
            before = self.earlier.get(item.life_area_id)
            values |= {name: values[name] or getattr(before, name, "") for name in TEXTS}
        return {name: value for name, value in values.items() if value or name in TEXTS}


@dataclass
class AreaFields:
    """One life area of the form; `follows` is the one after it."""

    item: AssessmentItem
    earlier: AssessmentItem | None
    same: BoundField | None
    situation: BoundField
    resources: BoundField
    need: BoundField
    own_view: BoundField
    pressing: BoundField
    follows: AssessmentItem | None = None
    is_open: bool = False

    @property
    def fields(self) -> list[BoundField]:
        return [self.situation, self.resources, self.need, self.own_view, self.pressing]

    @property
    def keep(self) -> dict[str, str]:
        """Under which key the script keeps what is typed."""
        of = self.item.assessment
        return {name: f"assessment-{of.case_id}-{of.pk}-{name}_{self.item.pk}" for name in TEXTS}

    @cached_property
    def state(self) -> str:
        """Whether anything stands in it, and whether that is saved yet."""
        form = self.situation.form
        if form.is_bound and any(f.html_name in form.data and f.name in form.changed_data for f in self.fields):
            return "changed"
        return "filled" if any(f.value() not in _NOTHING for f in self.fields) else "empty"

    @property
    def needs_a_look(self) -> bool:
        """Whether something is wrong with an entry, or it holds a word to look at again."""
        form = self.situation.form
        return any(f.errors or f.name in form.hints for f in self.fields)

    @property
    def points(self) -> tuple[str, str]:
        """Need and own view as they stand there, as figures; empty where there is none."""
        need, own = (str(each.value() or "") for each in (self.need, self.own_view))
        return (need if need.isdigit() else "", own if own.isdigit() else "")

    @property
    def was_talked_about(self) -> bool:
        """Whether the assessment before said anything about it."""
        return self.earlier is not None and self.earlier.was_talked_about


def stored_values(assessment: Assessment, items: list[AssessmentItem]) -> dict[str, Any]:
    """What is stored now, by the form's field names."""
    names = ("held_on", "language", "interpreted", "resources", "version")
    return {name: getattr(assessment, name) for name in names} | {
        f"{name}_{item.pk}": getattr(item, name) for item in items for name in RATED
    }


def current_values(assessment: Assessment) -> dict[str, Any]:
    """What somebody else has saved meanwhile."""
    values = stored_values(assessment, list(assessment.items.all()))
    return {name: value for name, value in values.items() if name != "version"}


def scale_choices() -> list[tuple[str, Any]]:
    """0 to 4 as figures whose word is read out, then, as short as can be, the answers that are no figure."""
    return list(_scale_in(get_language() or ""))


@lru_cache(maxsize=8)
def _scale_in(_language: str) -> tuple[tuple[str, Any], ...]:
    """Put together once a language: the form of an assessment asks for it at each of its scales."""
    short = {
        Scale.NOT_ASKED: pgettext("scale", "not asked"),
        Scale.NOT_KNOWN: pgettext("scale", "not known"),
        Scale.REFUSED: pgettext("scale", "refused"),
    }
    return tuple((value, short.get(Scale(value)) or _figure(str(label))) for value, label in Scale.choices)


def _figure(label: str) -> Any:
    figure, _space, word = label.partition(" ")
    return format_html('{}<span class="kim-sr"> {}</span>', figure, word)


def _fields_of(item: AssessmentItem) -> dict[str, forms.Field]:
    """The three fields of a life area; their labels name it, for the list of faults and for screen readers."""
    area = item.life_area.label
    return {
        f"situation_{item.pk}": CarefulCharField(
            label=_("%(area)s: situation") % {"area": area}, required=False, max_length=LONG_TEXT,
            widget=forms.Textarea(attrs={"rows": 3}),
        ),
        f"resources_{item.pk}": CarefulCharField(
            label=_("%(area)s: resources") % {"area": area}, required=False, max_length=LONG_TEXT,
            widget=forms.Textarea(attrs={"rows": 2}),
        ),
        f"need_{item.pk}": _scale_field(_("%(area)s: need") % {"area": area}),
        f"own_view_{item.pk}": _scale_field(_("%(area)s: own view") % {"area": area}),
        f"pressing_{item.pk}": forms.ChoiceField(
            label=_("%(area)s: urgency") % {"area": area}, required=False, choices=Pressing.choices,
        ),
    }  # fmt: skip


def _scale_field(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=scale_choices, widget=forms.RadioSelect)


def _same_field(item: AssessmentItem) -> forms.BooleanField:
    label = _("%(area)s: still as before, take the text over") % {"area": item.life_area.label}
    return forms.BooleanField(label=label, required=False)


class ReopenForm(KimForm):
    """Why a completed assessment is opened again."""

    reason = CleanCharField(
        label=_("What is to be corrected?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The reason stays with the assessment."),
    )  # fmt: skip


def today_initial() -> dict[str, Any]:
    """Most conversations are written down on their day."""
    return {"held_on": timezone.localdate()}
