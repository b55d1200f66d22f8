"""Pages that only read: the database connection lets nothing else through while they run."""

import functools
import re
from collections.abc import Callable
from typing import Any

from django.db import connection

_ALLOWED = re.compile(r"\s*(select|with|savepoint|release|set\s|declare|fetch|close)\b", re.IGNORECASE)


class WroteWhileReading(RuntimeError):
    """A page that promises to read only has tried to write."""


def reading(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let a view read and leave audit events (they go through a function), and stop it at the first write."""

    @functools.wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        with connection.execute_wrapper(_only_select):
            return view(*args, **kwargs)

    return guarded


def _only_select(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not _ALLOWED.match(str(sql)):
        raise WroteWhileReading(str(sql)[:120])
    return execute(sql, params, many, context)
