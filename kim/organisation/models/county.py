from django.db import models
from django.db.models import F, Q

from kim.organisation.models.base import PROVENANCE, VALIDITY, Dated, Labelled, Sourced


class County(Sourced):
    """The one county of this installation, as its profile describes it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    ags = models.CharField(max_length=5)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=200, blank=True, default="", db_default="")
    logo = models.CharField(max_length=80, blank=True, default="", db_default="")
    brand_colour = models.CharField(max_length=7, blank=True)
    on_brand_colour = models.CharField(max_length=7, blank=True)
    reference_pattern = models.CharField(max_length=120, default="{code}-{yy}-{n}")
    public_finder = models.BooleanField(
        default=False, db_default=False, help_text="Whether the contact finder is open without signing in."
    )
    public_precheck = models.BooleanField(
        default=False, db_default=False, help_text="Whether the naturalisation pre-check is open without signing in."
    )
    agreement_needs_second = models.BooleanField(
        default=False, db_default=False, help_text="Whether a goal agreement holds when a second person confirms it."
    )
    closing_needs_second = models.BooleanField(
        default=False, db_default=False, help_text="Whether a case is closed when a second person confirms it."
    )
    review_weeks = models.PositiveSmallIntegerField(null=True, help_text="Weeks between two reviews, as a proposal.")
    remind_days = models.PositiveSmallIntegerField(
        null=True, help_text="Days before its day on which something is reminded of; a body may have its own."
    )
    escalate_days = models.PositiveSmallIntegerField(
        null=True, help_text="Days after its day on which the chair hears of it; a body may have its own."
    )
    profile_name = models.CharField(max_length=120)
    profile_digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="county_is_one_row", condition=Q(id=1))]

    class Privacy:
        clear = {
            "id", "ags", "name", "short_name", "kind", "state", "logo", "brand_colour", "on_brand_colour", "reference_pattern",
            "public_finder", "public_precheck", "agreement_needs_second", "closing_needs_second", "review_weeks",
            "remind_days", "escalate_days",
            "profile_name", "profile_digest", "loaded_at",
        } | PROVENANCE  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Municipality(Dated, Sourced):
    """A municipality of the county, known by its official key (AGS, 8 digits)."""

    ags = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=4, unique=True)
    sort_key = models.CharField(max_length=400)

    class Meta(Dated.Meta):
        ordering = ["sort_key"]

    class Privacy:
        clear = {"id", "ags", "name", "code", "sort_key"} | PROVENANCE | VALIDITY

    def __str__(self) -> str:
        return self.name


class MunicipalityFact(Dated, Sourced):
    """Whether a municipality has an office of its own, from when to when; without a row it is not known."""

    municipality = models.ForeignKey("Municipality", on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=40)
    exists = models.BooleanField(default=True, db_default=True)

    class Meta(Dated.Meta):
        pass

    class Privacy:
        clear = {"id", "municipality", "kind", "exists"} | PROVENANCE | VALIDITY

    def __str__(self) -> str:
        return f"{self.municipality}: {self.kind}"


class LeadTime(Dated, Sourced):
    """How many weeks before a residence document ends an authority wants the application to extend it."""

    agency = models.ForeignKey("Agency", on_delete=models.CASCADE, related_name="lead_times")
    weeks = models.PositiveSmallIntegerField()

    class Meta(Dated.Meta):
        ordering = ["agency", F("valid_from").asc(nulls_first=True), "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(name="lead_time_is_sensible", condition=Q(weeks__range=(1, 104))),
        ]

    class Privacy:
        clear = {"id", "agency", "weeks"} | PROVENANCE | VALIDITY

    def __str__(self) -> str:
        return f"{self.agency}: {self.weeks} weeks"


class LegalSphere(Labelled, Dated, Sourced):
    """A Rechtskreis with a case management of its own: SGB II, SGB VIII, AufenthG …"""

    law = models.CharField(max_length=200, blank=True)

    class Meta(Dated.Meta):
        ordering = ["key"]

    class Privacy:
        clear = {"id", "key", "name_de", "name_en", "law"} | PROVENANCE | VALIDITY


class PopulationFigure(Sourced):
    """A number of people with its source and reference date; two sources may disagree."""

    municipality = models.ForeignKey("Municipality", null=True, on_delete=models.CASCADE, related_name="figures")
    what = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=12, decimal_places=2)
    reference_date = models.DateField(help_text="The day, or the last one of the period.")
    precision = models.CharField(max_length=10, default="day", db_default="day", help_text="day, quarter or year")

    class Meta:
        ordering = ["reference_date"]

    class Privacy:
        clear = {"id", "municipality", "what", "value", "reference_date", "precision"} | PROVENANCE

    def __str__(self) -> str:
        return f"{self.what} {self.reference_date}"


class TargetGroupRule(Dated, Sourced):
    """The county's target-group rule in one version: stages and criteria as `kim.law.target_group` reads them."""

    version = models.PositiveIntegerField(unique=True)
    stages = models.JSONField()
    remarks = models.JSONField(
        default=dict, db_default={}, help_text="Notes and marks of stages and criteria, by their place: 0.1"
    )

    class Meta(Dated.Meta):
        ordering = ["-version"]

    class Privacy:
        clear = {"id", "version", "stages", "remarks"} | PROVENANCE | VALIDITY

    def __str__(self) -> str:
        return f"v{self.version}"


class LifeArea(Labelled, Dated, Sourced):
    """A Handlungsfeld of the assessment."""

    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Dated.Meta):
        ordering = ["position", "key"]

    class Privacy:
        clear = {"id", "key", "name_de", "name_en", "position"} | PROVENANCE | VALIDITY


class AccessChannel(Labelled, Dated, Sourced):
    """How people come to KIM: themselves, by an authority, by outreach …"""

    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Dated.Meta):
        ordering = ["position", "key"]

    class Privacy:
        clear = {"id", "key", "name_de", "name_en", "position"} | PROVENANCE | VALIDITY


class ClosingReason(Labelled, Dated, Sourced):
    """Why a case ends."""

    successful = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Dated.Meta):
        ordering = ["position", "key"]

    class Privacy:
        clear = {"id", "key", "name_de", "name_en", "successful", "position"} | PROVENANCE | VALIDITY


class PhaseWeight(Dated, Sourced):
    """How much a case in this phase counts in the load of a case manager."""

    phase = models.CharField(max_length=30)
    weight = models.DecimalField(max_digits=4, decimal_places=2)

    class Meta(Dated.Meta):
        pass

    class Privacy:
        clear = {"id", "phase", "weight"} | PROVENANCE | VALIDITY

    def __str__(self) -> str:
        return f"{self.phase} {self.weight}"


class RetentionClass(Labelled, Sourced):
    """How long a kind of record is kept after its case was closed, in years."""

    years = models.PositiveSmallIntegerField()

    class Privacy:
        clear = {"id", "key", "name_de", "name_en", "years"} | PROVENANCE


class Term(Sourced):
    """The county's own word for a term of the field, e.g. 'Steuerungsgruppe' for the steering group."""

    key = models.SlugField(max_length=60, unique=True)
    name_de = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)

    class Privacy:
        clear = {"id", "key", "name_de", "name_en"} | PROVENANCE

    def __str__(self) -> str:
        return self.key
