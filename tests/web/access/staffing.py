"""Who may open the pages on posts: the coordinating office, the head and administrators read, the first two plan."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from kim.staffing.models import Apportionment
from tests.web.access.topics import READS as EVERYBODY

READS = dict.fromkeys(EVERYBODY, 403) | {"coordinator": 200, "ki_head": 200, "administrator": 200}
PLANS = READS | {"administrator": 403}


def row(**more) -> Apportionment:
    fields = {
        "title": "Stellenanteile", "year": 2022, "posts": Decimal(2), "method": "exact", "step": Decimal("0.5"),
        "weights": "Geflüchtete", "recorded_on": date(2021, 7, 1),
    } | more  # fmt: skip
    made = Apportionment.objects.create(**fields)
    for number, name in enumerate(("Neuss", "Dormagen"), start=1):
        made.shares.create(position=number, key=name, name=name, weight=1, quota=1, computed=1)
    return made


def _of(name, **more):
    return lambda world: reverse(f"staffing:{name}", args=[row(**more).pk])


WHO_MAY = {
    "staffing:entitlement": ("get", lambda world: reverse("staffing:entitlement"), READS),
    "staffing:apportionment_list": ("get", lambda world: reverse("staffing:apportionment_list"), READS),
    "staffing:plan": ("get", lambda world: reverse("staffing:plan"), READS),
    "staffing:apportionment_detail": ("get", _of("apportionment_detail"), READS),
    "staffing:apportionment_pdf": ("get", _of("apportionment_pdf"), READS),
    "staffing:apportionment_sheet": ("get", _of("apportionment_sheet"), READS),
    "staffing:agree": ("get", _of("agree"), PLANS),
    "staffing:decide": ("get", _of("decide", agreed_on=date(2021, 8, 1)), PLANS),
}
