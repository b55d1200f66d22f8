"""Who may read bodies: whoever has a page of steering; seats are kept by the offices, rules by the coordinating office."""

from django.urls import reverse

from kim.steering.models import SeatHolder
from tests import factories_steering as rows
from tests.web.access.topics import OFFICE, READS

KEEPS = dict.fromkeys(READS, 403) | {"coordinator": 200, "assistant": 200, "ki_head": 200}


def _body(name):
    return lambda world: reverse(f"steering:{name}", args=[rows.body().pk])


def _seat(name):
    return lambda world: reverse(f"steering:{name}", args=[rows.seat(rows.body(), "Erste Person").pk])


def _holder(world):
    rows.seat(rows.body(), "Erste Person")
    return reverse("steering:body_seat_leave", args=[SeatHolder.objects.get().pk])


WHO_MAY = {
    "steering:body_list": ("get", lambda world: reverse("steering:body_list"), READS),
    "steering:body_detail": ("get", _body("body_detail"), READS),
    "steering:body_rules": ("get", _body("body_rules"), OFFICE),
    "steering:body_seat_new": ("get", _body("body_seat_new"), KEEPS),
    "steering:body_seat_edit": ("get", _seat("body_seat_edit"), KEEPS),
    "steering:body_seat_take": ("get", _seat("body_seat_take"), KEEPS),
    "steering:body_seat_leave": (
        "post",
        _holder,
        {role: 302 if answer == 200 else answer for role, answer in KEEPS.items()},
    ),
}
