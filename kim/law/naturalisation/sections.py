"""Title sections as people write them: '§ 25 Abs. 2 S. 1 Alt. 1', '25(2) alt.1' and '25 II' are one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8}
_HEAD = re.compile(r"^(?:§+\s*)?(?P<para>\d{1,3}[a-z]?)\s*(?P<rest>.*)$", re.IGNORECASE)
_ABS = re.compile(
    r"^(?:\(\s*(\d+[a-z]?)\s*\)|(?:Abs(?:atz|\.)?|Absatz)\s*\.?\s*(\d+[a-z]?)|(\d+[a-z]?)\b)", re.IGNORECASE
)
_ROMAN_ABS = re.compile(r"^(VIII|VII|VI|IV|V|III|II|I)(?![A-Za-z])")
_ALT = re.compile(r"\balt(?:ernative|\.)?\s*\.?\s*(\d)", re.IGNORECASE)


class Section(NamedTuple):
    """A section of the Residence Act: '25', '2', and the alternative where it was named."""

    para: str
    abs: str
    alternative: str

    @property
    def short(self) -> str:
        """As rules write it: '25(2)' or '18b'."""
        return f"{self.para}({self.abs})" if self.abs else self.para

    def within(self, names: frozenset[str] | set[str]) -> bool | None:
        """Whether a list of sections names this one; None when only its paragraphs are listed and none is known."""
        if self.short in names or self.para in names:
            return True
        if not self.abs and any(name.startswith(f"{self.para}(") for name in names):
            return None
        return False


@lru_cache(maxsize=4096)
def section(text: str | None) -> Section | None:
    """The section a text names; None when there is none or it is of another act."""
    found = _HEAD.match((text or "").strip())
    if not found:
        return None
    rest = found["rest"].strip()
    roman, absatz = _ROMAN_ABS.match(rest), _ABS.match(rest)
    number = (
        str(_ROMAN[roman[1]]) if roman else next((group for group in absatz.groups() if group), "") if absatz else ""
    )
    other = _ALT.search(rest)
    return Section(found["para"].lower(), number.lower(), other[1] if other else "")
