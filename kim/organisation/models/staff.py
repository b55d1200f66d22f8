from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kim.organisation.models.base import PROVENANCE, VALIDITY, Dated, Sourced, Versioned
from kim.organisation.roles import Permission, Role


class User(AbstractUser, Versioned):
    """Someone who works with KIM. What they may do comes from memberships, never from flags of the framework."""

    title = models.CharField(max_length=60, blank=True, default="", db_default="", help_text="Dr.")
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    theme = models.CharField(max_length=6, blank=True, choices=[("light", _("light")), ("dark", _("dark"))])
    text_size = models.CharField(
        max_length=6, blank=True, db_default="", default="", choices=[("large", _("large")), ("huge", _("very large"))]
    )
    language = models.CharField(max_length=5, blank=True, db_default="", default="")
    start_page = models.CharField(max_length=20, blank=True, db_default="", default="")
    shortcuts = models.BooleanField(default=True, db_default=True)
    synthetic = models.BooleanField(default=False)
    source = models.TextField(blank=True, default="", db_default="")
    note = models.TextField(blank=True, default="", db_default="")
    valid_from = models.DateField(null=True, blank=True, help_text="First day with the county, as its profile says.")
    valid_to = models.DateField(null=True, blank=True)

    groups = None
    user_permissions = None

    class Privacy:
        clear = {
            "id", "is_superuser", "is_staff", "is_active", "date_joined", "last_login", "synthetic",
            "source", "note", "valid_from", "valid_to", "version", "changed_at",
            "theme", "text_size", "language", "start_page", "shortcuts",
        }  # fmt: skip
        pseudonymise = {"username", "first_name", "last_name", "title", "job_title", "changed_by"}
        erase = {"password", "email", "phone"}

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def short_name(self) -> str:
        """K. Brandes"""
        return f"{self.first_name[:1]}. {self.last_name}" if self.first_name else self.last_name or self.username

    @property
    def initials(self) -> str:
        """KB"""
        return (self.first_name[:1] + self.last_name[:1]).upper() or self.username[:2].upper()

    @cached_property
    def current_memberships(self) -> list["Membership"]:
        """Today's memberships, read once per request."""
        return list(self.memberships.on(timezone.localdate()).select_related("unit"))

    @property
    def roles(self) -> set[Role]:
        """Today's roles."""
        return {Role(membership.role) for membership in self.current_memberships}

    def has(self, permission: Permission, unit_id: int | None = None) -> bool:
        """Whether one of today's roles allows this, in this unit if one is named."""
        return any(
            permission in Role(m.role).permissions and (unit_id is None or m.unit_id == unit_id)
            for m in self.current_memberships
        )


class Membership(Dated, Sourced):
    """A role within a unit, from a day to a day."""

    user = models.ForeignKey("User", on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role.choices)

    class Meta(Dated.Meta):
        ordering = ["user_id", "valid_from"]

    class Privacy:
        clear = {"id", "unit", "role"} | VALIDITY | PROVENANCE
        pseudonymise = {"user"}

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class Absence(models.Model):
    """Days on which someone is away and who stands in; the deputy works in the absent person's cases on these days."""

    user = models.ForeignKey("User", on_delete=models.CASCADE, related_name="absences")
    deputy = models.ForeignKey("User", on_delete=models.PROTECT, related_name="deputising")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    recorded_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(name="absence_ends_after_start", condition=Q(last_day__gte=F("first_day"))),
            models.CheckConstraint(name="absence_needs_someone_else", condition=~Q(user=F("deputy"))),
        ]

    class Privacy:
        clear = {"id", "first_day", "last_day"}
        pseudonymise = {"user", "deputy", "recorded_by"}

    def __str__(self) -> str:
        return f"{self.user}: {self.first_day}–{self.last_day}"

    @classmethod
    def deputised_by(cls, user: User, on: date) -> frozenset[int]:
        """Ids of those for whom this person stands in on this day."""
        return frozenset(
            cls.objects.filter(deputy=user, first_day__lte=on, last_day__gte=on).values_list("user_id", flat=True)
        )
