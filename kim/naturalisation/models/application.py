from calendar import monthrange
from datetime import date
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.naturalisation.states import BEFORE_SUBMITTING, FINAL, EndReason, Stage
from kim.organisation.public import Versioned

MONTHS_TO_DECIDE = 3  # § 75 VwGO: then an action for failure to act is admissible


class Basis(models.TextChoices):
    """What the application rests on."""

    S10 = "s10", _("§ 10 StAG, entitlement")
    S10_2 = "s10_2", _("§ 10 (2) StAG, naturalised together with the family")
    S9 = "s9", _("§ 9 StAG, spouse of a German")
    S8 = "s8", _("§ 8 StAG, at discretion")
    OTHER = "other", _("another basis")


class Application(Versioned):
    """One application to a naturalisation office, of one person or of a family together. No path leads from here to a case."""

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("office"))
    reference = models.CharField(pgettext_lazy("application", "reference"), max_length=40)
    basis = models.CharField(_("legal basis"), max_length=8, choices=Basis, default=Basis.S10)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.ADVICE)
    stage_since = models.DateField(_("since"))
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    decided_on = models.DateField(pgettext_lazy("application", "decided on"), null=True, blank=True)
    certificate_on = models.DateField(_("certificate handed over on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.CharField(_("reason"), max_length=12, choices=EndReason, blank=True)
    caretaker = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("in charge")
    )  # fmt: skip
    hold_until = models.DateField(_("keep at least until"), null=True, blank=True)
    hold_reason = models.CharField(
        pgettext_lazy("keeping", "reason"), max_length=200, blank=True, default="", db_default=""
    )
    receipt = models.UUIDField(unique=True, default=uuid4, editable=False, help_text="Random; names nobody.")
    from_advice = models.BooleanField(
        _("handed over from advice"), default=False, db_default=False, editable=False,
        help_text="Whether the person had it begun by their counsellors; from which file, nobody here can tell.",
    )  # fmt: skip
    submission = models.UUIDField(unique=True, null=True, editable=False)
    synthetic = models.BooleanField(default=False)

    class Meta:
        ordering = ["stage_since", "id"]
        indexes = [models.Index(fields=["unit", "stage", "stage_since"], name="application_of_office")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "reference"], name="application_reference_in_office"),
            models.CheckConstraint(
                name="application_certificate_has_its_day",
                condition=Q(stage="certificate", certificate_on__isnull=False, decided_on__isnull=False)
                | (~Q(stage="certificate") & Q(certificate_on=None)),
            ),
            models.CheckConstraint(
                name="application_end_has_day_and_reason",
                condition=(Q(stage="ended", ended_on__isnull=False) & ~Q(end_reason=""))
                | (~Q(stage="ended") & Q(ended_on=None, end_reason="")),
            ),
            models.CheckConstraint(
                name="application_held_with_a_reason",
                condition=Q(hold_until=None, hold_reason="") | (Q(hold_until__isnull=False) & ~Q(hold_reason="")),
            ),
        ]

    class Privacy:
        clear = {
            "id", "unit", "basis", "stage", "stage_since", "submitted_on", "decided_on", "certificate_on", "ended_on",
            "end_reason", "from_advice", "submission", "synthetic", "version", "changed_at", "hold_until",
        }  # fmt: skip
        pseudonymise = {"reference", "caretaker", "receipt", "changed_by"}
        erase = {"hold_reason"}

    def __str__(self) -> str:
        return self.reference

    @property
    def is_running(self) -> bool:
        """Whether something is still to be done."""
        return self.stage not in FINAL

    @property
    def is_naturalised(self) -> bool:
        """Only the handed-over certificate takes effect (§ 16 StAG)."""
        return self.stage == Stage.CERTIFICATE

    @property
    def three_months_end(self) -> date | None:
        """The day after which an action for failure to act is admissible, counted from submission."""
        return three_months_after(self.submitted_on) if self.submitted_on else None

    def waits_since(self, on: date) -> date | None:
        """The day of submission once three months have passed without a decision (§ 75 VwGO), else nothing."""
        if not self.submitted_on or self.decided_on or not self.is_running or self.stage in BEFORE_SUBMITTING:
            return None
        return self.submitted_on if three_months_after(self.submitted_on) < on else None


class Relation(models.TextChoices):
    """As what somebody stands in an application."""

    SELF = "self", pgettext_lazy("applicant", "applies")
    SPOUSE = "spouse", pgettext_lazy("applicant", "spouse, naturalised together (§ 10 (2) StAG)")
    CHILD = "child", pgettext_lazy("applicant", "child, naturalised together (§ 10 (2) StAG)")


