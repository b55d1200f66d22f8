from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.casework.models.answers import YesNo
from kim.organisation.public import Versioned


class HelperKind(models.TextChoices):
    """Who helps; on the picture the kinds stand on rings around the person, the closest inside."""

    PERSON = "person", _("family, friends, neighbours")
    GROUP = "group", _("group or association")
    AGENCY = "agency", _("agency")


class Tie(models.TextChoices):
    """What the relation is like, as the person tells it."""

    STRONG = "strong", pgettext_lazy("relation", "strong")
    WEAK = "weak", pgettext_lazy("relation", "weak")
    STRAINED = "strained", pgettext_lazy("relation", "strained")
    RECEIVES = "receives", _("one-way: they help the person")
    GIVES = "gives", _("one-way: the person helps them")
    NOT_ASKED = "not_asked", _("not asked")


class Helper(Versioned):
    """Somebody in the person's network, and what the relation is like. Who no longer helps stays, with the last day."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="helpers")
    name = models.CharField(_("who"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=HelperKind, default=HelperKind.PERSON)
    life_areas = ArrayField(models.CharField(max_length=60), verbose_name=_("life areas"), default=list, blank=True)
    tie = models.CharField(_("relation"), max_length=10, choices=Tie, default=Tie.NOT_ASKED)
    since = models.CharField(_("since"), max_length=40, blank=True)
    contact_allowed = models.CharField(_("we may talk to them"), max_length=10, choices=YesNo, default=YesNo.NOT_ASKED)
    note = models.CharField(_("note"), max_length=200, blank=True)
    recorded_on = models.DateField()
    ended_on = models.DateField(_("last day"), null=True, blank=True)
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["case"], condition=Q(ended_on=None), name="helper_of_case")]

    class Privacy:
        clear = {
            "id", "kind", "life_areas", "tie", "contact_allowed", "recorded_on", "ended_on", "submission", "version",
            "changed_at",
        }  # fmt: skip
        pseudonymise = {"case", "recorded_by", "changed_by"}
        erase = {"name", "since", "note"}

    def __str__(self) -> str:
        return self.name
