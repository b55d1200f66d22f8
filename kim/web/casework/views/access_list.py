"""Who may read a case: what is open now, what is over, what was read and what was passed on; opening it and closing it again."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from kim.casework.public import AccessGrant, Basis, Case, access, exceptions, grants
from kim.exceptions import KimError
from kim.organisation.public import User
from kim.privacy.public import AuditEvent, reading
from kim.web.answers import form_answer
from kim.web.casework.forms.grant import SECTIONS, GrantForm
from kim.web.casework.views.consent_words import consent_words, data_words
from kim.web.casework.views.plan_shared import frame, refused_when_closed
from kim.web.casework.views.shared_with import GRANT_PARTS, Reader, grant_why, grantee, readers
from kim.web.keyset import keyset_page

TAB = "access_list"
LIST = "casework:access_list"
SECTION = "documents"
READ_LATELY = 8


@require_safe
@reading
def access_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Who may read what today, the consents, what was passed on, who read lately, and what is over."""
    case = access.case_for(request.user, pk, section=SECTION)
    today = timezone.localdate()
    rows = readers(case)
    consents = [consent_words(row) for row in case.consents.select_related("agency")]
    over = AccessGrant.objects.filter(case=case).filter(Q(ended_at__isnull=False) | Q(valid_to__lt=today))
    page = keyset_page(over.select_related(*GRANT_PARTS), request.GET, order=("-valid_to", "-id"))
    to_come = AccessGrant.objects.filter(case=case, ended_at=None, valid_from__gt=today).select_related(*GRANT_PARTS)
    context = frame(
        request, case, TAB, readers=rows, sentence=_sentence(rows),
        section_labels=[pgettext("section", "Head"), *(label for _name, label in SECTIONS)],
        consents=sorted(consents, key=lambda row: not row["is_valid"]), valid=sum(row["is_valid"] for row in consents),
        over=[_over(row) for row in page], page=page, to_come=[_over(row) for row in to_come],
        passed=_passed_on(case), may_share=case.assigned_to_id == request.user.pk,
    )  # fmt: skip
    context["read_lately"] = _read_lately(case)  # this opening is the newest of them
    return render(request, "casework/consents/access_list.html", context)


def _sentence(rows: list[Reader]) -> str:
    """Today six people and offices may read something in this file, two of them by a grant."""
    everybody, granted = sum(row.people for row in rows), sum(row.grant is not None for row in rows)
    first = ngettext(
        "Today %(number)s person may read something in this file",
        "Today %(number)s people and offices may read something in this file",
        everybody,
    )
    second = ngettext("%(granted)s of them by a grant.", "%(granted)s of them by grants.", granted)
    return f"{first % {'number': everybody}}, {second % {'granted': granted}}"


def _over(grant: AccessGrant) -> dict[str, Any]:
    labels = dict(SECTIONS)
    return {
        "grant": grant,
        "grantee": grantee(grant),
        "why": grant_why(grant),
        "sections": ", ".join(str(labels[name]) for name in labels if name in grant.sections),
    }


def _passed_on(case: Case) -> list[dict[str, Any]]:
    """What left with referrals, the newest first."""
    rows = case.referrals.exclude(basis=Basis.BY_THEMSELVES).select_related("offer__agency", "consent")
    return [{"referral": row, "data": data_words(row.data_categories)} for row in rows.order_by("-sent_on", "-id")[:30]]


def _read_lately(case: Case) -> list[dict[str, Any]]:
    """Who opened the content, from the trail."""
    events = list(AuditEvent.objects.filter(case_id=case.pk, kind="case.viewed").order_by("-id")[:READ_LATELY])
    people = User.objects.in_bulk({event.actor_id for event in events if event.actor_id})
    return [{"at": event.at, "who": people.get(event.actor_id)} for event in events]


@require_http_methods(["GET", "HEAD", "POST"])
def grant_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Open parts of the case to a person, a team or whoever holds a post."""
    case = access.case_to_work_in(request.user, pk, section=SECTION)
    if (answer := refused_when_closed(request, case, LIST) or _not_mine(request, case)) is not None:
        return answer
    initial = {"basis": "consent", "consent": request.GET.get("consent", "")[:18]} if "consent" in request.GET else {}
    form = GrantForm(request.POST or None, case=case, initial=initial)
    if request.method == "POST" and form.is_valid() and _given(request, case, form):
        return redirect(LIST, case.pk)
    context = frame(request, case, TAB, _("Give access"), form=form)
    return form_answer(request, "casework/consents/grant_form.html", context)


def _given(request: HttpRequest, case: Case, form: GrantForm) -> bool:
    names = ("basis", "legal_basis", "reason", "valid_from", "valid_to", "consent", "referral")
    values = {name: form.cleaned_data[name] for name in names}
    try:
        grants.give(
            case=case, to=form.grantee(), sections=set(form.cleaned_data["sections"]), by=request.user, **values
        )
    except KimError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("The access is open until %(day)s.") % {"day": f"{values['valid_to']:%d.%m.%Y}"})
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def grant_end(request: HttpRequest, pk: int, grant_pk: int) -> HttpResponse:
    """Say who will no longer read what, then close it."""
    case = access.case_to_work_in(request.user, pk, section=SECTION)
    grant = get_object_or_404(AccessGrant.objects.select_related("case", *GRANT_PARTS), pk=grant_pk, case=case)
    if (answer := _not_mine(request, case)) is not None:
        return answer
    if request.method == "POST":
        if grants.end(grant=grant, by=request.user):
            messages.success(request, _("%(name)s can no longer read in this file.") % {"name": grantee(grant)})
        else:
            messages.info(request, _("This access is over already."))
        return redirect(LIST, case.pk)
    context = frame(request, case, TAB, _("End access"), row=_over(grant), is_over=not _still_to_end(grant))
    return render(request, "casework/consents/grant_end.html", context)


def _still_to_end(grant: AccessGrant) -> bool:
    return grant.ended_at is None and grant.valid_to >= timezone.localdate()


def _not_mine(request: HttpRequest, case: Case) -> HttpResponse | None:
    """Who stands in reads and writes, but opens the case to nobody else."""
    if case.assigned_to_id == request.user.pk:
        return None
    messages.error(request, str(exceptions.NotYoursToShare()))
    return redirect(LIST, case.pk)
