"""Whose applications somebody reads: those of the offices in which they are naturalisation officer today, nobody else's."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from kim.naturalisation.models import Application, OfficeArea
from kim.organisation.public import Municipality, Permission, Role, Unit, User


def offices_of(user: User) -> list[Unit]:
    """The offices in which this person works today."""
    return [each.unit for each in user.current_memberships if Permission.NATURALISE in Role(each.role).permissions]


def works_here(user: User) -> bool:
    """Whether the pages of the naturalisation offices are theirs."""
    return bool(user.has(Permission.NATURALISE))


def looks_up(user: User) -> bool:
    """Whether they may look up which office is responsible: whoever looks up the county."""
    return bool(user.has(Permission.COUNTY_READ))


def records_areas(user: User) -> bool:
    """Whether they record which office is responsible for whom."""
    return bool(user.has(Permission.COUNTY_MANAGE))


def applications_for(user: User) -> QuerySet[Application]:
    """The applications of the own office; the database holds the same condition."""
    if not works_here(user):
        raise PermissionDenied
    return Application.objects.filter(unit__in=[unit.pk for unit in offices_of(user)])


def application_for(user: User, pk: int) -> Application:
    """One of them: 403 for whoever has no page here, 404 for one of another office."""
    found: Application = get_object_or_404(applications_for(user).select_related("unit", "caretaker"), pk=pk)
    return found


def responsible(municipality: Municipality, on: date) -> OfficeArea | None:
    """Which office decides for people of this municipality on a day; nothing where it is not recorded."""
    areas = OfficeArea.objects.on(on).filter(municipality=municipality).select_related("unit")
    found: OfficeArea | None = areas.order_by("-valid_from", "-pk").first()
    return found
