"""What other rooms may use of staffing."""

from kim.staffing import access, county, exceptions, models, papers, planning, words
from kim.staffing.actions import apportionments
from kim.staffing.demo import load as demo
from kim.staffing.models import *  # noqa: F403
from kim.staffing.weights import WeightsError, as_decimal

__all__ = [
    "WeightsError",
    "access",
    "apportionments",
    "as_decimal",
    "county",
    "demo",
    "exceptions",
    "models",
    "papers",
    "planning",
    "words",
    *models.__all__,
]
