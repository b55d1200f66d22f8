"""Case conferences: planning, participants and their basis, minutes with steps, the papers."""

import logging
import re
from typing import Any

from csp.decorators import csp_exempt
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kim import documents
from kim.casework.public import (
    Case,
    CaseConference,
    ConferenceParticipant,
    access,
    conference_paper,
    conferences,
    exceptions,
)
from kim.exceptions import KimError
from kim.privacy.public import audit, reading
from kim.web.answers import form_answer
from kim.web.casework.forms.conference import BasisForm, ConferenceForm, HoldForm, TopicsForm
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.views.appointment_acts import doubts_in_words
from kim.web.casework.views.appointment_words import appointment_words, long_when
from kim.web.casework.views.consent_words import consent_words
from kim.web.casework.views.plan_shared import frame, refused_when_closed
from kim.web.drafts.typed import saved

TAB = "case_appointments"
log = logging.getLogger("kim.web")


def conference_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a conference."""
    case = access.case_to_work_in(request.user, pk)
    if (answer := refused_when_closed(request, case, "casework:case_appointments")) is not None:
        return answer
    form, doubts = ConferenceForm(request.POST or None), []
    keep_texts(form, f"conference-{case.pk}-new")
    if form.is_valid():
        doubts = [] if form.goes_on_anyway else doubts_in_words(request.user, request.user, form)
        if not doubts and (made := _planned(request, case, form)) is not None:
            return redirect("casework:conference_detail", case.pk, made.pk)
    heading = _("Plan a case conference")
    context = frame(request, case, TAB, heading, heading=heading, form=form, doubts=doubts, is_new=True)
    return form_answer(request, "casework/appointments/conference_form.html", context)


def _planned(request: HttpRequest, case: Case, form: ConferenceForm) -> CaseConference | None:
    where = {name: form.cleaned_data[name] for name in ("place_kind", "place", "submission")}
    try:
        made = conferences.plan(
            case=case, by=request.user, starts_at=form.starts_at, ends_at=form.ends_at, **form.table(), **where
        )
    except KimError as error:
        form.add_error(None, str(error))
        return None
    saved(request, f"conference-{case.pk}-new")
    messages.success(
        request, _("The conference is in the calendar. Record for each agency on which basis it hears of the case.")
    )
    return made


@require_safe
@reading
def conference_detail(request: HttpRequest, pk: int, conference_pk: int) -> HttpResponse:
    """Everything about one conference."""
    case = access.case_for(request.user, pk)
    found = _conference(case, conference_pk)
    appointment = found.appointment
    appointment.case = case
    people = list(found.participants.select_related("user", "agency", "consent__agency"))
    for each in people:
        each.consent_words = consent_words(each.consent) if each.consent else None
    heading = _("Case conference")
    context = frame(
        request, case, TAB, heading, heading=heading, conference=found, people=people, when=long_when(appointment),
        item=appointment_words(appointment, request.user), agreed_steps=list(found.steps.select_related("measure__goal")),
        without_basis=[p for p in people if p.agency_id and not p.basis], lapsed=[p for p in people if p.has_lapsed],
        is_over=appointment.state != "planned",
    )  # fmt: skip
    return render(request, "casework/appointments/conference.html", context)


def conference_edit(request: HttpRequest, pk: int, conference_pk: int) -> HttpResponse:
    """Change topics and who takes part."""
    case, found = _to_change(request, pk, conference_pk)
    stored = {
        "topics": found.topics, "person_takes_part": found.person_takes_part, "version": found.version,
        "agencies": list(found.participants.exclude(agency=None).values_list("agency", flat=True)),
        "colleagues": list(found.participants.exclude(user=None).values_list("user", flat=True)),
    }  # fmt: skip
    form = keep_texts(TopicsForm(request.POST or None, initial=stored), f"conference-{case.pk}-{found.pk}")
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        act = lambda: conferences.edit(conference=found, by=request.user, version=version, **form.table())  # noqa: E731
        if _done(form, act):
            saved(request, f"conference-{case.pk}-{found.pk}")
            messages.success(request, _("The conference is changed."))
            return redirect("casework:conference_detail", case.pk, found.pk)
    heading = _("Change the conference")
    context = frame(request, case, TAB, heading, heading=heading, form=form, doubts=[], is_new=False, conference=found)
    return form_answer(request, "casework/appointments/conference_form.html", context)


def conference_basis(request: HttpRequest, pk: int, conference_pk: int, participant_pk: int) -> HttpResponse:
    """On which basis an agency hears who the case is about."""
    case, found = _to_change(request, pk, conference_pk)
    participant = _agency_at(found, participant_pk)
    participant.case = case
    form = BasisForm(request.POST or None, participant=participant)
    if form.is_valid():
        act = lambda: conferences.cite_basis(participant=participant, by=request.user, **form.values())  # noqa: E731
        if _done(form, act):
            messages.success(request, _("The basis is recorded."))
            return redirect("casework:conference_detail", case.pk, found.pk)
    heading = participant.agency.name
    context = frame(
        request, case, TAB, heading, heading=heading, form=form, conference=found, agency=participant.agency
    )
    return form_answer(request, "casework/appointments/conference_basis.html", context)


def conference_hold(request: HttpRequest, pk: int, conference_pk: int) -> HttpResponse:
    """The minutes, who was there, and the steps that were agreed."""
    case, found = _to_change(request, pk, conference_pk)
    form = keep_texts(HoldForm(request.POST or None, conference=found), f"minutes-{case.pk}-{found.pk}")
    if form.is_valid():
        data = form.cleaned_data
        act = lambda: conferences.hold(  # noqa: E731
            conference=found, by=request.user, version=data["version"] or 0, minutes=data["minutes"],
            person_takes_part=data["person_takes_part"], attended=data["attended"], steps=form.steps(),
        )  # fmt: skip
        if _done(form, act):
            saved(request, f"minutes-{case.pk}-{found.pk}")
            messages.success(request, _("The minutes are kept, and the steps stand with their goals."))
            return redirect("casework:conference_detail", case.pk, found.pk)
    heading = _("Minutes of the conference")
    context = frame(request, case, TAB, heading, heading=heading, form=form, conference=found)
    return form_answer(request, "casework/appointments/conference_hold.html", context)


@csp_exempt()  # a paper, no page: some browsers show PDF through a plug-in of their own, which the policy would stop
@require_safe
@reading
def conference_pdf(request: HttpRequest, pk: int, conference_pk: int, kind: str) -> HttpResponse:
    """Invitation or minutes: for the file, or (`an` in the address) for one agency, masked where it has no basis."""
    case = access.case_for(request.user, pk)
    found = _conference(case, conference_pk)
    found.case = case
    recipient = _recipient(found, request.GET.get("an", ""))
    make = conference_paper.invitation if kind == "einladung" else conference_paper.minutes
    try:
        content = documents.render_report(make(found, recipient, by=str(request.user)))
    except documents.DocumentError as error:
        log.error("paper of conference %s cannot be made: %s", found.pk, error)
        messages.error(request, _("The paper cannot be made now. Please try again later."))
        return redirect("casework:conference_detail", case.pk, found.pk)
    named = conference_paper.may_name(found, recipient)
    audit.record("conference.printed", target=found, case_id=case.pk, paper=kind, named=named)
    reference = re.sub(r"[^A-Za-z0-9-]+", "-", case.reference) if named else "fallkonferenz"
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{reference}-{kind}-{found.pk}.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response


def _recipient(found: CaseConference, number: str) -> ConferenceParticipant | None:
    if not number:
        return None
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        raise Http404
    return get_object_or_404(found.participants.select_related("agency", "user", "consent"), pk=int(number))


def _agency_at(found: CaseConference, pk: int) -> ConferenceParticipant:
    return get_object_or_404(found.participants.exclude(agency=None).select_related("agency"), pk=pk)


def _to_change(request: HttpRequest, pk: int, conference_pk: int) -> tuple[Case, CaseConference]:
    case = access.case_to_work_in(request.user, pk)
    found = _conference(case, conference_pk)
    found.case = case
    return case, found


def _conference(case: Case, pk: int) -> CaseConference:
    return get_object_or_404(CaseConference.objects.select_related("appointment__agency"), pk=pk, case=case)


def _done(form: Any, act: Any) -> bool:
    try:
        act()
    except exceptions.ChangedMeanwhile:
        form.add_error(None, _("Somebody else has changed this conference in the meantime. Open it anew and compare."))
    except KimError as error:
        form.add_error(None, str(error))
    else:
        return True
    return False
