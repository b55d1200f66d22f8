"""The keys that work everywhere, for the page about them and for the script that listens."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Permission, User


@dataclass(frozen=True)
class Key:
    """One key, or two pressed after each other."""

    keys: tuple[str, ...]
    does: Any
    page: str = ""  # where it leads; empty: it does something on the page one is on
    needed: Permission | None = None


KEYS = (
    Key(("/",), _("Go to the search field")),
    Key(("n",), _("Write a note in the open case"), needed=Permission.CASE_WORK),
    Key(("a",), _("Take down a new enquiry"), "casework:enquiry_new", Permission.ENQUIRY_WORK),
    Key(("g", "t"), _("Go to My day"), "start"),
    Key(("g", "f"), _("Go to the cases"), "casework:case_list", Permission.CASE_HEADS),
    Key(("g", "n"), _("Go to the notices"), "notices:inbox"),
    Key(("?",), _("Show this page"), "settings:keys"),
)


def keys_for(user: User) -> list[Key]:
    """What this person may do by key."""
    return [key for key in KEYS if key.needed is None or user.has(key.needed)]


def addresses_for(user: User) -> str:
    """Keys that lead somewhere, for the script: "a=/anfragen/neu/ gt=/"."""
    return " ".join(f"{''.join(key.keys)}={reverse(key.page)}" for key in keys_for(user) if key.page)
