"""Forms of a meeting while it is held: who is there, minutes, votes, decisions."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kim.steering.exceptions import TooManyVotes
from kim.steering.public import AgendaItem, Attendance, ItemKind, Outcome, Presence, SeatHolder, sessions
from kim.web.fields import TimeOfDayField
from kim.web.forms import CleanCharField, KimForm
from kim.web.steering.forms.proposals import long_text

MOST = 999


class AttendanceForm(KimForm):
    """One line for each seat and guest: who sits there, whether they are there, when they came and left."""

    def __init__(
        self, *args: Any, there: list[Attendance], holders: dict[int, list[SeatHolder]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.there, self.holders = there, holders
        for each in there:
            for name, (field, value, label) in self._fields_of(each).items():
                field.widget.attrs["class"] = "kern-form-input__input"
                field.widget.attrs["aria-label"] = f"{label}: {each.seat or each.name}"
                self.fields[f"{name}-{each.pk}"] = field
                self.initial.setdefault(f"{name}-{each.pk}", value)

    def _fields_of(self, each: Attendance) -> dict[str, tuple[forms.Field, Any, str]]:
        found: dict[str, tuple[forms.Field, Any, str]] = {
            "presence": (
                forms.ChoiceField(choices=Presence.choices, label=_("Attendance")), each.presence, gettext("Attendance"),
            ),
            "came": (TimeOfDayField(required=False, label=_("came at")), each.came_at, gettext("came at")),
            "left": (TimeOfDayField(required=False, label=_("left at")), each.left_at, gettext("left at")),
        }  # fmt: skip
        able = self.holders.get(each.seat_id or 0, [])
        if len(able) > 1:
            choices = [(str(holder.pk), f"{holder.label} ({holder.get_kind_display()})") for holder in able]
            field = forms.ChoiceField(choices=choices, required=False, label=_("Who"))
            found["holder"] = (field, str(each.holder_id or ""), gettext("Who"))
        return found

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each line with its fields, as the page shows them."""
        for each in self.there:
            names = ("presence", "came", "left", "holder")
            fields = {name: self[f"{name}-{each.pk}"] for name in names if f"{name}-{each.pk}" in self.fields}
            yield {"one": each, "holder": None} | fields

    def noted(self) -> dict[int, sessions.There]:
        """The lines as the action takes them."""
        data = self.cleaned_data
        return {
            each.pk: sessions.There(
                presence=data[f"presence-{each.pk}"],
                holder=int(data.get(f"holder-{each.pk}") or 0) or None,
                came_at=data[f"came-{each.pk}"],
                left_at=data[f"left-{each.pk}"],
            )
            for each in self.there
        }


class GuestForm(KimForm):
    """Somebody without a seat."""

    name = CleanCharField(label=_("Name of the guest"), max_length=160)


class NewItemForm(KimForm):
    """An item that comes up in the meeting."""

    title = CleanCharField(label=_("New item"), max_length=200)
    kind = forms.ChoiceField(
        label=pgettext_lazy("agenda", "Kind"),
        choices=[(kind.value, kind.label) for kind in (ItemKind.DISCUSSION, ItemKind.INFORMATION, ItemKind.DECISION)],
    )


class RecordForm(KimForm):
    """The minutes of one item."""

    record = long_text(pgettext_lazy("meeting", "Minutes"), rows=10)


class CorrectionForm(KimForm):
    """A correction of minutes that are approved."""

    text = long_text(_("Correction"), required=True, rows=3, help_text=_("It is added with today's date."))


class ConflictForm(KimForm):
    """Whose voice does not count for this item, and why."""

    who = forms.ModelChoiceField(label=_("Who"), queryset=Attendance.objects.none(), empty_label=None)
    reason = CleanCharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        barred = item.conflicts.values("attendance")
        rows = Attendance.objects.filter(meeting=item.meeting_id, votes=True, holder__isnull=False).exclude(
            pk__in=barred
        )
        self.fields["who"].queryset = rows  # type: ignore[attr-defined]


def _count(label: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "3"})
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST, widget=widget)


class BallotForm(KimForm):
    """A vote with its counts, or a consensus with who dissents; `voices` in the room, none where the body cannot decide."""

    question = long_text(_("What is decided on"), required=True, rows=3)
    way = forms.ChoiceField(
        label=_("How"), widget=forms.RadioSelect, initial="vote",
        choices=[("vote", _("vote")), ("consensus", _("consensus")), ("none", _("no consensus"))],
    )  # fmt: skip
    in_favour = _count(pgettext_lazy("votes", "For"))
    against = _count(pgettext_lazy("votes", "Against"))
    abstained = _count(pgettext_lazy("votes", "Abstained"))
    secret = forms.BooleanField(label=_("The vote is secret"), required=False)
    dissent = long_text(_("Dissenting opinion"), rows=2)

    def __init__(self, *args: Any, voices: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voices = voices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("way") != "vote" or self.errors:
            return data
        cast = sum(data.get(name) or 0 for name in ("in_favour", "against", "abstained"))
        if not cast:
            self.add_error("in_favour", _("No vote is counted yet. Enter how many were for and against."))
        if self.voices is not None and cast > self.voices:
            self.add_error("in_favour", str(TooManyVotes(cast=cast, voices=self.voices)))
        return data


class DecisionForm(KimForm):
    """The decision as it stands in the register."""

    title = CleanCharField(label=_("Title"), max_length=200)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices, widget=forms.RadioSelect)
    wording = long_text(_("Wording"), required=True, rows=6)
    reasons = long_text(_("Reasons"), rows=3)
    internal = forms.BooleanField(label=_("Not in public: only members and offices read it"), required=False)
