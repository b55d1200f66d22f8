"""Noting what happened: in passing, with everything, and corrected later."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kim.casework.public import (
    Appointment,
    Case,
    Contact,
    ContactPlace,
    appointment_acts,
    appointments,
    contacts,
    exceptions,
    facts,
)
from kim.casework.public import access as doors
from kim.casework.public import states as flow
from kim.exceptions import KimError
from kim.organisation.public import LifeArea
from kim.privacy.public import reading
from kim.web.answers import form_answer
from kim.web.casework.forms.contact import ContactCorrectionForm, ContactForm, FullContactForm
from kim.web.casework.views.case_file import file_page
from kim.web.casework.views.plan_shared import frame, refused_when_closed
from kim.web.drafts.typed import saved

_KIND_BY_PLACE = {ContactPlace.PHONE: "phone", ContactPlace.HOME: "visit"}


@require_POST
def contact_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the quick note, from the overview or from the panel over another part; what cannot be saved stays in the form."""
    case = doors.case_to_work_in(request.user, pk)
    form = ContactForm(request.POST, first_advice=facts.awaits_first_advice(case))
    if form.is_valid() and _recorded(request, case, form):
        if _in_panel(request):
            return JsonResponse({"said": _("The note is saved.")})
        messages.success(request, _("The note is saved."))
        return redirect("casework:case_detail", pk)
    return (
        _panel(request, case, form, 422 if form.errors else 200)
        if _in_panel(request)
        else file_page(request, case, form)
    )


def _recorded(request: HttpRequest, case: Case, form: ContactForm, appointment: Appointment | None = None) -> bool:
    try:
        contact = contacts.record(case=case, by=request.user, **form.values())
        if appointment is not None:
            _tie(request, appointment, contact)
    except KimError as error:
        form.add_error(None, str(error))
        return False
    saved(request, f"contact-{case.pk}")
    return True


def _in_panel(request: HttpRequest) -> bool:
    """Whether a script asks for the panel alone."""
    return request.headers.get("X-Kim-Fetch") == "panel"


