"""What several actions need: guarding versions, running numbers."""

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import connection, models

from kim.organisation.public import User
from kim.steering.exceptions import ChangedMeanwhile

M = TypeVar("M", bound=models.Model)


def lock(row: M, version: int | None = None) -> M:
    """The row as it is now, locked; refused when somebody else has saved since this version was read."""
    fresh = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if fresh is None:
        raise PermissionDenied
    if version is not None and fresh.version != version:  # type: ignore[attr-defined]
        raise ChangedMeanwhile
    return fresh


def change(row: M, by: User, **values: Any) -> list[str]:
    """Set these fields, count the version up, save; gives the names of those that really changed."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.version += 1  # type: ignore[attr-defined]
        row.changed_by = by  # type: ignore[attr-defined]
        row.save()
    return changed


def next_number(model: type[models.Model], prefix: str, digits: int) -> str:
    """The next free running number behind this prefix; two who ask at once wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{model._meta.db_table} {prefix}"])
    taken = model._default_manager.filter(number__startswith=prefix).values_list("number", flat=True)
    last = max((int(number.removeprefix(prefix)) for number in taken), default=0)
    return f"{prefix}{last + 1:0{digits}d}"
