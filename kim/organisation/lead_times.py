"""How long before a residence document ends the foreigners' office of a municipality wants the application to extend it."""

from dataclasses import dataclass
from datetime import date

from kim.organisation.models import Agency, LeadTime

SPHERE = "aufenthg"


@dataclass(frozen=True)
class LeadTimes:
    """The lead times of a day by municipality; None is the county's own office, which serves all without one of theirs."""

    held: dict[int | None, LeadTime]
    own_offices: frozenset[int | None]

    def of(self, municipality_id: int | None) -> LeadTime | None:
        """The lead time that holds there; nothing where the responsible office has named none."""
        office = municipality_id if municipality_id in self.own_offices else None
        return self.held.get(office)


def lead_times(on: date) -> LeadTimes:
    """Read in two queries, however many offices there are."""
    offices = Agency.objects.on(on).filter(spheres__contains=[SPHERE], kind="authority")
    held = LeadTime.objects.on(on).filter(agency__in=offices).select_related("agency").order_by("valid_from", "pk")
    return LeadTimes(
        {row.agency.municipality_id: row for row in held},
        frozenset(offices.values_list("municipality_id", flat=True)),
    )
