"""Forms of goals and the steps towards them."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Goal, GoalState, Measure, MeasureState, Who
from kim.organisation.public import Agency, LifeArea
from kim.web.casework.forms.careful import CarefulCharField
from kim.web.fields import LanguageField
from kim.web.forms import DayField, KimForm

GOAL_FIELDS = ("own_words", "own_words_language", "indicator", "life_area", "target_on")
MEASURE_FIELDS = ("text", "who", "agency", "due_on")


class LabelledChoiceField(forms.ModelChoiceField):
    """Rows of the county profile, named in the language of the screen."""

    default_error_messages = {"invalid_choice": _("Choose one of the list.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, empty_label="–", **kwargs)


class GoalForm(KimForm):
    """A goal as the person says it."""

    own_words = CarefulCharField(
        label=_("What the person wants to reach"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("In their own words, in their own language if they like"),
    )  # fmt: skip
    own_words_language = LanguageField(label=_("Language of these words"), required=False, empty=_("not known"))
    indicator = CarefulCharField(
        label=_("How will we notice it?"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Something that can be seen or counted, like: the certificate is there"),
    )  # fmt: skip
    life_area = LabelledChoiceField(label=_("Life area"), required=False, queryset=LifeArea.objects.none())
    target_on = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, agreed_on: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreed_on = agreed_on or timezone.localdate()
        self.fields["life_area"].queryset = LifeArea.objects.on(timezone.localdate())  # type: ignore[attr-defined]

    def clean_target_on(self) -> date | None:
        return _not_before(self.cleaned_data["target_on"], self.agreed_on)


class MeasureForm(KimForm):
    """A step: what, who, until when."""

    text = CarefulCharField(
        label=_("Step"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What exactly is done? One step, one sentence"),
    )  # fmt: skip
    who = forms.ChoiceField(label=_("Who does it"), choices=Who.choices, widget=forms.RadioSelect)
    agency = LabelledChoiceField(
        label=_("Which agency"),
        required=False,
        queryset=Agency.objects.none(),
        help_text=_("Only if an agency does it"),
    )
    due_on = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, goal: Goal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goal = goal
        self.fields["agency"].queryset = Agency.objects.on(timezone.localdate())  # type: ignore[attr-defined]

    def clean_due_on(self) -> date | None:
        return _not_before(self.cleaned_data["due_on"], self.goal.agreed_on)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("who") == Who.AGENCY and not values.get("agency") and "agency" not in self.errors:
            self.add_error("agency", _("Name the agency that does this step."))
        elif values.get("who") in (Who.CLIENT, Who.CASE_MANAGER) and values.get("agency"):
            self.add_error("agency", _("An agency is named, but somebody else does the step. Change one of both."))
        return values


class GoalEndForm(KimForm):
    """What became of a goal, in a word and in a sentence."""

    state = forms.ChoiceField(
        label=_("What became of it?"), choices=[c for c in GoalState.choices if c[0] != GoalState.OPEN],
        widget=forms.RadioSelect, error_messages={"required": _("Choose what became of the goal.")},
    )  # fmt: skip
    result = CarefulCharField(
        label=_("In a sentence"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What was reached, what stood in the way; it stands in the final report."),
    )  # fmt: skip


class GoalOpenForm(forms.Form):
    """A goal that was ended is taken up again."""

    version = forms.IntegerField(required=False)


class MeasureEndForm(forms.Form):
    """What became of a step."""

    state = forms.ChoiceField(choices=MeasureState.choices)
    version = forms.IntegerField(required=False)


def measure_values(measure: Measure) -> dict[str, Any]:
    """What is stored of a step, as its form shows it."""
    return {name: getattr(measure, name) for name in MEASURE_FIELDS} | {"agency": measure.agency_id}


def goal_values(goal: Goal) -> dict[str, Any]:
    """What is stored of a goal, as its form shows it."""
    return {name: getattr(goal, name) for name in GOAL_FIELDS} | {"life_area": goal.life_area_id}


def _not_before(day: date | None, agreed_on: date) -> date | None:
    if day and day < agreed_on:
        raise forms.ValidationError(_("This day is before the goal was agreed on. Check the date."))
    return day
