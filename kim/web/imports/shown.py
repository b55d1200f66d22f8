"""What the pages of an import show: the steps, the figures, the rows."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kim.sheets import cells
from kim.web.wording import grouped
from kim.workbench.public import ImportRow, ImportRun, ImportState, RowState, importing, imports

TONES = {"new": "good", "change": "here", "same": "plain", "look": "warn", "faulty": "bad"}
_STEPS = (
    gettext_lazy("File"), gettext_lazy("Columns"), pgettext_lazy("step of an import", "Check"), gettext_lazy("Confirm"),
    pgettext_lazy("step of an import", "Done"),
)  # fmt: skip
_AT = {
    ImportState.UPLOADED: 1, ImportState.CHECKING: 2, ImportState.CHECKED: 2, ImportState.APPLYING: 3,
}  # fmt: skip


def steps(at: int) -> list[dict[str, str]]:
    """The stations of an import, from 0."""
    states = ["done" if place < at else "here" if place == at else "next" for place in range(len(_STEPS))]
    return [{"label": str(label), "note": "", "state": state} for label, state in zip(_STEPS, states, strict=True)]


def frame(run: ImportRun, target: importing.Target, at: int | None = None) -> dict[str, Any]:
    """What every page of an import needs."""
    place = at if at is not None else _AT.get(ImportState(run.state), 4)
    return {
        "run": run, "target": target, "steps": steps(place),
        "crumbs": [{"label": _("Imports"), "url": reverse("imports:list")}, {"label": run.file_name or target.label, "url": ""}],
    }  # fmt: skip


def figures(run: ImportRun) -> dict[str, int]:
    """How many rows are in which state, and how many will be written: one question."""
    kinds = {state: Count("pk", filter=Q(state=state)) for state in RowState.values}
    asked = run.rows.aggregate(
        **kinds,
        left_out=Count("pk", filter=Q(left_out=True)),
        accepted=Count("pk", filter=Q(state=RowState.LOOK, accepted=True)),
    )
    written = imports.to_write(run).aggregate(
        create=Count("pk", filter=Q(act="create")), update=Count("pk", filter=Q(act="update"))
    )
    return asked | written | {"all": sum(asked[state] for state in RowState.values)}


def sums(counted: dict[str, int]) -> list[dict[str, Any]]:
    """The figures on top of the check."""
    tones = {"look": "warn", "faulty": "bad"}
    return [
        {
            "label": RowState(state).label, "value": grouped(counted[state]), "note": "",
            "tone": tones.get(state, "") if counted[state] else "",
        }
        for state in RowState.values
    ]  # fmt: skip


def chips(counted: dict[str, int], chosen: str) -> list[dict[str, Any]]:
    """Filters by state; those without a row are not offered."""
    return [
        {
            "label": f"{RowState(state).label} ({grouped(counted[state])})",
            "url": "?" + urlencode({} if state == chosen else {"zustand": state}), "on": state == chosen,
        }
        for state in RowState.values if counted[state]
    ]  # fmt: skip


def rows(found: Iterable[ImportRow], target: importing.Target, run: ImportRun) -> list[dict[str, Any]]:
    """Each row with its cells in the order of the columns and what is to be said to each."""
    columns = taken(target, run)
    return [_row(row, columns) for row in found]


def taken(target: importing.Target, run: ImportRun) -> list[importing.Column]:
    """The columns of KIM that the file fills."""
    return [column for column in target.columns if column.key in run.mapping]


def _row(row: ImportRow, columns: list[importing.Column]) -> dict[str, Any]:
    said: dict[str, list[dict[str, Any]]] = {}
    for finding in row.findings:
        said.setdefault(finding["column"], []).append(finding)
    shown = [
        {
            "label": column.label, "text": cells.as_text(cells.from_json(row.cells.get(column.key))),
            "findings": said.pop(column.key, []),
        }
        for column in columns
    ]  # fmt: skip
    if said and shown:  # what is said about a column that the file has not
        shown[0]["findings"] += [finding for several in said.values() for finding in several]
    act = _act(row)
    return {
        "row": row, "cells": shown, "tone": TONES[row.state], "label": RowState(row.state).label,
        "act": act, "act_label": _ACTS[act] if act else "",
    }  # fmt: skip


_ACTS = {
    "accept": pgettext_lazy("row", "Accept"),
    "leave_out": gettext_lazy("Leave out"),
    "take_in": gettext_lazy("Take in again"),
}


def _act(row: ImportRow) -> str:
    """What can be done with the row: accept what needs a look, leave out what would come in, take in again what was left out."""
    if row.state in (RowState.FAULTY, RowState.SAME):
        return ""
    if row.left_out:
        return "take_in"
    return "accept" if row.state == RowState.LOOK and not row.accepted else "leave_out"
