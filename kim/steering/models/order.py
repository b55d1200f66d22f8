"""Work orders, the look at their effect, and the feedback to everybody who observed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.organisation.public import Versioned
from kim.steering.states import OPEN_ORDER_STATES, OrderState


class WorkOrder(Versioned):
    """What somebody shall do because of a decision, until when, and by what one sees that it is done (F16)."""

    decision = models.ForeignKey("Decision", on_delete=models.PROTECT, related_name="orders")
    number = models.PositiveSmallIntegerField(help_text="Running number within the decision.")
    what = models.TextField(_("what is to be done"))
    indicator = models.CharField(_("by what one sees that it is done"), max_length=300, blank=True)
    body = models.ForeignKey(
        "organisation.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="orders"
    )
    agency = models.ForeignKey("organisation.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "organisation.User",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who looks after it"),
    )
    due_on = models.DateField(_("until"))
    state = models.CharField(max_length=12, choices=OrderState, default=OrderState.GIVEN)
    percent = models.PositiveSmallIntegerField(_("progress in per cent"), default=0)
    done_on = models.DateField(null=True, blank=True)
    proof = models.TextField(_("proof"), blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    escalated_on = models.DateField(null=True, blank=True)
    held_up_by = models.TextField(_("why it stands still"), blank=True, default="", db_default="")
    held_up_said_on = models.DateField(null=True, blank=True)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["due_on", "id"], name="order_open", condition=Q(state__in=sorted(map(str, OPEN_ORDER_STATES)))
            ),
            models.Index(fields=["decision"], name="order_of_decision"),
        ]
        constraints = [
            models.UniqueConstraint(name="order_number_in_decision", fields=["decision", "number"]),
            models.CheckConstraint(
                name="order_goes_to_one",
                condition=Q(body__isnull=False, agency=None, unit=None)
                | Q(body=None, agency__isnull=False, unit=None)
                | Q(body=None, agency=None, unit__isnull=False),
            ),
            models.CheckConstraint(
                name="order_held_up_has_a_day",
                condition=Q(held_up_by="", held_up_said_on=None)
                | (~Q(held_up_by="") & Q(held_up_said_on__isnull=False)),
            ),
            models.CheckConstraint(name="order_progress_is_a_share", condition=Q(percent__lte=100)),
            models.CheckConstraint(
                name="order_done_has_day_and_proof",
                condition=(Q(state="done", done_on__isnull=False) & ~Q(proof="")) | ~Q(state="done"),
            ),
        ]

    class Privacy:
        clear = {
            "id", "decision", "number", "what", "indicator", "body", "agency", "unit", "due_on", "state", "percent", "done_on",
            "proof", "reminded_on", "escalated_on", "held_up_by", "held_up_said_on", "submission", "version", "changed_at",
        }  # fmt: skip
        pseudonymise = {"person", "changed_by"}

    def __str__(self) -> str:
        return self.what[:80]


class OrderReport(models.Model):
    """What somebody reports about a work order. Added, never rewritten."""

    order = models.ForeignKey("WorkOrder", on_delete=models.CASCADE, related_name="reports")
    reported_on = models.DateField()
    state = models.CharField(max_length=12, choices=OrderState)
    percent = models.PositiveSmallIntegerField()
    text = models.TextField(_("report"))
    reported_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["reported_on", "id"]

    class Privacy:
        clear = {"id", "order", "reported_on", "state", "percent", "text"}
        pseudonymise = {"reported_by"}

    def __str__(self) -> str:
        return f"{self.reported_on}: {self.percent} %"


class EffectResult(models.TextChoices):
    FALLEN = "fallen", pgettext_lazy("effect", "fallen")
    NOT_FALLEN = "not_fallen", pgettext_lazy("effect", "not fallen")
    RISEN = "risen", pgettext_lazy("effect", "risen")
    TOO_FEW = "too_few", pgettext_lazy("effect", "too few to tell")


class EffectCheck(models.Model):
    """Whether observations of this kind became fewer after implementation: months before and after, counts, and the words."""

    topic = models.ForeignKey("Topic", on_delete=models.CASCADE, related_name="effect_checks")
    due_on = models.DateField(_("to be looked at on"))
    implemented_month = models.DateField(help_text="First day of the month in which the last work order was done.")
    months = models.PositiveSmallIntegerField(_("months before and after"), default=6)
    before = ArrayField(models.PositiveIntegerField(), default=list, help_text="Observations per month before.")
    after = ArrayField(models.PositiveIntegerField(), default=list, help_text="Observations per month after.")
    result = models.CharField(_("result"), max_length=10, choices=EffectResult, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    note = models.TextField(_("what we make of it"), blank=True)
    checked_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="effect_looked_at_has_a_result",
                condition=Q(checked_on=None, result="") | (Q(checked_on__isnull=False) & ~Q(result="")),
            )
        ]

    class Privacy:
        clear = {
            "id",
            "topic",
            "due_on",
            "implemented_month",
            "months",
            "before",
            "after",
            "result",
            "checked_on",
            "note",
        }
        pseudonymise = {"checked_by"}

    def __str__(self) -> str:
        return f"effect of topic {self.topic_id}, {self.due_on}"


class Feedback(models.Model):
    """What became of it, in plain sentences, for everybody who observed it. It reaches them by receipt; nobody learns of whom."""

    topic = models.ForeignKey("Topic", null=True, blank=True, on_delete=models.CASCADE, related_name="feedbacks")
    decision = models.ForeignKey("Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="feedbacks")
    text = models.TextField(_("what became of it"))
    final = models.BooleanField(_("this is the answer"), default=False)
    given_on = models.DateField()
    given_at = models.DateTimeField(db_default=Now(), editable=False)
    given_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["-given_on", "-id"]
        indexes = [models.Index(fields=["topic", "-id"], name="feedback_of_topic")]
        constraints = [
            models.CheckConstraint(
                name="feedback_answers_something", condition=Q(topic__isnull=False) | Q(decision__isnull=False)
            )
        ]

    class Privacy:
        clear = {"id", "topic", "decision", "text", "final", "given_on", "given_at", "submission"}
        pseudonymise = {"given_by"}

    def __str__(self) -> str:
        return self.text[:60]
