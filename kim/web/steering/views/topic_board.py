"""The board of topics, and the same as a picture."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kim.charts import FULL, Station, StationLine
from kim.organisation.public import Body, LegalSphere, LifeArea, Municipality, User
from kim.privacy.public import reading
from kim.steering.public import access, board, recurrence
from kim.web.drawings import Shown, shown
from kim.web.steering.views.topic_words import card, reader, told_number, total

Words = dict[str, Any]
FILTERS = {
    "gemeinde": (Municipality, "municipalities", gettext_lazy("Municipality")),
    "lebensbereich": (LifeArea, "life_area", gettext_lazy("Life area")),
    "rechtskreis": (LegalSphere, "sphere_from", gettext_lazy("Legal sphere")),
    "gremium": (Body, "body", gettext_lazy("Body")),
}


@require_safe
@reading
def topic_list(request: HttpRequest) -> HttpResponse:
    """All topics on their way: eight stations, what stands at each, what stands still."""
    user, today = reader(request), timezone.localdate()
    rows, filters = _narrowed(request, access.topics_for(user))
    stations, reach = board.stations(rows, today), access.reach_of(user)
    context = {
        "stations": _columns(stations, user, today),
        "sums": sums(board.head(user, today), today),
        "still": board.standing_still(rows, today),
        "filters": filters,
        "narrowed": _kept(filters),
        "switch": switch("board"),
        "steers": reach.steers,
        "sees_loop": reach.steers or reach.keeps_minutes or bool(reach.chairs),
        "today": today,
    }
    return render(request, "steering/topics/board.html", context)


@require_safe
@reading
def topic_picture(request: HttpRequest) -> HttpResponse:
    """Where all topics stand, drawn as one line."""
    user, today = reader(request), timezone.localdate()
    found = board.stations(access.topics_for(user), today)
    found[0].number = board.waiting_observations(user)
    context = {"chart": _picture(found), "switch": switch("picture"), "sums": sums(board.head(user, today), today)}
    return render(request, "steering/topics/picture.html", context)


def _narrowed(request: HttpRequest, rows: Any) -> tuple[Any, list[Words]]:
    """The rows that fit what is chosen above the board, and what can be chosen."""
    filters = []
    for name, (model, lookup, label) in FILTERS.items():
        wanted = request.GET.get(name, "")
        choices = [
            {"value": str(pk), "label": text} for pk, text in ((each.pk, str(each)) for each in model.objects.all())
        ]
        value = wanted if any(choice["value"] == wanted for choice in choices) else ""
        if value:
            rows = rows.filter(**{lookup: value})
        filters.append({"name": name, "label": label, "choices": choices, "value": value})
    return rows, filters


def _kept(filters: list[Words]) -> str:
    """What is chosen above the board, as it stands in the address; nothing where all is shown."""
    chosen = {each["name"]: each["value"] for each in filters if each["value"]}
    return f"?{urlencode(chosen)}" if chosen else ""


def _columns(stations: list[board.Station], user: User, today: date) -> list[Words]:
    cards = [topic for station in stations for topic in station.cards]
    told = board.reported([topic.pk for topic in cards])
    again = recurrence.recurring([topic.pk for topic in cards if topic.state in recurrence.MAY_RECUR])
    columns = [_column(station, user, today, told, again) for station in stations]
    if access.reach_of(user).steers:
        columns[0] |= {"number": board.waiting_observations(user), "url": reverse("steering:observation_inbox")}
    return columns


def _column(station: board.Station, user: User, today: date, told: Any, again: Any) -> Words:
    cards = [
        card(topic, user, today, told_number(total(told.get(topic.pk, ())), user), topic.pk in again)
        for topic in station.cards
    ]
    more = f"{reverse('steering:topic_table')}?station={station.key}" if station.more else ""
    return {
        "key": station.key, "label": station.label, "number": station.number, "cards": cards,
        "more": station.more, "more_url": more, "url": "", "steps": [],
    }  # fmt: skip


def sums(head: board.Head, today: date) -> list[Words]:
    """The figures above the board."""
    rows: list[Words] = [
        {"label": _("Topics in circulation"), "value": head.running, "note": "", "tone": ""},
        {
            "label": _("From opening to decision"), "note": _("days on average") if head.days_to_decision is not None else "",
            "value": head.days_to_decision if head.days_to_decision is not None else "–", "tone": "",
        },
        {"label": _("Resting for more than 30 days"), "value": head.resting, "note": "", "tone": "warn" if head.resting else ""},
        {"label": _("Work orders overdue"), "value": head.orders_overdue, "note": "", "tone": "bad" if head.orders_overdue else ""},
    ]  # fmt: skip
    if head.next_meeting:
        held = head.next_meeting.held_on
        note = _("in %(days)s days") % {"days": (held - today).days}
        rows.append({"label": _("Next steering group"), "value": f"{held:%d.%m.}", "note": note, "tone": ""})
    return rows


def switch(current: str) -> list[Words]:
    """Board, list, picture."""
    views = (
        ("board", "topic_list", _("Board")),
        ("table", "topic_table", _("List")),
        ("picture", "topic_picture", _("Picture")),
    )
    return [
        {"label": label, "url": reverse(f"steering:{name}"), "current": key == current} for key, name, label in views
    ]


def _picture(found: list[board.Station]) -> Shown:
    stations = tuple(
        Station(label=each.label, state="done" if each.number else "next", note=_note(each)) for each in found
    )
    chart = StationLine(
        id="topics", title=_("Topics by station"), nothing=_("There is no topic yet."), stations=stations,
        heads=(_("Station"), _("State"), _("Topics")),
        words={"done": _("something stands here"), "next": _("nothing stands here")},
    )  # fmt: skip
    return shown(chart, width=FULL)


def _note(station: board.Station) -> str:
    if not station.resting:
        return str(station.number)
    return _("%(number)s, of these %(resting)s resting") % {"number": station.number, "resting": station.resting}
