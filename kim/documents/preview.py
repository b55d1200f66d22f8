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
    if not _slots.acquire(timeout=LONGEST):
        raise NoPreview
    try:
        drawn = _drawn(content)
    finally:
        _slots.release()
    if not drawn.startswith(_PNG) or len(drawn) > MOST:
        raise NoPreview
    return drawn


def _drawn(content: bytes) -> bytes:
    """What the process for it says; it gets no environment, so nothing of ours reaches it."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(DRAWER)], input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=LONGEST, env={}, cwd="/", start_new_session=True, check=True,
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError) as error:
        raise NoPreview from error
    return done.stdout
