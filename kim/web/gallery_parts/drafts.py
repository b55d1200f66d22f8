"""Texts that are kept while they are typed, in every state."""

from typing import Any

from django.utils.translation import gettext


def sample() -> dict[str, Any]:
    """What a field says about its draft."""
    return {
        "drafts_other": gettext("The job centre called: the course can begin on 1 December."),
        "drafts_typed": gettext("The job centre called: the course begins in December."),
    }
