"""Who could take over which case: a proposal by rule, which people then look through and change."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from kim.casework.load import Board, Load
from kim.casework.models import Case
from kim.organisation.public import User


class Why(models.TextChoices):
    """What the proposal rests on."""

    AREA = "area", _("responsible for the area")
    LEAST = "least", _("lowest load per post")
    NOBODY = "nobody", _("nobody is there who could take over")


@dataclass(frozen=True)
class Proposal:
    """One case with whoever could take it, and why."""

    case: Case
    to: User | None
    why: Why


def candidates(board: Board, *, without: Iterable[int] = ()) -> list[Load]:
    """Who can take cases on this day: case managers who hold a part of a post and are not away."""
    left_out = set(without)
    return [
        load
        for load in board.loads
        if load.in_service and load.fte and not load.is_away(board.on) and load.user.pk not in left_out
    ]


def propose(cases: Iterable[Case], board: Board, weights: dict[str, Decimal]) -> list[Proposal]:
    """For each case the area's case manager on the day, else the lowest load per post; what was proposed counts for the next."""
    cases = list(cases)
    carried = {load.user.pk: load.weight for load in board.loads}
    found = {}
    for case in sorted(cases, key=lambda case: (-weights.get(case.phase, Decimal(1)), case.pk)):
        able = candidates(board, without=[case.assigned_to_id])
        near = [load for load in able if case.municipality_id in {place.pk for place in load.areas}]
        if not able:
            found[case.pk] = Proposal(case, None, Why.NOBODY)
            continue
        weight = weights.get(case.phase, Decimal(1))
        chosen = min(near or able, key=lambda load: ((carried[load.user.pk] + weight) / load.fte, load.user.pk))
        carried[chosen.user.pk] += weight
        found[case.pk] = Proposal(case, chosen.user, Why.AREA if near else Why.LEAST)
    return [found[case.pk] for case in cases]
