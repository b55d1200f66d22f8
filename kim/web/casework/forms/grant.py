"""The form that opens parts of a case to somebody else."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.casework.public import Case, GrantBasis, exceptions, grants
from kim.casework.public import states as flow
from kim.organisation.public import Membership, Permission, Post, Role, Unit, User
from kim.web.casework.views.consent_words import consent_choice, referral_choice
from kim.web.forms import CleanCharField, DayField, KimForm

SECTIONS: tuple[tuple[str, Any], ...] = (
    ("profile", pgettext_lazy("section", "Person")),
    ("assessment", pgettext_lazy("section", "Needs")),
    ("plan", pgettext_lazy("section", "Goals")),
    ("contacts", pgettext_lazy("section", "Contacts")),
    ("notes", pgettext_lazy("section", "Confidential")),
    ("documents", pgettext_lazy("section", "Documents")),
)
DAYS = 28


class GrantForm(KimForm):
    """To whom, which parts, on what basis, why, from when to when."""

    to = forms.ChoiceField(label=_("Who may read"))
    sections = forms.MultipleChoiceField(
        label=_("Which parts of the file"), choices=SECTIONS, widget=forms.CheckboxSelectMultiple,
        help_text=_("Name, phase and who is responsible are seen in any case"),
        error_messages={"required": _("Tick at least one part of the file.")},
    )  # fmt: skip
    basis = forms.ChoiceField(label=_("On what basis"), choices=GrantBasis.choices, widget=forms.RadioSelect)
    consent = forms.ChoiceField(label=_("Which consent"), required=False)
    referral = forms.ChoiceField(label=_("Which referral"), required=False)
    legal_basis = CleanCharField(
        label=_("Law or rule"), required=False, max_length=200,
        help_text=_("Such as: service instruction on supervision, section 4"),
    )  # fmt: skip
    reason = CleanCharField(label=pgettext_lazy("consent", "Why"), max_length=300)
    valid_from = DayField(label=_("From"))
    valid_to = DayField(label=_("Until and including"))

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        today = timezone.localdate()
        initial = {"valid_from": today, "valid_to": today + timedelta(days=DAYS)} | dict(kwargs.pop("initial", {}))
        super().__init__(*args, initial=initial, **kwargs)
        self.case = case
        self.grantees = _grantees(case)
        self.consents = {str(c.pk): c for c in case.consents.valid(today).select_related("agency")}
        open_ones = case.referrals.filter(state__in=flow.OPEN_REFERRAL_STATES, consent_withdrawn_on=None)
        self.referrals = {str(r.pk): r for r in open_ones.select_related("offer__agency")}
        self._offer_choices()

    def _offer_choices(self) -> None:
        groups = [(str(title), [(key, str(row)) for key, row in rows.items()]) for title, rows in self.grantees if rows]
        self.fields["to"].choices = [("", "–"), *groups]  # type: ignore[attr-defined]
        consents = [(key, consent_choice(row)) for key, row in self.consents.items()]
        self.fields["consent"].choices = [("", "–"), *consents]  # type: ignore[attr-defined]
        referrals = [(key, referral_choice(row)) for key, row in self.referrals.items()]
        self.fields["referral"].choices = [("", "–"), *referrals]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        first, last, basis = values.get("valid_from"), values.get("valid_to"), values.get("basis")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day is before the first. Check the dates."))
        if first and last and basis in grants.LOOKED_AT_AGAIN and last > first + grants.QUARTER:
            self.add_error("valid_to", exceptions.GrantLastsTooLong.message)
        consent = self._one("consent", values, wanted=basis == GrantBasis.CONSENT)
        self._one("referral", values, wanted=basis == GrantBasis.REFERRAL)
        if consent and last and last > consent.valid_until:
            self.add_error("valid_to", _("The consent ends earlier than this day. Choose a day within it."))
        if consent and first and first < consent.given_on:
            self.add_error("valid_from", _("The consent begins later than this day. Choose a day within it."))
        if basis in (GrantBasis.SUPERVISION, GrantBasis.DEPUTY) and not values.get("legal_basis"):
            self.add_error("legal_basis", _("Name the law or rule that allows it."))
        return values

    def _one(self, name: str, values: dict[str, Any], *, wanted: bool) -> Any:
        """The chosen consent or referral, if the basis asks for one; a fault where it is missing."""
        rows: dict[str, Any] = getattr(self, f"{name}s")
        chosen = rows.get(values.get(name) or "") if wanted else None
        values[name] = chosen
        if wanted and chosen is None and name not in self.errors:
            self.add_error(name, exceptions.GrantWithoutItsBasis.message)
        return chosen

    def grantee(self) -> User | Unit | Post:
        """The person, unit or post that was chosen."""
        return next(rows[self.cleaned_data["to"]] for _title, rows in self.grantees if self.cleaned_data["to"] in rows)


def _grantees(case: Case) -> list[tuple[Any, dict[str, Any]]]:
    """Who can be given anything at all: colleagues who work in cases, units and posts of today."""
    today = timezone.localdate()
    roles = [role for role in Role if Permission.CASE_WORK in role.permissions]
    working = Membership.objects.on(today).filter(role__in=roles)
    people = User.objects.filter(is_active=True, pk__in=working.values("user")).exclude(pk=case.assigned_to_id)
    units = Unit.objects.on(today).filter(pk__in=working.values("unit"))
    posts = Post.objects.on(today).filter(holders__user__in=working.values("user")).distinct()
    return [
        (_("Persons"), {f"user-{p.pk}": p for p in people.order_by("last_name", "first_name", "pk")}),
        (_("Whole teams"), {f"unit-{u.pk}": u for u in units.order_by("name", "pk")}),
        (_("Whoever holds this post"), {f"post-{p.pk}": p for p in posts.order_by("title", "pk")}),
    ]
