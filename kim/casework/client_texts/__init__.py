"""What our papers say to the people we advise, in their languages.

These texts are county data, not interface texts: each has a version and needs somebody who approves it.
The TOML files beside this one are where a new installation starts from; one file a paper, one table a text.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

SOURCE_LANGUAGE = "de"
_PLACE = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class ClientText:
    """One wording of one text in one language; nobody's name in `approved_by` means it is not approved.

    `approved_for` is the version of the German text it was approved for, 0 where nobody noted it.
    """

    key: str
    language: str
    version: int
    approved_by: str
    text: str
    approved_for: int = 0

    @property
    def may_stand_alone(self) -> bool:
        """German is the source; a translation needs approval before it is more than a help to read."""
        return self.language == SOURCE_LANGUAGE or bool(self.approved_by.strip())


ClientTexts = Mapping[tuple[str, str], ClientText]
"""The wording in force by (language, key)."""


@cache
def load_client_texts() -> tuple[ClientText, ...]:
    """Every text KIM ships, with keys like `goal_agreement.title`, in a stable order."""
    files = sorted(Path(__file__).parent.glob("*.toml"))
    return tuple(text for file in files for text in _texts_of(file))


def in_force(texts: Iterable[ClientText]) -> ClientTexts:
    """Of each text the newest approved wording, or the newest of all where none is approved.

    A translation approved for another German wording than today's counts as not approved: the German text has moved on.
    """
    chosen: dict[tuple[str, str], ClientText] = {}
    for text in sorted(texts, key=lambda each: (each.may_stand_alone, each.version)):
        chosen[(text.language, text.key)] = text
    for place, text in chosen.items():
        german = chosen.get((SOURCE_LANGUAGE, text.key))
        if text.approved_for and german and text.approved_for != german.version:
            chosen[place] = replace(text, approved_by="")
    return chosen


def places_in(text: str) -> frozenset[str]:
    """What is filled into a text, like {date}."""
    return frozenset(_PLACE.findall(text))


def languages_of(paper: str, texts: Iterable[ClientText] | None = None) -> tuple[str, ...]:
    """The languages other than German in which this paper (say `goal_agreement`) can be printed."""
    every = load_client_texts() if texts is None else texts
    found = {text.language for text in every if text.key.startswith(f"{paper}.")}
    return tuple(sorted(found - {SOURCE_LANGUAGE}))


def _texts_of(file: Path) -> Iterable[ClientText]:
    for key, wordings in tomllib.loads(file.read_text(encoding="utf-8")).items():
        for language, wording in wordings.items():
            yield ClientText(key=f"{file.stem}.{key}", language=language, **wording)
