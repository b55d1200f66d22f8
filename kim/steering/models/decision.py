"""Proposals, what preparing bodies recommend, decisions, and the open points of standing exchanges."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.organisation.public import Versioned
from kim.steering.states import Outcome, ProposalState


class Proposal(Versioned):
    """What a body shall decide, with reasons, options and cost."""

    number = models.CharField(max_length=12, unique=True, help_text="Year and running number: V2026-004.")
    topic = models.ForeignKey("Topic", null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")
    from_body = models.ForeignKey(
        "organisation.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_body = models.ForeignKey(
        "organisation.Body", on_delete=models.PROTECT, related_name="+", verbose_name=_("to which body")
    )
    origin = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="derived")
    title = models.CharField(_("title"), max_length=200)
    wording = models.TextField(_("what shall be decided"))
    reasons = models.TextField(_("reasons"), blank=True)
    options = models.TextField(_("other options"), blank=True)
    cost = models.CharField(_("cost"), max_length=300, blank=True)
    agencies = models.ManyToManyField(
        "organisation.Agency", related_name="+", blank=True, verbose_name=_("who must act")
    )
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.DRAFT)
    submitted_on = models.DateField(null=True, blank=True)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "-id"], name="proposal_by_state")]

    class Privacy:
        clear = {
            "id", "number", "topic", "from_body", "to_body", "origin", "title", "wording", "reasons", "options", "cost", "agencies",
            "state", "submitted_on", "submission", "version", "changed_at",
        }  # fmt: skip
        pseudonymise = {"changed_by"}

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Advice(models.TextChoices):
    FOR = "for", pgettext_lazy("recommendation", "accept")
    CHANGE = "change", pgettext_lazy("recommendation", "accept with changes")
    AGAINST = "against", pgettext_lazy("recommendation", "reject")


class Recommendation(models.Model):
    """What a preparing body recommends about a proposal, with its own wording where it wants another (F10)."""

    proposal = models.ForeignKey("Proposal", on_delete=models.CASCADE, related_name="recommendations")
    body = models.ForeignKey("organisation.Body", on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField(_("given on"))
    advice = models.CharField(_("recommends to"), max_length=8, choices=Advice)
    wording = models.TextField(_("changed wording"), blank=True)
    reasons = models.TextField(_("reasons"), blank=True)

    class Meta:
        ordering = ["given_on", "id"]

    class Privacy:
        clear = {"id", "proposal", "body", "given_on", "advice", "wording", "reasons"}

    def __str__(self) -> str:
        return self.get_advice_display()


class Decision(Versioned):
    """A decision with its number, wording and outcome; it is closed only when everybody concerned has been told (F18)."""

    number = models.CharField(
        max_length=20, unique=True, help_text="Key of the body, year, running number: LG 2026/07."
    )
    body = models.ForeignKey("organisation.Body", on_delete=models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey("Meeting", null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey("AgendaItem", null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    ballot = models.OneToOneField("Ballot", null=True, blank=True, on_delete=models.PROTECT, related_name="decision")
    topic = models.ForeignKey("Topic", null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    proposal = models.ForeignKey("Proposal", null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    decided_on = models.DateField(_("decided on"))
    title = models.CharField(_("title"), max_length=200)
    wording = models.TextField(_("wording"))
    outcome = models.CharField(_("outcome"), max_length=14, choices=Outcome)
    reasons = models.TextField(_("reasons"), blank=True)
    internal = models.BooleanField(_("not in public"), default=False)
    closed_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    synthetic = models.BooleanField(default=False, db_default=False)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["-decided_on", "-id"]
        indexes = [
            models.Index(fields=["-decided_on", "-id"], name="decision_newest"),
            models.Index(fields=["topic"], name="decision_of_topic"),
        ]

    class Privacy:
        clear = {
            "id", "number", "body", "meeting", "item", "ballot", "topic", "proposal", "decided_on", "title", "wording", "outcome",
            "reasons", "internal", "closed_on", "source", "synthetic", "submission", "version", "changed_at",
        }  # fmt: skip
        pseudonymise = {"changed_by"}

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class DecisionAmendment(models.Model):
    """A dated change of a decision's wording; the first wording stays."""

    decision = models.ForeignKey("Decision", on_delete=models.CASCADE, related_name="amendments")
    amended_on = models.DateField(_("changed on"))
    wording = models.TextField(_("new wording"))
    reason = models.CharField(_("reason"), max_length=300)
    recorded_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["amended_on", "id"]

    class Privacy:
        clear = {"id", "decision", "amended_on", "wording", "reason"}
        pseudonymise = {"recorded_by"}

    def __str__(self) -> str:
        return f"{self.amended_on}: {self.reason}"


class OpenPoint(Versioned):
    """Something a standing exchange keeps open until somebody has settled it: owner, day, result (S18). Never about one person."""

    body = models.ForeignKey("organisation.Body", on_delete=models.CASCADE, related_name="open_points")
    title = models.CharField(_("point"), max_length=200)
    agency = models.ForeignKey("organisation.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_body = models.ForeignKey(
        "organisation.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="points_owned"
    )
    seat = models.ForeignKey("Seat", null=True, blank=True, on_delete=models.PROTECT, related_name="points_owned")
    owner = models.CharField(_("who takes care of it"), max_length=160, blank=True)
    due_on = models.DateField(_("until"), null=True, blank=True)
    opened_in = models.ForeignKey(
        "Meeting", null=True, blank=True, on_delete=models.SET_NULL, related_name="points_opened"
    )
    opened_on = models.DateField()
    closed_in = models.ForeignKey(
        "Meeting", null=True, blank=True, on_delete=models.SET_NULL, related_name="points_closed"
    )
    closed_on = models.DateField(null=True, blank=True)
    result = models.TextField(_("result"), blank=True)
    topic = models.ForeignKey("Topic", null=True, blank=True, on_delete=models.SET_NULL, related_name="open_points")

    class Meta:
        ordering = ["closed_on", "due_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="point_closed_after_it_was_opened", condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on"))
            ),
            models.CheckConstraint(name="point_closed_has_a_result", condition=Q(closed_on=None) | ~Q(result="")),
            models.CheckConstraint(
                name="point_has_one_owner",
                condition=Q(agency=None, owner_body=None) | Q(agency=None, seat=None) | Q(owner_body=None, seat=None),
            ),
        ]

    class Privacy:
        clear = {
            "id", "body", "title", "agency", "owner_body", "seat", "due_on", "opened_in", "opened_on", "closed_in", "closed_on",
            "result", "topic", "version", "changed_at",
        }  # fmt: skip
        pseudonymise = {"owner", "changed_by"}

    def __str__(self) -> str:
        return self.title

    @property
    def owner_label(self) -> str:
        """Who takes care of it: a seat, an agency, a body, and the name that was written beside it."""
        whose = self.seat or self.agency or self.owner_body
        return ", ".join(str(each) for each in (whose, self.owner) if each)
