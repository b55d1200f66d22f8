"""What the papers of the bodies share: the county's head, numbers of items, days and times in words."""

from collections.abc import Iterable
from datetime import date, time

from django.utils import timezone, translation

from kim.documents import Chart, Head, Heading, Paragraph, Report, Table
from kim.organisation.public import Body, County, logos
from kim.steering.models import AgendaItem, Ballot, Decision, Meeting

Part = Chart | Heading | Paragraph | Table


def report(body: Body | None, title: str, parts: Iterable[Part], *, subtitle: str = "", author: str = "") -> Report:
    """These parts on the county's paper, signed by the body."""
    county, logo = County.objects.first(), logos.county_logo()
    head = Head(
        county=county.name if county else "", unit=body.name if body else "Kommunales Integrationsmanagement",
        colour=county.brand_colour if county else "", logo=logo.content if logo else None,
        logo_alt=logo.alt if logo else "",
    )  # fmt: skip
    return Report(head=head, title=title, subtitle=subtitle, author=author, on=timezone.localdate(), parts=tuple(parts))


def german_day(day: date | None) -> str:
    """22.11.2026"""
    return f"{day:%d.%m.%Y}" if day else ""


def clock(at: time | None) -> str:
    """17.40 Uhr"""
    return f"{at:%H.%M} Uhr" if at else ""


def when_and_where(meeting: Meeting) -> str:
    """Day, time and place of a meeting in one line."""
    hours = (
        f"{clock(meeting.starts)} bis {clock(meeting.ends)}"
        if meeting.starts and meeting.ends
        else clock(meeting.starts)
    )
    return ", ".join(part for part in (german_day(meeting.held_on), hours, meeting.place) if part)


def numbered(items: Iterable[AgendaItem]) -> list[tuple[str, AgendaItem]]:
    """Items in their order with the numbers that a reader sees: 3, 3.1, 3.2, 4."""
    listed = list(items)
    found: list[tuple[str, AgendaItem]] = []
    for number, top in enumerate((each for each in listed if each.parent_id is None), start=1):
        found.append((str(number), top))
        below = [each for each in listed if each.parent_id == top.pk]
        found += [(f"{number}.{place}", each) for place, each in enumerate(below, start=1)]
    return found


def title_of(item: AgendaItem) -> str:
    """The item's title, with a word where it is not public."""
    return f"{item.title} (nicht öffentlich)" if item.internal else item.title


def result_of(ballot: Ballot) -> str:
    """How a vote went, in words."""
    if ballot.consensus:
        words = "Im Konsens angenommen." if ballot.carried else "Kein Konsens."
    else:
        counted = f"{ballot.in_favour} Ja, {ballot.against} Nein, {ballot.abstained} Enthaltung{'' if ballot.abstained == 1 else 'en'}"
        words = f"{'Angenommen' if ballot.carried else 'Abgelehnt'} mit {counted}."
    secret = " Die Abstimmung war geheim." if ballot.secret else ""
    dissent = f" Abweichende Meinung: {ballot.dissent}" if ballot.dissent else ""
    return f"{words}{secret}{dissent}"


def outcome_of(decision: Decision) -> str:
    """The outcome in German, whoever looks."""
    with translation.override("de"):
        return str(decision.get_outcome_display())


def wording_now(decision: Decision) -> str:
    """The wording as it stands, with its last amendment."""
    amended = list(decision.amendments.all())
    return amended[-1].wording if amended else decision.wording
