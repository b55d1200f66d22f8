"""Topics: observations of one kind taken together, worked on by bodies until somebody answers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.organisation.public import Versioned
from kim.steering.models.observation import ObservationKind
from kim.steering.states import TopicState


class Topic(Versioned):
    """What several observations have in common, on its way through the bodies (S16)."""

    number = models.CharField(max_length=12, unique=True, help_text="Year and running number: T2026-017.")
    title = models.CharField(_("title"), max_length=160)
    description = models.TextField(_("what it is about"), blank=True)
    kind = models.CharField(_("what it is"), max_length=14, choices=ObservationKind)
    state = models.CharField(max_length=16, choices=TopicState, default=TopicState.COLLECTED)
    state_since = models.DateField()
    life_area = models.ForeignKey(
        "organisation.LifeArea", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sphere_from = models.ForeignKey(
        "organisation.LegalSphere", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sphere_to = models.ForeignKey(
        "organisation.LegalSphere", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    municipalities = models.ManyToManyField("organisation.Municipality", related_name="+", blank=True)
    body = models.ForeignKey(
        "organisation.Body",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("responsible body"),
    )
    keeper = models.ForeignKey(
        "organisation.User",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who keeps it going"),
    )
    target_on = models.DateField(_("to be answered by"), null=True, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    split_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="split_into")
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["-opened_on", "-id"]
        indexes = [
            models.Index(fields=["state", "-state_since"], name="topic_by_state"),
            models.Index(fields=["-opened_on", "-id"], name="topic_newest"),
        ]
        constraints = [
            models.CheckConstraint(name="topic_not_merged_into_itself", condition=~Q(merged_into=F("id"))),
            models.CheckConstraint(
                name="topic_merged_says_into_which",
                condition=Q(state="merged", merged_into__isnull=False) | (~Q(state="merged") & Q(merged_into=None)),
            ),
        ]

    class Privacy:
        clear = {
            "id", "number", "title", "description", "kind", "state", "state_since", "life_area", "sphere_from", "sphere_to",
            "municipalities", "body", "target_on", "opened_on", "closed_on", "merged_into", "split_from", "submission",
            "version", "changed_at",
        }  # fmt: skip
        pseudonymise = {"keeper", "changed_by"}

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class TopicStep(models.Model):
    """One step of a topic: from where to where, on which day, by whom and why. Added, never rewritten."""

    topic = models.ForeignKey("Topic", on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=16, choices=TopicState, blank=True)
    to_state = models.CharField(max_length=16, choices=TopicState)
    body = models.ForeignKey("organisation.Body", null=True, on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField()
    reason = models.TextField(blank=True)
    taken_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["happened_on", "id"]
        indexes = [models.Index(fields=["topic"], name="step_of_topic")]

    class Privacy:
        clear = {"id", "topic", "from_state", "to_state", "body", "happened_on", "reason"}
        pseudonymise = {"taken_by"}

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}, {self.happened_on}"


class Course(models.TextChoices):
    """What a row of steps tells."""

    RECONSTRUCTION = "reconstruction", pgettext_lazy("course", "course of an anonymised case")
    AS_IS = "as_is", pgettext_lazy("course", "service chain as it is")
    AS_IT_SHOULD_BE = "should", pgettext_lazy("course", "service chain as it should be")


class CourseStep(models.Model):
    """One step of a case reconstruction or a service chain: who does what, how long it takes, what stands in the way."""

    topic = models.ForeignKey("Topic", on_delete=models.CASCADE, related_name="course_steps")
    course = models.CharField(max_length=14, choices=Course)
    position = models.PositiveSmallIntegerField()
    agency = models.ForeignKey("organisation.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sphere = models.ForeignKey(
        "organisation.LegalSphere", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    what = models.CharField(_("what happens"), max_length=200)
    days = models.PositiveSmallIntegerField(_("days until the next step"), null=True, blank=True)
    obstacle = models.CharField(_("what stands in the way"), max_length=200, blank=True)

    class Meta:
        ordering = ["course", "position"]
        constraints = [
            models.UniqueConstraint(
                name="course_step_has_its_place",
                fields=["topic", "course", "position"],
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    class Privacy:
        clear = {"id", "topic", "course", "position", "agency", "sphere", "what", "days", "obstacle"}

    def __str__(self) -> str:
        return f"{self.position}. {self.what}"


class MinistryPaper(models.Model):
    """A paper to the ministry about what is beyond the county's competence, with its day and its answer."""

    topic = models.ForeignKey("Topic", on_delete=models.CASCADE, related_name="ministry_papers")
    recipient = models.CharField(_("to whom"), max_length=200)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    sent_on = models.DateField(_("sent on"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    written_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-sent_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="ministry_answers_after_it_was_asked",
                condition=Q(answered_on=None) | Q(answered_on__gte=F("sent_on")),
            )
        ]

    class Privacy:
        clear = {"id", "topic", "recipient", "subject", "text", "sent_on", "answered_on", "answer"}
        pseudonymise = {"written_by"}

    def __str__(self) -> str:
        return f"{self.subject}, {self.sent_on}"
