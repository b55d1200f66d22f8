"""What other rooms may use of casework."""

from kim.casework import access, documents, exceptions, facts, models, names, snapshots, states, target_group
from kim.casework.actions import assessments, cases, contacts, enquiries, people, plans, referrals
from kim.casework.models import *  # noqa: F403

__all__ = [
    "access",
    "assessments",
    "cases",
    "contacts",
    "documents",
    "enquiries",
    "exceptions",
    "facts",
    "names",
    "people",
    "plans",
    "referrals",
    "snapshots",
    "states",
    "target_group",
    *models.__all__,
]
