"""Figures by municipality, read from a table of a statistical office."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from kim.organisation.public import Municipality, PopulationFigure, User
from kim.privacy.public import audit
from kim.staffing import access
from kim.staffing.exceptions import FiguresThereAlready, NothingToTake


@transaction.atomic
def take(*, values: Mapping[str, Decimal], what: str, on: date, source: str, by: User) -> int:
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
    audit.record("figures.taken", what=what, on=on, rows=len(made))
    return len(made)
