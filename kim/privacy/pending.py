"""Files written in a transaction that is not committed yet: a rollback removes them."""

import logging
import threading
from pathlib import Path

log = logging.getLogger("kim.privacy")
_here = threading.local()


def add(place: Path) -> None:
    """A file is about to be written."""
    _here.places = {*_waiting(), place}


def keep(place: Path) -> None:
    """Its transaction is committed."""
    _here.places = _waiting() - {place}


def discard() -> None:
    """The transaction is over: what it did not commit goes."""
    for place in _waiting():
        try:
            place.unlink(missing_ok=True)
        except OSError as error:
            log.warning("%s cannot be removed: %s", place, error)
    _here.places = set()


def _waiting() -> set[Path]:
    waiting: set[Path] = getattr(_here, "places", set())
    return waiting
