"""What hangs on an entry goes along when another one follows it from a day on."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from kim.organisation.loading.kinds import Kind


def carry_over(kind: Kind, old: int, new: int, day: date, kinds: tuple[Kind, ...]) -> None:
    """What hangs on the old entry on this day hangs on the new one from it on."""
    for other in kinds:
        for name, referred in other.references.items():
            if referred == kind.name:
                carry: Callable[..., None] = _split if other.relation else _point
                carry(other, f"{name}_id", old, new, day)


def _split(kind: Kind, column: str, old: int, new: int, day: date) -> None:
    rows = kind.model._default_manager.filter(models.Q(valid_to=None) | models.Q(valid_to__gte=day), **{column: old})
    row: Any
    for row in rows:
        if row.valid_from and row.valid_from >= day:
            kind.model._default_manager.filter(pk=row.pk).update(**{column: new})
            continue
        kind.model._default_manager.filter(pk=row.pk).update(valid_to=day - timedelta(days=1))
        row.pk, row.valid_from = None, day
        row._state.adding = True
        setattr(row, column, new)
        row.save(force_insert=True)


def _point(kind: Kind, column: str, old: int, new: int, day: date) -> None:
    if day <= timezone.localdate():
        rows = kind.model._default_manager.filter(
            models.Q(valid_to=None) | models.Q(valid_to__gte=day), **{column: old}
        )
        rows.exclude(pk=new).update(**{column: new})
