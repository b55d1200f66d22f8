"""How names are written that come from Somali, Albanian and Turkish spelling: Xusseen for Hussein, Xhafer for Dschafer."""

import re
from functools import lru_cache

# Names whose forms no rule leads to each other; each line is one name.
_ONE_NAME = tuple(
    frozenset(line.split())
    for line in (
        "cismaan cusmaan osman usman othman",
        "faadumo faaduma fadumo fatuma fatima fatma",
        "xawo xaawo hawo hawa",
        "maryan maryam mariam maryama",
        "cilmi elmi ilmi",
        "jaamac jama jaama",
        "mihemed mehmed mohammed muhammad mohamed maxamed",
        "mykola nikolai nikolaj nikolay",
    )
)
_SOMALI = re.compile(r"c|x(?!h)|([aeiou])\1")
_TWICE = re.compile(r"([aeiou])\1")
_SOMALI_AYN = re.compile(r"([aeiou])c\1|c")
_SOMALI_END = re.compile(r"(?<=[aeiou]{2})c$|(?<=[aeiou])c$")


def one_name(word: str, other: str) -> bool:
    """Whether both are known forms of one name, in plain letters."""
    return any(word in forms and other in forms for forms in _ONE_NAME)


@lru_cache(maxsize=4_000)
def readings(plain: str) -> tuple[str, ...]:
    """The word in plain letters as it would be written by ear, once for each language it may come from."""
    found = {_somali(plain), _albanian(plain), re.sub("c(?!h)|dz", "dsch", plain)} - {plain}
    return tuple(sorted(word for word in found if len(word) >= 3))


def _somali(plain: str) -> str:
    """Somali writes h as x and ayn as c, and long vowels twice."""
    if not _SOMALI.search(plain) or "ch" in plain:
        return plain
    heard = _SOMALI_AYN.sub(r"\1", _SOMALI_END.sub("", plain)).replace("x", "h").replace("q", "k")
    return re.sub("^abdul(?=...)", "abd", _TWICE.sub(r"\1", heard))


def _albanian(plain: str) -> str:
    """Albanian writes dsch as xh and gj, tsch as q, dz as x, ü as y."""
    heard = plain.replace("xh", "dsch").replace("gj", "dsch").replace("q", "tsch").replace("x", "dz")
    return re.sub(r"y(?=[^aeiou]|$)", "u", heard)
