"""What other rooms may use of casework."""

from kim.casework import access, models, names, states
from kim.casework.models import *  # noqa: F403

__all__ = ["access", "names", "states", *models.__all__]
