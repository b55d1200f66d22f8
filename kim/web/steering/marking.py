"""What stops an observation, put into words: marked places with what to do, and details that fit too few."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.casework.public import guard

ADVICE: dict[str, Any] = {
    guard.Kind.NAME: _("Write “a woman”, “the family” or “the clerk” instead."),
    guard.Kind.DATE: _("Write “in spring” or “for some weeks” instead."),
    guard.Kind.ADDRESS: _("Name the municipality at most."),
    guard.Kind.PHONE: _("Leave it out."),
    guard.Kind.EMAIL: _("Leave it out."),
    guard.Kind.REFERENCE: _("Leave it out."),
    guard.Kind.NUMBER: _("Leave it out."),
}
TRAITS: dict[str, Any] = {
    "municipality": _("the municipality"),
    "offer": _("the offer"),
    "sphere_from": _("the legal sphere people come from"),
    "sphere_to": _("the legal sphere people go to"),
    "reason": _("the reason of the referral"),
    "process_step": _("the station"),
    "language": _("the language"),
    "month": pgettext_lazy("left out", "the month; the quarter is told instead"),
}


@dataclass(frozen=True)
class Marked:
    """A place that stops the observation: the word, what it looks like, what to do, and whether it may be kept."""

    before: str
    word: str
    after: str
    kind: str
    advice: str
    may_keep: bool


def marked(texts: dict[str, str], found: dict[str, list[guard.Finding]], around: int = 40) -> list[Marked]:
    """Each place once, in the order of the form."""
    places = []
    for name, findings in found.items():
        text = texts[name]
        for each in findings:
            start, end = max(0, each.start - around), min(len(text), each.end + around)
            places.append(
                Marked(
                    before=("… " if start else "") + text[start : each.start],
                    word=text[each.start : each.end],
                    after=text[each.end : end] + (" …" if end < len(text) else ""),
                    kind=str(guard.Kind(each.kind).label),
                    advice=str(ADVICE[each.kind]),
                    may_keep=not each.sure,
                )
            )
    return places


def trait_words(names: Iterable[str]) -> list[str]:
    """What is left out, in words."""
    return [str(TRAITS[name]) for name in names if name in TRAITS]
