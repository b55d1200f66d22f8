"""The list of meetings."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Body
from kim.privacy.public import reading
from kim.steering.public import Meeting, MeetingState, access
from kim.web.forms import DayField
from kim.web.keyset import Page
from kim.web.steering.cells import label_of, linked, tagged
from kim.web.tables.columns import Column, Row
from kim.web.tables.filters import FilterForm
from kim.web.tables.pages import table_page
from kim.web.tables.table import Table
from kim.web.templatetags.kim import capped


class MeetingFilterForm(FilterForm):
    """Meetings by words, body, state and days."""

    lookups = {"body": "body", "state": "state", "since": "held_on__gte", "until": "held_on__lte"}
    search = "words"

    words = forms.CharField(label=_("Search in meetings"), required=False, max_length=80)
    body = forms.ModelChoiceField(
        label=pgettext_lazy("steering", "Body"),
        required=False,
        queryset=Body.objects.all(),
        empty_label=_("all bodies"),
    )
    state = forms.ChoiceField(label=_("State"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def prepare(self) -> None:
        self.fields["state"].choices = [("", _("all")), *MeetingState.choices]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
        rows, words = super().narrow(rows), self.cleaned_data.get("words")
        return rows.filter(title__icontains=words) if words else rows


class MeetingTable(Table):
    """Meetings this person may know of: those to come, the next one first; those held, the latest first."""

    key = "sitzungen"
    title = _("Meetings")
    url_name = "steering:meeting_list"
    form_class = MeetingFilterForm
    default_sort = "-day"
    view_labels = {
        "coming": pgettext_lazy("meetings", "To come"),
        "past": pgettext_lazy("meetings", "Past"),
        "all": _("All"),
    }
    anchor = "meeting-results"
    show_label = _("Show meetings")
    columns = (
        Column("day", _("Day"), lambda r: r["item"].held_on, sort="held_on", css="kim-nw", phone=True, width=12),
        Column(
            "title", _("Meeting"), lambda r: r["item"].title, draw=lambda r: _named(r["item"]),
            head=True, always=True, width=48,
        ),
        Column("body", pgettext_lazy("steering", "Body"), lambda r: str(r["item"].body), phone=True, width=30),
        Column("place", _("Place"), lambda r: r["item"].place, phone=True, width=30),
        Column("state", _("State"), lambda r: label_of(MeetingState, r["item"].state), sort="state", phone=True, width=24),
    )  # fmt: skip

    def rows_by_view(self) -> dict[str, QuerySet[Meeting]]:
        rows, today = access.meetings_for(self.user), timezone.localdate()
        return {"coming": rows.filter(held_on__gte=today), "past": rows.filter(held_on__lt=today), "all": rows}

    def first_sort(self) -> str:
        return "day" if self.view == "coming" else self.default_sort

    def for_rows(self, rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
        return rows.select_related("body")

    def row(self, item: Meeting) -> Row:
        return {"name": item.title, "can_pick": False}

    def page_text(self, page: Page) -> str:
        text = ngettext("Meeting %(first)s of %(total)s", "Meetings %(first)s to %(last)s of %(total)s", len(page))
        return text % {"first": page.first, "last": page.last, "total": capped(page.total)}

    def empty(self) -> tuple[str, str, str]:
        if self.form.is_on:
            return gettext("No meeting fits these filters."), gettext("Reset the filters"), self.reset_address
        nothing = (
            gettext("No meeting has been held yet.") if self.view == "past" else gettext("No meeting is planned yet.")
        )
        return nothing, "", ""


def _named(item: Meeting) -> SafeString:
    named = linked("meeting_detail", item.pk, item.title)
    return tagged(named, gettext("public"), "plain") if item.public else named


@reading
def meeting_list(request: HttpRequest) -> HttpResponse:
    """Meetings of the own bodies, public ones, and for the offices all."""
    table = MeetingTable(request.user, request.GET)  # type: ignore[arg-type]
    return table_page(request, table, "steering/meetings/list.html", lambda: _around(request, table))


def _around(request: HttpRequest, table: Table) -> dict[str, Any]:
    reach = access.reach_of(request.user)  # type: ignore[arg-type]
    plans = reach.steers or reach.keeps_minutes or bool(reach.chairs)
    return {"plan": reverse("steering:meeting_new") if plans else "", "views": table.views()}
