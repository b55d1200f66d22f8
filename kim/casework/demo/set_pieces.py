"""People whom everybody meets in the demonstration, told by hand for a first day with life in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

from kim.casework import names
from kim.casework.demo import background, samar, small_pieces
from kim.casework.demo.cases import tell as tell_case
from kim.casework.demo.desk import Desk
from kim.casework.demo.enquiries import enquiry, referrer, triage
from kim.casework.demo.hand import Hand
from kim.casework.demo.households import Household, Member
from kim.casework.demo.origins import ORIGINS
from kim.casework.demo.profile import Manager, Place
from kim.casework.demo.rows import ClientProfile, ContactWay, Enquiry, HomeAddress, HouseholdMember, Person
from kim.casework.demo.rows import Household as HouseholdRow
from kim.casework.demo.story import Chapter


class Who(NamedTuple):
    """Somebody by name, birthday and role in the household."""

    given: str
    family: str
    native: str
    sex: str
    age: int
    birthday: tuple[int, int]
    role: str
    note: str = ""


class OpenEnquiry(NamedTuple):
    """Somebody who waits to be triaged."""

    ago: int
    came_by: str
    description: str
    language: str
    interpreter: str
    matter: str
    urgency: str


class Piece(NamedTuple):
    """A household told by hand."""

    origin: str
    language: str
    nationality: str
    german: str
    years_here: int
    safe_contact: str
    people: tuple[Who, ...]
    phases: dict[str, int]
    write: Callable[[Hand], None]
    review_in: int | None = None


HADDAD = Piece(
    "arabic",
    "ar",
    "SYR",
    "A2",
    4,
    "Nachricht, nicht am Abend",
    (
        Who("Samar", "Haddad", "سمر حداد", "f", 32, (3, 14), "head"),
        Who("Nabil", "Haddad", "نبيل حداد", "m", 35, (8, 2), "partner", "arbeitet in Vollzeit"),
        Who("Yazan", "Haddad", "يزن حداد", "m", 7, (5, 21), "child", "zweite Klasse"),
        Who("Lina", "Haddad", "لينا حداد", "f", 4, (2, 9), "child", "ohne Kita-Platz"),
        Who("Huda", "Haddad", "هدى حداد", "f", 61, (11, 3), "in_law", "Mutter von Nabil, seit September dabei"),
    ),
    samar.PHASES,
    samar.write,
    review_in=9,
)
SMALL_ONES = (
    Piece(
        "persian",
        "prs",
        "AFG",
        "A2",
        5,
        "Anruf nur vormittags",
        (Who("Mohammad", "Rahimi", "محمد رحیمی", "m", 27, (1, 1), "head"),),
        {"access": 120, "first_advice": 111, "assessment": 90, "goal_agreement": 66, "service_steering": 52},
        small_pieces.rahimi,
        review_in=24,
    ),
    Piece(
        "tigrinya",
        "ti",
        "ERI",
        "A1",
        3,
        "Nachricht",
        (Who("Tesfay", "Gebremedhin", "ተስፋይ ገብረመድህን", "m", 29, (1, 1), "head"),),
        {"access": 48, "first_advice": 41, "assessment": 20},
        small_pieces.gebremedhin,
    ),
)
OPEN_ENQUIRIES = (
    OpenEnquiry(
        3,
        "school",
        "Frau, 27, mit zwei Kindern",
        "ar",
        "yes",
        "Schulplatz und Sprachkurs, bisher begleitet niemand die Familie.",
        "soon",
    ),
    OpenEnquiry(
        1,
        "self",
        "Mann, 21, allein",
        "prs",
        "yes",
        "Möchte eine Ausbildung beginnen, versteht die Bescheide nicht.",
        "normal",
    ),
    OpenEnquiry(
        0,
        "jmd",
        "Paar, 34 und 31",
        "uk",
        "no",
        "Suchen eine Wohnung; beim Jobcenter läuft vielleicht schon eine Begleitung.",
        "normal",
    ),
)
FEWEST_PEOPLE = 20


def tell(desk: Desk, rng: Random, *, room: int) -> Iterator[tuple[list[Any], int]]:
    """Each piece with the number of people in it; a county of a handful of people has none."""
    if room < FEWEST_PEOPLE or not desk.profile.managers:
        return
    manager = next((m for m in desk.profile.managers if desk.profile.is_hero(m)), desk.profile.managers[0])
    place = next((p for p in desk.profile.places if p.ags in manager.places), desk.profile.places[0])
    home = _home(desk, rng, HADDAD, manager, place)
    rows = [*_piece(desk, home, HADDAD), *_husband(desk, home)]
    yield rows, len(HADDAD.people)
    for piece in SMALL_ONES:
        home = _home(desk, rng, piece, manager, place)
        yield _piece(desk, home, piece), len(piece.people)
    yield [_open_enquiry(desk, home, said) for said in OPEN_ENQUIRIES], 0


def _home(desk: Desk, rng: Random, piece: Piece, manager: Manager, place: Place) -> Household:
    origin = next(origin for origin in ORIGINS if origin.key == piece.origin)
    entered = desk.calendar.work(desk.calendar.today - 365 * piece.years_here)
    home = Household(-1, rng, origin, place, manager, (piece.language,), piece.nationality, entered, [])
    home.live_together([_member(desk, home, who) for who in piece.people])
    home.number = next(desk.numbers.household) if len(home.members) > 1 else None
    return home


def _member(desk: Desk, home: Household, who: Who) -> Member:
    """A person as old as they should be today."""
    today = desk.calendar.day(desk.calendar.today)
    year = today.year - who.age - ((today.month, today.day) < who.birthday)
    everything = f"{who.given} {who.family} {who.native}"
    person = Person(
        next(desk.numbers.person),
        who.given,
        who.family,
        who.native,
        home.origin.script_language if who.native else "",
        who.sex,
        "given",
        year,
        *who.birthday,
        home.place.ref,
        False,
        names.sort_key(who.family, who.given),
        names.normalise(everything),
        names.keys(everything),
        desk.calendar.moment(desk.calendar.work(desk.calendar.today - 300)),
    )
    return Member(person, who.role, who.sex, year)


def _piece(desk: Desk, home: Household, piece: Piece) -> list[Any]:
    """The household's people and the case of its first member."""
    hand = Hand.of(desk, home, piece.phases)
    piece.write(hand)
    story = hand.story
    asked = enquiry(desk, home, desk.calendar.work(story.opened - 4), "admitted")
    decided = triage(desk, home, asked, desk.calendar.work(story.opened - 1))
    relations = {"partner": "spouse", "child": "child", "in_law": "other"}
    household = [
        HouseholdMember(story.case, member.person.id, relations[who.role], who.note)
        for who, member in zip(piece.people[1:], home.members[1:], strict=True)
    ]
    people: list[Any] = [member.person for member in home.members]
    people += [HouseholdRow(home.number)] if home.number is not None else []
    head = hand.head(asked.id, piece.review_in)
    return [*people, asked, decided, *head, *_profile(hand, piece), *household, *story.rows, *hand.rows]


