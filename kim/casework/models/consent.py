from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ENDS_SOON = timedelta(days=45)


class DataCategory(models.TextChoices):
    """Which kinds of data a consent or a referral names; never the data themselves."""

    IDENTITY = "identity", _("name and date of birth")
    CITIZENSHIP = "citizenship", _("citizenship")
    CONTACT = "contact", _("telephone, e-mail and address")
    LANGUAGE = "language", _("languages and level of German")
    MATTER = "matter", _("matter and reason for the request")
    FAMILY = "family", _("family and age of the children")
    RESIDENCE = "residence", _("residence document and its expiry")
    EDUCATION = "education", _("school, training and degrees")
    WORK = "work", _("work and occupation")
    HOUSING = "housing", _("housing")
    INCOME = "income", _("income and benefits")
    GOALS = "goals", _("goals and agreed steps")
    HEALTH = "health", _("health and need of care")
    FLIGHT = "flight", _("reasons for fleeing and persecution")


# Art. 9 GDPR: only with a consent that names them explicitly.
SPECIAL = frozenset({DataCategory.HEALTH, DataCategory.FLIGHT})
ORDINARY = frozenset(DataCategory) - SPECIAL


class Direction(models.TextChoices):
    """Which way data may go between the county and the recipient."""

    TO = "to", _("we tell the recipient")
    FROM = "from", _("the recipient tells us")
    BOTH = "both", _("both tell each other")


class HowGiven(models.TextChoices):
    """How a consent was given, and so how it is proven."""

    PAPER = "paper", _("signed on paper")
    ELECTRONIC = "electronic", _("given electronically")
    ORAL = "oral", _("spoken before a witness")


class HowWithdrawn(models.TextChoices):
    """How the person withdrew it; no form is prescribed."""

    TALK = "talk", _("said in a talk")
    PHONE = "phone", _("by telephone")
    WRITTEN = "written", _("in writing")
    MESSAGE = "message", _("by message")


