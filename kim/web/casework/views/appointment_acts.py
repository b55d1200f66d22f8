"""Acts on appointments: planning, changing, moving, settling."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kim.casework.public import (
    Appointment,
    Case,
    Enquiry,
    InterpreterBooking,
    access,
    appointment_acts,
    appointment_messages,
    appointments,
    exceptions,
)
from kim.casework.public import states as flow
from kim.exceptions import KimError
from kim.organisation.public import Permission, User
from kim.privacy.public import reading
from kim.web.answers import form_answer
from kim.web.casework.forms.appointment import AppointmentForm, DetailsForm, SettleForm, TimesForm
from kim.web.casework.late import enter
from kim.web.casework.views.appointment_words import appointment_words, interpreter_of, long_when, title_of
from kim.web.casework.views.plan_shared import frame, refused_when_closed
from kim.web.templatetags.kim import clock, day
from kim.workbench.public import MailState, mail

Words = dict[str, Any]
TAB = "case_appointments"
NAMED = 3


def appointment_new(request: HttpRequest, pk: int) -> HttpResponse:
    """An appointment in a case."""
    case = access.case_to_work_in(request.user, pk)
    if (answer := refused_when_closed(request, case, "casework:case_appointments")) is not None:
        return answer
    form = AppointmentForm(request.POST or None, user=request.user, case=case, initial=_of_profile(request, case))
    return _plan(request, form, case=case)


def appointment_new_free(request: HttpRequest) -> HttpResponse:
    """An appointment of an enquiry (`anfrage` in the address), or free of any case: outreach, a meeting."""
    user: User = request.user  # type: ignore[assignment]
    enquiry = _enquiry(request)
    if enquiry is None and not user.has(Permission.CASE_WORK):
        raise PermissionDenied
    form = AppointmentForm(request.POST or None, user=user, initial=_first_day(request))
    return _plan(request, form, enquiry=enquiry)


def _enquiry(request: HttpRequest) -> Enquiry | None:
    number = request.GET.get("anfrage", "")
    if not number:
        return None
    if not number.isascii() or not number.isdigit():
        raise Http404
    return access.enquiry_for(request.user, int(number))


def _first_day(request: HttpRequest) -> Words:
    """The day one came from, in the week."""
    asked = request.GET.get("day", "")
    return {"day": asked} if len(asked) == 10 else {}


def _of_profile(request: HttpRequest, case: Case) -> Words:
    """What the profile says about interpreting."""
    profile = case.profile
    needed = profile.interpreter == "yes"
    language = next((code for code in profile.languages if code != "de"), "")
    return _first_day(request) | {
        "interpreter": InterpreterBooking.OPEN if needed else InterpreterBooking.NOT_NEEDED,
        "interpreter_language": language if needed else "",
    }


def _plan(
    request: HttpRequest, form: AppointmentForm, *, case: Case | None = None, enquiry: Enquiry | None = None
) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    doubts: list[str] = []
    if form.is_valid():
        owner = form.cleaned_data.get("owner") or user
        doubts = [] if form.goes_on_anyway else doubts_in_words(user, owner, form)
        if not doubts:
            try:
                made = appointment_acts.plan(
                    by=user, case=case, enquiry=enquiry, owner=owner, starts_at=form.starts_at, ends_at=form.ends_at,
                    submission=form.cleaned_data["submission"], **form.details(),
                )  # fmt: skip
            except KimError as error:
                form.add_error(None, str(error))
            else:
                messages.success(
                    request, _("The appointment is in the calendar: %(when)s.") % {"when": long_when(made)}
                )
                return redirect("casework:appointment_detail", made.pk)
    back = reverse("casework:case_appointments", args=[case.pk]) if case else reverse("casework:appointment_list")
    heading = _("New appointment")
    context = _around(request, case, heading, form=form, doubts=doubts, back=back, enquiry=enquiry)
    return form_answer(request, "casework/appointments/form.html", context)


def doubts_in_words(user: User, owner: User, form: TimesForm, *, but: Appointment | None = None) -> list[str]:
    """What speaks against these times, in sentences; what is in the way is named to whoever may open it."""
    span, uid = (form.starts_at, form.ends_at), but.uid if but else None
    found = appointments.doubts_about(owner, *span, but=uid)
    said: list[str] = []
    if found.taken_at:
        named = [taken_in_words(row) for row in appointments.in_the_way(user, owner, *span, but=uid)[:NAMED]]
        unnamed = _("At that time there is another appointment already, at %(time)s.")
        said += named or [unnamed % {"time": clock(found.taken_at)}]
    if found.holiday:
        said.append(_("%(day)s is a public holiday: %(name)s.") % {"day": day(form.starts_at), "name": found.holiday})
    elif found.weekend:
        said.append(_("%(day)s is a day at the weekend.") % {"day": day(form.starts_at)})
    return said


def taken_in_words(row: Appointment) -> str:
    """From when to when, and with whom, with the way to it."""
    sentence = _("At that time there is another appointment already, {start} to {end}: {link}.")
    url = reverse("casework:appointment_detail", args=[row.pk])
    link = format_html('<a href="{}" target="_blank">{}</a>', url, title_of(row) or _("Open the appointment"))
    return format_html(sentence, start=clock(row.starts_at), end=clock(row.ends_at), link=link)


def _around(request: HttpRequest, case: Case | None, heading: str, **more: Any) -> Words:
    """The frame of the case file, or a plain page where there is no case."""
    if case is not None:
        return frame(request, case, TAB, heading, heading=heading, base="casework/case_frame.html", **more)
    crumbs = [{"label": _("Appointments"), "url": reverse("casework:appointment_list")}, {"label": heading, "url": ""}]
    return {"case": None, "heading": heading, "base": "casework/appointments/frame.html", "crumbs": crumbs} | more


@require_safe
@reading
def appointment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One appointment: everything about it, what came of it, and what the person was told."""
    found = appointments.appointment_for(request.user, pk)
    case = found.case
    may_change = access.may_change(request.user, case) if case else found.owner_id == request.user.pk
    planned = found.is_planned and may_change
    context = _around(
        request, case, _heading(found), item=appointment_words(found, request.user), row=found, when=long_when(found),
        interpreter=interpreter_of(found), may_change=may_change, may_move=planned and not (case and case.is_closed),
        may_settle=may_change and bool(flow.APPOINTMENT_TRANSITIONS[flow.AppointmentState(found.state)]),
        has_begun=found.starts_at <= timezone.now(), earlier=list(found.moved_from.all()),
        told=list(found.messages.select_related("told_by", "letter")) if case else [],
        may_tell=may_change and bool(case) and not (case and case.is_closed) and bool(appointment_messages.kind_for(found)),
        conference=getattr(found, "conference", None),
        mail_down=mail.is_down(MailState.objects.first()) if case else False,
    )  # fmt: skip
    return render(request, "casework/appointments/detail.html", context)


