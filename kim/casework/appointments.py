"""Reading appointments: whose day and week, what has not been closed, what speaks against a time, when the team is taken."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language

from kim.casework.access import case_for, case_to_work_in, scope_for
from kim.casework.models import Appointment, Case, Contact
from kim.casework.states import AppointmentState
from kim.organisation.public import User, workdays

FORGOTTEN_AFTER = timedelta(days=90)
_SUMS = {
    "spent": Coalesce(Sum("minutes"), 0),
    "contacts": Count("pk"),
    "timed": Count("pk", filter=Q(minutes__isnull=False)),
}


def appointment_for(user: User, pk: int, *, to_change: bool = False) -> Appointment:
    """An appointment this person may read (else 404) and, if asked, change (else 403)."""
    try:
        found = Appointment.objects.select_related("case", "enquiry", "agency", "owner", "moved_to", "contact").get(
            pk=pk
        )
    except (Appointment.DoesNotExist, OverflowError) as error:
        raise Http404 from error
    if found.case_id is not None:
        found.case = (case_to_work_in if to_change else case_for)(user, found.case_id)
    elif to_change and found.owner_id != user.pk:
        raise PermissionDenied
    return found


def midnight(day: date) -> datetime:
    """The moment this day begins here, on the days the clock is changed too."""
    return timezone.make_aware(datetime.combine(day, time.min))


def between(user: User, first: date, last: date) -> QuerySet[Appointment]:
    """What stands in the calendar of this person, and in those they stand in for, from a day to a day (both included)."""
    owners = scope_for(user).acting_for | {user.pk}
    rows = Appointment.objects.filter(owner__in=owners, starts_at__lt=midnight(last + timedelta(days=1)))
    return _with_words(rows.filter(ends_at__gt=midnight(first)).exclude(state=AppointmentState.MOVED))


def still_open(user: User, now: datetime) -> QuerySet[Appointment]:
    """Appointments that are over, and of which nobody has said what came of them."""
    owners = scope_for(user).acting_for | {user.pk}
    over = Appointment.objects.filter(owner__in=owners, state=AppointmentState.PLANNED)
    return _with_words(over.filter(ends_at__lt=now, starts_at__gt=now - FORGOTTEN_AFTER))


def in_the_way(
    user: User, owner: User, starts_at: datetime, ends_at: datetime, *, but: UUID | None = None
) -> QuerySet[Appointment]:
    """What stands in this calendar at that time, if it is one's own or of somebody one stands in for."""
    owners = scope_for(user).acting_for | {user.pk}
    rows = Appointment.objects.filter(owner=owner, owner__in=owners, starts_at__lt=ends_at, ends_at__gt=starts_at)
    return _with_words(rows.filter(state__in=(AppointmentState.PLANNED, AppointmentState.HELD)).exclude(uid=but))


def _with_words(rows: QuerySet[Appointment]) -> QuerySet[Appointment]:
    return rows.select_related("case__person", "case__assigned_to", "enquiry", "agency", "owner").order_by(
        "starts_at", "id"
    )


@dataclass(frozen=True)
class Doubts:
    """What speaks against a time: somebody is taken already, a holiday, a day off. Doubts warn, they forbid nothing."""

    taken_at: datetime | None = None
    holiday: str = ""
    weekend: bool = False

    def __bool__(self) -> bool:
        return bool(self.taken_at or self.holiday or self.weekend)


def doubts_about(owner: User, starts_at: datetime, ends_at: datetime, *, but: UUID | None = None) -> Doubts:
    """What somebody who plans should know; `but` is the appointment itself, when it moves."""
    day = timezone.localtime(starts_at).date()
    with connection.cursor() as cursor:
        cursor.execute("select kim_is_taken(%s, %s, %s, %s)", [owner.pk, starts_at, ends_at, but])
        taken_at = cursor.fetchone()[0]
    return Doubts(taken_at, workdays.holiday_name(day, language=get_language() or "de"), day.weekday() >= 5)


@dataclass(frozen=True)
class Busy:
    """A time at which somebody is taken; nothing of what for."""

    owner_id: int
    starts_at: datetime
    ends_at: datetime


def busy_times(first: date, last: date) -> list[Busy]:
    """When the people of the units one leads are taken, from a day to a day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select owner_id, starts_at, ends_at from kim_busy_times(%s, %s)",
            [midnight(first), midnight(last + timedelta(days=1))],
        )
        return [Busy(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Spent:
    """How much time went into contacts, and in how many contacts a time was noted."""

    month: date
    spent: int
    contacts: int
    timed: int


def time_by_month(user: User, months: int = 12) -> list[Spent]:
    """One's own contacts of the last months, by month; cases that have left one's sight since count too."""
    today = timezone.localdate()
    month = today.year * 12 + today.month - months
    since = date(month // 12, month % 12 + 1, 1)
    with connection.cursor() as cursor:
        cursor.execute("select month, spent, contacts, timed from kim_own_time(%s)", [since])
        return [Spent(*row) for row in cursor.fetchall()]


def time_out_of_sight(user: User, whole: Spent) -> Spent:
    """What of a month went into contacts that one does not see any more."""
    seen = _own_in(user, whole.month).aggregate(**_SUMS)
    return Spent(whole.month, *(getattr(whole, name) - seen[name] for name in ("spent", "contacts", "timed")))


def time_by_case(user: User, month: date, size: int = 100) -> list[dict[str, object]]:
    """One's own contacts of a month, by case, the most time first."""
    rows = _own_in(user, month)
    fields = ("case_id", "case__reference", "case__person__family_name", "case__person__given_name")
    return list(rows.order_by().values(*fields).annotate(**_SUMS).order_by("-spent", "-contacts", "case_id")[:size])


def _own_in(user: User, month: date) -> QuerySet[Contact]:
    year, number = divmod(month.year * 12 + month.month, 12)
    own = Contact.objects.filter(recorded_by=user).order_by()
    return own.filter(held_on__gte=month.replace(day=1), held_on__lt=date(year, number + 1, 1))


def time_of_case(case: Case) -> dict[str, int]:
    """How much time all contacts of a case took."""
    return Contact.objects.filter(case=case).aggregate(**_SUMS)
