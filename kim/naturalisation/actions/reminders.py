"""What is late or near in a naturalisation office, told to whoever is in charge, or to the whole office where nobody is."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from kim.naturalisation.models import (
    ApplicantChange,
    Application,
    AuthorityEnquiry,
    Booking,
    BookingState,
    ChangeKind,
    MissingDocument,
)
from kim.naturalisation.models.application import three_months_before
from kim.naturalisation.states import BEFORE_SUBMITTING, RUNNING
from kim.organisation.public import Membership, Permission, Role, User, workdays
from kim.privacy.public import Scope, open_scope
from kim.workbench.public import notices

# What has been late for longer stands in the worklist; a notice about it would be no news.
LOOK_BACK = timedelta(days=7)
BEFORE_THREE_MONTHS = timedelta(days=14)
OFFICERS = [role for role in Role if Permission.NATURALISE in role.permissions]


def remind_due(today: date) -> int:
    """The morning round, each officer out of what they may see; gives to how many. Twice tells nothing new."""
    with open_scope(Scope(name="notices")):
        rows = Membership.objects.on(today).filter(role__in=OFFICERS, user__is_active=True).values_list("user", "unit")
        offices: dict[int, set[int]] = {}
        for user, unit in rows:
            offices.setdefault(unit, set()).add(user)
        people = list(User.objects.filter(pk__in={user for users in offices.values() for user in users}).order_by("pk"))
    for person in people:
        with open_scope(Scope(name="notices", user_id=person.pk)):
            _tell(person, offices, today)
    return len(people)


def _tell(person: User, offices: dict[int, set[int]], today: date) -> None:
    """Of the own applications, and of those that nobody of their office looks after any more."""
    mine = Q(pk__in=[])
    for unit, officers in offices.items():
        if person.pk in officers:
            mine |= Q(unit=unit) & (Q(caretaker=person) | Q(caretaker=None) | ~Q(caretaker__in=officers))
    own = Application.objects.filter(mine, stage__in=RUNNING)
    _late(person, "application_document_late", MissingDocument, Q(settled_on=None), own, today)
    _late(person, "application_answer_late", AuthorityEnquiry, Q(answered_on=None), own, today)
    _three_months(person, own, today)
    _joined(person, own, today)
    _coming(person, own, today)


def _late(
    person: User, kind: str, model: type[models.Model], still_open: Q, own: QuerySet[Application], today: date
) -> None:
    rows: QuerySet[Any] = model._default_manager.filter(
        still_open, application__in=own, due_on__lt=today, due_on__gte=today - LOOK_BACK
    )
    for row in rows.select_related("application").order_by("due_on", "pk"):
        _one(person, kind, row.application, row.due_on, f"{row.pk}:{row.due_on}")


def _three_months(person: User, own: QuerySet[Application], today: date) -> None:
    """Two weeks before an action for failure to act becomes admissible (§ 75 VwGO)."""
    waiting = own.filter(decided_on=None, submitted_on__lte=three_months_before(today + BEFORE_THREE_MONTHS))
    waiting = waiting.filter(submitted_on__gte=three_months_before(today) - LOOK_BACK)
    for row in waiting.exclude(stage__in=BEFORE_SUBMITTING).order_by("submitted_on", "pk"):
        day = row.three_months_end
        _one(person, "application_three_months", row, day, f"{row.pk}:{day}")


def _joined(person: User, own: QuerySet[Application], today: date) -> None:
    """Children who came from advice to an application that was here already."""
    rows = ApplicantChange.objects.filter(
        application__in=own,
        kind=ChangeKind.ADDED,
        applicant__receipt__isnull=False,
        recorded_at__date__gte=today - LOOK_BACK,
    )
    for row in rows.select_related("application").order_by("pk"):
        _one(person, "application_joined", row.application, None, f"{row.pk}")


def _coming(person: User, own: QuerySet[Application], today: date) -> None:
    """Appointments of the next workday, so that their files can be laid ready."""
    day = today + timedelta(days=1)
    while not workdays.is_workday(day):
        day += timedelta(days=1)
    rows = Booking.objects.filter(state=BookingState.BOOKED, on__gt=today, on__lte=day, application__in=own)
    for row in rows.select_related("application").order_by("on", "pk"):
        _one(person, "application_appointment", row.application, row.on, f"{row.pk}:{row.on}")


def _one(person: User, kind: str, row: Application, day: date | None, once: str) -> None:
    notices.tell(recipient=person, kind=kind, target=row, day=day, once=once)
