"""The list of cases: mine, those I stand in for, the team's heads."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext

from kim.casework.public import Case, FollowUp, Referral, access
from kim.casework.public import states as flow
from kim.organisation.public import Permission, User
from kim.privacy.public import reading
from kim.web.casework.forms.case_filter import CaseFilterForm, sort_order, with_listed_name, with_phase_order
from kim.web.casework.frame import QUIET_DAYS, shown_name
from kim.web.keyset import CAP, Page, keyset_page
from kim.web.templatetags.kim import capped

Words = dict[str, Any]
SIZE = 30


@reading
def case_list(request: HttpRequest) -> HttpResponse:
    """Cases of one view, narrowed, sorted and paged; htmx asks for the results alone."""
    views = _views(request)
    view = _chosen_view(request, views)
    with_content = view != "team"
    form = CaseFilterForm(request.GET, with_content=with_content)
    sort, order = sort_order(request.GET.get("sort", ""))
    cases = form.narrow(views[view])
    listed = with_phase_order(cases) if "phase" in sort else cases
    listed = with_listed_name(listed, with_content) if "name" in sort else listed
    page = keyset_page(_for_rows(listed, with_content), request.GET, order=order, size=SIZE)
    rows = [_row(case, with_content, request.user) for case in page]
    context = {
        "view": view,
        "with_content": with_content,
        "form": form,
        "chips": _chips(request, form),
        "columns": _columns(request, sort, with_content),
        "rows": rows,
        "can_pick": any(row["can_pick"] for row in rows),
        "pager": _pager(request, page),
        "kept": _kept(request, form),
        "filters_in_use": bool(form.chosen())
        or bool(form.cleaned_data.get("quiet"))
        or form.status_chosen != "running",
    }
    fragment = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    if not fragment:
        context |= _around(request, views, view)
    response = render(request, "casework/cases/list.html" + ("#results" if fragment else ""), context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _views(request: HttpRequest) -> dict[str, QuerySet[Case]]:
    """The views this person has, with what is in them: their own, those of whom they stand in, the team's heads."""
    user = request.user
    if not user.has(Permission.CASE_HEADS):
        raise PermissionDenied
    scope, visible = access.scope_for(user), Case.objects.visible_to(user)
    views = {}
    if user.has(Permission.CASE_WORK):
        views["mine"] = visible.filter(assigned_to=user)
    if scope.acting_for:
        views["deputy"] = visible.filter(assigned_to__in=scope.acting_for)
    return views | {"team": visible.filter(unit__in=scope.units | scope.supervised)}


def _chosen_view(request: HttpRequest, views: dict[str, QuerySet[Case]]) -> str:
    asked = request.GET.get("view", "")
    return asked if asked in views else next(iter(views))


def _around(request: HttpRequest, views: dict[str, QuerySet[Case]], view: str) -> Words:
    """The head of the page: how many running cases each view has."""
    numbers = {name: cases.running().order_by().values("pk")[: CAP + 1].count() for name, cases in views.items()}
    labels = {"mine": gettext("Mine"), "deputy": gettext("Standing in"), "team": gettext("Team")}
    items = [
        {
            "label": labels[name] if name == "mine" else f"{labels[name]} {capped(number)}",
            "url": f"?{urlencode({'view': name})}",
            "current": name == view,
        }
        for name, number in numbers.items()
    ]
    may_open = request.user.has(Permission.CASE_WORK)
    return {"view_items": items, "running": numbers[view], "may_open": may_open, "crumbs": []}


def _for_rows(cases: QuerySet[Case], with_content: bool) -> QuerySet[Case]:
    """What a row shows; what belongs to the content is asked for only where it may be read."""
    cases = cases.select_related("person", "municipality", "assigned_to")
    if not with_content:
        return cases
    next_up = FollowUp.objects.filter(case=OuterRef("pk"), done_at=None).order_by("due_on", "id")
    open_ones = Referral.objects.filter(case=OuterRef("pk"), state__in=flow.OPEN_REFERRAL_STATES)
    number = open_ones.order_by().values("case").annotate(n=Count("pk")).values("n")
    return cases.annotate(
        next_text=Subquery(next_up.values("text")[:1]),
        next_on=Subquery(next_up.values("due_on")[:1]),
        open_referrals=Coalesce(Subquery(number), 0),
    )


