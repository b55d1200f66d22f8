"""Erasing what is kept long enough, counting years that are over, and holding back a single application."""

from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from kim.naturalisation.actions.applications import count_version, lock
from kim.naturalisation.exceptions import AlreadyOver, ChangedMeanwhile, DayIsPast
from kim.naturalisation.models import Application
from kim.organisation.public import User
from kim.privacy.public import Scope, audit, open_scope


@transaction.atomic
def hold(*, application: Application, until: date | None, reason: str, by: User, version: int) -> Application:
    """Keep one that has ended at least until a day, with the reason; without a day the county's class holds again."""
    row = lock(application, by=by)
    if row.version != version:
        raise ChangedMeanwhile
    if row.is_running:
        raise AlreadyOver
    if until is not None and until < timezone.localdate():
        raise DayIsPast
    row.hold_until, row.hold_reason = until, reason if until else ""
    row.save(update_fields=["hold_until", "hold_reason"])
    count_version(row, by=by)
    audit.record("application.held", target=row, until=until)
    return row


def night() -> int:
    """The nightly round: first count years that are over, then erase what is due; gives how many applications are gone."""
    with open_scope(Scope(name="worker")), connection.cursor() as cursor:
        cursor.execute("select kim_count_naturalisation_years()")
        if years := cursor.fetchone()[0]:
            audit.record("application.years_counted", years=years)
        cursor.execute("select unit_id, number from kim_erase_applications()")
        erased = cursor.fetchall()
        for unit, number in erased:
            audit.record("application.erased", unit=unit, applications=number)
    return sum(number for _unit, number in erased)
