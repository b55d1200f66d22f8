"""A text as words with their places and neighbours."""

import re
from dataclasses import dataclass

_LETTER = r"[^\W\d_][\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u00ad\u200b-\u200f\u2060]*"
_WORD = re.compile(rf"(?:{_LETTER})+(?:['’ʼ‘´`](?:{_LETTER})+)*")
_SHORTENED = frozenset({"dr", "prof", "fam", "hr", "fr", "frl"})
_SENTENCE_ENDS = frozenset('.!?:;–—•\n"„“‚»«(/')


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place. `first`: it begins a sentence or a quotation. `tied`: a hyphen ties it to the word before."""

    text: str
    start: int
    end: int
    first: bool
    tied: bool

    @property
    def low(self) -> str:
        return self.text.lower()

    @property
    def is_capital(self) -> bool:
        """Whether it is written like a name; scripts without capital letters count."""
        return self.text[0] == self.text[0].upper()


def words_in(text: str) -> list[Word]:
    """The words in their order."""
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        first = not found or any(sign in _SENTENCE_ENDS for sign in between)
        if found and found[-1].low in _SHORTENED and between.strip() == ".":
            first = False
        tied = bool(found) and re.fullmatch(r"[-‐‑]", between) is not None
        found.append(Word(match[0], match.start(), match.end(), first, tied))
        end = match.end()
    return found


def beside(words: list[Word], place: int, step: int) -> Word | None:
    """The word before (-1) or after (1) in the same sentence."""
    other = place + step
    if not 0 <= other < len(words):
        return None
    return None if words[max(place, other)].first else words[other]
