"""What people typed, made fit for paper: said as they said it, and never able to break or turn the page.

Control characters go, unclosed direction marks are closed, words longer than a column may break, and
a character no font of ours has becomes an empty frame, because PDF/UA forbids missing glyphs.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import TypedDict

from kim.documents.typesetting import font_coverage

FRAME = "\u25af"
BREAK_HERE = "\u200b"
LONGEST_UNBROKEN = 24

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
BY_SCRIPT = {"ARABIC": "ar", "HEBREW": "he", "CYRILLIC": "uk", "GREEK": "el", "ETHIOPIC": "ti"}

_LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_LONG_WORD = re.compile(rf"[^\s{BREAK_HERE}]{{{LONGEST_UNBROKEN + 1},}}")
_ISOLATES, _EMBEDDINGS = "\u2066\u2067\u2068", "\u202a\u202b\u202d\u202e"
_END_OF_ISOLATE, _END_OF_EMBEDDING = "\u2069", "\u202c"
# Variation selectors and tags choose between looks of a sign; our fonts have one look each.
_CHOOSERS = re.compile("[\ufe00-\ufe0f\U000e0000-\U000e01ef\u034f\u180b-\u180d\u180f]")
# Signs that only steer and that every renderer hides: joiners, direction marks, soft hyphens.
_STEERING = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_FIXED_SPACES = re.compile("[\u2007\u202f]")
_OTHER_SPACES = re.compile("[\t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]")


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


def seen(text: str) -> bool:
    """Whether anything of this text can be seen: a heading of spaces and marks is none."""
    return any(unicodedata.category(sign)[0] not in "ZC" for sign in printable(text))


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
    words = _LONG_WORD.sub(_breakable, "".join(map(_with_frames, _clusters(cleaned(text)))))
    return "\n".join(_closed(line) for line in words.strip("\n").split("\n"))


def brief(text: str, longest: int = 100) -> str:
    """One line of a text, for places that hold no more; the whole text stands elsewhere on the paper."""
    line = re.sub("[ \n]+", " ", printable(text)).strip(" ")
    return line if len(line) <= longest else _closed(line[: longest - 1]) + "…"


def undisplayable(text: str) -> str:
    """The characters of this text that would print as an empty frame, each once; empty if all is well."""
    return "".join(dict.fromkeys(sign for cluster in _clusters(cleaned(text)) for sign in _lost_in(cluster)))


def cleaned(text: str) -> str:
    """Without what has no meaning on paper, in one spelling of accents, line ends and spaces."""
    text = text.encode("utf-8", "replace").decode("utf-8")  # half of a surrogate pair is no character
    text = _CONTROLS.sub("", _OTHER_SPACES.sub(" ", _LINE_ENDS.sub("\n", text)))
    text = unicodedata.normalize("NFC", _CHOOSERS.sub("", _FIXED_SPACES.sub("\u00a0", text)))
    return "\n".join("\u00a0" + line if _begins_with_mark(line) else line for line in text.split("\n"))


def _begins_with_mark(line: str) -> bool:
    """A mark without a letter needs a space to sit on."""
    first = next((sign for sign in line if not _STEERING.match(sign)), "")
    return _is_mark(first)


def _is_mark(sign: str) -> bool:
    """Accents and vowel signs, and the skin tones that do the same for pictographs."""
    return "\U0001f3fb" <= sign <= "\U0001f3ff" or (bool(sign) and unicodedata.category(sign)[0] == "M")


def _with_frames(cluster: str) -> str:
    """A lost letter takes its marks along; a lost mark leaves its letter readable."""
    lost = _lost_in(cluster)
    if not lost:
        return cluster
    letter = next(sign for sign in cluster if not _STEERING.match(sign))
    kept = "" if letter in lost else "".join(sign for sign in cluster if sign not in lost)
    return kept + FRAME


def _lost_in(cluster: str) -> str:
    """A letter and its marks must come from one font; what the best font lacks is lost."""
    visible = [sign for sign in cluster if sign != "\n" and not _STEERING.match(sign)]
    return min(("".join(s for s in visible if ord(s) not in has) for has in _letters_by_font()), key=len)


@cache
def _letters_by_font() -> tuple[frozenset[int], ...]:
    """What each font can show, less the private signs that archives (PDF/A) refuse."""
    return tuple(
        frozenset(code for code in has if unicodedata.category(chr(code)) != "Co") for has in font_coverage().values()
    )


def _clusters(text: str) -> Iterator[str]:
    """Letters with the marks that sit on them and the signs that steer them."""
    cluster = ""
    for sign in text:
        goes_on = _is_mark(sign) or _STEERING.match(sign)
        if cluster and (not goes_on or cluster == "\n"):
            yield cluster
            cluster = ""
        cluster += sign
    if cluster:
        yield cluster


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
