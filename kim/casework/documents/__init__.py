"""Papers for the people we advise: plain values in, an accessible PDF out.

Knows no models and no database.
"""

from kim.casework.documents.goal_agreement import (
    GoalAgreementData,
    GoalLine,
    MeasureLine,
    render_goal_agreement,
)
from kim.casework.documents.typesetting import DocumentError
from kim.casework.documents.writing import undisplayable

__all__ = [
    "DocumentError",
    "GoalAgreementData",
    "GoalLine",
    "MeasureLine",
    "render_goal_agreement",
    "undisplayable",
]
