"""What other rooms may use of the organisation."""

from kim.organisation import catchments, hooks, loading, logos, models, profile, workdays
from kim.organisation.access import absent_people, scope_of
from kim.organisation.actions import absences, accounts, areas, county, own_settings, posts
from kim.organisation.catchments import case_managers_for, catchment_of, unit_of_case_manager
from kim.organisation.exceptions import OrganisationError
from kim.organisation.lead_times import LeadTimes, lead_times
from kim.organisation.models import *  # noqa: F403
from kim.organisation.models.base import PROVENANCE, VALIDITY, Dated, DatedQuerySet, Labelled, Sourced, Versioned
from kim.organisation.roles import Permission, Role
from kim.organisation.target_groups import from_json as target_group_from_json
from kim.organisation.target_groups import to_json as target_group_to_json
from kim.organisation.terms import county_words, words_in_force

__all__ = [
    "PROVENANCE",
    "VALIDITY",
    "Versioned",
    "Dated",
    "DatedQuerySet",
    "Labelled",
    "LeadTimes",
    "OrganisationError",
    "Permission",
    "Role",
    "Sourced",
    "absences",
    "absent_people",
    "accounts",
    "areas",
    "case_managers_for",
    "catchment_of",
    "catchments",
    "county",
    "county_words",
    "hooks",
    "lead_times",
    "loading",
    "logos",
    "own_settings",
    "posts",
    "profile",
    "scope_of",
    "target_group_from_json",
    "target_group_to_json",
    "unit_of_case_manager",
    "workdays",
    "words_in_force",
    *models.__all__,
]
