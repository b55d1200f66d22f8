"""Meetings before they begin: the page of a meeting, planning, moving, cancelling, the agenda."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST

from kim.exceptions import KimError
from kim.privacy.public import reading
from kim.steering.public import (
    AgendaItem,
    Meeting,
    MeetingState,
    access,
    calendar_file,
    invitations,
    meetings,
    paper_files,
    papers,
    proposals,
    sessions,
)
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.saving import added, edited
from kim.web.drafts.typed import saved
from kim.web.steering import body_rows
from kim.web.steering.forms.meetings import CancelForm, ItemForm, MeetingForm
from kim.web.steering.views.sessions import meeting_for
from kim.web.steering.views.ways import crumb, meeting_crumbs, way
from kim.web.steering.views.word_files import word_links
from kim.workbench.public import Purpose

Words = dict[str, Any]


def readable(request: HttpRequest, pk: int) -> Meeting:
    """A meeting this person may know of."""
    rows = access.meetings_for(request.user).select_related("body", "approved_in")  # type: ignore[arg-type]
    found: Meeting = get_object_or_404(rows, pk=pk)
    return found


@reading
def meeting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """When and where, the agenda, what was decided; for those who prepare it, what can be done."""
    meeting, user = readable(request, pk), request.user
    reach = access.reach_of(user)  # type: ignore[arg-type]
    inside, manages = reach.sits_in(meeting.body_id), reach.manages(meeting.body_id)
    rows = meeting.items.select_related("proposal", "topic", "carried_from__meeting")
    shown = rows if inside else rows.filter(internal=False)
    ahead = meeting.state in meetings.AHEAD
    days = sessions.rules_of(meeting).invitation_days
    theirs = proposals.proposals_for(user).filter(agenda_items__meeting=meeting)  # type: ignore[arg-type]
    context: Words = {
        "readable": set(theirs.values_list("pk", flat=True)),
        "meeting": meeting, "items": [{"number": number, "item": item} for number, item in papers.numbered(shown)],
        "decisions": access.decisions_for(user).filter(meeting=meeting),  # type: ignore[arg-type]
        "waiting": meetings.due_anyway(meeting) if manages and ahead and meetings.is_next(meeting) else [],
        "too_much": manages and ahead and papers.minutes_over(meeting),
        "manages": manages, "inside": inside, "prepares": manages and ahead, "invites": manages and meeting.state == MeetingState.PLANNED,
        "short": meetings.is_short_notice(meeting, days, timezone.localdate()), "days": days,
        "holds": manages and meeting.state != MeetingState.CANCELLED,
        "minutes_out": inside and meeting.state in (MeetingState.MINUTES_OUT, MeetingState.APPROVED, MeetingState.CLOSED),
        "papers": paper_files.papers_of(meeting, inside=inside),
        "withdrawn": paper_files.withdrawn_from(meeting) if manages else [],
        "points": body_rows.points_of(meeting) if inside and ahead else [], "today": timezone.localdate(),
        "stuck": invitations.stuck(meeting) if manages else 0,
        "words": _words(meeting) if manages else [],
        "files": way("paper_new", pk) if paper_files.may_file(user, meeting) else "",  # type: ignore[arg-type]
        "crumbs": [crumb(_("Meetings"), way("meeting_list")), crumb(meeting.title)],
    }  # fmt: skip
    return render(request, "steering/meetings/detail.html", context)


def _words(meeting: Meeting) -> list[dict[str, str]]:
    """The county's Word files that fit the state: the invitation before, the minutes afterwards."""
    if meeting.state == MeetingState.CANCELLED:
        return []
    purpose = Purpose.INVITATION if meeting.state in meetings.AHEAD else Purpose.MINUTES
    return word_links("meeting_word", meeting.pk, purpose)


def meeting_new(request: HttpRequest) -> HttpResponse:
    """Plan a meeting; what is due anyway is put on its agenda."""
    user = request.user
    reach = access.reach_of(user)  # type: ignore[arg-type]
    if not (reach.steers or reach.keeps_minutes or reach.chairs):
        raise PermissionDenied
    initial = {"body": request.GET.get("gremium", "")}
    form = keep_texts(MeetingForm(request.POST or None, by=user, initial=initial), "meeting-new")  # type: ignore[arg-type]
    made: list[Meeting] = []

    def act() -> Meeting:
        made.append(meetings.plan(by=user, **form.values()))  # type: ignore[arg-type]
        return made[0]

    if form.is_bound and form.is_valid() and added(request, form, "meeting-form", act, _("The meeting is planned.")):
        saved(request, "meeting-new")
        return redirect("steering:meeting_detail", made[0].pk) if made else redirect("steering:meeting_list")
    here = [crumb(_("Meetings"), way("meeting_list")), crumb(_("New"))]
    return _form_page(request, form, _("Plan a meeting"), here)


