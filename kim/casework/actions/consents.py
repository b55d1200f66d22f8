"""Consents: given, and withdrawn with everything that hangs on them."""

from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kim.casework.actions import contacts, naturalisation_handovers, referrals, scans
from kim.casework.actions.shared import already, lock, not_in_future, running
from kim.casework.exceptions import (
    ConsentEndsBeforeStart,
    ConsentIsWithdrawn,
    ConsentNamesNothing,
    WithdrawnBeforeGiven,
)
from kim.casework.models import AccessGrant, Case, CaseConference, Consent, NaturalisationHandover, Referral
from kim.casework.models.consent import SPECIAL
from kim.casework.states import FailureReason, ReferralState
from kim.organisation.public import Agency, Unit, User
from kim.privacy.public import audit

# Nobody has taken the person in yet: asking goes no further. What has begun, the person decides with the recipient.
STOPPED = (ReferralState.REQUESTED, ReferralState.WAITLISTED)


@transaction.atomic
def give(
    *,
    case: Case,
    by: User,
    data: list[str],
    given_on: date,
    valid_until: date,
    agency: Agency | None = None,
    scan: tuple[str, BinaryIO] | None = None,
    submission: UUID | None = None,
    **fields: Any,
) -> Consent:
    """Record what the person has permitted: to whom by name, for what, which data, until when, and how it was explained.

    The scan of the signed paper (its name and content) is filed among the documents of the case.
    """
    if earlier := already(Consent, submission, case=case):
        return earlier
    case = running(case)
    not_in_future(given_on)
    if valid_until < given_on:
        raise ConsentEndsBeforeStart
    if not data or (agency is None) == (not fields.get("recipient_name")):
        raise ConsentNamesNothing
    special = sorted(set(data) & SPECIAL)
    fields.setdefault("office", _office_of(fields))
    consent = Consent.objects.create(
        case=case, agency=agency, given_on=given_on, valid_until=valid_until, special_categories=special,
        data_categories=[name for name in data if name not in SPECIAL], recorded_by=by, submission=submission,
        **({"explained_by": by} | fields),
    )  # fmt: skip
    audit.record(
        "consent.given", target=consent, case_id=case.pk, agency=agency.key if agency else "", data=consent.data,
        valid_until=valid_until.isoformat(), text=f"{consent.text_key} {consent.text_version}",
    )  # fmt: skip
    if scan is not None:
        scans.file(of=consent, by=by, name=scan[0], content=scan[1], dated_on=given_on)
    return consent


def _office_of(fields: dict[str, Any]) -> Unit | None:
    """Which naturalisation office of the house the recipient by name is, where the consent is for handing over an application."""
    if fields.get("purpose") != naturalisation_handovers.PURPOSE:
        return None
    offices = Unit.objects.filter(kind="naturalisation_office", name=fields.get("recipient_name", ""))
    found: Unit | None = offices.order_by("pk").first()
    return found


@dataclass(frozen=True)
class Effect:
    """What follows from a withdrawal: who stops reading, what is stopped, what has left already, which conferences lose their
    ground."""

    grants: list[AccessGrant]
    stopped: list[Referral]
    going_on: list[Referral]
    passed: list[Referral]
    conferences: list[CaseConference]
    handovers: list[NaturalisationHandover]

    @property
    def sent(self) -> list[Referral]:
        """All referrals that were sent on it."""
        return [*self.stopped, *self.going_on, *self.passed]

    @property
    def coming(self) -> list[CaseConference]:
        """Planned conferences at which the recipient was to hear on it whom they are about."""
        now = timezone.now()
        return [row for row in self.conferences if row.appointment.is_planned and row.appointment.ends_at > now]

    @property
    def is_known(self) -> bool:
        """Whether somebody may have data already."""
        return bool(self.grants or self.sent or self.conferences or self.handovers)


def effect_of_withdrawing(consent: Consent) -> Effect:
    """What would follow today, to be shown before anybody confirms."""
    rows = list(consent.referrals.select_related("offer__agency").order_by("-sent_on", "-id"))
    hanging = AccessGrant.objects.filter(case=consent.case_id, ended_at=None, valid_to__gte=timezone.localdate())
    grants = [
        grant
        for grant in hanging.select_related("grantee", "grantee_unit", "grantee_post")
        if grant.consent_id == consent.pk or grant.referral_id in {row.pk for row in rows}
    ]
    return Effect(
        grants=grants,
        stopped=[row for row in rows if row.state in STOPPED],
        going_on=[row for row in rows if row.is_open and row.state not in STOPPED],
        passed=[row for row in rows if not row.is_open],
        conferences=list(
            CaseConference.objects.filter(participants__consent=consent)
            .select_related("appointment")
            .order_by("appointment__starts_at", "pk")
        ),
        handovers=list(consent.naturalisation_handovers.select_related("office")),
    )


@transaction.atomic
def withdraw(*, consent: Consent, by: User, on: date, form: str, note: str = "") -> Effect:
    """End a consent: its grants close and its referrals are marked at once, what still waits is withdrawn, and a follow-up
    reminds of asking the recipient to delete."""
    consent = lock(consent)
    if consent.withdrawn_on:
        raise ConsentIsWithdrawn
    not_in_future(on)
    if on < consent.given_on:
        raise WithdrawnBeforeGiven
    effect = effect_of_withdrawing(consent)
    consent.withdrawn_on, consent.withdrawal_form, consent.withdrawal_note = on, form, note
    consent.withdrawal_noted_by, consent.withdrawal_noted_at = by, timezone.now()
    consent.save(update_fields=_WITHDRAWAL)  # a trigger closes grants and marks referrals
    audit.record(
        "consent.withdrawn", target=consent, case_id=consent.case_id, grants=[grant.pk for grant in effect.grants],
        referrals=[referral.pk for referral in effect.sent], conferences=[row.pk for row in effect.coming],
    )  # fmt: skip
    if not consent.case.is_closed:
        _stop(effect, by=by, on=on)
        _remind(consent, effect, by=by)
    return effect


_WITHDRAWAL = ("withdrawn_on", "withdrawal_form", "withdrawal_note", "withdrawal_noted_by", "withdrawal_noted_at")


def _stop(effect: Effect, *, by: User, on: date) -> None:
    """What nobody has answered or taken up goes no further."""
    for referral in effect.stopped:
        referrals.change_state(
            referral=referral, by=by, state=ReferralState.WITHDRAWN, on=max(on, referral.state_since),
            reason=FailureReason.CONSENT_WITHDRAWN,
        )  # fmt: skip


def _remind(consent: Consent, effect: Effect, *, by: User) -> None:
    """Whoever has data already must be told: a follow-up for today."""
    if not effect.is_known:
        return
    text = _("Consent withdrawn: tell %(recipient)s and ask for deletion") % {"recipient": consent.recipient}
    contacts.plan_follow_up(case=consent.case, by=by, due_on=timezone.localdate(), text=text[:200])
