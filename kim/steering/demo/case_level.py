"""The invented working group on case level: it meets every two months, as the steering group decided, and has met once since."""

from datetime import time, timedelta

from kim.organisation.public import Body
from kim.steering.demo.sittings import INVENTED, invented, item, meeting, there, workday
from kim.steering.models import ItemKind, Meeting, MeetingSeries, OpenPoint, PointNote, Presence, Seat, Topic
from kim.steering.rhythm import Rhythm, days
from kim.steering.states import MeetingState, TopicState

HOURS = {"starts": time(14), "ends": time(16), "place": "Rathaus Kaarst, Raum 104 (erfunden)"}


def demo_case_level(body: Body) -> None:
    """A meeting that was held, two open points of it, and the next ones; the first of those with its agenda. As owner."""
    topic = Topic.objects.filter(state=TopicState.CASE_LEVEL).order_by("pk").first()
    if topic is None:
        return
    held = _held(body, topic)
    _points(body, held, topic)
    ahead = _series(held)
    item(ahead, 1, ItemKind.MINUTES, f"Niederschrift genehmigen: {held.title}", minutes=5, minutes_of=held)
    item(ahead, 2, ItemKind.DISCUSSION, topic.title, minutes=45, topic=topic,
         text="Die Gemeinden nennen, wer Schulplätze vergibt und wie lange es dauert. Bitte keine Fälle.")  # fmt: skip
    item(ahead, 3, ItemKind.INFORMATION, "Was im Case Management wiederkehrt", minutes=30)


def _held(body: Body, topic: Topic) -> Meeting:
    held = invented(
        body, 1, workday(topic.state_since), MeetingState.MINUTES_OUT, title="1. Sitzung der AG auf Fallebene",
        minutes_out_on=workday(topic.state_since + timedelta(days=7)), **HOURS,
    )  # fmt: skip
    there(held, {2: Presence.EXCUSED, 6: Presence.ONLINE})
    item(held, 1, ItemKind.DISCUSSION, topic.title, minutes=45, topic=topic,
         record="Wer im Schuljahr kommt, wartet in fünf Kommunen länger als sechs Wochen. Die AG fragt nach, warum.")  # fmt: skip
    item(held, 2, ItemKind.INFORMATION, "Was im Case Management wiederkehrt", minutes=30,
         record="Die Leitung berichtet in Zahlen. Dolmetschen beim Arzt bleibt das häufigste Thema. (Erfunden.)")  # fmt: skip
    return held


def _points(body: Body, held: Meeting, topic: Topic) -> None:
    """One each for Meerbusch and Kaarst."""
    seats = {seat.name.split()[-1]: seat for seat in Seat.objects.filter(body=body)}
    for town, title, weeks in (
        ("Meerbusch", "Wer in Meerbusch Schulplätze im laufenden Schuljahr vergibt", 4),
        ("Kaarst", "Merkblatt der Stadt Kaarst zur Schulanmeldung an alle geben", 6),
    ):
        point = OpenPoint.objects.create(
            body=body, title=title, seat=seats.get(town), topic=topic, opened_on=held.held_on, opened_in=held,
            due_on=held.held_on + timedelta(weeks=weeks),
        )  # fmt: skip
        PointNote.objects.create(
            point=point,
            meeting=held,
            noted_on=held.held_on,
            text=f"In der Sitzung übernommen. {INVENTED}",
            due_on=point.due_on,
        )


def _series(held: Meeting) -> Meeting:
    """Every two months for a year, as the steering group decided; gives the next meeting."""
    body, first = held.body, held.held_on
    listed = days(Rhythm(first, months=2), first + timedelta(days=310))
    title = f"Sitzung der {body.name}"
    series = MeetingSeries.objects.create(
        body=body, title=title, first_on=first, every_months=2, until=listed[-1], **HOURS
    )
    Meeting.objects.filter(pk=held.pk).update(series=series)
    made = [
        meeting(body, number, day, title, MeetingState.PLANNED, series=series, **HOURS)
        for number, day in enumerate(listed[1:], start=2)
    ]
    return made[0]
