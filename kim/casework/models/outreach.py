"""Outreach: going where people are, whom that reached, and trying to reach somebody who did not come."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.organisation.public import Versioned


class Occasion(models.TextChoices):
    ACCOMMODATION = "accommodation", _("in an accommodation")
    ADVICE_HOUR = "advice_hour", _("advice hour on site")
    MEETING_PLACE = "meeting_place", _("meeting place or café")
    SCHOOL = "school", _("school or day-care centre")
    COURSE = "course", _("language course")
    EVENT = "event", _("event")
    STREET = "street", _("street or square")
    OTHER = "other", pgettext_lazy("occasion", "another occasion")


GROUPS = ("women", "men", "young", "unspecified")


class Outreach(Versioned):
    """A day on which the team went out: where, why, with whom, how many it reached, and what came of it."""

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=200)
    municipality = models.ForeignKey(
        "organisation.Municipality", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    occasion = models.CharField(_("occasion"), max_length=16, choices=Occasion)
    partners = models.ManyToManyField("organisation.Agency", related_name="+", blank=True)
    staff = models.ManyToManyField("organisation.User", related_name="+", blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    women = models.PositiveSmallIntegerField(_("women"), default=0, db_default=0)
    men = models.PositiveSmallIntegerField(_("men"), default=0, db_default=0)
    young = models.PositiveSmallIntegerField(_("children and young people"), default=0, db_default=0)
    unspecified = models.PositiveSmallIntegerField(_("not told apart"), default=0, db_default=0)
    result = models.TextField(_("what came of it"), blank=True)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_on = models.DateField(_("by when"), null=True, blank=True)
    next_done_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["unit", "-held_on", "-id"], name="outreach_of_unit")]
        constraints = [
            models.CheckConstraint(
                name="outreach_done_step_was_one", condition=Q(next_done_on=None) | ~Q(next_step="")
            ),
            models.CheckConstraint(name="outreach_day_of_a_step", condition=Q(next_on=None) | ~Q(next_step="")),
        ]

    class Privacy:
        clear = {
            "id", "unit", "held_on", "place", "municipality", "occasion", "partners", "minutes", "women", "men", "young",
            "unspecified", "next_on", "next_done_on", "version", "changed_at",
        }  # fmt: skip
        pseudonymise = {"staff", "recorded_by", "recorded_at", "changed_by"}
        erase = {"result", "next_step"}

    def __str__(self) -> str:
        return self.place

    @property
    def reached(self) -> int:
        """How many people were spoken to."""
        return sum(getattr(self, group) for group in GROUPS)

    @property
    def awaits_next_step(self) -> bool:
        return bool(self.next_step) and self.next_done_on is None


class AttemptWay(models.TextChoices):
    PHONE = "phone", _("by telephone")
    MESSAGE = "message", _("by message")
    MAIL = "mail", _("by e-mail")
    LETTER = "letter", _("by letter")
    VISIT = "visit", _("went there")
    OTHERS = "others", _("through somebody else")


class AttemptResult(models.TextChoices):
    NOT_REACHED = "not_reached", _("not reached")
    LEFT = "left", _("left a message")
    REACHED = "reached", _("reached")
    WRONG = "wrong", _("number or address is wrong")
    UNWANTED = "unwanted", _("does not want contact now")


class Attempt(models.Model):
    """Somebody tried to reach the person of an enquiry or of a case. In a case it is a contact too, which tells it in the history."""

    enquiry = models.ForeignKey("Enquiry", null=True, on_delete=models.CASCADE, related_name="attempts")
    case = models.ForeignKey("Case", null=True, on_delete=models.CASCADE, related_name="attempts")
    contact = models.OneToOneField("Contact", null=True, on_delete=models.CASCADE, related_name="attempt")
    outreach = models.ForeignKey("Outreach", null=True, on_delete=models.SET_NULL, related_name="attempts")
    made_on = models.DateField(_("day"))
    way = models.CharField(_("way"), max_length=10, choices=AttemptWay)
    result = models.CharField(_("result"), max_length=12, choices=AttemptResult)
    note = models.CharField(_("note"), max_length=300, blank=True)
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-made_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="attempt_is_about_one",
                condition=Q(enquiry__isnull=False, case=None, contact=None)
                | Q(enquiry=None, case__isnull=False, contact__isnull=False),
            )
        ]

    class Privacy:
        clear = {"id", "outreach", "made_on", "way", "result"}
        pseudonymise = {"enquiry", "case", "contact", "recorded_by", "recorded_at"}
        erase = {"note"}

    def __str__(self) -> str:
        return f"{self.get_way_display()}: {self.get_result_display()}"
