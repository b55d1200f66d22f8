"""What other rooms may use of casework."""

from kim.casework import (
    access,
    appointments,
    calendar_feed,
    client_texts,
    comparison,
    coordination,
    documents,
    enquiry_figures,
    exceptions,
    facts,
    file_types,
    filed,
    final_report,
    handover_sheet,
    history,
    letters,
    load,
    models,
    names,
    outreach,
    search,
    snapshots,
    spreading,
    states,
    target_group,
)
from kim.casework.actions import (
    assessments,
    cases,
    contacts,
    enquiries,
    grants,
    helpers,
    people,
    plans,
    referrals,
    short_answers,
    signatures,
)
from kim.casework.actions import client_texts as client_text_acts
from kim.casework.actions import first_advice as first_advices
from kim.casework.actions import appointments as appointment_acts
from kim.casework.actions import calendar_feeds
from kim.casework.actions import documents as document_acts
from kim.casework.actions import closings, confirmations, handover_sheets, late_entries, reviews
from kim.casework.actions import letters as letter_acts
from kim.casework.actions import naming as name_enquiries
from kim.casework.actions import outreach as outreach_acts
from kim.casework.actions import spreading as spread_cases
from kim.casework.actions.client_texts import seed as seed_client_texts
from kim.casework.demo import load as demo
from kim.casework.models import *  # noqa: F403

__all__ = [
    "access",
    "appointment_acts",
    "appointments",
    "assessments",
    "calendar_feed",
    "calendar_feeds",
    "cases",
    "client_text_acts",
    "client_texts",
    "closings",
    "comparison",
    "confirmations",
    "contacts",
    "coordination",
    "demo",
    "document_acts",
    "documents",
    "enquiries",
    "enquiry_figures",
    "exceptions",
    "facts",
    "file_types",
    "filed",
    "final_report",
    "first_advices",
    "grants",
    "handover_sheet",
    "handover_sheets",
    "helpers",
    "history",
    "late_entries",
    "letter_acts",
    "letters",
    "load",
    "name_enquiries",
    "names",
    "outreach",
    "outreach_acts",
    "people",
    "plans",
    "referrals",
    "reviews",
    "search",
    "seed_client_texts",
    "short_answers",
    "signatures",
    "snapshots",
    "spread_cases",
    "spreading",
    "states",
    "target_group",
    *models.__all__,
]
