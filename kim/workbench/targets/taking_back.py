"""Undoing plain rows: what was made goes, what was changed gets its values back, unless somebody has worked with it since."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext as _

from kim.workbench.importing import Kept, Undo
from kim.workbench.models import ImportRow, RowAct


def stored(row: models.Model, fields: Sequence[str]) -> dict[str, Any]:
    """The values of these fields as JSON can hold them."""
    return {name: _plain(getattr(row, row._meta.get_field(name).attname)) for name in fields}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else value


def take_back(model: type[models.Model], rows: Sequence[ImportRow], fields: Sequence[str], *, do: bool) -> Undo:
    """Take back what these rows made and changed; with `do` off only say what would happen."""
    found = model._default_manager.in_bulk([row.made_id for row in rows])
    used = _in_use(model, [row.made_id for row in rows if row.act == RowAct.CREATE and row.made_id])
    undo = Undo()
    for row in rows:
        there = found.get(row.made_id)
        if there is None:
            undo.kept.append(Kept(row.number, _("is no longer there")))
        elif stored(there, fields) != row.after:
            undo.kept.append(Kept(row.number, _("was changed since")))
        elif row.act == RowAct.CREATE and there.pk in used:
            undo.kept.append(Kept(row.number, _("is in use by now")))
        else:
            undo.back.append(row)
            if do:
                _restore(there, row)
    return undo


def _restore(there: models.Model, row: ImportRow) -> None:
    if row.act == RowAct.CREATE:
        there.delete()
        return
    write(there, row.before or {})


def write(there: models.Model, values: Mapping[str, Any]) -> None:
    """Set stored values and save."""
    for name, value in values.items():
        field = there._meta.get_field(name)
        setattr(there, field.attname, field.to_python(value) if not field.is_relation else value)
    there.save()


def _in_use(model: type[models.Model], ids: list[int]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("select kim_in_use(%s, %s)", [model._meta.db_table, ids])
        return {row[0] for row in cursor.fetchall()}


def apply_row(
    row: ImportRow, make: Callable[[], models.Model], there: models.Model | None, fields: Sequence[str]
) -> None:
    """Make what the row describes or change what is there, and remember both sides."""
    if there is None:
        made = make()
        made.save()
    else:
        made = there
        row.before = stored(made, fields)
        write(made, row.values["write"])
    made.refresh_from_db(fields=list(fields))
    row.made_id, row.after = made.pk, stored(made, fields)
