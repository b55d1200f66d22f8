"""What a case manager's day is made of, read from the cases; each block is one query, however many rows there are."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kim.casework.public import (
    Case,
    Enquiry,
    EnquiryState,
    FollowUp,
    HandoverSheet,
    Outreach,
    Referral,
    access,
    appointments,
    handover_sheet,
)
from kim.casework.public import states as casework_states
from kim.organisation.public import User
from kim.web.casework.views.appointment_words import appointment_words
from kim.web.navigation import due_within_a_week, own_enquiries
from kim.web.start.papers import Due, papers_of
from kim.web.templatetags.kim import clock, near_day, since_days

ROWS = 30
FIRST = 5
QUIET_AFTER_DAYS = 30
LOOK_AHEAD_DAYS = 14


@dataclass(frozen=True)
class Pressing:
    """Something that cannot wait: since when, what, and where to act."""

    days_late: int
    when: str
    note: str
    case: Case
    text: str
    act: str
    url: str
    follow_up: FollowUp | None = None


@dataclass(frozen=True)
class Work:
    """The blocks of the page."""

    pressing: list[Pressing]
    pressing_total: int
    pressing_own: int
    follow_ups: list[FollowUp]
    due_today: int
    overdue: int
    due_soon: int
    outreach: list[Outreach]
    referrals: list[Referral]
    reviews: list[Case]
    papers: list[Due]
    enquiries: list[Enquiry]
    quiet: int
    sheets: list[HandoverSheet]
    appointments: list[dict[str, Any]]
    not_settled: list[dict[str, Any]]
    to_come: int


def work_of(user: User, today: date) -> Work:
    """The day of somebody who works in cases, their own and those they stand in for."""
    own = access.scope_for(user).acting_for | {user.pk}
    follow_ups = list(
        due_within_a_week(user, today)
        .select_related("case__person", "case__assigned_to")
        .order_by("due_on", "id")[:ROWS]
    )
    referrals = list(_unanswered(own)[:ROWS])
    reviews = list(_reviews(own, today)[:ROWS])
    late = [
        *(_late_referral(r, today) for r in referrals if r.is_overdue(today)),
        *(_late_follow_up(f, today) for f in follow_ups if f.due_on < today),
        *(_late_review(c, today) for c in reviews if c.review_on and c.review_on < today),
    ]
    late.sort(key=lambda item: -item.days_late)
    return Work(
        pressing=late[:FIRST],
        pressing_total=len(late),
        pressing_own=sum(1 for item in late if item.case.assigned_to_id == user.pk),
        follow_ups=follow_ups,
        due_today=sum(1 for f in follow_ups if f.due_on == today),
        outreach=list(_outreach(user, today)[:ROWS]),
        referrals=referrals,
        **_late_and_soon(user, today),
        reviews=[c for c in reviews if c.review_on and c.review_on >= today],
        papers=papers_of(own, today),
        enquiries=list(_enquiries(user)[:ROWS]),
        quiet=_quiet(own, today),
        sheets=list(handover_sheet.unread(user)[:ROWS]),
        **_appointments(user, today),
    )


def _appointments(user: User, today: date) -> dict[str, Any]:
    """Today's appointments with a mark where now is, and those that are over and not settled yet: one query each."""
    now = timezone.now()
    rows = [appointment_words(row, user, now) for row in appointments.between(user, today, today)[:ROWS]]
    first = next((row for row in rows if not row["past"]), None)
    if first is not None:
        first["now"] = _("now %(time)s") % {"time": clock(now)}
    late = [appointment_words(row, user, now) for row in appointments.still_open(user, now)[:ROWS]]
    return {
        "appointments": rows,
        "not_settled": [row for row in late if row["day"] != today],
        "to_come": sum(1 for row in rows if not row["past"] and not row["is_off"]),
    }


def _late_and_soon(user: User, today: date) -> dict[str, int]:
    """Follow-ups that are late, and those of today and the next six days: each for itself."""
    late = Count("pk", filter=Q(due_on__lt=today))
    soon = Count("pk", filter=Q(due_on__gte=today))
    return due_within_a_week(user, today).order_by().aggregate(overdue=late, due_soon=soon)


def _outreach(user: User, today: date) -> Any:
    """The next steps of outreach in which this person took part, or which they took down, of the next seven days and late ones."""
    steps = Outreach.objects.filter(next_done_on=None, next_on__lte=today + timedelta(days=6))
    mine = Outreach.staff.through.objects.filter(user=user).values("outreach")
    return steps.filter(Q(recorded_by=user) | Q(pk__in=mine)).order_by("next_on", "id")


def _unanswered(own: frozenset[int]) -> Any:
    requested = Referral.objects.filter(state=casework_states.ReferralState.REQUESTED, case__assigned_to__in=own)
    return requested.select_related("offer__agency", "case__person", "case__assigned_to").order_by(
        "answer_due_on", "id"
    )


def _reviews(own: frozenset[int], today: date) -> Any:
    until = today + timedelta(days=LOOK_AHEAD_DAYS)
    planned = Case.objects.running().filter(assigned_to__in=own, review_on__lte=until)
    return planned.select_related("person", "assigned_to").order_by("review_on", "id")


def _enquiries(user: User) -> Any:
    waiting = Enquiry.objects.filter(own_enquiries(user), state=EnquiryState.OPEN)
    return waiting.select_related("municipality", "channel", "referrer").order_by("waits_since", "id")


def _quiet(own: frozenset[int], today: date) -> int:
    """Running cases in which nobody was reached for more than thirty days."""
    limit = today - timedelta(days=QUIET_AFTER_DAYS)
    quiet = Q(last_contact_on__lt=limit) | Q(last_contact_on=None, opened_on__lt=limit)
    return Case.objects.running().filter(quiet, assigned_to__in=own).values("pk")[:1001].count()


def _late_referral(referral: Referral, today: date) -> Pressing:
    return Pressing(
        days_late=(today - referral.answer_due_on).days,
        when=since_days(referral.sent_on, today),
        note=_("agreed %(days)s") % {"days": referral.agreed_days},
        case=referral.case,
        text=_("Referral to %(offer)s, %(agency)s: no answer.")
        % {"offer": referral.offer.title, "agency": referral.offer.agency.name},
        act=_("Ask"),
        url=reverse("casework:referral_list", args=[referral.case_id]),
    )


def _late_follow_up(follow_up: FollowUp, today: date) -> Pressing:
    return Pressing(
        days_late=(today - follow_up.due_on).days,
        when=since_days(follow_up.due_on, today),
        note=_("Follow-up"),
        case=follow_up.case,
        text=follow_up.text,
        act=_("Done"),
        url=reverse("casework:follow_up_done", args=[follow_up.pk]),
        follow_up=follow_up,
    )


def _late_review(case: Case, today: date) -> Pressing:
    return Pressing(
        days_late=(today - (case.review_on or today)).days,
        when=since_days(case.review_on, today),
        note=_("Review"),
        case=case,
        text=_("The review was planned for %(day)s.") % {"day": near_day(case.review_on, today)},
        act=_("Record the review"),
        url=reverse("casework:case_review_hold", args=[case.pk]),
    )
