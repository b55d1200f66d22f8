"""Appointments in the invented county: the week of those whom everybody meets, told by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from kim.casework.models import Appointment, Case, CaseConference, ConferenceParticipant
from kim.organisation.public import Agency, User, workdays

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
    """Gives how many appointments were written; one of them is a conference about Samar Haddad."""
    rows = [row for name in PEOPLE for row in _of(name, today)]
    written = Appointment.objects.bulk_create(rows)
    case = Case.objects.filter(person__given_name="Samar", person__family_name="Haddad").order_by("id").first()
    return len(written) + (_about_samar(case, today) if case is not None else 0)


def _about_samar(case: Case, today: date) -> int:
    """A conference that is planned: one agency with her consent, one that hears no name yet."""
    user = case.assigned_to
    what = (10, 90, "Fallkonferenz", "office", "Kreishaus Grevenbroich, Raum 2.14")
    appointment = _row(user, case, _day(today, 7), what)
    appointment.meets = "others"
    appointment.save()
    conference = CaseConference.objects.create(
        case=case, appointment=appointment, person_takes_part="yes", recorded_by=user,
        topics="Kurs am Vormittag und Platz in der Kita: Was lässt sich verbinden?\n"
        "Weg zur Anerkennung des Abschlusses von Samar Haddad",
    )  # fmt: skip
    same = {"conference": conference, "case": case}
    consent = case.consents.valid(today).exclude(agency=None).order_by("-given_on", "id").first()
    if consent is not None:
        ConferenceParticipant.objects.create(**same, agency_id=consent.agency_id, basis="consent", consent=consent)
    asked = Agency.objects.filter(pk__in=case.referrals.values("offer__agency")).order_by("id")
    other = asked.exclude(pk=consent.agency_id if consent else None).first()
    if other is not None:
        ConferenceParticipant.objects.create(**same, agency=other)
    colleague = User.objects.filter(username="yildiz").first()
    if colleague is not None:
        ConferenceParticipant.objects.create(**same, user=colleague)
    return 1


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
