"""The form of an attempt to reach somebody: how, when, what came of it."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kim.casework.public import AttemptResult, AttemptWay, Case, Enquiry, EnquiryState
from kim.organisation.public import User
from kim.web.casework.forms.careful import CarefulCharField
from kim.web.fields import Combobox
from kim.web.forms import DayField, KimForm
from kim.web.navigation import own_enquiries


class AttemptForm(KimForm):
    """One attempt; only how and with which result is compulsory, the day is today unless said otherwise."""

    made_on = DayField(label=_("Day"), past=True, initial=timezone.localdate)
    way = forms.ChoiceField(label=_("How"), choices=AttemptWay, initial=AttemptWay.PHONE)
    result = forms.ChoiceField(label=_("Result"), choices=AttemptResult, initial=AttemptResult.NOT_REACHED)
    note = CarefulCharField(label=_("Note"), required=False, max_length=300)

    def values(self) -> dict[str, Any]:
        """What the act takes."""
        return {name: self.cleaned_data[name] for name in ("made_on", "way", "result", "note", "submission")}


class OutreachAttemptForm(AttemptForm):
    """An attempt during outreach: of an open enquiry or of one of one's own cases."""

    about = forms.ChoiceField(
        label=_("Whom"), widget=Combobox, error_messages={"required": _("Choose whom you tried to reach.")}
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", _("please choose")), *about_choices(by)]  # type: ignore[attr-defined]

    def chosen(self) -> tuple[str, int]:
        """What was chosen: "enquiry" or "case", and its id."""
        kind, pk = self.cleaned_data["about"].split("-")
        return kind, int(pk)


def about_choices(user: User) -> list[tuple[Any, Any]]:
    """Open enquiries with a name, and the running cases one works in: two queries."""
    waiting = Enquiry.objects.filter(own_enquiries(user), state=EnquiryState.OPEN, anonymous=False)
    running = Case.objects.running().mine(user).select_related("person").order_by("person__sort_key", "id")
    return [
        (_t("Enquiries"), [(f"enquiry-{each.pk}", each.title) for each in waiting]),
        (_t("Cases"), [(f"case-{each.pk}", f"{each.person.list_name}, {each.reference}") for each in running]),
    ]
