"""How far the search for somebody is."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kim.organisation.public import Post, User
from kim.privacy.public import audit
from kim.staffing import access
from kim.staffing.exceptions import ChangedMeanwhile, FilledFromMissing, NoSuchRecruitingStep
from kim.staffing.models import Recruitment
from kim.staffing.posts_states import RecruitingState, next_states


@transaction.atomic
def record(
    *, post: Post, state: str, since: date, filled_from: date | None, qualification: str, version: int, by: User
) -> Recruitment:
    """Where the search stands now; a step that is not in the table of states is refused."""
    if not access.recruits(by):
        raise PermissionDenied
    Post.objects.select_for_update().get(pk=post.pk)  # two first records of one post come one after the other
    row = Recruitment.objects.filter(post=post).first() or Recruitment(post=post, version=0)
    if row.version != version:
        raise ChangedMeanwhile
    if state not in next_states(row.state):
        raise NoSuchRecruitingStep
    if state == RecruitingState.FILLED and filled_from is None:
        raise FilledFromMissing
    row.state, row.since, row.qualification = state, since, qualification
    row.filled_from = filled_from if state == RecruitingState.FILLED else None
    row.version, row.changed_by, row.changed_at = version + 1, by, timezone.now()
    row.save()
    audit.record("post.recruiting", target=post, state=state, since=since)
    return row
