"""Appointments in words, for lists, rows and the start page."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kim.casework.public import Appointment, ContactPlace, InterpreterBooking, Meets, states
from kim.organisation.public import User
from kim.web.forms import language_name
from kim.web.templatetags.kim import clock

Words = dict[str, Any]
State = states.AppointmentState
TONES = {State.HELD: "good", State.NOT_ATTENDED: "warn", State.CANCELLED: "none", State.MOVED: "none"}


def appointment_words(row: Appointment, user: User, now: datetime | None = None) -> Words:
    """What a list shows of one appointment."""
    now = now or timezone.now()
    label, tone = state_words(row, now)
    return {
        "row": row, "title": title_of(row), "native": _native(row), "url": reverse("casework:appointment_detail", args=[row.pk]),
        "when": clock(row.starts_at), "length": length_of(row), "until": clock(row.ends_at), "where": where_of(row),
        "about": row.about, "label": label, "tone": tone, "past": row.ends_at < now,
        "for": "" if row.owner_id == user.pk else str(row.owner), "day": timezone.localtime(row.starts_at).date(),
        "is_off": row.state in (State.CANCELLED, State.MOVED), "forgotten": row.is_planned and row.ends_at < now,
        "note_url": note_url(row), "now": "",
    }  # fmt: skip


def title_of(row: Appointment) -> str:
    """Whom or what it is with: the person, their household, else what it is."""
    if row.case is not None:
        name = row.case.person.full_name
        return _("Household %(name)s") % {"name": row.case.person.family_name} if row.meets == Meets.HOUSEHOLD else name
    if row.enquiry is not None:
        return f"{row.enquiry.given_name} {row.enquiry.family_name}".strip() or row.enquiry.description or _("Enquiry")
    return row.about


def _native(row: Appointment) -> tuple[str, str]:
    if row.case is None or row.meets == Meets.HOUSEHOLD:
        return "", ""
    return row.case.person.name_original, row.case.person.name_original_language


def where_of(row: Appointment) -> str:
    """Kreishaus Grevenbroich, room 1.07; at the person's home; what kind of place it is where no other word is known."""
    if row.place_kind in (ContactPlace.HOME, ContactPlace.PHONE):
        return capfirst(", ".join(part for part in (str(ContactPlace(row.place_kind).label), row.place) if part))
    known = row.place or (row.agency.name if row.agency else "")
    return known or capfirst(str(ContactPlace(row.place_kind).label))


def interpreter_of(row: Appointment) -> str:
    """Interpreter booked: Arabic; or nothing."""
    if row.interpreter == InterpreterBooking.NOT_NEEDED:
        return ""
    said = _("Interpreter booked") if row.interpreter == InterpreterBooking.BOOKED else _("Interpreter open")
    return f"{said}: {language_name(row.interpreter_language)}" if row.interpreter_language else said


def state_words(row: Appointment, now: datetime) -> tuple[str, str]:
    """The exception in words with its tone; what is normal is not said."""
    if row.is_planned and row.ends_at < now:
        return _("not settled yet"), "warn"
    if row.is_planned:
        interpreter = interpreter_of(row)
        return interpreter, "warn" if row.interpreter == InterpreterBooking.OPEN else "good"
    label = str(State(row.state).label)
    if row.state == State.CANCELLED:
        label = f"{label} {row.get_called_off_by_display()}"
    return label, TONES[State(row.state)]


def length_of(row: Appointment) -> str:
    """60 min, or 2 h 30."""
    minutes = int((row.ends_at - row.starts_at).total_seconds() // 60)
    return f"{minutes} min" if minutes < 120 else spent(minutes)


def spent(minutes: int) -> str:
    """Minutes as hours and minutes: 6 h 20."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def note_url(row: Appointment) -> str:
    """Where its note is written, once it has begun; empty where there is one, or no case."""
    if row.case is None or row.case.is_closed or row.contact_id or row.starts_at > timezone.now():
        return ""
    if row.state not in (State.PLANNED, State.HELD):
        return ""
    return f"{reverse('casework:contact_full', args=[row.case_id])}?termin={row.pk}"


def days_of(rows: Iterable[Words], first: date, number: int) -> list[Words]:
    """The rows under their days, empty days too."""
    by_day: dict[date, list[Words]] = {first + timedelta(days=n): [] for n in range(number)}
    for row in rows:
        if row["day"] in by_day:
            by_day[row["day"]].append(row)
    return [
        {"day": day, "label": date_format(day, "D"), "rows": found, "is_today": day == timezone.localdate()}
        for day, found in by_day.items()
    ]


def long_when(row: Appointment) -> str:
    """Mo 23.11.2026, 10:00 bis 11:00"""
    start = timezone.localtime(row.starts_at)
    day = f"{date_format(start, 'D')} {start:%d.%m.%Y}"
    return _("%(day)s, %(start)s to %(end)s") % {"day": day, "start": clock(row.starts_at), "end": clock(row.ends_at)}
