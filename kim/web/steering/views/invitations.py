"""Inviting to a meeting: who gets it, in which words, with which papers; what went out, and the personal links."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kim.exceptions import KimError
from kim.steering.public import Meeting, MeetingState, PersonalLink, SeatHolder, invitations, links, paper_files
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.saving import added
from kim.web.drafts.typed import saved
from kim.web.steering.forms.invitations import InviteForm
from kim.web.steering.views.sessions import meeting_for
from kim.web.steering.views.ways import crumb, meeting_crumbs
from kim.workbench.public import MailState

State = MeetingState


def meeting_invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is invited, in which words; afterwards, what went out to whom."""
    meeting = meeting_for(request, pk)
    open_ = meeting.state == State.PLANNED and meeting.held_on >= timezone.localdate()
    form = _form(request, meeting) if open_ else None
    if request.method == "POST" and form is None:  # sent twice: the page tells what went out
        return redirect("steering:meeting_invite", pk)
    if form is not None and form.is_bound and form.is_valid() and _invited(request, form, meeting):
        saved(request, f"invitation-{pk}")
        return redirect("steering:meeting_invite", pk)
    context = _context(meeting) | {"form": form, "crumbs": meeting_crumbs(meeting, crumb(_("Invitation")))}
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "steering/meetings/invite.html", context, status=status)


def _form(request: HttpRequest, meeting: Meeting) -> InviteForm:
    short = invitations.is_short(meeting, timezone.localdate())
    initial = {
        "text": meeting.opening
        or _("The office invites you to this meeting. You find the agenda and the papers below.")
    }
    return keep_texts(InviteForm(request.POST or None, short=short, initial=initial), f"invitation-{meeting.pk}")


def _invited(request: HttpRequest, form: InviteForm, meeting: Meeting) -> bool:
    data = form.cleaned_data

    def act() -> Any:
        return invitations.invite(
            meeting=meeting, by=request.user, text=data["text"], late_reason=data.get("late_reason", "")  # type: ignore[arg-type]
        )  # fmt: skip

    return added(request, form, "invitation", act, _("The invitation goes out now."))


def _context(meeting: Meeting) -> dict[str, Any]:
    recipients = invitations.recipients_of(meeting)
    known = _links(meeting)
    return {
        "meeting": meeting, "days": invitations.period_of(meeting),
        "recipients": [{"to": each, "link": known.get(each.holder.pk)} for each in recipients],
        "unreached": sum(not each.email for each in recipients),
        "papers": paper_files.papers_of(meeting, inside=True), "files": "", "items": meeting.items.count(),
        "sendings": _sendings(meeting), "mail_down": MailState.objects.filter(next_try_at__isnull=False).first(),
        "later": len(invitations.not_told_yet(meeting)) if meeting.state == State.INVITED and meeting.sendings.exists() else 0,
        "by_hand": meeting.state == State.PLANNED, "today": timezone.localdate(),
        "mails_minutes": _mails_minutes(meeting),
    }  # fmt: skip


def _sendings(meeting: Meeting) -> list[Any]:
    """What went out, each with how many mails stand where."""
    rows: list[Any] = list(meeting.sendings.select_related("sent_by").prefetch_related("deliveries"))
    for each in rows:
        told = Counter(delivery.get_state_display() for delivery in each.deliveries.all())
        each.counts = [f"{number} × {label}" for label, number in told.items()]
    return rows


def _mails_minutes(meeting: Meeting) -> bool:
    return meeting.state in (State.APPROVED, State.CLOSED) and not meeting.sendings.filter(kind="minutes").exists()


def _links(meeting: Meeting) -> dict[int, PersonalLink]:
    """The newest link of each holder."""
    return {each.holder_id: each for each in meeting.links.order_by("pk")}


@require_POST
def meeting_invite_others(request: HttpRequest, pk: int) -> HttpResponse:
    """The same invitation for those who came later."""

    def act(meeting: Meeting) -> Any:
        return invitations.invite_others(meeting=meeting, by=request.user)  # type: ignore[arg-type]

    return _done(request, pk, act, _("The invitation goes out now."))


@require_POST
def meeting_mail_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The approved minutes for everybody who holds a seat."""

    def act(meeting: Meeting) -> Any:
        return invitations.send_minutes(meeting=meeting, by=request.user)  # type: ignore[arg-type]

    return _done(request, pk, act, _("The minutes go out now."))


@require_POST
def meeting_link_send(request: HttpRequest, pk: int, holder: int) -> HttpResponse:
    """A new link for somebody who lost theirs."""

    def act(meeting: Meeting) -> Any:
        return invitations.send_link(meeting=meeting, holder=_holder(meeting, holder), by=request.user)  # type: ignore[arg-type]

    return _done(request, pk, act, _("The new link goes out now. Earlier ones do not open any more."))


@require_POST
def meeting_link_revoke(request: HttpRequest, pk: int, holder: int) -> HttpResponse:
    """End the links of somebody to this meeting."""

    def act(meeting: Meeting) -> Any:
        return links.revoke(meeting=meeting, holder=_holder(meeting, holder), by=request.user)  # type: ignore[arg-type]

    return _done(request, pk, act, _("The link is blocked. It does not open any more."))


def _holder(meeting: Meeting, pk: int) -> SeatHolder:
    found: SeatHolder = get_object_or_404(SeatHolder.objects.filter(seat__body=meeting.body_id), pk=pk)
    return found


def _done(request: HttpRequest, pk: int, act: Any, told: str) -> HttpResponse:
    try:
        act(meeting_for(request, pk))
    except KimError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, told)
    return redirect("steering:meeting_invite", pk)
