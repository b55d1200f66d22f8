"""Inviting people who agreed to be written to about naturalisation: the occasion, dates that help, who was found and asked."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HelpfulDate(models.TextChoices):
    COURSE = "course", _("language course begins")
    LANGUAGE_TEST = "language_test", _("language test (B1)")
    CITIZEN_TEST = "citizen_test", _("naturalisation test")
    EVENT = "event", _("information evening")


class TimeStanding(models.TextChoices):
    """How the time condition of § 10 StAG stands by what is on file."""

    NOW = "now", _("five years may be there")
    SOON = "soon", _("five years may be reached within the period")
    OPEN = "open", _("papers on file do not tell")


class InvitationAnswer(models.TextChoices):
    NONE = "", _("no answer yet")
    COMING = "coming", _("is coming")
    LATER = "later", _("not now")
    NO = "no", pgettext_lazy("invitation", "does not want to")


class Campaign(models.Model):
    """An occasion to which a team invites: who may meet the time condition within some months."""

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    months = models.PositiveSmallIntegerField(_("months ahead"), default=6)
    held_on = models.DateField(_("day"))
    held_at = models.TimeField(_("time"))
    place = models.CharField(_("place"), max_length=200)
    created_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["-held_on", "-id"]
        constraints = [models.CheckConstraint(name="campaign_looks_ahead", condition=Q(months__range=(0, 24)))]

    class Privacy:
        clear = {"id", "unit", "name", "months", "held_on", "held_at", "place", "submission"}
        pseudonymise = {"created_by", "created_at"}
        erase: set[str] = set()

    def __str__(self) -> str:
        return self.name


class CampaignDate(models.Model):
    """A course, test or evening that helps those invited."""

    campaign = models.ForeignKey("Campaign", on_delete=models.CASCADE, related_name="dates")
    kind = models.CharField(_("what"), max_length=14, choices=HelpfulDate)
    on = models.DateField(_("day"))
    place = models.CharField(_("where"), max_length=200)
    added_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "kind", "on", "place"], name="campaign_date_once"),
        ]

    class Privacy:
        clear = {"id", "campaign", "kind", "on", "place"}
        pseudonymise = {"added_by"}
        erase: set[str] = set()

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"


class CampaignCandidate(models.Model):
    """Somebody who may be invited: found by the responsible case manager, with the letter and the answer."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="candidacies")
    campaign = models.ForeignKey("Campaign", on_delete=models.PROTECT, related_name="candidates")
    standing = models.CharField(_("time condition"), max_length=4, choices=TimeStanding)
    reached_on = models.DateField(_("five years on"), null=True, blank=True)
    listed_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    listed_at = models.DateTimeField(auto_now_add=True)
    letter = models.ForeignKey("Letter", null=True, on_delete=models.RESTRICT, related_name="+")
    answer = models.CharField(_("answer"), max_length=8, choices=InvitationAnswer, blank=True, default="")
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    class Meta:
        ordering = ["reached_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "case"], name="campaign_candidate_once"),
            models.CheckConstraint(
                name="campaign_answer_to_an_invitation",
                condition=Q(answer="", answered_on=None)
                | (~Q(answer="") & Q(answered_on__isnull=False, letter__isnull=False)),
            ),
        ]

    class Privacy:
        clear = {"id", "campaign", "standing", "answer"}
        pseudonymise = {"case", "reached_on", "listed_by", "listed_at", "letter", "answered_on"}
        erase: set[str] = set()

    def __str__(self) -> str:
        return f"candidate {self.pk} of campaign {self.campaign_id}"
