"""Who may read and prepare meetings: the offices; members read those of their bodies, everybody with a page of steering public ones."""

from tests import factories_steering as rows
from tests.web.access.sessions import ACTS, HIDDEN, LISTS, _at, _who


def _planned():
    return rows.meeting(rows.body(), state="planned")


def _item():
    return rows.item(_planned())


# The first of the offices takes it off; for the others it is gone.
ONCE = ACTS | {"assistant": 404, "ki_head": 404}

WHO_MAY = {
    "steering:meeting_list": ("get", _at("meeting_list"), LISTS),
    "steering:meeting_new": ("get", _at("meeting_new"), _who()),
    "steering:meeting_detail": ("get", _at("meeting_detail", _planned), HIDDEN),
    "steering:meeting_edit": ("get", _at("meeting_edit", _planned), HIDDEN),
    "steering:meeting_cancel": ("get", _at("meeting_cancel", _planned), HIDDEN),
    "steering:meeting_invited": ("post", _at("meeting_invited", _planned), ACTS),
    "steering:meeting_calendar": ("get", _at("meeting_calendar", _planned), HIDDEN),
    "steering:meeting_take_up": ("post", _at("meeting_take_up", _planned), ACTS),
    "steering:meeting_item_new": ("get", _at("meeting_item_new", _planned), HIDDEN),
    "steering:meeting_item_edit": ("get", _at("meeting_item_edit", _item), HIDDEN),
    "steering:meeting_item_move": ("post", _at("meeting_item_move", _item, "hoch"), ACTS),
    "steering:meeting_item_remove": ("post", _at("meeting_item_remove", _item), ONCE),
}