def _panel(request: HttpRequest, case: Case, form: ContactForm, status: int = 200) -> HttpResponse:
    fault = " ".join(str(fault) for fault in form.errors.get("text", []))
    context = {"case": case, "note_form": form, "note_fault": fault}
    return render(request, "casework/cases/note_panel.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def contact_full(request: HttpRequest, pk: int) -> HttpResponse:
    """A contact with everything; as a panel over another part of the file only what is quick."""
    case = doors.case_to_work_in(request.user, pk)
    if _in_panel(request):
        given = {"kind": "talk", "held_on": timezone.localdate()}
        return _panel(request, case, ContactForm(initial=given, first_advice=facts.awaits_first_advice(case)))
    if (answer := refused_when_closed(request, case, "casework:case_detail")) is not None:
        return answer
    appointment = _appointment(request, case)
    given, first = _of_appointment(appointment), facts.awaits_first_advice(case)
    form = FullContactForm(request.POST or None, case=case, first_advice=first, initial=given)
    form.fields["text"].widget.attrs["data-kim-keep"] = f"contact-{case.pk}-text"
    if form.is_valid() and _recorded(request, case, form, appointment):
        messages.success(request, _("The note is saved."))
        return redirect("casework:case_detail", pk)
    context = frame(
        request, case, "case_detail", _("Note a contact"), form=form, appointment=appointment, row=None,
        heading=_("Note a contact"),
    )  # fmt: skip
    return form_answer(request, "casework/cases/contact_form.html", context)


def _appointment(request: HttpRequest, case: Case) -> Appointment | None:
    """The appointment this note is about (`termin` in the address), if it belongs to this case."""
    number = request.GET.get("termin", "")
    if not number:
        return None
    if not number.isascii() or not number.isdigit():
        raise Http404
    found = appointments.appointment_for(request.user, int(number))
    if found.case_id != case.pk:
        raise Http404
    return found


def _of_appointment(found: Appointment | None) -> dict[str, Any]:
    """What is known of the contact from its appointment."""
    if found is None:
        return {"kind": "talk", "held_on": timezone.localdate()}
    minutes = int((found.ends_at - found.starts_at).total_seconds() // 60)
    place = ContactPlace(found.place_kind)
    return {
        "kind": _KIND_BY_PLACE.get(place, "talk"), "held_on": timezone.localtime(found.starts_at).date(),
        "minutes": minutes, "place": place, "interpreter": "professional" if found.interpreter == "booked" else "",
    }  # fmt: skip


def _tie(request: HttpRequest, appointment: Appointment, contact: Contact) -> None:
    """The note belongs to the appointment, which was held then."""
    appointment = Appointment.objects.get(pk=appointment.pk)
    if appointment.is_planned:
        appointment = appointment_acts.settle(
            appointment=appointment, by=request.user, version=appointment.version, state=flow.AppointmentState.HELD
        )
    appointment_acts.note_contact(appointment=appointment, contact=contact, by=request.user)


@require_safe
@reading
def contact_detail(request: HttpRequest, pk: int, contact_pk: int) -> HttpResponse:
    """A contact with everything noted about it, and what it said before it was corrected."""
    case = doors.case_for(request.user, pk)
    found = _contact(case, contact_pk)
    context = frame(
        request, case, "case_detail", _("Contact"), row=found, versions=list(found.versions.select_related("written_by")),
        present=_present(case, found), areas=_areas(found), heading=found.get_kind_display(),
        may_correct=doors.may_change(request.user, case) and not case.is_closed
        and request.user.pk in (found.recorded_by_id, case.assigned_to_id),
    )  # fmt: skip
    return render(request, "casework/cases/contact.html", context)


def contact_correct(request: HttpRequest, pk: int, contact_pk: int) -> HttpResponse:
    """Correct it; what it said before stays readable."""
    case = doors.case_to_work_in(request.user, pk)
    if (answer := refused_when_closed(request, case, "casework:case_detail")) is not None:
        return answer
    found = _contact(case, contact_pk)
    found.case = case
    form = ContactCorrectionForm(request.POST or None, contact=found)
    if not found.confidential:  # a draft would lay the sealed text open beside it
        form.fields["text"].widget.attrs["data-kim-keep"] = f"correction-{case.pk}-{found.pk}-text"
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            contacts.correct(contact=found, by=request.user, version=version or 0, **form.corrections())
        except exceptions.ChangedMeanwhile:
            form.add_error(
                None, _("Somebody else has corrected this contact in the meantime. Open it anew and compare.")
            )
        except KimError as error:
            form.add_error(None, str(error))
        else:
            saved(request, f"correction-{case.pk}-{found.pk}")
            messages.success(request, _("The contact is corrected. What it said before stays readable."))
            return redirect("casework:contact_detail", case.pk, found.pk)
    heading = _("Correct the contact")
    context = frame(request, case, "case_detail", heading, form=form, row=found, heading=heading, appointment=None)
    return form_answer(request, "casework/cases/contact_form.html", context)


def _contact(case: Case, pk: int) -> Contact:
    return get_object_or_404(Contact.objects.select_related("recorded_by", "corrected_by"), pk=pk, case=case)


def _present(case: Case, contact: Contact) -> list[str]:
    """Who was there, by name where they live in the household still."""
    known = (
        {m.person_id: m.person.full_name for m in case.household.select_related("person")} if contact.present else {}
    )
    named = [known.get(pk, _("somebody who no longer belongs to the household")) for pk in contact.present]
    return [*named, *([contact.present_note] if contact.present_note else [])]


def _areas(contact: Contact) -> list[str]:
    return [area.label for area in LifeArea.objects.filter(key__in=contact.life_areas)] if contact.life_areas else []
