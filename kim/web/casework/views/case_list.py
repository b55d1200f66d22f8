"""The list of cases: mine, those I stand in for, the team's heads."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Case, FollowUp, PlannedHandover, PlannedState, Referral, access
from kim.casework.public import states as flow
from kim.organisation.public import Permission, User
from kim.privacy.public import reading
from kim.web.casework.alerts import QUIET_DAYS
from kim.web.casework.forms.case_filter import CaseFilterForm, with_listed_name, with_phase_order
from kim.web.casework.frame import planned_words, shown_name
from kim.web.casework.views.hand_over_bulk import HandOver
from kim.web.keyset import CAP, Page
from kim.web.tables.columns import Column, Row
from kim.web.tables.pages import table_page
from kim.web.tables.table import Table
from kim.web.templatetags.kim import capped, day, near_day, station

Words = dict[str, Any]
CELLS = "casework/cases/list_cells.html"


def with_content(table: Table) -> bool:
    """Whether the rows of this view show more than the head."""
    return table.view != "team"


def heads_only(table: Table) -> bool:
    return table.view == "team"


class CaseTable(Table):
    """Cases by view; the team's are heads only."""

    key = "faelle"
    title = _("Cases")
    url_name = "casework:case_list"
    form_class = CaseFilterForm
    default_sort = "due"
    anchor = "case-results"
    pick_name = "case"
    show_label = _("Show cases")
    view_labels = {"mine": _("Mine"), "deputy": _("Standing in"), "team": _("Team")}
    actions = (HandOver(),)
    columns = (
        Column(
            "name",
            _("Person"),
            lambda r: r["name"],
            f"{CELLS}#name",
            sort="listed_name",
            head=True,
            always=True,
            css="kim-nw",
            width=32,
        ),
        Column("native", _("Name in its own script"), lambda r: r["native"], screen=False, width=28),
        Column("planned", _("Planned handover"), lambda r: r["planned"], screen=False, width=32),
        Column(
            "reference",
            _("Reference"),
            lambda r: r["case"].reference,
            sort="reference",
            default=False,
            phone=True,
            css="kim-nw",
            width=18,
        ),
        Column(
            "place",
            _("Place"),
            lambda r: r["place"] and str(r["place"]),
            sort="municipality__sort_key",
            width=20,
        ),
        Column(
            "phase",
            _("Phase"),
            lambda r: r["case"].get_phase_display(),
            draw=lambda r: _phase(r["case"], r["station"]),
            sort="phase_order",
            css="kim-nw",
            width=20,
        ),
        Column(
            "since",
            _("In this phase since"),
            lambda r: r["case"].phase_since,
            sort="phase_since",
            default=False,
            phone=True,
            css="kim-nw",
            width=14,
        ),
        Column(
            "due",
            _("Due"),
            lambda r: r["case"].next_due_on,
            draw=lambda r: near_day(r["case"].next_due_on),
            sort="next_due_on",
            phone=True,
            css="kim-nw",
            tone=lambda r: r["due_tone"],
            width=12,
        ),
        Column(
            "next", _("Next step"), lambda r: r["next_step"], f"{CELLS}#next", phone=True, only=with_content, width=40
        ),
        Column(
            "responsible",
            _("Responsible"),
            lambda r: str(r["case"].assigned_to),
            draw=lambda r: r["case"].assigned_to.short_name,
            sort="assigned_to__last_name",
            phone=True,
            only=heads_only,
            width=24,
        ),
        Column(
            "review",
            _("Review"),
            lambda r: r["case"].review_on,
            sort="review_on",
            default=False,
            phone=True,
            css="kim-nw",
            width=12,
        ),
        Column(
            "contact",
            _("Contact"),
            lambda r: r["silent"],
            draw=lambda r: _silence(r["silent"]),
            sort="last_contact_on",
            long=_("Days since the last contact"),
            phone=_("Days without contact"),
            number=True,
            tone=lambda r: "kim-warn kim-b" if r["is_silent"] else "kim-quiet",
            width=12,
        ),
        Column(
            "referrals",
            _("Ref."),
            lambda r: r["open_referrals"],
            f"{CELLS}#referrals",
            long=_("Open referrals"),
            phone=True,
            number=True,
            css="kim-quiet",
            only=with_content,
            width=12,
        ),
        Column(
            "opened",
            _("Opened"),
            lambda r: r["case"].opened_on,
            sort="opened_on",
            phone=True,
            css="kim-nw kim-m kim-quiet",
            spare=True,
            width=12,
        ),
        Column(
            "closed",
            pgettext_lazy("case", "Closed"),
            lambda r: r["case"].closed_on,
            sort="closed_on",
            default=False,
            phone=True,
            css="kim-nw kim-m",
            width=12,
        ),
    )

    def rows_by_view(self) -> dict[str, QuerySet[Case]]:
        """The views this person has: their own, those of whom they stand in, the team's heads."""
        user = self.user
        if not user.has(Permission.CASE_HEADS):
            raise PermissionDenied
        scope, visible = access.scope_for(user), Case.objects.visible_to(user)
        views = {}
        if user.has(Permission.CASE_WORK):
            views["mine"] = visible.filter(assigned_to=user)
        if scope.acting_for:
            views["deputy"] = visible.filter(assigned_to__in=scope.acting_for)
        return views | {"team": visible.filter(unit__in=scope.units | scope.supervised)}

    def case_managers(self) -> QuerySet[User]:
        """Those responsible for a case that this person may know of."""
        named = User.objects.filter(pk__in=self.sources["team"].order_by().values("assigned_to"))
        return named.order_by("last_name", "first_name", "pk").only("username", "first_name", "last_name")

    def for_sort(self, rows: QuerySet[Case], key: str) -> QuerySet[Case]:
        rows = with_phase_order(rows) if key == "phase" else rows
        return with_listed_name(rows, with_content(self)) if key == "name" else rows

    def for_rows(self, rows: QuerySet[Case]) -> QuerySet[Case]:
        """What a row shows; what belongs to the content is asked for only where it may be read."""
        planned = PlannedHandover.objects.filter(state=PlannedState.PLANNED).select_related("to")
        rows = rows.select_related("person", "municipality", "assigned_to").prefetch_related(
            Prefetch("planned_handovers", planned, to_attr="planned")
        )
        if not with_content(self):
            return rows
        next_up = FollowUp.objects.filter(case=OuterRef("pk"), done_at=None).order_by("due_on", "id")
        open_ones = Referral.objects.filter(case=OuterRef("pk"), state__in=flow.OPEN_REFERRAL_STATES)
        number = open_ones.order_by().values("case").annotate(n=Count("pk")).values("n")
        return rows.annotate(
            next_text=Subquery(next_up.values("text")[:1]),
            next_on=Subquery(next_up.values("due_on")[:1]),
            open_referrals=Coalesce(Subquery(number), 0),
        )

    def row(self, item: Case) -> Row:
        today, content = timezone.localdate(), with_content(self)
        silent, due = item.days_without_contact(today), item.next_due_on
        named = content or not item.person.is_protected
        return {
            "case": item,
            "can_pick": not item.is_closed and access.may_hand_over(self.user, item),
            "name": item.person.list_name if named else shown_name(item, False),
            "native": item.person.name_original if named else "",
            "place": item.municipality if named else None,
            "language": item.person.name_original_language,
            "planned": planned_words(item.planned[0]) if item.planned else "",  # type: ignore[attr-defined]
            "station": min(item.phase_number + 1, len(flow.CHAIN)),
            "due_tone": "" if due is None or due > today else "kim-b" if due == today else "kim-bad",
            "silent": silent,
            "is_silent": not item.is_closed
            and ((today - item.opened_on).days if silent is None else silent) > QUIET_DAYS,
            "next_step": _next_step(item) if content else "",
            "open_referrals": item.open_referrals if content else 0,
        }

    def page_text(self, page: Page) -> str:
        text = ngettext("Case %(first)s of %(total)s", "Cases %(first)s to %(last)s of %(total)s", len(page))
        return text % {"first": page.first, "last": page.last, "total": capped(page.total)}

    def empty(self) -> tuple[str, str, str]:
        if self.form.is_on or self.form.status_chosen != "running":  # type: ignore[attr-defined]
            return gettext("No case fits these filters."), gettext("Reset the filters"), self.reset_address
        if self.view == "mine":
            team = f"{self.url}?view=team"
            return gettext("You are not responsible for any running case."), gettext("Look at the team’s cases"), team
        closed = f"{self.url}?{urlencode({'view': self.view, 'status': 'closed'})}"
        return gettext("There is no running case here."), gettext("Look at the closed cases"), closed


