"""The register of decisions and the list of proposals."""

from typing import Any

from django import forms
from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Body
from kim.privacy.public import reading
from kim.steering.public import Decision, Outcome, Proposal, ProposalState, access, proposals, states, unfinished
from kim.web.forms import DayField
from kim.web.keyset import Page
from kim.web.steering.cells import label_of, linked, tagged
from kim.web.steering.views.word_files import word_links
from kim.web.tables.columns import Column, Row
from kim.web.tables.filters import FilterForm
from kim.web.tables.pages import table_page
from kim.web.tables.table import Table
from kim.web.templatetags.kim import capped
from kim.workbench.public import Purpose


class DecisionFilterForm(FilterForm):
    """Decisions by words, body, outcome, days, and whether anybody still has to act."""

    lookups = {"body": "body", "outcome": "outcome", "since": "decided_on__gte", "until": "decided_on__lte"}
    quick = ("unfinished", "unanswered")
    search = "words"

    words = forms.CharField(label=_("Search in decisions"), required=False, max_length=80)
    unfinished = forms.BooleanField(label=_("decided, but not implemented"), required=False)
    unanswered = forms.BooleanField(label=_("without feedback"), required=False)
    body = forms.ModelChoiceField(
        label=pgettext_lazy("steering", "Body"),
        required=False,
        queryset=Body.objects.all(),
        empty_label=_("all bodies"),
    )
    outcome = forms.ChoiceField(label=_("Outcome"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def prepare(self) -> None:
        self.fields["outcome"].choices = [("", _("all")), *Outcome.choices]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Decision]) -> QuerySet[Decision]:
        rows, data = super().narrow(rows), self.cleaned_data
        if words := data.get("words"):
            rows = rows.filter(Q(number__icontains=words) | Q(title__icontains=words) | Q(wording__icontains=words))
        if data.get("unfinished"):
            rows = unfinished.unfinished_decisions(rows, timezone.localdate())
        return rows.filter(closed_on=None, feedbacks=None) if data.get("unanswered") else rows


class DecisionTable(Table):
    """Every decision this person may read, the newest first."""

    key = "beschluesse"
    title = pgettext_lazy("steering", "Decisions")
    url_name = "steering:decision_list"
    form_class = DecisionFilterForm
    default_sort = "-day"
    anchor = "decision-results"
    show_label = _("Show decisions")
    columns = (
        Column(
            "number", pgettext_lazy("steering", "Number"), lambda r: r["item"].number, sort="number", css="kim-nw",
            phone=True, width=14,
        ),
        Column("day", _("Day"), lambda r: r["item"].decided_on, sort="decided_on", css="kim-nw", phone=True, width=12),
        Column(
            "title", pgettext_lazy("steering", "Decision"), lambda r: r["item"].title,
            draw=lambda r: _named(r["item"]), head=True, always=True, width=48,
        ),
        Column("body", pgettext_lazy("steering", "Body"), lambda r: str(r["item"].body), phone=True, width=24),
        Column(
            "outcome", _("Outcome"), lambda r: label_of(Outcome, r["item"].outcome), sort="outcome", phone=True, width=20,
        ),
        Column("orders", _("Orders still open"), lambda r: r["item"].n_open or None, number=True, phone=True, width=10),
        Column("told", _("Feedback on"), lambda r: r["item"].told_on, phone=True, css="kim-nw", width=14),
        Column(
            "topic", _("Topic"), lambda r: str(r["item"].topic or ""), phone=True, default=False, width=36,
        ),
        Column("wording", _("Wording"), lambda r: r["item"].wording, screen=False, width=60),
    )  # fmt: skip

    def rows_by_view(self) -> dict[str, QuerySet[Decision]]:
        return {"all": access.decisions_for(self.user)}

    def for_rows(self, rows: QuerySet[Decision]) -> QuerySet[Decision]:
        still = Q(orders__state__in=states.OPEN_ORDER_STATES)
        rows = rows.annotate(n_open=Count("orders", filter=still, distinct=True), told_on=Max("feedbacks__given_on"))
        return rows.select_related("body", "topic")

    def row(self, item: Decision) -> Row:
        return {"name": f"{item.number}, {item.title}", "can_pick": False}

    def page_text(self, page: Page) -> str:
        text = ngettext("Decision %(first)s of %(total)s", "Decisions %(first)s to %(last)s of %(total)s", len(page))
        return text % {"first": page.first, "last": page.last, "total": capped(page.total)}

    def empty(self) -> tuple[str, str, str]:
        if self.form.is_on:
            return gettext("No decision fits these filters."), gettext("Reset the filters"), self.reset_address
        return gettext("No decision has been taken yet."), "", ""


