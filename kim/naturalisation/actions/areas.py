"""Which office is responsible for a municipality from a day on."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from kim.naturalisation import access
from kim.naturalisation.exceptions import ChangesLaterAnyway
from kim.naturalisation.models import OfficeArea
from kim.organisation.public import Municipality, Unit, User
from kim.privacy.public import audit


@transaction.atomic
def record(*, unit: Unit, municipality: Municipality, start: date, agreement: str, by: User) -> OfficeArea:
    """From this day on the office is responsible; whoever was until then ends the day before."""
    if not access.records_areas(by):
        raise PermissionDenied
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    areas = OfficeArea.objects.filter(municipality=municipality)
    if areas.filter(valid_from__gte=start).exists():
        raise ChangesLaterAnyway(municipality=municipality)
    for earlier in areas.filter(Q(valid_to=None) | Q(valid_to__gte=start)):
        earlier.valid_to = start - timedelta(days=1)
        earlier.save(update_fields=["valid_to"])
    made = OfficeArea.objects.create(unit=unit, municipality=municipality, valid_from=start, agreement=agreement)
    audit.record("application.area_recorded", target=made, municipality=municipality.pk, unit=unit.pk, start=start)
    return made
