"""What people typed, made fit for paper: said as they said it, and never able to break or turn the page.

Control characters go, unclosed direction marks are closed, words longer than a column may break, and
a character no font of ours has becomes an empty frame, because PDF/UA forbids missing glyphs.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import TypedDict

from kim.casework.documents.typesetting import font_coverage

FRAME = "\u25af"
BREAK_HERE = "\u200b"
LONGEST_UNBROKEN = 24

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
BY_SCRIPT = {"ARABIC": "ar", "HEBREW": "he", "CYRILLIC": "uk", "GREEK": "el"}

_LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_LONG_WORD = re.compile(rf"[^\s{BREAK_HERE}]{{{LONGEST_UNBROKEN + 1},}}")
_ISOLATES, _EMBEDDINGS = "\u2066\u2067\u2068", "\u202a\u202b\u202d\u202e"
_END_OF_ISOLATE, _END_OF_EMBEDDING = "\u2069", "\u202c"
_SHOWN_FORMAT_SIGNS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\u0890\u0891\U000110bd\U000110cd"
)


class Speech(TypedDict):
    """The language of some words, and whether it runs from right to left."""

    lang: str
    rtl: bool


class Written(TypedDict):
    """Words ready for a template."""

    text: str
    speech: Speech


def written(text: str, *, language: str | None = None, quoted: bool = False) -> Written:
    """Typed words with their language; where nobody named it, their letters tell."""
    speech = speech_of(text, language)
    words = printable(text)
    if quoted:
        words = f"«{words}»" if speech["rtl"] else f"»{words}«"
    return {"text": words, "speech": speech}


def speech_of(text: str, language: str | None = None) -> Speech:
    """Language and direction of a text: the named language, unless it is written in other letters."""
    rtl = _runs_right_to_left(text)
    named = language_tag(language)
    if named and (named in RIGHT_TO_LEFT) == rtl:
        return {"lang": named, "rtl": rtl}
    return {"lang": _language_by_script(text) or "de", "rtl": rtl}


def language_tag(language: str | None) -> str | None:
    """The primary subtag Typst and PDF readers understand, or nothing."""
    primary = re.split("[-_]", language or "")[0].lower()
    return primary if re.fullmatch("[a-z]{2,3}", primary) else None


def printable(text: str) -> str:
    """The text as it can stand on paper."""
    text = text.encode("utf-8", "replace").decode("utf-8")  # half of a surrogate pair is no character
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text).replace("\t", " "))
    text = _CONTROLS.sub("", text)
    lines = (_LONG_WORD.sub(_breakable, _shown(line)) for line in text.split("\n"))
    return "\n".join(_closed(line) for line in lines).strip("\n")


def brief(text: str, longest: int = 100) -> str:
    """One line of a text, for places that hold no more; the whole text stands elsewhere on the paper."""
    line = " ".join(printable(text).split())
    return line if len(line) <= longest else _closed(line[: longest - 1]) + "…"


def undisplayable(text: str) -> str:
    """The characters of this text that would print as an empty frame, each once; empty if all is well."""
    lost = (sign for cluster in _clusters(unicodedata.normalize("NFC", text)) for sign in _lost_in(cluster))
    return "".join(dict.fromkeys(sign for sign in lost if not sign.isspace() and not _CONTROLS.match(sign)))


def _shown(line: str) -> str:
    return "".join(_with_frames(cluster) for cluster in _clusters(line))


def _with_frames(cluster: str) -> str:
    lost = _lost_in(cluster)
    return "".join(FRAME if sign in lost else sign for sign in cluster) if lost else cluster


def _lost_in(cluster: str) -> str:
    """A letter and its marks must come from one font; what the best font lacks is lost."""
    visible = [sign for sign in cluster if not _is_invisible(sign)]
    missing = (
        "".join(sign for sign in visible if ord(sign) not in covered) for covered in font_coverage().values()
    )
    return min(missing, key=len)


def _clusters(line: str) -> Iterator[str]:
    """Letters with the marks that sit on them."""
    cluster = ""
    for sign in line:
        if cluster and not unicodedata.category(sign).startswith("M"):
            yield cluster
            cluster = ""
        cluster += sign
    if cluster:
        yield cluster


def _is_invisible(sign: str) -> bool:
    """Signs that only steer: joiners, direction marks, variation selectors, spaces."""
    code = ord(sign)
    if 0xFE00 <= code <= 0xFE0F or code == 0x034F:
        return True
    return unicodedata.category(sign) in ("Cf", "Zs") and sign not in _SHOWN_FORMAT_SIGNS


def _breakable(word: re.Match[str]) -> str:
    """A word no column can hold, with places where it may break, never between a letter and its marks."""
    pieces, piece = [], ""
    for cluster in _clusters(word[0]):
        piece += cluster
        if len(piece) >= LONGEST_UNBROKEN:
            pieces.append(piece)
            piece = ""
    return BREAK_HERE.join([*pieces, piece] if piece else pieces)


def _closed(line: str) -> str:
    """Ends every change of direction that the line begins, so that it cannot reach beyond it."""
    ends: list[str] = []
    for sign in line:
        if sign in _ISOLATES:
            ends.append(_END_OF_ISOLATE)
        elif sign in _EMBEDDINGS:
            ends.append(_END_OF_EMBEDDING)
        elif ends and sign == ends[-1]:
            ends.pop()
    return line + "".join(reversed(ends))


def _runs_right_to_left(text: str) -> bool:
    """The first letter with a direction decides, as it does in browsers."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def _language_by_script(text: str) -> str | None:
    for sign in text:
        if sign.isalpha():
            return BY_SCRIPT.get(unicodedata.name(sign, "").split(" ")[0])
    return None
