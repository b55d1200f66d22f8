"""A staged import: the file somebody uploaded, what became of each row, and the record that stays."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImportState(models.TextChoices):
    """How far an import has come."""

    UPLOADED = "uploaded", _("columns to be chosen")
    CHECKING = "checking", _("is being checked")
    CHECKED = "checked", _("checked, not confirmed")
    APPLYING = "applying", _("is being carried out")
    APPLIED = "applied", _("carried out")
    UNDOING = "undoing", _("is being undone")
    UNDONE = "undone", _("undone")
    DISCARDED = "discarded", _("discarded")


class RowState(models.TextChoices):
    """What the check says about a row."""

    NEW = "new", pgettext_lazy("row of an import", "new")
    CHANGE = "change", _("changes an existing one")
    SAME = "same", pgettext_lazy("row of an import", "is there already")
    LOOK = "look", _("needs a look")
    FAULTY = "faulty", pgettext_lazy("row of an import", "faulty")


class RowAct(models.TextChoices):
    """What the import does with a row."""

    CREATE = "create", _("creates")
    UPDATE = "update", _("changes")
    NOTHING = "nothing", _("does nothing")


class ImportRun(models.Model):
    """One file on its way in. Its rows go with the undo or after 30 days; this record of who, when and how many stays."""

    target = models.SlugField(max_length=40)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.UPLOADED)
    uploaded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(db_default=Now(), editable=False)
    sheet = models.CharField(max_length=200, blank=True)
    head_line = models.PositiveIntegerField(default=1)
    mapping = models.JSONField(default=dict, help_text="Column of the file by column of KIM.")
    unmapped = models.JSONField(default=list, help_text="Headings of columns that were not taken.")
    done = models.PositiveIntegerField(default=0, help_text="Rows checked so far.")
    total = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True, help_text="Why the last step did not come to its end.")
    applied_at = models.DateTimeField(null=True, blank=True)
    undo_until = models.DateField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict, help_text="What was made and what was taken back: figures and row numbers.")
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="import_applied_has_its_days",
                condition=~Q(state__in=["applied", "undoing", "undone"])
                | Q(applied_at__isnull=False, undo_until__isnull=False),
            )
        ]

    class Privacy:
        clear = {
            "id", "target", "state", "uploaded_at", "head_line", "done", "total", "applied_at", "undo_until", "undone_at",
            "result", "erased_at",
        }  # fmt: skip
        pseudonymise = {"uploaded_by", "digest"}
        erase = {"file_name", "sheet", "mapping", "unmapped", "trouble"}

    def __str__(self) -> str:
        return f"import {self.pk} of {self.target}"


class ImportFile(models.Model):
    """The uploaded file itself, until its rows are imported or the import is discarded."""

    run = models.OneToOneField("ImportRun", on_delete=models.CASCADE, related_name="file")
    content = models.BinaryField()
    preview = models.JSONField(default=list, help_text="The first rows of each sheet, to choose columns by.")

    class Privacy:
        clear = {"id"}
        pseudonymise = {"run"}
        erase = {"content", "preview"}

    def __str__(self) -> str:
        return f"file of import {self.run_id}"


class ImportRow(models.Model):
    """One row of the file: what stood in the columns taken, what it means, and what was done with it."""

    run = models.ForeignKey("ImportRun", on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="The line in the file.")
    cells = models.JSONField(default=dict, help_text="What was written, by column of KIM.")
    values = models.JSONField(default=dict, help_text="What it means.")
    state = models.CharField(max_length=8, choices=RowState, default=RowState.NEW)
    act = models.CharField(max_length=8, choices=RowAct, default=RowAct.CREATE)
    findings = models.JSONField(
        default=list, help_text="[{column, text}]: what stands against the row, or should be looked at."
    )
    summary = models.CharField(max_length=300, blank=True, help_text="What the row becomes, in a few words.")
    accepted = models.BooleanField(default=False)
    left_out = models.BooleanField(default=False)
    made_id = models.BigIntegerField(null=True, blank=True, help_text="What the row has made or changed.")
    before = models.JSONField(null=True, blank=True, help_text="The values that the row has overwritten.")
    after = models.JSONField(null=True, blank=True, help_text="The values that it has written.")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="import_row_once")]
        indexes = [models.Index(fields=["run", "state", "number"], name="import_row_by_state")]

    class Privacy:
        clear = {"id", "number", "state", "act", "accepted", "left_out"}
        pseudonymise = {"run", "made_id"}
        erase = {"cells", "values", "findings", "summary", "before", "after"}

    def __str__(self) -> str:
        return f"row {self.number} of import {self.run_id}"


class ImportMapping(models.Model):
    """Which heading somebody took for which column, to propose it next time."""

    user = models.ForeignKey("organisation.User", on_delete=models.CASCADE, related_name="+")
    target = models.SlugField(max_length=40)
    headings = models.JSONField(default=dict, help_text="Column of KIM by heading of the file.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "target"], name="import_mapping_once")]

    class Privacy:
        clear = {"id", "target", "headings"}
        pseudonymise = {"user"}

    def __str__(self) -> str:
        return f"columns of {self.target} for user {self.user_id}"
