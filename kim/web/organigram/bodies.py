"""The bodies of a day as drawings: which reports to which, and which organisation sits where."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from kim.charts import FULL, Edge, Graph, Node
from kim.organisation.public import Agency, Body, User
from kim.steering.public import HolderKind, Seat, SeatHolder
from kim.web.drawings import Shown, shown
from kim.web.organigram.structure import bodies_on
from kim.web.steering.views.ways import way


@dataclass
class Seated:
    """A body with its seats of the day."""

    body: Body
    seats: list[Any] = field(default_factory=list)

    @property
    def chair(self) -> str:
        """Who leads it."""
        held = [holder for seat in self.seats for holder in seat.now if holder.chairs]
        return held[0].label if held else ""

    @property
    def vacant(self) -> int:
        """Seats nobody holds."""
        return sum(not seat.now for seat in self.seats)


def seated_on(day: date) -> list[Seated]:
    """The bodies of the day with seats and members, in three queries."""
    found = {body.pk: Seated(body) for body in bodies_on(day)}
    members = SeatHolder.objects.on(day).filter(kind=HolderKind.MEMBER).select_related("user")
    seats = Seat.objects.on(day).filter(body__in=found).select_related("agency")
    for seat in seats.prefetch_related(Prefetch("holders", members, to_attr="now")):
        found[seat.body_id].seats.append(seat)
    return list(found.values())


def lines_drawing(rows: list[Seated], links: bool, me: User) -> Shown:
    """Each body below the one it reports to, with its chair and how many seats are taken. Those the reader sits in are yellow."""
    there = {row.body.pk for row in rows}
    nodes = tuple(
        Node(
            id=f"body-{row.body.pk}", label=row.body.name, notes=tuple(_notes(row)), kind="here" if _sits(row, me) else "strong",
            href=way("body_detail", row.body.pk) if links else "",
        )
        for row in rows
    )  # fmt: skip
    above = ((row.body.pk, row.body.parent_id) for row in rows if row.body.parent_id in there)
    graph = Graph(
        id="bodies",
        title=_("Bodies"),
        description=_("On the left the body to which those on its right report."),
        nothing=_("There is nothing recorded for this day."),
        heads=(_("Above"), _("Relation"), _("Below")),
        words={"solid": _("reports to the one above")},
        nodes=nodes,
        edges=tuple(Edge(start=f"body-{parent}", end=f"body-{child}", kind="solid") for child, parent in above),
    )
    return shown(graph, width=FULL)


def _sits(row: Seated, me: User) -> bool:
    return any(holder.user_id == me.pk for seat in row.seats for holder in seat.now)


def _notes(row: Seated) -> list[str]:
    taken = len(row.seats) - row.vacant
    notes = [row.body.get_level_display()]
    if row.chair:
        notes.append(_("Chair: %(name)s") % {"name": row.chair})
    if row.seats:
        text = ngettext("%(taken)s of %(number)s seat taken", "%(taken)s of %(number)s seats taken", len(row.seats))
        notes.append(text % {"taken": taken, "number": len(row.seats)})
    return notes


def seats_drawing(rows: list[Seated]) -> Shown:
    """On the left the bodies, on the right who sits in them; who leads one is tied to it by the strong line, a vacant seat by dots."""
    offices: dict[str, Node] = {}
    ties: dict[tuple[str, str], str] = {}
    ranks = {"solid": 0, "thin": 1, "dotted": 2}
    for row in rows:
        for seat in row.seats:
            end = _office(seat, offices)
            kind = "dotted" if not seat.now else "solid" if any(one.chairs for one in seat.now) else "thin"
            tie = (f"in-{row.body.pk}", end)
            ties[tie] = min(ties.get(tie, kind), kind, key=ranks.__getitem__)
    bodies = [Node(id=f"in-{row.body.pk}", label=row.body.name, kind="strong", layer=0) for row in rows if row.seats]
    graph = Graph(
        id="seats",
        title=_("Who sits in which body"),
        description=_("On the left the bodies, on the right the organisations that have a seat in them."),
        nothing=_("No body has a seat on this day."),
        heads=(pgettext("steering", "Body"), _("Relation"), _("Organisation")),
        words={"solid": _("holds the chair"), "thin": _("has a seat"), "dotted": _("seat is vacant")},
        nodes=(*bodies, *sorted(offices.values(), key=lambda node: node.label)),
        edges=tuple(Edge(start=start, end=end, kind=kind) for (start, end), kind in ties.items()),  # type: ignore[arg-type]
    )
    return shown(graph, width=FULL)


def _office(seat: Any, offices: dict[str, Node]) -> str:
    """The organisation of a seat; where none is named, the seat itself. The same name in two bodies is one office."""
    name = seat.agency.name if isinstance(seat.agency, Agency) else seat.name
    if name not in offices:
        offices[name] = Node(id=f"office-{len(offices)}", label=name, kind="soft", layer=1)
    return offices[name].id


def by_body(rows: list[Seated]) -> list[dict[str, Any]]:
    """The same in words, for phones and paper: each body with chair and seats."""
    told = []
    for row in rows:
        names: dict[str, list[str]] = defaultdict(list)
        for seat in row.seats:
            names[seat.name] += [holder.label for holder in seat.now]
        told.append(
            {"row": row, "notes": _notes(row), "seats": [(name, ", ".join(who)) for name, who in names.items()]}
        )
    return told
