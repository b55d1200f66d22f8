"""Handing cases over: one, or several at once with a look ahead at what will happen."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kim.casework.public import Case, access, cases, exceptions
from kim.exceptions import KimError
from kim.organisation.public import Permission, User, unit_of_case_manager
from kim.web.casework.forms.handover import HandoverForm
from kim.web.casework.frame import case_frame, shown_name

Words = dict[str, Any]
AT_ONCE = 100


def case_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one case to somebody else; says before the act what one will see afterwards."""
    case = access.case_to_hand_over(request.user, pk)
    if case.is_closed and not access.leads(request.user, case):
        messages.error(request, str(exceptions.CaseIsClosed()))
        return redirect("casework:case_detail", pk)
    form = HandoverForm(request.POST or None, without=[case.assigned_to_id])
    if form.is_valid() and _handed_over(request, [case], form):
        return _back(request, case)
    context = case_frame(request, case, "case_hand_over") | {
        "form": form,
        "consequences": _consequences(request.user, case),
    }
    return render(request, "casework/cases/hand_over.html", context)


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
                cases.hand_over(case=case, by=request.user, to=to, reason=reason)
    except (exceptions.NotACaseManager, exceptions.SameCaseManager, exceptions.DeputyTakesOver) as error:
        form.add_error("to", str(error))
        return False
    except exceptions.ReasonMissing as error:
        form.add_error("reason", str(error))
        return False
    except KimError as error:
        form.add_error(None, str(error))
        return False
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
    chosen = _chosen(request)
    if not chosen:
        messages.error(request, _("Tick the cases that you want to hand over."))
        return redirect("casework:case_list")
    form = HandoverForm(request.POST or None)
    sure = request.method == "POST" and form.is_valid()
    if sure and "confirmed" in request.POST and _handed_over(request, chosen, form):
        return redirect("casework:case_list")
    context = {
        "chosen": [(case, _listed_name(request.user, case)) for case in chosen],
        "form": form,
        "preview": _preview(request.user, chosen, form) if sure and form.is_valid() else None,
        "crumbs": _crumbs(),
    }
    return render(request, "casework/cases/hand_over_many.html", context)


def _listed_name(user: User, case: Case) -> str:
    """The name as in the list, or what stands in its place for those who see the head only."""
    may_work = access.may_work_in(user, case)
    return case.person.list_name if may_work or not case.person.is_protected else shown_name(case, may_work)


def _crumbs() -> list[Words]:
    return [{"label": _("Cases"), "url": reverse("casework:case_list")}, {"label": _("Hand over"), "url": ""}]


def _chosen(request: HttpRequest) -> list[Case]:
    """The cases ticked, if all of them may be handed over (404 for one that must not be known)."""
    if not request.user.has(Permission.CASE_HEADS):
        raise PermissionDenied
    named = request.POST.getlist("case") or request.GET.getlist("case")
    wanted = {int(pk) for pk in named[:AT_ONCE] if pk.isdecimal() and len(pk) < 19}
    found = list(
        Case.objects.visible_to(request.user)
        .filter(pk__in=wanted)
        .select_related("person", "assigned_to", "unit", "municipality")
        .order_by("person__sort_key", "id")
    )
    if len(found) != len(wanted):
        raise Http404
    if not all(access.may_hand_over(request.user, case) for case in found):
        raise PermissionDenied
    return found


def _preview(user: User, chosen: list[Case], form: HandoverForm) -> Words | None:
    """What will happen with each case, and what stands against it."""
    to = form.cleaned_data["to"]
    unit = unit_of_case_manager(to, timezone.localdate())
    if unit is None:
        form.add_error("to", str(exceptions.NotACaseManager()))
        return None
    if any(case.assigned_to_id == to.pk for case in chosen):
        form.add_error(
            "to",
            _("%(name)s is already responsible for one of these cases. Take it out of the selection.") % {"name": to},
        )
        return None
    scope = access.scope_for(user)
    leaving = unit not in scope.units | scope.supervised
    return {"to": to, "reason": form.cleaned_data["reason"], "leaving": leaving, "number": len(chosen)}