def _named(item: Decision) -> SafeString:
    named = linked("decision_detail", item.pk, item.title)
    return tagged(named, gettext("not in public"), "waiting") if item.internal else named


@reading
def decision_list(request: HttpRequest) -> HttpResponse:
    """The register."""
    table = DecisionTable(request.user, request.GET)  # type: ignore[arg-type]
    return table_page(request, table, "steering/decisions/list.html", lambda: _around(request))


def _around(request: HttpRequest) -> dict[str, Any]:
    reach = access.reach_of(request.user)  # type: ignore[arg-type]
    office, days = reach.steers or reach.keeps_minutes, access.decisions_for(request.user)  # type: ignore[arg-type]
    years = [each.year for each in days.dates("decided_on", "year", order="DESC")]
    words = word_links("year_word", years[0], Purpose.DECISIONS) if office and years else []
    return {"office": office, "years": years, "words": words}


class ProposalFilterForm(FilterForm):
    """Proposals by words, state and body."""

    lookups = {"state": "state", "body": "to_body"}
    search = "words"

    words = forms.CharField(label=_("Search in proposals"), required=False, max_length=80)
    state = forms.ChoiceField(label=_("State"), required=False)
    body = forms.ModelChoiceField(
        label=_("To which body"), required=False, queryset=Body.objects.all(), empty_label=_("all bodies")
    )

    def prepare(self) -> None:
        self.fields["state"].choices = [("", _("all")), *ProposalState.choices]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
        rows, words = super().narrow(rows), self.cleaned_data.get("words")
        return rows.filter(Q(number__icontains=words) | Q(title__icontains=words)) if words else rows


class ProposalTable(Table):
    """Proposals, the newest first."""

    key = "vorschlaege"
    title = _("Proposals")
    url_name = "steering:proposal_list"
    form_class = ProposalFilterForm
    default_sort = "-number"
    anchor = "proposal-results"
    show_label = _("Show proposals")
    columns = (
        Column(
            "number", pgettext_lazy("steering", "Number"), lambda r: r["item"].number, sort="number", css="kim-nw",
            phone=True, width=12,
        ),
        Column(
            "title", _("Proposal"), lambda r: r["item"].title,
            draw=lambda r: linked("proposal_detail", r["item"].pk, r["item"].title), head=True, always=True, width=48,
        ),
        Column("state", _("State"), lambda r: label_of(ProposalState, r["item"].state), sort="state", phone=True, width=20),
        Column("from", _("From which body"), lambda r: r["from"], phone=True, width=24),
        Column("to", _("To which body"), lambda r: str(r["item"].to_body), phone=True, width=24),
        Column(
            "submitted", _("Handed in on"), lambda r: r["item"].submitted_on, sort="submitted_on",
            phone=True, css="kim-nw", width=14,
        ),
        Column("topic", _("Topic"), lambda r: str(r["item"].topic or ""), phone=True, default=False, width=36),
    )  # fmt: skip

    def rows_by_view(self) -> dict[str, QuerySet[Proposal]]:
        return {"all": proposals.proposals_for(self.user)}

    def for_rows(self, rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
        return rows.select_related("from_body", "to_body", "topic")

    def row(self, item: Proposal) -> Row:
        own = str(item.from_body or gettext("coordinating office"))
        name = f"{item.number}, {item.title}"
        return {"name": name, "can_pick": False, "from": own}

    def page_text(self, page: Page) -> str:
        text = ngettext("Proposal %(first)s of %(total)s", "Proposals %(first)s to %(last)s of %(total)s", len(page))
        return text % {"first": page.first, "last": page.last, "total": capped(page.total)}

    def empty(self) -> tuple[str, str, str]:
        if self.form.is_on:
            return gettext("No proposal fits these filters."), gettext("Reset the filters"), self.reset_address
        if not proposals.may_write(self.user):
            return gettext("No proposal is there yet."), "", ""
        return gettext("No proposal is there yet."), gettext("Write the first one"), reverse("steering:proposal_new")


@reading
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Proposals from and to the own bodies; for the offices all."""
    table = ProposalTable(request.user, request.GET)  # type: ignore[arg-type]
    writes = {"writes": proposals.may_write(request.user)}  # type: ignore[arg-type]
    return table_page(request, table, "steering/proposals/list.html", lambda: writes)
