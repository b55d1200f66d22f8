"""What an officer's day asks for first: what is late in their applications, what nobody looks after yet, who comes next."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from kim.naturalisation.access import applications_for
from kim.naturalisation.models import Application, AuthorityEnquiry, Booking, BookingState, MissingDocument
from kim.naturalisation.models.application import three_months_after, three_months_before
from kim.naturalisation.states import BEFORE_SUBMITTING, RUNNING
from kim.organisation.public import User

LOOK_AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class Late:
    """Something of an application whose day is past."""

    application: Application
    day: date
    document: str = ""
    authority: str = ""


def late_of(user: User, today: date) -> list[Late]:
    """Everything late in the applications somebody looks after and in those nobody does, the oldest first: three queries."""
    mine = _in_charge(user)
    documents = MissingDocument.objects.filter(application__in=mine, settled_on=None, due_on__lt=today)
    answers = AuthorityEnquiry.objects.filter(application__in=mine, answered_on=None, due_on__lt=today)
    waiting = mine.filter(decided_on=None, submitted_on__lt=three_months_before(today)).exclude(
        stage__in=BEFORE_SUBMITTING
    )
    found = [Late(each.application, each.due_on, document=str(each)) for each in _whole(documents)]
    found += [Late(each.application, each.due_on, authority=str(each)) for each in _whole(answers)]
    submitted = [(row, row.submitted_on) for row in waiting.prefetch_related("applicants")]
    found += [Late(row, three_months_after(day)) for row, day in submitted if day is not None]
    return sorted(found, key=lambda each: (each.day, each.application.pk))


def unattended_in(user: User) -> list[Application]:
    """Applications of the own office that nobody looks after, the newest first, as those that came from advice: two queries."""
    rows = applications_for(user).filter(caretaker=None, stage__in=RUNNING)
    return list(rows.prefetch_related("applicants").order_by("-stage_since", "-pk"))


def coming_to(user: User, today: date) -> list[Booking]:
    """The appointments of the next days in the applications somebody looks after and in those nobody does."""
    ahead = Booking.objects.filter(
        application__in=_in_charge(user), state=BookingState.BOOKED, on__gte=today, on__lte=today + LOOK_AHEAD
    )
    return list(_whole(ahead).order_by("on", "pk"))


def _in_charge(user: User) -> QuerySet[Application]:
    return applications_for(user).filter(Q(caretaker=user) | Q(caretaker=None), stage__in=RUNNING)


def _whole(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("application").prefetch_related("application__applicants")
