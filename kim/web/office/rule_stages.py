"""The rule between the profile's values and the rows of its editor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils import translation

from kim.web.office import rule_words
from kim.web.office.rule_rows import Row, Rows

Values = dict[str, Any]
Get = Callable[[Row, str], Any]
YEARS = ("years_in_germany_at_most", "years_in_county_at_most")


def from_stages(stages: list[Values]) -> tuple[Rows, Values]:
    """The rows of a stored rule and what stands in them."""
    found: Values = {}
    rows = Rows(_row(stage, f"s{number}", found) for number, stage in enumerate(stages))
    return rows, found | {"rows": str(rows)}


def _row(values: Values, place: str, found: Values) -> Row:
    is_stage = "_" not in place
    params = values.get("params", {})
    taken = {name: values.get(name) for name in ("key", "label_de", "label_en", "source", "note", "synthetic")}
    if is_stage:
        taken |= {name: values.get(name) for name in ("valid_from", "valid_to", "planned")}
    else:
        taken |= {"kind": values["kind"], "counts": values.get("counts", True), "least": params.get("min"),
                  "most": params.get("max"), "municipalities": params.get("municipalities"), "groups": params.get("groups")}  # fmt: skip
    found |= {f"{place}_{name}": value for name, value in taken.items()}
    below = values.get("criteria" if is_stage else "parts", [])
    return Row(place, [_row(each, f"{place}_c{number}", found) for number, each in enumerate(below)])


def stage_of(row: Row, get: Get) -> Values:
    """A stage as the profile writes it."""
    values: Values = {name: get(row, name) for name in ("key", "label_de", "label_en")}
    values |= {name: value for name in ("valid_from", "valid_to", "planned") if (value := get(row, name))}
    values |= (
        {"criteria": [_criterion(each, get) for each in row.below]} if row.below or not values.get("planned") else {}
    )
    return values | _origin(row, get)


def _criterion(row: Row, get: Get) -> Values:
    values: Values = {name: get(row, name) for name in ("key", "kind", "label_de", "label_en")}
    if not get(row, "counts"):
        values["counts"] = False
    if params := _params(values["kind"], row, get):
        values["params"] = params
    if row.below:
        values["parts"] = [_criterion(each, get) for each in row.below]
    return values | _origin(row, get)


def _params(kind: str, row: Row, get: Get) -> Values:
    if kind == "age_between":
        least, most = get(row, "least"), get(row, "most")
        if least is None and most is None:
            return {}
        return {"min": least or 0, "max": rule_words.OLDEST if most is None else most}
    if kind in YEARS:
        most = get(row, "most")
        return {} if most is None else {"max": most}
    of = {"lives_in_municipality": "municipalities", "status_group_in": "groups"}.get(kind)
    return {of: list(get(row, of) or ())} if of else {}


def _origin(row: Row, get: Get) -> Values:
    return {name: value for name in ("source", "note", "synthetic") if (value := get(row, name))}


def finish(stages: list[Values], names: Mapping[str, str]) -> None:
    """Keys for what has none yet, and wordings where nobody wrote one."""
    every = [each for stage in stages for each in _walk(stage.get("criteria", []))]
    taken = {each["key"] for each in [*stages, *every]}
    for stage in stages:
        stage["key"] = stage["key"] or _free("stage", taken, 1)
    for each in reversed(every):  # parts before what they are part of, whose wording is made of theirs
        each["key"] = each["key"] or _free(each["kind"].replace("_", "-"), taken, 0)
        for language in ("de", "en"):
            if not each[f"label_{language}"]:
                with translation.override(language):
                    parts = [part | {"label": part[f"label_{language}"]} for part in each.get("parts", [])]
                    each[f"label_{language}"] = rule_words.label_for(each | {"parts": parts}, names)[:200]


def _walk(criteria: list[Values]) -> Iterator[Values]:
    for each in criteria:
        yield each
        yield from _walk(each.get("parts", []))


def _free(stem: str, taken: set[str], first: int) -> str:
    number = first
    while (key := f"{stem}-{number}" if number else stem) in taken:
        number = number + 1 if number else 2
    taken.add(key)
    return key


def row_at(rows: Rows, path: list[Any]) -> tuple[Row | None, list[Any]]:
    """The row a place of the profile speaks of, and what is left of the path below it."""
    row, below = None, rows.stages
    while path and isinstance(path[0], int) and path[0] < len(below):
        row, below, path = below[path[0]], below[path[0]].below, path[1:]
        if len(path) > 1 and path[0] in ("criteria", "parts"):
            path = path[1:]
    return row, path
