"""Posts shared among municipalities by weights: exact arithmetic, a stated rule for ties, sums that hold (ADR 55).

Weights, shares and steps are fractions; nothing is rounded before somebody reads it.
"""

from kim.law.apportionment.engine import apportion
from kim.law.apportionment.faults import ApportionmentError
from kim.law.apportionment.model import METHODS, TIE_RULE, Apportionment, Group, Order, Share, Tie, Unit, Warned

__all__ = [
    "METHODS",
    "TIE_RULE",
    "Apportionment",
    "ApportionmentError",
    "Group",
    "Order",
    "Share",
    "Tie",
    "Unit",
    "Warned",
    "apportion",
]