class LeftReason(models.TextChoices):
    """Why somebody is no longer part of an application that goes on."""

    WITHDRAWN = "withdrawn", pgettext_lazy("applicant", "no longer wishes to be naturalised")
    OWN = "own", pgettext_lazy("applicant", "has an application of their own")
    GERMAN = "german", pgettext_lazy("applicant", "is German already")
    UNMET = "unmet", pgettext_lazy("applicant", "requirements not met, the others go on")
    MISTAKE = "mistake", pgettext_lazy("applicant", "recorded by mistake")


class StandingApplicants(models.Manager["Applicant"]):
    """Those who stand in the application now; who left it is found by `everybody`."""

    def get_queryset(self) -> "models.QuerySet[Applicant]":
        return super().get_queryset().filter(left_on=None)


class Applicant(models.Model):
    """Somebody who is to be naturalised by this application; written here anew, never read from a case."""

    application = models.ForeignKey("Application", on_delete=models.CASCADE, related_name="applicants")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=1)
    given_name = models.CharField(_("given name"), max_length=120)
    family_name = models.CharField(_("family name"), max_length=120)
    born_on = models.CharField(
        _("date of birth"), max_length=10, blank=True, default="", db_default="",
        help_text="ISO, as much as is known: 1985, 1985-03 or 1985-03-14.",
    )  # fmt: skip
    citizenships = ArrayField(models.CharField(max_length=3), default=list, help_text="ISO 3166 alpha-3.")
    municipality = models.ForeignKey(
        "organisation.Municipality", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("place of residence"),
    )  # fmt: skip
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    is_protected = models.BooleanField(_("address is blocked (§ 51 BMG)"), default=False)
    relation = models.CharField(
        pgettext_lazy("applicant", "as"),
        max_length=8,
        choices=Relation,
        default=Relation.SELF,
        db_default=Relation.SELF,
    )
    receipt = models.UUIDField(
        null=True, editable=False, db_index=True, help_text="By which handover from advice somebody joined later."
    )
    left_on = models.DateField(null=True, blank=True)
    left_reason = models.CharField(max_length=12, choices=LeftReason, blank=True, default="", db_default="")

    objects = StandingApplicants()
    everybody = models.Manager()  # noqa: DJ012 - after the first manager, which relations use

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="applicant_left_with_day_and_reason",
                condition=Q(left_on=None, left_reason="") | (Q(left_on__isnull=False) & ~Q(left_reason="")),
            ),
            models.CheckConstraint(
                name="applicant_born_as_known", condition=Q(born_on__regex=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")
            ),
        ]

    class Privacy:
        clear = {
            "id",
            "unit",
            "position",
            "citizenships",
            "municipality",
            "is_protected",
            "relation",
            "left_on",
            "left_reason",
        }
        pseudonymise = {"application", "receipt"}
        erase = {"given_name", "family_name", "born_on", "street", "phone", "email"}

    def __str__(self) -> str:
        return f"{self.family_name}, {self.given_name}"


class ChangeKind(models.TextChoices):
    ADDED = "added", pgettext_lazy("applicant", "added")
    CHANGED = "changed", pgettext_lazy("applicant", "changed")
    LEFT = "left", pgettext_lazy("applicant", "taken out")


class ApplicantChange(models.Model):
    """What became of somebody in an application: added, changed, taken out. Added with every act, never changed."""

    application = models.ForeignKey("Application", on_delete=models.CASCADE, related_name="people_changes")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    applicant = models.ForeignKey("Applicant", on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=8, choices=ChangeKind)
    before = models.JSONField(default=dict, help_text="What the changed fields held before, by their name.")
    reason = models.CharField(max_length=300, blank=True, default="", db_default="")
    recorded_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-recorded_at", "-id"]

    class Privacy:
        clear = {"id", "unit", "kind"}
        pseudonymise = {"application", "applicant", "recorded_by", "recorded_at"}
        erase = {"before", "reason"}

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, applicant {self.applicant_id}"


class StageEntry(models.Model):
    """From which day an application stood in a stage: added with every step, never changed."""

    application = models.ForeignKey("Application", on_delete=models.CASCADE, related_name="entries")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=12, choices=Stage)
    entered_on = models.DateField(pgettext_lazy("application", "from"))
    recorded_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["entered_on", "id"]

    class Privacy:
        clear = {"id", "unit", "stage", "entered_on"}
        pseudonymise = {"application", "recorded_by", "recorded_at"}

    def __str__(self) -> str:
        return f"{self.get_stage_display()}, {self.entered_on}"


def three_months_after(day: date) -> date:
    """The same day three months on, or the last of that month (§ 188 (3) BGB)."""
    return _months_on(day, MONTHS_TO_DECIDE)


def three_months_before(day: date) -> date:
    """What was submitted before this day has waited for more than three months."""
    return _months_on(day, -MONTHS_TO_DECIDE)


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


__all__ = [
    "Applicant",
    "ApplicantChange",
    "Application",
    "Basis",
    "ChangeKind",
    "LeftReason",
    "Relation",
    "StageEntry",
    "three_months_after",
    "three_months_before",
]
