"""Campaigns: planned by a lead, with a list of one's own cases to invite; everybody else reads counts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from kim.casework.public import Campaign, CampaignCandidate, InvitationAnswer, access, campaign_acts, campaigns
from kim.exceptions import KimError
from kim.organisation.public import Permission, Unit, User
from kim.privacy.public import reading
from kim.web.answers import form_answer
from kim.web.casework.forms.campaigns import CampaignForm, HelpfulDateForm

Words = dict[str, Any]
ANSWERS = (InvitationAnswer.COMING, InvitationAnswer.LATER, InvitationAnswer.NO)


@require_safe
@reading
def campaign_list(request: HttpRequest) -> HttpResponse:
    """Every campaign in counts, small ones hidden."""
    user = request.user
    if not (user.has(Permission.CASE_WORK) or user.has(Permission.CASE_HAND_OVER) or user.has(Permission.COORDINATE)):
        raise PermissionDenied
    rows, sums, total = campaigns.figures(timezone.localdate())
    reachable = set(Campaign.objects.values_list("pk", flat=True))
    context = {
        "rows": [(row, row.id in reachable) for row in rows], "sums": sums, "total": total,
        "plans": bool(_led(user)), "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "casework/campaigns/list.html", context)


def campaign_new(request: HttpRequest) -> HttpResponse:
    """Plan an occasion."""
    units = _led(request.user)
    if not units:
        raise PermissionDenied
    form = CampaignForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        campaign = campaign_acts.plan(unit=Unit.objects.get(pk=min(units)), by=request.user, **form.values())
        messages.success(request, _("The campaign is planned. The case managers of your team can make their lists."))
        return redirect("casework:campaign_detail", campaign.pk)
    return form_answer(request, "casework/campaigns/form.html", {"form": form, "crumbs": _crumbs(_("New"))})


@require_safe
@reading
def campaign_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The occasion, dates that help, and one's own list."""
    return _detail(request, _campaign(request, pk), HelpfulDateForm())


def _detail(request: HttpRequest, campaign: Campaign, form: HelpfulDateForm) -> HttpResponse:
    rows = list(campaigns.candidates_of(campaign, request.user))
    today = timezone.localdate()
    context = {
        "campaign": campaign, "rows": [_row(row) for row in rows], "waiting": sum(row.letter_id is None for row in rows),
        "dates": campaign.dates.all(), "is_over": campaign.held_on < today, "answers": ANSWERS,
        "lists": request.user.has(Permission.CASE_WORK), "plans": campaign.unit_id in _led(request.user), "form": form,
        "purpose": campaigns.PURPOSE, "crumbs": _crumbs(campaign.name),
    }  # fmt: skip
    return form_answer(request, "casework/campaigns/detail.html", context)


def _row(row: CampaignCandidate) -> Words:
    case = row.case
    return {"item": row, "name": case.person.list_name, "case": case}


@require_POST
def campaign_make_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Screen one's own cases."""
    campaign = _worked_in(request, pk)
    try:
        found = campaign_acts.list_own(campaign=campaign, by=request.user)
        text = ngettext("%(n)s person is on your list.", "%(n)s people are on your list.", found)
        messages.success(request, text % {"n": found})
    except KimError as error:
        messages.error(request, str(error))
    return redirect("casework:campaign_detail", pk)


@require_POST
def campaign_invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the letters to those who were ticked."""
    campaign = _worked_in(request, pk)
    ticked = [int(value) for value in request.POST.getlist("candidate") if value.isdecimal() and len(value) < 19]
    chosen = list(campaigns.candidates_of(campaign, request.user).filter(pk__in=ticked))
    if not chosen:
        messages.error(request, _("Tick at least one person."))
        return redirect("casework:campaign_detail", pk)
    try:
        written = campaign_acts.invite(campaign=campaign, candidates=chosen, by=request.user)
        text = ngettext("%(n)s letter is in its case.", "%(n)s letters are in their cases.", written)
        messages.success(request, text % {"n": written})
    except KimError as error:
        messages.error(request, str(error))
    return redirect("casework:campaign_detail", pk)


@require_POST
def campaign_answer(request: HttpRequest, pk: int, candidate_pk: int) -> HttpResponse:
    """Note what somebody answered."""
    campaign = _worked_in(request, pk)
    row = get_object_or_404(campaigns.candidates_of(campaign, request.user), pk=candidate_pk)
    answer = request.POST.get("answer", "")
    if answer not in InvitationAnswer.values:
        messages.error(request, _("Choose one of the answers."))
        return redirect("casework:campaign_detail", pk)
    try:
        campaign_acts.note_answer(candidate=row, by=request.user, answer=answer)
        messages.success(request, _("The answer is noted."))
    except KimError as error:
        messages.error(request, str(error))
    return redirect("casework:campaign_detail", pk)


@require_POST
def campaign_date_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a course, test or evening."""
    campaign = _planned(request, pk)
    form = HelpfulDateForm(request.POST)
    if not form.is_valid():
        return _detail(request, campaign, form)
    values = {name: form.cleaned_data[name] for name in ("kind", "on", "place")}
    campaign_acts.add_date(campaign=campaign, by=request.user, **values)
    messages.success(request, _("The date stands in the list."))
    return redirect("casework:campaign_detail", pk)


@require_POST
def campaign_date_drop(request: HttpRequest, pk: int, date_pk: int) -> HttpResponse:
    """Strike a date that does not take place."""
    campaign = _planned(request, pk)
    campaign_acts.drop_date(date=get_object_or_404(campaign.dates.all(), pk=date_pk), by=request.user)
    messages.success(request, _("The date is struck from the list."))
    return redirect("casework:campaign_detail", pk)


def _campaign(request: HttpRequest, pk: int) -> Campaign:
    if not (request.user.has(Permission.CASE_WORK) or request.user.has(Permission.CASE_HAND_OVER)):
        raise PermissionDenied
    return campaigns.campaign_for(request.user, pk)


def _worked_in(request: HttpRequest, pk: int) -> Campaign:
    campaign = _campaign(request, pk)
    if not request.user.has(Permission.CASE_WORK):
        raise PermissionDenied
    return campaign


def _planned(request: HttpRequest, pk: int) -> Campaign:
    campaign = _campaign(request, pk)
    if campaign.unit_id not in _led(request.user):
        raise PermissionDenied
    return campaign


def _led(user: User) -> frozenset[int]:
    return access.scope_for(user).supervised if user.has(Permission.CASE_HAND_OVER) else frozenset()


def _crumbs(*here: str) -> list[Words]:
    first = {"label": pgettext("navigation", "Campaigns"), "url": reverse("casework:campaign_list")}
    return [first, *({"label": word, "url": ""} for word in here)]
