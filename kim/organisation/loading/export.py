"""The county as it stands in the database, written as a profile: loading it again changes nothing."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from kim.organisation.loading import stored
from kim.organisation.loading.kinds import KINDS, Kind
from kim.organisation.loading.rows import OWN_OFFICES, WEEKDAYS, Values
from kim.organisation.loading.toml import to_toml
from kim.organisation.profile import Profile
from kim.organisation.profile.colours import best_on, is_colour

Path = tuple[str | int, ...]
Entry = dict[str, Any]
# How the file calls what the table calls otherwise.
_KEYS = {"name_de": "de", "name_en": "en", "username": "key", "first_name": "given_name", "last_name": "family_name",
         "happened_on": "on", "user": "staff", "starts_at": "from", "ends_at": "to", "public_finder": "public_contact_finder"}  # fmt: skip
# Lists of the file in its order, with the kind that fills them.
_LISTS = {
    "municipalities": "municipality", "legal_spheres": "legal_sphere", "agencies": "agency", "units": "unit",
    "staff": "staff", "posts": "post", "memberships": "membership", "office_hours": "office_hours", "bodies": "body",
    "blocks": "block", "goals": "goal", "legal_bases": "legal_basis", "milestones": "milestone",
    "life_areas": "life_area", "access_channels": "access_channel", "closing_reasons": "closing_reason",
    "intake_questions": "intake_question", "intake_omissions": "intake_omission",
    "phase_weights": "phase_weight", "retention_classes": "retention_class", "lead_times": "lead_time", "figure_kinds": "figure_kind",
    "population_figures": "figure",
    "offers": "offer",
}  # fmt: skip
_OF_POST = {"holder": "holders", "employer": "employers", "supervision": "supervisors", "workplace": "workplaces"}
_ORDERED = dict.fromkeys(
    ("life_area", "access_channel", "intake_question", "closing_reason", "goal", "figure_kind"), "position"
) | {
    "block": "number",
    "milestone": "happened_on",
}
# In these the days are called from and to.
_RELATIONS = {"own_office", "membership", "catchment", *_OF_POST}
_IS_USUAL = {"exists": True, "professional": True, "counts": True, "precision": "day"}
# Yes, no, or nobody knows: only what nobody knows is left out.
_MAY_BE_UNKNOWN = {"is_free"}
_ALWAYS = {"successful", "position", "years", "weight", "weeks"}


@dataclass
class Export:
    """The profile as values, and where in it each row of the database stands."""

    data: Entry
    rows: dict[Path, tuple[str, int]] = field(default_factory=dict)

    def row_of(self, path: Path) -> tuple[str, int] | None:
        """The row a place in the profile belongs to: the nearest around it."""
        while path and path not in self.rows:
            path = path[:-1]
        return self.rows.get(path)


def export(kinds: tuple[Kind, ...] = KINDS) -> Export:
    """Everything of the county: one query a kind."""
    return _Writer(stored.read_all(kinds), {kind.name: kind for kind in kinds}).written()


def export_text(kinds: tuple[Kind, ...] = KINDS, head: str = "") -> str:
    """The county profile as TOML."""
    return to_toml(export(kinds).data, head)


def field_of(kind: str, key: str) -> str:
    """The field of the table a key of the file belongs to."""
    days = {"from": "valid_from", "to": "valid_to"} if kind in _RELATIONS else {}
    back = {there: here for here, there in _KEYS.items()} | days
    return "municipality" if key == "municipalities" and kind == "catchment" else back.get(key, key)


class _Writer:
    """One export: the tables, and the codes by which the file calls municipalities."""

    def __init__(self, tables: Mapping[str, stored.Table], kinds: Mapping[str, Kind]) -> None:
        self.tables, self.kinds = tables, kinds
        self.codes = {row.values["ags"]: row.values["code"] for row in tables["municipality"].values()}
        self.out = Export({})

    def written(self) -> Export:
        lists: dict[str, Any] = {name: self.list_of(name, kind) for name, kind in _LISTS.items() if kind in self.tables}
        lists["target_group"] = self.target_group()
        lists["terminology"] = self.terminology()
        county = self.county()
        order = [each.name for each in fields(Profile)]
        self.out.data = {"schema_version": 1} | ({"county": county} if county else {})
        self.out.data |= {name: lists[name] for name in order if lists.get(name)}
        return self.out

    def county(self) -> Entry:
        for row in self.tables["county"].values():
            self.out.rows[("county",)] = ("county", row.pk)
            entry = self.entry("county", row.values)
            brand = row.values["brand_colour"]
            if not is_colour(brand) or row.values["on_brand_colour"] == best_on(brand):
                entry.pop("on_brand_colour", None)
            return entry
        return {}

    def list_of(self, section: str, kind: str) -> list[Entry]:
        rows = list(self.tables[kind].values())
        if kind in _ORDERED:
            rows.sort(key=lambda row: row.values[_ORDERED[kind]])
        entries = []
        for number, row in enumerate(rows):
            path: Path = (section, number)
            self.out.rows[path] = (kind, row.pk)
            entry = self.entry(kind, row.values)
            getattr(self, f"_finish_{kind}", lambda *_: None)(entry, row.values, path)
            entries.append(entry)
        return entries

    def entry(self, kind: str, values: Values) -> Entry:
        """A row as the file writes it; what is empty or usual is left out."""
        of = self.kinds[kind]
        found = {
            name: self.value(of, name, value) for name, value in values.items()
            if name in _ALWAYS or not _is_left_out(name, value)
        }  # fmt: skip
        keys = _KEYS | ({"valid_from": "from", "valid_to": "to"} if kind in _RELATIONS else {})
        shown = (pair for pair in _sorted_last(found).items() if pair[0] not in ("sort_key", "is_active"))
        return {keys.get(name, name): value for name, value in shown}

    def value(self, kind: Kind, name: str, value: Any) -> Any:
        if name == "municipality":
            return self.codes[value]
        if name == "municipalities":
            return [self.codes.get(ags, ags) for ags in value]
        if name == "weekday":
            return WEEKDAYS[value]
        column = kind.column(name)
        if isinstance(column, models.DateField | models.DecimalField):
            return column.to_python(value)
        return value

    def _finish_municipality(self, entry: Entry, values: Values, path: Path) -> None:
        for name in OWN_OFFICES:
            own = [row for row in self.group("own_office", "municipality", values["ags"]) if row.values["kind"] == name]
            if own:
                entry[name] = [
                    self.below("own_office", row, (*path, name, n), "kind", "municipality") for n, row in enumerate(own)
                ]

    def _finish_staff(self, entry: Entry, values: Values, path: Path) -> None:
        """A closed account is somebody who was with the county until yesterday at the latest."""
        yesterday = timezone.localdate() - timedelta(days=1)
        last = entry.get("valid_to")
        if not values["is_active"] and (last is None or last > yesterday):
            entry["valid_to"] = max(yesterday, entry.get("valid_from") or yesterday)
        elif values["is_active"] and last is not None and last <= yesterday:
            del entry["valid_to"]

    def _finish_post(self, entry: Entry, values: Values, path: Path) -> None:
        for kind, name in _OF_POST.items():
            rows = self.group(kind, "post", values["key"])
            if rows:
                entry[name] = [self.below(kind, row, (*path, name, n), "post") for n, row in enumerate(rows)]
        if areas := self.catchments(values["key"], path):
            entry["catchments"] = areas

    def _finish_access_channel(self, entry: Entry, values: Values, path: Path) -> None:
        if entry["position"] == int(path[1]) + 1:
            del entry["position"]

    _finish_closing_reason = _finish_intake_question = _finish_goal = _finish_figure_kind = _finish_access_channel

    def below(self, kind: str, row: stored.Stored, path: Path, *without: str) -> Entry:
        self.out.rows[path] = (kind, row.pk)
        return self.entry(kind, {name: value for name, value in row.values.items() if name not in without})

    def catchments(self, post: str, path: Path) -> list[Entry]:
        """Areas of the same days and origin are one entry of the file."""
        grouped: dict[tuple[Any, ...], Entry] = {}
        for row in self.group("catchment", "post", post):
            rest = {name: value for name, value in row.values.items() if name not in ("post", "municipality")}
            group = grouped.setdefault(tuple(rest.values()), {"municipalities": []} | self.entry("catchment", rest))
            place = (*path, "catchments", list(grouped.values()).index(group))
            self.out.rows.setdefault(place, ("catchment", row.pk))
            self.out.rows[(*place, "municipalities", len(group["municipalities"]))] = ("catchment", row.pk)
            group["municipalities"].append(self.codes[row.values["municipality"]])
        return list(grouped.values())

    def group(self, kind: str, name: str, key: str) -> list[stored.Stored]:
        return _grouped(self, kind, name).get(key, [])

    def target_group(self) -> list[Entry]:
        for row in self.tables["target_group"].values():
            self.out.rows[("target_group",)] = ("target_group", row.pk)
            return [
                stage_entry(stage, self.codes, row.values["remarks"], str(n))
                for n, stage in enumerate(row.values["stages"])
            ]
        return []

    def terminology(self) -> Entry:
        found: dict[str, Entry] = {"de": {}, "en": {}}
        for row in self.tables["term"].values():
            for language, words in found.items():
                if word := row.values[f"name_{language}"]:
                    words[row.values["key"]] = word
                    self.out.rows[("terminology", language, row.values["key"])] = ("term", row.pk)
        return {language: words for language, words in found.items() if words}


def stage_entry(stage: Values, codes: Mapping[str, str], remarks: Mapping[str, Values], place: str) -> Entry:
    """A stage of the stored rule as the file writes it."""
    return _criterion_like(stage, codes, remarks, place, "criteria")


def _criterion_like(
    values: Values, codes: Mapping[str, str], remarks: Mapping[str, Values], place: str, below: str
) -> Entry:
    found: Entry = {}
    for name, value in (values | remarks.get(place, {})).items():
        if name == below:
            parts = [_criterion_like(part, codes, remarks, f"{place}.{n}", "parts") for n, part in enumerate(value)]
            if parts or (below == "criteria" and not values.get("planned")):
                found[name] = parts
        elif name == "params":
            params = {n: [codes.get(ags, ags) for ags in v] if n == "municipalities" else v for n, v in value.items()}
            if params := {n: v for n, v in params.items() if v is not None}:
                found[name] = params
        elif name in ("valid_from", "valid_to"):
            found |= {name: date.fromisoformat(value)} if value else {}
        elif not _is_left_out(name, value):
            found[name] = value
    return found


def _grouped(writer: _Writer, kind: str, name: str) -> dict[str, list[stored.Stored]]:
    cached: dict[tuple[str, str], dict[str, list[stored.Stored]]] = writer.__dict__.setdefault("_groups", {})
    if (kind, name) not in cached:
        groups: dict[str, list[stored.Stored]] = defaultdict(list)
        for row in writer.tables[kind].values():
            groups[row.values[name]].append(row)
        cached[kind, name] = groups
    return cached[kind, name]


def _is_left_out(name: str, value: Any) -> bool:
    if name in _MAY_BE_UNKNOWN:
        return value is None
    if name in _IS_USUAL:
        return bool(value == _IS_USUAL[name])
    return value is None or value is False or value in ("", [], {})


def _sorted_last(values: Entry) -> Entry:
    """Source, note and mark of invention come last, as people write them."""
    last = ("source", "note", "synthetic")
    return {n: v for n, v in values.items() if n not in last} | {n: values[n] for n in last if n in values}
