from django.contrib.postgres.fields import ArrayField
from django.db import models

from kim.organisation.public import PROVENANCE, VALIDITY, Dated, Sourced


class Offer(Dated, Sourced):
    """Something an agency offers to people: a course, a consultation, a place."""

    key = models.SlugField(max_length=80, unique=True)
    agency = models.ForeignKey("organisation.Agency", on_delete=models.PROTECT, related_name="offers")
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    spheres = ArrayField(models.SlugField(max_length=60), default=list, help_text="Keys of legal spheres.")
    life_areas = ArrayField(models.SlugField(max_length=60), default=list, help_text="Keys of life areas.")
    municipalities = ArrayField(models.CharField(max_length=8), default=list, help_text="AGS; empty means county-wide.")
    languages = ArrayField(models.CharField(max_length=3), default=list, help_text="ISO 639 codes.")
    answer_days = models.PositiveSmallIntegerField(default=14, help_text="Days within which an answer is agreed.")
    usual_wait_days = models.PositiveSmallIntegerField(null=True, help_text="Days people usually wait for a place.")

    class Meta(Dated.Meta):
        ordering = ["title"]

    class Privacy:
        clear = {
            "id", "key", "agency", "title", "description", "spheres", "life_areas", "municipalities", "languages",
            "answer_days", "usual_wait_days",
        } | PROVENANCE | VALIDITY  # fmt: skip

    def __str__(self) -> str:
        return self.title
