"""Seats: which organisation sits in a body, who holds the seat, and by which rules the body works."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.organisation.public import VALIDITY, Dated, Versioned


class Majority(models.TextChoices):
    """How a body decides."""

    CONSENSUS = "consensus", pgettext_lazy("how a body decides", "by consensus")
    SIMPLE = "simple", pgettext_lazy("how a body decides", "by simple majority")
    TWO_THIRDS = "two_thirds", pgettext_lazy("how a body decides", "by two thirds")


class BodyRules(Versioned):
    """The mandate of a body and the rules it works by; its name, level and days stand in the county's profile."""

    body = models.OneToOneField("organisation.Body", on_delete=models.CASCADE, related_name="rules")
    mandate = models.TextField(_("mandate"), blank=True)
    majority = models.CharField(_("decides"), max_length=12, choices=Majority, default=Majority.CONSENSUS)
    quorum_percent = models.PositiveSmallIntegerField(
        _("quorum in per cent of the voting seats"),
        default=50,
        help_text="More than this share must be present; 0: no quorum.",
    )
    invitation_days = models.PositiveSmallIntegerField(_("invitation period in days"), default=14)
    review_months = models.PositiveSmallIntegerField(
        _("reviews its work every … months"), null=True, blank=True, help_text="Of standing exchanges (S18)."
    )
    public = models.BooleanField(_("meets in public"), default=False)
    remind_days = models.PositiveSmallIntegerField(
        _("reminds … days before"), null=True, blank=True, help_text="Empty: as everywhere in the county."
    )
    escalate_days = models.PositiveSmallIntegerField(
        _("the chair hears … days after"), null=True, blank=True, help_text="Empty: as everywhere in the county."
    )
    founded_by = models.ForeignKey(
        "Decision", null=True, blank=True, on_delete=models.SET_NULL, related_name="bodies_founded"
    )
    ended_by = models.ForeignKey(
        "Decision", null=True, blank=True, on_delete=models.SET_NULL, related_name="bodies_ended"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="quorum_is_a_share", condition=Q(quorum_percent__lte=100)),
        ]

    class Privacy:
        clear = {
            "id", "body", "mandate", "majority", "quorum_percent", "invitation_days", "review_months", "public", "remind_days",
            "escalate_days", "founded_by", "ended_by", "version", "changed_at",
        }  # fmt: skip
        pseudonymise = {"changed_by"}

    def __str__(self) -> str:
        return f"rules of body {self.body_id}"


class StandingKind(models.TextChoices):
    ITEM = "item", pgettext_lazy("standing", "item of the agenda")
    AGREEMENT = "agreement", pgettext_lazy("standing", "agreement")


class StandingItem(Versioned):
    """What stands on every agenda of a body, or comes back every so many months: items, and agreements looked at again (S18)."""

    body = models.ForeignKey("organisation.Body", on_delete=models.CASCADE, related_name="standing_items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=StandingKind, default=StandingKind.ITEM, db_default="item")
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("what was agreed"), blank=True, default="", db_default="")
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    every_months = models.PositiveSmallIntegerField(
        _("looked at every … months"), null=True, blank=True, help_text="Empty: in every meeting."
    )
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["body_id", "position"]
        constraints = [
            models.CheckConstraint(
                name="standing_comes_back_after_a_month", condition=Q(every_months=None) | Q(every_months__gte=1)
            ),
            models.CheckConstraint(
                name="agreement_says_what_was_agreed",
                condition=~Q(kind="agreement") | (~Q(text="") & Q(agreed_on__isnull=False)),
            ),
        ]

    class Privacy:
        clear = {
            "id", "body", "position", "kind", "title", "text", "minutes", "every_months", "agreed_on", "ended_on", "version",
            "changed_at",
        }  # fmt: skip
        pseudonymise = {"changed_by"}

    def __str__(self) -> str:
        return self.title


class Seat(Dated, Versioned):
    """A seat of a body: it belongs to an organisation, not to a person."""

    body = models.ForeignKey("organisation.Body", on_delete=models.PROTECT, related_name="seats")
    agency = models.ForeignKey(
        "organisation.Agency",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
    )
    name = models.CharField(_("seat"), max_length=160, help_text="Stadt Dormagen; Leitung des Sozialamts.")
    votes = models.BooleanField(_("has a vote"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Dated.Meta):
        ordering = ["body_id", "position", "id"]
        indexes = [models.Index(fields=["body", "position"], name="seat_of_body")]

    class Privacy:
        clear = {"id", "body", "agency", "name", "votes", "position", "version", "changed_at"} | VALIDITY
        pseudonymise = {"changed_by"}

    def __str__(self) -> str:
        return self.name


class HolderKind(models.TextChoices):
    MEMBER = "member", pgettext_lazy("seat", "member")
    DEPUTY = "deputy", pgettext_lazy("seat", "deputy")


def _one_at_a_time(name: str, kind: HolderKind) -> ExclusionConstraint:
    """No two rows of this kind on one seat on one day. The seat is compared as a range of one: that needs no extension."""
    seat = Func(
        F("seat_id"), F("seat_id"), models.Value("[]"), function="int8range", output_field=BigIntegerRangeField()
    )
    days = Func(F("valid_from"), F("valid_to"), models.Value("[]"), function="daterange", output_field=DateRangeField())
    return ExclusionConstraint(
        name=name,
        expressions=[(seat, RangeOperators.OVERLAPS), (days, RangeOperators.OVERLAPS)],
        condition=Q(kind=str(kind)),
        violation_error_message=_("Somebody else holds this seat on these days. End that first, or choose other days."),
    )


class SeatHolder(Dated, Versioned):
    """Somebody on a seat, from a day to a day: with an account of KIM or only by name and mail. One member and one deputy at a time."""

    seat = models.ForeignKey("Seat", on_delete=models.CASCADE, related_name="holders")
    kind = models.CharField(pgettext_lazy("seat", "as"), max_length=8, choices=HolderKind, default=HolderKind.MEMBER)
    user = models.ForeignKey(
        "organisation.User",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="seats_held",
        verbose_name=pgettext_lazy("seat", "account"),
    )
    name = models.CharField(_("name"), max_length=160, blank=True)
    office = models.CharField(pgettext_lazy("seat", "office"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    chairs = models.BooleanField(_("chairs the body"), default=False)

    class Meta(Dated.Meta):
        ordering = ["seat_id", "kind", "valid_from"]
        indexes = [models.Index(fields=["user"], name="seats_of_user", condition=Q(user__isnull=False))]
        constraints: ClassVar[list[Any]] = [
            *Dated.Meta.constraints,
            models.CheckConstraint(name="seat_is_held_by_somebody", condition=Q(user__isnull=False) | ~Q(name="")),
            _one_at_a_time("never_two_at_once_on_one_seat", HolderKind.MEMBER),
            _one_at_a_time("never_two_deputies_at_once_on_one_seat", HolderKind.DEPUTY),
        ]

    class Privacy:
        clear = {"id", "seat", "kind", "chairs", "version", "changed_at"} | VALIDITY
        pseudonymise = {"user", "name", "office", "changed_by"}
        erase = {"email"}

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name as minutes tell it."""
        return self.name or str(self.user)
