"""Forms of a body: its rules, its seats, who takes one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.organisation.public import Agency, User
from kim.steering.public import BodyRules, HolderKind, Majority, Seat
from kim.web.fields import Combobox
from kim.web.forms import CleanCharField, DayField, KimForm
from kim.web.steering.forms.proposals import long_text

RULES = (
    "mandate",
    "majority",
    "quorum_percent",
    "invitation_days",
    "review_months",
    "public",
    "remind_days",
    "escalate_days",
)


class RulesForm(KimForm):
    """The mandate and how the body decides."""

    mandate = long_text(_("Mandate"))
    majority = forms.ChoiceField(label=_("Decides"), choices=Majority.choices)
    quorum_percent = forms.IntegerField(
        label=_("Quorum in per cent of the voting seats"), min_value=0, max_value=100, initial=50,
        help_text=_("More than this share must be there. 0: no quorum."),
    )  # fmt: skip
    invitation_days = forms.IntegerField(label=_("Invitation period in days"), min_value=0, max_value=90, initial=14)
    review_months = forms.IntegerField(
        label=_("Reviews its work every … months"), required=False, min_value=1, max_value=60
    )
    public = forms.BooleanField(label=_("Meets in public"), required=False)
    remind_days = forms.IntegerField(
        label=_("Reminds … days before"), required=False, min_value=0, max_value=90,
        help_text=_("Work orders, open points, agreements. Empty: as everywhere in the county."),
    )  # fmt: skip
    escalate_days = forms.IntegerField(
        label=_("The chair hears … days after the day"), required=False, min_value=0, max_value=365,
        help_text=_("Empty: as everywhere in the county."),
    )  # fmt: skip

    @staticmethod
    def from_rules(rules: BodyRules | None) -> dict[str, Any]:
        """What the form shows."""
        return {name: getattr(rules, name) for name in RULES} | {"version": rules.version} if rules else {"version": 0}

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in RULES}


class SeatForm(KimForm):
    """A seat belongs to an organisation, not to a person."""

    name = CleanCharField(label=_("Seat"), max_length=160, help_text=_("For example: City of Dormagen"))
    agency = forms.ModelChoiceField(
        label=_("Organisation"),
        required=False,
        queryset=Agency.objects.all(),
        widget=Combobox,
        empty_label=_("none named"),
    )
    votes = forms.BooleanField(label=_("Has a vote"), required=False, initial=True)

    @staticmethod
    def from_seat(seat: Seat) -> dict[str, Any]:
        """What the form shows of a seat."""
        return {"name": seat.name, "agency": seat.agency_id, "votes": seat.votes, "version": seat.version}

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in ("name", "agency", "votes")}


class HolderForm(KimForm):
    """Somebody takes a seat: with an account of KIM, or by name only."""

    kind = forms.ChoiceField(label=pgettext_lazy("seat", "As"), choices=HolderKind.choices)
    user = forms.ModelChoiceField(
        label=_("Account"), required=False, queryset=User.objects.filter(is_active=True), widget=Combobox,
        empty_label=_("without an account"),
    )  # fmt: skip
    name = CleanCharField(label=_("Name"), required=False, max_length=160, help_text=_("Where there is no account."))
    office = CleanCharField(label=_("Office"), required=False, max_length=160)
    email = forms.EmailField(label=_("E-mail"), required=False)
    chairs = forms.BooleanField(label=_("Chairs the body"), required=False)
    valid_from = DayField(label=_("From"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("user") and data.get("name"):
            self.add_error("name", _("With an account its name stands. Leave this empty, or choose no account."))
        return data

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        return {
            name: self.cleaned_data[name]
            for name in ("kind", "user", "name", "office", "email", "chairs", "valid_from")
        }
