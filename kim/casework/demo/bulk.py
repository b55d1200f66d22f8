"""For many rows at once: foreign keys and indexes are set aside and built again over the whole, in one transaction.

Row by row they cost more than the rows; built at the end, every key is still checked, and nobody outside
the transaction ever sees the tables without them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

_FOREIGN_KEYS = """
    select conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    from pg_constraint where contype = 'f' and conrelid = any(%s::regclass[]) order by conrelid, conname"""
_INDEXES = """
    select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
    from pg_index i where i.indrelid = any(%s::regclass[]) and not i.indisunique
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
    order by i.indexrelid"""


@contextmanager
def set_aside(cursor: Any, tables: Sequence[str]) -> Iterator[None]:
    """Without the foreign keys and plain indexes of these tables; all of them are back afterwards, and hold."""
    # What earlier statements left to be checked at the end is checked now: no table with open checks can be altered.
    cursor.execute("set constraints all immediate")
    cursor.execute(_FOREIGN_KEYS, [list(tables)])
    foreign_keys = cursor.fetchall()
    cursor.execute(_INDEXES, [list(tables)])
    indexes = cursor.fetchall()
    _all(cursor, [f'alter table {table} drop constraint "{name}"' for table, name, _ in foreign_keys])
    _all(cursor, [f"drop index {name}" for name, _ in indexes])
    yield
    _all(cursor, [definition for _, definition in indexes])
    _all(
        cursor,
        [f'alter table {table} add constraint "{name}" {definition}' for table, name, definition in foreign_keys],
    )


def _all(cursor: Any, statements: Sequence[str]) -> None:
    """Many statements in one message: for a small county the ways to the server and back cost more than the work."""
    if statements:
        cursor.execute(";\n".join(statements))
