"""A meeting while it is held: its page, who is there, and the steps to its minutes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from kim.exceptions import KimError
from kim.privacy.public import reading
from kim.steering.public import (
    AgendaItem,
    Ballot,
    Decision,
    Meeting,
    MeetingState,
    access,
    agenda_work,
    papers,
    sessions,
)
from kim.web.steering import body_rows
from kim.web.steering.forms.sessions import AttendanceForm, GuestForm, NewItemForm
from kim.web.steering.views.ways import crumb, meeting_crumbs

State = MeetingState
Words = dict[str, Any]
STEPS: dict[str, tuple[Any, Any]] = {
    "start": (sessions.start, gettext_lazy("The meeting is open. Tick who is there.")),
    "end": (sessions.end, gettext_lazy("The meeting is over. Finish the minutes and send them.")),
    "go_on": (sessions.go_on, gettext_lazy("The meeting goes on.")),
    "send": (sessions.send_minutes, gettext_lazy("The minutes are out. Members read them on the page of the meeting.")),
    "take_back": (sessions.take_minutes_back, gettext_lazy("The minutes can be changed again.")),
    "approve": (sessions.approve, gettext_lazy("The minutes are approved.")),
    "close": (sessions.close, gettext_lazy("The meeting is closed.")),
}
# What can be done from where it stands: act, words on the button, how strong it is.
ACTS: dict[str, tuple[tuple[str, Any, str], ...]] = {
    State.PLANNED: (("start", gettext_lazy("Open the meeting"), "primary"),),
    State.INVITED: (("start", gettext_lazy("Open the meeting"), "primary"),),
    State.IN_SESSION: (("end", gettext_lazy("End the meeting"), "secondary"),),
    State.HELD: (
        ("send", gettext_lazy("Send the minutes"), "primary"),
        ("go_on", gettext_lazy("Go on with the meeting"), "tertiary"),
    ),
    State.MINUTES_OUT: (("take_back", pgettext_lazy("minutes", "Work on the minutes again"), "tertiary"),),
    State.APPROVED: (("close", gettext_lazy("Close the meeting"), "primary"),),
}


def meeting_for(request: HttpRequest, pk: int) -> Meeting:
    """A meeting this person may work on; 404 where they may not know of it, 403 where they only read."""
    rows = access.meetings_for(request.user).select_related("body", "approved_in")  # type: ignore[arg-type]
    meeting = get_object_or_404(rows, pk=pk)
    if not access.reach_of(request.user).manages(meeting.body_id):  # type: ignore[arg-type]
        raise PermissionDenied
    return meeting


@reading
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """The meeting as it runs: the quorum, the agenda with what is done, who is there."""
    return session_page(request, meeting_for(request, pk))


def session_page(request: HttpRequest, meeting: Meeting, **forms: Any) -> HttpResponse:
    """The page, perhaps with a form that came back."""
    there = list(meeting.attendances.select_related("seat"))
    quorum = sessions.quorum_of(meeting, there)
    running = meeting.state == State.IN_SESSION
    early = meeting.state in (State.PLANNED, State.INVITED) and meeting.held_on > timezone.localdate()
    context: Words = {
        "meeting": meeting, "items": _items(meeting), "there": there, "quorum": quorum, "is_running": running,
        "inside_now": [each for each in there if sessions.in_the_room(each)],
        "early": early, "acts": () if early else ACTS.get(meeting.state, ()),
        "is_held": meeting.state not in (State.PLANNED, State.INVITED, State.CANCELLED),
        "approving": _approving(meeting), "guest_form": GuestForm() if running else None,
        "item_form": NewItemForm() if running else None, "crumbs": meeting_crumbs(meeting, crumb(_("Hold the meeting"))),
        "points": body_rows.points_of(meeting), "today": meeting.held_on,
    } | forms  # fmt: skip
    return render(request, "steering/sessions/session.html", context, status=422 if forms else 200)


def _items(meeting: Meeting) -> list[Words]:
    """The agenda with what is done so far; as many queries however long it is."""
    newer = Ballot.objects.filter(item=OuterRef("item"), pk__gt=OuterRef("pk"))
    undecided = Ballot.objects.filter(~Exists(newer), item=OuterRef("pk"), decision=None)
    rows = meeting.items.annotate(conflicted=Count("conflicts"), voted=Exists(undecided)).prefetch_related(
        Prefetch("decisions", Decision.objects.order_by("id"))
    )
    return [{"number": number, "item": item} for number, item in papers.numbered(rows)]


def _approving(meeting: Meeting) -> Words | None:
    """How the minutes can be approved now."""
    if meeting.state != State.MINUTES_OUT:
        return None
    later = Meeting.objects.filter(body=meeting.body_id, held_on__gte=meeting.held_on).exclude(pk=meeting.pk)
    able = later.exclude(state__in=(State.PLANNED, State.INVITED, State.CANCELLED)).order_by("held_on", "pk")[:6]
    return {
        "later": list(able),
        "until": sessions.silent_until(meeting),
        "silent": sessions.silence_is_over(meeting, timezone.localdate()),
    }


@require_POST
def session_step(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Open, end, send, approve, close: one step of the meeting."""
    meeting = meeting_for(request, pk)
    if act not in STEPS:
        raise Http404
    if act == "end" and not request.POST.get("sure") and (untreated := sessions.untreated(meeting)):
        context = {
            "meeting": meeting,
            "untreated": untreated,
            "crumbs": meeting_crumbs(meeting, crumb(_("End the meeting"))),
        }
        return render(request, "steering/sessions/end.html", context)
    do, done = STEPS[act]
    more: Words = {}
    if act == "approve" and (chosen := _number(request, "approved_in")):
        more["approved_in"] = get_object_or_404(Meeting, pk=chosen, body=meeting.body_id)
    item = _number(request, "item")
    back = redirect("steering:session_item", item) if item else redirect("steering:session", pk)
    try:
        do(meeting=meeting, by=request.user, **more)
    except KimError as error:
        messages.error(request, str(error))
        return back
    messages.success(request, str(done))
    if item:
        return back
    return redirect("steering:session_attendance" if act == "start" else "steering:session", pk)


