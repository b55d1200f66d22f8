"""The money of KIM as dated data: provisions, numbers of posts, amounts; and what a county may have funded on a day.

Every provision carries its days, its citation, its source and how certain it is. What is not known stays unknown and says so.
"""

from kim.law.funding.entitlement import (
    CLAIMED,
    CountyFacts,
    Entitlement,
    Fact,
    Line,
    Office,
    Place,
    PostFact,
    entitlement,
    shown,
)
from kim.law.funding.rules import Amount, Basis, PostRule, Provision, amount_on, faults, funding

__all__ = [
    "CLAIMED",
    "Amount",
    "Basis",
    "CountyFacts",
    "Entitlement",
    "Fact",
    "Line",
    "Office",
    "Place",
    "PostFact",
    "PostRule",
    "Provision",
    "amount_on",
    "entitlement",
    "faults",
    "funding",
    "shown",
]
