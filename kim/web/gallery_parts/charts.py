"""Every kind of drawing with invented figures."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kim.charts import HALF, Gantt, Lane, Mark, Span, Tile, TileMap, places_for, steps_for
from kim.web.drawings import shown
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
    """One chart of each kind, and one without anything to draw."""
    return {
        "charts_tiles": shown(_tiles(POSTS, "charts-tiles"), width=HALF),
        "charts_gantt": shown(_gantt()),
        "charts_none": shown(_tiles((), "charts-none"), width=HALF),
    }


def _tiles(posts: Sequence[tuple[str, str, float | None]], place: str) -> TileMap:
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
        id=place,
        title=_("Posts agreed in the municipalities"),
        description=_("A schematic map of the county, one tile a municipality."),
        nothing=_("No post is agreed yet."),
        heads=(_("Municipality"), _("Posts")),
        tiles=tiles,
        legend=tuple(_("up to %(number)s") % {"number": grouped(top, 2)} for top in (0.75, 1.5, 2.25, 3)),
        note=_("Schematic, not to scale."),
    )


def _gantt() -> Gantt:
    lanes = (
        Lane(
            name=_("Permit"),
            spans=(
                Span(label=_("Permission to stay"), start=date(2022, 3, 1), end=date(2024, 2, 14), kind="other"),
                Span(label=_("Residence permit"), start=date(2024, 2, 15), end=date(2027, 2, 14)),
                Span(label=_("Extension"), start=date(2027, 2, 15), kind="expected"),
            ),
        ),
        Lane(
            name=_("Counts"),
            spans=(
                Span(label=_("4 years 8 months"), start=date(2022, 3, 1), end=TODAY, kind="good"),
                Span(label=_("missing"), start=TODAY, end=date(2027, 3, 1), kind="expected"),
            ),
        ),
        Lane(name=_("Work"), spans=(Span(label=_("Full time"), start=date(2025, 4, 1), end=TODAY),)),
        Lane(
            name=_("Benefit"),
            spans=(Span(label=_("on top"), start=date(2025, 7, 1), end=TODAY, kind="against"),),
        ),
        Lane(
            name=_("Dwelling"),
            spans=(
                Span(label=_("Shelter"), end=date(2023, 6, 30), kind="other"),
                Span(label=_("own flat"), start=date(2023, 7, 1), kind="here"),
                Span(label=_("roof closed"), start=date(2023, 9, 1), end=date(2025, 1, 15), kind="coming"),
            ),
        ),
    )
    return Gantt(
        id="charts-gantt",
        title=_("Residence and periods"),
        nothing=_("Nothing is known of the residence yet."),
        heads=(_("Line"), _("What"), _("from day"), _("to day")),
        lanes=lanes,
        marks=(
            Mark(day=date(2024, 6, 27), label="", note=_("5 instead of 8 years")),
            Mark(day=date(2027, 3, 1), label="", note=_("at the earliest"), kind="coming"),
        ),
        today=TODAY,
        today_label=_("today %(day)s") % {"day": day(TODAY)},
    )
