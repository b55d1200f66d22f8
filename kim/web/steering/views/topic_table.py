"""Topics as a list: filters, sorting, files."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kim.organisation.public import Body, LifeArea, Municipality
from kim.privacy.public import reading
from kim.steering.public import Topic, TopicState, access, board
from kim.steering.states import OPEN_TOPIC_STATES
from kim.web.keyset import Page
from kim.web.steering.cells import label_of, linked
from kim.web.steering.views.topic_board import switch
from kim.web.tables.columns import Column, Row
from kim.web.tables.filters import FilterForm
from kim.web.tables.pages import table_page
from kim.web.tables.table import Table
from kim.web.templatetags.kim import capped
from kim.web.wording import near_day, since_days


class TopicFilterForm(FilterForm):
    """Topics by words, station, state, place, life area and body."""

    search = "words"
    quick = ("resting", "late")
    lookups = {"state": "state", "place": "municipalities", "area": "life_area", "body": "body"}

    words = forms.CharField(label=_("Search in titles"), required=False, max_length=100)
    resting = forms.BooleanField(label=_("Resting for more than 30 days"), required=False)
    late = forms.BooleanField(label=_("Past the day"), required=False)
    station = forms.ChoiceField(label=_("Station"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    place = forms.ModelChoiceField(Municipality.objects.all(), label=_("Municipality"), required=False)
    area = forms.ModelChoiceField(LifeArea.objects.all(), label=_("Life area"), required=False)
    body = forms.ModelChoiceField(Body.objects.all(), label=_("Body"), required=False)

    def prepare(self) -> None:
        stations = [(key, label) for key, label, states in board.STATIONS if states]
        self.fields["station"].choices = [("", _("all")), *stations]  # type: ignore[attr-defined]
        self.fields["state"].choices = [("", _("all")), *TopicState.choices]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Topic]) -> QuerySet[Topic]:
        rows, today = super().narrow(rows), timezone.localdate()
        if words := self.cleaned_data.get("words"):
            rows = rows.filter(title__icontains=words)
        if station := self.cleaned_data.get("station"):
            rows = rows.filter(state__in=[state for state, key in board.STATION_OF.items() if key == station])
        if self.cleaned_data.get("resting"):
            rows = rows.filter(state__in=OPEN_TOPIC_STATES, state_since__lt=today - board.RESTS_AFTER)
        if self.cleaned_data.get("late"):
            rows = rows.filter(state__in=OPEN_TOPIC_STATES, target_on__lt=today)
        return rows


class TopicTable(Table):
    """All topics, the newest first."""

    key = "themen"
    title = _("Topics")
    url_name = "steering:topic_table"
    form_class = TopicFilterForm
    default_sort = "-opened"
    anchor = "topic-results"
    show_label = _("Show topics")
    view_labels = {"open": _("In circulation"), "all": _("All")}
    columns = (
        Column("number", _("Number"), lambda r: r["item"].number, sort="number", css="kim-nw", phone=True, width=12),
        Column(
            "title", _("Topic"), lambda r: r["item"].title, draw=lambda r: linked("topic_detail", r["item"].pk, r["item"].title),
            sort="title", head=True, always=True, width=48,
        ),
        Column("state", _("State"), lambda r: label_of(TopicState, r["item"].state), sort="state", phone=True, width=30),
        Column(
            "since", _("Since"), lambda r: r["item"].state_since, draw=lambda r: _since(r["item"].state_since, r["rests"]),
            sort="state_since", phone=True, css="kim-nw", tone=lambda r: "kim-warn" if r["rests"] else "", width=14,
        ),
        Column("body", _("Body"), lambda r: r["item"].body and str(r["item"].body), phone=True, width=30),
        Column(
            "keeper", _("Who keeps it going"), lambda r: r["item"].keeper and str(r["item"].keeper),
            phone=True, default=False, width=24,
        ),
        Column("area", _("Life area"), lambda r: r["item"].life_area and str(r["item"].life_area), phone=True, spare=True, width=20),
        Column(
            "target", _("To be answered by"), lambda r: r["item"].target_on, sort="target_on", phone=True, css="kim-nw",
            tone=lambda r: "kim-bad" if r["late"] else "", width=14,
        ),
        Column(
            "opened", _("Opened on"), lambda r: r["item"].opened_on, sort="opened_on", phone=True, css="kim-nw", default=False,
            width=12,
        ),
    )  # fmt: skip

    def rows_by_view(self) -> dict[str, QuerySet[Topic]]:
        if not access.reach_of(self.user).anything:
            raise PermissionDenied
        rows = access.topics_for(self.user)
        return {"open": rows.filter(state__in=OPEN_TOPIC_STATES), "all": rows}

    def for_rows(self, rows: QuerySet[Topic]) -> QuerySet[Topic]:
        return rows.select_related("body", "keeper", "life_area")

    def row(self, item: Topic) -> Row:
        today, is_open = timezone.localdate(), item.state in OPEN_TOPIC_STATES
        return {
            "name": f"{item.number} {item.title}",
            "can_pick": False,
            "rests": is_open and item.state_since < today - board.RESTS_AFTER,
            "late": bool(is_open and item.target_on and item.target_on < today),
        }

    def page_text(self, page: Page) -> str:
        text = ngettext("Topic %(first)s of %(total)s", "Topics %(first)s to %(last)s of %(total)s", len(page))
        return text % {"first": page.first, "last": page.last, "total": capped(page.total)}

    def empty(self) -> tuple[str, str, str]:
        if self.form.is_on:
            return gettext("No topic fits these filters."), gettext("Reset the filters"), self.reset_address
        return gettext("There is no topic yet."), "", ""


def _since(day: date, rests: bool) -> Any:
    """The day, and how long that is where the topic rests."""
    if not rests:
        return near_day(day)
    return format_html('{} <span class="kim-m kim-s">{}</span>', near_day(day), since_days(day))


@require_safe
@reading
def topic_table(request: HttpRequest) -> HttpResponse:
    """All topics as a list."""
    table = TopicTable(request.user, request.GET)  # type: ignore[arg-type]
    return table_page(request, table, "steering/topics/list.html", lambda: _around(table))


def _around(table: TopicTable) -> dict[str, Any]:
    labels = table.view_labels
    views = [{"label": str(labels[n]), "url": f"?view={n}", "current": n == table.view} for n in labels]
    return {"view_items": views, "switch": switch("table")}
