"""Which tables and fields leave KIM, read from fields.toml, and what stands in a field of a row."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone

SPEC: dict[str, Any] = tomllib.loads((Path(__file__).parent / "fields.toml").read_text(encoding="utf-8"))
VERSION: str = SPEC.pop("version")
KINDS = ("text", "code", "day", "number", "yesno", "list")


@dataclass(frozen=True)
class Field:
    """One field: its stable name, where it comes from, its kind, and what it means in German."""

    name: str
    source: str
    kind: str
    words: str

    def of(self, row: Any) -> Any:
        """What stands in it: a plain value, None where nothing is known."""
        if self.source.startswith(":"):
            return _COMPUTED[self.source[1:]](row)
        value = row
        for part in self.source.split("."):
            value = getattr(value, part, None)
        return str(value) if isinstance(value, models.Model) else value


@dataclass(frozen=True)
class Table:
    """One table: its name, what a row of it is, its fields."""

    name: str
    words: str
    model: str
    fields: tuple[Field, ...]

    @property
    def is_case(self) -> bool:
        return self.model == "Case"

    @property
    def related(self) -> tuple[str, ...]:
        """What is read along with each row, so that a row costs no query."""
        paths = (field.source.rpartition(".")[0].replace(".", "__") for field in self.fields if "." in field.source)
        own = {path for path in paths if path} | ({"person", "assigned_to"} if self.is_case else set())
        return tuple(sorted(own))

    def rows_of(self, cases: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Its rows in these cases, case by case; what is confidential stays inside."""
        model = apps.get_model("casework", self.model)
        rows: models.QuerySet[Any] = model._default_manager.filter(
            **{"pk__in" if self.is_case else "case__in": cases.values("pk")}
        )
        if self.model == "Document":
            rows = rows.filter(confidential=False, removed_at=None)
        rows = rows.select_related(*self.related)
        return rows.order_by("pk") if self.is_case else rows.order_by("case_id", "pk")


@cache
def tables() -> tuple[Table, ...]:
    """All tables in the order in which they are written."""
    return tuple(
        Table(name, spec["words"], spec["model"], tuple(Field(*field) for field in spec["fields"]))
        for name, spec in SPEC.items()
    )


def _of_person(name: str) -> Callable[[Any], str]:
    """Names of protected people stay inside."""
    return lambda case: "" if case.person.is_protected else str(getattr(case.person, name))


def _born(case: Any) -> str:
    person = case.person
    parts = [person.birth_year] if person.is_protected else [person.birth_year, person.birth_month, person.birth_day]
    known = [part for part in parts if part]
    return "-".join(f"{part:02d}" for part in known) if person.birth_year else ""


_COMPUTED: dict[str, Callable[[Any], Any]] = {
    "given_name": _of_person("given_name"),
    "family_name": _of_person("family_name"),
    "name_original": _of_person("name_original"),
    "born": _born,
    "note": lambda contact: "" if contact.confidential else contact.text,
    "done_on": lambda follow_up: timezone.localdate(follow_up.done_at) if follow_up.done_at else None,
    "filed_on": lambda document: timezone.localdate(document.recorded_at),
}


def faults() -> list[str]:
    """What in the list of fields does not fit the models, for the test."""
    return [f"{table.name}.{field.name}" for table in tables() for field in table.fields if not _fits(table, field)]


def _fits(table: Table, field: Field) -> bool:
    if field.kind not in KINDS:
        return False
    if field.source.startswith(":"):
        return field.source[1:] in _COMPUTED
    model: Any = apps.get_model("casework", table.model)
    for part in field.source.removesuffix("_id").split("."):
        try:
            model = None if part == "pk" else model._meta.get_field(part).related_model
        except FieldDoesNotExist:
            return False
    return True
