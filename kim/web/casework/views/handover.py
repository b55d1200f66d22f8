"""Handing cases over: one, or several at once with a look ahead at what will happen."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kim.casework.public import Case, access, cases, exceptions
from kim.exceptions import KimError
from kim.organisation.public import User
from kim.web.answers import form_answer
from kim.web.casework.forms.handover import HandoverForm, OwnHandoverForm
from kim.web.casework.frame import case_frame
from kim.web.casework.views.case_list import CaseTable
from kim.web.casework.views.hand_over_bulk import HandOver
from kim.web.drafts.typed import saved
from kim.web.tables.bulk import action_of, bulk_page


def case_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one case to somebody else; says before the act what one will see afterwards."""
    case = access.case_to_hand_over(request.user, pk)
    if case.is_closed and not access.leads(request.user, case):
        messages.error(request, str(exceptions.CaseIsClosed()))
        return redirect("casework:case_detail", pk)
    with_sheet = access.may_change(request.user, case) and not case.is_closed
    form = (OwnHandoverForm if with_sheet else HandoverForm)(request.POST or None, without=[case.assigned_to_id])
    if form.is_valid() and _handed_over(request, [case], form):
        return _back(request, case)
    context = case_frame(request, case, "case_hand_over") | {
        "form": form,
        "consequences": _consequences(request.user, case),
    }
    return form_answer(request, "casework/cases/hand_over.html", context)


def _consequences(user: User, case: Case) -> list[str]:
    """What the one who hands over sees afterwards: by role, and by where the case goes."""
    scope = access.scope_for(user)
    if case.unit_id in scope.supervised and case.assigned_to_id not in scope.acting_for | {user.pk}:
        return [
            _("Within your team: you go on seeing name, phase and responsible person."),
            _("To another team: afterwards you no longer see this case."),
        ]
    return [
        _(
            "Within your team: afterwards you see name, phase and responsible person, no longer notes, goals and documents."
        ),
        _("To another team: afterwards you no longer see this case."),
    ]


def _handed_over(request: HttpRequest, chosen: list[Case], form: HandoverForm) -> bool:
    """Whether all of them went over; if one cannot, none does."""
    to, reason = form.cleaned_data["to"], form.cleaned_data["reason"]
    try:
        with transaction.atomic():
            for case in chosen:
                words = form.cleaned_data.get("words", "")
                cases.hand_over(case=case, by=request.user, to=to, reason=reason, words=words)
    except (exceptions.NotACaseManager, exceptions.SameCaseManager, exceptions.DeputyTakesOver) as error:
        form.add_error("to", str(error))
        return False
    except exceptions.ReasonMissing as error:
        form.add_error("reason", str(error))
        return False
    except KimError as error:
        form.add_error(None, str(error))
        return False
    for case in chosen:
        saved(request, f"handover-{case.pk}")
    text = ngettext("The case is now with %(name)s.", "%(number)s cases are now with %(name)s.", len(chosen))
    messages.success(request, text % {"name": to, "number": len(chosen)})
    return True


def _back(request: HttpRequest, case: Case) -> HttpResponse:
    """To the case, if one may still know of it."""
    if Case.objects.visible_to(request.user).filter(pk=case.pk).exists():
        return redirect("casework:case_detail", case.pk)
    return redirect("casework:case_list")


def case_hand_over_many(request: HttpRequest) -> HttpResponse:
    """Give several cases to somebody: choose, look at what will happen, do it."""
    table = CaseTable(request.user, request.GET)  # type: ignore[arg-type]
    return bulk_page(request, table, action_of(table, HandOver.key))
