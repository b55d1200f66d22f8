"""Figures by municipality, read from a table of a statistical office, and taken back as a whole."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kim.organisation.public import Municipality, PopulationFigure, User
from kim.privacy.public import audit
from kim.staffing import access
from kim.staffing.exceptions import FiguresAreDecided, FiguresGone, FiguresThereAlready, NothingToTake
from kim.staffing.models import Apportionment, FiguresTaken


@transaction.atomic
def take(
    *,
    values: Mapping[str, Decimal],
    what: str,
    on: date,
    source: str,
    by: User,
    file_name: str = "",
    digest: str = "",
) -> int:
    """Keep what was read, all or nothing; what is known of the same day and source is not written over."""
    if not access.takes_figures(by):
        raise PermissionDenied
    places = {place.ags: place for place in Municipality.objects.filter(ags__in=values).order_by("sort_key")}
    if not places:
        raise NothingToTake
    known = PopulationFigure.objects.filter(
        municipality__in=places.values(), what=what, reference_date=on, source=source
    )
    if names := list(known.values_list("municipality__name", flat=True)):
        raise FiguresThereAlready(names=", ".join(names))
    made = PopulationFigure.objects.bulk_create(
        PopulationFigure(municipality=place, what=what, value=values[ags], reference_date=on, source=source)
        for ags, place in places.items()
    )
    FiguresTaken.objects.create(
        what=what, day=on, source=source, file_name=file_name[-200:], digest=digest, taken_by=by,
        made={str(row.pk): str(row.value) for row in made},
    )  # fmt: skip
    audit.record("figures.taken", what=what, on=on, rows=len(made))
    return len(made)


def plans_with(table: FiguresTaken) -> list[Apportionment]:
    """The plans of the county that count figures of this kind, day and source."""
    told = [[table.what, table.day.isoformat(), table.source]]
    return list(Apportionment.objects.filter(figures__contains=told).order_by("-year", "-pk"))


@transaction.atomic
def take_back(*, table: FiguresTaken, by: User) -> tuple[int, int]:
    """The figures of a table go again: how many went, how many were corrected since and stay. Not below a decided plan."""
    if not access.takes_figures(by):
        raise PermissionDenied
    fresh = FiguresTaken.objects.select_for_update(of=("self",)).get(pk=table.pk)
    if fresh.undone_at is not None:
        raise FiguresGone
    if decided := [plan.title for plan in plans_with(fresh) if plan.is_decided]:
        raise FiguresAreDecided(plans=", ".join(decided))
    rows = PopulationFigure.objects.in_bulk([int(pk) for pk in fresh.made])
    same = [pk for pk, row in rows.items() if row.value == Decimal(fresh.made[str(pk)])]
    PopulationFigure.objects.filter(pk__in=same).delete()
    fresh.undone_at, fresh.undone_by = timezone.now(), by
    fresh.save(update_fields=["undone_at", "undone_by"])
    audit.record("figures.taken_back", what=fresh.what, on=fresh.day, rows=len(same))
    return len(same), len(rows) - len(same)
