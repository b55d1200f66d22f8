"""Population figures from a list: municipality, what is counted, value, reference date, source. Two sources may disagree."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kim.organisation.public import FigureKind, Municipality, Permission, PopulationFigure, User
from kim.sheets import cells
from kim.workbench import cell_readers
from kim.workbench.actions.import_steps import fault
from kim.workbench.importing import CellFault, Column, Doubt, Undo, normalised
from kim.workbench.models import ImportRow, ImportRun, RowAct, RowState
from kim.workbench.targets.places import Places, is_whole_county
from kim.workbench.targets.taking_back import apply_row, take_back

FIELDS = ("municipality", "what", "value", "reference_date", "precision", "source", "note")
_QUARTER_ENDS = {"1": (3, 31), "2": (6, 30), "3": (9, 30), "4": (12, 31)}


def _reference(cell: Any) -> Any:
    """A day, a year or a quarter: what is known about the period is kept with its last day."""
    written = cells.as_text(cell).replace(" ", "")
    if re.fullmatch(r"(19|20)\d\d", written):
        return {"day": f"{written}-12-31", "precision": "year"}
    quarter = re.fullmatch(
        r"(?:Q([1-4])[/-]?((?:19|20)\d\d)|((?:19|20)\d\d)[/-]?Q([1-4])|([1-4])\.?Quartal((?:19|20)\d\d))", written, re.I
    )
    if quarter:
        number = next(part for part in (quarter[1], quarter[4], quarter[5]) if part)
        year = next(part for part in (quarter[2], quarter[3], quarter[6]) if part)
        month, last = _QUARTER_ENDS[number]
        return {"day": date(int(year), month, last).isoformat(), "precision": "quarter"}
    found = cell_readers.day(past=True)(cell)
    if isinstance(found, Doubt):
        return Doubt({"day": found.value, "precision": "day"}, found.text)
    return {"day": found, "precision": "day"}


class Figures:
    """The target 'figures'."""

    key = "figures"
    label = gettext_lazy("Population figures")
    about = gettext_lazy(
        "Numbers of people by municipality, each with its reference date and source. Two sources may disagree."
    )
    permission = Permission.COUNTY_IMPORT
    columns = (
        Column("municipality", gettext_lazy("Municipality"), cell_readers.text(200), (
            "Gemeinde", "Kommune", "Ort", "Stadt", "AGS", "Gemeindeschlüssel", "amtlicher Gemeindeschlüssel", "Gebiet", "municipality",
        ), hint=gettext_lazy("Name, code or official key; empty or “Kreis” means the county as a whole.")),
        Column("what", gettext_lazy("What is counted"), cell_readers.text(120), (
            "Merkmal", "Kennzahl", "Art", "Größe", "Was", "Indikator", "kind", "what",
        ), required=True, hint=gettext_lazy("As in the county’s list of figures, e.g. “Einwohner”.")),
        Column("value", gettext_lazy("Value"), cell_readers.number(least=0, most=99_999_999), (
            "Wert", "Anzahl", "Zahl", "Personen", "value", "number",
        ), required=True),
        Column("reference_date", gettext_lazy("Reference date"), _reference, (
            "Stichtag", "Datum", "Jahr", "Stand", "Zeitpunkt", "Zeitraum", "date", "year",
        ), required=True, hint=gettext_lazy("A day, a year (2024) or a quarter (Q2 2024).")),
        Column("source", gettext_lazy("Source"), cell_readers.text(500), ("Quelle", "Herkunft", "source"), required=True),
        Column("note", gettext_lazy("Note"), cell_readers.text(1000, lines=True), ("Bemerkung", "Anmerkung", "Hinweis", "note")),
    )  # fmt: skip

    def example(self, on: date) -> list[list[str]]:
        """Headings and three rows that fit this county."""
        names = [place.name for place in Municipality.objects.all()[:2]] or ["Musterstadt"]
        words = [each.name_de for each in _kinds().values()][:1] or ["Einwohner"]
        rows = [
            [name, words[0], str(12_345 + 100 * place), f"31.12.{on.year - 1}", "Melderegister", ""]
            for place, name in enumerate(names)
        ]
        return [
            [str(column.label) for column in self.columns],
            *rows,
            ["Kreis", words[0], "24790", f"Q2 {on.year - 1}", "Landesstatistik", ""],
        ]

    def check(self, rows: Sequence[ImportRow], *, run: ImportRun, by: User) -> None:
        """Find what each row means, and whether it is there already with the same or another value."""
        places, kinds = Places(), _kind_words()
        for row in rows:
            _understand(row, places, kinds)
        there = {
            _key_of(figure): figure for figure in PopulationFigure.objects.filter(what__in=[_what(row) for row in rows])
        }
        earlier = _keys_before(run, rows)
        for row in rows:
            if row.state != RowState.FAULTY:
                _compare(row, there, earlier)

    def apply(self, rows: Sequence[ImportRow], *, run: ImportRun, by: User) -> None:
        """Make and change figures."""
        there = PopulationFigure.objects.in_bulk([row.values["there"] for row in rows if row.act == RowAct.UPDATE])
        for row in rows:
            known = there.get(row.values.get("there"))
            apply_row(row, lambda row=row: _figure(row.values["write"]), known, FIELDS)

    def undo(self, rows: Sequence[ImportRow], *, run: ImportRun, by: User, do: bool) -> Undo:
        """Take figures back."""
        return take_back(PopulationFigure, rows, FIELDS, do=do)


def _kinds() -> dict[str, FigureKind]:
    """The kinds of figures of the county, by key."""
    return {each.key: each for each in FigureKind.objects.all()}


def _kind_words() -> dict[str, str]:
    """The key of a kind by every word for it; what is stored already counts as known."""
    kinds = _kinds()
    words = {normalised(word): key for key, each in kinds.items() for word in (key, each.name_de, each.name_en) if word}
    stored = PopulationFigure.objects.order_by().values_list("what", flat=True).distinct()
    return {normalised(what): what for what in stored} | words


def _understand(row: ImportRow, places: Places, kinds: dict[str, str]) -> None:
    values, written = row.values, row.values.get("municipality", "")
    place = None
    if written and not is_whole_county(written):
        try:
            place = places.find(written)
        except CellFault as error:
            fault(row, "municipality", error)
    what = kinds.get(normalised(values["what"]))
    if what is None:
        fault(row, "what", _("“%(text)s” is not among the county’s figures.") % {"text": values["what"]})
    values["write"] = {
        "municipality": place.pk if place else None, "what": what or "", "value": f"{Decimal(str(values['value'])):.2f}",
        "reference_date": values["reference_date"]["day"], "precision": values["reference_date"]["precision"],
        "source": values["source"], "note": values.get("note", ""),
    }  # fmt: skip
    values["key"] = _key(values["write"])
    row.summary = f"{place or _('the whole county')}: {values['what']} {values['value']:g}"


def _what(row: ImportRow) -> str:
    return str(row.values.get("write", {}).get("what", ""))


def _key(write: dict[str, Any]) -> str:
    return f"{write['municipality']}|{write['what']}|{write['reference_date']}|{normalised(write['source'])}"


def _key_of(figure: PopulationFigure) -> str:
    return f"{figure.municipality_id}|{figure.what}|{figure.reference_date.isoformat()}|{normalised(figure.source)}"


def _keys_before(run: ImportRun, rows: Sequence[ImportRow]) -> dict[str, int]:
    """The lines of this file, by what they are about, that were checked before these."""
    if not rows:
        return {}
    earlier = run.rows.filter(number__lt=rows[0].number).exclude(state=RowState.FAULTY)
    return dict(earlier.values_list("values__key", "number"))


def _compare(row: ImportRow, there: dict[str, PopulationFigure], earlier: dict[str, int]) -> None:
    key = row.values["key"]
    if key in earlier:
        fault(row, "value", _("Line %(line)s says the same thing already.") % {"line": earlier[key]})
        return
    earlier[key] = row.number
    known = there.get(key)
    if known is None:
        return
    row.values["there"] = known.pk
    same = f"{known.value:.2f}" == row.values["write"]["value"]
    if not row.values["write"]["note"]:
        row.values["write"].pop("note")
    elif known.note != row.values["write"]["note"]:
        same = False
    row.act = RowAct.NOTHING if same else RowAct.UPDATE
    if row.state == RowState.NEW:
        row.state = RowState.SAME if same else RowState.CHANGE
    if not same:
        row.summary += " " + _("instead of %(before)s") % {"before": f"{known.value:g}"}


def _figure(write: dict[str, Any]) -> PopulationFigure:
    values = {name: value for name, value in write.items() if name != "municipality"}
    return PopulationFigure(municipality_id=write["municipality"], **values)
