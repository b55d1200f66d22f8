"""Small figures are hidden, and with them whatever else would give them away.

A figure from 1 to 4 can be a person. What is hidden with it follows one rule, and the rule is made so that knowing it does not help:
whoever sees what is shown, knows every sum and can run the rule backwards still finds, for every hidden figure, a table that would
have been published just the same and in which that figure is no person (docs/adr/0050).
"""

from kim.privacy.disclosure.lists import THRESHOLD, ProtectedList, is_small, protect_list, protect_share
from kim.privacy.disclosure.tables import Protected, protect_table, protect_tables
from kim.privacy.disclosure.windows import protect_windows

__all__ = [
    "THRESHOLD",
    "Protected",
    "ProtectedList",
    "is_small",
    "protect_list",
    "protect_share",
    "protect_table",
    "protect_tables",
    "protect_windows",
]
