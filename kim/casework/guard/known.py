"""What is known of a case and must not stand in an observation, in the form in which it is compared."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kim.casework import names
from kim.casework.guard import german
from kim.casework.guard.spelling import NameWord

_PARTICLES = frozenset(
    {"von", "van", "der", "den", "de", "da", "di", "del", "dos", "bin", "ben", "bint", "ibn", "abu", "umm", "zu"}
)
_TITLE = re.compile(r"\b(?:dr|prof|frau|herrn?|familie|fam)\b\.?", re.IGNORECASE)
_STREET_ENDING = re.compile(r"(?:straße|strasse|straẞe|str\.?)(?![a-zß])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as far as it is known: unknown parts are 0."""

    year: int
    month: int = 0
    day: int = 0
    birth: bool = False


@dataclass(frozen=True, slots=True)
class Street:
    """A street in comparable letters, and the house number, if there is one."""

    name: str
    number: str


@dataclass(frozen=True)
class Known:
    """The words, days and numbers of one case and of its household."""

    names: tuple[NameWord, ...] = ()
    days: frozenset[Day] = frozenset()
    streets: frozenset[Street] = frozenset()
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    references: frozenset[str] = frozenset()


def known(
    *,
    names: Iterable[str] = (),
    helpers: Iterable[str] = (),
    days: Iterable[Day | date] = (),
    streets: Iterable[str] = (),
    phones: Iterable[str] = (),
    emails: Iterable[str] = (),
    references: Iterable[str] = (),
) -> Known:
    """Bring what a file says into comparable form. `helpers` are written freely: 'Nachbarin Frau Klein'."""
    words = {word for name in names for word in name_words(name)}
    words |= {word for helper in helpers for name in _people_in(helper) for word in name_words(name)}
    return Known(
        names=tuple(sorted(words, key=lambda word: word.plain)),
        days=frozenset(day if isinstance(day, Day) else Day(day.year, day.month, day.day) for day in days),
        streets=frozenset(street for each in streets if (street := street_of(each))),
        phones=frozenset(number for each in phones if len(number := digits(each)) >= 6),
        emails=frozenset(each.strip().lower() for each in emails if "@" in each),
        references=frozenset(reference for each in references if len(reference := bare(each)) >= 3),
    )


def name_words(name: str) -> set[NameWord]:
    """Each word of a name that can stand for the person: no particles, no initials."""
    name = _TITLE.sub(" ", name)
    plain, keys = names.tokens(name), names.key_sets(name)
    if len(plain) != len(keys):
        keys = [names.word_keys(word) for word in plain]
    return {
        NameWord(word, tuple(sounds))
        for word, sounds in zip(plain, keys, strict=True)
        if len(word) >= 2 and word not in _PARTICLES
    }


def _people_in(helper: str) -> list[str]:
    """The names in a note about a helper: what stands after Frau, and what is no German word."""
    words = re.findall(r"[^\W\d_]+", helper)
    return [
        word
        for number, word in enumerate(words)
        if word[0] == word[0].upper()
        and word.lower() not in german.TITLES
        and (not german.is_common(word) or (number and words[number - 1].lower() in german.TITLES))
    ]


def street_of(written: str) -> Street | None:
    """'Lindenstr. 14 a' as lindenstr and 14a."""
    match = re.match(r"\s*([^\d,]*[^\W\d_][^\d,]*?)\s*(\d+\s*[a-z]?(?![a-z]))?\s*(?:,.*)?$", written, re.IGNORECASE)
    if not match or len(plain_street(match[1])) < 4:
        return None
    return Street(plain_street(match[1]), re.sub(r"\s", "", match[2] or "").lower())


def plain_street(name: str) -> str:
    """The street without blanks, hyphens and the ways of writing Straße."""
    return re.sub(r"[\W_]", "", _STREET_ENDING.sub("str", name)).lower().replace("ß", "ss")


def digits(number: str) -> str:
    """The national number: 0049 151 and +49 (0)151 are 151."""
    number = re.sub(r"\(0\)", "", number)
    return re.sub(r"\D", "", re.sub(r"^\s*(?:\+|00)\s*49", "", number)).lstrip("0")


def bare(reference: str) -> str:
    """A reference without its signs."""
    return re.sub(r"[\W_]", "", reference).upper()
