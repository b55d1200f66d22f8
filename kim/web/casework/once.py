"""One form, one record: for acts whose record does not keep the form's id itself."""

from uuid import UUID

from django.core.cache import cache

DAY = 24 * 60 * 60


def claim(what: str, submission: UUID | None) -> bool:
    """Whether this form is sent for the first time. The counter lives in the database and in the running transaction:
    a second click waits for the first, and if the first fails, its claim is gone with it."""
    return submission is None or bool(cache.add(_key(what, submission), 0, DAY))


def remember(what: str, submission: UUID | None, pk: int) -> None:
    """What this form has made."""
    if submission is not None:
        cache.set(_key(what, submission), pk, DAY)


def made(what: str, submission: UUID | None) -> int | None:
    """What an earlier click of this form has made."""
    return (cache.get(_key(what, submission)) or None) if submission is not None else None


def release(what: str, submission: UUID | None) -> None:
    """Nothing was made: the form may be sent again."""
    if submission is not None:
        cache.delete(_key(what, submission))


def _key(what: str, submission: UUID) -> str:
    return f"once:{what}:{submission}"
