"""How long applications are kept after their end, and which ones the nightly job erases next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kim.naturalisation.models import Application
from kim.naturalisation.states import FINAL, Stage
from kim.organisation.public import RetentionClass, Unit

# The county's classes of retention by how an application ended.
CLASSES = {Stage.CERTIFICATE: "naturalisation", Stage.ENDED: "naturalisation_ended"}
AHEAD = timedelta(days=180)


@dataclass(frozen=True)
class Kept:
    """An application that has ended, and the last day on which it is kept."""

    application: Application
    ended_on: date
    last_day: date

    @property
    def is_held(self) -> bool:
        """Whether the office keeps it beyond the county's class."""
        return self.application.hold_until is not None and self.application.hold_until >= self.last_day


def classes() -> dict[str, RetentionClass]:
    """The county's classes by the stage they are for; a stage without one is kept without an end."""
    found = {row.key: row for row in RetentionClass.objects.filter(key__in=CLASSES.values())}
    return {stage: found[key] for stage, key in CLASSES.items() if key in found}


def last_day_of(application: Application, held: dict[str, RetentionClass]) -> date | None:
    """The last day on which it is kept: its end and the years of its class, or the later day the office holds it until."""
    over, kept = application.certificate_on or application.ended_on, held.get(application.stage)
    if over is None or kept is None:
        return None
    last = years_on(over, kept.years)
    return max(last, application.hold_until) if application.hold_until else last


def due(units: Iterable[Unit], on: date) -> list[Kept]:
    """What is erased within the next half year, the earliest first."""
    held = classes()
    oldest = min((row.years for row in held.values()), default=None)
    if oldest is None:
        return []
    rows = Application.objects.filter(
        unit__in=list(units), stage__in=FINAL, stage_since__lte=years_on(on + AHEAD, -oldest)
    )
    found = [
        Kept(row, over, last)
        for row in rows.select_related("unit").prefetch_related("applicants")
        if (over := row.certificate_on or row.ended_on) and (last := last_day_of(row, held)) and last <= on + AHEAD
    ]
    return sorted(found, key=lambda each: (each.last_day, each.application.pk))


def years_on(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes the 28th, as the database has it."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
