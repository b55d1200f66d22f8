"""Triage: the rule explains itself, criterion by criterion; people decide."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kim.casework.public import Enquiry, Triage, TriageResult, access, enquiries, exceptions, search, target_group
from kim.exceptions import KimError
from kim.law.target_group import TargetGroupFinding
from kim.organisation.public import Permission, TargetGroupRule
from kim.web.answers import form_answer
from kim.web.casework.findings import RESULTS, findings_in_words
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.forms.triage import ANSWERS, YEARS, TriageForm
from kim.web.casework.views.enquiries import birth_in_words, earlier_of, enquirer
from kim.web.drafts.typed import saved
from kim.web.drafts.versions import put_beside


def triage(request: HttpRequest, pk: int) -> HttpResponse:
    """Check the rule against what is known, ask on, decide. 'Check again' and htmx show the rule's word alone."""
    user = enquirer(request)
    enquiry = access.enquiry_for(user, pk)
    if not enquiry.is_open:
        messages.info(request, str(exceptions.EnquiryAlreadyDecided()))
        return redirect("casework:enquiry_detail", pk)
    if request.htmx:  # type: ignore[attr-defined]
        given = request.GET if request.method == "GET" else request.POST
        return render(
            request, "casework/enquiries/triage.html#finding", _rule_context(enquiry, TriageForm.answers(given))
        )
    form = keep_texts(_form(request, enquiry), f"triage-{enquiry.pk}")
    if form.is_bound and form.is_valid():
        answer = _decide(request, enquiry, form)
        if answer is not None:
            return answer
    return form_answer(request, "casework/enquiries/triage.html", _context(enquiry, form))


def _form(request: HttpRequest, enquiry: Enquiry) -> TriageForm:
    """The form as sent; after 'check again' with everything typed, but without finding fault."""
    asked = target_group.asked_by(target_group.rule_on(timezone.localdate()))
    if request.method != "POST":
        return TriageForm(initial=_known(enquiry), asked=asked)
    if "check" in request.POST:
        return TriageForm(initial={name: value for name, value in request.POST.items() if value}, asked=asked)
    return TriageForm(request.POST, asked=asked)


def _known(enquiry: Enquiry) -> dict[str, Any]:
    """The version; and if it was decided before, what was answered then: nobody asks twice."""
    before = Triage.objects.filter(enquiry=enquiry).first()
    told = (*ANSWERS, *YEARS, "status_group", "other_agency", "other_sphere", "other_since")
    return {"version": enquiry.version} | ({name: getattr(before, name) for name in told} if before else {})


def _finding(enquiry: Enquiry, answers: dict[str, Any]) -> tuple[TargetGroupRule | None, TargetGroupFinding | None]:
    today = timezone.localdate()
    rule = target_group.rule_on(today)
    return rule, target_group.check(rule, enquiry, on=today, **answers) if rule else None


def _rule_context(enquiry: Enquiry, answers: dict[str, Any]) -> dict[str, Any]:
    rule, finding = _finding(enquiry, answers)
    return {
        "rule": rule,
        "value": finding.value.value if finding else "unknown",
        "verdict": RESULTS[finding.value.value] if finding else "",
        "stages": findings_in_words(target_group.finding_as_rows(finding)) if finding else [],
        "enquiry": enquiry,
    }


def _context(enquiry: Enquiry, form: TriageForm) -> dict[str, Any]:
    answers = TriageForm.answers({name: form[name].value() for name in form.fields})
    name = f"{enquiry.given_name} {enquiry.family_name}"
    return _rule_context(enquiry, answers) | {
        "form": form,
        "birth": birth_in_words(enquiry),
        "earlier": earlier_of(enquiry),
        "possible": search.possible_cases(name, enquiry.birth_year),
        "crumbs": [
            {"label": _("Enquiries"), "url": reverse("casework:enquiry_list")},
            {"label": enquiry.title, "url": reverse("casework:enquiry_detail", args=[enquiry.pk])},
            {"label": _("Decide"), "url": ""},
        ],
    }


def _decide(request: HttpRequest, enquiry: Enquiry, form: TriageForm) -> HttpResponse | None:
    """Take the decision down and go where it leads; None when something still stands against it."""
    decision = form.decision()
    rule, finding = _finding(enquiry, TriageForm.answers(decision))
    try:
        enquiries.decide(
            enquiry=enquiry, by=request.user, version=form.cleaned_data["version"] or 0, finding=finding,
            rule_version=rule.version if rule else None, **decision,
        )  # fmt: skip
    except exceptions.ReasonMissing as error:
        form.add_error("reason", str(error))
    except exceptions.ChangedMeanwhile:
        fresh = access.enquiry_for(request.user, enquiry.pk)  # type: ignore[arg-type]
        put_beside(form, {}, {"version": fresh.version})
        form.add_error(None, _("The enquiry has been changed in the meantime. Read it again below, then decide."))
        enquiry.__dict__.update(fresh.__dict__)
    except KimError as error:
        messages.error(request, str(error))
        return redirect("casework:enquiry_detail", enquiry.pk)
    else:
        return _decided(request, enquiry, decision["result"])
    return None


def _decided(request: HttpRequest, enquiry: Enquiry, result: str) -> HttpResponse:
    saved(request, f"triage-{enquiry.pk}")
    messages.success(request, _("The decision is saved."))
    opens = result == TriageResult.ADMIT and request.user.has(Permission.CASE_WORK)  # type: ignore[union-attr]
    return redirect("casework:enquiry_open_case" if opens else "casework:enquiry_detail", enquiry.pk)
