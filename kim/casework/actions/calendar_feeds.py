"""Private calendars: an address nobody can guess, which its owner can take back at any time."""

from __future__ import annotations

import secrets
from hashlib import sha256

from django.db import connection, transaction
from django.utils import timezone

from kim.casework.models import CalendarFeed
from kim.organisation.public import User
from kim.privacy.public import audit

BYTES = 32


@transaction.atomic
def make(*, by: User) -> str:
    """A new address; an earlier one ends with it. The token is shown once and not kept."""
    _end(by)
    token = secrets.token_urlsafe(BYTES)
    feed = CalendarFeed.objects.create(user=by, token_hash=hash_of(token))
    audit.record("calendar.made", target=feed)
    return token


@transaction.atomic
def revoke(*, by: User) -> bool:
    """End the address; False when there was none."""
    ended = _end(by)
    if ended is not None:
        audit.record("calendar.revoked", target=ended)
    return ended is not None


def own(user: User) -> CalendarFeed | None:
    """The feed in force, if there is one."""
    return CalendarFeed.objects.filter(user=user, revoked_at=None).first()


def opened(token: str) -> int | None:
    """Whose feed this token opens, noting that it was read; None where it opens none (any more)."""
    with connection.cursor() as cursor:
        cursor.execute("select kim_feed_opened(%s)", [hash_of(token)])
        found: int | None = cursor.fetchone()[0]
    return found


def hash_of(token: str) -> str:
    """What is kept of a token: it has 256 random bits, so a plain hash is enough."""
    return sha256(token.encode()).hexdigest()


def _end(user: User) -> CalendarFeed | None:
    feed = CalendarFeed.objects.select_for_update().filter(user=user, revoked_at=None).first()
    if feed is not None:
        feed.revoked_at = timezone.now()
        feed.save(update_fields=["revoked_at"])
    return feed
