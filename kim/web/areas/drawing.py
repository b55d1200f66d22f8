"""The county as tiles: who is responsible in each municipality."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kim.charts import HALF, Tile, TileMap, places_for
from kim.organisation.public import User, catchments
from kim.web.drawings import Shown, shown


def map_of(covered: list[catchments.Covered], link: Callable[[catchments.Covered], str]) -> Shown:
    """One tile a municipality with the name of whoever is responsible; where nobody is, the tile is dotted."""
    places = places_for([each.municipality.ags for each in covered])
    tiles = tuple(
        Tile(
            name=each.municipality.name, code=each.municipality.code, place=places[each.municipality.ags],
            figure=_who(each.holders), step=None if each.is_gap else 0, href=link(each),
        )
        for each in covered
    )  # fmt: skip
    chart = TileMap(
        id="areas", title=_("Who is responsible where"), tiles=tiles, heads=(_("Municipality"), _("Contact person")),
        description=_("One tile a municipality with the family name of the case manager there, or how many there are."),
        nothing=_("No municipality is recorded yet."), note=_("Not to scale."),
    )  # fmt: skip
    return shown(chart, width=HALF)


def _who(holders: list[User]) -> str:
    """Brandes, or how many where several are responsible; a dash where nobody is."""
    if not holders:
        return "–"
    if len(holders) > 1:
        return ngettext("%(n)s person", "%(n)s people", len(holders)) % {"n": len(holders)}
    return holders[0].last_name or str(holders[0])
