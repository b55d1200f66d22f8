"""The list of work orders: mine, all, overdue."""

from datetime import timedelta

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Body
from kim.privacy.public import reading
from kim.steering.public import OrderState, WorkOrder, access, states, unfinished
from kim.web.keyset import Page
from kim.web.steering.cells import label_of, linked, tagged
from kim.web.tables.columns import Column, Row
from kim.web.tables.filters import FilterForm
from kim.web.tables.pages import table_page
from kim.web.tables.table import Table
from kim.web.templatetags.kim import capped


class OrderFilterForm(FilterForm):
    """Work orders by words, state and deciding body."""

    lookups = {"state": "state", "body": "decision__body"}
    quick = ("overdue", "soon")
    search = "words"

    words = forms.CharField(label=_("Search in work orders"), required=False, max_length=80)
    overdue = forms.BooleanField(label=_("past their day"), required=False)
    soon = forms.BooleanField(label=_("due within a month"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    body = forms.ModelChoiceField(
        label=_("Decided by"), required=False, queryset=Body.objects.all(), empty_label=_("all bodies")
    )

    def prepare(self) -> None:
        self.fields["state"].choices = [("", _("all")), *OrderState.choices]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[WorkOrder]) -> QuerySet[WorkOrder]:
        rows, data, today = super().narrow(rows), self.cleaned_data, timezone.localdate()
        if words := data.get("words"):
            rows = rows.filter(Q(what__icontains=words) | Q(decision__number__icontains=words))
        if data.get("overdue"):
            rows = unfinished.overdue(rows, today)
        if data.get("soon"):
            month = (today, today + timedelta(days=30))
            rows = rows.filter(state__in=states.OPEN_ORDER_STATES, due_on__range=month)
        return rows


class OrderTable(Table):
    """Work orders, what is due first on top."""

    key = "auftraege"
    title = _("Work orders")
    url_name = "steering:order_list"
    form_class = OrderFilterForm
    default_sort = "due"
    view_labels = {"all": _("All"), "mine": _("Mine")}
    anchor = "order-results"
    show_label = _("Show work orders")
    columns = (
        Column("due", _("Until"), lambda r: r["item"].due_on, sort="due_on", css="kim-nw", phone=True, width=12),
        Column(
            "what", _("Work order"), lambda r: r["item"].what,
            draw=lambda r: linked("order_detail", r["item"].pk, Truncator(r["item"].what).chars(160)),
            head=True, always=True, width=48,
        ),
        Column("to", _("Who"), lambda r: r["to"], phone=True, width=24),
        Column("person", _("Looked after by"), lambda r: str(r["item"].person or ""), phone=True, width=20),
        Column(
            "state", _("State"), lambda r: label_of(OrderState, r["item"].state), draw=lambda r: _state(r["item"], r["late"]),
            sort="state", phone=True, width=16,
        ),
        Column("percent", _("Progress in per cent"), lambda r: r["item"].percent, number=True, phone=True, width=10),
        Column("decision", pgettext_lazy("steering", "Decision"), lambda r: r["item"].decision.number, phone=True, width=14),
        Column("indicator", _("By what one sees that it is done"), lambda r: r["item"].indicator, screen=False, width=36),
    )  # fmt: skip

    def rows_by_view(self) -> dict[str, QuerySet[WorkOrder]]:
        mine = Q(person=self.user) | Q(body__in=access.reach_of(self.user).bodies)
        rows = access.orders_for(self.user)
        return {"all": rows, "mine": rows.filter(mine)}

    def for_rows(self, rows: QuerySet[WorkOrder]) -> QuerySet[WorkOrder]:
        return rows.select_related("decision", "body", "agency", "unit", "person")

    def row(self, item: WorkOrder) -> Row:
        late = item.state in states.OPEN_ORDER_STATES and item.due_on < timezone.localdate()
        to = str(item.body or item.agency or item.unit or "")
        return {
            "name": item.what[:80],
            "can_pick": False,
            "to": to,
            "late": late,
        }

    def page_text(self, page: Page) -> str:
        text = ngettext("Order %(first)s of %(total)s", "Orders %(first)s to %(last)s of %(total)s", len(page))
        return text % {"first": page.first, "last": page.last, "total": capped(page.total)}

    def empty(self) -> tuple[str, str, str]:
        if self.form.is_on:
            return gettext("No work order fits these filters."), gettext("Reset the filters"), self.reset_address
        return gettext("No work order has been given yet."), "", ""


def _state(item: WorkOrder, late: bool) -> str:
    words = label_of(OrderState, item.state)
    return tagged(words, gettext("overdue"), "bad") if late else words


@reading
def order_list(request: HttpRequest) -> HttpResponse:
    """Work orders of the decisions this person may read, and their own."""
    table = OrderTable(request.user, request.GET)  # type: ignore[arg-type]
    reach = access.reach_of(request.user)  # type: ignore[arg-type]
    sits = reach.steers or reach.keeps_minutes or bool(reach.bodies)
    return table_page(request, table, "steering/orders/list.html", lambda: {"sits": sits, "views": table.views()})
