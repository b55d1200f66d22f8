from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

PROVENANCE = {"source", "note", "synthetic"}
VALIDITY = {"valid_from", "valid_to"}


class DatedQuerySet(models.QuerySet):
    """Rows that hold from one day to another; an open end means: until further notice."""

    def on(self, day: date) -> "DatedQuerySet":
        """What is valid on this day, both ends included."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day),
            Q(valid_to=None) | Q(valid_to__gte=day),
        )


class Dated(models.Model):
    """Something that holds from a day to a day."""

    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_start",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            )
        ]


class Sourced(models.Model):
    """A statement with its source; what is invented for the demo says so."""

    source = models.TextField(blank=True)
    note = models.TextField(blank=True, default="", db_default="")
    synthetic = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Versioned(models.Model):
    """A record that several people edit: its versions are counted, the database notes who saved the last one and when."""

    version = models.PositiveIntegerField(default=1, db_default=1)
    changed_at = models.DateTimeField(null=True, editable=False)
    changed_by = models.ForeignKey(
        "organisation.User", null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    class Meta:
        abstract = True


class Labelled(models.Model):
    """A key of the county profile with its German and English wording."""

    key = models.SlugField(max_length=60, unique=True)
    name_de = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The wording in the language of the screen."""
        return self.name_en if (get_language() or "de").startswith("en") else self.name_de
