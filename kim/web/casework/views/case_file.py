"""The overview of a case file: what happened, what is agreed, what is due."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from kim.casework.public import Case, GoalState, MeasureState, access, facts, history
from kim.casework.public import states as flow
from kim.privacy.public import reading
from kim.web.answers import form_answer
from kim.web.casework.forms.contact import ContactForm
from kim.web.casework.frame import birth_text, case_frame
from kim.web.casework.next_phase import fix_url
from kim.web.forms import clean_text

Words = dict[str, Any]


@reading
def case_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a case; who may know its head only sees that and whom to ask."""
    case = access.case_head_for(request.user, pk)
    if not access.may_work_in(request.user, case):
        context = case_frame(request, case, "case_detail")
        return render(request, "casework/cases/head_only.html", context)
    return file_page(request, case)


def file_page(request: HttpRequest, case: Case, note: ContactForm | None = None) -> HttpResponse:
    """The overview, also with a note that could not be saved yet."""
    selection = request.GET.get("history", "all")
    selection = selection if selection in history.SELECTIONS else "all"
    words = clean_text(request.GET.get("words", ""))[:100]
    page = history.history_of(case, selection=selection, before=request.GET.get("before", ""), words=words)
    goals = _goals(case)
    closing = case.closings.select_related("reason", "closed_by", "handover_agency").last() if case.is_closed else None
    note = note or _empty_note(case)
    context = case_frame(request, case, "case_detail") | {
        "note_form": note,
        "note_fault": " ".join(str(fault) for fault in note.errors.get("text", [])),
        "entries": page.entries,
        "earlier": page.earlier,
        "is_earlier": "before" in request.GET,
        "selection": selection,
        "words": words,
        "history_query": urlencode({"history": selection} | ({"words": words} if words else {})),
        "history_views": _history_views(case, selection, words),
        "goals": goals,
        "referrals": _referrals(case),
        "household": [(m, birth_text(m.person)) for m in case.household.select_related("person")],
        "follow_ups": list(case.follow_ups.filter(done_at=None).order_by("due_on", "id")[:6]),
        "closing": closing,
        "closed_goals": list(closing.goals.select_related("goal")) if closing else [],
        "today": timezone.localdate(),
        **_way_on(case),
    }
    return form_answer(request, "casework/cases/overview.html", context)


def _empty_note(case: Case) -> ContactForm:
    given = {"kind": "talk", "held_on": timezone.localdate()}
    return ContactForm(initial=given, first_advice=facts.awaits_first_advice(case))


def _history_views(case: Case, selection: str, words: str) -> list[Words]:
    labels = {
        "all": gettext("Everything"), "contacts": gettext("Contacts"), "decisions": gettext("Decisions"),
        "plan": gettext("Plan"), "referrals": gettext("Referrals"), "papers": gettext("Papers"),
    }  # fmt: skip
    if (case.is_closed or case.reopened_count) and case.late_entries.exists():
        labels[history.LATE_ONES] = gettext("Late entries")
    kept = {"words": words} if words else {}
    return [
        {
            "label": label,
            "url": f"?{urlencode({'history': name} | kept)}#history",
            "current": name == selection,
        }
        for name, label in labels.items()
    ]


def _goals(case: Case) -> list[Words]:
    """Goals with their steps: open ones first, those given up left to the goals' own page."""
    goals = case.goals.exclude(state=GoalState.DROPPED).prefetch_related("measures")
    shown = [_goal(goal) for goal in goals]
    return sorted(shown, key=lambda goal: not goal["is_open"])


def _goal(goal: Any) -> Words:
    steps = [m for m in goal.measures.all() if m.state != MeasureState.DROPPED]
    waiting = [m for m in steps if m.state == MeasureState.OPEN]
    return {
        "title": f"»{goal.own_words}«",
        "done": len(steps) - len(waiting),
        "total": len(steps),
        "is_open": goal.state == GoalState.OPEN,
        "state": "" if goal.state == GoalState.OPEN else goal.get_state_display(),
        "next": waiting[0] if waiting else None,
        "goal": goal,
    }


def _referrals(case: Case) -> list[Words]:
    """Open referrals with the days they have waited or run."""
    today = timezone.localdate()
    tones = {"requested": "waiting", "waitlisted": "waiting", "accepted": "good", "started": "good"}
    rows = case.referrals.filter(state__in=flow.OPEN_REFERRAL_STATES).select_related("offer__agency")
    return [
        {
            "referral": row,
            "label": gettext("no answer") if row.is_overdue(today) else row.get_state_display(),
            "tone": "bad" if row.is_overdue(today) else tones[row.state],
            "late": row.is_overdue(today),
            "days": (today - row.state_since).days if row.answered_on else row.days_waited(today),
        }
        for row in rows
    ]


def _way_on(case: Case) -> Words:
    """The next step forward, with what its gate still asks for."""
    step = next((t for t in flow.next_steps(case.phase) if not t.back), None)
    if step is None or case.is_closed:
        return {"next_phase": "", "missing": []}
    missing = step.missing(facts.facts_of(case))
    return {
        "next_phase": step.target.label,
        "missing": [{"text": condition.missing, "url": fix_url(case, condition.key)} for condition in missing],
    }