def meeting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct or move it; if somebody else has saved meanwhile, both versions are shown."""
    meeting, user = _ahead(request, pk), request.user
    known = MeetingForm.from_meeting(meeting)
    form = keep_texts(MeetingForm(request.POST or None, by=user, meeting=meeting, initial=known), f"meeting-{pk}")  # type: ignore[arg-type]
    if form.is_bound and form.is_valid():

        def act() -> None:
            meetings.edit(meeting=meeting, by=user, version=form.cleaned_data["version"] or 0, **form.values())  # type: ignore[arg-type]

        def now() -> Any:
            fresh = readable(request, pk)
            return MeetingForm.from_meeting(fresh), {"version": fresh.version}, fresh

        if edited(form, act, now):
            saved(request, f"meeting-{pk}")
            messages.success(request, _("The meeting is saved."))
            return redirect("steering:meeting_detail", pk)
    return _form_page(request, form, _("Change the meeting"), meeting_crumbs(meeting, crumb(pgettext("act", "Change"))))


def meeting_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel it, with the reason."""
    meeting = _ahead(request, pk)
    form = CancelForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            meetings.cancel(meeting=meeting, by=request.user, note=form.cleaned_data["note"])  # type: ignore[arg-type]
        except KimError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The meeting is cancelled."))
            return redirect("steering:meeting_detail", pk)
    context = {"meeting": meeting, "form": form, "crumbs": meeting_crumbs(meeting, crumb(_("Cancel the meeting")))}
    return render(request, "steering/meetings/cancel.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def meeting_invited(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the invitation is out."""
    return _done(request, pk, meetings.note_invitation, _("Noted: the invitation is out."))


@reading
def meeting_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The meeting as a calendar reads it."""
    meeting = readable(request, pk)
    answer = HttpResponse(calendar_file.calendar_file(meeting), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="sitzung-{meeting.pk}.ics"'
    return answer


@require_POST
def meeting_take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that waits for this meeting onto its agenda."""
    taken = meetings.take_up(meeting=_ahead(request, pk), by=request.user)  # type: ignore[arg-type]
    text = ngettext("One item was put on the agenda.", "%(n)s items were put on the agenda.", taken)
    messages.success(request, text % {"n": taken})
    return redirect("steering:meeting_detail", pk)


def item_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an item on the agenda; from a proposal or a topic its title comes along."""
    meeting, user = _ahead(request, pk), request.user
    form = keep_texts(ItemForm(request.POST or None, by=user, meeting=meeting), f"agenda_item_new-{pk}")  # type: ignore[arg-type]

    def act() -> AgendaItem:
        return meetings.add_item(meeting=meeting, by=user, **form.values())  # type: ignore[arg-type]

    if form.is_bound and form.is_valid() and added(request, form, "item-form", act, _("The item is on the agenda.")):
        saved(request, f"agenda_item_new-{pk}")
        return redirect("steering:meeting_detail", pk)
    return _form_page(request, form, _("New item"), meeting_crumbs(meeting, crumb(_("New item"))), "item")


def item_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an item of the agenda."""
    item, user = _item(request, pk), request.user
    known = ItemForm.from_item(item)
    form = keep_texts(
        ItemForm(request.POST or None, by=user, meeting=item.meeting, item=item, initial=known),  # type: ignore[arg-type]
        f"agenda_item-{pk}",
    )
    if form.is_bound and form.is_valid():

        def act() -> None:
            meetings.edit_item(item=item, by=user, version=form.cleaned_data["version"] or 0, **form.values())  # type: ignore[arg-type]

        def now() -> Any:
            fresh = _item(request, pk)
            return ItemForm.from_item(fresh), {"version": fresh.version}, fresh

        if edited(form, act, now):
            saved(request, f"agenda_item-{pk}")
            messages.success(request, _("The item is saved."))
            return redirect("steering:meeting_detail", item.meeting_id)
    return _form_page(request, form, _("Change the item"), meeting_crumbs(item.meeting, crumb(item.title)), "item")


@require_POST
def item_move(request: HttpRequest, pk: int, way_to: str) -> HttpResponse:
    """One place up or down."""
    item = _item(request, pk)
    meetings.move_item(item=item, by=request.user, up=way_to == "hoch")  # type: ignore[arg-type]
    return redirect(reverse("steering:meeting_detail", args=[item.meeting_id]) + "#agenda")


@require_POST
def item_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it off the agenda."""
    item = _item(request, pk)
    meetings.remove_item(item=item, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The item is off the agenda."))
    return redirect("steering:meeting_detail", item.meeting_id)


def _ahead(request: HttpRequest, pk: int) -> Meeting:
    """A meeting this person prepares and that has not begun."""
    meeting = meeting_for(request, pk)
    if meeting.state not in meetings.AHEAD:
        raise PermissionDenied
    return meeting


def _item(request: HttpRequest, pk: int) -> AgendaItem:
    rows = AgendaItem.objects.filter(meeting__in=access.meetings_for(request.user))  # type: ignore[arg-type]
    item = get_object_or_404(rows.select_related("meeting__body", "proposal"), pk=pk)
    _ahead(request, item.meeting_id)
    return item


def _done(request: HttpRequest, pk: int, act: Any, told: str) -> HttpResponse:
    try:
        act(meeting=meeting_for(request, pk), by=request.user)
    except KimError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, told)
    return redirect("steering:meeting_detail", pk)


def _form_page(
    request: HttpRequest, form: Any, title: str, crumbs: list[dict[str, str]], what: str = "form"
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"form": form, "title": title, "crumbs": crumbs}
    return render(request, f"steering/meetings/{what}.html", context, status=status)
