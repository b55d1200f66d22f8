from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import PROVENANCE, VALIDITY, Dated, Sourced


class TargetGroup(models.TextChoices):
    """Whom an offer is made for; an offer without any is for everybody."""

    WOMEN = "women", _("women")
    FAMILIES = "families", _("families with children")
    YOUNG = "young", _("young people")
    SENIORS = "seniors", _("older people")
    NEWCOMERS = "newcomers", _("people who arrived lately")
    LITERACY = "literacy", _("people who learn to read")


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
    target_groups = ArrayField(models.CharField(max_length=12), default=list, db_default=[], help_text="TargetGroup.")
    is_free = models.BooleanField(null=True, help_text="Whether it costs nothing; empty where nobody knows.")
    cost = models.CharField(max_length=120, blank=True, default="", db_default="")
    seats = models.PositiveSmallIntegerField(null=True, help_text="Places altogether.")
    seats_free = models.PositiveSmallIntegerField(null=True, help_text="Places free on `seats_on`.")
    seats_on = models.DateField(null=True, help_text="On which day the agency said so.")

    class Meta(Dated.Meta):
        ordering = ["title"]

    class Privacy:
        clear = {
            "id", "key", "agency", "title", "description", "spheres", "life_areas", "municipalities", "languages",
            "answer_days", "usual_wait_days", "target_groups", "is_free", "cost", "seats", "seats_free", "seats_on",
        } | PROVENANCE | VALIDITY  # fmt: skip

    def __str__(self) -> str:
        return self.title
