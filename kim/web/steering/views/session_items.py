"""One item of a meeting that is held: minutes, conflicts of interest, vote, decision."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from kim.exceptions import KimError
from kim.steering.public import (
    AgendaItem,
    ItemKind,
    Meeting,
    MeetingState,
    access,
    agenda_work,
    decisions,
    papers,
    sessions,
)
from kim.steering.public import voting as counting
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.saving import edited
from kim.web.drafts.typed import saved
from kim.web.steering.forms.sessions import BallotForm, ConflictForm, CorrectionForm, DecisionForm, RecordForm
from kim.web.steering.views.sessions import meeting_for
from kim.web.steering.views.ways import crumb, meeting_crumbs

Words = dict[str, Any]
OPEN = (MeetingState.IN_SESSION, MeetingState.HELD)
APPROVED = (MeetingState.APPROVED, MeetingState.CLOSED)


def item_for(request: HttpRequest, pk: int) -> AgendaItem:
    """An item of a meeting this person may work on."""
    meetings = access.meetings_for(request.user)  # type: ignore[arg-type]
    item = get_object_or_404(
        AgendaItem.objects.select_related("topic", "proposal", "changed_by"), pk=pk, meeting__in=meetings
    )
    item.meeting = meeting_for(request, item.meeting_id)
    return item


def session_item(request: HttpRequest, pk: int) -> HttpResponse:
    """The item with its minutes; two may write at once, nothing is lost."""
    item = item_for(request, pk)
    known = {"record": item.record, "version": item.version}
    form = keep_texts(RecordForm(request.POST or None, initial=known), f"session_item-{pk}")
    if form.is_bound and form.is_valid():

        def act() -> None:
            said = form.cleaned_data
            agenda_work.record(item=item, by=request.user, version=said["version"] or 0, text=said["record"])  # type: ignore[arg-type]

        def now() -> Any:
            fresh = AgendaItem.objects.select_related("changed_by").get(pk=pk)
            return {"record": fresh.record}, {"version": fresh.version}, fresh

        if edited(form, act, now):
            saved(request, f"session_item-{pk}")
            messages.success(request, _("The minutes of this item are saved."))
            return redirect("steering:session_item", pk)
    return _item_page(request, item, form=form)


def _item_page(request: HttpRequest, item: AgendaItem, **forms: Any) -> HttpResponse:
    meeting, state = item.meeting, item.meeting.state
    listed = papers.numbered(meeting.items.all())
    place = next(number for number, each in enumerate(listed) if each[1].pk == item.pk)
    running = state == MeetingState.IN_SESSION
    context: Words = {
        "item": item, "meeting": meeting, "number": listed[place][0],
        "before": listed[place - 1][1] if place else None,
        "after": listed[place + 1][1] if place + 1 < len(listed) else None,
        "is_running": running, "is_open": state in OPEN, "quorum": sessions.quorum_of(meeting),
        "voices": len(sessions.voices(item)), "conflicts": item.conflicts.select_related("attendance"),
        "ballots": item.ballots.select_related("decision"), "decisions": item.decisions.all(),
        "form": keep_texts(RecordForm(initial={"record": item.record, "version": item.version}), f"session_item-{item.pk}"),
        "conflict_form": ConflictForm(item=item) if running else None,
        "to_approve": _to_approve(item), "begun": state not in (MeetingState.PLANNED, MeetingState.INVITED, MeetingState.CANCELLED),
        "correction_form": keep_texts(CorrectionForm(), f"correction_item-{item.pk}") if state in APPROVED else None,
        "crumbs": _crumbs(item),
    } | forms  # fmt: skip
    faulty = any(form.errors for form in forms.values())
    return render(request, "steering/sessions/item.html", context, status=422 if faulty else 200)


def _to_approve(item: AgendaItem) -> list[Meeting]:
    """Whose minutes wait for this item: those it names, else those of the body that are out."""
    if item.kind != ItemKind.MINUTES:
        return []
    out = Meeting.objects.filter(body=item.meeting.body_id, state=MeetingState.MINUTES_OUT).exclude(pk=item.meeting_id)
    out = out.filter(pk=item.minutes_of_id) if item.minutes_of_id else out
    return list(out.filter(held_on__lte=item.meeting.held_on).order_by("held_on", "pk"))


def _crumbs(item: AgendaItem, *more: dict[str, str]) -> list[dict[str, str]]:
    session = crumb(_("Hold the meeting"), reverse("steering:session", args=[item.meeting_id]))
    own = crumb(item.title, reverse("steering:session_item", args=[item.pk]) if more else "")
    return meeting_crumbs(item.meeting, session, own, *more)


@require_POST
def session_put_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the item off to the next meeting, or take it up after all."""
    item = item_for(request, pk)
    postponed = request.POST.get("postponed") == "1"
    done = _("The item goes to the next agenda.") if postponed else _("The item is dealt with today.")
    return _done(request, item, lambda: agenda_work.put_off(item=item, by=request.user, postponed=postponed), done)  # type: ignore[arg-type]


