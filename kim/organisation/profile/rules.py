"""What must hold between the entries of a profile: names, days, keys, colours, structure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from kim.organisation.profile import intake, rules_people
from kim.organisation.profile.base import Relation
from kim.organisation.profile.binder import Binder, Bound, closest
from kim.organisation.profile.colours import LEAST_CONTRAST, contrast
from kim.organisation.profile.county import (
    Block,
    Body,
    County,
    FigureKind,
    LeadTime,
    LifeArea,
    Municipality,
    Offer,
    PhaseWeight,
    PopulationFigure,
)
from kim.organisation.profile.people import Unit
from kim.organisation.profile.stages import PARAMS_OF, CriterionEntry, StageEntry

UNIQUE: dict[type, tuple[str, ...]] = {
    Block: ("number",),
    LeadTime: ("agency",),
    LifeArea: ("position",),
    PhaseWeight: ("phase",),
    PopulationFigure: ("what", "municipality", "reference_date", "source"),
}


def check(binder: Binder) -> None:
    """Hold all entries that could be read against each other."""
    _references(binder)
    for rule in (_days, _unique, _municipalities, _colours, _parents, _stages, _criteria, _figures, _offers):
        rule(binder)
    rules_people.check(binder)
    intake.check(binder)


def _references(binder: Binder) -> None:
    for collection, name, path in binder.references:
        own = "code" if collection == "municipalities" else "key"
        names = binder.ids.get((collection, own), {})
        if name not in names:
            binder.fault("dangling", path, found=name, allowed=names, collection=collection, hint=closest(name, names))


def _days(binder: Binder) -> None:
    for entry in binder.bound:
        start, end = entry.get("valid_from"), entry.get("valid_to")
        if start and end and end < start:
            last = "to" if issubclass(entry.kind, Relation) else "valid_to"
            binder.fault("ends_before_start", (*entry.path, last), found=end, other=start)


def _unique(binder: Binder) -> None:
    """No two of a kind say the same thing on the same day; one after the other may."""
    for kind, names in UNIQUE.items():
        seen: dict[tuple[object, ...], list[Bound]] = {}
        for entry in of(binder, kind):
            values = tuple(entry.get(name) for name in names)
            if values[0] is None:
                continue
            same = seen.setdefault(values, [])
            if first := next((each for each in same if _meet(each, entry)), None):
                path = (*entry.path, names[0])
                binder.fault("duplicate", path, found=_shown(values), other=binder.line((*first.path, names[0])))
            same.append(entry)


def _meet(one: Bound, other: Bound) -> bool:
    """Whether both hold on some day."""
    starts = max(each.get("valid_from") or date.min for each in (one, other))
    return starts <= min(each.get("valid_to") or date.max for each in (one, other))


def _shown(values: tuple[object, ...]) -> str:
    return ", ".join(str(value) for value in values if value is not None)


def _municipalities(binder: Binder) -> None:
    county = next(of(binder, County), None)
    if county is None or not (ags := county.get("ags")):
        return
    places = list(of(binder, Municipality))
    for place in places:
        if (found := place.get("ags")) and not found.startswith(ags):
            binder.fault("not_in_county", (*place.path, "ags"), found=found, allowed=(ags,))
    if county.get("kind") == "independent_city" and len(places) > 1:
        binder.fault("one_municipality", (*county.path, "kind"), found=len(places), allowed=(1,))


def _colours(binder: Binder) -> None:
    for county in of(binder, County):
        brand, text = county.get("brand_colour"), county.get("on_brand_colour")
        if text and not brand:
            binder.fault("missing", (*county.path, "brand_colour"), found="brand_colour")
        elif text and brand and (ratio := contrast(brand, text)) < LEAST_CONTRAST:
            binder.fault(
                "low_contrast",
                (*county.path, "on_brand_colour"),
                found=text,
                other=brand,
                ratio=f"{ratio:.2f}",
                allowed=(LEAST_CONTRAST,),
            )


def _parents(binder: Binder) -> None:
    for kind in (Unit, Body):
        entries = {entry.get("key"): entry for entry in of(binder, kind)}
        for key in _in_circles({key: entry.get("parent") for key, entry in entries.items()}):
            binder.fault("circle", (*entries[key].path, "parent"), found=key)


def _in_circles(parent_of: dict[Any, Any]) -> Iterator[Any]:
    """Every key that is its own ancestor; each chain is walked once."""
    done: set[Any] = {None}
    for start in parent_of:
        chain: dict[Any, int] = {}
        key = start
        while key not in done and key not in chain and key in parent_of:
            chain[key] = len(chain)
            key = parent_of[key]
        if key in chain:
            yield from list(chain)[chain[key] :]
        done.update(chain)


def _stages(binder: Binder) -> None:
    for stage in of(binder, StageEntry):
        written = (*stage.path, "criteria") in binder.lines
        if not stage.get("planned") and not written:
            binder.fault("needs_one_of", stage.path, allowed=("criteria", "planned = true"))


def _criteria(binder: Binder) -> None:
    """Each kind takes its own values, all of them; only any_of and all_of have parts."""
    for entry in of(binder, CriterionEntry):
        kind, params = entry.get("kind"), entry.get("params")
        if kind is None:
            continue
        takes = PARAMS_OF.get(kind, ())
        given = [name for name in ("min", "max", "municipalities", "groups") if _has(params, name)]
        joins = kind in ("any_of", "all_of")
        for name in set(given) - set(takes):
            binder.fault("not_for_kind", (*entry.path, "params", name), found=name, allowed=takes)
        for name in set(takes) - set(given):
            if (*entry.path, "params", name) not in binder.lines:
                binder.fault("missing", (*entry.path, "params", name), found=name)
        if joins and entry.get("parts") in (None, ()) and (*entry.path, "parts") not in binder.lines:
            binder.fault("missing", (*entry.path, "parts"), found="parts")
        if not joins and entry.get("parts"):
            binder.fault("not_for_kind", (*entry.path, "parts"), found="parts", allowed=takes)
        if {"min", "max"} <= set(given) and params.max < params.min:
            binder.fault("ends_before_start", (*entry.path, "params", "max"), found=params.max, other=params.min)


def _has(params: object, name: str) -> bool:
    return params is not None and getattr(params, name) not in (None, ())


def _figures(binder: Binder) -> None:
    """A figure without a source is not a fact; persons come whole."""
    unit_of = {kind.get("key"): kind.get("unit") for kind in of(binder, FigureKind)}
    for figure in of(binder, PopulationFigure):
        if not (figure.get("source") or "").strip():
            binder.fault("missing", (*figure.path, "source"), found="source")
        value = figure.get("value")
        if value is not None and unit_of.get(figure.get("what")) == "persons" and value != int(value):
            binder.fault("out_of_range", (*figure.path, "value"), found=value, allowed=("0, 1, 2, …",))


def _offers(binder: Binder) -> None:
    for offer in of(binder, Offer):
        seats, free = offer.get("seats"), offer.get("seats_free")
        if seats is not None and free is not None and free > seats:
            binder.fault("out_of_range", (*offer.path, "seats_free"), found=free, allowed=(f"0–{seats}",))


def of(binder: Binder, kind: type) -> Iterator[Bound]:
    """The entries of one kind."""
    return (entry for entry in binder.bound if entry.kind is kind)
