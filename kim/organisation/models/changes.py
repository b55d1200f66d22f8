from django.db import models


class CountyChange(models.Model):
    """What became of a row of the county's data, written by the database itself whoever changes it and by whatever way."""

    at = models.DateTimeField()
    kind = models.CharField(max_length=30, help_text="The kind of entry as the loading names it.")
    row = models.BigIntegerField()
    act = models.CharField(max_length=6, help_text="insert, update or delete")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    by = models.ForeignKey("User", null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    origin = models.CharField(max_length=120, blank=True, help_text="The file it was loaded from; empty on screen.")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "row", "-id"], name="change_of_entry")]

    class Privacy:
        clear = {"id", "at", "kind", "row", "act", "origin"}
        pseudonymise = {"by"}
        erase = {"before", "after"}

    def __str__(self) -> str:
        return f"{self.kind} {self.row}: {self.act}"
