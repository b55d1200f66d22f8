"""How commands speak: one sentence that says what to do, JSON where a machine reads."""

import json
import sys
from typing import Any, NoReturn

OK, FAILED, USAGE = 0, 1, 2


class CommandError(Exception):
    """A command cannot go on; its text says what to do."""


def say(text: str = "") -> None:
    """A line for people."""
    print(text, flush=True)


def as_json(value: Any) -> None:
    """A value for machines."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str), flush=True)


def fail(text: str) -> NoReturn:
    """Stop with one sentence."""
    raise CommandError(text)


def ask(question: str) -> bool:
    """A yes or no from the terminal; without a terminal: no."""
    if not sys.stdin.isatty():
        return False
    return input(f"{question} [y/N] ").strip().lower() in ("y", "yes", "j", "ja")