def _heading(row: Appointment) -> str:
    """The day within a case, for its page names the person already; otherwise with whom."""
    return _("Appointment on %(day)s") % {"day": day(row.starts_at)} if row.case_id else title_of(row)


def appointment_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change everything but the time."""
    found = appointments.appointment_for(request.user, pk, to_change=True)
    names = ("about", "meets", "agency", "place_kind", "place", "interpreter", "interpreter_language", "version")
    stored = {name: getattr(found, name) for name in names}
    form = DetailsForm(request.POST or None, case=found.case, initial=stored)
    if form.is_valid():
        values, version = form.details(), form.cleaned_data["version"]
        if _done(form, lambda: appointment_acts.edit(appointment=found, by=request.user, version=version, **values)):
            messages.success(request, _("The appointment is changed."))
            return redirect("casework:appointment_detail", found.pk)
    return _act_page(request, found, form, _("Change the appointment"), "edit.html")


def appointment_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it at another time."""
    found = appointments.appointment_for(request.user, pk, to_change=True)
    start, end = timezone.localtime(found.starts_at), timezone.localtime(found.ends_at)
    stored = {"day": start.date(), "starts": start.time(), "ends": end.time(), "version": found.version}
    form, doubts = TimesForm(request.POST or None, initial=stored), []
    if form.is_valid():
        doubts = [] if form.goes_on_anyway else doubts_in_words(request.user, found.owner, form, but=found)
        if not doubts:
            moved: list[Appointment] = []
            times = {"starts_at": form.starts_at, "ends_at": form.ends_at, "version": form.cleaned_data["version"]}
            if _done(form, lambda: moved.append(appointment_acts.move(appointment=found, by=request.user, **times))):
                messages.success(request, _("The appointment is moved: %(when)s.") % {"when": long_when(moved[0])})
                return redirect("casework:appointment_detail", moved[0].pk)
    return _act_page(request, found, form, _("Move the appointment"), "move.html", doubts=doubts)


def appointment_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what came of it; one that was held leads on to its note."""
    found = appointments.appointment_for(request.user, pk, to_change=True)
    form = SettleForm(
        request.POST or None, appointment=found,
        initial={"version": found.version, "note": found.note, "state": request.GET.get("state", "")},
    )  # fmt: skip
    if form.is_valid():
        values = {name: form.cleaned_data.get(name, "") for name in ("state", "called_off_by", "note", "version")}
        settled: list[Appointment] = []

        def act() -> Appointment:
            return appointment_acts.settle(appointment=found, by=request.user, **values)  # type: ignore[arg-type]

        if _done(form, lambda: settled.append(enter(found.case, request.user, form, act))):  # type: ignore[arg-type]
            return _after(request, settled[0], found.case)
    return _act_page(request, found, form, _("What came of the appointment"), "settle.html")


def _after(request: HttpRequest, settled: Appointment, case: Case | None) -> HttpResponse:
    messages.success(request, _("What came of the appointment is recorded."))
    if (
        settled.state == flow.AppointmentState.HELD
        and case is not None
        and not case.is_closed
        and not settled.contact_id
    ):
        return redirect(f"{reverse('casework:contact_full', args=[case.pk])}?termin={settled.pk}")
    return redirect("casework:appointment_detail", settled.pk)


def _done(form: Any, act: Any) -> bool:
    """Whether the act went through; what stands against it is said at the form."""
    try:
        act()
    except exceptions.ChangedMeanwhile:
        form.add_error(None, _("Somebody else has changed this appointment in the meantime. Open it anew and compare."))
    except KimError as error:
        form.add_error(None, str(error))
    else:
        return True
    return False


def _act_page(
    request: HttpRequest, found: Appointment, form: Any, heading: str, template: str, **more: Any
) -> HttpResponse:
    back = reverse("casework:appointment_detail", args=[found.pk])
    words = appointment_words(found, request.user)
    context = _around(
        request, found.case, heading, form=form, row=found, item=words, when=long_when(found), back=back, **more
    )
    return form_answer(request, f"casework/appointments/{template}", context)
