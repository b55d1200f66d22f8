"""What other rooms may use of casework."""

from kim.casework import (
    access,
    client_texts,
    comparison,
    coordination,
    documents,
    exceptions,
    facts,
    history,
    letters,
    load,
    models,
    names,
    search,
    snapshots,
    spreading,
    states,
    target_group,
)
from kim.casework.actions import assessments, cases, contacts, enquiries, grants, people, plans, referrals
from kim.casework.actions import letters as letter_acts
from kim.casework.actions import spreading as spread_cases
from kim.casework.actions.client_texts import seed as seed_client_texts
from kim.casework.demo import load as demo
from kim.casework.models import *  # noqa: F403

__all__ = [
    "access",
    "assessments",
    "cases",
    "client_texts",
    "comparison",
    "contacts",
    "coordination",
    "demo",
    "documents",
    "enquiries",
    "exceptions",
    "facts",
    "grants",
    "history",
    "letter_acts",
    "letters",
    "load",
    "names",
    "people",
    "plans",
    "referrals",
    "search",
    "seed_client_texts",
    "snapshots",
    "spread_cases",
    "spreading",
    "states",
    "target_group",
    *models.__all__,
]
