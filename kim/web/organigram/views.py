"""The organisation chart as a page: for everybody who may look up the county."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kim.organisation.public import Permission, User
from kim.privacy.public import reading
from kim.steering.public import access
from kim.web.organigram import bodies, drawing, structure
from kim.web.organigram.forms import ChartForm
from kim.web.organigram.structure import Block, Over, PostOnDay
from kim.web.templatetags.office import period_of
from kim.web.wording import day, grouped


@require_safe
@reading
def organigram(request: HttpRequest) -> HttpResponse:
    """Units and posts of a day, or its bodies: who holds, supervises and employs; narrowed to a block if asked for."""
    if not request.user.has(Permission.COUNTY_READ):
        raise PermissionDenied
    today = timezone.localdate()
    asked = request.GET.copy()
    asked["on"] = asked.get("on", "").strip() or f"{today:%d.%m.%Y}"
    form = ChartForm(asked, blocks=range(1, 100))
    valid = form.cleaned_data if form.is_valid() else {}
    on, chosen = valid.get("on") or today, valid.get("block")
    blocks = structure.blocks_on(on)
    shown = [block for block in blocks if chosen in (None, block.number)]
    dated = {"on": f"{on:%d.%m.%Y}"} if on != today else {}
    common = {"form": form, "on": on, "is_today": on == today, "crumbs": _crumbs()}
    if asked.get("ansicht") == "gremien":
        context = common | _bodies_view(request, on) | {"switch": _switch(dated, bodies=True)}
        return render(request, "organigram/bodies.html", context, status=422 if form.errors else 200)
    context = common | {
        "switch": _switch(dated, bodies=False),
        "chosen": chosen,
        "filters": _filters(blocks, chosen, on if on != today else None),
        "sums": [(block, drawing.posts_in_words(block.fte)) for block in blocks],
        "blocks": [_with_drawing(block, request.user) for block in shown],
        "over": [_over_words(each, over) for block in shown for each in block.posts for over in each.over],
        "unsupervised": _("without professional supervision"),
        "units": drawing.units_drawing(structure.units_on(on)),
    }
    return render(request, "organigram/chart.html", context, status=422 if form.errors else 200)


def _crumbs() -> list[dict[str, str]]:
    return [
        {"label": _("County"), "url": reverse("office:county")},
        {"label": _("Organisation chart"), "url": ""},
    ]


def _switch(dated: dict[str, str], *, bodies: bool) -> list[dict[str, Any]]:
    """Offices and posts, or bodies: two pictures, for one would be too wide to read."""
    address = reverse("organigram:chart")
    ways = (({}, _("Offices and posts")), ({"ansicht": "gremien"}, _("Bodies")))
    return [
        {"label": label, "url": f"{address}?{urlencode(more | dated)}".rstrip("?"), "current": bool(more) == bodies}
        for more, label in ways
    ]


def _bodies_view(request: HttpRequest, on: date) -> dict[str, Any]:
    """The bodies of the day; those who have a page of steering get from each to its page."""
    user: Any = request.user
    rows = bodies.seated_on(on)
    links = access.reach_of(user).anything
    return {
        "lines": bodies.lines_drawing(rows, links, user),
        "seats": bodies.seats_drawing(rows),
        "told": bodies.by_body(rows),
        "links": links,
    }


def _filters(blocks: list[Block], chosen: int | None, on: date | None) -> list[dict[str, Any]]:
    dated = {"on": f"{on:%d.%m.%Y}"} if on else {}
    address = reverse("organigram:chart")
    rows = []
    for block in blocks:
        active = block.number == chosen
        query = urlencode(dated if active else dated | {"block": block.number})
        label = _("Block %(number)s") % {"number": block.number}
        rows.append({"label": label, "on": active, "url": f"{address}?{query}" if query else address})
    return rows


def _over_words(each: PostOnDay, over: Over) -> str:
    """Which post, held by whom, how much instead of how much, on which days."""
    text = _("%(post)s (%(names)s): %(held)s instead of %(fte)s, %(days)s") % {
        "post": each.post.title,
        "names": ", ".join(str(holder.user) for holder in over.holders),
        "held": grouped(over.held, 2),
        "fte": grouped(each.post.fte, 2),
        "days": day(over.first) if over.first == over.last else period_of(over.first, over.last),
    }
    return text.removesuffix(", ")


def _with_drawing(block: Block, me: User) -> dict[str, Any]:
    def link(each: PostOnDay) -> str:
        return f"{reverse('office:county_part', args=['personalstellen'])}#post-{each.post.key}"

    groups = [(unit, [_told(each, link(each), me) for each in posts]) for unit, posts in block.groups]
    return {"block": block, "drawing": drawing.block_drawing(block, link, me), "groups": groups}


def _told(each: PostOnDay, url: str, me: User) -> dict[str, Any]:
    """A post in words, for the list that phones and paper get."""
    return {
        "post": each.post,
        "url": url,
        "holders": drawing.holder_words(each),
        "share": drawing.share(each),
        "state": drawing.state_words(each),
        "vacant": each.is_vacant,
        "mine": each.is_held_by(me),
        "employers": each.employers,
        "line": each.line,
        "areas": drawing.area_words(each),
    }
