"""A day of outreach: writing it down, what came of it, what is to be done next."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kim.casework.public import Attempt, Enquiry, exceptions, outreach, outreach_acts
from kim.exceptions import KimError
from kim.privacy.public import audit, reading
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.forms.outreach import OutreachForm
from kim.web.casework.views.enquiries import enquirer, unit_of
from kim.web.drafts.typed import saved
from kim.web.drafts.versions import put_beside

SHOWN = 100


def outreach_new(request: HttpRequest) -> HttpResponse:
    """Write down where the team went, or plan where it will go."""
    user = enquirer(request)
    form = keep_texts(OutreachForm(request.POST or None, by=user, initial={"staff": [user.pk]}), "outreach-new")
    if form.is_bound and form.is_valid():
        try:
            submission = form.cleaned_data["submission"]
            made = outreach_acts.record(by=user, unit=unit_of(user), submission=submission, **form.values())
        except KimError as error:
            form.add_error(None, str(error))
        else:
            saved(request, "outreach-new")
            messages.success(request, _("The outreach is saved."))
            return redirect("casework:outreach_detail", made.pk)
    return _form_page(request, form, _("Write down outreach"), crumbs(_("New")))


@reading
def outreach_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """All about one day: whom it reached, which enquiries arose, whom one tried to reach."""
    user = enquirer(request)
    day = outreach.outreach_for(user, pk)
    audit.record("outreach.viewed", target=day)
    said = ("channel", "life_area", "municipality", "passed_to")
    attempts = Attempt.objects.filter(outreach=day).select_related("enquiry", "case__person", "recorded_by")
    context = {
        "outreach": day,
        "is_ahead": day.held_on > timezone.localdate(),
        "yield": outreach.yields([day]).get(day.pk, outreach.Yield()),
        "enquiries": Enquiry.objects.filter(outreach=day).select_related(*said).order_by("-id")[:SHOWN],
        "attempts": attempts[:SHOWN],
        "crumbs": crumbs(day.place),
    }
    return render(request, "casework/outreach/detail.html", context)


def outreach_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct it, or add what came of it; if somebody else has saved meanwhile, both versions are shown."""
    user = enquirer(request)
    day = outreach.outreach_for(user, pk)
    known = OutreachForm.from_outreach(day)
    form = keep_texts(OutreachForm(request.POST or None, by=user, outreach=day, initial=known), f"outreach-{pk}")
    if form.is_bound and form.is_valid():
        try:
            outreach_acts.edit(outreach=day, by=user, version=form.cleaned_data["version"] or 0, **form.values())
        except exceptions.ChangedMeanwhile as error:
            fresh = outreach.outreach_for(user, pk)
            if not put_beside(form, OutreachForm.from_outreach(fresh), {"version": fresh.version}, fresh):
                return redirect("casework:outreach_detail", pk)
            form.add_error(None, str(error))
        except KimError as error:
            form.add_error(None, str(error))
        else:
            saved(request, f"outreach-{pk}")
            messages.success(request, _("The outreach is saved."))
            return redirect("casework:outreach_detail", pk)
    here = crumbs(day.place, reverse("casework:outreach_detail", args=[pk]), _("Change"))
    return _form_page(request, form, _("Change the outreach"), here)


@require_POST
def outreach_step_done(request: HttpRequest, pk: int) -> HttpResponse:
    """What was to be done next is done."""
    user = enquirer(request)
    outreach_acts.step_done(outreach=outreach.outreach_for(user, pk), by=user)
    messages.success(request, _("Done."))
    return redirect("start") if request.POST.get("next") == "/" else redirect("casework:outreach_detail", pk)


def _form_page(request: HttpRequest, form: OutreachForm, title: str, here: list[dict[str, str]]) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "casework/outreach/form.html", {"form": form, "title": title, "crumbs": here}, status=status)


def crumbs(label: str, url: str = "", last: str = "") -> list[dict[str, str]]:
    """The way from the list of outreach to this page."""
    way = [{"label": _("Outreach"), "url": reverse("casework:outreach_list")}, {"label": label, "url": url}]
    return [*way, {"label": last, "url": ""}] if last else way