def _number(request: HttpRequest, name: str) -> int | None:
    """The id of a row as the form sent it."""
    told = request.POST.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 18 else None


def session_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Who sits where, and who came and left when."""
    meeting = meeting_for(request, pk)
    there = list(meeting.attendances.select_related("seat"))
    holders = sessions.holders_on(meeting)
    initial = {"version": meeting.version}
    form = AttendanceForm(request.POST or None, there=there, holders=holders, initial=initial)
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            sessions.attend(meeting=meeting, by=request.user, version=version, there=form.noted())  # type: ignore[arg-type]
        except KimError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Attendance noted."))
            return redirect("steering:session", pk)
    context = {
        "meeting": meeting, "form": form, "quorum": sessions.quorum_of(meeting, there),
        "is_running": meeting.state == State.IN_SESSION, "crumbs": meeting_crumbs(meeting, crumb(_("Attendance"))),
    }  # fmt: skip
    return render(request, "steering/sessions/attendance.html", context, status=422 if form.errors else 200)


@require_POST
def session_guest(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a guest."""
    meeting, form = meeting_for(request, pk), GuestForm(request.POST)
    if form.is_valid():
        try:
            sessions.add_guest(meeting=meeting, by=request.user, name=form.cleaned_data["name"])  # type: ignore[arg-type]
        except KimError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("The guest is on the list."))
            return redirect("steering:session", pk)
    return session_page(request, meeting, guest_form=form)


@require_POST
def session_item_new(request: HttpRequest, pk: int) -> HttpResponse:
    """An item that comes up in the meeting."""
    meeting, form = meeting_for(request, pk), NewItemForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        said = {"title": data["title"], "kind": data["kind"], "submission": data["submission"]}
        try:
            made: AgendaItem = agenda_work.add_item(meeting=meeting, by=request.user, **said)  # type: ignore[arg-type]
        except KimError as error:
            form.add_error("title", str(error))
        else:
            return redirect("steering:session_item", made.pk)
    return session_page(request, meeting, item_form=form)
