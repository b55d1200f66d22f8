"""What the county asks in the enquiry form, as its profile says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from kim.organisation.profile.base import Entry
from kim.organisation.profile.binder import Binder, Bound
from kim.organisation.profile.county import Label, Position
from kim.organisation.profile.fields import ChannelRef, Length

Choice = Annotated[str, Length(1, 80)]


@dataclass(frozen=True, kw_only=True, slots=True)
class IntakeQuestion(Label):
    """A question of the county's own in the enquiry form; without channels on all ways in."""

    answer: Literal["text", "choice", "yes_no"]
    choices: tuple[Choice, ...] = ()
    channels: tuple[ChannelRef, ...] = ()
    position: Position | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class IntakeOmission(Entry):
    """A question of the enquiry form that is not asked; without channels on no way in."""

    question: Literal["referrer", "outreach", "language", "interpreter", "life_area", "urgency"]
    channels: tuple[ChannelRef, ...] = ()


# What Art. 9 GDPR keeps apart, and what would make people say how they live here: never a question of a form.
SPECIAL = re.compile(
    r"religi|konfession|glaube|moschee|kirch|muslim|christ|jesid|ethni|rasse|hautfarbe|volksgruppe|abstamm|diagnos|krankheit"
    r"|gesundheit|behinder|schwanger|therapie|psych|sexuell|gewerkschaft|partei|politisch|weltanschau|straftat|vorstraf|illegal"
    r"|ohne papiere|irregul|faith|belief|race|disease|illness|disab|health|pregnan|sexual|union|politic|criminal|undocumented"
)


def check(binder: Binder) -> None:
    """A choice has answers to choose from, other questions have none; no question asks for special categories."""
    for entry in (bound for bound in binder.bound if bound.kind is IntakeQuestion):
        choices = entry.get("choices") or ()
        if entry.get("answer") == "choice" and len(choices) < 2:
            binder.fault("needs_choices", (*entry.path, "choices"), found=len(choices))
        if entry.get("answer") != "choice" and choices:
            binder.fault("not_for_kind", (*entry.path, "choices"), found="choices", allowed=('answer = "choice"',))
        for name, text in _texts(entry):
            if found := SPECIAL.search(text.casefold()):
                binder.fault("special_category", (*entry.path, name), found=found.group())


def _texts(entry: Bound) -> Iterator[tuple[str, str]]:
    for name in ("de", "en"):
        if isinstance(text := entry.get(name), str):
            yield name, text
    for text in entry.get("choices") or ():
        if isinstance(text, str):
            yield "choices", text
