"""Observations come in: together with others, without their reporters."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from kim.privacy.public import audit


@dataclass(frozen=True)
class Incoming:
    """An observation as it comes in; references are ids of the county's own data."""

    id: UUID
    month: date
    kind: str
    text: str
    idea: str
    since: str
    how_often: str
    how_bad: int | None
    life_area: int | None
    municipality: int | None
    sphere_from: int | None
    sphere_to: int | None
    offer: int | None
    reason: str
    process_step: str
    coarsened: tuple[str, ...]


def take_in(observations: Sequence[Incoming]) -> None:
    """Add these observations in random order; for the job that hands them on."""
    if not observations:
        return
    rows = json.dumps([asdict(each) for each in observations], cls=DjangoJSONEncoder)
    with connection.cursor() as cursor:
        cursor.execute("select steering_take_in(%s::jsonb)", [rows])
    audit.record("observations.taken_in", observations=len(observations))