def _profile(hand: Hand, piece: Piece) -> list[Any]:
    story = hand.story
    own = background.SCRIPTS.get(story.home.origin.script_language, "latn")
    profile = ClientProfile(
        story.case,
        story.home.number,
        [piece.language, "en"],
        ["first", "simple"],
        "given",
        "fluent",
        [own, "latn"],
        piece.german,
        "yes",
        [piece.nationality],
        "given",
        hand.day(story.home.entered),
        "given",
        piece.safe_contact,
    )
    moved = hand.past(82)
    return [
        profile,
        ContactWay(story.case, "message", "0221 4710 179", "yes", "nicht am Abend", True),
        HomeAddress(story.case, "Beispielweg 12", "41515", story.home.place.ref, "", "flat", hand.day(moved), None, True),
        HomeAddress(
            story.case, "Am Probefeld 3", "41515", story.home.place.ref, "", "shared",
            hand.day(story.home.entered + 40), hand.day(moved), False,
        ),
    ]  # fmt: skip


def _husband(desk: Desk, home: Household) -> list[Any]:
    """Nabil has a file of his own that has just begun."""
    work = desk.calendar.work
    today = desk.calendar.today
    way = [Chapter("access", work(today - 33), work(today - 27)), Chapter("first_advice", work(today - 27))]
    return tell_case(desk, home, 1, way)


def _open_enquiry(desk: Desk, home: Household, said: OpenEnquiry) -> Enquiry:
    """Taken down without a name: nothing is decided yet."""
    row = enquiry(desk, home, desk.calendar.work(desk.calendar.today - said.ago), "open")
    channel = next((c for c in desk.profile.channels if c.key == said.came_by), None)
    values = row._asdict() | said._asdict() | {"given_name": "", "family_name": "", "birth_given": "not_asked"}
    values |= dict.fromkeys(("birth_year", "birth_month", "birth_day"))
    if channel:
        values |= {"channel": channel.ref, "referrer": referrer(desk, home, channel.key)}
    return Enquiry(**{name: values[name] for name in Enquiry._fields})
