"""Appointments in the invented county: the week of those whom everybody meets, told by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from kim.casework.models import Appointment, Case
from kim.organisation.public import User, workdays

PEOPLE = ("brandes", "yildiz")
OFFICE = "Kreishaus Grevenbroich, Raum 1.07"
# Working days from today, hour, minutes, what it is about, place, address, interpreter, language.
_WEEK: tuple[tuple[int, int, int, str, str, str, str, str], ...] = (
    (-1, 10, 60, "Bescheid des Jobcenters durchgehen", "office", OFFICE, "not_needed", ""),
    (0, 11, 45, "Zielvereinbarung unterschreiben", "home", "", "booked", "ar"),
    (0, 14, 60, "Erstberatung, zweiter Teil", "office", OFFICE, "open", "kmr"),
    (1, 9, 30, "Unterlagen für die Verlängerung", "office", OFFICE, "not_needed", ""),
    (2, 10, 90, "Gespräch in der Kita", "agency", "Kita Regenbogen", "not_needed", ""),
    (4, 13, 30, "Rückfrage zum Kurs", "phone", "", "not_needed", ""),
    (6, 9, 60, "Zwischenstand der Ziele", "office", OFFICE, "not_needed", ""),
)


def write(today: date) -> int:
    """Gives how many appointments were written."""
    rows = [row for name in PEOPLE for row in _of(name, today)]
    return len(Appointment.objects.bulk_create(rows))


def _of(name: str, today: date) -> Iterator[Appointment]:
    user = User.objects.filter(username=name).first()
    if user is None:
        return
    yield _row(
        user, None, _day(today, 0), (8, 30, "Teamrunde Case Management", "office", "Kreishaus Grevenbroich, Raum 2.14")
    )
    yield _row(
        user, None, _day(today, 3), (15, 120, "Sprechstunde im Stadtteilbüro", "other", "Stadtteilbüro Südstadt")
    )
    running = Case.objects.running().filter(assigned_to=user).order_by("id")
    samar = running.filter(person__given_name="Samar", person__family_name="Haddad").first()
    others = list(running.exclude(pk=samar.pk if samar else None)[: len(_WEEK)])
    for place, (case, planned) in enumerate(zip(others, _WEEK, strict=False)):
        ahead, *rest, interpreter, language = planned
        of = samar if samar is not None and place == 1 else case
        yield _row(user, of, _day(today, ahead), tuple(rest), interpreter=interpreter, interpreter_language=language)


def _row(user: User, case: Case | None, day: date, what: Any, **more: Any) -> Appointment:
    hour, minutes, about, place_kind, place = what
    starts = timezone.make_aware(datetime.combine(day, time(hour)))
    return Appointment(
        case=case, owner=user, starts_at=starts, ends_at=starts + timedelta(minutes=minutes), about=about,
        meets="household" if place_kind == "home" else "person" if case else "others", place_kind=place_kind, place=place,
        recorded_by=user, **more,
    )  # fmt: skip


def _day(today: date, ahead: int) -> date:
    """So many working days on or back; today itself on any day."""
    day, step = today, 1 if ahead > 0 else -1
    for _ in range(abs(ahead)):
        day += timedelta(days=step)
        while not workdays.is_workday(day):
            day += timedelta(days=step)
    return day
