from django.db import models

from kim.organisation.public import PROVENANCE, VALIDITY, Dated, Sourced


class OfficeArea(Dated, Sourced):
    """Which naturalisation office is responsible for a municipality from a day to a day, and by what agreement."""

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="naturalisation_areas")
    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")
    agreement = models.CharField(max_length=200, blank=True)

    class Meta(Dated.Meta):
        ordering = ["municipality__sort_key", "valid_from"]

    class Privacy:
        clear = {"id", "unit", "municipality", "agreement"} | PROVENANCE | VALIDITY

    def __str__(self) -> str:
        return f"{self.municipality}: {self.unit}"
