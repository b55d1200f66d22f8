from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import DatedQuerySet, Membership, PostHolder, User

# What hangs on nothing that ends by itself is looked at again every quarter: after that it is given anew or not at all.
QUARTER = timedelta(days=92)


class GrantBasis(models.TextChoices):
    SUPERVISION = "supervision", _("supervision of this case")
    CONSENT = "consent", _("consent of the person")
    DEPUTY = "deputy", _("standing in for this case")
    REFERRAL = "referral", _("referral to this agency")


class GrantEnd(models.TextChoices):
    """Why a grant was closed before its last day."""

    ENDED = "ended", _("ended by the person responsible")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("consent withdrawn")
    REFERRAL_OVER = "referral_over", _("referral over")


class GrantQuerySet(DatedQuerySet):
    """Grants, by day and by whom they reach."""

    def on(self, day: date) -> "GrantQuerySet":
        """What opens a case on this day: begun, not past its last day, and not closed before it."""
        return super().on(day).filter(ended_at=None)  # type: ignore[return-value]

    def for_person(self, user: User, on: date) -> "GrantQuerySet":
        """What reaches this person on this day: in person, through a unit they belong to, through a post they hold."""
        units = Membership.objects.on(on).filter(user=user).values("unit")
        posts = PostHolder.objects.on(on).filter(user=user).values("post")
        return self.on(on).filter(Q(grantee=user) | Q(grantee_unit__in=units) | Q(grantee_post__in=posts))


class AccessGrant(models.Model):
    """The right to read named sections of one case, from a day to a day, for a named reason and on a legal basis.

    It is given to a person, to everybody of a unit, or to whoever holds a post on the day: exactly one of the three. On a
    consent or a referral it stands and falls with that. Closed ones stay as rows: they are the history of who could read.
    """

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="grants")
    grantee = models.ForeignKey("organisation.User", null=True, on_delete=models.CASCADE, related_name="case_grants")
    grantee_unit = models.ForeignKey("organisation.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    grantee_post = models.ForeignKey("organisation.Post", null=True, on_delete=models.PROTECT, related_name="+")
    sections = ArrayField(models.CharField(max_length=12))
    basis = models.CharField(max_length=12, choices=GrantBasis)
    legal_basis = models.CharField(max_length=200, blank=True, default="", db_default="")
    consent = models.ForeignKey("Consent", null=True, on_delete=models.PROTECT, related_name="grants")
    referral = models.ForeignKey("Referral", null=True, on_delete=models.PROTECT, related_name="grants")
    reason = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField()
    given_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("organisation.User", null=True, on_delete=models.PROTECT, related_name="+")
    ended_because = models.CharField(max_length=20, choices=GrantEnd, blank=True, default="", db_default="")

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from", "id"]
        indexes = [models.Index(fields=["case"], name="access_grant_of_case")]
        constraints = [
            models.CheckConstraint(name="access_grant_ends_after_start", condition=Q(valid_to__gte=F("valid_from"))),
            models.CheckConstraint(
                name="access_grant_lasts_a_quarter",
                condition=~Q(basis__in=["supervision", "deputy"]) | Q(valid_to__lte=F("valid_from") + QUARTER),
            ),
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
            models.CheckConstraint(
                name="access_grant_hangs_on_its_basis",
                condition=Q(basis="consent", consent__isnull=False, referral=None)
                | Q(basis="referral", consent=None, referral__isnull=False)
                | Q(basis__in=["supervision", "deputy"], consent=None, referral=None),
            ),
            models.CheckConstraint(
                name="access_grant_ended_with_a_reason",
                condition=Q(ended_at=None, ended_because="") | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
            ),
        ]

    class Privacy:
        clear = {
            "id", "sections", "basis", "legal_basis", "grantee_unit", "grantee_post", "valid_from", "valid_to",
            "ended_because",
        }  # fmt: skip
        pseudonymise = {"case", "grantee", "consent", "referral", "given_by", "ended_at", "ended_by"}
        erase = {"reason"}

    def __str__(self) -> str:
        return f"case {self.case_id} for {self.grantee or self.grantee_unit or self.grantee_post}"

    def is_open(self, on: date) -> bool:
        """Whether it opens the case on this day."""
        return self.ended_at is None and self.valid_from <= on <= self.valid_to
