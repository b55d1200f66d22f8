"""What the invented people need of their county: places, case managers, offers, life areas, and so on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kim.casework.demo.rows import Ref

# People under the refugee reception act per municipality in 2017 (Rhein-Kreis Neuss, II/2125/XVI/2017).
PERSONS_2017 = {
    "05162004": 563,
    "05162008": 647,
    "05162012": 198,
    "05162016": 297,
    "05162020": 246,
    "05162022": 272,
    "05162024": 620,
    "05162028": 182,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality, and how many of the people live there in proportion."""

    ref: Ref
    ags: str
    code: str
    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Manager:
    """A case manager with the municipalities they are responsible for."""

    ref: Ref
    key: str
    name: str
    unit: Ref
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keyed:
    """An entry of one of the county's lists; an agency's place is an official key."""

    ref: Ref
    key: str
    name: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class OfferAt:
    """An offer people are referred to; no places means everywhere."""

    ref: Ref
    title: str
    agency: Ref
    life_areas: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    answer_days: int = 14
    wait_days: int = 30


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """What the target-group rule is asked about, as answered at triage."""

    birth: tuple[int | None, int | None, int | None]
    refugee_or_newcomer: str
    child_of_target_group: str
    other_case_management: str
    ags: str
    on: date


def no_rule(_facts: TargetFacts) -> tuple[int | None, str, list[Any]]:
    """A county without a target-group rule: nothing is met or not met."""
    return None, "unknown", []


@dataclass(frozen=True, slots=True)
class DemoProfile:
    """The county as the invented people meet it; the hero is whose day is shown first."""

    county_name: str
    places: tuple[Place, ...]
    managers: tuple[Manager, ...]
    lead: Ref
    life_areas: tuple[Keyed, ...]
    channels: tuple[Keyed, ...]
    closing_reasons: tuple[Keyed, ...]
    referrers: tuple[Keyed, ...]
    offers: tuple[OfferAt, ...]
    spheres: tuple[Keyed, ...] = ()
    keep_years: int | None = None
    hero: str = "brandes"
    reference_pattern: str = "{code}-{yy}-{n}"
    paper_languages: frozenset[str] = frozenset({"ar", "en"})
    target_group: Callable[[TargetFacts], tuple[int | None, str, list[Any]]] = no_rule
    by_place: dict[str, tuple[Manager, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note who is responsible where; a place without anybody goes to everybody."""
        for place in self.places:
            here = tuple(manager for manager in self.managers if place.ags in manager.places)
            self.by_place[place.ags] = here or self.managers

    def is_hero(self, manager: Manager) -> bool:
        """Whether this case manager's day is the one shown first."""
        return self.hero in manager.key


def _keyed(*keys: str) -> tuple[Keyed, ...]:
    return tuple(Keyed(key, key, key) for key in keys)


def _offer(title: str, agency: str, areas: str, answer_days: int, wait_days: int) -> OfferAt:
    return OfferAt(title, title, agency, tuple(areas.split()), (), answer_days, wait_days)


def sample_profile() -> DemoProfile:
    """A county to try the generator on: the municipalities of Rhein-Kreis Neuss, with invented staff."""
    named = (
        "Dormagen DO",
        "Grevenbroich GV",
        "Jüchen JU",
        "Kaarst KA",
        "Korschenbroich KO",
        "Meerbusch ME",
        "Neuss NE",
        "Rommerskirchen RO",
    )
    pairs = zip(PERSONS_2017.items(), (name.split() for name in named), strict=True)
    places = tuple(Place(ags, ags, code, name, weight) for (ags, weight), (name, code) in pairs)
    team = "case-management"
    managers = (
        Manager("brandes", "brandes", "Katrin Brandes", team, ("05162008", "05162012")),
        Manager("yilmaz", "yilmaz", "Deniz Yilmaz", team, ("05162024",)),
        Manager("hoffmann", "hoffmann", "Jonas Hoffmann", team, ("05162024", "05162016")),
        Manager("peters", "peters", "Lea Peters", team, ("05162004", "05162028")),
        Manager("wagner", "wagner", "Tim Wagner", team, ("05162020", "05162022")),
    )
    return DemoProfile(
        county_name="Rhein-Kreis Neuss",
        places=places,
        managers=managers,
        lead="lead",
        life_areas=_keyed(
            "residence",
            "language",
            "work",
            "school_childcare",
            "housing",
            "health",
            "family",
            "income",
            "authorities",
        ),
        channels=_keyed("self", "family", "jobcenter", "jmd", "school", "outreach"),
        closing_reasons=_keyed("goals_reached", "goals_partly_reached", "moved", "lost_contact", "own_wish"),
        referrers=_keyed("jobcenter", "jmd", "school"),
        spheres=_keyed("asylblg", "sgb-ii"),
        offers=(
            _offer("B1-Kurs mit Kinderbetreuung", "vhs", "language", 10, 60),
            _offer("A2-Kurs am Abend", "vhs", "language", 10, 30),
            _offer("Beratung zur Berufsanerkennung", "jobcenter", "work training", 14, 20),
            _offer("Kita-Platz", "youth-office", "school_childcare family", 21, 120),
            _offer("Wohnungsvermittlung", "welfare", "housing", 14, 90),
            _offer("Psychosoziale Beratung", "counselling", "health family", 10, 45),
            _offer("Schuldnerberatung", "counselling", "income debts_consumer authorities", 10, 25),
            _offer("Beratung zum Aufenthaltsrecht", "counselling", "residence", 7, 14),
        ),
    )
