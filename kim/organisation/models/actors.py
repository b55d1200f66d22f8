from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from kim.organisation.models.base import PROVENANCE, VALIDITY, Dated, Sourced


class Agency(Dated, Sourced):
    """An authority or provider that works with the county, in one or more legal spheres."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    municipality = models.ForeignKey("Municipality", null=True, on_delete=models.PROTECT, related_name="agencies")
    spheres = ArrayField(models.SlugField(max_length=60), default=list, help_text="Keys of legal spheres.")
    in_own_house = models.BooleanField(default=False)

    class Meta(Dated.Meta):
        ordering = ["name"]

    class Privacy:
        clear = {"id", "key", "name", "kind", "municipality", "spheres", "in_own_house"} | PROVENANCE | VALIDITY

    def __str__(self) -> str:
        return self.name


class Unit(Dated, Sourced):
    """A part of an organisation in which people work together: the case-management team, a coordinating office …"""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    employer = models.ForeignKey("Agency", null=True, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    tasks = ArrayField(
        models.TextField(), default=list, db_default=[], help_text="What it does, in the county's words."
    )

    class Meta(Dated.Meta):
        ordering = ["name"]

    class Privacy:
        clear = {"id", "key", "name", "kind", "employer", "parent", "tasks"} | PROVENANCE | VALIDITY

    def __str__(self) -> str:
        return self.name


class BodyLevel(models.TextChoices):
    STEERING = "steering", _("Steering")
    STRUCTURE = "structure", _("Structure level")
    CASE = "case", _("Case level")
    EXCHANGE = "exchange", _("Standing exchange")


class Body(Dated, Sourced):
    """A body of the steering: steering group, working group, standing exchange."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=20, choices=BodyLevel)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    tasks = ArrayField(
        models.TextField(), default=list, db_default=[], help_text="What it does, in the county's words."
    )

    class Meta(Dated.Meta):
        ordering = ["name"]

    class Privacy:
        clear = {"id", "key", "name", "level", "parent", "tasks"} | PROVENANCE | VALIDITY

    def __str__(self) -> str:
        return self.name
