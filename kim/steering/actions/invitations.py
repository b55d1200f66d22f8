"""Telling the members of a body about a meeting: invitation, changes, papers, approved minutes. The worker sends what is queued here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kim.organisation.public import User
from kim.privacy.public import audit
from kim.steering.access import reach_of
from kim.steering.actions.shared import change, lock
from kim.steering.exceptions import AgendaEmpty, NobodyToTell, ShortNotice, StepNotPossible
from kim.steering.models import (
    BodyRules,
    Delivery,
    DeliveryState,
    HolderKind,
    Meeting,
    SeatHolder,
    Sending,
    SendingKind,
)
from kim.steering.states import MeetingState

TOGETHER = timedelta(minutes=15)  # papers handed in shortly after each other are told in one mail
PERIOD = 14
SOON = timedelta(minutes=10)  # what waits no longer than this is simply on its way


@dataclass(frozen=True)
class Recipient:
    """Somebody on a seat, and how they are reached; `deputy` hears of it as well, so that they can step in."""

    holder: SeatHolder
    name: str
    email: str
    with_account: bool
    deputy: bool

    @property
    def seat(self) -> str:
        return self.holder.seat.name


def recipients_of(meeting: Meeting) -> list[Recipient]:
    """Who holds a seat of the body on the day of the meeting, seat by seat."""
    day = max(meeting.held_on, timezone.localdate())
    rows = SeatHolder.objects.on(day).filter(seat__body=meeting.body_id).filter(seat__in=_seats(meeting, day))
    return [
        _recipient(each)
        for each in rows.select_related("seat", "user").order_by("seat__position", "seat_id", "-kind", "id")
    ]


def is_short(meeting: Meeting, today: date) -> bool:
    """Whether inviting today is later than the body's own period."""
    return (meeting.held_on - today).days < period_of(meeting)


def period_of(meeting: Meeting) -> int:
    """The body's period of invitation in days."""
    rules = BodyRules.objects.filter(body=meeting.body_id).first()
    return rules.invitation_days if rules else PERIOD


def not_told_yet(meeting: Meeting) -> list[Recipient]:
    """Who took a seat, or got an address, after the invitation went out."""
    told = Delivery.objects.filter(sending__meeting=meeting, sending__kind=SendingKind.INVITATION)
    known = set(told.exclude(state=DeliveryState.NO_ADDRESS).values_list("holder_id", flat=True))
    return [each for each in recipients_of(meeting) if each.email and each.holder.pk not in known]


def stuck(meeting: Meeting) -> int:
    """How many mails about this meeting do not get out: a mailbox refuses, or they wait longer than a round takes."""
    late = Q(state=DeliveryState.WAITING, sending__due_at__lt=timezone.now() - SOON)
    held = Delivery.objects.filter(late | Q(state=DeliveryState.REFUSED), sending__meeting=meeting)
    return held.count()


@transaction.atomic
def invite(*, meeting: Meeting, by: User, text: str, late_reason: str = "") -> Sending:
    """Invite everybody who holds a seat; on short notice only with the reason, which the invitation tells."""
    meeting = _keeper(lock(meeting), by)
    if meeting.state != MeetingState.PLANNED or meeting.held_on < timezone.localdate():
        raise StepNotPossible
    if not meeting.items.exists():
        raise AgendaEmpty
    recipients = recipients_of(meeting)
    if not any(each.email for each in recipients):
        raise NobodyToTell
    if is_short(meeting, timezone.localdate()) and not late_reason.strip():
        raise ShortNotice(days=period_of(meeting))
    change(meeting, by, state=MeetingState.INVITED, invited_at=timezone.now())
    return _queue(meeting, SendingKind.INVITATION, recipients, by, text=text, late_reason=late_reason.strip())


@transaction.atomic
def invite_others(*, meeting: Meeting, by: User) -> Sending:
    """Send the same invitation to those who came later."""
    meeting = _keeper(lock(meeting), by)
    first = meeting.sendings.filter(kind=SendingKind.INVITATION).order_by("id").first()
    if meeting.state != MeetingState.INVITED or first is None:
        raise StepNotPossible
    later = not_told_yet(meeting)
    if not later:
        raise NobodyToTell
    return _queue(meeting, SendingKind.INVITATION, later, by, text=first.text, late_reason=first.late_reason)


def tell_moved(meeting: Meeting, by: User) -> Sending | None:
    """Everybody who was invited hears of the new day, time or place; what waits of the earlier one is not sent any more."""
    return _tell_again(meeting, SendingKind.CHANGE, by)


def tell_cancelled(meeting: Meeting, by: User) -> Sending | None:
    """Everybody who was invited hears that it does not take place."""
    return _tell_again(meeting, SendingKind.CANCELLATION, by)


def tell_papers(meeting: Meeting, by: User) -> Sending | None:
    """Everybody who was invited hears of papers that came or changed since; what comes within a quarter of an hour is told together."""
    if meeting.state not in (MeetingState.PLANNED, MeetingState.INVITED) or not _was_invited(meeting):
        return None
    now = timezone.now()
    if soon := meeting.sendings.filter(kind=SendingKind.PAPERS, due_at__gt=now).first():
        return soon
    return _queue(meeting, SendingKind.PAPERS, _invited(meeting), by, due_at=now + TOGETHER)


