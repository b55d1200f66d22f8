from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kim.casework.models.answers import YesNo
from kim.organisation.public import Versioned


class WayKind(models.TextChoices):
    PHONE = "phone", _("Telephone")
    MESSAGE = "message", _("Messenger")
    EMAIL = "email", _("E-mail")
    POST = "post", _("Post")
    THROUGH = "through", _("Through somebody")
    OTHER = "other", _("Another way")


class ContactWay(Versioned):
    """One way to reach the person, whether it is safe, and when."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="ways")
    kind = models.CharField(_("kind"), max_length=8, choices=WayKind)
    value = models.CharField(_("number, address or name"), max_length=254, blank=True)
    safe = models.CharField(
        _("is it safe"), max_length=10, choices=YesNo, default=YesNo.NOT_ASKED, db_default=YesNo.NOT_ASKED
    )
    at = models.CharField(_("when"), max_length=120, blank=True, default="", db_default="")
    note = models.CharField(_("note"), max_length=200, blank=True, default="", db_default="")
    is_preferred = models.BooleanField(_("use this way first"), default=False, db_default=False)

    class Meta:
        ordering = ["-is_preferred", "id"]
        indexes = [models.Index(fields=["case"], name="way_of_case")]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(is_preferred=True), name="way_one_preferred_per_case"),
            models.CheckConstraint(
                name="way_says_how", condition=~Q(value="") | Q(kind="post"),
                violation_error_message=_("Enter the number, the address or who passes it on."),
            ),
        ]  # fmt: skip

    class Privacy:
        clear = {"id", "kind", "safe", "is_preferred", "version", "changed_at"}
        pseudonymise = {"case", "changed_by"}
        erase = {"value", "at", "note"}

    def __str__(self) -> str:
        return f"{self.get_kind_display()} in case {self.case_id}"


class Accommodation(models.TextChoices):
    """How somebody lives, coarse on purpose."""

    FLAT = "flat", _("flat or house of their own")
    RELATIVES = "relatives", _("with relatives or friends")
    SHARED = "shared", _("shared accommodation of a municipality")
    STATE = "state", _("accommodation of the state")
    EMERGENCY = "emergency", _("emergency accommodation")
    FACILITY = "facility", _("living in a facility")
    NONE = "none", _("without a home")
    OTHER = "other", _("other")
    NOT_ASKED = "not_asked", _("not asked")
    NOT_KNOWN = "not_known", _("not known")
    REFUSED = "refused", _("refused")


class HomeAddress(Versioned):
    """Where the client lives or lived. A protected one is read by whoever works in the case, by nobody else."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="addresses")
    street = models.CharField(_("street and number"), max_length=160, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    municipality = models.ForeignKey(
        "organisation.Municipality", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("municipality"),
    )  # fmt: skip
    place = models.CharField(_("place outside the county"), max_length=120, blank=True, default="", db_default="")
    accommodation = models.CharField(
        _("accommodation"), max_length=10, choices=Accommodation, default=Accommodation.NOT_ASKED,
        db_default=Accommodation.NOT_ASKED,
    )  # fmt: skip
    from_on = models.DateField(_("from"), null=True, blank=True)
    to_on = models.DateField(_("to"), null=True, blank=True)
    is_current = models.BooleanField(default=True)
    is_protected = models.BooleanField(_("this address is protected"), default=False, db_default=False)

    class Meta:
        ordering = ["-is_current", F("to_on").desc(nulls_last=True), F("from_on").desc(nulls_last=True), "-id"]
        indexes = [models.Index(fields=["case"], name="address_of_case")]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(is_current=True), name="address_one_current_per_case"),
            models.CheckConstraint(
                name="address_ends_after_start", condition=Q(from_on=None) | Q(to_on=None) | Q(to_on__gte=F("from_on")),
                violation_error_message=_("The last day is before the first. Check the dates."),
            ),
            models.CheckConstraint(name="address_today_has_no_end", condition=Q(is_current=False) | Q(to_on=None)),
        ]  # fmt: skip

    class Privacy:
        clear = {"id", "municipality", "accommodation", "is_current", "is_protected", "version", "changed_at"}
        pseudonymise = {"case", "from_on", "to_on", "changed_by"}
        erase = {"street", "postcode", "place"}

    def __str__(self) -> str:
        return f"address in case {self.case_id}"

    @property
    def town(self) -> str:
        """41515 Grevenbroich"""
        return f"{self.postcode} {self.municipality or self.place}".strip()
