"""Absences and who stands in."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kim.organisation import hooks
from kim.organisation.access import absent_people
from kim.organisation.exceptions import AbsenceOverlaps, DeputyCannotWorkInCases, DeputyIsAway, OwnDeputyship
from kim.organisation.models import Absence, User
from kim.organisation.roles import Permission
from kim.privacy.public import audit


@transaction.atomic
def plan(*, user: User, deputy: User, first_day: date, last_day: date, by: User) -> Absence:
    """Say who stands in for somebody on these days; on them the deputy works in that person's cases.

    Standing in opens files, so nobody arranges it for themselves: one's own absence, one's team's, or as administrator.
    """
    _must_be_theirs(user, by)
    if deputy.pk == by.pk:
        raise OwnDeputyship
    days = {"first_day__lte": last_day, "last_day__gte": first_day}
    if Absence.objects.filter(user=user, **days).exists():
        raise AbsenceOverlaps
    if Absence.objects.filter(user=deputy, **days).exists():
        raise DeputyIsAway
    if not deputy.is_active or (user.has(Permission.CASE_WORK) and not deputy.has(Permission.CASE_WORK)):
        raise DeputyCannotWorkInCases
    absence = Absence.objects.create(user=user, deputy=deputy, first_day=first_day, last_day=last_day, recorded_by=by)
    audit.record(
        "absence.planned", target=absence, user=user.pk, deputy=deputy.pk, first_day=first_day, last_day=last_day
    )
    hooks.absence_planned.send(Absence, absence=absence, by=by)
    return absence


@transaction.atomic
def end(*, absence: Absence, by: User) -> None:
    """End an absence today; one that has not begun is taken back."""
    _must_be_theirs(absence.user, by)
    today = timezone.localdate()
    audit.record("absence.ended", target=absence, user=absence.user_id, by=by.pk)
    if absence.first_day >= today:
        absence.delete()
    elif absence.last_day >= today:
        absence.last_day = today - timedelta(days=1)
        absence.save(update_fields=["last_day"])


def _must_be_theirs(user: User, by: User) -> None:
    """Whether this person may record that one's absences."""
    if not absent_people(by).filter(pk=user.pk).exists():
        raise PermissionDenied