@transaction.atomic
def send_minutes(*, meeting: Meeting, by: User) -> Sending:
    """The approved minutes go to everybody who holds a seat, and to whoever was invited."""
    meeting = _keeper(lock(meeting), by)
    if meeting.state not in (MeetingState.APPROVED, MeetingState.CLOSED):
        raise StepNotPossible
    if sent := meeting.sendings.filter(kind=SendingKind.MINUTES).first():
        return sent
    recipients = _invited(meeting)
    if not any(each.email for each in recipients):
        raise NobodyToTell
    return _queue(meeting, SendingKind.MINUTES, recipients, by)


def tell_minutes_out(meeting: Meeting, by: User, until: date) -> None:
    """Where the invitation went out by mail, the minutes follow, with the day until which somebody may object."""
    take_waiting_minutes_back(meeting)
    if _was_invited(meeting) and any(each.email for each in _invited(meeting)):
        with translation.override(settings.LANGUAGE_CODE):
            text = _("If something in them is wrong, tell the office until %(day)s.") % {"day": f"{until:%d.%m.%Y}"}
        _queue(meeting, SendingKind.TO_OBJECT, _invited(meeting), by, text=text)


def take_waiting_minutes_back(meeting: Meeting) -> None:
    """Minutes that are worked on again do not go out any more."""
    kind = SendingKind.TO_OBJECT
    Delivery.objects.filter(sending__meeting=meeting, sending__kind=kind, state=DeliveryState.WAITING).delete()


def tell_approved(meeting: Meeting, by: User) -> None:
    """Where the invitation went out by mail, the approved minutes follow by themselves."""
    if _was_invited(meeting) and any(each.email for each in _invited(meeting)):
        send_minutes(meeting=meeting, by=by)


@transaction.atomic
def send_link(*, meeting: Meeting, holder: SeatHolder, by: User) -> Sending:
    """A new personal link by mail, for somebody who lost theirs; the earlier ones of this meeting end."""
    meeting = _keeper(lock(meeting), by)
    found = next((each for each in recipients_of(meeting) if each.holder.pk == holder.pk), None)
    if found is None or not found.email or found.with_account:
        raise NobodyToTell
    meeting.links.filter(holder=holder, revoked_at=None).update(revoked_at=timezone.now())
    return _queue(meeting, SendingKind.LINK, [found], by)


def _tell_again(meeting: Meeting, kind: SendingKind, by: User) -> Sending | None:
    if not _was_invited(meeting):
        return None
    outdated = Delivery.objects.filter(sending__meeting=meeting, state=DeliveryState.WAITING)
    outdated.filter(sending__kind__in=(SendingKind.CHANGE, SendingKind.PAPERS)).delete()
    Delivery.objects.filter(sending__meeting=meeting, next_try_at__isnull=False).update(next_try_at=None)
    return _queue(meeting, kind, _invited(meeting), by, text=meeting.note)


def _queue(
    meeting: Meeting, kind: SendingKind, recipients: Iterable[Recipient], by: User, *, text: str = "", late_reason: str = "",
    due_at: datetime | None = None,
) -> Sending:  # fmt: skip
    sending = Sending.objects.create(
        meeting=meeting, kind=kind, sequence=meeting.sequence, text=text, late_reason=late_reason[:300], sent_by=by,
        due_at=due_at or timezone.now(),
    )  # fmt: skip
    rows = [_delivery(sending, each) for each in _each_once(recipients)]
    Delivery.objects.bulk_create(rows)
    audit.record("meeting.told", target=meeting, sending=str(kind), sequence=meeting.sequence, recipients=len(rows))
    return sending


def _delivery(sending: Sending, to: Recipient) -> Delivery:
    state = DeliveryState.WAITING if to.email else DeliveryState.NO_ADDRESS
    return Delivery(
        sending=sending, holder=to.holder, name=to.name, email=to.email, with_account=to.with_account, state=state
    )


def _each_once(recipients: Iterable[Recipient]) -> list[Recipient]:
    """Nobody gets the same mail twice for two seats."""
    seen: set[str] = set()
    found = []
    for each in recipients:
        if each.email and each.email.lower() in seen:
            continue
        seen.add(each.email.lower())
        found.append(each)
    return found


def _invited(meeting: Meeting) -> list[Recipient]:
    """Whoever was invited, also where the seat has a new holder meanwhile, and whoever holds a seat now."""
    now = recipients_of(meeting)
    told = Delivery.objects.filter(sending__meeting=meeting, sending__kind=SendingKind.INVITATION).values("holder")
    gone = SeatHolder.objects.filter(pk__in=told).exclude(pk__in=[each.holder.pk for each in now])
    return now + [_recipient(each) for each in gone.select_related("seat", "user").order_by("seat__position", "id")]


def _was_invited(meeting: Meeting) -> bool:
    return meeting.sendings.filter(kind=SendingKind.INVITATION).exists()


def _seats(meeting: Meeting, day: date) -> list[int]:
    return list(meeting.body.seats.on(day).values_list("pk", flat=True))


def _recipient(holder: SeatHolder) -> Recipient:
    user = holder.user
    active = user is not None and user.is_active
    email = holder.email or (user.email if user is not None and active else "")
    return Recipient(holder, holder.label, email, active, holder.kind == HolderKind.DEPUTY)


def _keeper(meeting: Meeting, by: User) -> Meeting:
    if not reach_of(by).manages(meeting.body_id):
        raise PermissionDenied
    return meeting
