"""Forms for reviews: the day of the next one, and one that was held."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Goal, GoalCourse, reviews
from kim.web.casework.forms.careful import CarefulCharField
from kim.web.casework.forms.contact import ComingDayField
from kim.web.casework.forms.phase import DayOfTheHead
from kim.web.forms import LONG_TEXT, CleanCharField, DayField, KimForm


class ReviewForm(DayOfTheHead):
    """The day of the next review and what is to be looked at; without a day none is planned."""

    review_on = ComingDayField(label=_("Next review on"), required=False)
    focus = CleanCharField(
        label=_("What is to be looked at"), max_length=300, required=False,
        help_text=_("For example: whether the course goes well with the child care"),
    )  # fmt: skip


class HoldForm(KimForm):
    """A review that was held: how each open goal stands, and when the next one is."""

    held_on = DayField(label=_("Held on"), past=True)
    with_person = forms.BooleanField(label=_("together with the person"), required=False, initial=True)
    summary = CarefulCharField(
        label=_("In short"), max_length=LONG_TEXT, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What goes well, what holds things up, what you agreed"),
    )  # fmt: skip
    next_on = ComingDayField(label=_("Next review on"), required=False)
    next_focus = CleanCharField(label=_("What is to be looked at then"), max_length=300, required=False)

    def __init__(self, *args: Any, goals: list[Goal], **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs["initial"] = {"held_on": today, "next_on": reviews.proposed_day(today)} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.goals = goals
        for goal in goals:
            self.fields[f"course_{goal.pk}"] = forms.ChoiceField(
                label=_("How it stands"), choices=GoalCourse, initial=GoalCourse.NOT_DISCUSSED
            )
            self.fields[f"words_{goal.pk}"] = CarefulCharField(
                label=_("In a few words"), max_length=300, required=False
            )

    @property
    def rows(self) -> list[tuple[Goal, Any, Any]]:
        """Each goal with its two fields."""
        return [(goal, self[f"course_{goal.pk}"], self[f"words_{goal.pk}"]) for goal in self.goals]

    def values(self) -> dict[str, Any]:
        """What the act of holding a review takes."""
        data = self.cleaned_data
        looked = [reviews.Looked(g, data[f"course_{g.pk}"], data[f"words_{g.pk}"]) for g in self.goals]
        names = ("held_on", "with_person", "summary", "next_on", "next_focus")
        return {name: data[name] for name in names} | {"looked": looked}
