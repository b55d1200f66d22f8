"""Observations: what a case manager met that is wrong with the structure, without a person in it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ObservationKind(models.TextChoices):
    GAP = "gap", pgettext_lazy("observation", "gap in the chain of help")
    MISSING_OFFER = "missing_offer", pgettext_lazy("observation", "missing offer")
    OBSTACLE = "obstacle", pgettext_lazy("observation", "obstacle in a procedure")
    INTERFACE = "interface", pgettext_lazy("observation", "problem between two agencies")
    POTENTIAL = "potential", pgettext_lazy("observation", "unused potential")
    GOOD_PRACTICE = "good_practice", pgettext_lazy("observation", "good practice")


class HowOften(models.TextChoices):
    ONCE = "once", pgettext_lazy("how often", "once so far")
    SOMETIMES = "sometimes", pgettext_lazy("how often", "now and then")
    OFTEN = "often", pgettext_lazy("how often", "often")
    ALWAYS = "always", pgettext_lazy("how often", "as a rule")


class HowBad(models.IntegerChoices):
    SLIGHT = 1, pgettext_lazy("how bad", "a nuisance")
    NOTABLE = 2, pgettext_lazy("how bad", "costs time or money")
    GRAVE = 3, pgettext_lazy("how bad", "stops the way on")
    SEVERE = 4, pgettext_lazy("how bad", "endangers somebody's living")


class Observation(models.Model):
    """An anonymous finding: a random id, the month only, no author, no case, no time of day.

    Rows come by `steering_take_in` alone, several at once in random order, so that neither id nor place in the table tells
    whose it is. What its reporter may know of it hangs on a receipt in casework, which knows this id.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField(_("month"), help_text="First day of the month.")
    kind = models.CharField(_("what it is"), max_length=14, choices=ObservationKind)
    life_area = models.ForeignKey(
        "organisation.LifeArea", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sphere_from = models.ForeignKey(
        "organisation.LegalSphere", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sphere_to = models.ForeignKey(
        "organisation.LegalSphere", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    municipality = models.ForeignKey(
        "organisation.Municipality", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    process_step = models.CharField(
        _("where in the process"), max_length=20, blank=True, help_text="A station of casework, in its own keys."
    )
    reason = models.CharField(
        _("coded reason"), max_length=20, blank=True, help_text="Why a referral failed, in casework's own keys."
    )
    offer = models.ForeignKey("network.Offer", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    how_often = models.CharField(_("how often"), max_length=10, choices=HowOften, blank=True)
    how_bad = models.PositiveSmallIntegerField(_("how bad"), choices=HowBad, null=True, blank=True)
    since = models.CharField(_("since when"), max_length=40, blank=True)
    text = models.TextField(_("what was observed"))
    idea = models.TextField(_("idea"), blank=True)
    coarsened = models.JSONField(default=list, help_text="Names of the fields left out because too few people fit.")
    topic = models.ForeignKey("Topic", null=True, blank=True, on_delete=models.SET_NULL, related_name="observations")
    set_aside = models.CharField(_("why it is not followed up"), max_length=300, blank=True)

    class Meta:
        ordering = ["-month", "id"]
        indexes = [
            models.Index(fields=["topic"], name="observation_of_topic"),
            models.Index(fields=["-month", "id"], name="observation_by_month"),
        ]
        constraints = [
            models.CheckConstraint(name="observation_knows_the_month_only", condition=models.Q(month__day=1)),
        ]

    class Privacy:
        clear = {
            "id", "month", "kind", "life_area", "sphere_from", "sphere_to", "municipality", "process_step", "reason", "offer",
            "how_often", "how_bad", "since", "coarsened", "topic", "set_aside", "text", "idea",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.month:%m/%Y}"
