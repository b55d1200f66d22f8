from django.db import models
from django.utils.translation import gettext_lazy as _

from kim.casework.models.answers import Pressing, Scale
from kim.organisation.public import Versioned


class Assessment(Versioned):
    """A Bestandsaufnahme: the person's situation, life area by life area, on a day. The second and later ones are re-assessments."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="assessments")
    number = models.PositiveSmallIntegerField()
    held_on = models.DateField(_("held on"))
    language = models.CharField(_("language of the conversation"), max_length=3, blank=True)
    interpreted = models.BooleanField(_("with interpreter"), default=False)
    resources = models.TextField(_("strengths and resources"), blank=True)
    completed_on = models.DateField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, editable=False)
    reopened_on = models.DateField(null=True, editable=False)
    reopening_reason = models.CharField(max_length=500, blank=True, db_default="")
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="assessment_number_once")]

    class Privacy:
        clear = {
            "id", "number", "held_on", "language", "interpreted", "completed_on", "reopened_on", "version", "changed_at",
        }  # fmt: skip
        pseudonymise = {"case", "recorded_by", "completed_at", "changed_by"}
        erase = {"resources", "reopening_reason"}

    def __str__(self) -> str:
        return f"assessment {self.number} of case {self.case_id}"


class AssessmentItem(models.Model):
    """One life area in an assessment: situation, resources, need as the professional and as the person sees it, urgency."""

    assessment = models.ForeignKey("Assessment", on_delete=models.CASCADE, related_name="items")
    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="+")
    life_area = models.ForeignKey("organisation.LifeArea", on_delete=models.PROTECT, related_name="+")
    situation = models.TextField(_("situation"), blank=True)
    resources = models.TextField(_("resources"), blank=True, db_default="")
    need = models.CharField(_("need"), max_length=10, choices=Scale, default=Scale.NOT_ASKED)
    own_view = models.CharField(_("own view"), max_length=10, choices=Scale, default=Scale.NOT_ASKED)
    pressing = models.CharField(
        _("urgency"), max_length=10, choices=Pressing, default=Pressing.NOT_ASKED, db_default=Pressing.NOT_ASKED
    )

    class Meta:
        ordering = ["life_area__position", "id"]
        constraints = [models.UniqueConstraint(fields=["assessment", "life_area"], name="assessment_item_once")]

    class Privacy:
        clear = {"id", "life_area", "need", "own_view", "pressing"}
        pseudonymise = {"assessment", "case"}
        erase = {"situation", "resources"}

    def __str__(self) -> str:
        return f"{self.life_area}: {self.need}/{self.own_view}"

    @property
    def need_points(self) -> int | None:
        return Scale(self.need).points

    @property
    def own_points(self) -> int | None:
        return Scale(self.own_view).points

    @property
    def was_talked_about(self) -> bool:
        """Whether anything at all was said; areas may be left out."""
        asked = {self.need, self.own_view, self.pressing} != {Scale.NOT_ASKED.value}
        return asked or bool(self.situation or self.resources)
