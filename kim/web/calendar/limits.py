"""How often an address may be asked: whoever tries out addresses is soon refused, a calendar that reads its own is not."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

MISSES, MISS_SECONDS = 20, 600
READS, READ_SECONDS = 120, 3600


def has_missed_too_often(request: HttpRequest) -> bool:
    """Whether this address has asked for too many calendars that are not there."""
    return int(cache.get(_miss_key(request)) or 0) >= MISSES


def note_miss(request: HttpRequest) -> None:
    """One more that is not there."""
    _count(_miss_key(request), MISS_SECONDS)


def reads_too_often(user_id: int) -> bool:
    """Whether this calendar is read more often than any program needs."""
    return _count(f"calendar-read:{user_id}", READ_SECONDS) > READS


def _miss_key(request: HttpRequest) -> str:
    return f"calendar-miss:{get_adapter().get_client_ip(request)}"


def _count(key: str, seconds: int) -> int:
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out in between
        return 1
