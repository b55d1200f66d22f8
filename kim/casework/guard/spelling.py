"""Whether a written word is a name in another spelling: inflected, transliterated or mistyped."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from kim.casework import names
from kim.casework.guard import respelling

SHORTEST_TYPO = 6
# How far apart two vowels are when the same name is written by different people.
_APART = {
    frozenset("ou"): 0.25,
    frozenset("ae"): 0.5,
    frozenset("ei"): 0.5,
    frozenset("ao"): 0.75,
    frozenset("au"): 0.75,
    frozenset("eu"): 0.75,
    frozenset("eo"): 0.75,
    frozenset("ai"): 1.0,
}
_FAR = 1.5
_MISSING = 0.75
_VOWELS = re.compile(r"[aeiouyj]+")
_AS_ONE = re.compile(r"oo|ou|ee|ie|ij|[yj]")
_ONE = {"oo": "u", "ou": "u", "ee": "i", "ie": "i", "ij": "i", "y": "i", "j": "i"}
_THROAT = re.compile(r"ch|ck|kh|gh|[qkgh]")
_TWICE = re.compile(r"(.)\1+")
_INFLECTIONS = ("s", "es")
_MADE_OF = re.compile(r"(?:sche[nrsm]?|chen|lein)$")
_ARTICLE = re.compile(r"^(?:al|el|as|ash|ar|an|ad|at)(?=[a-z]{4})")


class Likeness(IntEnum):
    """How a word resembles a name."""

    NONE = 0
    TYPO = 1
    VARIANT = 2
    EXACT = 3


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word of a name, in plain letters and as the sounds of its consonants."""

    plain: str
    keys: tuple[str, ...]


def likeness(word: str, name: NameWord) -> Likeness:
    """How this written word resembles the name, its endings set aside."""
    if _is_foreign(word):
        return _compared_by_sound(word, name)
    found = forms(word)
    like = max((_compared(form, keys, name) for form, keys in found), default=Likeness.NONE)
    if like < Likeness.VARIANT and any(_heard_alike(form, keys, name) for form, keys in found):
        return Likeness.VARIANT
    return like


def _heard_alike(form: str, keys: tuple[str, ...], name: NameWord) -> bool:
    """Whether one of the two, read as Somali, Albanian or Turkish, is the other: Cabdi and Abdi, Xhemile and Dschemile."""
    if respelling.one_name(form, name.plain):
        return True
    if min(len(form), len(name.plain)) < 3:
        return False
    mine = [(form, keys), *((read, names.word_keys(read)) for read in respelling.readings(form))]
    theirs = [name, *(NameWord(read, names.word_keys(read)) for read in respelling.readings(name.plain))]
    return any(
        each.plain == read or _sounds_alike(read, sounds, each)
        for read, sounds in mine
        for each in theirs
        if (read, each.plain) != (form, name.plain)
    )


def _is_foreign(word: str) -> bool:
    return any(letter > "\u036f" and letter.isalpha() for letter in word)


def _compared_by_sound(word: str, name: NameWord) -> Likeness:
    """Another script in a German text is hardly a word: its consonants are enough."""
    found = forms(word)
    if any(form == name.plain for form, _keys in found):
        return Likeness.EXACT
    sounds = {_hard_end(key) for _form, keys in found for key in keys}
    return Likeness.VARIANT if sounds & {_hard_end(key) for key in name.keys} else Likeness.NONE


@lru_cache(maxsize=4_000)
def forms(word: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The word in plain letters with the sounds of its consonants, as it is and without each ending it could have."""
    plain, keys = names.tokens(word), names.key_sets(word)
    if len(plain) != 1 or len(keys) != 1:
        return ()
    return ((plain[0], keys[0]), *((stem, names.word_keys(stem)) for stem in _stems(plain[0])))


def _stems(plain: str) -> list[str]:
    stems = [plain[: -len(end)] for end in _INFLECTIONS if plain.endswith(end) and len(plain) - len(end) >= 3]
    return stems + [short for each in [plain, *stems] if (short := _ARTICLE.sub("", each)) != each]


def _compared(form: str, keys: tuple[str, ...], name: NameWord) -> Likeness:
    if form == name.plain or (len(name.plain) >= 4 and _MADE_OF.sub("", form) == name.plain):
        return Likeness.EXACT
    if min(len(form), len(name.plain)) < 3:
        return Likeness.NONE
    if _sounds_alike(form, keys, name):
        return Likeness.VARIANT
    if min(len(form), len(name.plain)) >= SHORTEST_TYPO and one_slip_apart(form, name.plain):
        return Likeness.TYPO
    return Likeness.NONE


def _sounds_alike(form: str, keys: tuple[str, ...], name: NameWord) -> bool:
    shared = {_hard_end(key) for key in keys} & {_hard_end(key) for key in name.keys}
    if not shared:
        one, other = vowels(form), vowels(name.plain)
        return _bones(form) == _bones(name.plain) and _vowels_apart(one, other) <= (0.5 if len(_bones(form)) > 2 else 0)
    longest = max(map(len, shared))
    if _without_vowels(form) or _without_vowels(name.plain):
        return longest >= 3
    one, other = vowels(form), vowels(name.plain)
    if longest < 3:
        return _vowels_apart(one, other) <= 0.5
    return _vowels_apart(one, other) <= 0.5 * max(len(one), len(other))


@lru_cache(maxsize=4_000)
def _bones(word: str) -> str:
    """The consonants with all that is spoken in the throat as one: Oleh and Oleg, Qasimi and Ghasemi, Mikael and Michael."""
    return _TWICE.sub(r"\1", _VOWELS.sub("", _THROAT.sub("k", word)))


def _hard_end(key: str) -> str:
    """Ahmed and Ahmet end alike."""
    return key[:-1] + "d" if key.endswith("t") else key


def _without_vowels(word: str) -> bool:
    """Arabic and Hebrew script write no short vowels."""
    return not re.search(r"[aeiou]", word[1:])


def _one_vowel(word: str) -> str:
    return _AS_ONE.sub(lambda match: _ONE[match[0]], word)


@lru_cache(maxsize=4_000)
def vowels(word: str) -> tuple[str, ...]:
    """The vowels between the consonants; a y or j that begins a syllable is none."""
    word = re.sub(r"^[yj](?=[aeiou])|h$", "", word)
    return tuple(
        _one_vowel(_TWICE.sub(r"\1", group) if group[0] in "aiu" else group) for group in _VOWELS.findall(word)
    )


def _vowels_apart(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The least cost of turning one row of vowels into the other."""
    row = [_MISSING * place for place in range(len(other) + 1)]
    for mine in one:
        last, row[0] = row[0], row[0] + _MISSING
        for place, theirs in enumerate(other, start=1):
            last, row[place] = (
                row[place],
                min(last + _apart(mine, theirs), row[place] + _MISSING, row[place - 1] + _MISSING),
            )
    return row[-1]


def _apart(one: str, other: str) -> float:
    return 0.0 if one == other else _APART.get(frozenset((one[0], other[0])), 0.25 if one[0] == other[0] else _FAR)


def one_slip_apart(one: str, other: str) -> bool:
    """Whether one letter is wrong, missing, too many, or two beside each other are swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    mine, theirs = one[start:], other[start:]
    return (
        mine[1:] == theirs[1:]
        or mine[1:] == theirs
        or mine == theirs[1:]
        or (mine[:2] == theirs[:2][::-1] and mine[2:] == theirs[2:])
    )
