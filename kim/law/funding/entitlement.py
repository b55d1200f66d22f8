"""What a county may have funded on a day: each line with its rule, the facts it rests on and what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kim.law.funding.rules import PostRule, funding
from kim.law.kleene import MET, UNKNOWN, all_of, known

CLAIMED = "claimed by the county"
OFFICES = {
    "abh": ("Ausländerbehörde", "foreigners office"),
    "jugendamt": ("Jugendamt", "youth welfare office"),
    "integration_council": ("Integrationsrat oder Integrationsausschuss", "integration council or committee"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact a line rests on, with what it says and where it stands."""

    what: str
    value: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """Whether a municipality has an office on the day; None is not known."""

    exists: bool | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality with the offices that count."""

    key: str
    name: str
    offices: dict[str, Office]


@dataclass(frozen=True, slots=True)
class PostFact:
    """A post the county names, with its share of full time."""

    key: str
    title: str
    block: int
    role: str
    fte: Decimal
    source: str = ""
    place: str = ""
    """The municipality that employs its holder; empty for the county's own."""


@dataclass(frozen=True, slots=True)
class CountyFacts:
    """What of a county bears on its posts."""

    name: str
    is_county: bool
    places: Sequence[Place]
    posts: Sequence[PostFact]


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of posts: how many, by which rule, on which facts, how certain."""

    block: int
    what: str
    fte: Decimal
    rule: str
    citation: str
    source: str
    facts: tuple[Fact, ...]
    certainty: str


@dataclass(frozen=True, slots=True)
class Entitlement:
    """All lines of a day, and what is not known."""

    county: str
    on: date
    lines: tuple[Line, ...]
    unknown: tuple[str, ...]

    @property
    def total(self) -> Decimal:
        return sum((line.fte for line in self.lines), Decimal(0))


class _Words:
    def __init__(self, lang: str) -> None:
        self.german = lang == "de"

    def __call__(self, de: str, en: str) -> str:
        return de if self.german else en


def entitlement(county: CountyFacts, on: date, lang: str = "en") -> Entitlement:
    """The posts this county may have funded on this day."""
    say, lines, unknown = _Words(lang), list[Line](), list[str]()
    rules = [rule for rule in funding().posts if rule.holds_on(on)]
    if not rules:
        unknown.append(
            say(f"Für den {on:%d.%m.%Y} ist keine Förderung bekannt.", f"No funding is known for {on.isoformat()}.")
        )
    for rule in rules:
        if rule.per == "municipality":
            if county.is_county:
                lines += _by_municipality(rule, county, say, unknown)
        elif rule.per == "authority" and rule.fte is not None:
            lines += _by_authority(rule, rule.fte, county, say, unknown)
        elif rule.per == "county" and rule.fte is not None:
            lines.append(_line(rule, say, rule.fte, (), rule.certainty))
        else:
            lines += _by_claim(rule, county, on, say, unknown)
    lines.sort(key=lambda line: line.block)
    return Entitlement(county.name, on, tuple(lines), tuple(dict.fromkeys(unknown)))


def _line(rule: PostRule, say: _Words, fte: Decimal, facts: tuple[Fact, ...], certainty: str, name: str = "") -> Line:
    what = say(rule.de, rule.en).format(name=name)
    given = facts or (Fact(say("Geltende Vorschrift", "Provision in force"), rule.citation, rule.source),)
    return Line(rule.block, what, fte, rule.id, rule.citation, rule.source, given, certainty)


def _by_municipality(rule: PostRule, county: CountyFacts, say: _Words, unknown: list[str]) -> Iterator[Line]:
    """A municipality counts when it has all offices; where one is not known and none is missing, that is said."""
    for place in county.places:
        offices = {need: place.offices.get(need, Office()) for need in rule.needs}
        truth = all_of(known(office.exists) for office in offices.values())
        if truth is MET:
            facts = tuple(
                Fact(f"{place.name}: {say(*OFFICES[need])}", say("ja", "yes"), office.source)
                for need, office in offices.items()
            )
            yield _line(rule, say, rule.fte or Decimal(0), facts, rule.certainty, place.name)
        elif truth is UNKNOWN:
            missing = ", ".join(say(*OFFICES[need]) for need, office in offices.items() if office.exists is None)
            unknown.append(
                say(
                    f"{place.name}: Es fehlt die Angabe, ob es das gibt: {missing} ({rule.citation}).",
                    f"{place.name}: it is not known whether there is a {missing} ({rule.citation}).",
                )
            )


def _claimed(rule: PostRule, county: CountyFacts) -> list[PostFact]:
    """The posts of this kind the county names; the coordination of a municipality has a rule of its own."""
    own = [post for post in county.posts if post.block == rule.block and post.role in rule.roles]
    return [post for post in own if not (rule.block == 1 and post.place)]


def _facts(posts: Sequence[PostFact]) -> tuple[Fact, ...]:
    return tuple(Fact(post.title, shown(post.fte), post.source) for post in posts)


def _sum(posts: Sequence[PostFact]) -> Decimal:
    return sum((post.fte for post in posts), Decimal(0))


def _by_authority(
    rule: PostRule, size: Decimal, county: CountyFacts, say: _Words, unknown: list[str]
) -> Iterator[Line]:
    """So many posts by the rule; what the county names beyond them hangs on figures whose threshold is not known."""
    by_rule, posts = rule.count * size, _claimed(rule, county)
    base = Fact(
        say(
            f"Mindestens {rule.count} Stellen zu je {shown(size, ',')}", f"At least {rule.count} posts of {shown(size)}"
        ),
        shown(by_rule),
        rule.source,
    )
    unknown.append(say(rule.unknown_de, rule.unknown_en))
    if _sum(posts) > by_rule:
        yield _line(rule, say, _sum(posts), (base, *_facts(posts)), CLAIMED)
    else:
        yield _line(rule, say, by_rule, (base, *_facts(posts)), rule.certainty)


def _by_claim(rule: PostRule, county: CountyFacts, on: date, say: _Words, unknown: list[str]) -> Iterator[Line]:
    """What was approved, or what the county claims where the number is not known."""
    posts = _claimed(rule, county)
    if rule.per != "approval":
        unknown.append(say(rule.unknown_de, rule.unknown_en))
    elif not posts:
        what = say(rule.de, rule.en)
        unknown.append(
            say(
                f"{what}: Für den {on:%d.%m.%Y} nennt der Kreis keine Stellen.",
                f"{what}: the county names no posts for {on.isoformat()}.",
            )
        )
    if posts:
        yield _line(rule, say, _sum(posts), _facts(posts), rule.certainty if rule.per == "approval" else CLAIMED)


def shown(fte: Decimal, comma: str = ".") -> str:
    """Full-time equivalents with at least one place: 7.0, 2.25."""
    text = f"{fte:.2f}"
    return (text[:-1] if text.endswith("0") else text).replace(".", comma)
