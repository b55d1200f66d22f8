"""What went out in the invented county: the next meeting is invited, its papers have versions, and a working group meets each quarter."""

from datetime import date, datetime, time, timedelta
from hashlib import sha256

from django.utils import timezone

from kim.organisation.public import Body
from kim.steering.actions.invitations import recipients_of
from kim.steering.demo.sittings import INVENTED, meeting
from kim.steering.models import (
    AgendaItem,
    Delivery,
    DeliveryState,
    Meeting,
    MeetingSeries,
    Paper,
    PaperVersion,
    PersonalLink,
    SeatHolder,
    Sending,
    SendingKind,
)
from kim.steering.rhythm import Rhythm, days
from kim.steering.states import MeetingState

AGO = timedelta(days=4)
WITHOUT = "Anja Quack"  # has a seat, but no address; the others get theirs


def demo_invitations(group: Body, structure: Body, today: date) -> None:
    """The invitation of the steering group's next meeting, and the series of a working group. As owner."""
    ahead = (
        Meeting.objects.filter(body=group, state=MeetingState.PLANNED, held_on__gt=today).order_by("held_on").first()
    )
    if ahead is not None:
        _papers(ahead, today)
        _invite(ahead, today)
    _series(structure, today)


def _invite(ahead: Meeting, today: date) -> None:
    outside = SeatHolder.objects.filter(seat__body=ahead.body, user=None).exclude(name__startswith=WITHOUT)
    for holder in outside:
        holder.email = f"{'.'.join(holder.name.lower().split()[:2])}@kommune.example"
        holder.save(update_fields=["email"])
    out = _at(today - AGO, time(9, 30))
    ahead.state, ahead.invited_at = MeetingState.INVITED, out
    ahead.save(update_fields=["state", "invited_at"])
    text = f"Die Geschäftsstelle lädt Sie herzlich ein. Bitte lesen Sie vorab den Bericht zu Punkt 2. {INVENTED}"
    sending = Sending.objects.create(meeting=ahead, kind=SendingKind.INVITATION, text=text, due_at=out, made_at=out)
    Delivery.objects.bulk_create(
        Delivery(
            sending=sending, holder=each.holder, name=each.name, email=each.email, with_account=each.with_account,
            state=DeliveryState.SENT if each.email else DeliveryState.NO_ADDRESS, sent_at=out if each.email else None,
        )
        for each in recipients_of(ahead)
    )  # fmt: skip
    for number, holder in enumerate(outside):
        PersonalLink.objects.create(
            meeting=ahead, holder=holder, token_hash=sha256(ahead.uid.bytes + holder.pk.to_bytes(8)).digest(),
            valid_until=ahead.held_on + timedelta(days=30), made_at=out, opened=number % 3,
            last_used_at=_at(today - timedelta(days=2), time(18, 5)) if number % 3 else None,
        )  # fmt: skip


def _papers(ahead: Meeting, today: date) -> None:
    """One that was changed after the invitation, one that came later."""
    item = AgendaItem.objects.filter(meeting=ahead, position=2).first()
    report = Paper.objects.create(meeting=ahead, item=item, title="Bericht: beschlossen, aber noch nicht umgesetzt")
    _version(report, 1, "Bericht.txt", "Drei Aufträge sind noch offen.", _at(today - timedelta(days=6), time(11)))
    _version(report, 2, "Bericht-neu.txt", "Zwei Aufträge sind noch offen.", _at(today - timedelta(days=1), time(15)))
    table = Paper.objects.create(meeting=ahead, title="Übersicht der Formulare in Kita und Schule")
    _version(
        table, 1, "Formulare.txt", "Zwei Formulare mit denselben Angaben.", _at(today - timedelta(days=1), time(15, 10))
    )


def _version(paper: Paper, number: int, name: str, text: str, at: datetime) -> None:
    content = f"{text} {INVENTED}\n".encode()
    PaperVersion.objects.create(
        paper=paper, number=number, file_name=name, media_type="text/plain", size=len(content),
        sha256=sha256(content).hexdigest(), content=content, added_at=at,
    )  # fmt: skip


def _series(body: Body, today: date) -> None:
    """The third Wednesday of each quarter, four times."""
    first = date(today.year + 1, 1, 15)
    first += timedelta(days=(2 - first.weekday()) % 7)
    listed = days(Rhythm(first, months=3), date(today.year + 1, 12, 31))
    hours = {"starts": time(9), "ends": time(11), "place": "Kreishaus Grevenbroich, Raum 2.04 (erfunden)"}
    series = MeetingSeries.objects.create(
        body=body, title=f"Sitzung der {body.name}", first_on=first, every_months=3, until=listed[-1], **hours
    )
    last = Meeting.objects.filter(body=body).order_by("-number").values_list("number", flat=True).first() or 0
    for number, day in enumerate(listed, start=last + 1):
        meeting(body, number, day, series.title, MeetingState.PLANNED, series=series, **hours)


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
