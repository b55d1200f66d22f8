"""A meeting as a file that calendars read: day, time, place and title, nothing about topics."""

from datetime import datetime, time, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vText

from kim.steering.models import Meeting
from kim.steering.states import MeetingState

BERLIN = ZoneInfo("Europe/Berlin")
LONGEST = timedelta(hours=2)  # assumed where nobody said when it ends


def calendar_file(meeting: Meeting) -> bytes:
    """The iCalendar file (RFC 5545) to take along; its sequence counts up with every move, so calendars replace the earlier one."""
    return _file(meeting, "PUBLISH", _event(meeting))


def request_file(meeting: Meeting, *, name: str, email: str) -> bytes:
    """The same as a mail asks for it (RFC 5546): to one person, for none of the others is named; a cancellation takes it away again."""
    event = _event(meeting)
    organizer = _address("KIM", parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    attendee = _address(name, email)
    attendee.params["ROLE"], attendee.params["PARTSTAT"], attendee.params["RSVP"] = (
        vText("REQ-PARTICIPANT"), vText("NEEDS-ACTION"), vText("FALSE"),
    )  # fmt: skip
    event.add("organizer", organizer)
    event.add("attendee", attendee)
    return _file(meeting, method_of(meeting), event)


def method_of(meeting: Meeting) -> str:
    """What the mail does to a calendar."""
    return "CANCEL" if meeting.state == MeetingState.CANCELLED else "REQUEST"


def _event(meeting: Meeting) -> Event:
    event = Event()
    event.add("uid", f"{meeting.uid}@{_host()}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", timezone.now())
    event.add("summary", vText(meeting.title))
    if meeting.starts:
        start = datetime.combine(meeting.held_on, meeting.starts, BERLIN)
        ends: time | None = meeting.ends
        event.add("dtstart", start)
        event.add("dtend", datetime.combine(meeting.held_on, ends, BERLIN) if ends else start + LONGEST)
    else:
        event.add("dtstart", meeting.held_on)
    event.add("location", vText(", ".join(part for part in (meeting.place, meeting.link) if part)))
    event.add("status", "CANCELLED" if meeting.state == MeetingState.CANCELLED else "CONFIRMED")
    return event


def _address(name: str, email: str) -> vCalAddress:
    """A quotation mark cannot stand in the parameter (RFC 5545, 3.2)."""
    address = vCalAddress(f"mailto:{email}")
    address.params["CN"] = vText(name.replace('"', "'"))
    return address


def _file(meeting: Meeting, method: str, event: Event) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//KIM//DE")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _host() -> str:
    return settings.KIM_ADDRESS.split("//", 1)[-1].split("/", 1)[0].split(":", 1)[0] or "kim"
