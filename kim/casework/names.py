"""Names as people write them, made comparable: for looking up, for sounding alike, for sorting.

A person is called محمد, Mohammed and Muhamad in three letters on one desk. `normalise` gives plain
lower-case Latin words, `keys` gives each word the bones of its consonants, `sort_key` files a name as a
German card index does. The results are stored beside the name, so a change here raises
`NAME_KEYS_VERSION` and the stored ones are recomputed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from anyascii import anyascii

NAME_KEYS_VERSION = 1

LONGEST_NAME = 300
LONGEST_WORD = 40
LONGEST_KEY = 16
MOST_WORDS = 16
MOST_KEYS_PER_WORD = 6

_ARTICLES = frozenset({"al", "el"})
_SERVANT_OF = frozenset({"abd", "abdul", "abdel", "abdal", "abdoul", "abdou", "abdur", "abder"})
_GLUED_SERVANT = re.compile(r"^abd(?:(?:[aeou]{1,2})l(?=...))+")
_GLUED_SERVANT_BEFORE_R = re.compile(r"^abd[aeou]{1,2}r(?=r)")
_SUN_ARTICLE = re.compile(r"^a([tdrsznTDRSZN])h?$", re.IGNORECASE)
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʾʿ`´ʹʻ"))

_GERMAN_SORTING = str.maketrans({"ß": "ss", "ẞ": "ss", "ı": "i", "İ": "i", "æ": "ae", "œ": "oe"})
_SAME_IN_ALL_SCRIPTS = {
    "ß": "ss",
    "ı": "i",
    "æ": "a",
    "œ": "o",
    "ø": "o",
    "ö": "o",
    "ä": "a",
    "ü": "u",
    "å": "a",
}
_ARABIC = {
    **dict.fromkeys("اأإآٱعىيویئؤءةہۀێۆەـ", ""),
    **{
        "ح": "h",
        "ه": "h",
        "خ": "kh",
        "غ": "gh",
        "ث": "th",
        "ذ": "d",
        "ش": "sh",
        "ج": "g",
        "ق": "q",
        "ص": "s",
    },
    **{"ض": "d", "ط": "t", "ظ": "z", "چ": "tsch", "ژ": "zh", "پ": "p", "گ": "g", "ک": "k", "ڤ": "v"},
}
_ARABIC_FIRST = {**dict.fromkeys("اأإآٱعە", "a"), "و": "w", "ي": "y", "ی": "y"}
_PLAIN = str.maketrans({**_SAME_IN_ALL_SCRIPTS, **_ARABIC, "و": ""})
# Capital letters mark sounds with two readings: H is g or h (Cyrillic г), W is v or silent (inner و).
_BY_SOUND = str.maketrans(
    {
        **_SAME_IN_ALL_SCRIPTS,
        **_ARABIC,
        **{"و": "W", "г": "H", "ж": "zh", "ц": "ts", "ч": "tsch", "ш": "sch", "щ": "sch", "х": "kh"},
        **dict.fromkeys("çčć", "tsch"),
        **dict.fromkeys("şšș", "sch"),
        **dict.fromkeys("đ", "dj"),
        "ž": "zh",
        "ț": "ts",
        "ţ": "ts",
    }
)

_SOUNDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("schtsch", "shch", "tsch", "sch", "tch", "sh", "zh", "sz", "cz", "ts", "tz", "s", "z"), ("s",)),
    **dict.fromkeys(("dsch", "dzh", "dj", "dsh", "gh", "g"), ("g",)),
    **{"ch": ("h", "s"), "kh": ("h",), "h": ("h",), "th": ("t", "s"), "x": ("ks", "h"), "H": ("g", "h")},
    **dict.fromkeys(("ck", "q", "k"), ("k",)),
    **dict.fromkeys(("w", "v"), ("v",)),
    **dict.fromkeys(("ph", "f"), ("f",)),
    **dict.fromkeys(("dh", "d"), ("d",)),
    **{"W": ("", "v"), "ou": ("", "v"), "j": ("", "g"), "y": ("",)},
    **dict.fromkeys("aeiou", ("",)),
    **{letter: (letter,) for letter in "blmnprt"},
}
_FIRST_SOUNDS = {**dict.fromkeys("aeiouy", ("a",)), "j": ("a", "g"), "ou": ("a", "v")}
_SOFT_C = ("s", "g")
_SOFTENING = frozenset("eiy")
_SOUND = re.compile("ou(?=[aei])|" + "|".join(sorted(_SOUNDS.keys() - {"ou"}, key=len, reverse=True)) + "|c")
_REPEATED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class FindTerms:
    """What someone typed to find a person: words with their keys, and a birth year or day if given."""

    norm: str
    tokens: tuple[str, ...]
    key_sets: tuple[tuple[str, ...], ...]
    born_on: date | None = None
    born_year: int | None = None

    @property
    def keys(self) -> list[str]:
        """All keys of all words, each once."""
        return list(dict.fromkeys(key for key_set in self.key_sets for key in key_set))


def normalise(name: str) -> str:
    """The name in plain lower-case Latin words, without articles, marks, signs and invisible characters."""
    return " ".join(tokens(name))


def tokens(name: str) -> list[str]:
    """The words of the normalised name."""
    return _assemble(_words(name), _spell_plainly)


def keys(name: str) -> list[str]:
    """The sound keys of all words of the name, each once, in the order of the words."""
    return list(dict.fromkeys(key for key_set in key_sets(name) for key in key_set))


def key_sets(name: str) -> list[tuple[str, ...]]:
    """The sound keys word by word: two words sound alike when their sets meet."""
    return [word_keys(word) for word in _assemble(_words(name), _spell_by_sound)]


def sort_key(family: str, given: str = "") -> str:
    """Where the name stands in a German list: ä as a, ß as ss, other scripts by their Latin letters."""
    return f"{_folded(family)}  {_folded(given)}".strip()


def find_terms(query: str) -> FindTerms:
    """Take a typed search apart: 'Haddad 1994', '14.03.1994 samar', 'حداد'."""
    query = query[:LONGEST_NAME]
    born_on = _day_in(query)
    key_sets_ = tuple(key_sets(query))
    words = tuple(tokens(query))
    return FindTerms(" ".join(words), words, key_sets_, born_on, born_on.year if born_on else _year_in(query))


@lru_cache(maxsize=50_000)
def word_keys(word: str) -> tuple[str, ...]:
    """The consonants of one word as sounds, its first vowel kept; several keys where a letter is open."""
    found = [""]
    for match in _SOUND.finditer(word):
        found = _with(found, _readings(word, match))
    bones = (_REPEATED.sub(r"\1", key)[:LONGEST_KEY] for key in found)
    return tuple(dict.fromkeys(key for key in bones if key)) or ((word.lower()[:LONGEST_KEY],) if word else ())


def _readings(word: str, match: re.Match[str]) -> tuple[str, ...]:
    """The sounds this spelling may stand for at its place in the word."""
    spelled = match.group()
    if match.start() == 0:
        return _first_readings(spelled, word[1:2])
    if spelled == "c":
        return _SOFT_C if word[match.end() : match.end() + 1] in _SOFTENING else ("k", "s")
    if spelled == "h" and match.end() == len(word):
        return ("", "h")
    return _SOUNDS[spelled]


def _first_readings(spelled: str, following: str) -> tuple[str, ...]:
    """At the start of a word vowels count, and Somali writes c for ayn."""
    if spelled == "c":
        return _SOFT_C if following in _SOFTENING else ("k", "s", "a")
    return _FIRST_SOUNDS.get(spelled) or _SOUNDS[spelled]


def _with(found: list[str], readings: tuple[str, ...]) -> list[str]:
    """Every key so far with every reading of the next sound, unless that would be too many."""
    if len(found) * len(readings) > MOST_KEYS_PER_WORD:
        readings = readings[:1]
    return [key + reading for key in found for reading in readings]


@lru_cache(maxsize=256)
def _words(name: str) -> tuple[tuple[str, bool], ...]:
    """The written words in lower case, each with whether a hyphen ties it to the next."""
    text = unicodedata.normalize("NFKC", name[:LONGEST_NAME])[:LONGEST_NAME].lower().translate(_APOSTROPHES)
    text = unicodedata.normalize("NFC", text)
    letters = "".join(map(_kept, text))
    found: list[tuple[str, bool]] = []
    for part in letters.split():
        pieces = [piece for piece in part.split("-") if piece]
        for number, piece in enumerate(pieces, start=1):
            found += _without_arabic_article(piece, tied=number < len(pieces))
    return tuple(found)


@lru_cache(maxsize=10_000)
def _kept(character: str) -> str:
    """Letters stay, marks and invisible characters vanish, hyphens tie, everything else parts words."""
    category = unicodedata.category(character)
    if category[0] == "L":
        return character
    if category[0] in "MC" and not character.isspace():
        return ""
    return "-" if category == "Pd" else " "


def _without_arabic_article(word: str, *, tied: bool) -> Iterator[tuple[str, bool]]:
    """عبدالرحمن is three words, الحسن two."""
    if word.startswith("عبدال") and len(word) > 6:
        yield from (("عبد", False), ("ال", True), (word[5:], tied))
    elif word.startswith("ال") and len(word) > 4:
        yield from (("ال", True), (word[2:], tied))
    else:
        yield word, tied


def _assemble(words: Iterable[tuple[str, bool]], spell: Callable[[str], str]) -> list[str]:
    """Spell the words, drop the articles, join 'Abd al-' with the name it serves, until nothing changes."""
    spelled = [(spell(word), tied) for word, tied in words]
    found = _joined([(word, tied) for word, tied in spelled if word])
    while (again := _joined([(word, False) for word in found])) != found:
        found = again
    return found


def _joined(spelled: list[tuple[str, bool]]) -> list[str]:
    """One round of dropping and joining; a name of nothing but articles keeps them."""
    kept = [word for number, (word, _) in enumerate(spelled) if not _is_article(spelled, number)]
    joined = _join_servants(kept or [word for word, _ in spelled])
    return [word[:LONGEST_WORD] for word in joined][:MOST_WORDS]


def _is_article(spelled: list[tuple[str, bool]], number: int) -> bool:
    """'al', 'el', and before a hyphen the forms that take on the next sound: ash-Shami, ar-Rashid."""
    word, tied = spelled[number]
    if word.lower() in _ARTICLES:
        return True
    sun = _SUN_ARTICLE.match(word) if tied and number + 1 < len(spelled) else None
    return bool(sun and spelled[number + 1][0].lower().startswith(sun.group(1).lower()))


def _join_servants(words: list[str]) -> list[str]:
    """'abd rahman', 'abdul rahman' and 'abdurrahman' become 'abdrahman'."""
    joined: list[str] = []
    serving = False
    for number, word in enumerate(words, start=1):
        if serving:
            joined[-1] += word
            serving = False
        elif word in _SERVANT_OF and number < len(words):
            joined.append("abd")
            serving = True
        else:
            joined.append(_GLUED_SERVANT.sub("abd", _GLUED_SERVANT_BEFORE_R.sub("abd", word)))
    return joined


@lru_cache(maxsize=50_000)
def _spell_plainly(word: str) -> str:
    """One word in plain Latin letters; ae, oe, ue as a, o, u."""
    latin = anyascii(_first_letter(word).translate(_PLAIN)).lower()
    return re.sub(r"([aou])e+", r"\1", re.sub(r"[^a-z]", "", latin))


@lru_cache(maxsize=50_000)
def _spell_by_sound(word: str) -> str:
    """One word in Latin letters chosen for their sound, with H and W where the sound is open."""
    latin = "".join(c if c in "HW" else anyascii(c).lower() for c in _first_letter(word).translate(_BY_SOUND))
    return re.sub(r"([aou])e+", r"\1", re.sub(r"[^a-zHW]", "", latin))


def _first_letter(word: str) -> str:
    """Arabic writes no short vowels, but a word that begins with one shows it."""
    return _ARABIC_FIRST.get(word[0], word[0]) + word[1:]


@lru_cache(maxsize=50_000)
def _folded(text: str) -> str:
    """Plain Latin letters and figures with single spaces."""
    text = unicodedata.normalize("NFKC", text[:LONGEST_NAME])[:LONGEST_NAME].translate(_GERMAN_SORTING).lower()
    kept = "".join(c if c.isdigit() else _kept(c) for c in text.translate(_APOSTROPHES))
    plain = anyascii(kept).replace("'", "").lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())[:LONGEST_NAME]


def _day_in(query: str) -> date | None:
    """A day written 14.03.1994 or 1994-03-14, if it exists."""
    german = re.search(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b", query, re.ASCII)
    iso = re.search(r"\b(\d{4})-(\d{2})-(\d{2})\b", query, re.ASCII)
    parts = german.groups()[::-1] if german else iso.groups() if iso else None
    try:
        return date(*map(int, parts)) if parts else None
    except ValueError:
        return None


def _year_in(query: str) -> int | None:
    """A four-figure year of birth that a living person can have."""
    year = re.search(r"\b(19\d\d|20\d\d)\b", query, re.ASCII)
    return int(year.group()) if year else None
