"""The pre-check of naturalisation and settlement permits: facts in, an explained answer out; it never decides.

The law is data (`rules/*.toml`): each provision with its days of validity, source and certainty. Conditions are met,
not met or unknown; discretion is a marked unknown; what does not apply is neutral (ADR 18, ADR 54).
"""

from kim.law.naturalisation.answer import answer, say
from kim.law.naturalisation.engine import Verdict, earliest, evaluate
from kim.law.naturalisation.facts import Facts, FactsError, read
from kim.law.naturalisation.review import faults
from kim.law.naturalisation.rules import Law, Rule, law

__all__ = [
    "Facts",
    "FactsError",
    "Law",
    "Rule",
    "Verdict",
    "answer",
    "earliest",
    "evaluate",
    "faults",
    "law",
    "read",
    "say",
]
