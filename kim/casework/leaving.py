"""What lies with somebody who leaves: what goes over, what stays, in figures for their lead."""

from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True)
class Leaving:
    """How much lies with somebody: running and closed cases, appointments in and outside of them, open questions to them."""

    running: int = 0
    closed: int = 0
    with_case: int = 0
    without_case: int = 0
    asked: int = 0


def of(user_id: int) -> Leaving:
    """The figures as the database gives them to a lead of one of the person's units; nobody else gets any."""
    with connection.cursor() as cursor:
        cursor.execute("select running, closed, with_case, without_case, asked from kim_leaving(%s)", [user_id])
        row = cursor.fetchone()
    return Leaving(*row) if row else Leaving()
