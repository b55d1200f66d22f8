"""Put the list of what is decided and not implemented onto the next agenda, with the list as its paper."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kim.documents import render_report
from kim.organisation.public import Body, User
from kim.privacy.public import audit
from kim.steering.access import reach_of
from kim.steering.actions import meetings
from kim.steering.actions.shared import change
from kim.steering.exceptions import NoMeetingAhead
from kim.steering.models import AgendaItem, ItemKind, Meeting, Paper, PaperVersion
from kim.steering.papers.standing_list import TITLE, standing_list_paper
from kim.steering.unfinished import Unfinished, unfinished
from kim.workbench.public import submissions

WHY = "Warum Aufträge stillstehen:"


def next_meeting(body: Body, today: date) -> Meeting | None:
    """The next meeting of the body that has not begun."""
    ahead = body.meetings.filter(state__in=meetings.AHEAD, held_on__gte=today)
    return ahead.order_by("held_on", "pk").first()


@transaction.atomic
def put_on_agenda(*, body: Body, by: User, submission: UUID | None = None) -> AgendaItem:
    """The item of the next meeting, there already or new, with the list of today as the newest version of its paper."""
    if not reach_of(by).manages(body.pk):
        raise PermissionDenied
    today = timezone.localdate()
    meeting = next_meeting(body, today)
    if meeting is None:
        raise NoMeetingAhead
    form: dict[str, Any] = {"by": by, "purpose": "standing_list", "submission": submission}
    if not submissions.claim(**form):
        return AgendaItem.objects.get(pk=submissions.made(**form) or 0)
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    item = meeting.items.filter(kind=ItemKind.NOT_IMPLEMENTED).first()
    item = item or meetings.add_item(meeting=meeting, by=by, kind=ItemKind.NOT_IMPLEMENTED, title=TITLE)
    rows = unfinished(by, today, body.pk)
    _say_why(item, rows, by)
    _file(item, render_report(standing_list_paper(body, rows)), by, today)
    submissions.remember(**form, made=item)
    audit.record("meeting.standing_list", target=meeting, item=item.pk)
    return item


def _say_why(item: AgendaItem, rows: Iterable[Unfinished], by: User) -> None:
    """The item tells why orders stand still; what somebody wrote there themselves stays."""
    if item.text and not item.text.startswith(WHY):
        return
    said = [f"{each.decision.number}: {' '.join(each.held_up_by.split())}" for each in rows if each.held_up_by]
    change(item, by, text="\n".join([WHY, *said]) if said else "")


def _file(item: AgendaItem, content: bytes, by: User, today: date) -> PaperVersion:
    """The list as a paper of the item; an earlier list stays as its earlier version."""
    paper, _new = Paper.objects.get_or_create(meeting_id=item.meeting_id, item=item, title=TITLE, withdrawn_on=None)
    last: int = paper.versions.aggregate(last=Max("number"))["last"] or 0
    return PaperVersion.objects.create(
        paper=paper, number=last + 1, file_name=f"nicht-umgesetzt-{today}.pdf", media_type="application/pdf",
        size=len(content), sha256=sha256(content).hexdigest(), content=content, added_by=by,
    )  # fmt: skip
