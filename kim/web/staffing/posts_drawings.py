"""All posts over time as lanes, and the area of one post as tiles."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kim.charts import FULL, HALF, Gantt, Lane, Mark, Span, Tile, TileMap, places_for
from kim.organisation.public import Municipality, PostHolder
from kim.staffing.public import posts, vacancy
from kim.web.drawings import Shown, shown
from kim.web.staffing.posts_words import share, what_of


def timeline(rows: Sequence[posts.OverTime], moves: Iterable[posts.Change]) -> Shown:
    """One lane a post: who holds it when, and dotted where nobody does; a line down where posts move."""
    first, last, today = (rows[0].first, rows[0].last, rows[0].today) if rows else (date.min, date.max, date.min)
    chart = Gantt(
        id="posts-over-time", title=_("Posts over time"), lanes=tuple(_lane(each) for each in rows),
        heads=(pgettext("post", "Post"), pgettext("post", "Holder"), _("From"), _("Until")), marks=_marks(moves, first, last),
        today=today if first <= today <= last else None, today_label=_("today"), start=first, end=last,
        description=_("One line a post: a bar for each holder, a dotted one where nobody holds it."),
        nothing=_("No post exists in this year."), open_end="–",
    )  # fmt: skip
    return shown(chart, width=FULL)


def _lane(each: posts.OverTime) -> Lane:
    held = [_held(row, each) for row in posts.during(each.holders, each.first, each.last)]
    free = [_free(gap, each) for gap in each.vacant]
    return Lane(name=each.post.title, spans=(*held, *free), href=reverse("staffing:post_detail", args=[each.post.pk]))


def _held(row: PostHolder, each: posts.OverTime) -> Span:
    coming = bool(row.valid_from and row.valid_from > each.today)
    kind: Literal["coming", "done"] = "coming" if coming else "done"
    label = row.user.last_name or str(row.user)
    return Span(
        label=label if row.fte == each.post.fte else f"{label} {share(row.fte)}", kind=kind, start=row.valid_from, end=row.valid_to
    )  # fmt: skip


def _free(gap: vacancy.Vacancy, each: posts.OverTime) -> Span:
    label = pgettext("recruiting", "vacant")
    words = label if gap.fte == each.post.fte else f"{label} {share(gap.fte)}"
    return Span(label=words, kind="expected", start=gap.start, end=gap.end)


def _marks(moves: Iterable[posts.Change], first: date, last: date) -> tuple[Mark, ...]:
    """One line a day and house, with how many posts move there."""
    found: dict[tuple[date, str], set[int]] = {}
    for change in moves:
        if change.begins and first <= change.on <= last:
            found.setdefault((change.on, what_of(change.row)), set()).add(change.post.pk)
    return tuple(
        Mark(day=day, label=name, note=_("%(n)s posts") % {"n": len(of)} if len(of) > 1 else _("1 post"), kind="coming")
        for (day, name), of in sorted(found.items())
    )


def area(each: posts.OverTime, places: Sequence[Municipality]) -> Shown | None:
    """The county as tiles; those this post is responsible for today are filled."""
    own = {row.municipality_id for row in posts.during(each.catchments, each.today, each.today)}
    if not own or len(own) == len(places):
        return None
    where = places_for([place.ags for place in places])
    chart = TileMap(
        id="post-area", title=_("Area of the post"), heads=(_("Municipality"), _("Responsible")), note=_("Not to scale."),
        tiles=tuple(
            Tile(
                name=place.name, code=place.code, place=where[place.ags], figure=_("yes") if place.pk in own else "–",
                step=2 if place.pk in own else None,
            )
            for place in places
        ),
        description=_("One tile a municipality; filled where this post is responsible."),
        nothing=_("No municipality is recorded yet."),
    )  # fmt: skip
    return shown(chart, width=HALF)
