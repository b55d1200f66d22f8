"""What other rooms may use of the naturalisation offices."""

from kim.naturalisation import (
    access,
    appointments,
    capacity,
    day,
    durations,
    exceptions,
    forecast,
    keeping,
    models,
    states,
    statistics,
)
from kim.naturalisation.actions import applications, areas, people, receiving, work
from kim.naturalisation.actions import appointments as appointment_acts
from kim.naturalisation.actions import keeping as keeping_acts
from kim.naturalisation.demo import load as demo
from kim.naturalisation.models import *  # noqa: F403
from kim.naturalisation.models.application import three_months_before

__all__ = [
    "access",
    "applications",
    "areas",
    "appointment_acts",
    "appointments",
    "capacity",
    "day",
    "demo",
    "durations",
    "exceptions",
    "forecast",
    "keeping",
    "keeping_acts",
    "people",
    "receiving",
    "statistics",
    "models",
    "states",
    "three_months_before",
    "work",
    *models.__all__,
]
