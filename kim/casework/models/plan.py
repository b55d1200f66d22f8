from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Versioned


class GoalState(models.TextChoices):
    OPEN = "open", _("open")
    REACHED = "reached", _("reached")
    PARTLY = "partly", _("partly reached")
    DROPPED = "dropped", _("given up")


class Goal(Versioned):
    """What the person wants to reach, in their own words."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="goals")
    own_words = models.CharField(_("goal in the person's own words"), max_length=500)
    own_words_language = models.CharField(_("language of these words"), max_length=3, blank=True)
    indicator = models.CharField(_("how we will notice it"), max_length=300, blank=True, db_default="")
    life_area = models.ForeignKey(
        "organisation.LifeArea",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("life area"),
    )
    agreed_on = models.DateField(_("agreed on"))
    target_on = models.DateField(_("until"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=GoalState, default=GoalState.OPEN)
    ended_on = models.DateField(null=True, blank=True)
    result = models.CharField(_("what became of it"), max_length=500, blank=True, db_default="")
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["agreed_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="goal_ended_has_its_day",
                condition=Q(state="open", ended_on=None) | (~Q(state="open") & Q(ended_on__isnull=False)),
            )
        ]

    class Privacy:
        clear = {
            "id",
            "life_area",
            "agreed_on",
            "target_on",
            "state",
            "ended_on",
            "version",
            "changed_at",
            "own_words_language",
            "submission",
        }
        pseudonymise = {"case", "recorded_by", "changed_by"}
        erase = {"own_words", "indicator", "result"}

    def __str__(self) -> str:
        return f"»{self.own_words}«"


class MeasureState(models.TextChoices):
    OPEN = "open", _("open")
    DONE = "done", _("done")
    DROPPED = "dropped", _("not needed any more")


class Who(models.TextChoices):
    CLIENT = "client", _("the person")
    CASE_MANAGER = "case_manager", _("case manager")
    AGENCY = "agency", _("agency")


class Measure(Versioned):
    """A step towards a goal: what, who, until when."""

    goal = models.ForeignKey("Goal", on_delete=models.CASCADE, related_name="measures")
    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="+")
    text = models.CharField(_("step"), max_length=300)
    who = models.CharField(_("who"), max_length=14, choices=Who, default=Who.CLIENT)
    agency = models.ForeignKey(
        "organisation.Agency",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("agency"),
    )
    due_on = models.DateField(_("until"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=MeasureState, default=MeasureState.OPEN)
    ended_on = models.DateField(null=True, blank=True)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["case"], name="measure_of_case")]
        constraints = [
            models.CheckConstraint(
                name="measure_ended_has_its_day",
                condition=Q(state="open", ended_on=None) | (~Q(state="open") & Q(ended_on__isnull=False)),
            )
        ]

    class Privacy:
        clear = {"id", "who", "agency", "due_on", "state", "ended_on", "submission", "version", "changed_at"}
        pseudonymise = {"goal", "case", "changed_by"}
        erase = {"text"}

    def __str__(self) -> str:
        return self.text


class GoalAgreement(models.Model):
    """A version of the Zielvereinbarung as it was agreed: a snapshot, printed from then on unchanged."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="agreements")
    version = models.PositiveSmallIntegerField()
    agreed_on = models.DateField(_("agreed on"))
    language = models.CharField(_("language beside German"), max_length=3, blank=True)
    interpreted = models.BooleanField(_("explained by an interpreter"), default=False)
    review_on = models.DateField(_("next review"), null=True, blank=True)
    snapshot = models.JSONField(help_text="Names, goals and measures as agreed; shape of GoalAgreementData.")
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="agreement_version_once")]

    class Privacy:
        clear = {"id", "version", "agreed_on", "language", "interpreted", "review_on"}
        pseudonymise = {"case", "recorded_by", "recorded_at"}
        erase = {"snapshot"}

    def __str__(self) -> str:
        return f"agreement {self.version} of case {self.case_id}"


class ClientText(models.Model):
    """A sentence printed for clients, in one language and version; only an approved one prints without a mark."""

    key = models.CharField(max_length=80)
    language = models.CharField(max_length=3)
    version = models.PositiveIntegerField()
    text = models.TextField()
    approved_by = models.CharField(max_length=120, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    approved_for = models.PositiveIntegerField(
        null=True, blank=True, help_text="Version of the German text it renders."
    )
    recorded_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey("organisation.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["key", "language", "-version"]
        constraints = [models.UniqueConstraint(fields=["key", "language", "version"], name="client_text_once")]

    class Privacy:
        clear = {
            "id", "key", "language", "version", "text", "approved_by", "approved_on", "approved_for", "recorded_on",
        }  # fmt: skip
        pseudonymise = {"recorded_by"}

    def __str__(self) -> str:
        return f"{self.key} {self.language} {self.version}"
