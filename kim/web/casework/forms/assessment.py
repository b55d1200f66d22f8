"""Forms of the assessment: its day, and one set of fields per life area."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.casework.public import Assessment, AssessmentItem, Scale
from kim.web.fields import LanguageField
from kim.web.forms import LONG_TEXT, CleanCharField, DayField, KimForm

RATED = ("situation", "need", "own_view")


class NewAssessmentForm(KimForm):
    """The day of the conversation; everything else comes while talking."""

    held_on = DayField(label=_("Day of the conversation"), past=True)


class AssessmentForm(KimForm):
    """The whole assessment on one page. Only the day is compulsory: what is not known yet stays open."""

    held_on = DayField(label=_("Day of the conversation"), past=True)
    language = LanguageField(label=_("Language of the conversation"), required=False, empty=_("not asked"))
    interpreted = forms.BooleanField(label=_("With interpreter"), required=False)
    resources = CleanCharField(
        label=_("Strengths and resources"), required=False, max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What the person can do, knows and brings along; who helps them"),
    )  # fmt: skip

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        self.items = list(assessment.items.select_related("life_area"))
        super().__init__(*args, initial=stored_values(assessment, self.items), **kwargs)
        for item in self.items:
            self.fields |= _fields_of(item)

    @property
    def areas(self) -> Iterator["AreaFields"]:
        """The fields, life area by life area."""
        for item in self.items:
            yield AreaFields(item, *(self[f"{name}_{item.pk}"] for name in RATED))

    @property
    def ratings(self) -> dict[int, dict[str, str]]:
        """What was entered, by item; a question left alone keeps its answer."""
        return {item.pk: self._entered(item) for item in self.items}

    def _entered(self, item: AssessmentItem) -> dict[str, str]:
        values = {name: self.cleaned_data[f"{name}_{item.pk}"] for name in RATED}
        return {name: value for name, value in values.items() if value or name == "situation"}


@dataclass(frozen=True)
class AreaFields:
    """One life area of the form."""

    item: AssessmentItem
    situation: BoundField
    need: BoundField
    own_view: BoundField


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
    short = {
        Scale.NOT_ASKED: pgettext_lazy("scale", "not asked"),
        Scale.NOT_KNOWN: pgettext_lazy("scale", "not known"),
        Scale.REFUSED: pgettext_lazy("scale", "refused"),
    }
    return [(value, short.get(Scale(value)) or _figure(str(label))) for value, label in Scale.choices]


def _figure(label: str) -> Any:
    figure, _space, word = label.partition(" ")
    return format_html('{}<span class="kim-sr"> {}</span>', figure, word)


def _fields_of(item: AssessmentItem) -> dict[str, forms.Field]:
    """The three fields of a life area; their labels name it, for the list of faults and for screen readers."""
    area = item.life_area.label
    return {
        f"situation_{item.pk}": CleanCharField(
            label=_("%(area)s: situation") % {"area": area}, required=False, max_length=LONG_TEXT,
            widget=forms.Textarea(attrs={"rows": 3}),
        ),
        f"need_{item.pk}": _scale_field(_("%(area)s: need") % {"area": area}),
        f"own_view_{item.pk}": _scale_field(_("%(area)s: own view") % {"area": area}),
    }  # fmt: skip


def _scale_field(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=scale_choices, widget=forms.RadioSelect)


def today_initial() -> dict[str, Any]:
    """Most conversations are written down on their day."""
    return {"held_on": timezone.localdate()}
