"""What the county tells of itself: what KIM is to reach, on what it rests, how it came about, and what its figures count."""

from django.db import models
from django.utils.translation import get_language

from kim.organisation.models.base import PROVENANCE, VALIDITY, Dated, Labelled, Sourced


class CountyGoal(Labelled, Dated, Sourced):
    """What KIM is to reach in this county."""

    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Dated.Meta):
        ordering = ["position", "key"]

    class Privacy:
        clear = {"id", "key", "name_de", "name_en", "position"} | PROVENANCE | VALIDITY


class LegalBasis(Labelled, Dated, Sourced):
    """A law, guideline or concept on which KIM rests."""

    law = models.CharField(max_length=200, blank=True)

    class Meta(Dated.Meta):
        ordering = [models.F("valid_from").asc(nulls_first=True), "key"]

    class Privacy:
        clear = {"id", "key", "name_de", "name_en", "law"} | PROVENANCE | VALIDITY


class Milestone(Sourced):
    """Something that happened on a day on the way to KIM."""

    happened_on = models.DateField()
    name_de = models.CharField(max_length=2000)
    name_en = models.CharField(max_length=2000)

    class Meta:
        ordering = ["happened_on", "id"]

    class Privacy:
        clear = {"id", "happened_on", "name_de", "name_en"} | PROVENANCE

    def __str__(self) -> str:
        return f"{self.happened_on:%Y-%m-%d} {self.label}"

    @property
    def label(self) -> str:
        """The wording in the language of the screen."""
        return self.name_en if (get_language() or "de").startswith("en") else self.name_de


class Block(Sourced):
    """One of the three blocks of KIM, in the county's words."""

    number = models.PositiveSmallIntegerField(unique=True)
    name_de = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    class Meta:
        ordering = ["number"]

    class Privacy:
        clear = {"id", "number", "name_de", "name_en"} | PROVENANCE

    def __str__(self) -> str:
        return f"{self.number} {self.label}"

    @property
    def label(self) -> str:
        """The wording in the language of the screen."""
        return self.name_en if (get_language() or "de").startswith("en") else self.name_de


class FigureKind(Labelled, Dated, Sourced):
    """What a population figure counts, in persons or in per cent."""

    unit = models.CharField(max_length=10, default="persons", db_default="persons", help_text="persons or percent")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Dated.Meta):
        ordering = ["position", "key"]

    class Privacy:
        clear = {"id", "key", "name_de", "name_en", "unit", "position"} | PROVENANCE | VALIDITY
