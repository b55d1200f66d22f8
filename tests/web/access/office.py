"""Who may open which page of the administration."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from kim.organisation.models import Absence, Membership

READERS = {"case_manager": 200, "colleague": 200, "foreign": 200, "lead": 200, "administrator": 200, "stranger": 403}
STAFF = READERS
OFFICE = dict.fromkeys(READERS, 403) | {"administrator": 200}
ACTS = dict.fromkeys(READERS, 403) | {"administrator": 302}


def _absence(world) -> int:
    day = timezone.localdate() + timedelta(days=3)
    return Absence.objects.create(
        user=world.anna, deputy=world.ben, first_day=day, last_day=day, recorded_by=world.admin
    ).pk


def _role(world) -> list[int]:
    return [world.ben.pk, Membership.objects.get(user=world.ben).pk]


def _page(name, *arguments):
    return lambda world: reverse(f"office:{name}", args=arguments)


EVERY_ROLE = READERS | {"coordinator": 200, "data_protection_officer": 200}

WHO_MAY = {
    "office:county": ("get", _page("county"), EVERY_ROLE),
    "office:county_part": ("get", _page("county_part", "personalstellen"), EVERY_ROLE),
    "office:staff": ("get", _page("staff"), STAFF),
    "office:absence_new": ("get", _page("absence_new"), STAFF),
    "office:absence_end": (
        "get", lambda world: reverse("office:absence_end", args=[_absence(world)]),
        STAFF | {"colleague": 403, "foreign": 403},
    ),
    "office:account_new": ("get", _page("account_new"), OFFICE),
    "office:account_edit": ("get", lambda world: reverse("office:account_edit", args=[world.ben.pk]), OFFICE),
    "office:account_close": ("get", lambda world: reverse("office:account_close", args=[world.ben.pk]), OFFICE),
    "office:account_password": (
        "post", lambda world: reverse("office:account_password", args=[world.lea.pk]), OFFICE,
    ),
    "office:role_new": (
        "post", lambda world: reverse("office:role_new", args=[world.ben.pk]), OFFICE | {"administrator": 422},
    ),
    "office:role_end": ("post", lambda world: reverse("office:role_end", args=_role(world)), ACTS),
    "office:audit": ("get", _page("audit"), OFFICE | {"data_protection_officer": 200}),
}  # fmt: skip
