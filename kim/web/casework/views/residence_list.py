"""The list of residence documents that run out, with the day by which the office in charge wants the application."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kim.casework.public import ResidenceDocument, ResidenceGroup, access, residence, running_out
from kim.organisation.public import LeadTimes, Permission, User, lead_times
from kim.privacy.public import reading
from kim.web.keyset import Page
from kim.web.tables.columns import Column, Row
from kim.web.tables.filters import FilterForm
from kim.web.tables.pages import table_page
from kim.web.tables.table import Table
from kim.web.templatetags.kim import capped, day

CELLS = "casework/person/residence_cells.html"
SOON = timedelta(days=30)


class ResidenceFilterForm(FilterForm):
    """Documents by what they are, by what presses and, standing in, by whose case it is."""

    quick = ("now",)
    lookups = {"group": "group", "responsible": "case__assigned_to"}

    group = forms.ChoiceField(label=_("Residence document"), required=False)
    now = forms.BooleanField(label=_("Late, or due within 30 days"), required=False)
    responsible = forms.ModelChoiceField(
        label=_("Responsible"), required=False, queryset=User.objects.none(), empty_label=_("anybody")
    )

    def prepare(self) -> None:
        groups = [(group.value, group.label) for group in ResidenceGroup if group not in residence.ENDLESS]
        self.fields["group"].choices = [("", pgettext_lazy("residence documents", "all")), *groups]  # type: ignore[attr-defined]
        if self.table.view == "mine":
            del self.fields["responsible"]
        else:
            people = User.objects.filter(
                pk__in=self.table.sources[self.table.view].order_by().values("case__assigned_to")
            )
            self.fields["responsible"].queryset = people.order_by("last_name", "first_name", "pk")  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[ResidenceDocument]) -> QuerySet[ResidenceDocument]:
        rows = super().narrow(rows)
        return rows.filter(acts_by__lte=timezone.localdate() + SOON) if self.cleaned_data.get("now") else rows


class ResidenceTable(Table):
    """Every document with a last day in running cases of mine or of those I stand in for, the most pressing first."""

    key = "aufenthaltspapiere"
    title = _("Residence documents")
    url_name = "casework:residence_list"
    form_class = ResidenceFilterForm
    default_sort = "by"
    anchor = "residence-results"
    show_label = _("Show residence documents")
    view_labels = {"mine": _("Mine"), "deputy": _("Standing in")}
    columns = (
        Column(
            "person", _("Person"), lambda r: r["item"].case.person.list_name, f"{CELLS}#person",
            sort="case__person__sort_key", head=True, always=True, css="kim-nw", width=32,
        ),
        Column("group", _("Residence document"), lambda r: r["item"].get_group_display(), sort="group", width=32),
        Column(
            "holds", _("Holds until"), lambda r: r["item"].holds, f"{CELLS}#holds", sort="holds", phone=True,
            css="kim-nw", width=14,
        ),
        Column(
            "by", _("Apply by"), lambda r: r["item"].apply_by, f"{CELLS}#by", sort="acts_by", phone=True, css="kim-nw",
            tone=lambda r: "kim-bad" if r["is_late"] else "", width=14,
        ),
        Column("office", _("Lead time of the office"), lambda r: r["office"], phone=True, width=36),
        Column("state", _("State"), lambda r: r["state"], f"{CELLS}#state", phone=True, width=36),
        Column(
            "municipality", _("Municipality"), lambda r: str(r["item"].case.municipality or ""), phone=True,
            sort="case__municipality__sort_key", default=False, width=24,
        ),
        Column(
            "reference", _("Reference"), lambda r: r["item"].case.reference, sort="case__reference", phone=True,
            default=False, css="kim-nw", width=18,
        ),
        Column(
            "for", _("Standing in for"), lambda r: str(r["item"].case.assigned_to),
            sort="case__assigned_to__last_name", phone=True, only=lambda table: table.view == "deputy", width=24,
        ),
    )  # fmt: skip

    @cached_property
    def ahead(self) -> LeadTimes:
        return lead_times(timezone.localdate())

    def rows_by_view(self) -> dict[str, QuerySet[ResidenceDocument]]:
        if not self.user.has(Permission.CASE_WORK):
            raise PermissionDenied
        rows = running_out.running_out(self.ahead)
        views = {"mine": rows.filter(case__assigned_to=self.user)}
        if acting_for := access.scope_for(self.user).acting_for:
            views["deputy"] = rows.filter(case__assigned_to__in=acting_for)
        return views

    def for_rows(self, rows: QuerySet[ResidenceDocument]) -> QuerySet[ResidenceDocument]:
        return rows.select_related("case__person", "case__assigned_to", "case__municipality")

    def row(self, item: ResidenceDocument) -> Row:
        today = timezone.localdate()
        tone, state = _state(item, today)
        lead = self.ahead.of(item.case.municipality_id)
        weeks = lead and ngettext("%(n)s week", "%(n)s weeks", lead.weeks) % {"n": lead.weeks}
        return {
            "name": f"{item.case.person.list_name}, {item.get_group_display()}",
            "can_pick": False,
            "is_late": tone == "bad",
            "tone": tone,
            "state": state,
            "office": f"{weeks}, {lead.agency}" if lead else gettext("none is known"),
            "continued": item.holds > max(item.valid_until, item.fiction_until or item.valid_until),  # type: ignore[attr-defined, type-var]
            "acts_by": item.acts_by,  # type: ignore[attr-defined]
        }

    def group_of(self, row: Row) -> tuple[str, str]:
        """Rows stand under how soon something has to be done, unless sorted otherwise."""
        if self.sort != "by":
            return "", ""
        today = timezone.localdate()
        if row["acts_by"] < today:
            return gettext("The day is past"), "kim-bad"
        return (gettext("In the next 30 days") if row["acts_by"] <= today + SOON else gettext("Later")), ""

    def page_text(self, page: Page) -> str:
        text = ngettext("Document %(first)s of %(total)s", "Documents %(first)s to %(last)s of %(total)s", len(page))
        return text % {"first": page.first, "last": page.last, "total": capped(page.total)}

    def empty(self) -> tuple[str, str, str]:
        if self.form.is_on:
            return (
                gettext("No residence document fits these filters."),
                gettext("Reset the filters"),
                self.reset_address,
            )
        link = gettext("It is noted in the file of a person")
        return gettext("No residence document with a last day is noted."), link, reverse("casework:case_list")


def _state(row: ResidenceDocument, today: date) -> tuple[str, str]:
    """What is to be done with a document, and how it presses."""
    holds: date = row.holds  # type: ignore[attr-defined]
    apply_by: date | None = row.apply_by  # type: ignore[attr-defined]
    if row.extension_applied_on and row.fiction_until and row.fiction_until >= today:
        return "", gettext("Fiction certificate until %(day)s") % {"day": day(row.fiction_until)}
    if row.applied_in_time and not row.fiction_until:
        words = gettext("Applied for on %(day)s; ask for the fiction certificate")
        return ("warn" if holds < today + SOON else ""), words % {"day": day(row.extension_applied_on)}
    if holds < today:
        return "bad", gettext("Ran out")
    if apply_by and apply_by < today:
        return "bad", gettext("Apply for the extension now")
    if (apply_by or holds) <= today + SOON:
        return "warn", gettext("Apply for the extension")
    return "", gettext("Nothing to do yet")


@reading
def residence_list(request: HttpRequest) -> HttpResponse:
    """What runs out first, by the lead time of the office in charge; what a regulation continues does not run out with its card."""
    table = ResidenceTable(request.user, request.GET)  # type: ignore[arg-type]
    return table_page(request, table, "casework/person/residence_list.html", lambda: _around(table))


def _around(table: ResidenceTable) -> dict[str, Any]:
    labels = table.view_labels if len(table.sources) > 1 else {}
    return {"view_items": [{"label": str(labels[n]), "url": f"?view={n}", "current": n == table.view} for n in labels]}
