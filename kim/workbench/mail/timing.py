"""When somebody may be written to: days off, quiet hours, the hour of the digest. Values in and out, no database."""

from datetime import datetime, time

from django.utils import timezone

from kim.organisation.public import workdays

DIGEST_AT = time(7, 30)


def is_quiet(now: datetime, quiet_from: time | None, quiet_to: time | None, *, days_off: bool) -> bool:
    """Whether no mail goes out at this local time; hours from the evening to the morning run over midnight."""
    if days_off and not workdays.is_workday(now.date()):
        return True
    if quiet_from is None or quiet_to is None:
        return False
    if quiet_from <= quiet_to:
        return quiet_from <= now.time() < quiet_to
    return now.time() >= quiet_from or now.time() < quiet_to


def in_digest_by(now: datetime, at: time | None) -> datetime | None:
    """The moment of today's digest if it has come, at this local time: what was told before it belongs into it."""
    moment = datetime.combine(now.date(), at or DIGEST_AT, tzinfo=now.tzinfo)
    return moment if workdays.is_workday(now.date()) and now >= moment else None


def in_the_morning() -> bool:
    """The hours in which what is due today is told: before the first digest, with room for a worker that was down."""
    return 3 <= timezone.localtime().hour < 9
