"""Methods side by side: the quota error of each, how far each municipality lies from its quota, and the shares on tiles."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kim.charts import HALF, Bar, Bars, Dumbbell, Pair, Tile, TileMap, places_for
from kim.law.apportionment import Apportionment, Share
from kim.staffing.public import Method, planning, words
from kim.web.drawings import Shown, shown

SHOWN = ("largest-remainder", "dhondt", "adams")


def errors(compared: Sequence[planning.Compared], chosen: str) -> Shown:
    """One bar a method: how many posts lie elsewhere than by weight alone."""
    bars = tuple(
        Bar(
            label=str(Method(each.method).label), value=None if each.error is None else float(each.error),
            tone="here" if each.method == chosen else "ink",
        )
        for each in compared
        if each.method != "exact"
    )  # fmt: skip
    chart = Bars(
        id="quota-errors", title=_("Quota error by method"), bars=bars, heads=(_("Method"), _("Quota error in posts")),
        description=_("How many posts lie with another municipality than by weight alone, for each method."),
        nothing=_("No method can share the posts like this."),
    )  # fmt: skip
    return shown(chart, width=HALF, decimals=2)


def distances(compared: Sequence[planning.Compared], chosen: str) -> Shown:
    """How far each municipality lies from its exact share, by three methods: the chosen one and two that differ most in kind."""
    results = {each.method: each.result for each in compared if each.result and each.method != "exact"}
    first = [chosen] if chosen in results else []
    picked = [*first, *(method for method in SHOWN if method in results and method != chosen)][:3]
    rows = [{row.unit.key: float(row.deviation) for row in results[method].shares} for method in picked]
    units = [row.unit for row in results[picked[0]].shares] if picked else []
    chart = Dumbbell(
        id="distances", title=_("Distance from the exact share, in posts"), nothing=_("Nothing is calculated yet."),
        head=_("Municipality"), series=tuple(str(Method(method).label) for method in picked), middle=_("exact share"),
        lower=_("less than the share"), upper=_("more than the share"),
        pairs=tuple(Pair(label=unit.name, values=tuple(row.get(unit.key) for row in rows)) for unit in units),
    )  # fmt: skip
    return shown(chart, decimals=2)


def tiles(result: Apportionment, codes: dict[str, str]) -> Shown | None:
    """The shares on the map of the county; a group stands in each of its municipalities."""
    found = {}
    for row in result.shares:
        for key in row.unit.members or (row.unit.key,):
            found[key] = row
    keys = [key for key in codes if key in found]
    if not keys:
        return None
    places = places_for(keys)
    most = max(float(row.share) for row in result.shares) or 1.0
    chart = TileMap(
        id="shares-map", title=_("Shares on the map"), heads=(_("Municipality"), _("Posts")),
        tiles=tuple(
            Tile(
                name=codes[key], place=places[key], figure=words.in_steps(found[key].share) + _star(found[key]),
                step=min(3, int(4 * float(found[key].share) / most)) if found[key].share else None,
            )
            for key in keys
        ),
        description=_("One tile a municipality with its posts; a star marks a share that a group has together."),
        nothing=_("No municipality is recorded yet."), note=_("Not to scale."),
    )  # fmt: skip
    return shown(chart, width=HALF)


def error_tiles(result: Apportionment, codes: dict[str, str]) -> Shown | None:
    """Where the quota error lies: how much more or less than by weight alone each municipality, or its group, gets."""
    found = {key: row for row in result.shares for key in (row.unit.members or (row.unit.key,)) if key in codes}
    if not found:
        return None
    keys = [key for key in codes if key in found]
    places = places_for(keys)
    most = max(abs(float(row.deviation)) for row in result.shares) or 1.0
    chart = TileMap(
        id="errors-map", title=_("Quota error on the map"), heads=(_("Municipality"), _("Deviation in posts")),
        tiles=tuple(
            Tile(
                name=codes[key], place=places[key], figure=_signed(row) + _star(row),
                step=min(3, int(4 * abs(float(row.deviation)) / most)) if row.deviation else None,
            )
            for key, row in ((key, found[key]) for key in keys)
        ),
        description=_("One tile a municipality: how many posts more or less than by weight alone; a star marks a group."),
        nothing=_("No municipality is recorded yet."), note=_("Not to scale."),
    )  # fmt: skip
    return shown(chart, width=HALF)


def _signed(row: Share) -> str:
    text = words.in_steps(row.deviation).lstrip("-−")
    return text if not row.deviation else f"{'+' if row.deviation > 0 else '−'}{text}"


def _star(row: Share) -> str:
    """The mark of a share that a group has together."""
    return " *" if len(row.unit.members) > 1 else ""
