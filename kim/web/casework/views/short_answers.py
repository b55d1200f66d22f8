"""Contacts that are no case: counted on one screen, corrected, an enquiry answered at once."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kim.casework.public import Enquiry, access, enquiries, exceptions, short_answers
from kim.exceptions import KimError
from kim.organisation.public import User
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.forms.short_answer import AnswerForm, CountForm
from kim.web.casework.views.enquiries import arisen_from, crumbs, enquirer, unit_of
from kim.web.drafts.typed import saved
from kim.web.drafts.versions import put_beside

LATEST = 8
STICKY = ("channel", "municipality", "received_on", "outreach")


def enquiry_count(request: HttpRequest) -> HttpResponse:
    """Count one or several contacts without a name; the form comes back ready for the next."""
    user = enquirer(request)
    form = keep_texts(CountForm(request.POST or None, initial=_likely(request)), "count-new")
    if form.is_bound and form.is_valid():
        try:
            enquiry = _counted(user, form)
        except KimError as error:
            form.add_error(None, str(error))
        else:
            saved(request, "count-new")
            messages.success(request, _in_words(enquiry))
            if "next" in request.POST:
                return redirect(f"{reverse('casework:enquiry_count')}?{urlencode(form.once_more())}")
            return redirect("casework:enquiry_detail", enquiry.pk)
    context = {"form": form, "title": _("Count a contact"), "crumbs": crumbs(_("Count")), **_today(user)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "casework/enquiries/count.html", context, status=status)


def _likely(request: HttpRequest) -> dict[str, Any]:
    """What the contact before had, or the day of outreach from which one came here."""
    likely: dict[str, Any] = {name: request.GET[name][:20] for name in STICKY if request.GET.get(name)}
    likely.pop("outreach", None)
    return likely | {name: value for name, value in arisen_from(request).items() if name not in likely and value}


def _counted(user: User, form: CountForm) -> Enquiry:
    shared = {"by": user, "unit": unit_of(user), "submission": form.cleaned_data["submission"]}
    if form.stays_open:
        return enquiries.record(**shared, **form.facts(), anonymous=True)
    return short_answers.count(**shared, **form.counted())


def _in_words(enquiry: Enquiry) -> str:
    if enquiry.is_open:
        return _("The anonymous enquiry is saved.")
    return ngettext("%(n)s contact is counted.", "%(n)s contacts are counted.", enquiry.number_of) % {
        "n": enquiry.number_of
    }


def _today(user: User) -> dict[str, Any]:
    """What this person has counted today, the newest first."""
    mine = Enquiry.objects.filter(recorded_by=user, anonymous=True, recorded_at__date=timezone.localdate())
    rows = list(mine.select_related("channel", "life_area", "municipality", "passed_to").order_by("-id"))
    return {"counted": rows[:LATEST], "sum": sum(row.number_of for row in rows)}


def enquiry_count_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what was counted."""
    user = enquirer(request)
    enquiry = access.enquiry_for(user, pk)
    if not (enquiry.anonymous and enquiry.is_short):
        messages.info(request, str(exceptions.NoShortAnswer()))
        return redirect("casework:enquiry_detail", pk)
    form = CountForm(request.POST or None, initial=CountForm.from_enquiry(enquiry), enquiry=enquiry)
    keep_texts(form, f"count-{pk}")
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            short_answers.correct(enquiry=enquiry, by=user, version=version, **form.counted())
        except exceptions.ChangedMeanwhile as error:
            fresh = access.enquiry_for(user, pk)
            if not put_beside(form, CountForm.from_enquiry(fresh), {"version": fresh.version}, fresh):
                return redirect("casework:enquiry_detail", pk)
            form.add_error(None, str(error))
        except KimError as error:
            form.add_error(None, str(error))
        else:
            saved(request, f"count-{pk}")
            messages.success(request, _("The contact is corrected."))
            return redirect("casework:enquiry_detail", pk)
    here = crumbs(enquiry.title, reverse("casework:enquiry_detail", args=[pk]), _("Correct"))
    context = {"form": form, "title": _("Correct the contact"), "enquiry": enquiry, "crumbs": here}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "casework/enquiries/count.html", context, status=status)


def enquiry_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an open enquiry at once: advised, or referred on; no check of the target group."""
    user = enquirer(request)
    enquiry = access.enquiry_for(user, pk)
    if not enquiry.is_open:
        messages.info(request, str(exceptions.EnquiryAlreadyDecided()))
        return redirect("casework:enquiry_detail", pk)
    form = keep_texts(AnswerForm(request.POST or None, initial={"version": enquiry.version}), f"answer-{pk}")
    if form.is_bound and form.is_valid() and _answered(user, enquiry, form):
        saved(request, f"answer-{pk}")
        messages.success(request, _("The answer is saved."))
        return redirect("casework:enquiry_detail", pk)
    here = crumbs(enquiry.title, reverse("casework:enquiry_detail", args=[pk]), _("Answer"))
    context = {"form": form, "enquiry": enquiry, "crumbs": here}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "casework/enquiries/answer.html", context, status=status)


def _answered(user: User, enquiry: Enquiry, form: AnswerForm) -> bool:
    """Whether the answer is kept; else the form says what stands against it."""
    try:
        version = form.cleaned_data["version"] or 0
        short_answers.answer(enquiry=enquiry, by=user, version=version, **form.values())
    except exceptions.AnswerMissing as error:
        form.add_error("answer", str(error))
    except exceptions.ChangedMeanwhile:
        put_beside(form, {}, {"version": access.enquiry_for(user, enquiry.pk).version})
        form.add_error(None, _("The enquiry has been changed in the meantime. Read it again, then answer."))
    except KimError as error:
        form.add_error(None, str(error))
    else:
        return True
    return False
