"""Households: who lives together, what they are called, where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from kim.casework import names
from kim.casework.demo.desk import Desk, between, pick, weighted
from kim.casework.demo.origins import ORIGINS, Name, Origin
from kim.casework.demo.profile import Manager, Place
from kim.casework.demo.rows import Person

SHAPES = ((0.38, "single"), (0.13, "couple"), (0.33, "family"), (0.13, "one_parent"), (0.03, "with_parent"))
CHILDREN = ((0.34, 1), (0.38, 2), (0.19, 3), (0.09, 4))
ORIGIN_SHARES = tuple((origin.weight / sum(o.weight for o in ORIGINS), origin) for origin in ORIGINS)


@dataclass(slots=True)
class Member:
    """One person of a household and what the story needs to know about them."""

    person: Person
    role: str
    sex: str
    birth_year: int


@dataclass(slots=True)
class Household:
    """People who live together; its number in the county decides its place and its luck."""

    index: int
    rng: Random
    origin: Origin
    place: Place
    manager: Manager
    languages: tuple[str, ...]
    nationality: str
    entered: int
    members: list[Member]
    has_children: bool = False
    one_parent: bool = False
    number: int | None = None

    def live_together(self, members: list[Member]) -> None:
        """Note who lives here."""
        roles = {member.role for member in members}
        self.members = members
        self.has_children = "child" in roles
        self.one_parent = self.has_children and "partner" not in roles


@dataclass(slots=True)
class _Family:
    """Names that run in the household."""

    name: Name
    spelling: str
    father: Name | None = None


def household(desk: Desk, rng: Random, index: int, room: int) -> Household:
    """The household of this number, with at most `room` people."""
    origin, place = weighted(rng, ORIGIN_SHARES), desk.place(index)
    entered = _entered(desk, rng, origin)
    home = Household(
        index,
        rng,
        origin,
        place,
        desk.manager(place, index),
        pick(rng, origin.languages),
        pick(rng, origin.nationalities),
        entered,
        [],
    )
    family_name = pick(rng, origin.families)
    family = _Family(family_name, pick(rng, family_name.spellings))
    home.live_together([_member(desk, home, family, part) for part in _shape(desk, rng)[:room]])
    home.number = next(desk.numbers.household) if len(home.members) > 1 else None
    return home


def _shape(desk: Desk, rng: Random) -> list[tuple[str, str, int]]:
    """Roles, sexes and birth years; the first is the one who came to KIM."""
    shape, year = weighted(rng, SHAPES), desk.calendar.day(desk.calendar.today).year
    sex = weighted(rng, ((0.55, "f"), (0.445, "m"), (0.005, "d")))
    birth = year - weighted(
        rng, ((0.62, between(rng, 19, 35)), (0.3, between(rng, 36, 52)), (0.08, between(rng, 53, 74)))
    )
    people = [("head", sex, birth)]
    if shape in ("couple", "family"):
        people.append(("partner", "m" if sex == "f" else "f", birth + between(rng, -6, 6)))
    if shape in ("family", "one_parent"):
        oldest = min(year - 1, max(birth + 18, year - 17))
        people += [("child", pick(rng, "fm"), between(rng, oldest, year - 1)) for _ in range(weighted(rng, CHILDREN))]
    if shape == "with_parent":
        people.append(("parent", pick(rng, "fm"), birth - between(rng, 19, 34)))
    return [(role, who, max(min(born, year - (17 if role != "child" else 0)), 1926)) for role, who, born in people]


def _member(desk: Desk, home: Household, family: _Family, part: tuple[str, str, int]) -> Member:
    role, sex, birth_year = part
    rng, origin = home.rng, home.origin
    given = pick(rng, origin.women if sex == "f" else origin.men)
    surname, spelling = _surname(rng, origin, family, role, sex)
    if origin.fathers_name and sex != "f" and role in ("head", "partner"):
        family.father = given
    native = f"{given.native} {surname.native}" if given.native and surname.native and rng.random() < 0.7 else ""
    person = _person(desk, home, (pick(rng, given.spellings), spelling, native), sex, birth_year)
    return Member(person, role, sex, birth_year)


def _surname(rng: Random, origin: Origin, family: _Family, role: str, sex: str) -> tuple[Name, str]:
    """Mostly the household's; some wives keep their own, some children bear their father's given name."""
    if role == "child" and family.father:
        return family.father, family.father.spellings[0]
    own = role == "parent" or (origin.wife_keeps_name and role == "partner" and rng.random() < 0.7)
    if own:
        name = pick(rng, origin.families)
        return name, pick(rng, name.spellings)
    spelling = pick(rng, family.name.spellings) if rng.random() < 0.08 else family.spelling
    return family.name, spelling


def _person(desk: Desk, home: Household, called: tuple[str, str, str], sex: str, birth_year: int) -> Person:
    given, family, native = called
    birth = _birth(home.rng, home.origin, birth_year)
    everything = f"{given} {family} {native}"
    said = (
        sex
        if home.rng.random() < 0.97
        else weighted(home.rng, ((0.7, "not_asked"), (0.2, "not_known"), (0.1, "refused")))
    )
    registered = desk.calendar.work(max(home.entered + between(home.rng, 10, 300), desk.calendar.today - 720))
    return Person(
        next(desk.numbers.person),
        given,
        family,
        native,
        home.origin.script_language if native else "",
        said,
        *birth,
        home.place.ref,
        home.rng.random() < 0.012,
        names.sort_key(family, given)[:260],
        names.normalise(everything)[:500],
        names.keys(everything)[:40],
        desk.calendar.moment(min(registered, desk.calendar.today)),
    )


def _birth(rng: Random, origin: Origin, year: int) -> tuple[str, int | None, int | None, int | None]:
    """Whether the day of birth is given, and what is known of it; offices write 1 January when it is not."""
    known = weighted(rng, ((0.94, "given"), (0.03, "not_asked"), (0.02, "not_known"), (0.01, "refused")))
    if known != "given":
        return known, None, None, None
    if rng.random() < origin.birthdays_unknown:
        return ("given", year, 1, 1) if rng.random() < 0.7 else ("given", year, None, None)
    month = between(rng, 1, 12)
    return "given", year, month, between(rng, 1, 28) if rng.random() < 0.99 else None


def _entered(desk: Desk, rng: Random, origin: Origin) -> int:
    """The day of entry: not before people of this origin usually came, and rather recently."""
    year = desk.calendar.day(desk.calendar.today).year
    earliest = desk.calendar.today - 365 * max(year - origin.arrived_from, 1)
    span = max(desk.calendar.today - 45 - earliest, 1)
    return earliest + int(span * (1 - rng.random() ** 1.4))
