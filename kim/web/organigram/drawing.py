"""The structure as drawings: a graph a block, and the tree of units."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from kim.charts import FULL, Edge, Graph, Node
from kim.organisation.public import Unit, User
from kim.web.drawings import Shown, shown
from kim.web.organigram.structure import Block, PostOnDay
from kim.web.wording import grouped

Link = Callable[[PostOnDay], str]


def block_drawing(block: Block, link: Link, me: User) -> Shown:
    """Who supervises on the left, the posts in the middle, who employs on the right. The reader's own post is yellow."""
    edges: list[Edge] = []
    sides: dict[str, Node] = {}
    for each in block.posts:
        own = f"post-{each.post.pk}"
        for units, kind in ((each.professional, "solid"), (each.line, "dashed")):
            for unit in units:
                start = f"unit-{unit.pk}"
                sides.setdefault(start, Node(id=start, label=unit.name, kind="strong", layer=0))
                edges.append(Edge(start=start, end=own, kind=kind))  # type: ignore[arg-type]
        for agency in each.employers:
            end = f"agency-{agency.pk}"
            sides.setdefault(end, Node(id=end, label=agency.name, kind="soft", layer=2))
            edges.append(Edge(start=own, end=end, kind="dotted"))
    posts = tuple(_post(each, link, me) for each in block.posts)
    graph = Graph(
        id=f"block-{block.number}-chart",
        title=_("Posts of block %(number)s, who supervises and who employs") % {"number": block.number},
        description=_("Left the units that supervise, in the middle the posts, right the employers."),
        nothing=_("This block has no post on this day."),
        heads=(_("From"), _("Relation"), _("to whom")),
        words={"solid": _("professional"), "dashed": _("line"), "dotted": _("Employer")},
        nodes=(*sides.values(), *posts) if posts else (),
        edges=tuple(dict.fromkeys(edges)),
    )
    return shown(graph, width=FULL)


def _post(each: PostOnDay, link: Link, me: User) -> Node:
    kind = "vacant" if each.is_vacant else "here" if each.is_held_by(me) else "plain"
    notes = (", ".join(holder_words(each)), ", ".join([share(each), *state_words(each)]), *area_words(each))
    return Node(
        id=f"post-{each.post.pk}", label=each.post.title, notes=notes, kind=kind, layer=1, href=link(each)  # type: ignore[arg-type]
    )  # fmt: skip


def area_words(each: PostOnDay) -> tuple[str, ...]:
    """The municipalities it covers on the day, on a line of their own; more than three are counted."""
    if not each.areas:
        return ()
    if len(each.areas) > 3:
        return (_("%(number)s municipalities") % {"number": len(each.areas)},)
    return (_("Area: %(places)s") % {"places": ", ".join(each.areas)},)


def holder_words(each: PostOnDay) -> list[str]:
    """Who holds it, with the share where several do; or that nobody does."""
    if each.is_vacant:
        return [pgettext("post", "vacant")]
    if len(each.holders) == 1:
        return [str(each.holders[0].user)]
    return [f"{holder.user} {grouped(holder.fte.normalize())}" for holder in each.holders]


def share(each: PostOnDay) -> str:
    """How much of a post it is: 1 Stelle, 0,5 Stelle."""
    return posts_in_words(each.post.fte)


def posts_in_words(fte: object) -> str:
    """So many posts, counted in full-time ones."""
    number = float(str(fte))
    text = ngettext("%(number)s post", "%(number)s posts", 1 if number <= 1 else 2)
    return text % {"number": grouped(int(number) if number == int(number) else number)}


def state_words(each: PostOnDay) -> list[str]:
    """What is out of the ordinary: a part is free, more is held than there is."""
    if each.held > each.post.fte:
        return [_("%(held)s held") % {"held": grouped(float(each.held))}]
    if each.free and not each.is_vacant:
        return [_("%(free)s vacant") % {"free": grouped(float(each.free))}]
    return []


def units_drawing(units: Iterable[Unit]) -> Shown:
    """Units below the units they belong to, with their employers."""
    units = list(units)
    nodes = [
        Node(
            id=f"unit-{unit.pk}", label=unit.name, kind="strong",
            notes=(unit.employer.name,) if unit.employer else (),
        )
        for unit in units
    ]  # fmt: skip
    title, description = _("Units"), _("Units, and to which unit each belongs.")
    return _tree("units", title, description, nodes, [(unit.pk, unit.parent_id) for unit in units], "unit")


def _tree(
    name: str, title: str, description: str, nodes: list[Node], parents: list[tuple[int, int | None]], kind: str
) -> Shown:
    there = {node.id for node in nodes}
    ties = ((f"{kind}-{parent}", f"{kind}-{child}") for child, parent in parents)
    graph = Graph(
        id=name,
        title=title,
        description=description,
        nothing=_("There is nothing recorded for this day."),
        heads=(_("Above"), _("Relation"), _("Below")),
        words={"thin": _("belongs to")},
        nodes=tuple(nodes),
        edges=tuple(Edge(start=start, end=end, kind="thin") for start, end in ties if start in there),
    )
    return shown(graph, width=FULL)
