"""The planner of legal spheres in a case: what changes when, who must act; taken into the file by one click each."""

import uuid
from datetime import date
from typing import Any

from csp.decorators import csp_exempt
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kim.casework.public import Case, SphereChange, access, contacts, exceptions, sphere_acts
from kim.documents import DocumentError
from kim.exceptions import KimError
from kim.law.transitions import rules
from kim.organisation.public import LegalSphere
from kim.privacy.public import audit, reading
from kim.web.answers import form_answer
from kim.web.casework import transition_paper
from kim.web.casework.forms.transitions import OF_THE_FILE, TransitionForm
from kim.web.casework.frame import case_frame
from kim.web.casework.transitions import Plan, born_of, course_of, plans, proposals, spoken

SECTION = "profile"
_SAME_CLICK = uuid.UUID("6f7d1c52-5a0e-4b43-9a51-2f8f0d1b7e11")  # names what was taken over already
Words = dict[str, Any]


@require_safe
@reading
def case_transitions(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file proposes, or the plan for an event of a day."""
    case = access.case_to_work_in(request.user, pk, section=SECTION)  # type: ignore[arg-type]
    form = _form(request, case)
    context = case_frame(request, case, "case_transitions") | _shown(case, form)
    return form_answer(request, "casework/transitions/page.html", context)


@csp_exempt()  # a paper, no page
@require_safe
@reading
def case_transitions_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan as PDF."""
    case = access.case_to_work_in(request.user, pk, section=SECTION)  # type: ignore[arg-type]
    form = _form(request, case)
    if not form.is_bound or not form.is_valid():
        return redirect("casework:case_transitions", pk)
    try:
        made = transition_paper.made(
            _found(form, case), course_of(list(case.documents_of_residence.all())), case.person.full_name
        )
    except (DocumentError, RuntimeError, OSError):
        messages.error(request, _("The paper cannot be made at the moment. Please try again later."))
        return redirect("casework:case_transitions", pk)
    audit.record("case.paper_printed", target=case, case_id=case.pk, paper="transitions")
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="rechtskreiswechsel.pdf"'
    answer["Cache-Control"] = "no-store, private"
    return answer


@require_POST
def case_transitions_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one step, all own steps or the change itself into the file; a second click finds it there."""
    case = access.case_to_work_in(request.user, pk, section=SECTION)  # type: ignore[arg-type]
    form = TransitionForm(request.POST, born=born_of(case.person))
    if not form.is_valid():
        messages.error(request, _("The plan could not be read any more. Please begin again."))
        return redirect("casework:case_transitions", pk)
    try:
        messages.success(request, _take(case, request, form))
    except (KimError, LookupError) as error:
        known = str(error) if isinstance(error, KimError) else _("This part of the plan is not there any more.")
        messages.error(request, known)
    return redirect(_address(pk, form))


def _form(request: HttpRequest, case: Case) -> TransitionForm:
    return TransitionForm(request.GET if "event" in request.GET else None, born=born_of(case.person))


def _shown(case: Case, form: TransitionForm) -> Words:
    today = timezone.localdate()
    asked = form.is_bound and form.is_valid()
    course = course_of(list(case.documents_of_residence.all()))
    return {
        "form": form,
        "plans": _found(form, case) if asked else [],
        "known_change": _begun(case, form) if asked else None,
        "asked": _asked(form) if asked else {},
        "asked_query": urlencode(_asked(form)) if asked else "",
        "proposals": [
            {"words": dict(form.fields["event"].choices)[each.event], "found": each, "query": _query(each.event, each.day)}
            for each in proposals(case, today)
        ],
        "course": course,
        "course_words": spoken(course.texts) if course else "",
        "today": today,
    }  # fmt: skip


def _found(form: TransitionForm, case: Case) -> list[Plan]:
    """The plan; where the file tells that the new benefits have begun, they were applied for."""
    said = form.cleaned_data
    applied = said["applied"] or _begun(case, form)
    return plans(said["event"], said["day"], today=timezone.localdate(), applied=applied, drafts=said["drafts"])


def _begun(case: Case, form: TransitionForm) -> date | None:
    """The first day in the new sphere, where the change stands in the file as happened."""
    wanted = {rule.target_sphere for rule in rules() if rule.event == form.cleaned_data["event"] and rule.enacted}
    changes = SphereChange.objects.filter(case=case, to_sphere__key__in=wanted - {""}, happened_on__isnull=False)
    return changes.exclude(from_sphere=None).values_list("happened_on", flat=True).first()


def _query(event: str, day: date | None) -> str:
    return urlencode({"event": event} | ({"day": f"{day:%d.%m.%Y}"} if day and event != OF_THE_FILE else {}))


def _asked(form: TransitionForm) -> dict[str, str]:
    """What was asked, as it stands in an address; the date of birth does not."""
    said = form.cleaned_data
    days = {
        name: said[name] for name in ("day", "applied") if said[name] and (name, said["event"]) != ("day", OF_THE_FILE)
    }
    drafts = {"drafts": "on"} if said["drafts"] else {}
    return {"event": said["event"]} | {name: f"{day:%d.%m.%Y}" for name, day in days.items()} | drafts


def _address(pk: int, form: TransitionForm) -> str:
    return f"{reverse('casework:case_transitions', args=[pk])}?{urlencode(_asked(form))}"


def _take(case: Case, request: HttpRequest, form: TransitionForm) -> str:
    """What was clicked; the sentence says what is in the file now."""
    if case.is_closed:
        raise exceptions.CaseIsClosed
    what = request.POST.get("take", "")
    rule, _colon, number = what.partition(":")
    plan = next((plan for plan in _found(form, case) if plan.rule.id == rule), None)
    if plan is None:
        raise LookupError(rule)
    if number == "change":
        return _change(case, request.user, plan)
    wanted = [step for step in plan.steps if (step.own if number == "own" else str(step.number) == number)]
    if not wanted:
        raise LookupError(number)
    for step in wanted:
        name = f"{case.pk} {rule} {step.what} {step.until}"
        contacts.plan_follow_up(
            case=case, by=request.user, due_on=max(step.until, timezone.localdate()), text=f"{step.who}: {step.what}"[:200],  # type: ignore[arg-type]
            submission=uuid.uuid5(_SAME_CLICK, name),
        )  # fmt: skip
    return _("The follow-ups are on the list.") if len(wanted) > 1 else _("The follow-up is on the list.")


def _change(case: Case, by: Any, plan: Plan) -> str:
    """Note the change of legal sphere as planned, unless it stands there."""
    known = {sphere.key: sphere for sphere in LegalSphere.objects.all()}
    before, after = (known.get(key) for key in (plan.rule.source_sphere, plan.rule.target_sphere))
    if not plan.found.changes_sphere or before is None or after is None:
        raise LookupError(plan.rule.id)
    if SphereChange.objects.filter(case=case, from_sphere=before, to_sphere=after).exists():
        return _("This change stands in the file already. Correct its days there.")
    days = {"planned_on": plan.found.begins_on, "ended_on": plan.found.ends_on, "happened_on": None}
    sphere_acts.add(case=case, by=by, from_sphere=before, to_sphere=after, note="", **days)
    return _("The change of legal sphere is planned in the file.")
