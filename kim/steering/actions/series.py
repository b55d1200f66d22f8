"""Meetings that come again: made at once as single meetings, and changed from one on."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from kim.organisation.public import Body, User
from kim.privacy.public import audit
from kim.steering.access import reach_of
from kim.steering.actions import meetings
from kim.steering.exceptions import NoDayChosen, StepNotPossible, TooManyDays
from kim.steering.models import Meeting, MeetingSeries
from kim.steering.rhythm import MOST, Rhythm


@transaction.atomic
def plan(
    *, body: Body, by: User, title: str, rhythm: Rhythm, days: Sequence[date], starts: time, ends: time, place: str = ""
) -> MeetingSeries:
    """A series with a meeting on each of these days."""
    if not reach_of(by).manages(body.pk):
        raise PermissionDenied
    if not days:
        raise NoDayChosen
    if len(days) > MOST:
        raise TooManyDays(most=MOST)
    listed = sorted(set(days))
    series = MeetingSeries.objects.create(
        body=body, title=title, first_on=listed[0], every_months=rhythm.months, every_weeks=rhythm.weeks, starts=starts, ends=ends,
        place=place, until=listed[-1], changed_by=by,
    )  # fmt: skip
    for day in listed:
        meetings.plan(body=body, by=by, series=series, title=title, held_on=day, starts=starts, ends=ends, place=place)
    audit.record("meeting.series_planned", target=series, meetings=len(listed))
    return series


def following(meeting: Meeting) -> list[Meeting]:
    """This meeting and those of its series after it that have not begun."""
    if meeting.series_id is None:
        return []
    rows = Meeting.objects.filter(series=meeting.series_id, held_on__gte=meeting.held_on, state__in=meetings.AHEAD)
    return list(rows.select_related("body").order_by("held_on", "pk"))


@transaction.atomic
def change_following(*, meeting: Meeting, by: User, days_later: int = 0, note: str = "", **fields: Any) -> int:
    """This one and all following ones get the same time and place, and move by as many days; whoever was invited is told."""
    concerned = following(meeting)
    if not concerned:
        raise StepNotPossible
    for each in concerned:
        day = each.held_on + timedelta(days=days_later)
        meetings.edit(meeting=each, by=by, version=each.version, note=note, held_on=day, **fields)
    audit.record("meeting.series_changed", target=meeting, meetings=len(concerned), days_later=days_later)
    return len(concerned)


@transaction.atomic
def cancel_following(*, meeting: Meeting, by: User, note: str) -> int:
    """This one and all following ones do not take place."""
    concerned = following(meeting)
    if not concerned:
        raise StepNotPossible
    for each in concerned:
        meetings.cancel(meeting=each, by=by, note=note)
    return len(concerned)
