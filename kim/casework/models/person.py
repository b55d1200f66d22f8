from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kim.casework import names
from kim.casework.models.answers import GermanLevel, Given, Sex, YesNo
from kim.organisation.public import Versioned


class Person(Versioned):
    """Somebody KIM works for, or a member of their household: the head form, readable by those who may know of them."""

    given_name = models.CharField(_("given name"), max_length=120, blank=True)
    family_name = models.CharField(_("family name"), max_length=120)
    name_original = models.CharField(_("name in original script"), max_length=200, blank=True)
    name_original_language = models.CharField(_("language of the original script"), max_length=3, blank=True)
    sex = models.CharField(_("sex"), max_length=10, choices=Sex, default=Sex.NOT_ASKED)
    birth_given = models.CharField(_("date of birth"), max_length=10, choices=Given, default=Given.NOT_ASKED)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField(null=True, blank=True)
    municipality = models.ForeignKey(
        "organisation.Municipality", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("municipality"),
    )  # fmt: skip
    is_protected = models.BooleanField(_("name and address are protected"), default=False)
    sort_key = models.CharField(max_length=260, db_index=True, editable=False)
    search_text = models.CharField(max_length=500, editable=False)
    search_keys = ArrayField(models.CharField(max_length=60), default=list, editable=False)
    registered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["sort_key", "id"]
        indexes = [
            GinIndex(fields=["search_keys"], name="person_search_keys"),
            GinIndex(OpClass("search_text", "gin_trgm_ops"), name="person_search_text"),
        ]
        constraints = [
            models.CheckConstraint(
                name="person_birth_parts_need_each_other",
                condition=(Q(birth_month=None) | Q(birth_year__isnull=False))
                & (Q(birth_day=None) | Q(birth_month__isnull=False)),
                violation_error_message=_("A day of birth needs its month, a month its year."),
            ),
            models.CheckConstraint(
                name="person_birth_given_has_a_year",
                condition=Q(birth_given="given", birth_year__isnull=False)
                | (~Q(birth_given="given") & Q(birth_year=None)),
            ),
            models.CheckConstraint(
                name="person_birth_parts_are_in_range",
                condition=(Q(birth_year=None) | Q(birth_year__range=(1900, 2100)))
                & (Q(birth_month=None) | Q(birth_month__range=(1, 12)))
                & (Q(birth_day=None) | Q(birth_day__range=(1, 31))),
            ),
        ]

    class Privacy:
        clear = {
            "id",
            "sex",
            "birth_given",
            "birth_year",
            "municipality",
            "registered_at",
            "version",
            "changed_at",
            "is_protected",
        }
        pseudonymise = {"changed_by"}
        erase = {
            "given_name", "family_name", "name_original", "name_original_language", "birth_month", "birth_day",
            "sort_key", "search_text", "search_keys",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: object, **kwargs: object) -> None:
        self.index_name()
        super().save(*args, **kwargs)

    def index_name(self) -> None:
        """Compute what sorting and searching need; one place, one version of the rules."""
        everything = f"{self.given_name} {self.family_name} {self.name_original}"
        self.sort_key = names.sort_key(self.family_name, self.given_name)[:260]
        self.search_text = names.normalise(everything)[:500]
        self.search_keys = names.keys(everything)[:40]

    @property
    def full_name(self) -> str:
        """Samar Haddad"""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def list_name(self) -> str:
        """Haddad, Samar"""
        return f"{self.family_name}, {self.given_name}".strip(", ")

    @property
    def born_on(self) -> date | None:
        """The full date of birth, if every part of it is known."""
        if self.birth_year and self.birth_month and self.birth_day:
            return date(self.birth_year, self.birth_month, self.birth_day)
        return None


class ClientProfile(Versioned):
    """What the case needs to know about its person beyond the head: languages, how to reach them, where from."""

    case = models.OneToOneField("Case", on_delete=models.CASCADE, related_name="profile")
    languages = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    languages_given = models.CharField(max_length=10, choices=Given, default=Given.NOT_ASKED)
    german_level = models.CharField(_("German"), max_length=10, choices=GermanLevel, default=GermanLevel.NOT_ASKED)
    interpreter = models.CharField(_("interpreter needed"), max_length=10, choices=YesNo, default=YesNo.NOT_ASKED)
    nationalities = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    nationalities_given = models.CharField(max_length=10, choices=Given, default=Given.NOT_ASKED)
    entered_on = models.DateField(_("entered Germany on"), null=True, blank=True)
    entered_given = models.CharField(max_length=10, choices=Given, default=Given.NOT_ASKED)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    street = models.CharField(_("street and number"), max_length=160, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    safe_contact = models.CharField(_("how to reach safely"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="profile_entry_day_only_if_given",
                condition=Q(entered_given="given") | Q(entered_on=None),
            )
        ]

    class Privacy:
        clear = {
            "id", "languages_given", "german_level", "interpreter", "nationalities_given", "entered_given", "version", "changed_at",
        }  # fmt: skip
        pseudonymise = {"case", "languages", "nationalities", "entered_on", "changed_by"}
        erase = {"phone", "email", "street", "postcode", "safe_contact"}

    def __str__(self) -> str:
        return f"profile of case {self.case_id}"


class Relation(models.TextChoices):
    SPOUSE = "spouse", _("spouse or partner")
    CHILD = "child", _("child")
    PARENT = "parent", _("parent")
    SIBLING = "sibling", _("brother or sister")
    OTHER = "other", _("other relation")
    NOT_KNOWN = "not_known", _("not known")


class HouseholdMember(models.Model):
    """Somebody who lives with the client of a case, in head form."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="household")
    person = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="households")
    relation = models.CharField(_("relation"), max_length=12, choices=Relation)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="household_member_once_per_case")]

    class Privacy:
        clear = {"id", "relation"}
        pseudonymise = {"case", "person"}
        erase = {"note"}

    def __str__(self) -> str:
        return f"{self.get_relation_display()} in case {self.case_id}"
