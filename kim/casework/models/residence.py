from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kim.law.continuation import holds_until
from kim.organisation.public import Versioned


class ResidenceGroup(models.TextChoices):
    """Coarse groups, always possible. Nothing here says that somebody stays without permission."""

    GERMAN = "german", _("German nationality")
    FREE_MOVEMENT = "eu", _("free movement (EU, EEA, Switzerland)")
    SETTLED = "settled", _("permit without an end")
    PERMIT = "permit", _("permit with an end")
    PROTECTION = "protection", _("temporary protection")
    PROCEDURE = "procedure", _("procedure is running")
    CERTIFICATE = "certificate", _("toleration or a similar certificate")
    NOT_ASKED = "not_asked", _("not asked")
    NOT_KNOWN = "not_known", _("not known")
    REFUSED = "refused", _("refused")


ENDLESS = (ResidenceGroup.GERMAN, ResidenceGroup.SETTLED)


class ResidenceDocument(Versioned):
    """The paper somebody stays with: a coarse group and its last day.

    The exact title stands here only where the advice needs it and the person agrees: with the reason and that day.
    """

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="documents_of_residence")
    group = models.CharField(_("group"), max_length=12, choices=ResidenceGroup)
    title = models.CharField(_("exact title"), max_length=120, blank=True, default="", db_default="")
    title_reason = models.CharField(_("why the advice needs it"), max_length=300, blank=True, default="", db_default="")
    title_agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    valid_from = models.DateField(_("issued on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    extension_applied_on = models.DateField(_("extension applied for on"), null=True, blank=True)
    fiction_until = models.DateField(_("fiction certificate until"), null=True, blank=True)
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["-is_current", F("valid_until").desc(nulls_last=True), "-id"]
        indexes = [
            models.Index(fields=["case"], name="residence_of_case"),
            models.Index(
                fields=["valid_until"],
                condition=Q(is_current=True, valid_until__isnull=False),
                name="residence_runs_out",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(is_current=True), name="residence_one_current_per_case"
            ),
            models.CheckConstraint(
                name="residence_ends_after_start",
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("The last day is before the first. Check the dates."),
            ),
            models.CheckConstraint(
                name="residence_without_an_end_has_no_last_day",
                condition=~Q(group__in=["german", "settled"]) | Q(valid_until=None),
            ),
            models.CheckConstraint(
                name="residence_title_needs_reason_and_agreement",
                condition=Q(title="", title_reason="", title_agreed_on=None)
                | (~Q(title="") & ~Q(title_reason="") & Q(title_agreed_on__isnull=False)),
                violation_error_message=_("The exact title needs a reason and the person's agreement."),
            ),
            models.CheckConstraint(
                name="residence_fiction_needs_an_application",
                condition=Q(fiction_until=None) | Q(extension_applied_on__isnull=False),
                violation_error_message=_("A fiction certificate needs the day of the application."),
            ),
        ]

    class Privacy:
        clear = {"id", "group", "is_current", "version", "changed_at"}
        pseudonymise = {
            "case", "valid_from", "valid_until", "extension_applied_on", "fiction_until", "changed_by"
        }  # fmt: skip
        erase = {"title", "title_reason", "title_agreed_on"}

    def __str__(self) -> str:
        return f"{self.get_group_display()} in case {self.case_id}"

    @property
    def holds_until(self) -> date | None:
        """Its last day: that of the card, the later one of a regulation (§ 24 AufenthG) or of a fiction certificate (§ 81)."""
        last = holds_until(self.group, self.valid_until)
        return max(last, self.fiction_until) if last and self.fiction_until else last

    @property
    def applied_in_time(self) -> bool:
        """Whether the extension was applied for before the card ended: then the stay goes on until the office decides."""
        card = holds_until(self.group, self.valid_until)
        return self.extension_applied_on is not None and (card is None or self.extension_applied_on <= card)

    def days_left(self, on: date) -> int | None:
        """Days until it runs out; negative once it has."""
        last = self.holds_until
        return (last - on).days if last else None
