from django.db import models


class LoadedProfile(models.Model):
    """A county profile as it was loaded: tells what was edited on screen since, and whether a file is older."""

    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=120)
    values = models.JSONField(help_text="Every entry as it was loaded, by kind and key.")

    class Meta:
        ordering = ["-id"]

    class Privacy:
        clear = {"id", "digest", "name", "loaded_at"}
        pseudonymise = {"loaded_by"}
        erase = {"values"}

    def __str__(self) -> str:
        return f"{self.name} {self.loaded_at:%Y-%m-%d}"
