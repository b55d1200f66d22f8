"""Whether observations of a kind became fewer after something was done: counts per month, a careful rule, plain words.

The rule: under no change the observations after are a share of all of them, by the number of months (a conditional binomial test,
one-sided). Observations come in bursts, so what the months vary more than chance would have it divides both counts first. Only
what would come about by chance in less than one of fifty such series is called fallen or risen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, comb, floor

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kim.steering.models.order import EffectResult

SURE = 0.02
FEWEST = 6


@dataclass(frozen=True)
class Effect:
    """Observations per month before and after, and what they say. `spread` is how much more than chance the months vary (1: as chance)."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    result: EffectResult
    chance: float
    spread: float

    @property
    def sentence(self) -> str:
        """What the figures say, in one plain sentence."""
        b, a = sum(self.before), sum(self.after)
        counts = _("%(before)s %(months_before)s before, %(after)s %(months_after)s after") % {
            "before": ngettext("%d observation", "%d observations", b) % b,
            "months_before": ngettext("in %d month", "in %d months", len(self.before)) % len(self.before),
            "after": ngettext("%d observation", "%d observations", a) % a,
            "months_after": ngettext("in %d month", "in %d months", len(self.after)) % len(self.after),
        }
        return f"{_WORDS[self.result]()} {counts}."


def compare(before: Sequence[int], after: Sequence[int]) -> Effect:
    """Compare observations per month before and after; each a sequence of counts, oldest month first.

    Raises ValueError where one of them has no month or a count is negative.
    """
    if not before or not after or min(*before, *after) < 0:
        raise ValueError("Both sides need at least one month, and no count is below zero.")
    spread = _spread(before, after)
    b, a = sum(before), sum(after)
    share = len(after) / (len(before) + len(after))
    # Rounded so that neither direction is helped.
    fallen = _at_most(ceil(a / spread), floor(b / spread) + ceil(a / spread), share)
    risen = _at_most(ceil(b / spread), ceil(b / spread) + floor(a / spread), 1 - share)
    if (a + b) / spread < FEWEST:
        result = EffectResult.TOO_FEW
    elif fallen < SURE:
        result = EffectResult.FALLEN
    elif risen < SURE:
        result = EffectResult.RISEN
    else:
        result = EffectResult.NOT_FALLEN
    return Effect(tuple(before), tuple(after), result, min(fallen, risen), spread)


def _spread(before: Sequence[int], after: Sequence[int]) -> float:
    """How much the months vary around the mean of their side, by what chance would make them vary; never below one."""
    parts: list[float] = []
    freedom = 0
    for side in (before, after):
        mean = sum(side) / len(side)
        if mean:
            parts += [(count - mean) ** 2 / mean for count in side]
            freedom += len(side) - 1
    return max(1.0, sum(parts) / freedom) if freedom else 1.0


def _at_most(hits: int, of: int, share: float) -> float:
    """Chance of this many hits or fewer out of so many, each with this share."""
    return sum(comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(min(hits, of) + 1))


_WORDS = {
    EffectResult.FALLEN: lambda: _("Observations of this kind have become clearly fewer:"),
    EffectResult.RISEN: lambda: _("Observations of this kind have become clearly more:"),
    EffectResult.NOT_FALLEN: lambda: _("No clear change; the difference may be chance:"),
    EffectResult.TOO_FEW: lambda: _("There are too few observations to tell:"),
}
