"""What comes from advice: an application begun with a slip, how it stands, and its recall. A random token is all that is known."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from kim.naturalisation.exceptions import JoinsNoMore
from kim.naturalisation.states import Stage


def receive(token: UUID, people: Sequence[Mapping[str, Any]], to: UUID | None = None) -> None:
    """Begin an application with these people, the first one applies; only in the transaction in which the slip was written.

    With `to`, the token of an earlier one, they are children who join its application; JoinsNoMore once it is decided.
    Each is `given_name`, `family_name`, `born_on` (ISO, as much as is known), `citizenships` (ISO 3166 alpha-3), `municipality` (its
    number), `street`, `phone`, `email`, as far as known; the database writes no field whose kind the slip does not name.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select naturalisation_receive(%s, %s::jsonb, %s)", [token, json.dumps(list(people)), to])
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == "55000":
            raise JoinsNoMore from error
        raise


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
