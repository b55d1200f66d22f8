"""Appointments of a case: some that are over, for most open ones another to come; nobody is in two places at once."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from kim.casework.demo.desk import between, pick, weighted
from kim.casework.demo.rows import Appointment
from kim.casework.demo.story import Story

HERE = ZoneInfo("Europe/Berlin")
# When on a day, and for how many minutes; the week around today keeps room for what is told by hand.
SLOTS = tuple(
    (time(h, m), length) for h, m, length in ((12, 45, 30), (8, 0, 30), (16, 0, 45), (10, 0, 60), (14, 0, 60))
)
NEAR, NEAR_SLOTS = 10, 3
BACK, AHEAD = 150, 35
ABOUT = {
    "access": ("Kennenlernen", "Was KIM tun kann"),
    "first_advice": ("Erstberatung", "Erstberatung, zweiter Teil"),
    "assessment": ("Bestandsaufnahme", "Unterlagen durchgehen"),
    "goal_agreement": ("Ziele besprechen", "Zielvereinbarung"),
    "service_steering": ("Rückfrage zum Kurs", "Termin mit dem Jobcenter vorbereiten", "Antrag ausfüllen"),
    "monitoring": ("Zwischenstand der Ziele", "Wie es weitergeht"),
    "re_assessment": ("Erneute Bestandsaufnahme",),
    "closed": ("Abschlussgespräch",),
}
PLACES = ((0.62, "office"), (0.16, "phone"), (0.12, "home"), (0.1, "agency"))
ENDED = (
    (0.82, ("held", "")),
    (0.09, ("not_attended", "")),
    (0.06, ("cancelled", "person")),
    (0.03, ("cancelled", "us")),
)


def tell(story: Story) -> None:
    """One or two appointments of the last months and, while the case runs, perhaps one to come."""
    luck = Random(story.case * 6_007 + 5)
    first = max(story.opened, story.chapters[-1].until(story.today) - BACK)
    last = story.chapters[-1].start if story.is_closed else story.today - 1
    days = [
        story.desk.calendar.work(between(luck, first, last)) for _each in range(between(luck, 1, 2)) if last > first
    ]
    if not story.is_closed and luck.random() < 0.6:
        days.append(story.desk.calendar.next_work(story.today + between(luck, 0, AHEAD)))
    for day in sorted(set(days)):
        if row := _row(story, luck, max(day, story.opened)):
            story.rows.append(row)


def _row(story: Story, luck: Random, day: int) -> Appointment | None:
    slot = _free(story, day)
    if slot is None:
        return None
    begins, minutes = SLOTS[slot]
    starts = datetime.combine(story.day(day), begins, HERE)
    kind = weighted(luck, PLACES)
    state, by = weighted(luck, ENDED) if day < story.today else ("planned", "")
    booked = (
        "not_needed" if not story.interpreter else "booked" if day < story.today else pick(luck, ("booked", "open"))
    )
    phase = next((c.phase for c in reversed(story.chapters) if c.start <= day), story.phase)
    known = max(story.opened, min(day - between(luck, 3, 20), story.today))
    return Appointment(
        story.case, story.manager.ref, starts, starts + timedelta(minutes=minutes), pick(luck, ABOUT[phase]),
        "household" if kind == "home" else "person", kind, "Beratungsraum 2" if kind == "office" else "", booked,
        story.language if booked != "not_needed" else "", state, by, UUID(int=luck.getrandbits(128), version=4),
        story.manager.ref, story.desk.calendar.moment(known),
    )  # fmt: skip


def _free(story: Story, day: int) -> int | None:
    """The next slot of the day in the calendar of whoever is responsible; nothing when the day is full."""
    taken = story.desk.taken.get((story.manager.ref, day), 0)
    if taken >= (NEAR_SLOTS if abs(day - story.today) <= NEAR else len(SLOTS)):
        return None
    story.desk.taken[story.manager.ref, day] = taken + 1
    return taken