@require_POST
def session_conflict(request: HttpRequest, pk: int) -> HttpResponse:
    """A conflict of interest: this voice does not count here."""
    item = item_for(request, pk)
    form = ConflictForm(request.POST, item=item)
    if form.is_valid():
        data = form.cleaned_data
        done = _("This voice does not count for this item.")
        act = lambda: agenda_work.bar(item=item, by=request.user, who=data["who"], reason=data["reason"])  # type: ignore[arg-type] # noqa: E731
        return _done(request, item, act, done)
    return _item_page(request, item, conflict_form=form)


@require_POST
def session_conflict_removed(request: HttpRequest, pk: int, conflict: int) -> HttpResponse:
    """Noted by mistake; a second click finds nothing left to do."""
    item = item_for(request, pk)
    found = item.conflicts.filter(pk=conflict).select_related("item__meeting").first()
    if found is None:
        return redirect("steering:session_item", pk)
    return _done(
        request, item, lambda: agenda_work.unbar(conflict=found, by=request.user), _("The voice counts again.")
    )  # type: ignore[arg-type]


@require_POST
def session_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """A dated correction of minutes that are approved."""
    item, form = item_for(request, pk), keep_texts(CorrectionForm(request.POST), f"correction_item-{pk}")
    if form.is_valid():
        act = lambda: agenda_work.correct(item=item, by=request.user, text=form.cleaned_data["text"])  # type: ignore[arg-type] # noqa: E731
        saved(request, f"correction_item-{pk}")
        return _done(request, item, act, _("The correction stands below the minutes."))
    return _item_page(request, item, correction_form=form)


def _done(request: HttpRequest, item: AgendaItem, act: Callable[[], Any], done: str) -> HttpResponse:
    try:
        act()
    except KimError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("steering:session_item", item.pk)


def session_ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """Count a vote or note a consensus."""
    item = item_for(request, pk)
    voices, quorum = len(sessions.voices(item)), sessions.quorum_of(item.meeting)
    question = item.proposal.wording if item.proposal else item.title
    key = f"ballot-{pk}"
    form = keep_texts(
        BallotForm(request.POST or None, voices=voices if quorum.is_met else None, initial={"question": question}), key
    )
    if form.is_bound and form.is_valid():
        try:
            _ballot(item, request, form.cleaned_data)
        except KimError as error:
            form.refuse(error)
        else:
            saved(request, key)
            messages.success(request, _("The vote is recorded. Now record the decision."))
            return redirect("steering:session_decide", pk)
    context = {
        "item": item, "form": form, "voices": voices, "quorum": quorum,
        "rules": sessions.rules_of(item.meeting), "crumbs": _crumbs(item, crumb(_("Vote"))),
    }  # fmt: skip
    return render(request, "steering/sessions/ballot.html", context, status=422 if form.errors else 200)


def _ballot(item: AgendaItem, request: HttpRequest, data: Words) -> None:
    said: Words = {"item": item, "by": request.user} | {
        name: data[name] for name in ("question", "dissent", "submission")
    }
    if data["way"] == "vote":
        counts = counting.Votes(data["in_favour"] or 0, data["against"] or 0, data["abstained"] or 0)
        agenda_work.vote(**said, votes=counts, secret=data["secret"])
    else:
        agenda_work.consent(**said, reached=data["way"] == "consensus")


def session_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the decision with its number; the wording comes from the proposal."""
    item = item_for(request, pk)
    ballot = decisions.free_ballot(item)
    known: Words = {
        "title": item.proposal.title if item.proposal else item.title, "internal": item.internal,
        "wording": ballot.question if ballot else (item.proposal.wording if item.proposal else ""),
    }  # fmt: skip
    if ballot:
        known["outcome"] = "accepted" if ballot.carried else "rejected"
    form = keep_texts(DecisionForm(request.POST or None, initial=known), f"session_decide-{pk}")
    if form.is_bound and form.is_valid():
        try:
            said = {name: value for name, value in form.cleaned_data.items() if name != "version"}
            made = decisions.decide(item=item, by=request.user, **said)  # type: ignore[arg-type]
        except KimError as error:
            form.refuse(error)
        else:
            saved(request, f"session_decide-{pk}")
            messages.success(request, _("Decision %(number)s is recorded.") % {"number": made.number})
            return redirect("steering:session_item", pk)
    context = {
        "item": item,
        "form": form,
        "ballot": ballot,
        "stands": item.decisions.order_by("pk").last(),
        "crumbs": _crumbs(item, crumb(pgettext("steering", "Decision"))),
    }
    return render(request, "steering/sessions/decide.html", context, status=422 if form.errors else 200)
