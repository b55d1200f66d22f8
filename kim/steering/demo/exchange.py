"""The invented exchange of the three foreigners offices: fixed items, agreements looked at again, open points with their history."""

from datetime import date, timedelta

from kim.organisation.public import Body, BodyLevel
from kim.steering.actions.meetings import due_anyway
from kim.steering.actions.standing_items import months_later
from kim.steering.demo.bodies import EXCHANGE_SINCE
from kim.steering.demo.sittings import INVENTED, invented, item, there, workday
from kim.steering.models import (
    AgendaItem,
    BodyAct,
    BodyRecord,
    ItemKind,
    Meeting,
    OpenPoint,
    PointNote,
    Seat,
    StandingItem,
    StandingKind,
)
from kim.steering.states import MeetingState

# what was agreed, how many months ago, looked at every so many months
AGREEMENTS = (
    ("Ansprechpersonen für das Case Management", "Jede Behörde benennt eine Person und eine Vertretung und meldet jeden Wechsel.", 14, 12),
    ("Auskunft über Laufzeiten", "Die drei Behörden nennen jedes Vierteljahr, wie lange Anträge im Mittel dauern. Nur Zahlen.", 3, 6),
)  # fmt: skip


def demo_exchange(bodies: dict[BodyLevel, Body], today: date) -> None:
    """One meeting that was held, the next one with its agenda, two agreements, four open points and one that is settled."""
    body = bodies[BodyLevel.EXCHANGE]
    BodyRecord.objects.create(
        body=body, act=BodyAct.SET_UP, happened_on=EXCHANGE_SINCE, reference=f"Lenkungsgruppe {INVENTED}",
        mandate="Stimmt die Arbeit der Ausländerbehörden mit Baustein 1 und 2 ab.",
    )  # fmt: skip
    held = _held(body, workday(today - timedelta(days=21)))
    _points(body, bodies[BodyLevel.STRUCTURE], held)
    ahead = invented(
        body, 2, workday(today + timedelta(days=45)), MeetingState.PLANNED, title="2. Austausch der Ausländerbehörden"
    )
    for place, fields in enumerate(due_anyway(ahead), start=1):
        AgendaItem.objects.create(meeting=ahead, position=place, **fields)


def _held(body: Body, day: date) -> Meeting:
    held = invented(
        body, 1, day, MeetingState.MINUTES_OUT, title="1. Austausch der Ausländerbehörden",
        minutes_out_on=workday(day + timedelta(days=4)),
    )  # fmt: skip
    there(held, {})
    for each in StandingItem.objects.filter(body=body):
        item(held, each.position, ItemKind.STANDING, each.title, minutes=each.minutes, standing=each,
             record="Die drei Behörden berichten. (Erfundene Niederschrift.)")  # fmt: skip
    last = StandingItem.objects.filter(body=body).count()
    for place, (title, text, ago, months) in enumerate(AGREEMENTS, start=last + 1):
        StandingItem.objects.create(
            body=body, position=place, kind=StandingKind.AGREEMENT, title=title, text=f"{text} {INVENTED}",
            agreed_on=workday(months_later(day, -ago)), every_months=months,
        )  # fmt: skip
    return held


def _points(body: Body, working_group: Body, held: Meeting) -> None:
    day, seats = held.held_on, {seat.name.split()[-1]: seat for seat in Seat.objects.filter(body=body)}
    dormagen, neuss = seats.get("Dormagen"), seats.get("Neuss")
    card = _point(body, held, "Einheitliche Bescheinigung für die Zeit bis zur neuen Karte", 70, seat=dormagen)
    _say(card, held, "Dormagen legt ein Muster vor; der Kreis und Neuss prüfen es.")
    late = _point(
        body,
        held,
        "Gemeinsames Merkblatt zum Antrag auf Einbürgerung",
        14,
        opened=day - timedelta(days=120),
        seat=neuss,
    )
    _say(late, None, "Der Entwurf liegt in Neuss, die Übersetzungen fehlen.", day - timedelta(days=60))
    _say(late, held, "Neuss bittet um Aufschub, neuer Tag vereinbart.")
    _point(body, held, "Wer bei einem Umzug in eine andere Kommune die Akte abgibt", 100, owner_body=working_group)
    _point(body, held, "Sprechzeiten für das Case Management ohne Wartenummer", 49, owner="Leitungen der drei Behörden")
    done = _point(
        body,
        held,
        "Ansprechperson für das Case Management in jeder Behörde",
        0,
        opened=day - timedelta(days=90),
        seat=neuss,
    )
    result = "Jede Behörde hat eine Person und eine Vertretung benannt. (Erfunden.)"
    _say(done, held, result)
    OpenPoint.objects.filter(pk=done.pk).update(closed_in=held, closed_on=day, result=result)


def _point(body: Body, held: Meeting, title: str, days: int, opened: date | None = None, **owner: object) -> OpenPoint:
    return OpenPoint.objects.create(
        body=body, title=title, due_on=held.held_on + timedelta(days=days), opened_on=opened or held.held_on,
        opened_in=None if opened else held, **owner,
    )  # fmt: skip


def _say(point: OpenPoint, held: Meeting | None, text: str, on: date | None = None) -> None:
    day = on or (held.held_on if held else point.opened_on)
    PointNote.objects.create(point=point, meeting=held, noted_on=day, text=text, due_on=point.due_on)
