"""The tabs of the pages of a naturalisation office."""

from typing import Any

from django.urls import reverse
from django.utils.translation import pgettext_lazy

TABS: tuple[tuple[str, Any], ...] = (
    ("application_list", pgettext_lazy("naturalisation", "Applications")),
    ("capacity", pgettext_lazy("naturalisation office", "Appointments")),
    ("ceremony_list", pgettext_lazy("naturalisation office", "Ceremonies")),
    ("figures", pgettext_lazy("naturalisation office", "Figures")),
    ("keeping", pgettext_lazy("naturalisation office", "Keeping")),
    ("responsible", pgettext_lazy("naturalisation", "Who is responsible")),
)


def tabs(here: str) -> list[dict[str, Any]]:
    """Where somebody of an office may go, and where they are."""
    return [{"label": label, "url": reverse(f"applicants:{name}"), "current": name == here} for name, label in TABS]
