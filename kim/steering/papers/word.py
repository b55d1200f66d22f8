"""The same papers for the county's own Word files: values for their fields, in German."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone, translation

from kim.documents import Paragraph
from kim.organisation.public import Agency, Body, County
from kim.steering.models import AgendaItem, Decision, Meeting, Presence, Proposal
from kim.steering.papers.minutes import item_parts, items_of, standing_of_minutes
from kim.steering.papers.points import point_lines
from kim.steering.papers.proposal import advice_lines, from_whom
from kim.steering.papers.shared import clock, german_day, numbered, outcome_of, title_of, wording_now

Values = dict[str, str | Sequence[str]]
THERE = (Presence.PRESENT, Presence.ONLINE)


def invitation_values(meeting: Meeting, *, papers: Iterable[str], invited: Iterable[str]) -> Values:
    """What an invitation can say; the titles of papers and who is invited come along."""
    listed = numbered(meeting.items.select_related("proposal"))
    return _of_meeting(meeting) | {
        "begruessung": meeting.opening, "tagesordnung": [_item_line(number, each) for number, each in listed],
        "erlaeuterungen": [f"Zu {number}: {each}" for number, item in listed for each in _about(item)],
        "offene_punkte": [each.sentence for each in point_lines(meeting)],
        "unterlagen": list(papers), "sitze": list(invited),
    }  # fmt: skip


def minutes_values(meeting: Meeting) -> Values:
    """What the minutes can say, item by item."""
    there, away = _attendance(meeting)
    lost = meeting.quorum_lost_at
    return _of_meeting(meeting) | {
        "stand": standing_of_minutes(meeting), "begruessung": "", "anwesend": there, "abwesend": away,
        "beschlussfaehigkeit": f"Ab {clock(lost)} nicht mehr beschlussfähig." if lost else "",
        "niederschrift": [_record(number, item) for number, item in numbered(items_of(meeting, inside=True))],
        "beschluesse": [decision_line(each) for each in meeting.decisions.order_by("pk").prefetch_related("amendments")],
        "offene_punkte": [each.sentence for each in point_lines(meeting)],
    }  # fmt: skip


def proposal_values(proposal: Proposal) -> Values:
    """What a proposal can say."""
    return _of_county(proposal.to_body) | {
        "nummer": proposal.number, "titel": proposal.title, "von": from_whom(proposal),
        "eingereicht_am": german_day(proposal.submitted_on), "thema": str(proposal.topic or ""),
        "beschlussvorschlag": proposal.wording, "begruendung": proposal.reasons, "alternativen": proposal.options,
        "kosten": proposal.cost, "zustaendig": [str(each) for each in proposal.agencies.all()],
        "empfehlungen": advice_lines(proposal),
    }  # fmt: skip


def year_values(decisions: Iterable[Decision], year: int) -> Values:
    """The decisions of a year."""
    return _of_county(None) | {"jahr": str(year), "beschluesse": [decision_line(each) for each in decisions]}


def extract_values(decisions: Iterable[Decision], agency: Agency, since: date | None) -> Values:
    """What concerns one agency, and its work orders."""
    listed = list(decisions)
    with translation.override("de"):
        orders = [
            f"{order.what}, bis {german_day(order.due_on)}: {order.get_state_display()}"
            for each in listed
            for order in each.orders.all()
            if order.agency_id == agency.pk
        ]
    return _of_county(None) | {
        "stelle": agency.name, "seit": german_day(since), "beschluesse": [decision_line(each) for each in listed],
        "auftraege": orders,
    }  # fmt: skip


def decision_line(decision: Decision) -> str:
    """Number, day, wording and outcome in one line."""
    day, outcome = german_day(decision.decided_on), outcome_of(decision)
    return f"{decision.number} vom {day}: {decision.title}. {wording_now(decision)} ({outcome})"


def _of_county(body: Body | None) -> Values:
    county = County.objects.first()
    return {
        "kreis": county.name if county else "", "datum": german_day(timezone.localdate()),
        "gremium": body.name if body else "",
    }  # fmt: skip


def _of_meeting(meeting: Meeting) -> Values:
    return _of_county(meeting.body) | {
        "sitzung": meeting.title, "nummer": str(meeting.number), "tag": german_day(meeting.held_on),
        "beginn": clock(meeting.starts), "ende": clock(meeting.ends), "ort": meeting.place, "video": meeting.link,
        "vorsitz": meeting.chair, "protokoll": meeting.minute_taker,
    }  # fmt: skip


def _item_line(number: str, item: AgendaItem) -> str:
    with translation.override("de"):
        what = [str(item.get_kind_display()), f"{item.minutes} Min." if item.minutes else "", item.presenter]
    return f"{number} {title_of(item)} ({', '.join(part for part in what if part)})"


def _about(item: AgendaItem) -> list[str]:
    proposal = item.proposal
    return [text for text in (item.text, proposal and f"Vorschlag {proposal.number}: {proposal.wording}") if text]


def _record(number: str, item: AgendaItem) -> str:
    said = [part.text for part in item_parts(item) if isinstance(part, Paragraph)]
    return "\n".join([f"{number} {title_of(item)}", *said])


def _attendance(meeting: Meeting) -> tuple[list[str], list[str]]:
    """Who was there, and who was not, each with the seat."""
    there, away = [], []
    with translation.override("de"):
        for each in meeting.attendances.select_related("seat"):
            name = f"{each.seat.name if each.seat else 'Gast'}: {each.name}"
            if each.presence in THERE:
                there.append(name)
            else:
                away.append(f"{name}, {Presence(each.presence).label}")
    return there, away
