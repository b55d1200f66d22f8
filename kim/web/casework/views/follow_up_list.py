"""The list of follow-ups: what is to be done, by day, across all cases one works in."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kim.casework.public import FollowUp, access, contacts
from kim.casework.public import states as flow
from kim.organisation.public import Municipality, Permission
from kim.privacy.public import reading
from kim.web.forms import DayField
from kim.web.keyset import Page
from kim.web.tables.bulk import BulkAction, Outcome
from kim.web.tables.columns import Column, Row, no_value
from kim.web.tables.filters import FilterForm
from kim.web.tables.pages import table_page
from kim.web.tables.table import Table
from kim.web.templatetags.kim import capped, near_day

CELLS = "casework/cases/follow_up_cells.html"


class FollowUpFilterForm(FilterForm):
    """Follow-ups by day and place."""

    lookups = {"due_until": "due_on__lte", "place": "case__municipality"}

    due_until = DayField(label=_("Due until"), required=False)
    place = forms.ModelChoiceField(
        label=_("Place"), required=False, queryset=Municipality.objects.all(), empty_label=_("all places")
    )


class TickOff(BulkAction):
    """Say of many follow-ups that they are done."""

    key = "erledigt"
    label = _("Tick off as done")
    confirm = _("Tick off now")
    caption = _("Follow-ups to tick off")
    nothing = _("Tick the follow-ups that are done.")
    fact_labels = (_("Person"), _("Due"))

    def plan(self, table: Table, items: list[FollowUp], form: Any) -> list[Outcome]:
        return [_outcome(table, item) for item in items]

    def sentence(self, table: Table, going: list[FollowUp], form: Any) -> tuple[str, str, str]:
        text = ngettext("One follow-up is ticked off.", "%(number)s follow-ups are ticked off.", len(going))
        return text % {"number": len(going)}, gettext("Each of them stays in its case, with who did it and when."), ""

    def carry_out(self, table: Table, items: list[FollowUp], form: Any) -> str:
        for item in items:
            contacts.follow_up_done(follow_up=item, by=table.user)
        text = ngettext("One follow-up is done.", "%(number)s follow-ups are done.", len(items))
        return text % {"number": len(items)}


def _outcome(table: Table, item: FollowUp) -> Outcome:
    facts = (item.case.person.list_name, near_day(item.due_on))
    if not access.may_change(table.user, item.case):
        return Outcome(item, item.text, False, gettext("You cannot change this case."), item.case.reference, facts)
    return Outcome(item, item.text, True, gettext("is ticked off"), item.case.reference, facts)


class FollowUpTable(Table):
    """What waits in running cases of mine or of those I stand in for."""

    key = "wiedervorlagen"
    title = _("Follow-ups")
    url_name = "casework:follow_up_list"
    form_class = FollowUpFilterForm
    default_sort = "due"
    anchor = "follow-up-results"
    show_label = _("Show follow-ups")
    view_labels = {"mine": _("Mine"), "deputy": _("Standing in")}
    actions = (TickOff(),)
    columns = (
        Column(
            "due", _("Due"), lambda r: r["item"].due_on, f"{CELLS}#due", sort="due_on", always=True,
            css="kim-nw", tone=lambda r: r["tone"], width=12,
        ),
        Column("text", _("What is to be done"), lambda r: r["item"].text, f"{CELLS}#text", head=True, always=True, width=48),
        Column("person", _("Person"), lambda r: r["item"].case.person.list_name, sort="case__person__sort_key", width=32),
        Column(
            "place", _("Place"), lambda r: r["item"].case.municipality and str(r["item"].case.municipality),
            sort="case__municipality__sort_key", width=20,
        ),
        Column(
            "reference", _("Reference"), lambda r: r["item"].case.reference, phone=True, default=False, css="kim-nw",
            width=18,
        ),
        Column("phase", _("Phase"), lambda r: r["item"].case.get_phase_display(), phone=True, default=False, width=20),
        Column(
            "for", _("Standing in for"), lambda r: str(r["item"].case.assigned_to), phone=True,
            only=lambda table: table.view == "deputy", width=24,
        ),
        Column("done", "", no_value, f"{CELLS}#done", long=_("Tick off as done"), always=True, css="kim-do"),
    )  # fmt: skip

    def rows_by_view(self) -> dict[str, QuerySet[FollowUp]]:
        if not self.user.has(Permission.CASE_WORK):
            raise PermissionDenied
        waiting = FollowUp.objects.filter(done_at=None).exclude(case__phase=flow.Phase.CLOSED)
        views = {"mine": waiting.filter(case__assigned_to=self.user)}
        if acting_for := access.scope_for(self.user).acting_for:
            views["deputy"] = waiting.filter(case__assigned_to__in=acting_for)
        return views

    def for_rows(self, rows: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
        return rows.select_related("case__person", "case__municipality", "case__assigned_to")

    def row(self, item: FollowUp) -> Row:
        pressing = _pressing(item)
        tone = {"overdue": "kim-bad", "today": "kim-b"}.get(pressing, "")
        return {"name": item.text, "can_pick": True, "pressing": pressing, "tone": tone, "here": self.address()}

    def group_of(self, row: Row) -> tuple[str, str]:
        """Rows stand under the words that say how much they press, unless sorted otherwise."""
        if self.sort != "due":
            return "", ""
        labels = {
            "overdue": gettext("Overdue"), "today": gettext("Today"), "week": gettext("In the next seven days"),
            "later": gettext("Later"),
        }  # fmt: skip
        return labels[row["pressing"]], "kim-bad" if row["pressing"] == "overdue" else ""

    def page_text(self, page: Page) -> str:
        text = ngettext("Follow-up %(first)s of %(total)s", "Follow-ups %(first)s to %(last)s of %(total)s", len(page))
        return text % {"first": page.first, "last": page.last, "total": capped(page.total)}

    def empty(self) -> tuple[str, str, str]:
        if self.form.is_on:
            return gettext("No follow-up fits these filters."), gettext("Reset the filters"), self.reset_address
        link = gettext("Open a case and add a follow-up there")
        return gettext("Nothing is on the list."), link, reverse("casework:case_list")


def _pressing(row: FollowUp) -> str:
    today = timezone.localdate()
    if row.due_on < today:
        return "overdue"
    if row.due_on == today:
        return "today"
    return "week" if (row.due_on - today).days <= 7 else "later"


@reading
def follow_up_list(request: HttpRequest) -> HttpResponse:
    """What is overdue, due today, this week and later, in running cases of mine or of those I stand in for."""
    table = FollowUpTable(request.user, request.GET)  # type: ignore[arg-type]
    return table_page(request, table, "casework/cases/follow_ups.html", lambda: _around(table))


def _around(table: FollowUpTable) -> dict[str, Any]:
    labels = table.view_labels if len(table.sources) > 1 else {}
    items = [{"label": str(labels[n]), "url": f"?view={n}", "current": n == table.view} for n in labels]
    return {"view_items": items}
