"""Appointments of an office: how many it offers, who has one, and the ceremonies at which certificates are handed over."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.naturalisation.capacity import Pattern

MOST = 200


class OfficeCapacity(models.Model):
    """Appointments an office offers by day of the week, from a day on until the next row; and how far ahead it books."""

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    start = models.DateField(_("from"))
    monday = models.PositiveSmallIntegerField(_("Monday"), default=0)
    tuesday = models.PositiveSmallIntegerField(_("Tuesday"), default=0)
    wednesday = models.PositiveSmallIntegerField(_("Wednesday"), default=0)
    thursday = models.PositiveSmallIntegerField(_("Thursday"), default=0)
    friday = models.PositiveSmallIntegerField(_("Friday"), default=0)
    weeks_ahead = models.PositiveSmallIntegerField(_("bookable for so many weeks"), default=13)
    set_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["start"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "start"], name="capacity_once_a_day"),
            models.CheckConstraint(
                name="capacity_is_sensible",
                condition=Q(
                    monday__lte=MOST, tuesday__lte=MOST, wednesday__lte=MOST, thursday__lte=MOST, friday__lte=MOST,
                    weeks_ahead__range=(1, 104),
                ),
            ),
        ]  # fmt: skip

    class Privacy:
        clear = {"id", "unit", "start", "monday", "tuesday", "wednesday", "thursday", "friday", "weeks_ahead"}
        pseudonymise = {"set_by"}

    def __str__(self) -> str:
        return f"{self.pattern.a_week} a week from {self.start}"

    @property
    def pattern(self) -> Pattern:
        """As the calculation wants it."""
        return Pattern(self.start, (self.monday, self.tuesday, self.wednesday, self.thursday, self.friday))


class BookingState(models.TextChoices):
    BOOKED = "booked", pgettext_lazy("appointment of an office", "booked")
    KEPT = "kept", pgettext_lazy("appointment of an office", "was there")
    MISSED = "missed", pgettext_lazy("appointment of an office", "did not come")
    CANCELLED = "cancelled", pgettext_lazy("appointment of an office", "cancelled")


class Booking(models.Model):
    """An appointment of an application with its office."""

    application = models.ForeignKey("Application", on_delete=models.CASCADE, related_name="bookings")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("day"))
    state = models.CharField(_("state"), max_length=10, choices=BookingState, default=BookingState.BOOKED)
    booked_on = models.DateField(_("booked on"))
    booked_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["unit", "on"], name="booking_of_office")]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(state="booked"), name="booking_one_ahead_per_application"
            )
        ]

    class Privacy:
        clear = {"id", "unit", "on", "state", "booked_on", "submission"}
        pseudonymise = {"application", "booked_by"}

    def __str__(self) -> str:
        return f"{self.on}, {self.get_state_display()}"

    def is_due(self, on: date) -> bool:
        """Whether it has been and nobody has noted whether the person came."""
        return self.state == BookingState.BOOKED and self.on <= on


class Ceremony(models.Model):
    """A day on which certificates are handed over."""

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("day"))
    at = models.TimeField(_("time"))
    place = models.CharField(_("place"), max_length=200)
    seats = models.PositiveSmallIntegerField(_("seats"))
    planned_by = models.ForeignKey("organisation.User", null=True, on_delete=models.SET_NULL, related_name="+")
    submission = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [models.CheckConstraint(name="ceremony_has_seats", condition=Q(seats__range=(1, 2000)))]

    class Privacy:
        clear = {"id", "unit", "on", "at", "place", "seats", "submission"}
        pseudonymise = {"planned_by"}

    def __str__(self) -> str:
        return f"{self.on}, {self.place}"


class CeremonyPlace(models.Model):
    """An application whose people are invited to a ceremony."""

    ceremony = models.ForeignKey("Ceremony", on_delete=models.CASCADE, related_name="places")
    application = models.ForeignKey("Application", on_delete=models.CASCADE, related_name="ceremony_places")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    people = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["ceremony", "application"], name="ceremony_place_once")]

    class Privacy:
        clear = {"id", "ceremony", "unit", "people"}
        pseudonymise = {"application"}

    def __str__(self) -> str:
        return f"place {self.pk} at ceremony {self.ceremony_id}"


__all__ = ["Booking", "BookingState", "Ceremony", "CeremonyPlace", "OfficeCapacity"]
