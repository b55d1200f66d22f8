"""Words in free text that say more than the advice needs: religion, ethnic group, diagnosis, a stay without permission.

Plain text in, findings out: no database, no form. Nothing is refused here; the form shows the hint and keeps the text.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# A code of the international list of diseases, as doctors write it: F43.1
_DISEASE_CODE = re.compile(r"\b[A-TV-Z]\d{2}\.\d{1,2}(?![\d.])")


@dataclass(frozen=True)
class Kind:
    """One kind of statement and how it is named in both languages."""

    key: str
    de: str
    en: str


@dataclass(frozen=True)
class Finding:
    """A word as it was written, and what it may say."""

    word: str
    kind: Kind


def look(text: str) -> list[Finding]:
    """What in this text may say too much, each word once, in the order written."""
    plain, places = _plain(text)
    found: dict[tuple[str, str], tuple[int, Finding]] = {}
    for kind, words, harmless in _rules():
        covered = [match.span() for match in harmless.finditer(plain)] if harmless else []
        for match in words.finditer(plain):
            if any(start <= match.start() and match.end() <= end for start, end in covered):
                continue
            word = text[places[match.start()] : places[match.end() - 1] + 1]
            found.setdefault((word.casefold(), kind.key), (match.start(), Finding(word, kind)))
        if kind.key == "diagnosis":
            for match in _DISEASE_CODE.finditer(text):
                found.setdefault((match[0], kind.key), (match.start(), Finding(match[0], kind)))
    return [finding for _start, finding in sorted(found.values(), key=lambda pair: pair[0])]


def words_of(text: str) -> frozenset[str]:
    """The words found, for comparing two versions of a text."""
    return frozenset(finding.word.casefold() for finding in look(text))


def _plain(text: str) -> tuple[str, list[int]]:
    """Small letters without umlauts, and for each of them its place in the text."""
    parts = [(part, place) for place, letter in enumerate(text) for part in letter.lower().translate(_PLAIN)]
    return "".join(part for part, _place in parts), [place for _part, place in parts]


@cache
def _rules() -> tuple[tuple[Kind, re.Pattern[str], re.Pattern[str] | None], ...]:
    told = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    return tuple(
        (
            Kind(key, entry["de"], entry["en"]),
            _pattern(entry["words"]),
            _pattern(entry["but"]) if entry["but"] else None,
        )
        for key, entry in told.items()
    )


def _pattern(entries: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(_expression, entries))})(?![a-z0-9])")


def _expression(entry: str) -> str:
    """`religi(on|oes)` with its endings or none, `evangelische* kita*` with any letters, blanks as blanks of any kind."""
    parts = re.split(r"(\([^)]*\)|\*| )", entry)
    made = ""
    for part in parts:
        if part.startswith("("):
            # After a blank the brackets stand for a whole word, after letters for an ending that may be missing.
            made += f"(?:{part[1:-1]})" + ("" if made.endswith(r"\s+") else "?")
        elif part == "*":
            made += "[a-z]*"
        elif part == " ":
            made += r"\s+"
        else:
            made += re.escape(part)
    return made
