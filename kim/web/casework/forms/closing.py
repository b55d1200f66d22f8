"""Forms for the end of a case: closing it, what comes late, taking it up again, the second person."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Case, ContactKind, Goal, GoalResult, Informed, closings, confirmations, settling
from kim.casework.public import states as flow
from kim.organisation.public import Agency, ClosingReason, User
from kim.web.casework.forms.careful import CarefulCharField
from kim.web.casework.forms.contact import FullContactForm
from kim.web.casework.forms.settling import settle_field
from kim.web.forms import LONG_TEXT, CleanCharField, DayField, KimForm


class ClosingForm(KimForm):
    """Why the case ends, what came of each goal, who goes on with what."""

    reason = forms.ModelChoiceField(
        label=_("Reason"), queryset=ClosingReason.objects.none(), empty_label=_("Please choose")
    )
    result = CarefulCharField(
        label=_("Result"), max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What was reached, what was not, and why"),
    )  # fmt: skip
    handover = CarefulCharField(
        label=_("Who goes on with what"), max_length=LONG_TEXT, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: the advice on social matters goes on with the course"),
    )  # fmt: skip
    handover_agency = forms.ModelChoiceField(
        label=_("Agency that goes on"), queryset=Agency.objects.none(), required=False, empty_label=_("none")
    )
    informed = forms.ChoiceField(label=_("Is the person informed?"), choices=Informed, required=False)
    informed_on = DayField(label=_("Informed on"), past=True, required=False)
    closed_on = DayField(label=_("Day of closing"), past=True)

    def __init__(self, *args: Any, goals: list[Goal], points: Sequence[settling.OpenPoint] = (), **kwargs: Any) -> None:
        kwargs["initial"] = {"closed_on": timezone.localdate(), "informed": Informed.NOT_YET} | (
            kwargs.get("initial") or {}
        )
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["reason"].queryset = ClosingReason.objects.on(today)  # type: ignore[attr-defined]
        self.fields["handover_agency"].queryset = Agency.objects.on(today).order_by("name")  # type: ignore[attr-defined]
        self.goals = goals
        for goal in goals:
            self.fields[f"result_{goal.pk}"] = forms.ChoiceField(
                label=_("What came of it"), choices=[("", _("Please choose")), *GoalResult.choices]
            )
            self.fields[f"words_{goal.pk}"] = CarefulCharField(
                label=_("In a few words"), max_length=300, required=False
            )
        self.points = list(points)
        for point in self.points:
            self.fields[f"settle_{point.key}"] = settle_field(point)
        self._ask_plainly()  # for the fields just added

    @property
    def rows(self) -> list[tuple[Goal, Any, Any]]:
        """Each open goal with its two fields."""
        return [(goal, self[f"result_{goal.pk}"], self[f"words_{goal.pk}"]) for goal in self.goals]

    @property
    def still_open(self) -> list[Any]:
        """What is still open, each with the choice of what becomes of it."""
        return [self[f"settle_{point.key}"] for point in self.points]

    def ending(self) -> closings.Ending:
        """What the act of closing takes."""
        data = self.cleaned_data
        return closings.Ending(
            reason=data["reason"], result=data["result"], handover=data["handover"], on=data["closed_on"],
            handover_agency=data["handover_agency"], informed=data["informed"] or Informed.NOT_YET,
            informed_on=data["informed_on"],
            goals=tuple(
                closings.GoalEnd(goal.pk, data[f"result_{goal.pk}"], data[f"words_{goal.pk}"]) for goal in self.goals
            ),
            settled=tuple(settling.Settlement(point.key, data[f"settle_{point.key}"]) for point in self.points),
        )  # fmt: skip


class ProposedClosingForm(ClosingForm):
    """The same where the county wants a second person: whom to ask, and what they read."""

    asked = forms.ModelChoiceField(
        label=_("Who confirms"), queryset=User.objects.none(), empty_label=_("Please choose")
    )
    shown = CleanCharField(
        label=_("What this person reads"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("They read reason, day, the number of goals and these words, nothing else of the content."),
    )  # fmt: skip

    def __init__(self, *args: Any, case: Case, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked"].queryset = confirmations.people_for(case, by)  # type: ignore[attr-defined]


def initial_of(ending: closings.Ending) -> dict[str, Any]:
    """A closing that came back, as the form shows it again."""
    goals = {f"result_{each.goal}": each.result for each in ending.goals}
    goals |= {f"words_{each.goal}": each.words for each in ending.goals}
    goals |= {f"settle_{each.key}": each.how for each in ending.settled}
    return goals | {
        "reason": ending.reason.pk, "result": ending.result, "handover": ending.handover, "closed_on": ending.on,
        "handover_agency": ending.handover_agency.pk if ending.handover_agency else None, "informed": ending.informed,
        "informed_on": ending.informed_on,
    }  # fmt: skip


class ReopeningForm(KimForm):
    """Why a closed case is taken up again, and where it goes on."""

    reason = CleanCharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    to = forms.ChoiceField(
        label=_("Go on in phase"), initial=flow.Phase.SERVICE_STEERING,
        choices=lambda: [(step.target.value, step.target.label) for step in flow.TRANSITIONS if step.source == flow.Phase.CLOSED],
    )  # fmt: skip


class LateEntryForm(FullContactForm):
    """A contact that goes into a closed file: what happened when, where, with whom, and why it comes late."""

    text = CarefulCharField(
        label=_("What happened"), max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what happened. The note is still empty.")},
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), choices=ContactKind, initial=ContactKind.TALK)
    held_on = DayField(label=_("Day on which it happened"), past=True)
    reason = CleanCharField(
        label=_("Why it comes late"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stands beside the entry from now on."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, first_advice=False, **kwargs)
        for name in ("confidential", "life_areas"):  # the final report tells late entries; nothing sealed goes there
            self.fields.pop(name, None)

    def values(self) -> dict[str, Any]:
        """What the act of recording takes."""
        names = ("text", "kind", "held_on", "minutes", "submission", "place", "interpreter", "present_note")
        return {name: self.cleaned_data[name] for name in names} | {"present": self.cleaned_data.get("present") or []}


class SendBackForm(KimForm):
    """Why the second person does not agree yet."""

    words = CleanCharField(
        label=_("What has to change"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
