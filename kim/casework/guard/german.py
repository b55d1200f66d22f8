"""What German words tell about whether a word beside them is a name."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files


def _sets() -> dict[str, frozenset[str]]:
    told = tomllib.loads(files(__package__).joinpath("german.toml").read_text(encoding="utf-8"))
    return {key: frozenset(text.split()) for key, text in told.items()}


_SETS = _sets()
TITLES = _SETS["titles"]
ADDRESSED = _SETS["addressed"]
DETERMINERS = _SETS["determiners"]
TIMES = _SETS["times"]
WITH_PEOPLE = _SETS["with_people"]
WITH_PEOPLE_ONLY = _SETS["with_people_only"]
WITH_THINGS = _SETS["with_things"]
WHAT_PEOPLE_DO = _SETS["what_people_do"]
FAMILY_NAMES = _SETS["family_names"]
_NOUN_ENDINGS = (
    "ung",
    "ungen",
    "heit",
    "heiten",
    "keit",
    "keiten",
    "schaft",
    "schaften",
    "tion",
    "tionen",
    "tät",
    "ismus",
    "ment",
)
_ENDINGS = ("", "e", "en", "er", "es", "s", "n", "em", "in", "innen", "nen", "ern", "ens", "st", "te", "ten", "t")


_LONGEST_WORD = 60


@cache
def words() -> tuple[frozenset[str], frozenset[str]]:
    """Words written small, and nouns; both in small letters."""
    told = files(__package__).joinpath("german.txt").read_text(encoding="utf-8")
    written = [word for line in told.splitlines() if not line.startswith("#") for word in line.split()]
    return (
        frozenset(word for word in written if word.islower()),
        frozenset(word.lower() for word in written if not word.islower()),
    )


def is_noun(word: str) -> bool:
    return word.lower() in words()[1]


def is_common_noun(word: str) -> bool:
    """Whether this may be a noun, and is written with a capital letter for that."""
    return is_noun(word) or is_noun(word.removesuffix("s")) or word.lower() not in words()[0]


@lru_cache(maxsize=20_000)
def is_listed(word: str) -> bool:
    """Whether the list has this word, as it is written or without the ending of a case."""
    small, nouns = words()
    word = word.lower()
    return word in small or word in nouns or (word[-1:] == "s" and word[:-1] in nouns)


@lru_cache(maxsize=20_000)
def is_common(word: str) -> bool:
    """Whether this is a German word in any of its forms, or one made of such words."""
    small, nouns = words()
    word = word.lower()
    if len(word) > _LONGEST_WORD:
        return False
    if len(word) >= 7 and word.endswith(_NOUN_ENDINGS):
        return True
    stems = (
        {word[: len(word) - len(ending)] for ending in _ENDINGS if word.endswith(ending)} if len(word) > 3 else {word}
    )
    if any(stem in small or stem in nouns for stem in stems if len(stem) >= 3):
        return True
    return any(stem[cut:] in nouns for stem in stems for cut in range(3, len(stem) - 3))
