"""The county's own templates for letters and for papers of bodies, as Word files."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.organisation.models.base import VALIDITY, DatedQuerySet


class Purpose(models.TextChoices):
    """What a template is for; each purpose has its own fields."""

    LETTER = "letter", pgettext_lazy("template", "letter of a case")
    INVITATION = "invitation", pgettext_lazy("template", "invitation to a meeting")
    PAPER = "paper", pgettext_lazy("template", "proposal as a paper for a meeting")
    MINUTES = "minutes", pgettext_lazy("template", "minutes of a meeting")
    DECISIONS = "decisions", pgettext_lazy("template", "decisions of a year")
    EXTRACT = "extract", pgettext_lazy("template", "extract of decisions for an agency")


class LetterTemplateQuerySet(DatedQuerySet):
    """Templates; whoever lists them does not load the files."""

    def in_force(self, day, purpose: str = Purpose.LETTER) -> "LetterTemplateQuerySet":  # type: ignore[no-untyped-def]
        """Those that something of this purpose can be written with on this day."""
        return self.on(day).filter(valid_from__isnull=False, purpose=purpose)

    def for_list(self) -> "LetterTemplateQuerySet":
        """What a row shows: drafts first, then by name."""
        return (
            self.defer("content")
            .select_related("uploaded_by")
            .order_by(F("valid_from").asc(nulls_first=True), "name", "id")
        )


class LetterTemplate(models.Model):
    """A Word file of the county with fields in it; a draft until it is activated from a day on."""

    name = models.CharField(_("name"), max_length=120)
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.LETTER, db_default="letter")
    file_name = models.CharField(max_length=160)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    fields = models.JSONField(default=list, help_text="Known fields it uses, in the order of the text.")
    unknown = models.JSONField(default=list, help_text='[{"name": "vornahme", "closest": "vorname"}]')
    problems = models.JSONField(default=list, help_text='[{"code": "syntax", "detail": "…"}]')
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    uploaded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = LetterTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                name="letter_template_ends_after_start",
                condition=Q(valid_to=None) | Q(valid_from__isnull=False, valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="letter_template_in_force_has_no_fault",
                condition=Q(valid_from=None) | Q(unknown=[], problems=[]),
            ),
        ]

    class Privacy:
        clear = {
            "id", "name", "purpose", "file_name", "content", "size", "digest", "fields", "unknown", "problems",
            "uploaded_at",
        } | VALIDITY  # fmt: skip
        pseudonymise = {"uploaded_by"}

    def __str__(self) -> str:
        return self.name

    @property
    def is_draft(self) -> bool:
        """Not yet activated."""
        return self.valid_from is None

    @property
    def is_usable(self) -> bool:
        """Every field is known and nothing else stands against it."""
        return not self.unknown and not self.problems
