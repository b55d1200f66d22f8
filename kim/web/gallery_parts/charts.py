"""Every kind of drawing with invented figures."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kim.charts import (
    FULL,
    HALF,
    Bar,
    Bars,
    Chart,
    Dumbbell,
    Edge,
    Gantt,
    Graph,
    Lane,
    Lines,
    Mark,
    Node,
    Pair,
    Series,
    Span,
    Stack,
    StackedBars,
    Station,
    StationLine,
    Tile,
    TileMap,
    places_for,
    steps_for,
)
from kim.web.drawings import Shown, shown
from kim.web.wording import day, grouped

POSTS = (
    ("05162004", "Dormagen", 1.0),
    ("05162008", "Grevenbroich", 1.0),
    ("05162012", "Jüchen", 0.25),
    ("05162016", "Kaarst", 0.5),
    ("05162020", "Korschenbroich", 0.25),
    ("05162022", "Meerbusch", 0.75),
    ("05162024", "Neuss", 3.0),
    ("05162028", "Rommerskirchen", None),
)
TODAY = date(2026, 11, 23)


def sample() -> dict[str, Any]:
    """One chart of each kind with a sentence when to use it, and one without anything to draw."""
    return {
        "charts_half": [
            _with(
                _("tile map: a figure for each municipality; yellow is selected, dotted is not known"), _tiles(POSTS)
            ),
            _with(_("bars: one figure each, against what was agreed"), _bars()),
            _with(_("stacked bars: of what a sum is made"), _stacked()),
            _with(_("dumbbell: how far apart several views lie"), _dumbbell(), decimals=2),
            _with(_("lines: how figures go on over time"), _lines()),
            _with(_("without figures: a sentence"), _tiles(())),
        ],
        "charts_full": [
            _with(_("timeline: what lasts, what was decided on a day, what is expected"), _gantt(), FULL),
            _with(_("stations: how far something has come"), _stations(), FULL),
            _with(_("graph: how things hang together"), _graph(), FULL),
        ],
    }


def _with(note: str, chart: Chart, width: int = HALF, decimals: int | None = None) -> tuple[str, Shown]:
    return note, shown(chart, width=width, decimals=decimals)


def _tiles(posts: Sequence[tuple[str, str, float | None]]) -> TileMap:
    places = places_for([ags for ags, _name, _value in posts])
    steps = steps_for([value for _ags, _name, value in posts])
    tiles = tuple(
        Tile(
            name=name, figure="–" if value is None else grouped(value, 2), place=places[ags], step=step, href="#charts",
            selected=name == "Jüchen",
        )
        for (ags, name, value), step in zip(posts, steps, strict=True)
    )  # fmt: skip
    return TileMap(
        id="charts-tiles",
        title=_("Posts agreed in the municipalities"),
        description=_("A schematic map of the county, one tile a municipality."),
        nothing=_("No post is agreed yet."),
        heads=(_("Municipality"), _("Posts")),
        tiles=tiles,
        legend=tuple(_("up to %(number)s") % {"number": grouped(top, 2)} for top in (0.75, 1.5, 2.25, 3)),
        note=_("Schematic, not to scale."),
    )


def _bars() -> Bars:
    rows = (
        ("Katrin Brandes", 61.5, 50, "bad"),
        ("Emre Yıldız", 38, 50, "ink"),
        ("Maren Achterberg", 12.25, 25, "here"),
    )
    vacant = Bar(label=pgettext("post", "vacant"), value=None, limit=50)
    return Bars(
        id="charts-bars",
        title=_("Cases of each person, by weight"),
        nothing=_("Nobody has a case yet."),
        heads=(_("Person"), _("Load"), _("agreed")),
        limit_label=_("agreed"),
        bars=(*(Bar(label=name, value=value, limit=limit, tone=tone) for name, value, limit, tone in rows), vacant),
    )


def _stacked() -> StackedBars:
    return StackedBars(
        id="charts-stacked",
        title=_("Cases of each person, by phase"),
        nothing=_("Nobody has a case yet."),
        heads=(_("Person"), _("Sum")),
        series=(_("Intake"), _("Assessment"), _("Goal agreement"), _("Service steering")),
        stacks=(
            Stack(label="Katrin Brandes", values=(4, 9, 12, 21)),
            Stack(label="Emre Yıldız", values=(2, 6, 7, 11)),
            Stack(label="Maren Achterberg", values=(0, 1, 2, None)),
        ),
    )


def _dumbbell() -> Dumbbell:
    return Dumbbell(
        id="charts-dumbbell",
        title=_("Distance from the exact share, in posts"),
        nothing=_("Nothing is calculated yet."),
        head=_("Municipality"),
        series=(_("agreed"), "D’Hondt", "Sainte-Laguë"),
        middle=_("exact share"),
        lower=_("less than the share"),
        upper=_("more than the share"),
        pairs=(
            Pair(label="Dormagen", values=(0.04, 0.04, 0.04)),
            Pair(label="Jüchen", values=(0.03, -0.22, 0.03)),
            Pair(label="Neuss", values=(-0.19, 0.31, 0.06)),
            Pair(label="Rommerskirchen", values=(0.15, -0.1, None)),
        ),
    )


def _lines() -> Lines:
    def months(*values: float | None) -> tuple[tuple[date, float | None], ...]:
        return tuple((date(2026, month, 1), value) for month, value in enumerate(values, start=1))

    return Lines(
        id="charts-lines",
        title=_("Enquiries and answers"),
        nothing=_("There is no enquiry yet."),
        heads=(_("Line"), _("Month"), _("Number")),
        series=(
            Series(label=_("Enquiries"), points=months(12, 18, 17, 25, 31, 28, 24, 30, 36, 41)),
            Series(label=_("answered"), points=months(10, 15, None, None, 27, 27, 22, 28, 33, 39)),
        ),
    )


def _gantt() -> Gantt:
    return Gantt(
        id="charts-gantt",
        title=_("Residence and periods"),
        nothing=_("Nothing is known of the residence yet."),
        heads=(_("Line"), _("What"), _("from day"), _("to day")),
        lanes=tuple(Lane(name=name, spans=spans) for name, spans in _lanes()),
        marks=(
            Mark(day=date(2024, 6, 27), label="", note=_("5 instead of 8 years")),
            Mark(day=date(2027, 3, 1), label="", note=_("at the earliest"), kind="coming"),
        ),
        today=TODAY,
        today_label=_("today %(day)s") % {"day": day(TODAY)},
    )


def _lanes() -> tuple[tuple[str, tuple[Span, ...]], ...]:
    permits = (
        Span(label=_("Permission to stay"), start=date(2022, 3, 1), end=date(2024, 2, 14), kind="other"),
        Span(label=_("Residence permit"), start=date(2024, 2, 15), end=date(2027, 2, 14)),
        Span(label=_("Extension"), start=date(2027, 2, 15), kind="expected"),
    )
    counted = (
        Span(label=_("4 years 8 months"), start=date(2022, 3, 1), end=TODAY, kind="good"),
        Span(label=_("missing"), start=TODAY, end=date(2027, 3, 1), kind="expected"),
    )
    homes = (
        Span(label=_("Shelter"), end=date(2023, 6, 30), kind="other"),
        Span(label=_("own flat"), start=date(2023, 7, 1), kind="here"),
        Span(label=_("roof closed"), start=date(2023, 9, 1), end=date(2025, 1, 15), kind="coming"),
    )
    return (
        (_("Permit"), permits),
        (_("Counts"), counted),
        (_("Work"), (Span(label=_("Full time"), start=date(2025, 4, 1), end=TODAY),)),
        (_("Benefit"), (Span(label=_("on top"), start=date(2025, 7, 1), end=TODAY, kind="against"),)),
        (_("Dwelling"), homes),
    )


def _stations() -> StationLine:
    return StationLine(
        id="charts-stations",
        title=_("The way of a case"),
        nothing=_("The way has not begun."),
        heads=(_("Station"), _("State"), _("Note")),
        words={
            "done": pgettext("station", "done"),
            "skipped": _("skipped"),
            "decision": pgettext("station", "decided"),
            "here": pgettext("station", "here"),
            "next": pgettext("station", "to come"),
            "expected": pgettext("station", "expected"),
        },
        stations=(
            Station(label=_("Intake"), note="03.03.", state="done"),
            Station(label=_("First advice"), note=_("skipped"), state="skipped"),
            Station(label=_("Consent"), note="04.03.", state="decision"),
            Station(label=_("Assessment"), note=_("since 12 Nov"), state="here"),
            Station(label=_("Goal agreement"), state="next"),
            Station(label=_("Reassessment"), state="expected"),
        ),
    )


def _graph() -> Graph:
    return Graph(
        id="charts-graph",
        title=_("Posts and who supervises them"),
        nothing=_("No post is recorded."),
        heads=(_("Who"), _("Relation"), _("to whom")),
        words={
            "solid": _("professional supervision"),
            "dashed": _("line supervision"),
            "dotted": _("employer"),
            "thin": _("belongs to"),
        },
        nodes=(
            Node(id="ki", label="Kommunales Integrationszentrum", kind="strong"),
            Node(id="cm", label="Case Management im KI", kind="strong"),
            Node(id="p1", label="Case Management Neuss I", notes=("Katrin Brandes",), layer=2),
            Node(
                id="p2", label="Case Management Neuss II", notes=(pgettext("post", "vacant"),), kind="vacant", layer=2
            ),
            Node(id="p3", label="Case Management Jüchen", notes=("Emre Yıldız",), kind="here", layer=2),
            Node(id="kreis", label="Rhein-Kreis Neuss", kind="soft", layer=3),
            Node(id="caritas", label="Caritasverband", kind="soft", layer=3),
        ),
        edges=(
            Edge(start="ki", end="cm", kind="thin"),
            *(Edge(start="cm", end=post) for post in ("p1", "p2", "p3")),
            *(Edge(start="ki", end=post, kind="dashed") for post in ("p1", "p2")),
            *(Edge(start=post, end="kreis", kind="dotted") for post in ("p1", "p2")),
            Edge(start="p3", end="caritas", kind="dotted"),
        ),
    )
