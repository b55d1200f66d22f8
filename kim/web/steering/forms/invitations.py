"""Forms of what goes out for a meeting: the invitation, papers, a series."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.casework.public import file_types
from kim.documents import page_count
from kim.organisation.public import Body, User
from kim.steering.public import AgendaItem, Meeting, access
from kim.steering.public import paper_files as acts
from kim.steering.public import rhythm as rhythms
from kim.web.fields import TimeOfDayField
from kim.web.forms import CleanCharField, DayField, KimForm
from kim.web.handed_files import HandedField
from kim.web.steering.forms.proposals import long_text

RHYTHMS = {
    "w1": pgettext_lazy("rhythm", "every week"),
    "w2": pgettext_lazy("rhythm", "every two weeks"),
    "w4": pgettext_lazy("rhythm", "every four weeks"),
    "m1": pgettext_lazy("rhythm", "every month"),
    "m2": pgettext_lazy("rhythm", "every two months"),
    "m3": pgettext_lazy("rhythm", "every quarter"),
    "m6": pgettext_lazy("rhythm", "every half year"),
    "m12": pgettext_lazy("rhythm", "every year"),
}


class InviteForm(KimForm):
    """The words of an invitation, and why it comes later than it should."""

    text = long_text(_("Words of the invitation"), rows=5)
    late_reason = CleanCharField(label=_("Why the invitation comes later"), max_length=300)

    def __init__(self, *args: Any, short: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not short:
            del self.fields["late_reason"]


class PaperFileField(HandedField):
    """A paper for a meeting, with its pages counted."""

    def handed(self, upload: UploadedFile, kind: file_types.FileType) -> acts.Handed:
        content = upload.read()
        pages = page_count(content) if kind is file_types.PDF else None
        return acts.Handed(file_types.clean_name(upload.name or ""), kind.media_type, content, pages)


class VersionForm(KimForm):
    """A newer version of a paper."""

    file = PaperFileField(label=_("Newer version"))


class PaperForm(KimForm):
    """A paper: its name, what it belongs to, the file."""

    title = CleanCharField(label=_("Title"), max_length=200)
    item = forms.ModelChoiceField(
        label=_("For the item"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=_("for the whole meeting"),
    )
    file = PaperFileField(label=_("File"))
    internal = forms.BooleanField(label=_("Not in public"), required=False)

    def __init__(self, *args: Any, meeting: Meeting | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if meeting is None:
            del self.fields["item"]
        else:
            self.fields["item"].queryset = meeting.items.all()  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        data = self.cleaned_data
        return {"title": data["title"], "internal": data["internal"], "item": data.get("item"), "handed": data["file"]}


class SeriesForm(KimForm):
    """Which body meets how often, from when until when, at what time and where."""

    body = forms.ModelChoiceField(
        label=pgettext_lazy("steering", "Body"), queryset=Body.objects.none(), empty_label=_("please choose")
    )
    title = CleanCharField(label=_("Title"), max_length=160)
    first_on = DayField(
        label=_("First day"), help_text=_("Its weekday counts: the third Wednesday stays the third Wednesday.")
    )
    rhythm = forms.ChoiceField(label=pgettext_lazy("series", "How often"), choices=[*RHYTHMS.items()], initial="m3")
    until = DayField(label=_("Last day"))
    starts = TimeOfDayField(label=_("From"))
    ends = TimeOfDayField(label=_("Until"))
    place = CleanCharField(label=_("Place"), required=False, max_length=200)
    days = forms.MultipleChoiceField(label=_("Days"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reach, living = access.reach_of(by), Body.objects.on(timezone.localdate())
        office = reach.steers or reach.keeps_minutes
        self.fields["body"].queryset = living if office else living.filter(pk__in=reach.chairs)  # type: ignore[attr-defined]
        self.found: list[date] = []
        self.fields["days"].choices = [(each, each) for each in self.data.getlist("days")] if self.is_bound else []  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("starts") and data.get("ends") and data["ends"] <= data["starts"]:
            self.add_error("ends", _("The meeting ends before it starts. Check both times."))
        first, until = data.get("first_on"), data.get("until")
        if first and first < timezone.localdate():
            self.add_error("first_on", _("This day has passed. Choose a day from today on."))
        elif first and until and until < first:
            self.add_error("until", _("The last day is before the first one. Check both days."))
        elif first and until and data.get("rhythm"):
            self.found = rhythms.days(self.as_rhythm(), until)
            if len(self.found) > rhythms.MOST:
                self.add_error(
                    "until",
                    _("These are more than %(most)s days. Choose an earlier last day.") % {"most": rhythms.MOST},
                )
        return data

    def as_rhythm(self) -> rhythms.Rhythm:
        """How often, as the room counts it."""
        unit, number = self.cleaned_data["rhythm"][0], int(self.cleaned_data["rhythm"][1:])
        first: date = self.cleaned_data["first_on"]
        return rhythms.Rhythm(first, months=number) if unit == "m" else rhythms.Rhythm(first, weeks=number)

    def chosen(self) -> list[date]:
        """The days that are ticked, of those the rhythm gives."""
        ticked = set(self.data.getlist("days"))
        return [day for day in self.found if day.isoformat() in ticked]

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in ("body", "title", "starts", "ends", "place")}


class FollowingForm(KimForm):
    """What changes for this meeting and all of its series after it."""

    held_on = DayField(label=_("Day of this meeting"), help_text=_("The following ones move by as many days."))
    starts = TimeOfDayField(label=_("From"))
    ends = TimeOfDayField(label=_("Until"))
    place = CleanCharField(label=_("Place"), required=False, max_length=200)
    note = CleanCharField(label=_("Why it changes"), required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("starts") and data.get("ends") and data["ends"] <= data["starts"]:
            self.add_error("ends", _("The meeting ends before it starts. Check both times."))
        return data

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in ("starts", "ends", "place", "note")}
