"""What the lead and the administration see on their start page: heads and counts, no content."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min, Q, QuerySet

from kim.casework.public import Case, Enquiry, EnquiryState, access
from kim.organisation.public import Absence, County, Membership, Role, User
from kim.privacy.public import AuditBlock
from kim.web.keyset import CAP

ROWS = 10


@dataclass(frozen=True)
class Load:
    """One case manager with the number of running cases and what is due in them."""

    user: User
    cases: int
    overdue: int
    next_due_on: date | None


@dataclass(frozen=True)
class Lead:
    """The lead's blocks."""

    loads: list[Load]
    enquiries: list[Enquiry]
    waiting: int
    absences: list[Absence]


@dataclass(frozen=True)
class Office:
    """The administration's blocks."""

    county: County | None
    staff: int
    absences: list[Absence]
    last_block: AuditBlock | None


def lead_of(user: User, today: date) -> Lead:
    """Open enquiries, the case managers with their cases, who is away: of the units this person leads."""
    units = access.scope_for(user).supervised
    waiting = Enquiry.objects.filter(state=EnquiryState.OPEN, unit_id__in=units)
    return Lead(
        loads=_loads(units, today),
        enquiries=list(
            waiting.select_related("municipality", "channel", "proposed_for").order_by("waits_since", "id")[:ROWS]
        ),
        waiting=waiting.values("pk")[: CAP + 1].count(),
        absences=list(absences_this_week(today).filter(user__memberships__unit_id__in=units).distinct()),
    )


def _loads(units: frozenset[int], today: date) -> list[Load]:
    figures = {
        row["assigned_to"]: row
        for row in Case.objects.running()
        .filter(unit_id__in=units)
        .order_by()
        .values("assigned_to")
        .annotate(cases=Count("id"), overdue=Count("id", filter=Q(next_due_on__lt=today)), due=Min("next_due_on"))
    }
    managing = Membership.objects.on(today).filter(role=Role.CASE_MANAGER, unit_id__in=units).values("user_id")
    people = User.objects.filter(Q(pk__in=managing) | Q(pk__in=list(figures))).order_by("last_name", "first_name", "pk")
    empty = {"cases": 0, "overdue": 0, "due": None}
    rows = ((person, figures.get(person.pk, empty)) for person in people)
    return [Load(person, row["cases"], row["overdue"], row["due"]) for person, row in rows]


def absences_this_week(today: date) -> QuerySet:
    """Who is away between now and Sunday, and who stands in."""
    sunday = today + timedelta(days=6 - today.weekday())
    return (
        Absence.objects.filter(first_day__lte=sunday, last_day__gte=today)
        .select_related("user", "deputy")
        .order_by("first_day", "pk")
    )


def office_of(today: date) -> Office:
    """The county's data, the staff, who is away, and how far the audit trail is sealed."""
    return Office(
        county=County.objects.first(),
        staff=User.objects.filter(is_active=True, pk__in=Membership.objects.on(today).values("user_id")).count(),
        absences=list(absences_this_week(today)[:30]),
        last_block=AuditBlock.objects.defer("event_ids", "event_hashes").order_by("-id").first(),
    )


def administrators(today: date) -> list[User]:
    """Whom to ask for a role."""
    holding = Membership.objects.on(today).filter(role=Role.ADMINISTRATOR).values("user_id")
    return list(User.objects.filter(pk__in=holding, is_active=True).order_by("last_name", "pk")[:5])
