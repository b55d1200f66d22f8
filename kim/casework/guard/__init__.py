"""Observations carry no person: what a text would give away of a case, and whether a combination of traits fits too few.

`check` and `too_rare` are pure: text and values in, findings out. `words_of` collects what a case knows, as far as the running
scope reads it; `enough_people` asks the database, which answers with yes or no.
"""

from kim.casework.guard.checking import check
from kim.casework.guard.collecting import words_of
from kim.casework.guard.kinds import Finding, Kind
from kim.casework.guard.known import Day, Known, known
from kim.casework.guard.rarity import HOLD_BACK, Traits, coarsened, enough_people, quarter_of, too_rare

__all__ = [
    "HOLD_BACK",
    "Day",
    "Finding",
    "Kind",
    "Known",
    "Traits",
    "check",
    "coarsened",
    "enough_people",
    "known",
    "quarter_of",
    "too_rare",
    "words_of",
]
