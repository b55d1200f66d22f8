"""What is told to staff about themselves: absences, standing in, roles."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from kim.organisation.public import Absence, Membership, User, hooks
from kim.workbench.actions.notices import tell

ROLE_ENDS_WITHIN = timedelta(days=14)
A_DAY = timedelta(days=1)


def listen() -> None:
    """Hear what the organisation lets others know of."""
    hooks.absence_planned.connect(on_absence_planned, dispatch_uid="kim.workbench.absence_planned")
    hooks.role_given.connect(on_role_given, dispatch_uid="kim.workbench.role_given")
    hooks.role_ended.connect(on_role_ended, dispatch_uid="kim.workbench.role_ended")


def on_absence_planned(sender: Any, absence: Absence, by: User, **_more: Any) -> None:
    """The absent person hears of it if somebody else recorded it; the deputy at once if it begins at once."""
    tell(recipient=absence.user_id, kind="absence_recorded", target=absence, by=by, day=absence.first_day)
    if absence.first_day <= timezone.localdate() + A_DAY <= absence.last_day + A_DAY:
        _tell_deputy_begins(absence)


def on_role_given(sender: Any, membership: Membership, by: User, **_more: Any) -> None:
    """Somebody was given a role."""
    tell(recipient=membership.user_id, kind="role_changed", target=membership, by=by, day=membership.valid_from)


def on_role_ended(sender: Any, membership: Membership, by: User, **_more: Any) -> None:
    """A role was taken away."""
    tell(recipient=membership.user_id, kind="role_changed", target=membership, by=by, day=membership.valid_to)


def tell_due(today: date) -> None:
    """Once a day: who begins or ends to stand in tomorrow, whose role ends soon. Telling twice tells nothing new."""
    tomorrow = today + A_DAY
    for absence in Absence.objects.filter(first_day__gte=today, first_day__lte=tomorrow):
        _tell_deputy_begins(absence)
    for absence in Absence.objects.filter(last_day__gte=today, last_day__lte=tomorrow):
        tell(
            recipient=absence.deputy_id, kind="deputy_ends", target=absence, day=absence.last_day,
            once=f"{absence.pk}:{absence.last_day}",
        )  # fmt: skip
    for membership in Membership.objects.on(today).filter(valid_to__lte=today + ROLE_ENDS_WITHIN):
        tell(
            recipient=membership.user_id, kind="role_ends", target=membership, day=membership.valid_to,
            once=f"{membership.pk}:{membership.valid_to}",
        )  # fmt: skip


def _tell_deputy_begins(absence: Absence) -> None:
    tell(
        recipient=absence.deputy_id, kind="deputy_begins", target=absence, day=absence.first_day,
        once=f"{absence.pk}:{absence.first_day}",
    )  # fmt: skip
