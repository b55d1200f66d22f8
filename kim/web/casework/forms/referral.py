"""Forms of referrals: sending one, and what came of it."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Basis, Case, Consent, DataCategory, Direction, Goal, GoalState, Referral
from kim.casework.public import states as casework_states
from kim.network.public import Offer
from kim.web.casework.forms.careful import CarefulCharField
from kim.web.casework.forms.consent import ORDINARY_DATA, SPECIAL_MARKED, DataField
from kim.web.casework.forms.goal import LabelledChoiceField
from kim.web.casework.late import ask_why_late
from kim.web.casework.views.consent_words import consent_choice
from kim.web.forms import LONG_TEXT, CleanCharField, DayField, KimForm

FAILED = tuple(casework_states.REFERRAL_FAILURES)
NEW = "new"


class ReferralForm(KimForm):
    """Why this offer, and on which ground which data leave: a consent that names them, a law that is cited, or none leave."""

    goal = LabelledChoiceField(label=_("For which goal"), required=False, queryset=Goal.objects.none())
    reason = CarefulCharField(
        label=_("Why this offer"), required=False, max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("For the file; the agency does not get this text"),
    )  # fmt: skip
    basis = forms.ChoiceField(label=_("Basis"), choices=Basis.choices, widget=forms.RadioSelect)
    consent = forms.ChoiceField(label=_("Which consent"), required=False, widget=forms.RadioSelect)
    legal_basis = CleanCharField(
        label=_("Law with paragraph"), required=False, max_length=200, help_text=_("Such as: section 81 SGB VIII")
    )
    kinds = DataField([*ORDINARY_DATA, *SPECIAL_MARKED], label=_("What is passed on"))
    data_detail = CleanCharField(
        label=_("Which data exactly"), required=False, max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Only where the ticks above say too much or too little"),
    )  # fmt: skip
    sent_on = DayField(label=_("Sent on"), past=True)

    def __init__(self, *args: Any, case: Case, offer: Offer, **kwargs: Any) -> None:
        today = timezone.localdate()
        self.agency = offer.agency
        valid = case.consents.valid(today).filter(agency=offer.agency_id).exclude(direction=Direction.FROM)
        self.consents = {str(row.pk): row for row in valid}
        initial = dict(kwargs.pop("initial", None) or {})
        newest = next(iter(self.consents.values()), None)
        initial |= {"consent": str(newest.pk) if newest else NEW}
        initial |= {"kinds": newest.data if newest else ["identity", "contact"]}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["goal"].queryset = case.goals.filter(state=GoalState.OPEN)  # type: ignore[attr-defined]
        self.fields["consent"].choices = [  # type: ignore[attr-defined]
            *((key, consent_choice(row)) for key, row in self.consents.items()),
            (NEW, _("Record a new consent now")),
        ]

    @property
    def gives_consent(self) -> bool:
        """Whether a consent is recorded in the same step."""
        return bool(self.data.get("basis") == Basis.CONSENT and self.data.get("consent") == NEW)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        basis = values.get("basis")
        if basis == Basis.CONSENT:
            self._ask_for_the_consent(values)
        if basis == Basis.LAW and not values.get("legal_basis") and "legal_basis" not in self.errors:
            self.add_error("legal_basis", _("Name the law with its paragraph: it stays with the referral."))
        if basis in (Basis.CONSENT, Basis.LAW) and not values.get("kinds") and "kinds" not in self.errors:
            self.add_error("kinds", _("Tick what is passed on. If nothing is, the person applies themselves."))
        if basis == Basis.BY_THEMSELVES:
            values |= {"kinds": [], "data_detail": ""}
        values["legal_basis"] = values.get("legal_basis", "") if basis == Basis.LAW else ""
        return values

    def _ask_for_the_consent(self, values: dict[str, Any]) -> None:
        """The chosen consent must name these data and hold on the day of sending."""
        chosen = values.get("consent")
        if not chosen and "consent" not in self.errors:
            self.add_error("consent", _("Without a consent that names this recipient nothing may be passed on."))
        consent, sent = self.consents.get(chosen or ""), values.get("sent_on")
        if consent is None:
            return
        beyond = [str(DataCategory(name).label) for name in values.get("kinds", []) if name not in consent.data]
        if beyond:
            text = _("This consent does not name: %(data)s. Untick it, or record a new consent.")
            self.add_error("kinds", text % {"data": ", ".join(beyond)})
        if sent and not consent.given_on <= sent <= consent.valid_until:
            self.add_error("sent_on", _("The consent comes first: on this day it did not hold."))

    def chosen(self) -> Consent | None:
        """The consent that was chosen of those there are."""
        return self.consents.get(self.cleaned_data["consent"]) if self.cleaned_data["basis"] == Basis.CONSENT else None


class ReferralChangeForm(KimForm):
    """What happened with a referral: its new state, the day, a reason where it failed."""

    state = forms.ChoiceField(label=_("New state"), widget=forms.RadioSelect)
    on = DayField(label=_("Day"), past=True)
    wait_until = DayField(
        label=_("Place expected by"), required=False, help_text=_("Only on the waiting list: after it you are reminded")
    )
    decline_reason = forms.ChoiceField(
        label=_("Why not"), required=False,
        help_text=_("Only where it came to nothing. It is counted and shows where offers are missing."),
    )  # fmt: skip
    note = CarefulCharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, *args: Any, referral: Referral, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.referral = referral
        state = casework_states.ReferralState(referral.state)
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (after.value, after.label) for after in casework_states.REFERRAL_TRANSITIONS[state]
        ]
        self.fields["decline_reason"].choices = _reasons(state)  # type: ignore[attr-defined]
        ask_why_late(self, referral.case)

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day < self.referral.state_since:
            raise forms.ValidationError(_("This day is before the last change of the referral. Check the date."))
        return day

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        state, reason = values.get("state"), values.get("decline_reason")
        if state in FAILED and "decline_reason" not in self.errors:
            self._ask_why(casework_states.ReferralState(state), reason)
        until, on = values.get("wait_until"), values.get("on")
        if state == casework_states.ReferralState.WAITLISTED and until and on and until < on:
            self.add_error("wait_until", _("This day is before the answer. Check the dates."))
        return values

    def _ask_why(self, state: Any, reason: str | None) -> None:
        if not reason:
            text = _("Please say why: refusals are counted and show where offers are missing.")
            self.add_error("decline_reason", text)
        elif reason not in casework_states.REFERRAL_FAILURES[state]:
            self.add_error("decline_reason", _("This reason does not fit the new state. Choose another one."))


def _reasons(state: Any) -> list[tuple[str, Any]]:
    """The reasons that fit, under the state they belong to."""
    groups: list[tuple[str, Any]] = [("", "–")]
    for after in casework_states.REFERRAL_TRANSITIONS[state]:
        if reasons := casework_states.REFERRAL_FAILURES.get(after):
            groups.append((str(after.label).capitalize(), [(why.value, why.label) for why in reasons]))
    return groups
