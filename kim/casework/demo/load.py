"""The invented county into the database: by COPY, as its owner, all of it or nothing, in a demo database only."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from kim.casework.demo import (
    appointments,
    campaigns,
    filed_papers,
    intake,
    kept_views,
    large_team,
    late,
    notices,
    outreach,
    papers,
    shared_files,
    staffing,
)
from kim.casework.demo import rows as kinds
from kim.casework.demo.bulk import set_aside
from kim.casework.demo.county import DemoCounty, build
from kim.casework.demo.stored import stored_profile
from kim.casework.models import Person
from kim.network.public import demo as offers
from kim.privacy.public import Installation, audit

# Others point to these, so their ids are given out here and the sequences moved on afterwards.
NUMBERED = {
    "person": "Person",
    "enquiry": "Enquiry",
    "case": "Case",
    "assessment": "Assessment",
    "goal": "Goal",
    "agreement": "GoalAgreement",
    "household": "Household",
    "consent": "Consent",
    "referral": "Referral",
    "review": "Review",
    "closing": "Closing",
}


class NotADemoDatabase(Exception):
    """Invented people never come into a database that is not marked as a demo."""

    def __init__(self) -> None:
        super().__init__("This database is not marked as a demo; invented people are not loaded into it.")


class AlreadyInhabited(Exception):
    """There are people in this database already."""

    def __init__(self) -> None:
        super().__init__("There are people in this database already. Empty it first.")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded, and how fast."""

    people: int
    cases: int
    rows: int
    seconds: float
    copied: int
    copying: float

    @property
    def rows_a_second(self) -> int:
        """Rows written by COPY each second, inventing them and building the indexes included."""
        return round(self.copied / self.copying) if self.copying else self.copied

    def __str__(self) -> str:
        return (
            f"{self.people} people, {self.cases} cases, {self.rows} rows in {self.seconds:.1f} s, "
            f"of them {self.copied} by COPY at {self.rows_a_second} rows a second. All of them are invented."
        )


def load(*, people: int = 400, seed: int = 1, today: date) -> Loaded:
    """Invent people for the county in this database and load them, in one transaction."""
    started = perf_counter()
    with transaction.atomic():
        _refuse_wrong_database()
        large_team.grow(people, today)
        county = build(people, seed, today=today, profile=stored_profile(today), first_ids=_first_ids())
        copying = perf_counter()
        counted = Counter(copy(county))
        copied, copying = sum(counted.values()), perf_counter() - copying
        _move_sequences_on()
        counted["Notice"] += notices.load(today)
        staffing.tell(today, people=people)
        intake.tell()
        counted["Outreach"] += outreach.tell(today)
        counted["Letter"] += papers.write(today)
        counted["Document"] += filed_papers.file(today)
        counted["Appointment"] += appointments.write(today)
        offers.fill(today)
        counted["AccessGrant"] += shared_files.open_up(today)
        counted["LateEntry"] += late.write(today)
        counted["CampaignCandidate"] += campaigns.tell(today)
        counted["SavedView"] += kept_views.load()
        audit.record("demo.loaded", people=people, seed=seed, today=today, rows=sum(counted.values()))
        _analyse()
    rows = sum(counted.values())
    whole = perf_counter() - started
    return Loaded(counted.get("Person", 0), counted.get("Case", 0), rows, whole, copied, copying)


def copy(county: DemoCounty) -> dict[str, int]:
    """Write all rows, portion by portion; gives how many of each kind."""
    counted: Counter[str] = Counter()
    with connection.cursor() as cursor, set_aside(cursor, [_model(kind)._meta.db_table for kind in kinds.IN_ORDER]):
        for portion in county.batches():
            for kind, found in portion.items():
                _copy_kind(cursor, kind, found)
                counted[kind.__name__] += len(found)
        cursor.execute(_SHIELD)
    return counted


# What the database does for rows written one by one: who reads a protected member through the household.
_SHIELD = """
    update casework_householdmember m set seen_by =
      case when exists (select from casework_case c where c.person_id = p.id) then 'nobody' else 'workers' end
    from casework_person p where p.id = m.person_id and p.is_protected"""


def _copy_kind(cursor: Any, kind: type[Any], found: Sequence[tuple[Any, ...]]) -> None:
    model, names = _model(kind), kind._fields
    columns = ", ".join(f'"{_column(model, name)}"' for name in names)
    as_json = _json_places(model, names)
    with cursor.copy(f'copy "{model._meta.db_table}" ({columns}) from stdin') as target:
        write: Callable[[Sequence[Any]], None] = target.write_row
        for row in found:
            write(_with_json(row, as_json) if as_json else row)


def _model(kind: type[Any]) -> type[models.Model]:
    return apps.get_model("casework", kind.__name__)


def _column(model: type[models.Model], name: str) -> str:
    return str(model._meta.get_field(name).column)  # type: ignore[union-attr]


def _json_places(model: type[models.Model], names: Sequence[str]) -> list[int]:
    return [place for place, name in enumerate(names) if isinstance(model._meta.get_field(name), models.JSONField)]


def _with_json(row: tuple[Any, ...], places: list[int]) -> list[Any]:
    values = list(row)
    for place in places:
        if not isinstance(values[place], str):
            values[place] = json.dumps(values[place], ensure_ascii=False)
    return values


def _refuse_wrong_database() -> None:
    if not Installation.objects.filter(demo=True).exists():
        raise NotADemoDatabase
    if Person.objects.exists():
        raise AlreadyInhabited


def _first_ids() -> dict[str, int]:
    """For each numbered table the first id its sequence has not given out."""
    first = {}
    with connection.cursor() as cursor:
        for name, model_name in NUMBERED.items():
            table = apps.get_model("casework", model_name)._meta.db_table
            cursor.execute("select nextval(pg_get_serial_sequence(%s, 'id'))", [table])
            first[name] = cursor.fetchone()[0]
    return first


def _move_sequences_on() -> None:
    """The next person entered by hand gets the number after the last invented one."""
    with connection.cursor() as cursor:
        for model_name in NUMBERED.values():
            model = apps.get_model("casework", model_name)
            last = model._default_manager.aggregate(last=models.Max("pk"))["last"]
            if last is not None:
                cursor.execute("select setval(pg_get_serial_sequence(%s, 'id'), %s)", [model._meta.db_table, last])


def _analyse() -> None:
    """The planner learns what is there now."""
    with connection.cursor() as cursor:
        cursor.execute("analyze " + ", ".join(f'"{_model(kind)._meta.db_table}"' for kind in kinds.IN_ORDER))
