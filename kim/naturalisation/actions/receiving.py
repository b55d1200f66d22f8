"""What comes from advice: an application begun with a slip, how it stands, and its recall. A random token is all that is known."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from kim.naturalisation.states import Stage


def receive(token: UUID, people: Sequence[Mapping[str, Any]]) -> None:
    """Begin an application with these people, the first one applies; only in the transaction in which the slip was written.

    Each is `given_name`, `family_name`, `born_on` (ISO), `citizenships` (ISO 3166 alpha-3), `municipality` (its number), `street`,
    `phone`, `email`, as far as known; the database writes no field whose kind the slip does not name.
    """
    with connection.cursor() as cursor:
        cursor.execute("select naturalisation_receive(%s, %s::jsonb)", [token, json.dumps(list(people))])


def stages(tokens: Iterable[UUID]) -> dict[UUID, tuple[Stage, date]]:
    """How the applications of these tokens stand, and since when."""
    with connection.cursor() as cursor:
        cursor.execute("select token, stage, since from naturalisation_stages(%s)", [list(tokens)])
        return {token: (Stage(stage), since) for token, stage, since in cursor.fetchall()}


def call_back(token: UUID) -> str:
    """Erase what has not become an application yet; says `erased`, or `kept` where it was filed."""
    with connection.cursor() as cursor:
        cursor.execute("select naturalisation_call_back(%s)", [token])
        return str(cursor.fetchone()[0])
