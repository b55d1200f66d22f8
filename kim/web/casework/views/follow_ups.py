"""Follow-ups: what is to be done, by day, across all cases one works in."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kim.casework.public import FollowUp, access, contacts, exceptions
from kim.casework.public import states as flow
from kim.exceptions import KimError
from kim.organisation.public import Permission
from kim.privacy.public import reading
from kim.web.casework.forms.contact import FollowUpForm
from kim.web.casework.frame import case_frame
from kim.web.casework.views.case_list import back_to
from kim.web.keyset import keyset_page
from kim.web.templatetags.kim import capped

Words = dict[str, Any]
SIZE = 30


@reading
def follow_up_list(request: HttpRequest) -> HttpResponse:
    """What is overdue, due today, this week and later, in running cases of mine or of those I stand in for."""
    views = _views(request)
    view = request.GET.get("view", "mine")
    view = view if view in views else "mine"
    page = keyset_page(views[view], request.GET, order=("due_on", "id"), size=SIZE)
    marks = {"previous": ("before", page.before), "next": ("after", page.after)}
    context = {
        "view": view,
        "view_items": _switch(view) if len(views) > 1 else [],
        "groups": _by_time(page.rows),
        "total": page.total,
        "page_text": _where(page),
        "here": request.get_full_path(),
        "crumbs": [],
        **{name: f"?view={view}&{key}={mark}" if mark else "" for name, (key, mark) in marks.items()},
    }
    return render(request, "casework/cases/follow_ups.html", context)


def _views(request: HttpRequest) -> dict[str, QuerySet[FollowUp]]:
    if not request.user.has(Permission.CASE_WORK):
        raise PermissionDenied
    waiting = FollowUp.objects.filter(done_at=None).exclude(case__phase=flow.Phase.CLOSED)
    waiting = waiting.select_related("case__person", "case__municipality", "case__assigned_to")
    views = {"mine": waiting.filter(case__assigned_to=request.user)}
    if acting_for := access.scope_for(request.user).acting_for:
        views["deputy"] = waiting.filter(case__assigned_to__in=acting_for)
    return views


def _switch(view: str) -> list[Words]:
    labels = {"mine": gettext("Mine"), "deputy": gettext("Standing in")}
    return [{"label": label, "url": f"?view={name}", "current": name == view} for name, label in labels.items()]


def _by_time(rows: list[FollowUp]) -> list[Words]:
    """Rows under the words that say how much they press."""
    labels = {
        "overdue": gettext("Overdue"), "today": gettext("Today"), "week": gettext("In the next seven days"), "later": gettext("Later"),
    }  # fmt: skip
    return [{"key": key, "title": labels[key], "rows": list(found)} for key, found in groupby(rows, key=_pressing)]


def _pressing(row: FollowUp) -> str:
    today = timezone.localdate()
    if row.due_on < today:
        return "overdue"
    if row.due_on == today:
        return "today"
    return "week" if (row.due_on - today).days <= 7 else "later"


def _where(page: Any) -> str:
    if not len(page):
        return ""
    text = ngettext("Follow-up %(first)s of %(total)s", "Follow-ups %(first)s to %(last)s of %(total)s", len(page))
    return text % {"first": page.first, "last": page.last, "total": capped(page.total)}


def follow_up_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Put something on the list of a case."""
    case = access.case_for(request.user, pk)
    if case.is_closed:
        messages.error(request, str(exceptions.CaseIsClosed()))
        return redirect("casework:case_detail", pk)
    form = FollowUpForm(request.POST or None)
    if form.is_valid():
        try:
            contacts.plan_follow_up(case=case, by=request.user, **form.values())
        except KimError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The follow-up is on the list."))
            return redirect(reverse("casework:case_detail", args=[pk]) + "#follow-ups")
    return render(
        request, "casework/cases/follow_up_new.html", case_frame(request, case, "follow_up_new") | {"form": form}
    )


@require_POST
def follow_up_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick it off, and back to where one came from."""
    try:
        follow_up = FollowUp.objects.get(pk=pk)
    except (FollowUp.DoesNotExist, OverflowError) as error:
        raise Http404 from error
    case = access.case_for(request.user, follow_up.case_id)
    if case.is_closed:
        messages.error(request, str(exceptions.CaseIsClosed()))
    else:
        contacts.follow_up_done(follow_up=follow_up, by=request.user)
        messages.success(request, _("Done: %(text)s") % {"text": follow_up.text})
    return back_to(request, reverse("casework:case_detail", args=[case.pk]) + "#follow-ups")
