from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class ReviewState(models.TextChoices):
    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    CALLED_OFF = "called_off", _("called off")


class GoalCourse(models.TextChoices):
    """How a goal stands when it is looked at."""

    ON_COURSE = "on_course", _("on course")
    STUCK = "stuck", _("stuck")
    REACHED = "reached", _("reached")
    PARTLY = "partly", _("partly reached")
    DROPPED = "dropped", _("given up")
    NOT_DISCUSSED = "not_discussed", _("not talked about")


class Review(models.Model):
    """A day on which what was agreed is looked at: planned, then held with a result for each goal.

    The planned day also stands on the head of the case (`Case.review_on`), where lists sort by it.
    """

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="reviews")
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.PLANNED)
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    focus = models.CharField(_("what is to be looked at"), max_length=300, blank=True, default="", db_default="")
    held_on = models.DateField(_("held on"), null=True, blank=True)
    with_person = models.BooleanField(_("together with the person"), default=True, db_default=True)
    summary = models.TextField(_("in short"), blank=True, default="", db_default="")
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["held_on", "planned_on", "id"]
        indexes = [models.Index(fields=["case", "-held_on"], name="review_of_case")]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state="planned"), name="review_one_planned_per_case"),
            models.CheckConstraint(
                name="review_held_has_its_day",
                condition=Q(state="held", held_on__isnull=False) | (~Q(state="held") & Q(held_on=None)),
            ),
        ]

    class Privacy:
        clear = {"id", "state", "planned_on", "held_on", "with_person"}
        pseudonymise = {"case", "recorded_by", "recorded_at"}
        erase = {"focus", "summary"}

    def __str__(self) -> str:
        return f"review of case {self.case_id}, {self.held_on or self.planned_on}"


class ReviewedGoal(models.Model):
    """How one goal stood at a review."""

    review = models.ForeignKey("Review", on_delete=models.CASCADE, related_name="goals")
    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="+")
    goal = models.ForeignKey("Goal", on_delete=models.CASCADE, related_name="reviewed")
    course = models.CharField(max_length=14, choices=GoalCourse)
    words = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["case"], name="reviewed_goal_of_case")]
        constraints = [models.UniqueConstraint(fields=["review", "goal"], name="reviewed_goal_once")]

    class Privacy:
        clear = {"id", "course"}
        pseudonymise = {"review", "case", "goal"}
        erase = {"words"}

    def __str__(self) -> str:
        return f"{self.goal_id}: {self.course}"
