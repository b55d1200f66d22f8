"""The list of open referrals: who waits for an answer from whom, and since when, across all cases one works in."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Case as Choose
from django.db.models import DateField, F, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Referral, access
from kim.casework.public import states as flow
from kim.organisation.public import Agency, Permission, User
from kim.privacy.public import reading
from kim.web.casework.views.referral_words import referral_words
from kim.web.keyset import Page
from kim.web.tables.columns import Column, Row
from kim.web.tables.filters import FilterForm
from kim.web.tables.pages import table_page
from kim.web.tables.table import Table
from kim.web.templatetags.kim import capped

CELLS = "casework/plan/open_referral_cells.html"
State = flow.ReferralState
WAITS = (State.REQUESTED, State.WAITLISTED)  # the person has nothing in their hands yet
ORDER = {state: place for place, state in enumerate(flow.OPEN_REFERRAL_STATES)}


class OpenReferralFilterForm(FilterForm):
    """Referrals by state, agency and, standing in, by whose case it is."""

    quick = ("overdue",)
    lookups = {"state": "state", "agency": "offer__agency", "responsible": "case__assigned_to"}

    state = forms.ChoiceField(label=_("State"), required=False)
    agency = forms.ModelChoiceField(
        label=_("Agency"), required=False, queryset=Agency.objects.none(), empty_label=_("all agencies")
    )
    overdue = forms.BooleanField(label=_("No answer in time"), required=False)
    responsible = forms.ModelChoiceField(
        label=_("Responsible"), required=False, queryset=User.objects.none(), empty_label=_("anybody")
    )

    def prepare(self) -> None:
        rows = self.table.sources[self.table.view].order_by()
        states = [(state.value, state.label) for state in flow.OPEN_REFERRAL_STATES]
        self.fields["state"].choices = [("", _("all open ones")), *states]  # type: ignore[attr-defined]
        agencies = Agency.objects.filter(pk__in=rows.values("offer__agency"))
        self.fields["agency"].queryset = agencies.order_by("name", "pk")  # type: ignore[attr-defined]
        if self.table.view == "mine":
            del self.fields["responsible"]
        else:
            people = User.objects.filter(pk__in=rows.values("case__assigned_to"))
            self.fields["responsible"].queryset = people.order_by("last_name", "first_name", "pk")  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Referral]) -> QuerySet[Referral]:
        rows = super().narrow(rows)
        return rows.filter(_overdue(timezone.localdate())) if self.cleaned_data.get("overdue") else rows


class OpenReferralTable(Table):
    """What was asked of others for people in running cases of mine or of those I stand in for."""

    key = "vermittlungen"
    title = _("Open referrals")
    url_name = "casework:open_referral_list"
    form_class = OpenReferralFilterForm
    default_sort = "due"
    anchor = "referral-results"
    show_label = _("Show referrals")
    view_labels = {"mine": _("Mine"), "deputy": _("Standing in")}
    columns = (
        Column(
            "person", _("Person"), lambda r: r["item"].case.person.list_name, f"{CELLS}#person",
            sort="case__person__sort_key", head=True, always=True, css="kim-nw", width=32,
        ),
        Column("offer", _("Offer"), lambda r: r["item"].offer.title, f"{CELLS}#offer", sort="offer__title", width=40),
        Column("agency", _("Agency"), lambda r: str(r["item"].offer.agency), screen=False, width=36),
        Column("sent", _("Asked on"), lambda r: r["item"].sent_on, sort="sent_on", phone=True, css="kim-nw", width=12),
        Column(
            "due", _("Answer due"), lambda r: r["due"], f"{CELLS}#due", sort="unanswered_due", phone=True, css="kim-nw",
            tone=lambda r: "kim-bad" if r["is_late"] else "", width=12,
        ),
        Column("state", _("State"), lambda r: r["state"], f"{CELLS}#state", sort="state_order", phone=True, width=24),
        Column(
            "since", _("In this state since"), lambda r: r["item"].state_since, sort="state_since", phone=True,
            default=False, css="kim-nw", width=14,
        ),
        Column(
            "waiting", _("Waiting"), lambda r: r["waiting"], f"{CELLS}#waiting", sort="waiting_since",
            long=_("Days waiting"), phone=True, number=True, css="kim-quiet",
            tone=lambda r: "kim-b" if r["is_late"] else "", width=12,
        ),
        Column("agreed", _("Days agreed for an answer"), lambda r: r["item"].agreed_days, phone=True, number=True, default=False),
        Column("goal", _("For which goal"), lambda r: r["goal"], phone=True, default=False, width=40),
        Column(
            "reference", _("Reference"), lambda r: r["item"].case.reference, sort="case__reference", phone=True,
            default=False, css="kim-nw", width=18,
        ),
        Column(
            "for", _("Standing in for"), lambda r: str(r["item"].case.assigned_to),
            sort="case__assigned_to__last_name", phone=True, only=lambda table: table.view == "deputy", width=24,
        ),
    )  # fmt: skip

    def rows_by_view(self) -> dict[str, QuerySet[Referral]]:
        if not self.user.has(Permission.CASE_WORK):
            raise PermissionDenied
        rows = Referral.objects.filter(state__in=flow.OPEN_REFERRAL_STATES).exclude(case__phase=flow.Phase.CLOSED)
        views = {"mine": rows.filter(case__assigned_to=self.user)}
        if acting_for := access.scope_for(self.user).acting_for:
            views["deputy"] = rows.filter(case__assigned_to__in=acting_for)
        return views

    def for_sort(self, rows: QuerySet[Referral], key: str) -> QuerySet[Referral]:
        """A day counts for those who still wait; the others stand at the end."""
        if key == "due":
            return rows.annotate(unanswered_due=_day_while("answer_due_on", [State.REQUESTED]))
        if key == "waiting":
            return rows.annotate(waiting_since=_day_while("sent_on", WAITS))
        if key == "state":
            places = [When(state=state, then=Value(place)) for state, place in ORDER.items()]
            return rows.annotate(state_order=Choose(*places, default=Value(len(ORDER)), output_field=IntegerField()))
        return rows

    def for_rows(self, rows: QuerySet[Referral]) -> QuerySet[Referral]:
        return rows.select_related("case__person", "case__assigned_to", "offer__agency", "goal")

    def row(self, item: Referral) -> Row:
        words, state = referral_words(item), State(item.state)
        return {
            "name": f"{item.case.person.list_name}, {item.offer.title}",
            "can_pick": False,
            "is_late": words["is_late"],
            "worth_reporting": words["worth_reporting"],
            "state": str(words["label"]),
            "tone": words["tone"] if words["is_late"] or state == State.WAITLISTED else "",
            "due": item.answer_due_on if state == State.REQUESTED else None,
            "waiting": (timezone.localdate() - item.sent_on).days if state in WAITS else None,
            "goal": str(item.goal) if item.goal else "",
        }

    def group_of(self, row: Row) -> tuple[str, str]:
        """Rows stand under what is waited for, unless sorted otherwise."""
        if self.sort != "due":
            return "", ""
        if row["is_late"]:
            return gettext("No answer in time"), "kim-bad"
        return (gettext("The answer is still awaited") if row["due"] else gettext("Answered")), ""

    def page_text(self, page: Page) -> str:
        text = ngettext("Referral %(first)s of %(total)s", "Referrals %(first)s to %(last)s of %(total)s", len(page))
        return text % {"first": page.first, "last": page.last, "total": capped(page.total)}

    def empty(self) -> tuple[str, str, str]:
        if self.form.is_on:
            return gettext("No referral fits these filters."), gettext("Reset the filters"), self.reset_address
        link = gettext("A referral begins in a case")
        return gettext("No referral is open."), link, reverse("casework:case_list")


def _overdue(today: date) -> Q:
    return Q(state=State.REQUESTED, answer_due_on__lt=today)


def _day_while(field: str, states: Any) -> Choose:
    return Choose(When(state__in=states, then=F(field)), default=None, output_field=DateField(null=True))


@reading
def open_referral_list(request: HttpRequest) -> HttpResponse:
    """Every open referral in running cases of mine or of those I stand in for; what is late first."""
    table = OpenReferralTable(request.user, request.GET)  # type: ignore[arg-type]
    return table_page(request, table, "casework/plan/open_referrals.html", lambda: _around(table))


def _around(table: OpenReferralTable) -> dict[str, Any]:
    labels = table.view_labels if len(table.sources) > 1 else {}
    return {"view_items": [{"label": str(labels[n]), "url": f"?view={n}", "current": n == table.view} for n in labels]}
