"""What goes into the log, and how."""

import logging

from django.db import InterfaceError, OperationalError


class DatabaseAway(logging.Filter):
    """A lost database is one line a request, not a page of traceback each."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, OperationalError | InterfaceError):
            record.msg, record.args = "database away: %s", (str(error).strip().splitlines()[0],)
            record.exc_info = None
        return True
