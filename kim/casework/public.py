"""What other rooms may use of casework."""

from kim.casework import (
    access,
    client_texts,
    comparison,
    documents,
    exceptions,
    facts,
    history,
    models,
    names,
    search,
    snapshots,
    states,
    target_group,
)
from kim.casework.actions import assessments, cases, contacts, enquiries, grants, people, plans, referrals
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
    "demo",
    "documents",
    "enquiries",
    "exceptions",
    "facts",
    "grants",
    "history",
    "names",
    "people",
    "plans",
    "referrals",
    "search",
    "seed_client_texts",
    "snapshots",
    "states",
    "target_group",
    *models.__all__,
]
