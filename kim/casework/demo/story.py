"""The course of one case: which phases it went through and when, and what the tellings gather on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from kim.casework.demo.desk import Desk, between, weighted
from kim.casework.demo.households import Household, Member
from kim.casework.demo.profile import Keyed, Manager

CHAIN = (
    "access",
    "first_advice",
    "assessment",
    "goal_agreement",
    "service_steering",
    "monitoring",
    "re_assessment",
)
DAYS_IN_PHASE = {
    "access": (3, 12), "first_advice": (7, 28), "assessment": (10, 40), "goal_agreement": (7, 28),
    "service_steering": (40, 150), "monitoring": (40, 120), "re_assessment": (7, 25), "closed": (40, 220),
}  # fmt: skip
NOW_IN = (
    (0.08, "access"), (0.16, "first_advice"), (0.17, "assessment"), (0.14, "goal_agreement"),
    (0.25, "service_steering"), (0.14, "monitoring"), (0.06, "re_assessment"),
)  # fmt: skip
CLOSED_FROM = (
    (0.15, "first_advice"),
    (0.15, "assessment"),
    (0.3, "service_steering"),
    (0.25, "monitoring"),
    (0.15, "re_assessment"),
)
REOPENED = 0.06
TWICE_AROUND = 0.3


@dataclass(slots=True)
class Chapter:
    """One phase from its first day to its last; the last chapter has none."""

    phase: str
    start: int
    end: int | None = None

    def until(self, today: int) -> int:
        """Its last day so far."""
        return today if self.end is None else self.end


@dataclass(slots=True)
class Story:
    """A case while it is told: its people, its chapters, and its rows."""

    desk: Desk
    rng: Random
    home: Household
    client: Member
    manager: Manager
    case: int
    chapters: list[Chapter]
    interpreter: bool
    language: str
    rows: list[Any] = field(default_factory=list)
    due: list[int] = field(default_factory=list)
    reference: str = ""
    last_contact: int | None = None
    review: int | None = None
    needs: dict[str, int] = field(default_factory=dict)
    goals: list[Any] = field(default_factory=list)
    reopenings: dict[int, str] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    endings: dict[int, Keyed] = field(default_factory=dict)
    consents: dict[Any, Any] = field(default_factory=dict)

    @property
    def today(self) -> int:
        """The day on which the county is looked at."""
        return self.desk.calendar.today

    @property
    def opened(self) -> int:
        """The first day of the case."""
        return self.chapters[0].start

    @property
    def phase(self) -> str:
        """Where the case stands."""
        return self.chapters[-1].phase

    @property
    def is_closed(self) -> bool:
        """Whether it stands at its end."""
        return self.phase == "closed"

    def day(self, ordinal: int) -> date:
        """The date of a day number."""
        return self.desk.calendar.day(ordinal)

    def workday_between(self, first: int, last: int) -> int:
        """Some working day from first to last, never before the first."""
        return max(self.desk.calendar.work(between(self.rng, first, max(first, last))), first)


def chapters(desk: Desk, rng: Random, at: float) -> list[Chapter]:
    """The phases of a case that stands at this point of the even sequence."""
    open_share = desk.scale.open_share
    phases = _open_way(rng, at / open_share) if at < open_share else _closed_way(rng)
    lengths = [between(rng, *DAYS_IN_PHASE[phase]) for phase in phases]
    lengths[-1] = int(lengths[-1] * rng.random() * 0.9)
    today = desk.calendar.today
    end = today
    if phases[-1] == "closed":
        end, lengths[-1] = today - 3 - int(desk.scale.years * 365 * rng.random()), 0
    starts = [end - sum(lengths[number:]) for number in range(len(lengths))]
    days = [desk.calendar.work(min(start, today)) for start in starts]
    return [Chapter(phase, day, end) for phase, day, end in zip(phases, days, [*days[1:], None], strict=True)]


def _open_way(rng: Random, at: float) -> list[str]:
    """The way to the phase in which an open case stands, some of them for the second time."""
    now = _share_at(at)
    way = list(CHAIN[: CHAIN.index(now) + 1])
    if now in ("goal_agreement", "service_steering", "monitoring") and rng.random() < TWICE_AROUND:
        return [*CHAIN, *_again(now)]
    if now in ("goal_agreement", "service_steering") and rng.random() < REOPENED / (TWICE_AROUND * 0.8):
        return [*CHAIN[:6], "closed", *_again(now)]
    return way


def _closed_way(rng: Random) -> list[str]:
    """The way of a case that has ended."""
    last = weighted(rng, CLOSED_FROM)
    way = list(CHAIN[: CHAIN.index(last) + 1])
    if last in ("service_steering", "monitoring") and rng.random() < TWICE_AROUND:
        way = [*CHAIN, *_again(last)]
    return [*way, "closed"]


def _again(now: str) -> tuple[str, ...]:
    """From the goals once more up to the named phase."""
    return CHAIN[3 : CHAIN.index(now) + 1]


def _share_at(at: float) -> str:
    for share, phase in NOW_IN:
        at -= share
        if at < 0:
            return phase
    return NOW_IN[-1][1]
