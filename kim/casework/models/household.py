from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Versioned


class Relation(models.TextChoices):
    SPOUSE = "spouse", _("spouse or partner")
    CHILD = "child", _("child")
    PARENT = "parent", _("parent")
    SIBLING = "sibling", _("brother or sister")
    OTHER = "other", _("other relation")
    NOT_KNOWN = "not_known", _("not known")


class Lives(models.TextChoices):
    """Where a member lives: families are also noted while they are apart."""

    HERE = "here", _("lives in the household")
    ELSEWHERE = "elsewhere", _("lives elsewhere in Germany")
    ABROAD = "abroad", _("lives abroad")
    NOT_ASKED = "not_asked", _("not asked")
    NOT_KNOWN = "not_known", _("not known")


class SeenBy(models.TextChoices):
    """Who reads a member through the household. The database sets it: a protected person is not read by everybody."""

    READERS = "readers", _("whoever reads the personal data of the case")
    WORKERS = "workers", _("the person responsible and whoever stands in")
    NOBODY = "nobody", _("nobody: protected, with a case of their own")


class Household(models.Model):
    """People who live together: one thing, shared by the cases of all clients among them."""

    noted_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["id"]

    class Privacy:
        clear = {"id"}
        pseudonymise = {"noted_at"}

    def __str__(self) -> str:
        return f"household {self.pk}"


class HouseholdMember(Versioned):
    """Somebody of the household as the client of a case is related to them, in head form.

    Each case of a household has a row for everybody but its own client; a named act in the database keeps them alike
    (kim_share_household). The relation is the case's own: a son's grandmother is his mother's mother-in-law.
    """

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="household")
    person = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="households")
    relation = models.CharField(_("relation"), max_length=12, choices=Relation)
    lives = models.CharField(_("lives"), max_length=10, choices=Lives, default=Lives.HERE, db_default=Lives.HERE)
    note = models.CharField(_("note"), max_length=200, blank=True)
    seen_by = models.CharField(
        max_length=8, choices=SeenBy, default=SeenBy.READERS, db_default=SeenBy.READERS, editable=False
    )

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="household_member_once_per_case")]

    class Privacy:
        clear = {"id", "relation", "lives", "seen_by", "version", "changed_at"}
        pseudonymise = {"case", "person", "changed_by"}
        erase = {"note"}

    def __str__(self) -> str:
        return f"{self.get_relation_display()} in case {self.case_id}"
