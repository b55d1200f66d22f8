"""Enquiries: taking one down, correcting it, what became of it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kim.casework.public import (
    Attempt,
    Case,
    Enquiry,
    EnquiryState,
    Outreach,
    TakenUpAgain,
    Triage,
    access,
    enquiries,
    exceptions,
)
from kim.exceptions import KimError
from kim.law.age import age_range
from kim.organisation.public import AccessChannel, Permission, Role, Unit, User
from kim.privacy.public import audit, reading
from kim.web.answers import form_answer
from kim.web.casework.findings import findings_in_words
from kim.web.casework.forms.attempt import AttemptForm
from kim.web.casework.forms.enquiry import EnquiryForm
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.views.enquiry_list import enquirer
from kim.web.drafts.typed import saved
from kim.web.drafts.versions import put_beside
from kim.web.forms import write_birth


def enquiry_new(request: HttpRequest) -> HttpResponse:
    """Take an enquiry down."""
    user = enquirer(request)
    form = keep_texts(EnquiryForm(request.POST or None, initial=arisen_from(request)), "enquiry-new")
    if form.is_valid():
        try:
            enquiry = enquiries.record(
                by=user, unit=unit_of(user), submission=form.cleaned_data["submission"], **form.values()
            )
        except KimError as error:
            form.add_error(None, str(error))
        else:
            saved(request, "enquiry-new")
            messages.success(request, _taken_down(enquiry, user))
            return redirect("casework:enquiry_detail", enquiry.pk)
    context = {"form": form, "title": _("Take down an enquiry"), "crumbs": crumbs(_("New"))}
    return form_answer(request, "casework/enquiries/form.html", context)


def arisen_from(request: HttpRequest) -> dict[str, Any]:
    """The day of outreach that the address names, with the way of those who are sought out; nothing for made-up ones."""
    key = request.GET.get("outreach", "")
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        return {}
    found = Outreach.objects.filter(pk=int(key)).first()
    if found is None:
        return {}
    channel = AccessChannel.objects.on(timezone.localdate()).filter(key__contains="outreach").first()
    return {
        "outreach": found.pk,
        "received_on": found.held_on,
        "municipality": found.municipality_id,
        "channel": channel,
    }


def unit_of(user: User) -> Unit:
    """The unit whose enquiries this person takes."""
    return next(m.unit for m in user.current_memberships if Permission.ENQUIRY_WORK in Role(m.role).permissions)


def _taken_down(enquiry: Enquiry, user: User) -> str:
    if enquiry.proposed_for and enquiry.proposed_for != user:
        return _("The enquiry is saved and proposed to %(name)s.") % {"name": enquiry.proposed_for}
    return _("The enquiry is saved.")


@reading
def enquiry_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is known, and what was decided and why."""
    user = enquirer(request)
    enquiry = access.enquiry_for(user, pk)
    audit.record("enquiry.viewed", target=enquiry)
    triages = list(_triages(enquiry))
    decided = triages.pop(0) if triages and not enquiry.is_open and not enquiry.is_short else None
    case = Case.objects.filter(enquiry=enquiry).first()
    context = {
        "enquiry": enquiry,
        "triage": decided,
        "stages": findings_in_words(decided.findings) if decided else [],
        "case": case,
        "may_open_case": enquiry.state == EnquiryState.ADMITTED and case is None and user.has(Permission.CASE_WORK),
        "birth": birth_in_words(enquiry),
        "earlier": earlier_of(enquiry, triages),
        "attempts": Attempt.objects.filter(enquiry=enquiry).select_related("recorded_by"),
        "attempt": AttemptForm() if enquiry.is_open and not enquiry.anonymous else None,
        "attempt_url": reverse("casework:enquiry_attempt", args=[pk]),
        "crumbs": crumbs(enquiry.title),
    }
    return render(request, "casework/enquiries/detail.html", context)


def _triages(enquiry: Enquiry) -> QuerySet[Triage]:
    """The decisions, the newest first, with all that a page says about them."""
    said = ("decided_by", "referred_to", "other_sphere", "other_agency")
    return Triage.objects.filter(enquiry=enquiry).select_related(*said)


def earlier_of(enquiry: Enquiry, triages: list[Triage] | None = None) -> dict[str, Any]:
    """What was decided or answered before, and why the enquiry was taken up again."""
    said = ("taken_up_by", "passed_to", "answered_by")
    return {
        "triages": list(_triages(enquiry)) if triages is None else triages,
        "taken_up": list(TakenUpAgain.objects.filter(enquiry=enquiry).select_related(*said)),
    }


def birth_in_words(enquiry: Enquiry) -> str:
    """14.03.1994 (32), or why there is no date."""
    if enquiry.birth_year is None:
        return str(enquiry.get_birth_given_display())
    written = write_birth(enquiry.birth_year, enquiry.birth_month, enquiry.birth_day)
    ages = age_range(enquiry.birth_year, enquiry.birth_month, enquiry.birth_day, timezone.localdate())
    if ages is None:
        return written
    return f"{written} ({ages.max})" if ages.min == ages.max else f"{written} ({ages.min}–{ages.max})"


def enquiry_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an open enquiry; if somebody else has saved meanwhile, both versions are shown."""
    user = enquirer(request)
    enquiry = access.enquiry_for(user, pk)
    if not enquiry.is_open:
        messages.info(request, str(exceptions.EnquiryAlreadyDecided()))
        return redirect("casework:enquiry_detail", pk)
    known = EnquiryForm.from_enquiry(enquiry)
    form = keep_texts(EnquiryForm(request.POST or None, initial=known, enquiry=enquiry), f"enquiry-{pk}")
    if form.is_valid():
        try:
            enquiries.edit(enquiry=enquiry, by=user, version=form.cleaned_data["version"] or 0, **form.values())
        except exceptions.ChangedMeanwhile as error:
            fresh = access.enquiry_for(user, pk)
            if not put_beside(form, EnquiryForm.from_enquiry(fresh), {"version": fresh.version}, fresh):
                return redirect("casework:enquiry_detail", pk)
            form.add_error(None, str(error))
        except KimError as error:
            form.add_error(None, str(error))
        else:
            saved(request, f"enquiry-{pk}")
            messages.success(request, _("The enquiry is saved."))
            return redirect(_back(request, pk))
    context = {
        "form": form,
        "enquiry": enquiry,
        "title": _("Change the enquiry"),
        "crumbs": crumbs(enquiry.title, reverse("casework:enquiry_detail", args=[pk]), _("Change")),
    }
    return form_answer(request, "casework/enquiries/form.html", context)


def _back(request: HttpRequest, pk: int) -> str:
    name = "casework:triage" if request.GET.get("to") == "triage" else "casework:enquiry_detail"
    return reverse(name, args=[pk])


def crumbs(label: str, url: str = "", last: str = "") -> list[dict[str, str]]:
    """The way from the list of enquiries to this page."""
    way = [{"label": _("Enquiries"), "url": reverse("casework:enquiry_list")}, {"label": label, "url": url}]
    return [*way, {"label": last, "url": ""}] if last else way
