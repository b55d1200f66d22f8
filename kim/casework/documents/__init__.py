"""Papers for the people we advise: plain values in, an accessible PDF out.

Knows no models and no database.
"""

from kim.casework.documents.consent import ConsentData, picture_consent, render_consent
from kim.casework.documents.exceptions import NoTextsInLanguage
from kim.casework.documents.goal_agreement import (
    GoalAgreementData,
    GoalLine,
    MeasureLine,
    SignatureLine,
    picture_goal_agreement,
    render_goal_agreement,
)
from kim.documents.exceptions import DocumentError, FontsMissing, NotTypeset
from kim.documents.writing import undisplayable

__all__ = [
    "ConsentData",
    "DocumentError",
    "FontsMissing",
    "GoalAgreementData",
    "GoalLine",
    "MeasureLine",
    "NoTextsInLanguage",
    "NotTypeset",
    "SignatureLine",
    "picture_consent",
    "picture_goal_agreement",
    "render_consent",
    "render_goal_agreement",
    "undisplayable",
]
