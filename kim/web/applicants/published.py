"""Naturalisation figures that offices have published, read in from lists, each with its day and source."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kim.organisation.public import FigureKind, PopulationFigure

# The county's kinds of figures that tell of naturalisation.
KINDS = ("naturalisations", "naturalisation_applications")


@dataclass(frozen=True)
class Published:
    """One published figure."""

    what: str
    place: str
    when: str
    value: int
    source: str
    note: str


def published() -> list[Published]:
    """All of them, by what they count, place and time."""
    labels = {kind.key: kind.label for kind in FigureKind.objects.filter(key__in=KINDS)}
    rows = PopulationFigure.objects.filter(what__in=labels).select_related("municipality")
    found = rows.order_by("what", "municipality__sort_key", "reference_date", "source")
    return [
        Published(
            labels[row.what], str(row.municipality) if row.municipality else _("whole county"),
            _when(row.reference_date, row.precision), int(row.value), row.source, row.note,
        )
        for row in found
    ]  # fmt: skip


def _when(day: date, precision: str) -> str:
    if precision == "year":
        return str(day.year)
    if precision == "quarter":
        return _("Q%(quarter)s %(year)s") % {"quarter": (day.month + 2) // 3, "year": day.year}
    return date_format(day, "d.m.Y")