class ConsentState(models.TextChoices):
    TO_COME = "to_come", _("not valid yet")
    VALID = "valid", pgettext_lazy("consent", "valid")
    ENDING = "ending", _("ends soon")
    EXPIRED = "expired", _("expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("consent", "withdrawn")


class ConsentQuerySet(models.QuerySet):
    """Consents by what they allow on a day."""

    def valid(self, on: date) -> "ConsentQuerySet":
        """Given, not withdrawn, not expired on this day."""
        return self.filter(withdrawn_on=None, given_on__lte=on, valid_until__gte=on)

    def ending(self, on: date) -> "ConsentQuerySet":
        """Valid ones that end within the time in which somebody should ask again."""
        return self.valid(on).filter(valid_until__lte=on + ENDS_SOON)


def _kinds(names: frozenset[DataCategory]) -> list[str]:
    return sorted(str(name) for name in names)


class Consent(models.Model):
    """A person's permission to exchange named data with one named recipient for one purpose (Art. 6 and 9 GDPR, § 203 StGB).

    It is added and may be withdrawn; nothing else about it ever changes (a trigger sees to that).
    """

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="consents")
    agency = models.ForeignKey(
        "organisation.Agency",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("agency"),
    )
    recipient_name = models.CharField(_("recipient by name"), max_length=200, blank=True)
    office = models.ForeignKey(
        "organisation.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("naturalisation office"), help_text="Which office of the house the recipient by name is.",
    )  # fmt: skip
    purpose = models.CharField(_("purpose"), max_length=300)
    direction = models.CharField(_("direction"), max_length=4, choices=Direction, default=Direction.TO)
    data_categories = ArrayField(models.CharField(max_length=12), default=list)
    special_categories = ArrayField(models.CharField(max_length=12), default=list, help_text="Art. 9 GDPR.")
    data_detail = models.CharField(_("which data exactly"), max_length=300, blank=True)
    releases_secrecy = models.BooleanField(_("releases from professional secrecy (§ 203 StGB)"), default=False)
    text_key = models.CharField(max_length=80, help_text="The text that was explained, as in ClientText.")
    text_version = models.PositiveIntegerField()
    language = models.CharField(_("explained in"), max_length=3)
    interpreted = models.BooleanField(_("explained by an interpreter"), default=False)
    explained_by = models.ForeignKey(
        "organisation.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("explained by")
    )
    representative = models.CharField(_("given by a legal representative"), max_length=120, blank=True)
    given_on = models.DateField(_("given on"))
    valid_until = models.DateField(_("valid until"))
    form = models.CharField(_("how it was given"), max_length=10, choices=HowGiven, default=HowGiven.PAPER)
    kept_at = models.CharField(_("where the signed paper or its scan is"), max_length=200, blank=True)
    witness = models.CharField(_("witness"), max_length=120, blank=True)
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawal_form = models.CharField(_("how"), max_length=10, choices=HowWithdrawn, blank=True)
    withdrawal_note = models.CharField(_("note"), max_length=300, blank=True)
    withdrawal_noted_by = models.ForeignKey("organisation.User", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawal_noted_at = models.DateTimeField(null=True, editable=False)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_on", "-id"]
        indexes = [models.Index(fields=["case", "-given_on"], name="consent_of_case")]
        constraints = [
            models.CheckConstraint(
                name="consent_names_one_recipient",
                condition=(Q(agency__isnull=False) & Q(recipient_name="")) | (Q(agency=None) & ~Q(recipient_name="")),
                violation_error_message=_("A consent names exactly one recipient."),
            ),
            models.CheckConstraint(name="consent_to_an_office_is_to_no_agency", condition=Q(office=None) | Q(agency=None)),
            models.CheckConstraint(
                name="consent_names_known_data",
                condition=Q(data_categories__contained_by=_kinds(ORDINARY))
                & Q(special_categories__contained_by=_kinds(SPECIAL))
                & ~Q(data_categories=[], special_categories=[]),
                violation_error_message=_("A consent names the data it is about."),
            ),
            models.CheckConstraint(name="consent_ends_after_start", condition=Q(valid_until__gte=F("given_on"))),
            models.CheckConstraint(
                name="consent_can_be_proven",
                condition=~Q(purpose="")
                & (Q(form="electronic") | (Q(form="paper") & ~Q(kept_at="")) | (Q(form="oral") & ~Q(witness=""))),
            ),
            models.CheckConstraint(
                name="consent_withdrawal_has_day_form_and_recorder",
                condition=Q(withdrawn_on=None, withdrawal_form="", withdrawal_noted_by=None, withdrawal_noted_at=None)
                | (
                    Q(withdrawn_on__gte=F("given_on"), withdrawal_noted_by__isnull=False, withdrawal_noted_at__isnull=False)
                    & ~Q(withdrawal_form="")
                ),
                violation_error_message=_("A withdrawal names its day, how it was said, and who noted it."),
            ),
        ]  # fmt: skip

    class Privacy:
        clear = {
            "id", "agency", "office", "direction", "data_categories", "special_categories", "releases_secrecy", "text_key",
            "text_version", "language", "interpreted", "given_on", "valid_until", "form", "withdrawn_on",
            "withdrawal_form", "submission",
        }  # fmt: skip
        pseudonymise = {
            "case",
            "explained_by",
            "recorded_by",
            "recorded_at",
            "withdrawal_noted_by",
            "withdrawal_noted_at",
        }
        erase = {
            "recipient_name", "purpose", "data_detail", "representative", "kept_at", "witness", "withdrawal_note",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.recipient}, {self.given_on}"

    @property
    def recipient(self) -> str:
        """The body by its name; read with `select_related("agency")`."""
        return str(self.agency) if self.agency_id else self.recipient_name

    @property
    def data(self) -> list[str]:
        """Everything it names, the special categories included."""
        return [*self.data_categories, *self.special_categories]

    def state(self, on: date) -> ConsentState:
        """What it is worth on this day."""
        if self.withdrawn_on:
            return ConsentState.WITHDRAWN
        if self.valid_until < on:
            return ConsentState.EXPIRED
        if self.given_on > on:
            return ConsentState.TO_COME
        return ConsentState.ENDING if self.valid_until <= on + ENDS_SOON else ConsentState.VALID

    def allows(self, data: list[str], *, agency_id: int | None, on: date) -> bool:
        """Whether these data may go to this agency on this day."""
        return (
            self.withdrawn_on is None
            and self.given_on <= on <= self.valid_until
            and self.agency_id == agency_id
            and self.direction != Direction.FROM
            and set(data) <= set(self.data)
        )
