"""The demo county's own apportionment of 2021, by figures that are known: the shares of its concept are not."""

from datetime import date
from decimal import Decimal as D
from fractions import Fraction

from django.utils import timezone

from kim.law.apportionment import Order, Unit, apportion
from kim.law.apportionment.words import places as as_text
from kim.staffing.actions.apportionments import remarks_of, rows_of
from kim.staffing.models import Apportionment, ApportionmentShare
from kim.staffing.planning import FigureSet, figure_sets, places

YEAR = 2021
NOTE = (
    "Erfunden, zur Anschauung. Der Kreis rechnete mit den Ausländerzahlen des Ausländerzentralregisters vom 31.03.2021; diese Zahlen "
    "und die Anteile des Handlungskonzepts (S. 24) sind nicht bekannt."
)
# Whole posts with fixed areas, as the posts of the profile are cut.
AREAS = (
    (("05162008", "05162012"), "Grevenbroich und Jüchen", "1.00"),
    (("05162004", "05162028"), "Dormagen und Rommerskirchen", "1.00"),
    (("05162016", "05162020"), "Kaarst und Korschenbroich", "1.00"),
    (("05162022",), "Meerbusch", "1.00"),
    (("05162024",), "Neuss", "3.00"),
)


def own(today: date) -> None:
    """Computed by the figures that are known, agreed as the areas are cut, with a reason for each deviation."""
    figures = next((each for each in figure_sets() if each.what == "assigned"), None)
    if figures is None:
        return
    units = _units(figures)
    if not units:
        return
    computed = apportion(units, Order(posts=Fraction(7), method="largest-remainder", step=Fraction(1)))
    made = Apportionment.objects.create(
        title="Stellenanteile im Case Management 2021", year=YEAR, posts=D(7), method="largest-remainder", step=D(1),
        weights=f"{figures.label}, Stand {figures.day:%d.%m.%Y} ({figures.source})", remarks=remarks_of(computed),
        recorded_on=min(date(2021, 7, 1), today), agreed_on=min(date(2021, 8, 17), today), source="Folie 14: sieben Stellen beim KI",
        note=NOTE, synthetic=True,
    )  # fmt: skip
    rows = rows_of(computed, made)
    agreed = {name: D(share) for _keys, name, share in AREAS}
    for row in rows:
        row.agreed = agreed.get(row.name, D(as_text(Fraction(row.computed or 0), 2)))
        row.reason = _reason(row)
    ApportionmentShare.objects.bulk_create(rows)


def _units(figures: FigureSet) -> list[Unit]:
    names = {place.ags: place.name for place in places(timezone.localdate())}
    if not all(key in names and key in figures.values for keys, _name, _share in AREAS for key in keys):
        return []
    return [
        Unit("+".join(keys), name, sum((Fraction(figures.values[key]) for key in keys), Fraction(0)), keys)
        for keys, name, _share in AREAS
    ]


def _reason(row: ApportionmentShare) -> str:
    if row.agreed == row.computed:
        return ""
    if row.name == "Neuss":
        return "In Neuss leben die meisten ausländischen Personen; die Zuweisungen von 2017 zeigen das nicht."
    return "Ein Gebiet hat eine ganze Stelle; der Rest geht nach Neuss."
