"""Names in a text: those of the case in every form, and whoever is called Frau or Herr."""

import re
from collections.abc import Iterator

from kim.casework import names
from kim.casework.guard import german
from kim.casework.guard.kinds import Finding, Kind
from kim.casework.guard.known import Known
from kim.casework.guard.spelling import Likeness, NameWord, likeness
from kim.casework.guard.words import Word, beside, words_in

_BELONGS = re.compile(
    r"(?:kind(?:er|es|ern)?|familie|söhne?|sohns|töchter|tochter|leute|brüder|schwestern?|mädchen|jungs?|jungen|eltern|fall|sache|akte|wohnung|clan)$"
)
_NO_PERSON = re.compile(r"(?:erin|ärztin|anwältin|rätin|ministerin|meisterin|beamtin|innen)$")
_INITIAL = re.compile(r"\b(?:Frau|Herrn?|Familie|Fam\.|Hr\.|Fr\.)\s+(?:([A-ZÄÖÜŞÇŠŽ])\.\s?-?)?([A-ZÄÖÜŞÇŠŽ])\.")
_SHORTEST_SMALL = 4
_JOINED = 6
_LONGEST_SHORT_FORM = 5


def find_people(text: str, known: Known) -> Iterator[Finding]:
    """Every word that is a name of the case, or that stands where a name stands."""
    words = words_in(text)
    alike = [_best(word, known.names) for word in words]
    for place, word in enumerate(words):
        if alike[place] and (sure := _means_person(words, place, alike)) is not None:
            yield Finding(word.start, word.end, Kind.NAME, sure)
        elif _is_addressed(words, place):
            yield Finding(word.start, word.end, Kind.NAME, sure=False)
    yield from _of_several_words(text, words, known, alike)
    yield from _initials(text, known)


def _best(word: Word, known: tuple[NameWord, ...]) -> Likeness:
    """The closest any name of the case comes to this word."""
    found = max((likeness(word.text, name) for name in known), default=Likeness.NONE)
    if found == Likeness.NONE and _BELONGS.search(word.low):
        stem = _BELONGS.sub("", word.low)
        found = (
            Likeness.EXACT if len(stem) >= 5 and any(stem.removesuffix("s") == name.plain for name in known) else found
        )
    shortened = word.text.isupper() and len(word.text) <= _LONGEST_SHORT_FORM
    return Likeness.NONE if found < Likeness.EXACT and shortened else found


def _means_person(words: list[Word], place: int, alike: list[Likeness]) -> bool | None:
    """Whether this word names the person: True for certain, False perhaps, None if it is just a word."""
    word, like = words[place], alike[place]
    if german.is_listed(word.text) or (like < Likeness.EXACT and german.is_common(word.text)):
        return _word_or_name(words, place, alike)
    if not word.is_capital:
        return True if like == Likeness.EXACT and len(word.text) >= _SHORTEST_SMALL else None
    return like >= Likeness.VARIANT


def _word_or_name(words: list[Word], place: int, alike: list[Likeness]) -> bool | None:
    """Wolf, Rose, Sommer, Klein: a German word, unless what stands around it is about a person."""
    word, before = words[place], beside(words, place, -1)
    if not word.is_capital:
        return None
    if before and (before.low in german.TITLES or _is_name_of_case(words, place - 1, alike)):
        return True
    if beside(words, place, 1) and _is_name_of_case(words, place + 1, alike):
        return True
    if alike[place] >= Likeness.VARIANT and _is_small_word_written_large(word):
        return False
    if alike[place] < Likeness.EXACT or (word.first and not german.is_noun(word.text.removesuffix("s"))):
        return None
    return False if _stands_for_person(words, place) else None


def _is_small_word_written_large(word: Word) -> bool:
    """'Nur' in the middle of a sentence is no 'nur'."""
    if word.first or word.text.isupper() or word.low in german.DETERMINERS:
        return False
    return not german.is_common_noun(word.text)


def _is_name_of_case(words: list[Word], place: int, alike: list[Likeness]) -> bool:
    """Whether the neighbour is written as a name of the case; two of them together are no accident."""
    word = words[place]
    return alike[place] == Likeness.EXACT and word.is_capital and not (word.first and not german.is_noun(word.text))


def _stands_for_person(words: list[Word], place: int) -> bool:
    """Whether a noun is used as only names are: without an article, after 'mit', before what people do."""
    word, before, after = words[place], beside(words, place, -1), beside(words, place, 1)
    inflected = word.low.endswith("s") and not german.is_noun(word.text)
    if before and before.low in german.DETERMINERS:
        return inflected and before.low in {"die", "den", "der"}
    if before and (before.low in german.WITH_THINGS or _is_adjective(words, place - 1)):
        return False
    if inflected and (after is None or after.is_capital):
        return True
    if word.low in german.TIMES:
        return before is not None and before.low in german.WITH_PEOPLE_ONLY
    if before and before.low in german.WITH_PEOPLE:
        return after is None or not (after.is_capital or after.low in {"und", "oder", "auf"})
    return after is not None and after.low in german.WHAT_PEOPLE_DO and not after.is_capital


def _is_adjective(words: list[Word], place: int) -> bool:
    """'große', 'warmen': a small word with the ending of an adjective that is no verb, preposition or the like."""
    word = words[place]
    return (
        not word.is_capital
        and word.low not in german.WITH_PEOPLE
        and re.search(r"(?:en|er|es|em|e)$", word.low) is not None
    )


def _is_addressed(words: list[Word], place: int) -> bool:
    """Whether somebody is called Frau, Herr or Familie here; 'eine Frau Mitte 40' is nobody."""
    word, before = words[place], beside(words, place, -1)
    if before and before.low == "dr":
        before, place = beside(words, place - 1, -1) or before, place - 1
    if before is None or before.low not in german.ADDRESSED | {"dr"} or not word.is_capital or word.tied:
        return False
    article = beside(words, place - 1, -1)
    if len(word.text) < 2 or (
        article and article.low in german.DETERMINERS and before.low in {"frau", "familie", "herr"}
    ):
        return False
    if word.low in german.FAMILY_NAMES:
        return True
    return not german.is_common(word.text) and not _NO_PERSON.search(word.low)


def _of_several_words(text: str, words: list[Word], known: Known, alike: list[Likeness]) -> Iterator[Finding]:
    """Abdel Rahman for Abdulrahman, Noor Aldin for Nooraldin: names that others write in two words or in three."""
    for place in range(len(words) - 1):
        for last in range(place + 1, min(place + 3, len(words))):
            run = words[place : last + 1]
            if any(word.first for word in run[1:]) or not run[0].is_capital:
                break
            if (
                not run[-1].is_capital
                or any(alike[place : last + 1])
                or any(german.is_listed(word.text) for word in run if len(word.text) > 3)
            ):
                continue
            joined = "".join(names.tokens(text[run[0].start : run[-1].end]))
            if len(joined) >= _JOINED and any(likeness(joined, name) >= Likeness.VARIANT for name in known.names):
                yield Finding(run[0].start, run[-1].end, Kind.NAME, sure=True)


def _initials(text: str, known: Known) -> Iterator[Finding]:
    """'Frau S. H.': a name shortened is still a name to whoever knows the person."""
    letters = {name.plain[0] for name in known.names}
    for match in _INITIAL.finditer(text):
        plain = names.tokens(match[2])
        if plain and plain[0] in letters:
            yield Finding(match.start(), match.end(), Kind.NAME, sure=False)
