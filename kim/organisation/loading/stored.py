"""What the database holds, in the form the profile is compared in."""

from collections.abc import Iterable
from dataclasses import dataclass

from kim.organisation.loading.kinds import Kind
from kim.organisation.loading.rows import Values, plain


@dataclass(frozen=True)
class Stored:
    """A row of the database with its values."""

    pk: int
    values: Values


Table = dict[str, Stored]
Names = dict[str, dict[int, str]]


def by_key(kind: Kind, rows: Iterable[Values]) -> dict[str, Values]:
    """Values under their natural key; a second one of the same key gets a number."""
    found: dict[str, Values] = {}
    for values in rows:
        found[_free(kind.key_of(values), found)] = values
    return found


def read_all(kinds: Iterable[Kind]) -> dict[str, Table]:
    """Every kind's rows by key: one query a kind."""
    names: Names = {}
    return {kind.name: _read(kind, names) for kind in kinds}


def read_one(kind: Kind, pk: int, kinds: Iterable[Kind]) -> Values | None:
    """One row with its references by key; None when there is none."""
    by_name = {each.name: each for each in kinds}
    row = kind.model._default_manager.filter(pk=pk).values(*kind.fields).first()
    if row is None:
        return None
    for name, referred in kind.references.items():
        if row[name] is not None:
            of = by_name[referred]
            row[name] = of.model._default_manager.values_list(of.known_by[0], flat=True).get(pk=row[name])
    return {name: plain(value) for name, value in row.items()}


def _read(kind: Kind, names: Names) -> Table:
    rows = list(
        kind.model._default_manager.order_by("pk" if kind.name != "target_group" else "-version").values(
            "pk", *kind.fields
        )
    )
    if not kind.known_by:  # one row only: the county, the newest version of the rule
        rows = rows[:1]
    elif not kind.relation:
        names[kind.name] = {row["pk"]: row[kind.known_by[0]] for row in rows}
    found: Table = {}
    for row in rows:
        values = {name: _value(kind, name, row[name], names) for name in kind.fields}
        found[_free(kind.key_of(values), found)] = Stored(row["pk"], values)
    return found


def _value(kind: Kind, name: str, value: object, names: Names) -> object:
    if name in kind.references and value is not None:
        return names[kind.references[name]][value]  # type: ignore[index]
    return plain(value)


def _free(key: str, taken: dict) -> str:  # type: ignore[type-arg]
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key}#{number}"
    return free
