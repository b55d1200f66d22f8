"""Follow-ups: planning one in a case, ticking it off."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kim.casework.public import FollowUp, access, contacts, exceptions
from kim.exceptions import KimError
from kim.organisation.public import workdays
from kim.web.answers import form_answer
from kim.web.casework.forms.contact import FollowUpForm
from kim.web.casework.frame import case_frame
from kim.web.casework.views.case_list import back_to
from kim.web.templatetags.kim import near_day


def follow_up_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Put something on the list of a case."""
    case = access.case_to_work_in(request.user, pk)
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
    context = case_frame(request, case, "follow_up_new") | {"form": form}
    return form_answer(request, "casework/cases/follow_up_new.html", context)


MOVES = {"tomorrow": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=28)}


def _follow_up(pk: int) -> FollowUp:
    try:
        return FollowUp.objects.get(pk=pk)
    except (FollowUp.DoesNotExist, OverflowError) as error:
        raise Http404 from error


@require_POST
def follow_up_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it on a later day with one click: the next working day, a week or four weeks from today."""
    follow_up = _follow_up(pk)
    case = access.case_to_work_in(request.user, follow_up.case_id)
    due_on = timezone.localdate() + MOVES.get(request.POST.get("to", ""), MOVES["tomorrow"])
    while not workdays.is_workday(due_on):
        due_on += timedelta(days=1)
    try:
        contacts.move_follow_up(follow_up=follow_up, by=request.user, due_on=due_on)
    except KimError as error:
        messages.error(request, str(error))
    else:
        said = {"day": near_day(due_on), "text": follow_up.text}
        messages.success(request, _("Moved to %(day)s: %(text)s") % said)
    return back_to(request, reverse("casework:case_detail", args=[case.pk]) + "#follow-ups")


@require_POST
def follow_up_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick it off, and back to where one came from."""
    follow_up = _follow_up(pk)
    case = access.case_to_work_in(request.user, follow_up.case_id)
    if case.is_closed:
        messages.error(request, str(exceptions.CaseIsClosed()))
    else:
        contacts.follow_up_done(follow_up=follow_up, by=request.user)
        messages.success(request, _("Done: %(text)s") % {"text": follow_up.text})
    return back_to(request, reverse("casework:case_detail", args=[case.pk]) + "#follow-ups")