@reading
def case_list(request: HttpRequest) -> HttpResponse:
    """Cases of one view, narrowed, sorted and paged; htmx asks for the results alone."""
    table = CaseTable(request.user, request.GET)  # type: ignore[arg-type]
    return table_page(request, table, "casework/cases/list.html", lambda: _around(table))


def _around(table: CaseTable) -> Words:
    """The head of the page: how many running cases each view has."""
    sources = table.sources.items()
    numbers = {name: cases.running().order_by().values("pk")[: CAP + 1].count() for name, cases in sources}
    items = [
        {
            "label": str(table.view_labels[name]) if name == "mine" else f"{table.view_labels[name]} {capped(number)}",
            "url": f"?{urlencode({'view': name})}",
            "current": name == table.view,
        }
        for name, number in numbers.items()
    ]
    may_open = table.user.has(Permission.CASE_WORK)
    return {"view_items": items, "running": numbers[table.view], "may_open": may_open}


def _phase(case: Case, station_here: int) -> Any:
    """The phase with its station on the way, or since when the case is closed."""
    if case.is_closed:
        return format_html('<span class="kim-m">{}</span>', gettext("closed %(day)s") % {"day": day(case.closed_on)})
    return station(case.get_phase_display(), station_here)


def _silence(days: int | None) -> Any:
    return days if days is not None else format_html('<span class="kim-m">{}</span>', gettext("none yet"))


def _next_step(case: Case) -> str:
    """What the due day is about: the earliest follow-up, the review, or an answer that is waited for."""
    if case.next_due_on is None:
        return ""
    if case.next_on == case.next_due_on:
        return case.next_text
    return gettext("Review") if case.review_on == case.next_due_on else gettext("Answer to a referral")


def back_to(request: HttpRequest, fallback: str) -> HttpResponseRedirect:
    """Back to the page of ours that was named, else to the fallback."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(wanted)
    return redirect(fallback)
