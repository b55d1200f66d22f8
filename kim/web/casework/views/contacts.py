"""Noting what happened."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kim.casework.public import access, contacts, facts
from kim.exceptions import KimError
from kim.web.casework.forms.contact import ContactForm
from kim.web.casework.views.case_file import file_page
from kim.web.drafts.typed import saved


@require_POST
def contact_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the quick note; what cannot be saved yet stays in the form with the reason."""
    case = access.case_to_work_in(request.user, pk)
    form = ContactForm(request.POST, first_advice=facts.awaits_first_advice(case))
    if form.is_valid():
        try:
            contacts.record(case=case, by=request.user, **form.values())
        except KimError as error:
            form.add_error(None, str(error))
        else:
            saved(request, f"contact-{pk}")
            messages.success(request, _("The note is saved."))
            return redirect("casework:case_detail", pk)
    return file_page(request, case, form)
