"""Follow-ups: planning one in a case, ticking it off."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kim.casework.public import FollowUp, access, contacts, exceptions
from kim.exceptions import KimError
from kim.web.casework.forms.contact import FollowUpForm
from kim.web.casework.frame import case_frame
from kim.web.casework.views.case_list import back_to


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
    case = access.case_to_work_in(request.user, follow_up.case_id)
    if case.is_closed:
        messages.error(request, str(exceptions.CaseIsClosed()))
    else:
        contacts.follow_up_done(follow_up=follow_up, by=request.user)
        messages.success(request, _("Done: %(text)s") % {"text": follow_up.text})
    return back_to(request, reverse("casework:case_detail", args=[case.pk]) + "#follow-ups")
