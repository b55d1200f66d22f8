"""What the people of the demonstration find in their inboxes: pointing to cases, enquiries and referrals that are there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Model, Q
from django.utils import timezone

from kim.casework.models import Case, Enquiry, EnquiryState, Referral
from kim.casework.states import ReferralState
from kim.organisation.public import Absence, Membership, User
from kim.workbench.public import Notice

CASE_MANAGERS = ("brandes", "yildiz")
OTHERS = ("hollender", "kueppers")


class Told(NamedTuple):
    """A notice of so many days ago; read ones have been mailed."""

    kind: str
    target: Model
    ago: int
    at: time
    read: bool = False
    day: date | None = None


def load(today: date) -> int:
    """Put notices into the inboxes of those whom everybody meets; gives how many."""
    people = {user.username: user for user in User.objects.filter(username__in=CASE_MANAGERS + OTHERS)}
    rows = [_row(people[name], told, today) for name in people for told in _told_to(people[name], today)]
    return len(Notice.objects.bulk_create(rows))


def _told_to(user: User, today: date) -> Iterator[Told]:
    if user.username in CASE_MANAGERS:
        yield from _of_cases(user)
        yield from _of_referrals(user, today)
        yield from _of_enquiries(user)
    yield from _of_absences(user, today)
    role = Membership.objects.filter(user=user).order_by("pk").first()
    if role is not None and user.username in OTHERS:
        yield Told("role_changed", role, 6, time(9, 12), read=user.username != "kueppers")


def _of_absences(user: User, today: date) -> Iterator[Told]:
    for absence in Absence.objects.filter(Q(user=user) | Q(deputy=user), first_day__lte=today).order_by(
        "first_day", "pk"
    ):
        kind = "absence_recorded" if absence.user_id == user.pk else "deputy_begins"
        yield Told(kind, absence, (today - absence.first_day).days + 1, time(5, 13), read=True, day=absence.first_day)


def _of_cases(user: User) -> Iterator[Told]:
    cases = list(Case.objects.running().filter(assigned_to=user).order_by("-opened_on", "pk")[:3])
    for case, ago, read in zip(cases, (1, 3, 9), (False, True, True), strict=False):
        yield Told("case_received", case, ago, time(15, 40), read)


def _of_referrals(user: User, today: date) -> Iterator[Told]:
    own = Referral.objects.filter(case__assigned_to=user)
    late = own.filter(state=ReferralState.REQUESTED, answer_due_on__lt=today).order_by("-answer_due_on", "pk").first()
    if late is not None:
        yield Told("referral_overdue", late, 1, time(4, 17), day=late.answer_due_on)
    answered = own.filter(state=ReferralState.ACCEPTED).order_by("-state_since", "pk").first()
    if answered is not None:
        yield Told("referral_answered", answered, 2, time(11, 5), read=True)


def _of_enquiries(user: User) -> Iterator[Told]:
    for enquiry in Enquiry.objects.filter(proposed_for=user, state=EnquiryState.OPEN).order_by("-received_on", "pk")[
        :1
    ]:
        yield Told("enquiry_proposed", enquiry, 1, time(10, 30))


def _row(user: User, told: Told, today: date) -> Notice:
    created = datetime.combine(today - timedelta(days=told.ago), told.at, tzinfo=timezone.get_default_timezone())
    return Notice(
        recipient=user, kind=told.kind, target_type=told.target._meta.label_lower, target_id=told.target.pk, day=told.day,
        created_at=created, read_at=created + timedelta(hours=2) if told.read else None, mail_due=not told.read,
        mailed_at=created + timedelta(minutes=1) if told.read else None,
    )  # fmt: skip
