"""Enquiries: the list, taking one down, correcting it, what became of it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kim.casework.public import Case, Enquiry, EnquiryState, Triage, access, enquiries, exceptions
from kim.exceptions import KimError
from kim.law.age import age_range
from kim.organisation.public import Permission, Role, Unit, User
from kim.privacy.public import audit, reading
from kim.web.casework.findings import findings_in_words
from kim.web.casework.forms.enquiry import EnquiryForm
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.forms.versions import compare
from kim.web.drafts.typed import saved
from kim.web.forms import write_birth
from kim.web.keyset import Page, keyset_page
from kim.web.navigation import own_enquiries
from kim.web.templatetags.kim import capped

ORDER = ("received_on", "id")


def enquirer(request: HttpRequest) -> User:
    """Whoever is signed in, if enquiries are their work."""
    user: User = request.user  # type: ignore[assignment]
    if not user.has(Permission.ENQUIRY_WORK):
        raise PermissionDenied
    return user


@reading
def enquiry_list(request: HttpRequest) -> HttpResponse:
    """Enquiries of one state, mine or the team's, those waiting longest first."""
    user = enquirer(request)
    state = request.GET.get("state", EnquiryState.OPEN)
    state = state if state in EnquiryState.values else EnquiryState.OPEN
    whose = "team" if request.GET.get("view") == "team" or not user.has(Permission.CASE_WORK) else "mine"
    rows = Enquiry.objects.filter(state=state).select_related("channel", "referrer", "municipality", "proposed_for")
    if whose == "mine":
        rows = rows.filter(own_enquiries(user))
    page = keyset_page(rows, request.GET, order=ORDER)
    context = {
        "page": page,
        "state": state,
        "is_open_list": state == EnquiryState.OPEN,
        "states": [
            {"label": s.label, "url": _address(whose, s.value), "current": s.value == state} for s in EnquiryState
        ],
        "views": _views(user, whose, state),
        "pager": _pager(page, whose, state),
    }
    return render(request, "casework/enquiries/list.html", context)


def _views(user: User, whose: str, state: str) -> list[dict[str, Any]]:
    """Mine and the team's; who works in no cases has none proposed to them."""
    if not user.has(Permission.CASE_WORK):
        return []
    labels = {"mine": _("For me"), "team": _("Team")}
    return [{"label": label, "url": _address(name, state), "current": name == whose} for name, label in labels.items()]


def _address(whose: str, state: str, **more: str) -> str:
    query = {"view": whose, "state": state} | {name: value for name, value in more.items() if value}
    return f"{reverse('casework:enquiry_list')}?{urlencode(query)}"


def _pager(page: Page, whose: str, state: str) -> dict[str, str]:
    text = ngettext("Enquiry %(first)s of %(total)s", "Enquiries %(first)s to %(last)s of %(total)s", len(page))
    return {
        "text": text % {"first": page.first, "last": page.last, "total": capped(page.total)},
        "previous": _address(whose, state, before=page.before) if page.before else "",
        "next": _address(whose, state, after=page.after) if page.after else "",
    }


def enquiry_new(request: HttpRequest) -> HttpResponse:
    """Take an enquiry down."""
    user = enquirer(request)
    form = keep_texts(EnquiryForm(request.POST or None), "enquiry-new")
    if form.is_valid():
        try:
            enquiry = enquiries.record(
                by=user, unit=_unit_of(user), submission=form.cleaned_data["submission"], **form.values()
            )
        except KimError as error:
            form.add_error(None, str(error))
        else:
            saved(request, "enquiry-new")
            messages.success(request, _taken_down(enquiry, user))
            return redirect("casework:enquiry_detail", enquiry.pk)
    context = {"form": form, "title": _("Take down an enquiry"), "crumbs": _crumbs(_("New")), "differences": []}
    return render(request, "casework/enquiries/form.html", context)


def _unit_of(user: User) -> Unit:
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
    decided = Triage.objects.filter(enquiry=enquiry).select_related("decided_by", "referred_to", "other_sphere").first()
    case = Case.objects.filter(enquiry=enquiry).first()
    context = {
        "enquiry": enquiry,
        "triage": decided,
        "stages": findings_in_words(decided.findings) if decided else [],
        "case": case,
        "may_open_case": enquiry.state == EnquiryState.ADMITTED and case is None and user.has(Permission.CASE_WORK),
        "birth": birth_in_words(enquiry),
        "crumbs": _crumbs(enquiry.title),
    }
    return render(request, "casework/enquiries/detail.html", context)


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
    form = keep_texts(EnquiryForm(request.POST or None, initial=EnquiryForm.from_enquiry(enquiry)), f"enquiry-{pk}")
    differences: list[Any] = []
    if form.is_valid():
        try:
            enquiries.edit(enquiry=enquiry, by=user, version=form.cleaned_data["version"] or 0, **form.values())
        except exceptions.ChangedMeanwhile as error:
            differences = compare(form, EnquiryForm.from_enquiry(access.enquiry_for(user, pk)))
            if not differences:  # the same form sent twice
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
        "differences": differences,
        "title": _("Change the enquiry"),
        "crumbs": _crumbs(enquiry.title, reverse("casework:enquiry_detail", args=[pk]), _("Change")),
    }
    return render(request, "casework/enquiries/form.html", context)


def _back(request: HttpRequest, pk: int) -> str:
    name = "casework:triage" if request.GET.get("to") == "triage" else "casework:enquiry_detail"
    return reverse(name, args=[pk])


def _crumbs(label: str, url: str = "", last: str = "") -> list[dict[str, str]]:
    crumbs = [{"label": _("Enquiries"), "url": reverse("casework:enquiry_list")}, {"label": label, "url": url}]
    return [*crumbs, {"label": last, "url": ""}] if last else crumbs
