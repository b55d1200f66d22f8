from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import DatedQuerySet, Membership, PostHolder, User


class GrantBasis(models.TextChoices):
    SUPERVISION = "supervision", _("supervision of this case")
    CONSENT = "consent", _("consent of the person")
    DEPUTY = "deputy", _("standing in for this case")
    REFERRAL = "referral", _("referral to this agency")


class GrantQuerySet(DatedQuerySet):
    """Grants, by day and by whom they reach."""

    def for_person(self, user: User, on: date) -> "GrantQuerySet":
        """What reaches this person on this day: in person, through a unit they belong to, through a post they hold."""
        units = Membership.objects.on(on).filter(user=user).values("unit")
        posts = PostHolder.objects.on(on).filter(user=user).values("post")
        return self.on(on).filter(Q(grantee=user) | Q(grantee_unit__in=units) | Q(grantee_post__in=posts))


class AccessGrant(models.Model):
    """The right to read named sections of one case, from a day to a day, for a named reason and on a legal basis.

    It is given to a person, to everybody of a unit, or to whoever holds a post on the day: exactly one of the three.
    """

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="grants")
    grantee = models.ForeignKey("organisation.User", null=True, on_delete=models.CASCADE, related_name="case_grants")
    grantee_unit = models.ForeignKey("organisation.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    grantee_post = models.ForeignKey("organisation.Post", null=True, on_delete=models.PROTECT, related_name="+")
    sections = ArrayField(models.CharField(max_length=12))
    basis = models.CharField(max_length=12, choices=GrantBasis)
    legal_basis = models.CharField(max_length=200, blank=True, default="", db_default="")
    reason = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField()
    given_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from", "id"]
        constraints = [
            models.CheckConstraint(name="access_grant_ends_after_start", condition=Q(valid_to__gte=F("valid_from"))),
            models.CheckConstraint(
                name="access_grant_has_one_grantee",
                condition=Q(grantee__isnull=False, grantee_unit=None, grantee_post=None)
                | Q(grantee=None, grantee_unit__isnull=False, grantee_post=None)
                | Q(grantee=None, grantee_unit=None, grantee_post__isnull=False),
            ),
            models.CheckConstraint(
                name="access_grant_names_known_sections",
                condition=Q(
                    sections__contained_by=["head", "profile", "contacts", "assessment", "plan", "documents", "notes"]
                ),
            ),
        ]

    class Privacy:
        clear = {"id", "sections", "basis", "legal_basis", "grantee_unit", "grantee_post", "valid_from", "valid_to"}
        pseudonymise = {"case", "grantee", "given_by"}
        erase = {"reason"}

    def __str__(self) -> str:
        return f"case {self.case_id} for {self.grantee or self.grantee_unit or self.grantee_post}"
