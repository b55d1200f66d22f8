"""The county as tiles: who is responsible in each municipality."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from kim.charts import HALF, Tile, TileMap, places_for
from kim.organisation.public import User, catchments
from kim.web.drawings import Shown, shown


def map_of(covered: list[catchments.Covered], link: Callable[[catchments.Covered], str]) -> Shown:
    """One tile a municipality with the initials of whoever is responsible; where nobody is, the tile is dotted."""
    places = places_for([each.municipality.ags for each in covered])
    tiles = tuple(
        Tile(
            name=each.municipality.name, code=each.municipality.code, place=places[each.municipality.ags],
            figure=_initials(each.holders), step=None if each.is_gap else 0, href=link(each),
        )
        for each in covered
    )  # fmt: skip
    chart = TileMap(
        id="areas", title=_("Who is responsible where"), tiles=tiles, heads=(_("Municipality"), _("Initials")),
        description=_("One tile a municipality with the initials of the case managers responsible there."),
        nothing=_("No municipality is recorded yet."), note=_("Not to scale."),
    )  # fmt: skip
    return shown(chart, width=HALF)


def _initials(holders: list[User]) -> str:
    """KB, or BW +2 where several are responsible; a dash where nobody is."""
    if not holders:
        return "–"
    more = f" +{len(holders) - 1}" if len(holders) > 1 else ""
    return holders[0].initials + more
