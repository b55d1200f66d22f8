"""The second person: what waits in a case, what I am asked for, confirming and sending back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kim.casework.public import Confirmation, ConfirmationState, access, confirmations
from kim.exceptions import KimError
from kim.organisation.public import Permission, User
from kim.privacy.public import reading
from kim.web.answers import form_answer
from kim.web.casework.forms.closing import SendBackForm
from kim.web.casework.frame import case_frame

SHOWN = 20
MOST = 100


def waiting_for(user: User) -> QuerySet[Confirmation]:
    """What this person is asked to confirm."""
    waiting = Confirmation.objects.filter(asked=user, state=ConfirmationState.WAITING)
    return waiting.select_related("case__person", "proposed_by").order_by("proposed_at", "pk")


@reading
def confirmation_list(request: HttpRequest) -> HttpResponse:
    """What others wait for me to confirm, and what I decided lately."""
    user: User = request.user  # type: ignore[assignment]
    if not user.has(Permission.CASE_HEADS):
        raise PermissionDenied
    decided = Confirmation.objects.filter(asked=user, decided_by=user).select_related("case", "proposed_by")
    context = {
        "waiting": list(waiting_for(user)[:MOST]),
        "decided": list(decided.order_by("-decided_at", "-pk")[:SHOWN]),
    }
    return render(request, "casework/cases/confirmation_list.html", context)


def confirmation_for(user: User, pk: int) -> Confirmation:
    """What this person was asked to confirm, or what waits in a case of theirs (else 404)."""
    try:
        found = Confirmation.objects.select_related("case", "asked", "proposed_by", "decided_by").get(pk=pk)
    except (Confirmation.DoesNotExist, OverflowError) as error:
        raise Http404 from error
    case = access.case_head_for(user, found.case_id)
    if found.asked_id != user.pk and not access.may_work_in(user, case, section="plan"):
        raise Http404
    found.case = case
    return found


@reading
def case_confirmations(request: HttpRequest, pk: int) -> HttpResponse:
    """What waits for a second person in this case, and what was decided."""
    case = access.case_for(request.user, pk, section="plan")
    rows = case.confirmations.select_related("asked", "proposed_by", "decided_by").order_by("-pk")[:SHOWN]
    context = case_frame(request, case, "case_confirmations") | {"rows": list(rows)}
    return render(request, "casework/cases/confirmations.html", context)


@reading
def confirmation(request: HttpRequest, pk: int) -> HttpResponse:
    """What I am asked to confirm: the head of the case and what was written for me."""
    return _page(request, confirmation_for(request.user, pk), SendBackForm())


def _page(request: HttpRequest, found: Confirmation, form: SendBackForm) -> HttpResponse:
    mine = found.asked_id == request.user.pk and found.state == ConfirmationState.WAITING
    context = case_frame(request, found.case, "confirmation") | {"row": found, "form": form, "to_decide": mine}
    return form_answer(request, "casework/cases/confirmation.html", context)


@require_POST
def confirmation_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree; what was proposed takes effect."""
    found = confirmation_for(request.user, pk)
    try:
        confirmations.confirm(confirmation=found, by=request.user)
    except KimError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("You have confirmed it. It takes effect now."))
    return redirect("casework:confirmation", pk)


@require_POST
def confirmation_send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not agree, with words."""
    found = confirmation_for(request.user, pk)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        confirmations.send_back(confirmation=found, by=request.user, words=form.cleaned_data["words"])
    except KimError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It goes back to %(name)s with your words.") % {"name": found.proposed_by})
    return redirect("casework:confirmation", pk)


@require_POST
def confirmation_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was proposed."""
    found = confirmation_for(request.user, pk)
    access.case_to_work_in(request.user, found.case_id, section="plan")
    try:
        confirmations.withdraw(confirmation=found, by=request.user)
    except KimError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It is taken back and can be proposed anew."))
    return redirect("casework:case_confirmations", found.case_id)
