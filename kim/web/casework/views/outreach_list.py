"""The list of outreach: where the team went, whom it reached, what came of it."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Occasion, Outreach, outreach
from kim.charts import HALF, Bar, Bars
from kim.organisation.public import Municipality
from kim.privacy.public import reading
from kim.web.drawings import Shown, shown
from kim.web.forms import DayField
from kim.web.keyset import Page
from kim.web.tables.columns import Column, Row
from kim.web.tables.filters import FilterForm
from kim.web.tables.pages import table_page
from kim.web.tables.table import Table
from kim.web.templatetags.kim import capped

Words = dict[str, Any]
CELLS = "casework/outreach/list_cells.html"
YEAR = timedelta(days=365)


class OutreachFilterForm(FilterForm):
    """Outreach narrowed by place, occasion and time."""

    lookups = {"place": "municipality", "occasion": "occasion", "since": "held_on__gte", "until": "held_on__lte"}
    quick = ("next",)

    next = forms.BooleanField(label=_("next step open"), required=False)
    place = forms.ModelChoiceField(
        label=_("Municipality"), required=False, queryset=Municipality.objects.all(), empty_label=_("all places")
    )
    occasion = forms.ChoiceField(label=_("Occasion"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def prepare(self) -> None:
        self.fields["occasion"].choices = [("", _("all")), *Occasion.choices]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Outreach]) -> QuerySet[Outreach]:
        rows = super().narrow(rows)
        return rows.filter(~Q(next_step=""), next_done_on=None) if self.cleaned_data.get("next") else rows


class OutreachTable(Table):
    """Outreach of one's own units, the newest first."""

    key = "aufsuchend"
    title = _("Outreach")
    url_name = "casework:outreach_list"
    form_class = OutreachFilterForm
    default_sort = "-day"
    anchor = "outreach-results"
    show_label = _("Show outreach")
    columns = (
        Column(
            "day", _("Day"), lambda r: r["item"].held_on, f"{CELLS}#day", sort="held_on", phone=True, css="kim-nw",
            width=12,
        ),
        Column("place", _("Place"), lambda r: r["item"].place, f"{CELLS}#place", head=True, always=True, width=36),
        Column("occasion", _("Occasion"), lambda r: r["item"].get_occasion_display(), phone=True, width=24),
        Column(
            "municipality", _("Municipality"), lambda r: r["item"].municipality and str(r["item"].municipality),
            phone=True, default=False, width=20,
        ),
        Column("partners", _("Together with"), lambda r: r["partners"], phone=True, spare=True, width=36),
        Column("staff", _("Who went"), lambda r: r["staff"], phone=True, default=False, width=30),
        Column("reached", _("Reached"), lambda r: r["reached"], number=True, phone=True, width=10),
        Column("enquiries", _("Contacts from it"), lambda r: r["item"].contacts or None, number=True, phone=True, width=12),
        Column("cases", _("Cases from it"), lambda r: r["item"].cases or None, number=True, phone=True, width=12),
        Column("next", _("Next step"), lambda r: r["item"].next_step, f"{CELLS}#next", phone=True, width=36),
    )  # fmt: skip

    def rows_by_view(self) -> dict[str, QuerySet[Outreach]]:
        return {"team": outreach.listed(self.user)}

    def for_rows(self, rows: QuerySet[Outreach]) -> QuerySet[Outreach]:
        return outreach.with_yield(rows).select_related("municipality").prefetch_related("partners", "staff")

    def row(self, item: Outreach) -> Row:
        return {
            "name": item.place,
            "can_pick": False,
            "is_ahead": item.held_on > timezone.localdate(),
            "is_late": item.awaits_next_step and item.next_on is not None and item.next_on < timezone.localdate(),
            "partners": ", ".join(str(partner) for partner in item.partners.all()),
            "staff": ", ".join(str(one) for one in item.staff.all()),
            "reached": item.reached or None,
        }

    def page_text(self, page: Page) -> str:
        text = ngettext("Outreach %(first)s of %(total)s", "Outreach %(first)s to %(last)s of %(total)s", len(page))
        return text % {"first": page.first, "last": page.last, "total": capped(page.total)}

    def empty(self) -> tuple[str, str, str]:
        if self.form.is_on:
            return gettext("No outreach fits these filters."), gettext("Reset the filters"), self.reset_address
        return gettext("No outreach has been written down yet."), "", ""


@reading
def outreach_list(request: HttpRequest) -> HttpResponse:
    """Outreach of one's own units, the newest first."""
    table = OutreachTable(request.user, request.GET)  # type: ignore[arg-type]
    return table_page(request, table, "casework/outreach/list.html", lambda: _around(table))


def _around(table: OutreachTable) -> dict[str, Any]:
    """How many people were reached in all that fits the filters."""
    sums = table.narrowed.order_by().aggregate(
        **{name: Sum(name, default=0) for name in ("women", "men", "young", "unspecified")}
    )
    return {"sums": sums, "reached": sum(sums.values()), "charts": _charts()}


def _charts() -> list[Words]:
    """The last twelve months by occasion: whom it reached, what arose from it. Small figures are hidden; where all are, nothing
    is drawn."""
    today = timezone.localdate()
    came = outreach.figures(today - YEAR, today)
    asked = (("reached", _("People reached")), ("contacts", _("Contacts from it")), ("cases", _("Cases from it")))
    told = [(key, title) for key, title in asked if any(getattr(each, key) for each in came)]
    return [{"title": title, "chart": _chart(f"outreach-{key}", title, came, key)} for key, title in told]


def _chart(key: str, title: Any, came: list[outreach.Came], figure: str) -> Shown:
    told = [(str(Occasion(each.occasion).label), getattr(each, figure)) for each in came]
    chart = Bars(
        id=key,
        title=str(title),
        nothing=gettext("Nothing in the last twelve months."),
        heads=(gettext("Occasion"), str(title)),
        bars=tuple(Bar(label=label, value=value) for label, value in told),
        unknown=pgettext("figures", "hidden"),
    )
    return shown(chart, width=HALF)
