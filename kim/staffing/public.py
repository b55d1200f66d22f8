"""What other rooms may use of staffing."""

from kim.staffing import (
    access,
    accounts,
    amounts,
    county,
    exceptions,
    grants,
    grants_states,
    models,
    monthly,
    office_tables,
    papers,
    papers_kept,
    planning,
    posts,
    posts_states,
    proof_form,
    proof_papers,
    proofs,
    spending,
    vacancy,
    words,
    years,
)
from kim.staffing.actions import apportionments, figures, forwarding, recruiting
from kim.staffing.actions import grants as grant_acts
from kim.staffing.actions import money as money_acts
from kim.staffing.actions import papers as paper_acts
from kim.staffing.actions import proofs as proof_acts
from kim.staffing.actions import spending as spending_acts
from kim.staffing.demo import load as demo
from kim.staffing.models import *  # noqa: F403
from kim.staffing.weights import WeightsError, as_decimal

__all__ = [
    "WeightsError",
    "access",
    "accounts",
    "amounts",
    "apportionments",
    "as_decimal",
    "county",
    "demo",
    "exceptions",
    "figures",
    "forwarding",
    "grant_acts",
    "grants",
    "grants_states",
    "models",
    "money_acts",
    "monthly",
    "office_tables",
    "paper_acts",
    "papers",
    "papers_kept",
    "planning",
    "posts",
    "posts_states",
    "proof_acts",
    "proof_form",
    "proof_papers",
    "proofs",
    "recruiting",
    "spending",
    "spending_acts",
    "vacancy",
    "words",
    "years",
    *models.__all__,
]
