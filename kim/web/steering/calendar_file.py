"""A meeting as a file that calendars read: day, time, place and title, nothing about topics."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from icalendar import Calendar, Event, vText

from kim.steering.public import Meeting, MeetingState

BERLIN = ZoneInfo("Europe/Berlin")


def invitation(meeting: Meeting, *, host: str) -> bytes:
    """The iCalendar file (RFC 5545); its sequence counts up with every move, so calendars replace the earlier one."""
    calendar = Calendar()
    calendar.add("prodid", "-//KIM//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{meeting.uid}@{host}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", timezone.now())
    event.add("summary", vText(meeting.title))
    if meeting.starts:
        start = datetime.combine(meeting.held_on, meeting.starts, BERLIN)
        event.add("dtstart", start)
        ends: time | None = meeting.ends
        event.add("dtend", datetime.combine(meeting.held_on, ends, BERLIN) if ends else start + timedelta(hours=2))
    else:
        event.add("dtstart", meeting.held_on)
    event.add("location", vText(", ".join(part for part in (meeting.place, meeting.link) if part)))
    event.add("status", "CANCELLED" if meeting.state == MeetingState.CANCELLED else "CONFIRMED")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()
