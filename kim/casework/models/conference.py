"""Case conferences: who sits at one table about a case, on which basis they hear of it, and what came of it."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.casework.models.answers import YesNo
from kim.casework.models.consent import Consent, DataCategory
from kim.organisation.public import Versioned


class SharingBasis(models.TextChoices):
    """Why somebody outside may hear who the case is about."""

    CONSENT = "consent", _("consent of the person")
    LAW = "law", _("another legal basis")


class CaseConference(Versioned):
    """A conference about a case; its appointment says when, where, and what became of it."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="conferences")
    appointment = models.OneToOneField("Appointment", on_delete=models.CASCADE, related_name="conference")
    topics = models.TextField(_("topics"))
    person_takes_part = models.CharField(
        _("the person takes part"), max_length=10, choices=YesNo, default=YesNo.NOT_ASKED
    )
    minutes = models.TextField(pgettext_lazy("of a meeting", "minutes"), blank=True)
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["-id"]

    class Privacy:
        clear = {"id", "person_takes_part", "submission", "version", "changed_at"}
        pseudonymise = {"case", "appointment", "recorded_by", "recorded_at", "changed_by"}
        erase = {"topics", "minutes"}

    def __str__(self) -> str:
        return f"conference {self.pk} of case {self.case_id}"


class ConferenceParticipant(models.Model):
    """Somebody at the table: a colleague, or an agency with the basis on which it hears of the case."""

    conference = models.ForeignKey("CaseConference", on_delete=models.CASCADE, related_name="participants")
    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("organisation.User", null=True, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("organisation.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    who = models.CharField(_("who comes"), max_length=120, blank=True)
    basis = models.CharField(_("basis"), max_length=8, choices=SharingBasis, blank=True)
    consent = models.ForeignKey("Consent", null=True, on_delete=models.PROTECT, related_name="participants")
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    attended = models.BooleanField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="conference_participant_is_one",
                condition=Q(user__isnull=False, agency=None) | Q(user=None, agency__isnull=False),
            ),
            models.CheckConstraint(
                name="conference_basis_is_cited",
                condition=Q(basis="", consent=None, legal_basis="")
                | Q(basis="consent", consent__isnull=False, legal_basis="")
                | (Q(basis="law", consent=None) & ~Q(legal_basis="")),
            ),
            models.UniqueConstraint(fields=["conference", "user"], name="conference_colleague_once"),
            models.UniqueConstraint(fields=["conference", "agency"], name="conference_agency_once"),
        ]

    class Privacy:
        clear = {"id", "conference", "basis", "legal_basis", "attended"}
        pseudonymise = {"case", "user", "agency", "consent"}
        erase = {"who"}

    def __str__(self) -> str:
        return f"participant {self.pk} of conference {self.conference_id}"

    @property
    def may_know(self) -> bool:
        """Whether the papers for them may say today who the case is about: read with `select_related("consent")`."""
        if self.agency_id is None or self.basis == SharingBasis.LAW:
            return True
        return self.consent is not None and names_to(self.consent, self.agency_id, timezone.localdate())

    @property
    def has_lapsed(self) -> bool:
        """Whether the consent that was cited has been withdrawn or has expired; unknown to whoever may not read it."""
        return self.consent is not None and not self.may_know


def names_to(consent: Consent, agency_id: int | None, on: date) -> bool:
    """Whether with this consent the agency may be told on this day who the case is about."""
    return consent.allows([DataCategory.IDENTITY], agency_id=agency_id, on=on)


class ConferenceStep(models.Model):
    """A step that was agreed at a conference; it stands with its goal like any other."""

    conference = models.ForeignKey("CaseConference", on_delete=models.CASCADE, related_name="steps")
    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="+")
    measure = models.OneToOneField("Measure", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["id"]

    class Privacy:
        clear = {"id", "conference", "measure"}
        pseudonymise = {"case"}

    def __str__(self) -> str:
        return f"step of conference {self.conference_id}"
