"""What is still open when a case ends, and settling it in the same act: referrals, follow-ups, the planned review, appointments, access."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kim.casework.actions import appointments, contacts, grants, referrals, reviews
from kim.casework.exceptions import StillToSettle
from kim.casework.models import Case
from kim.casework.states import (
    OPEN_REFERRAL_STATES,
    SETTLED_AT_CLOSING,
    AppointmentState,
    FailureReason,
    ReferralState,
    Settled,
)
from kim.organisation.public import User

FAILED = {Settled.WITHDRAWN: ReferralState.WITHDRAWN, Settled.BROKEN_OFF: ReferralState.BROKEN_OFF}


@dataclass(frozen=True)
class OpenPoint:
    """One thing that is still open: of which kind, the row, and what may become of it."""

    kind: str
    row: Any
    choices: tuple[Settled, ...]

    @property
    def key(self) -> str:
        return f"{self.kind}_{self.row.pk}"


@dataclass(frozen=True)
class Settlement:
    """What becomes of one open point."""

    key: str
    how: str


def open_points(case: Case, by: User) -> list[OpenPoint]:
    """Everything that is still open in this case and that this person can settle."""
    return [OpenPoint(kind, row, SETTLED_AT_CLOSING[state]) for kind, state, row in _open_rows(case, by)]


def _open_rows(case: Case, by: User) -> Iterator[tuple[str, str, Any]]:
    """Kind, key in the table, row."""
    for referral in case.referrals.filter(state__in=OPEN_REFERRAL_STATES).select_related("offer__agency"):
        yield "referral", f"referral.{referral.state}", referral
    for follow_up in case.follow_ups.filter(done_at=None):
        yield "follow_up", "follow_up", follow_up
    if planned := reviews.planned_of(case):
        yield "review", "review", planned
    for appointment in case.appointments.filter(state=AppointmentState.PLANNED, starts_at__gt=timezone.now()):
        yield "appointment", "appointment", appointment
    if case.assigned_to_id == by.pk:  # nobody else ends an access
        running = case.grants.filter(ended_at=None, valid_to__gte=timezone.localdate())
        for grant in running.select_related("grantee", "grantee_unit", "grantee_post"):
            yield "grant", "grant", grant


@transaction.atomic
def settle(*, case: Case, by: User, chosen: Sequence[Settlement], on: date) -> None:
    """Do with each open point what was chosen; refused where one that may not stay open has no answer."""
    hows = {each.key: each.how for each in chosen}
    points = open_points(case, by)
    missing = [point for point in points if hows.get(point.key, Settled.STAYS) not in point.choices]
    if missing:
        raise StillToSettle
    for point in points:
        how = Settled(hows.get(point.key, Settled.STAYS))
        if how != Settled.STAYS:
            _ACTS[point.kind](point.row, by, how, on)


def _referral(row: Any, by: User, how: Settled, on: date) -> None:
    state = FAILED.get(how, ReferralState.COMPLETED)
    reason = FailureReason.CASE_ENDED if how in FAILED else ""
    referrals.change_state(referral=row, by=by, state=state, reason=reason, note=row.note, on=max(on, row.state_since))


def _follow_up(row: Any, by: User, how: Settled, on: date) -> None:
    contacts.end_follow_up(follow_up=row, by=by, dropped=how == Settled.DROPPED)


def _review(row: Any, by: User, how: Settled, on: date) -> None:
    reviews.plan(case=row.case, by=by, on=None)


def _appointment(row: Any, by: User, how: Settled, on: date) -> None:
    appointments.settle(
        appointment=row, by=by, version=row.version, state=AppointmentState.CANCELLED, called_off_by="us", note=row.note
    )


def _grant(row: Any, by: User, how: Settled, on: date) -> None:
    grants.end(grant=row, by=by)


_ACTS = {
    "referral": _referral,
    "follow_up": _follow_up,
    "review": _review,
    "appointment": _appointment,
    "grant": _grant,
}
