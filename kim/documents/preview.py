"""A picture of the first page of a PDF that somebody brought, made where it can do no harm."""

import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

from kim.documents.exceptions import NoPreview

DRAWER = Path(__file__).parent / "preview_page.py"
LONGEST: Final = 10.0  # seconds
MOST: Final = 6 * 1024**2
_PNG = b"\x89PNG\r\n\x1a\n"
_slots = BoundedSemaphore(2)  # a web process draws at most two at a time


def first_page(content: bytes) -> bytes:
    """The first page as PNG; NoPreview where the file is broken, locked, or takes too much time or memory."""
    drawn = _asked(content)
    if not drawn.startswith(_PNG) or len(drawn) > MOST:
        raise NoPreview
    return drawn


def page_count(content: bytes) -> int | None:
    """How many pages a PDF has; None where it cannot be read."""
    try:
        said = _asked(content, "count")
    except NoPreview:
        return None
    return int(said) if said.isdigit() else None


def _asked(content: bytes, *what: str) -> bytes:
    if not _slots.acquire(timeout=LONGEST):
        raise NoPreview
    try:
        return _drawn(content, *what)
    finally:
        _slots.release()


def _drawn(content: bytes, *what: str) -> bytes:
    """What the process for it says; it gets no environment, so nothing of ours reaches it."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(DRAWER), *what], input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=LONGEST, env={}, cwd="/", start_new_session=True, check=True,
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError) as error:
        raise NoPreview from error
    return done.stdout
