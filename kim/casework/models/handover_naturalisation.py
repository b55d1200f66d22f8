"""What went from advice to a naturalisation office: that it went, to whom, of whom, on which consent. Never where it lies there."""

from secrets import randbelow

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

_LARGEST = 2**62


def random_number() -> int:
    """A number without an order: the third handover is not the third application from advice."""
    return randbelow(_LARGEST) + 1


class AfterWithdrawal(models.TextChoices):
    """What became of the office's copy when the consent was withdrawn."""

    NONE = "", pgettext_lazy("handover to an office", "the consent holds")
    ERASED = "erased", pgettext_lazy("handover to an office", "erased at the office")
    KEPT = "kept", pgettext_lazy("handover to an office", "stays at the office, for the application was filed")


class NaturalisationHandover(models.Model):
    """What was handed over from a case to a naturalisation office on one day; written by a named act, never by hand."""

    id = models.BigIntegerField(primary_key=True, default=random_number, editable=False)
    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="naturalisation_handovers")
    consent = models.ForeignKey("Consent", on_delete=models.PROTECT, related_name="naturalisation_handovers")
    office = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    data_categories = ArrayField(models.CharField(max_length=12))
    handed_on = models.DateField()
    handed_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    over_on = models.DateField(null=True, help_text="The application ended otherwise; a new handover may follow.")
    withdrawn_on = models.DateField(null=True)
    afterwards = models.CharField(max_length=6, choices=AfterWithdrawal, blank=True, default="")
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["-handed_on", "id"]
        indexes = [models.Index(fields=["case"], name="handover_of_case")]
        constraints = [
            models.CheckConstraint(
                name="handover_withdrawn_says_what_followed",
                condition=Q(withdrawn_on=None, afterwards="") | (Q(withdrawn_on__isnull=False) & ~Q(afterwards="")),
            )
        ]

    class Privacy:
        clear = {"id", "office", "data_categories", "handed_on", "over_on", "withdrawn_on", "afterwards", "submission"}
        pseudonymise = {"case", "consent", "handed_by"}
        erase: set[str] = set()

    def __str__(self) -> str:
        return f"{self.office}, {self.handed_on}"


class HandedOverPerson(models.Model):
    """One person of a handover; their values are at the office, not here."""

    id = models.BigIntegerField(primary_key=True, default=random_number, editable=False)
    handover = models.ForeignKey("NaturalisationHandover", on_delete=models.CASCADE, related_name="people")
    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["handover", "id"]
        constraints = [
            models.UniqueConstraint(fields=["handover", "person"], name="handed_over_person_once_in_a_handover"),
        ]

    class Privacy:
        clear = {"id"}
        pseudonymise = {"handover", "case", "person"}
        erase: set[str] = set()

    def __str__(self) -> str:
        return f"person {self.person_id} in handover {self.handover_id}"


class HandoverToken(models.Model):
    """The random token of a handover, the one thing both rooms know. No policy reads it: it is used by named acts alone."""

    handover = models.OneToOneField(
        "NaturalisationHandover", primary_key=True, on_delete=models.CASCADE, related_name="token"
    )
    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="+")
    token = models.UUIDField(unique=True, editable=False)

    class Privacy:
        clear: set[str] = set()
        pseudonymise = {"handover", "case"}
        erase = {"token"}

    def __str__(self) -> str:
        return f"token of handover {self.handover_id}"


__all__ = ["AfterWithdrawal", "HandedOverPerson", "HandoverToken", "NaturalisationHandover"]
