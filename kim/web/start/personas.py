"""The invented people whose work one can look at in a demonstration."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Role, User
from kim.privacy.public import Installation

# Who stands for which work; the sentence says what the role may do.
PERSONAS: dict[str, tuple[Any, Role]] = {
    "brandes": (_("Case manager for Grevenbroich and Jüchen"), Role.CASE_MANAGER),
    "yildiz": (_("Case manager for Neuss"), Role.CASE_MANAGER),
    "hollender": (_("Case-management lead"), Role.LEAD),
    "kessenich": (_("Coordinator"), Role.COORDINATOR),
    "schmitz-lohn": (_("Administrative assistant of the coordinating office"), Role.ASSISTANT),
    "schlieper": (_("Member of the steering group for Kaarst"), Role.BODY_MEMBER),
    "kueppers": (_("Administration"), Role.ADMINISTRATOR),
}


def is_demo() -> bool:
    """Whether one-click sign-in exists here at all."""
    return bool(getattr(settings, "DEMO_ALLOWED", False)) and Installation.objects.filter(demo=True).exists()


def personas_here() -> list[dict[str, str]]:
    """The personas of this database, as the sign-in page shows them."""
    if not is_demo():
        return []
    people = {
        user.username: user for user in User.objects.filter(username__in=PERSONAS, synthetic=True, is_active=True)
    }
    return [
        {
            "name": f"{people[username]}, {what}",
            "role": role.sentence,
            "url": reverse("persona", args=[username]),
        }
        for username, (what, role) in PERSONAS.items()
        if username in people
    ]
