"""Personal links: the way of a member without an account to one meeting. The token is in the mail and nowhere else."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from kim.organisation.public import User
from kim.privacy.public import Scope, audit, open_scope
from kim.steering.access import reach_of
from kim.steering.models import Meeting, PersonalLink, SeatHolder

BYTES = 32
STAYS = timedelta(days=30)


@dataclass(frozen=True)
class Opened:
    """What a link opens; `scope` sees the papers of that meeting and nothing else that is guarded."""

    link_id: int
    meeting_id: int

    @property
    def scope(self) -> Scope:
        return Scope(name=f"personal-link:{self.meeting_id}")


def issue(*, meeting: Meeting, holder: SeatHolder) -> str:
    """A link for this holder, valid until a month after the meeting, or after today; gives the token, which is not kept."""
    token = secrets.token_urlsafe(BYTES)
    PersonalLink.objects.create(
        meeting=meeting, holder=holder, token_hash=_hash(token), valid_until=valid_until(meeting, timezone.localdate())
    )
    return token


def valid_until(meeting: Meeting, today: date) -> date:
    """The last day on which a link opens."""
    return max(meeting.held_on, today) + STAYS


def is_taken_back(meeting: Meeting, holder: SeatHolder) -> bool:
    """Whether the last word on this holder's links was that they end: then later mails carry none."""
    last = PersonalLink.objects.filter(meeting=meeting, holder=holder).order_by("-pk").first()
    return last is not None and last.revoked_at is not None


@transaction.atomic
def revoke(*, meeting: Meeting, holder: SeatHolder, by: User) -> int:
    """End all links of this holder to this meeting; gives how many were open."""
    if not reach_of(by).manages(meeting.body_id):
        raise PermissionDenied
    ended = PersonalLink.objects.filter(meeting=meeting, holder=holder, revoked_at=None).update(
        revoked_at=timezone.now()
    )
    if ended:
        audit.record("meeting.link_revoked", target=meeting, holder=holder.pk)
    return ended


def opened(token: str) -> Opened | None:
    """What this token opens, with its trace; None where it opens nothing (any more)."""
    with connection.cursor() as cursor:
        cursor.execute("select link, meeting from kim_personal_link_opened(%s)", [_hash(token)])
        found = cursor.fetchone()
    if found is None:
        return None
    made = Opened(*found)
    with open_scope(made.scope):
        audit.record("meeting.link_opened", target=Meeting(pk=made.meeting_id), link=made.link_id)
    return made


def _hash(token: str) -> bytes:
    """It has 256 random bits, so a plain hash is enough."""
    return sha256(token.encode("utf-8", "surrogatepass")).digest()
