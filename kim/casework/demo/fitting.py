"""Which sentences suit whom: nothing about children where there are none, rarely a sentence twice in a file."""

from __future__ import annotations

import re
from functools import lru_cache

from kim.casework.demo.desk import pick
from kim.casework.demo.story import Story

_CHILDREN = re.compile(
    r"Kind|Kita|Schulplatz|Schulweg|Schulwechsel|Schule\b|Grundschule|Klassenleitung|Jugendamt|Elternabend"
    r"|Schulpflichtig|Nachmittagsbetreuung|Familie lebt|vier Personen|Familien"
)
_NO_CHILDREN, _ONE_PARENT = "Keine Kinder", "Alleinerziehend"
TRIES = 3


def suited(story: Story, options: tuple[str, ...]) -> tuple[str, ...]:
    """The options that suit this household, perhaps none."""
    return _suited(options, story.home.has_children, story.home.one_parent)


def fitting(story: Story, options: tuple[str, ...]) -> tuple[str, ...]:
    """The options that suit this household; all of them if none does."""
    return suited(story, options) or options


def say(story: Story, options: tuple[str, ...]) -> str:
    """One of the fitting options, rather one that is not in the file yet."""
    found = fitting(story, options)
    for _ in range(TRIES):
        text = pick(story.rng, found)
        if text not in story.said:
            break
    story.said.add(text)
    return text


@lru_cache(maxsize=1000)
def _suited(options: tuple[str, ...], children: bool, one_parent: bool) -> tuple[str, ...]:
    return tuple(text for text in options if _suits(text, children, one_parent))


def _suits(text: str, children: bool, one_parent: bool) -> bool:
    if _NO_CHILDREN in text:
        return not children
    if _ONE_PARENT in text:
        return one_parent
    return children or not _CHILDREN.search(text)
