"""Forms of a meeting before it begins: when and where, and what stands on its agenda."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.organisation.public import Body, User
from kim.steering.public import AgendaItem, ItemKind, Meeting, Proposal, ProposalState, Topic, access
from kim.web.fields import Combobox, TimeOfDayField
from kim.web.forms import CleanCharField, DayField, KimForm
from kim.web.steering.forms.proposals import long_text

FIELDS = ("title", "held_on", "starts", "ends", "place", "link", "chair", "minute_taker", "public", "opening")
ITEM_FIELDS = ("title", "kind", "proposal", "topic", "minutes", "presenter", "text", "internal")


class CancelForm(KimForm):
    """Why a meeting does not take place; everybody who was invited reads it."""

    note = CleanCharField(
        label=_("Why it does not take place"), max_length=300, help_text=_("Everybody who was invited reads it."),
        error_messages={"required": _("Say why: whoever was invited reads it.")},
    )  # fmt: skip


class MeetingForm(KimForm):
    """Body, day, time and place, who leads and who writes."""

    body = forms.ModelChoiceField(
        label=pgettext_lazy("steering", "Body"), queryset=Body.objects.none(), empty_label=_("please choose")
    )
    title = CleanCharField(label=_("Title"), max_length=160, help_text=_("For example: Steering group, third meeting"))
    held_on = DayField(label=_("Day"))
    starts = TimeOfDayField(label=_("From"), required=False)
    ends = TimeOfDayField(label=_("Until"), required=False)
    place = CleanCharField(label=_("Place"), required=False, max_length=200)
    link = forms.URLField(label=_("Address of the video meeting"), required=False, assume_scheme="https")
    chair = CleanCharField(label=_("Chair"), required=False, max_length=160)
    minute_taker = CleanCharField(label=_("Minutes by"), required=False, max_length=160)
    public = forms.BooleanField(label=_("The meeting is public"), required=False)
    opening = long_text(_("Words for the invitation"), rows=3)
    note = CleanCharField(label=_("Why it changes"), required=False, max_length=300)

    def __init__(self, *args: Any, by: User, meeting: Meeting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if meeting is not None:
            del self.fields["body"]
        else:
            reach, living = access.reach_of(by), Body.objects.on(timezone.localdate())
            office = reach.steers or reach.keeps_minutes
            self.fields["body"].queryset = living if office else living.filter(pk__in=reach.chairs)  # type: ignore[attr-defined]
        if meeting is None or meeting.state != "invited":
            del self.fields["note"]

    @staticmethod
    def from_meeting(meeting: Meeting) -> dict[str, Any]:
        """What the form shows of a meeting."""
        return {name: getattr(meeting, name) for name in FIELDS} | {"version": meeting.version}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("starts") and data.get("ends") and data["ends"] <= data["starts"]:
            self.add_error("ends", _("The meeting ends before it starts. Check both times."))
        return data

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in (*FIELDS, "body", "note") if name in self.cleaned_data}


class ItemForm(KimForm):
    """One item of an agenda."""

    title = CleanCharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=pgettext_lazy("agenda", "Kind"), choices=ItemKind.choices)
    proposal = forms.ModelChoiceField(
        label=_("Proposal"),
        required=False,
        queryset=Proposal.objects.none(),
        empty_label=_("no proposal"),
        widget=Combobox,
    )
    topic = forms.ModelChoiceField(
        label=_("Topic"), required=False, queryset=Topic.objects.none(), empty_label=_("no topic"), widget=Combobox
    )
    minutes = forms.IntegerField(label=_("Minutes planned"), required=False, min_value=1, max_value=600)
    presenter = CleanCharField(label=_("Presented by"), required=False, max_length=160)
    text = long_text(_("What it is about"), rows=3)
    internal = forms.BooleanField(label=_("Not in public"), required=False)

    def __init__(self, *args: Any, by: User, meeting: Meeting, item: AgendaItem | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = Proposal.objects.filter(to_body=meeting.body_id, state=ProposalState.SUBMITTED)
        if item is not None and item.proposal_id:
            waiting = waiting | Proposal.objects.filter(pk=item.proposal_id)
        self.fields["proposal"].queryset = waiting  # type: ignore[attr-defined]
        self.fields["topic"].queryset = access.topics_for(by).exclude(state="merged")  # type: ignore[attr-defined]

    @staticmethod
    def from_item(item: AgendaItem) -> dict[str, Any]:
        """What the form shows of an item."""
        plain = {name: getattr(item, name) for name in ITEM_FIELDS if name not in ("proposal", "topic")}
        return plain | {"proposal": item.proposal_id, "topic": item.topic_id, "version": item.version}

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in ITEM_FIELDS}
