"""The end of a case, what still comes into its file, and taking it up again."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kim.casework.public import (
    Case,
    Confirmation,
    ConfirmationState,
    Confirmed,
    Contact,
    GoalState,
    Referral,
    access,
    cases,
    closings,
    confirmations,
    contacts,
    exceptions,
    history,
    late_entries,
    settling,
)
from kim.casework.public import states as flow
from kim.exceptions import KimError
from kim.web.answers import form_answer
from kim.web.casework.forms.closing import ClosingForm, LateEntryForm, ProposedClosingForm, ReopeningForm, initial_of
from kim.web.casework.frame import case_frame
from kim.web.drafts.typed import saved
from kim.web.templatetags.kim import day


def case_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a case with reason and results; what is still open is named before."""
    case = access.case_to_work_in(request.user, pk, section="plan")
    if case.is_closed:
        messages.info(request, _("The case is already closed."))
        return redirect("casework:case_detail", pk)
    if _waits(case):
        messages.info(request, _("The closing already waits for a second person."))
        return redirect("casework:case_confirmations", pk)
    back = closings.sent_back(case)
    form = _form(request, case, back)
    if form.is_valid() and (answer := _closed(request, case, form)) is not None:
        saved(request, f"closing-{pk}")
        return answer
    context = case_frame(request, case, "case_close") | {
        "form": form,
        "keep_until": closings.keep_until(timezone.localdate()),
        "came_back": back[0] if back and back[0].state == ConfirmationState.SENT_BACK else None,
    }  # fmt: skip
    return form_answer(request, "casework/cases/close.html", context)


def _waits(case: Case) -> bool:
    return case.confirmations.filter(what=Confirmed.CLOSING, state=ConfirmationState.WAITING).exists()


def _form(request: HttpRequest, case: Case, back: tuple[Confirmation, closings.Ending] | None) -> ClosingForm:
    given: dict[str, Any] = {
        "goals": list(case.goals.filter(state=GoalState.OPEN)),
        "points": settling.open_points(case, request.user),  # type: ignore[arg-type]
    }
    given["initial"] = initial_of(back[1]) if back else {}
    if not confirmations.needed(Confirmed.CLOSING):
        return ClosingForm(request.POST or None, **given)
    if back:
        given["initial"] |= {"asked": back[0].asked_id}
    return ProposedClosingForm(request.POST or None, case=case, by=request.user, **given)


def _closed(request: HttpRequest, case: Case, form: ClosingForm) -> HttpResponse | None:
    """Where it goes on once the case is closed or waits for its second person; None if it cannot."""
    try:
        if isinstance(form, ProposedClosingForm):
            return _proposed(request, case, form)
        closings.close(case=case, by=request.user, **vars(form.ending()))
    except (exceptions.DayInTheFuture, exceptions.DayBeforeOpening) as error:
        form.add_error("informed_on" if form.cleaned_data.get("informed_on") else "closed_on", str(error))
    except exceptions.ReasonMissing:
        form.add_error("result", form.fields["result"].error_messages["required"])
    except KimError as error:
        form.add_error(None, str(error))
    else:
        messages.success(request, _("The case is closed."))
        return redirect("casework:case_detail", case.pk)
    return None


def _proposed(request: HttpRequest, case: Case, form: ProposedClosingForm) -> HttpResponse:
    ending, asked = form.ending(), form.cleaned_data["asked"]
    closings.propose(
        case=case, by=request.user, ending=ending, asked=asked, shown=_shown(ending, form.cleaned_data["shown"])
    )
    messages.success(request, _("%(name)s has been asked. The case is closed when they confirm.") % {"name": asked})
    return redirect("casework:case_confirmations", case.pk)


def _shown(ending: closings.Ending, words: str) -> str:
    """What the second person reads: reason, day, how many goals, and the proposer's own words."""
    reached = sum(1 for each in ending.goals if each.result in ("reached", "partly"))
    goals = ngettext(
        "%(all)s open goal, of it reached in whole or in part: %(reached)s",
        "%(all)s open goals, of them reached in whole or in part: %(reached)s",
        len(ending.goals),
    )
    lines = [
        _("Reason: %(reason)s") % {"reason": ending.reason},
        _("Closed on %(day)s") % {"day": day(ending.on)},
        goals % {"all": len(ending.goals), "reached": reached} if ending.goals else _("No open goal"),
        words,
    ]
    return "\n".join(lines)


def case_late_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a contact into a closed file, with the reason why it comes late."""
    case = access.case_to_work_in(request.user, pk)
    if not case.is_closed:
        messages.info(request, _("The case is running, so entries need no reason."))
        return redirect("casework:case_detail", pk)
    form = LateEntryForm(request.POST or None, case=case)
    if form.is_valid():
        try:
            entry = late_entries.add(
                case=case,
                by=request.user,
                reason=form.cleaned_data["reason"],
                act=lambda now: _contact(now, request, form),
            )
        except exceptions.DayInTheFuture as error:
            form.add_error("held_on", str(error))
        except KimError as error:
            form.add_error(None, str(error))
        else:
            saved(request, f"late-{pk}")
            messages.success(request, _said_of_late(case, entry))
            return redirect(f"{reverse('casework:case_detail', args=[pk])}?history={history.LATE_ONES}#history")
    context = case_frame(request, case, "case_late_entry") | {"form": form, "unanswered": _unanswered(case)}
    return form_answer(request, "casework/cases/late_entry.html", context)


def _said_of_late(case: Case, entry: Contact) -> SafeString:
    """When and for which day it was entered, with the way to its place among all that happened."""
    at = urlencode({"history": "all", "before": history.day_of(entry.held_on)})
    place = f"{reverse('casework:case_detail', args=[case.pk])}?{at}#contact-{entry.pk}"
    said = _("Entered late on %(today)s, for %(day)s.") % {
        "today": day(timezone.localdate()),
        "day": day(entry.held_on),
    }
    return format_html('{} <a href="{}">{}</a>', said, place, _("See it at its day"))


def _unanswered(case: Case) -> list[Referral]:
    """The referrals whose answer may still come."""
    return list(case.referrals.filter(state__in=flow.OPEN_REFERRAL_STATES).select_related("offer"))


def _contact(case: Case, request: HttpRequest, form: LateEntryForm) -> Contact:
    return contacts.record(case=case, by=request.user, **form.values())  # type: ignore[arg-type]


def case_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a closed case up again, with the reason and the phase in which it goes on."""
    case = access.case_to_work_in(request.user, pk, section="plan")
    if not case.is_closed:
        messages.info(request, str(exceptions.CaseIsNotClosed()))
        return redirect("casework:case_detail", pk)
    before = case.phase_changes.filter(to_phase=flow.Phase.CLOSED).last()
    form = ReopeningForm(request.POST or None, initial={"to": before.from_phase} if before else {})
    if form.is_valid():
        try:
            cases.reopen(case=case, by=request.user, reason=form.cleaned_data["reason"], to=form.cleaned_data["to"])
        except KimError as error:
            form.add_error(None, str(error))
        else:
            saved(request, f"reopening-{pk}")
            messages.success(request, _("The case is running again."))
            return redirect("casework:case_detail", pk)
    context = case_frame(request, case, "case_reopen") | {"form": form, "closing": case.closings.last()}
    return form_answer(request, "casework/cases/reopen.html", context)