def _row(case: Case, with_content: bool, user: User) -> Words:
    today = timezone.localdate()
    silent = case.days_without_contact(today)
    due = case.next_due_on
    return {
        "case": case,
        "can_pick": not case.is_closed and access.may_hand_over(user, case),
        "name": case.person.list_name if with_content or not case.person.is_protected else shown_name(case, False),
        "native": case.person.name_original if with_content or not case.person.is_protected else "",
        "language": case.person.name_original_language,
        "station": min(case.phase_number + 1, len(flow.CHAIN)),
        "due_tone": "" if due is None or due > today else "kim-b" if due == today else "kim-bad",
        "silent": silent,
        "is_silent": not case.is_closed and (silent or (today - case.opened_on).days) > QUIET_DAYS,
        "next_step": _next_step(case) if with_content else "",
        "open_referrals": case.open_referrals if with_content else 0,
    }


def _next_step(case: Case) -> str:
    """What the due day is about: the earliest follow-up, the review, or an answer that is waited for."""
    if case.next_due_on is None:
        return ""
    if case.next_on == case.next_due_on:
        return case.next_text
    return gettext("Review") if case.review_on == case.next_due_on else gettext("Answer to a referral")


def _columns(request: HttpRequest, sort: str, with_content: bool) -> list[Words]:
    """The heads of the table; sortable ones carry the link and how they are sorted now."""
    columns = [
        _column(request, sort, "name", gettext("Person")),
        {"label": gettext("Place")},
        _column(request, sort, "phase", gettext("Phase")),
        _column(request, sort, "due", gettext("Due")),
        {"label": gettext("Next step") if with_content else gettext("Responsible")},
        _column(request, sort, "contact", gettext("Contact"), gettext("Days since the last contact"), number=True),
    ]
    if with_content:
        columns.append({"label": gettext("Ref."), "long": gettext("Open referrals"), "number": True})
    return [*columns, _column(request, sort, "opened", gettext("Opened"))]


def _column(request: HttpRequest, sort: str, name: str, label: str, long: str = "", number: bool = False) -> Words:
    now = {name: "ascending", f"-{name}": "descending"}.get(sort, "")
    url = _address(request, sort=f"-{name}" if now == "ascending" else name)
    return {"label": label, "long": long, "number": number, "url": url, "sort": now}


def _address(request: HttpRequest, **changes: str) -> str:
    """This list with some things changed, from its beginning; empty values are taken out."""
    query = {name: value for name, value in request.GET.items() if name not in ("after", "before")} | changes
    return f"{reverse('casework:case_list')}?{urlencode({k: v for k, v in query.items() if v})}"


def _chips(request: HttpRequest, form: CaseFilterForm) -> list[Words]:
    """The filters in use, each a link that takes it out, and those that are one click away."""
    status = form.status_chosen
    labels = {"running": gettext("running cases"), "closed": gettext("closed cases")}
    chips = [
        {"label": label, "on": status == name, "url": _address(request, status="all" if status == name else name)}
        for name, label in labels.items()
        if status in (name, "all")
    ]
    names = {field: form.fields[field].label for field, _value in form.chosen()}
    chips += [
        {"label": f"{names[f]}: {value}", "on": True, "url": _address(request, **{f: ""})} for f, value in form.chosen()
    ]
    quiet = bool(form.cleaned_data.get("quiet"))
    chips.append({
        "label": gettext("30 days without contact"), "on": quiet, "url": _address(request, quiet="" if quiet else "on"),
    })  # fmt: skip
    return chips


def _kept(request: HttpRequest, form: CaseFilterForm) -> list[tuple[str, str]]:
    """What the form passes on without showing it."""
    return [(name, request.GET[name]) for name in ("view", "sort") if request.GET.get(name)]


def _pager(request: HttpRequest, page: Page) -> Words:
    return {
        "text": _where(page),
        "previous": _address(request, before=page.before) if page.before else "",
        "next": _address(request, after=page.after) if page.after else "",
    }


def _where(page: Page) -> str:
    """1 to 30 of 60"""
    if not len(page):
        return ""
    text = ngettext("Case %(first)s of %(total)s", "Cases %(first)s to %(last)s of %(total)s", len(page))
    return text % {"first": page.first, "last": page.last, "total": capped(page.total)}


def back_to(request: HttpRequest, fallback: str) -> HttpResponseRedirect:
    """Back to the page of ours that was named, else to the fallback."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(wanted)
    return redirect(fallback)
