"""From a figure to a person: an anonymous contact gives their name; a decided enquiry is taken up again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kim.casework.public import Case, Enquiry, EnquiryState, access, enquiries, exceptions, name_enquiries
from kim.exceptions import KimError
from kim.organisation.public import Permission, User
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.forms.short_answer import NameForm, TakeUpForm
from kim.web.casework.views.enquiries import crumbs, enquirer
from kim.web.drafts.typed import saved
from kim.web.drafts.versions import put_beside


def enquiry_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the person of an anonymous enquiry; then it is checked, and a case can be opened from it."""
    user = enquirer(request)
    enquiry = access.enquiry_for(user, pk)
    if not enquiry.anonymous:
        messages.info(request, str(exceptions.NotAnonymous()))
        return redirect(_goes_on(user, enquiry))
    form = keep_texts(NameForm(request.POST or None, initial=NameForm.from_enquiry(enquiry)), f"name-{pk}")
    if form.is_bound and form.is_valid():
        try:
            named = name_enquiries.name(
                enquiry=enquiry, by=user, version=form.cleaned_data["version"] or 0,
                submission=form.cleaned_data["submission"], **form.values(),
            )  # fmt: skip
        except exceptions.ChangedMeanwhile:
            put_beside(form, {}, {"version": access.enquiry_for(user, pk).version})
            form.add_error(
                None, _("The enquiry has been changed in the meantime. Read it again, then name the person.")
            )
        except KimError as error:
            form.add_error(None, str(error))
        else:
            saved(request, f"name-{pk}")
            messages.success(request, _("The person has a name now. What was counted before stays linked."))
            return redirect(_goes_on(user, named))
    here = crumbs(enquiry.title, reverse("casework:enquiry_detail", args=[pk]), _("Name the person"))
    context = {"form": form, "enquiry": enquiry, "crumbs": here}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "casework/enquiries/name.html", context, status=status)


def _goes_on(user: User, enquiry: Enquiry) -> str:
    """Where the way to a case goes on: to the check, or if that is done, to the opening."""
    if enquiry.is_open:
        return reverse("casework:triage", args=[enquiry.pk])
    opens = enquiry.state == EnquiryState.ADMITTED and user.has(Permission.CASE_WORK)
    return reverse("casework:enquiry_open_case" if opens else "casework:enquiry_detail", args=[enquiry.pk])


def enquiry_take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a decided enquiry up again, with a reason; the earlier decision stays beside it."""
    user = enquirer(request)
    enquiry = access.enquiry_for(user, pk)
    if (stands_against := _against(enquiry)) is not None:
        messages.info(request, str(stands_against))
        return redirect("casework:enquiry_detail", pk)
    form = keep_texts(TakeUpForm(request.POST or None, initial={"version": enquiry.version}), f"take_up-{pk}")
    if form.is_bound and form.is_valid():
        try:
            enquiries.take_up_again(
                enquiry=enquiry, by=user, version=form.cleaned_data["version"] or 0, reason=form.cleaned_data["reason"]
            )
        except exceptions.ChangedMeanwhile:
            put_beside(form, {}, {"version": access.enquiry_for(user, pk).version})
            form.add_error(None, _("The enquiry has been changed in the meantime. Read it again, then take it up."))
        except KimError as error:
            form.add_error(None, str(error))
        else:
            saved(request, f"take_up-{pk}")
            messages.success(request, _("The enquiry is open again. The earlier decision stays beside it."))
            return redirect("casework:triage", pk)
    here = crumbs(enquiry.title, reverse("casework:enquiry_detail", args=[pk]), _("Take up again"))
    context = {"form": form, "enquiry": enquiry, "crumbs": here}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "casework/enquiries/take_up.html", context, status=status)


def _against(enquiry: Enquiry) -> KimError | None:
    """What stands against taking it up again, seen before anybody types a reason."""
    if enquiry.is_open:
        return exceptions.EnquiryIsOpen()
    if enquiry.number_of > 1:
        return exceptions.SeveralContacts()
    return exceptions.EnquiryIsACase() if Case.objects.filter(enquiry=enquiry).exists() else None
