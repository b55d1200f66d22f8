"""The scope: in whose name, for which units and cases a transaction reads and writes.

PostgreSQL's policies read it (`kim_user_id()`, `kim_ids(…)`). Outside a scope kim_app sees no row about people.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, transaction

from kim.privacy import pending

SECTIONS = ("head", "profile", "contacts", "assessment", "plan", "documents", "notes")
APPLICATION_ROLE = "kim_app"


@dataclass(frozen=True)
class Scope:
    """In whose name and how far a transaction sees; all ids are database ids."""

    name: str
    user_id: int | None = None
    units: frozenset[int] = frozenset()
    supervised: frozenset[int] = frozenset()
    acting_for: frozenset[int] = frozenset()
    cases: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def settings(self) -> dict[str, str]:
        """The transaction settings that carry this scope."""
        return {
            "kim.scope": self.name,
            "kim.user_id": str(self.user_id or ""),
            "kim.units": _array(self.units),
            "kim.supervised": _array(self.supervised),
            "kim.acting_for": _array(self.acting_for),
            **{f"kim.cases_{section}": _array(self.cases.get(section, ())) for section in SECTIONS},
        }


NOBODY = Scope(name="nobody")


def _array(ids: object) -> str:
    return "{" + ",".join(str(int(i)) for i in sorted(ids)) + "}"  # type: ignore[call-overload]


@contextmanager
def open_scope(scope: Scope) -> Iterator[None]:
    """Run a transaction in this scope, as kim_app also when the connection is the owner's."""
    try:
        with transaction.atomic():
            before = _enter(scope)
            try:
                yield
            except BaseException:
                # A failed transaction takes its settings with it; only an outer one must find its own again.
                if not connection.needs_rollback and connection.in_atomic_block:
                    _leave(before)
                raise
            if not connection.needs_rollback:
                _leave(before)
    finally:
        if not connection.in_atomic_block:
            pending.discard()  # files of a transaction that did not come to its end


def widen(scope: Scope) -> None:
    """Replace the current transaction's scope: used once, when a request has learned whose it is."""
    _set(scope.settings())


def _enter(scope: Scope) -> tuple[dict[str, str], str]:
    names = list(scope.settings())
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_user, " + ", ".join(["coalesce(current_setting(%s, true), '')"] * len(names)), names
        )
        role, *values = cursor.fetchone()
        if role != APPLICATION_ROLE:
            cursor.execute(f"set local role {APPLICATION_ROLE}")
    _set(scope.settings())
    return dict(zip(names, values, strict=True)), role


def _leave(before: tuple[dict[str, str], str]) -> None:
    settings, role = before
    _set(settings)
    if role != APPLICATION_ROLE:
        with connection.cursor() as cursor:
            cursor.execute(f'set local role "{role}"')


def _set(settings: Mapping[str, str]) -> None:
    flat = [part for pair in settings.items() for part in pair]
    with connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(["set_config(%s, %s, true)"] * len(settings)), flat)
