"""What goes into the log, and how."""

import logging
import re
from typing import Any

from django.db import InterfaceError, OperationalError


class DatabaseAway(logging.Filter):
    """A lost database is one line a request, not a page of traceback each."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, OperationalError | InterfaceError):
            record.msg, record.args = "database away: %s", (str(error).strip().splitlines()[0],)
            record.exc_info = None
        return True


# After these words PostgreSQL quotes the row or the statement that did not fit, and with it what people told us: left out up to
# the next part of a traceback, whatever lines and gaps the quoted text has.
_QUOTED = re.compile(
    r"^(DETAIL|LINE \d+):.*?(?=^\s*\n(?:The above|During handling)|^Traceback \(|^(?:HINT|CONTEXT):|\Z)",
    re.M | re.S,
)


class WithoutValues(logging.Formatter):
    """Lines and tracebacks without the values PostgreSQL quotes when a row does not fit."""

    def __init__(self, format: str, style: Any = "%", **_: Any) -> None:
        super().__init__(format, style=style)

    def format(self, record: logging.LogRecord) -> str:
        return _QUOTED.sub(r"\1: (left out)\n", super().format(record)).rstrip("\n")
