"""Telling the person of an appointment: which way, in which language, with the words to see before they go."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kim.casework.public import (
    Appointment,
    AppointmentMessage,
    MessageKind,
    Way,
    appointment_messages,
    appointment_words,
    appointments,
    client_texts,
    paper_texts,
)
from kim.exceptions import KimError
from kim.web.answers import form_answer
from kim.web.casework.views.appointment_words import long_when
from kim.web.casework.views.plan_shared import frame
from kim.web.forms import KimForm, language_name
from kim.workbench.public import MailState, mail


class TellForm(KimForm):
    """Which way and in which language beside German."""

    way = forms.ChoiceField(label=gettext_lazy("How"), choices=Way, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=gettext_lazy("Language beside German"), required=False)

    def __init__(self, *args: Any, email: str, own: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [(way.value, way.label) for way in Way if way != Way.EMAIL or email]
        self.fields["way"].choices = ways  # type: ignore[attr-defined]
        self.fields["way"].initial = Way.EMAIL if email else Way.LETTER
        known = [(code, language_name(code)) for code in client_texts.languages_of(appointment_words.PAPER)]
        known.sort(key=lambda pair: (pair[0] != own, pair[1]))
        self.fields["language"].choices = [*known, ("", _("German alone"))]  # type: ignore[attr-defined]
        self.fields["language"].initial = own


@require_http_methods(["GET", "HEAD", "POST"])
def appointment_tell(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose, see the words, send them or file the letter."""
    found = appointments.appointment_for(request.user, pk, to_change=True)
    if found.case is None:
        raise Http404
    kind = appointment_messages.kind_for(found)
    if not kind or found.case.is_closed:
        messages.error(request, _("There is nothing to tell of this appointment now."))
        return redirect("casework:appointment_detail", found.pk)
    found.case.unit  # noqa: B018 - read once, for both languages
    email = appointment_words.safe_email(found.case) if settings.KIM_MAIL_WAY != "off" else ""
    own = paper_texts.own_language(found.case, appointment_words.PAPER)
    form = TellForm(request.POST or None, email=email, own=own)
    if form.is_valid() and request.POST.get("act") != "preview":
        try:
            told = appointment_messages.tell(
                appointment=found, by=request.user, way=form.cleaned_data["way"], language=form.cleaned_data["language"]
            )
        except KimError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _said(told))
            return redirect(reverse("casework:appointment_detail", args=[found.pk]) + "#told")
    return _page(request, found, form, kind=kind, email=email, own=own)


def _page(request: HttpRequest, found: Appointment, form: TellForm, **more: Any) -> HttpResponse:
    chosen = form.cleaned_data.get("language", "") if form.is_bound and form.is_valid() else more["own"]
    texts = paper_texts.wordings(*appointment_words.PAPERS)
    said = appointment_words.told(found, more["kind"], chosen, by=request.user, texts=texts)
    heading = _("Tell the person")
    context = frame(
        request, found.case, "case_appointments", heading, form=form, row=found, heading=heading, when=long_when(found),
        said=said, language_code=chosen, language_label=language_name(chosen), email=more["email"],
        kind_label=MessageKind(more["kind"]).label, safe_contact=found.case.profile.safe_contact,
        mail_off=settings.KIM_MAIL_WAY == "off", mail_down=mail.is_down(MailState.objects.first()),
        back=reverse("casework:appointment_detail", args=[found.pk]),
    )  # fmt: skip
    return form_answer(request, "casework/appointments/tell.html", context)


def _said(told: AppointmentMessage) -> str:
    if told.letter_id:
        url = reverse("letters:case_letter_file", args=[told.case_id, told.letter_id])
        return format_html(
            '{} <a href="{}">{}</a>', _("The letter is filed in the case."), url, _("Open the PDF")
        )  # fmt: skip
    return _("The e-mail is on its way. Whether it went out stands at the appointment.")


@require_POST
def appointment_message_drop(request: HttpRequest, pk: int, message_pk: int) -> HttpResponse:
    """Do not send an e-mail that still waits."""
    found = appointments.appointment_for(request.user, pk, to_change=True)
    message = get_object_or_404(AppointmentMessage, pk=message_pk, appointment=found)
    dropped = appointment_messages.drop(message=message, by=request.user)
    if dropped.state == "dropped":
        messages.success(request, _("The e-mail is not sent any more."))
    else:
        messages.error(request, _("The e-mail has already gone out."))
    return redirect(reverse("casework:appointment_detail", args=[found.pk]) + "#told")
