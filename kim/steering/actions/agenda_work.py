"""What happens to one item while a meeting is held: its minutes, conflicts of interest, votes, putting it off."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from kim.organisation.public import User
from kim.privacy.public import audit
from kim.steering.access import reach_of
from kim.steering.actions import sessions
from kim.steering.actions.shared import change, lock
from kim.steering.exceptions import MeetingIsClosed, NoQuorum, ReasonMissing, StepNotPossible, TooManyVotes
from kim.steering.models import AgendaItem, Attendance, Ballot, Conflict, Meeting
from kim.steering.states import MeetingState
from kim.steering.voting import Votes, carries
from kim.workbench.public import submissions

WRITTEN_IN = (MeetingState.IN_SESSION, MeetingState.HELD)


@transaction.atomic
def record(*, item: AgendaItem, by: User, version: int, text: str) -> AgendaItem:
    """The minutes of one item; whoever saves second is shown both versions."""
    _written(item.meeting, by)
    item = lock(item, version)
    if change(item, by, record=text.strip()):
        audit.record("meeting.minutes", target=item.meeting, item=item.pk)
    return item


@transaction.atomic
def correct(*, item: AgendaItem, by: User, text: str) -> AgendaItem:
    """A dated correction below minutes that are approved; what was approved stays as it is."""
    meeting = sessions.keeper(item.meeting, by)
    if meeting.state not in (MeetingState.APPROVED, MeetingState.CLOSED):
        raise StepNotPossible
    if not text.strip():
        raise ReasonMissing
    item = lock(item)
    head = _("Correction of %(day)s:") % {"day": f"{timezone.localdate():%d.%m.%Y}"}
    change(item, by, record=f"{item.record}\n\n{head} {text.strip()}".strip())
    audit.record("meeting.corrected", target=meeting, item=item.pk)
    return item


@transaction.atomic
def add_item(*, meeting: Meeting, by: User, title: str, kind: str, submission: UUID | None = None) -> AgendaItem:
    """An item that came up in the meeting, at the end of the agenda."""
    meeting = sessions.running(meeting, by)
    form: dict[str, Any] = {"by": by, "purpose": "ad_hoc_item", "submission": submission}
    if not submissions.claim(**form):
        return AgendaItem.objects.get(pk=submissions.made(**form) or 0)
    last: int = meeting.items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting, position=last + 1, title=title, kind=kind, ad_hoc=True, changed_by=by
    )
    submissions.remember(**form, made=item)
    audit.record("meeting.item_added", target=meeting, item=item.pk)
    return item


@transaction.atomic
def put_off(*, item: AgendaItem, by: User, postponed: bool = True) -> AgendaItem:
    """Not dealt with today: it goes to the next agenda; or taken up again after all."""
    sessions.running(item.meeting, by)
    item = lock(item)
    if postponed and item.decisions.exists():
        raise StepNotPossible
    change(item, by, postponed=postponed)
    audit.record("meeting.item_put_off", target=item.meeting, item=item.pk, postponed=postponed)
    return item


@transaction.atomic
def bar(*, item: AgendaItem, by: User, who: Attendance, reason: str) -> Conflict:
    """A conflict of interest: this voice does not count for this item."""
    sessions.running(item.meeting, by)
    if who.meeting_id != item.meeting_id:
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    conflict, _new = Conflict.objects.get_or_create(item=item, attendance=who, defaults={"reason": reason.strip()})
    audit.record("meeting.conflict", target=item.meeting, item=item.pk)
    return conflict


@transaction.atomic
def unbar(*, conflict: Conflict, by: User) -> None:
    """Noted by mistake: the voice counts again."""
    sessions.running(conflict.item.meeting, by)
    audit.record("meeting.conflict_removed", target=conflict.item.meeting, item=conflict.item_id)
    conflict.delete()


@transaction.atomic
def vote(
    *, item: AgendaItem, by: User, question: str, votes: Votes, secret: bool = False, dissent: str = "",
    submission: UUID | None = None,
) -> Ballot:  # fmt: skip
    """Count a vote by the body's rule; more votes than voices in the room are refused."""
    entitled = _may_decide(item, by)
    if votes.cast > entitled:
        raise TooManyVotes(cast=votes.cast, voices=entitled)
    carried = carries(votes, sessions.rules_of(item.meeting).majority)
    counted = {"in_favour": votes.in_favour, "against": votes.against, "abstained": votes.abstained}
    more = {"secret": secret, "dissent": dissent, "carried": carried} | counted
    return _ballot(item, by, submission, question=question, entitled=entitled, **more)


@transaction.atomic
def consent(
    *, item: AgendaItem, by: User, question: str, reached: bool = True, dissent: str = "",
    submission: UUID | None = None,
) -> Ballot:  # fmt: skip
    """Note a consensus, or that there is none; a dissenting opinion is kept with it."""
    entitled = _may_decide(item, by)
    more = {"consensus": True, "dissent": dissent, "carried": reached}
    return _ballot(item, by, submission, question=question, entitled=entitled, **more)


def _ballot(item: AgendaItem, by: User, submission: UUID | None, **fields: Any) -> Ballot:
    form: dict[str, Any] = {"by": by, "purpose": "ballot", "submission": submission}
    if not submissions.claim(**form):
        return Ballot.objects.get(pk=submissions.made(**form) or 0)
    ballot = Ballot.objects.create(item=item, **fields)
    submissions.remember(**form, made=ballot)
    audit.record("meeting.voted", target=item.meeting, item=item.pk, carried=ballot.carried)
    return ballot


def _may_decide(item: AgendaItem, by: User) -> int:
    """The voices in the room, where the body may decide now."""
    meeting = sessions.running(item.meeting, by)
    if item.postponed:
        raise StepNotPossible
    quorum = sessions.quorum_of(meeting)
    if not quorum.is_met:
        raise NoQuorum(present=quorum.present, needed=quorum.needed)
    return len(sessions.voices(item))


def _written(meeting: Meeting, by: User) -> None:
    """Two may write at once: the item is locked, not the meeting."""
    if not reach_of(by).manages(meeting.body_id):
        raise PermissionDenied
    if Meeting.objects.get(pk=meeting.pk).state not in WRITTEN_IN:
        raise MeetingIsClosed
