"""The invented people whose work one can look at in a demonstration."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Role, User
from kim.privacy.public import Installation

Group = tuple[Any, dict[str, tuple[Any, Role]]]

# Who stands for which work, by the room they work in; the sentence says what the role may do.
GROUPS: tuple[Group, ...] = (
    (_("Case management"), {
        "brandes": (_("Case manager for Grevenbroich and Jüchen"), Role.CASE_MANAGER),
        "yildiz": (_("Case manager for Neuss"), Role.CASE_MANAGER),
        "terhoeven": (_("Case manager for Kaarst and Korschenbroich"), Role.CASE_MANAGER),
        "hollender": (_("Case-management lead"), Role.LEAD),
    }),
    (_("Coordinating office"), {
        "kessenich": (_("Coordinator"), Role.COORDINATOR),
        "feldhoff": (_("Coordinator for Dormagen"), Role.COORDINATOR),
        "oezdemir": (_("Coordinator for Neuss"), Role.COORDINATOR),
        "schmitz-lohn": (_("Administrative assistant of the coordinating office"), Role.ASSISTANT),
        "vossbeck": (_("Head of the integration centre"), Role.KI_HEAD),
    }),
    (_("Bodies"), {
        "schlieper": (_("Member of the steering group for Kaarst"), Role.BODY_MEMBER),
        "wirtz": (_("Member of the working group on case level for Meerbusch"), Role.BODY_MEMBER),
        "dahlke": (_("Chairs the exchange of the foreigners offices"), Role.BODY_MEMBER),
    }),
    (_("Naturalisation offices"), {
        "krings": (_("Naturalisation officer of the county"), Role.NATURALISATION_OFFICER),
        "aydemir": (_("Naturalisation officer in Neuss"), Role.NATURALISATION_OFFICER),
        "puetz": (_("Naturalisation officer in Dormagen"), Role.NATURALISATION_OFFICER),
    }),
    (_("Administration"), {"kueppers": (_("Administration"), Role.ADMINISTRATOR)}),
)  # fmt: skip
PERSONAS: dict[str, tuple[Any, Role]] = {name: who for _title, people in GROUPS for name, who in people.items()}


def is_demo() -> bool:
    """Whether one-click sign-in exists here at all."""
    return bool(getattr(settings, "DEMO_ALLOWED", False)) and Installation.objects.filter(demo=True).exists()


def personas_here() -> list[dict[str, Any]]:
    """The personas of this database by their rooms, as the sign-in page shows them."""
    if not is_demo():
        return []
    people = {
        user.username: user for user in User.objects.filter(username__in=PERSONAS, synthetic=True, is_active=True)
    }
    groups = [
        {"title": title, "people": [_shown(people[name], *who) for name, who in listed.items() if name in people]}
        for title, listed in GROUPS
    ]
    return [group for group in groups if group["people"]]


def _shown(user: User, what: Any, role: Role) -> dict[str, str]:
    return {"name": f"{user}, {what}", "role": role.sentence, "url": reverse("persona", args=[user.username])}
