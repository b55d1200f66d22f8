from django.db import models
from django.utils.translation import gettext_lazy as _

from kim.casework.models.answers import YesNo
from kim.organisation.public import Versioned


class FirstAdvice(Versioned):
    """The Erstberatung of a case: what was asked, what was advised, and what the person was told about their data."""

    case = models.OneToOneField("Case", on_delete=models.CASCADE, related_name="first_advice")
    held_on = models.DateField(_("day of the conversation"))
    question = models.TextField(_("what was asked"))
    advice = models.TextField(_("what was advised"), blank=True)
    papers = models.TextField(_("papers looked at"), blank=True)
    next_steps = models.TextField(_("what comes next"), blank=True)
    sheet_given = models.CharField(
        _("information sheet handed over"), max_length=10, choices=YesNo, default=YesNo.NOT_ASKED
    )
    sheet_language = models.CharField(_("language of the sheet"), max_length=3, blank=True)
    agreed = models.CharField(_("agreed to the advice"), max_length=10, choices=YesNo, default=YesNo.NOT_ASKED)
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")

    class Privacy:
        clear = {"id", "held_on", "sheet_given", "sheet_language", "agreed", "version", "changed_at"}
        pseudonymise = {"case", "recorded_by", "changed_by"}
        erase = {"question", "advice", "papers", "next_steps"}

    def __str__(self) -> str:
        return f"first advice of case {self.case_id}"
