"""Who may read bodies: whoever has a page of steering; seats are kept by the offices, rules by the coordinating office."""

from django.urls import reverse

from kim.steering.models import OpenPoint, SeatHolder, StandingItem
from tests import factories
from tests import factories_steering as rows
from tests.web.access.topics import OFFICE, READS

KEEPS = dict.fromkeys(READS, 403) | {"coordinator": 200, "assistant": 200, "ki_head": 200}


def _body(name):
    return lambda world: reverse(f"steering:{name}", args=[rows.body().pk])


def _seat(name):
    return lambda world: reverse(f"steering:{name}", args=[rows.seat(rows.body(), "Erste Person").pk])


def _holder(name):
    def address(world):
        rows.seat(rows.body(), "Erste Person")
        return reverse(f"steering:{name}", args=[SeatHolder.objects.get().pk])

    return address


def _point(name, *more):
    def address(world):
        made = OpenPoint.objects.create(body=rows.body(), title="Ein Formular", opened_on=factories.today())
        return reverse(f"steering:{name}", args=[made.pk, *more])

    return address


def _standing(name, *more):
    def address(world):
        made = StandingItem.objects.create(body=rows.body(), title="Offene Punkte", position=1)
        return reverse(f"steering:{name}", args=[made.pk, *more])

    return address


DOES = {role: 302 if answer == 200 else answer for role, answer in KEEPS.items()}
EMPTY = {role: 422 if answer == 200 else answer for role, answer in KEEPS.items()}

WHO_MAY = {
    "steering:body_list": ("get", lambda world: reverse("steering:body_list"), READS),
    "steering:body_new": ("get", lambda world: reverse("steering:body_new"), OFFICE),
    "steering:body_detail": ("get", _body("body_detail"), READS),
    "steering:body_rules": ("get", _body("body_rules"), OFFICE),
    "steering:body_end": ("get", _body("body_end"), OFFICE),
    "steering:body_seat_new": ("get", _body("body_seat_new"), KEEPS),
    "steering:body_seat_edit": ("get", _seat("body_seat_edit"), KEEPS),
    "steering:body_seat_take": ("get", _seat("body_seat_take"), KEEPS),
    "steering:body_seat_end": ("get", _seat("body_seat_end"), KEEPS),
    "steering:body_seat_leave": ("get", _holder("body_seat_leave"), KEEPS),
    "steering:body_leave_everywhere": ("get", _holder("body_leave_everywhere"), OFFICE),
    "steering:standing_new": ("get", _body("standing_new"), KEEPS),
    "steering:standing_edit": ("get", _standing("standing_edit"), KEEPS),
    "steering:standing_move": ("post", _standing("standing_move", "hoch"), DOES),
    "steering:standing_end": ("post", _standing("standing_end"), DOES),
    "steering:point_new": ("get", _body("point_new"), KEEPS),
    "steering:point_detail": ("get", _point("point_detail"), KEEPS),
    "steering:point_edit": ("get", _point("point_edit"), KEEPS),
    "steering:point_act": ("post", _point("point_act", "bericht"), EMPTY),
    "steering:point_topic": (
        "post",
        _point("point_topic"),
        {role: 302 if answer == 200 else answer for role, answer in OFFICE.items()},
    ),
}
