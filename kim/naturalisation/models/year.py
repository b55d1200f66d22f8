from django.db import models


class YearFigure(models.Model):
    """A figure of an office for a year that is over: counted once, some weeks after its end, and never again.

    So a publication does not move under its readers, and figures stay when the applications behind them are erased.
    """

    class What(models.TextChoices):
        SUBMITTED = "submitted"
        NATURALISED = "naturalised"
        ENDED = "ended"
        CITIZENSHIP = "citizenship"
        BASIS = "basis"
        REASON = "reason"
        OPEN = "open"

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=12, choices=What)
    value = models.CharField(max_length=12, blank=True, default="", db_default="")
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["year", "what", "value"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "what", "value"], name="year_figure_counted_once")
        ]

    class Privacy:
        clear = {"id", "unit", "year", "what", "value", "number"}

    def __str__(self) -> str:
        return f"{self.what} {self.value} {self.year}: {self.number}"


__all__ = ["YearFigure"]
