"""The end of a case, and taking it up again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kim.casework.public import Case, GoalState, access, cases, exceptions
from kim.casework.public import states as flow
from kim.exceptions import KimError
from kim.web.casework.forms.closing import ClosingForm, ReopeningForm
from kim.web.casework.frame import case_frame
from kim.web.drafts.typed import saved


def case_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a case with reason and result; what is still open is named before."""
    case = access.case_to_work_in(request.user, pk, section="plan")
    if case.is_closed:
        messages.info(request, _("The case is already closed."))
        return redirect("casework:case_detail", pk)
    form = ClosingForm(request.POST or None)
    if form.is_valid() and _closed(request, case, form):
        saved(request, f"closing-{pk}")
        messages.success(request, _("The case is closed."))
        return redirect("casework:case_detail", pk)
    context = case_frame(request, case, "case_close") | {"form": form, "still_open": _still_open(case)}
    return render(request, "casework/cases/close.html", context)


def _closed(request: HttpRequest, case: Case, form: ClosingForm) -> bool:
    try:
        cases.close(case=case, by=request.user, **form.values())
    except (exceptions.DayInTheFuture, exceptions.DayBeforeOpening) as error:
        form.add_error("closed_on", str(error))
    except exceptions.ReasonMissing:
        form.add_error("result", form.fields["result"].error_messages["required"])
    except KimError as error:
        form.add_error(None, str(error))
    else:
        return True
    return False


def _still_open(case: Case) -> list[tuple[str, int]]:
    """What closing leaves behind, as words and number; only what there is."""
    found: list[tuple[Any, int]] = [
        (_("Open goals"), case.goals.filter(state=GoalState.OPEN).count()),
        (_("Open referrals"), case.referrals.filter(state__in=flow.OPEN_REFERRAL_STATES).count()),
        (_("Open follow-ups"), case.follow_ups.filter(done_at=None).count()),
    ]
    return [(words, number) for words, number in found if number]


def case_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a closed case up again, with the reason and the phase in which it goes on."""
    case = access.case_to_work_in(request.user, pk, section="plan")
    if not case.is_closed:
        messages.info(request, str(exceptions.CaseIsNotClosed()))
        return redirect("casework:case_detail", pk)
    form = ReopeningForm(request.POST or None)
    if form.is_valid():
        try:
            cases.reopen(case=case, by=request.user, reason=form.cleaned_data["reason"], to=form.cleaned_data["to"])
        except KimError as error:
            form.add_error(None, str(error))
        else:
            saved(request, f"reopening-{pk}")
            messages.success(request, _("The case is running again."))
            return redirect("casework:case_detail", pk)
    context = case_frame(request, case, "case_reopen") | {"form": form, "closing": case.closings.last()}
    return render(request, "casework/cases/reopen.html", context)
