from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kim.casework import names
from kim.casework.models.answers import GermanLevel, Given, InterpreterSex, LanguageLevel, Reading, Script, Sex, YesNo
from kim.organisation.public import Versioned

if TYPE_CHECKING:
    from kim.casework.models.reach import HomeAddress


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
    """What the case needs to know about its person beyond the head: languages, reading, where from.

    How to reach them and where they live are rows of their own (ContactWay, HomeAddress); what is current is read from there.
    """

    case = models.OneToOneField("Case", on_delete=models.CASCADE, related_name="profile")
    home = models.ForeignKey("Household", null=True, on_delete=models.SET_NULL, related_name="profiles", editable=False)
    languages = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    language_levels = ArrayField(
        models.CharField(max_length=10, choices=LanguageLevel), default=list, blank=True,
        help_text="How well each of the languages is spoken, in their order; or empty.",
    )  # fmt: skip
    languages_given = models.CharField(max_length=10, choices=Given, default=Given.NOT_ASKED)
    reading = models.CharField(
        _("reading"), max_length=10, choices=Reading, default=Reading.NOT_ASKED, db_default=Reading.NOT_ASKED
    )
    scripts = ArrayField(models.CharField(max_length=4, choices=Script), default=list, blank=True)
    german_level = models.CharField(_("German"), max_length=10, choices=GermanLevel, default=GermanLevel.NOT_ASKED)
    interpreter = models.CharField(_("interpreter needed"), max_length=10, choices=YesNo, default=YesNo.NOT_ASKED)
    interpreter_language = models.CharField(
        _("interpreting into"), max_length=3, blank=True, default="", db_default="",
        help_text="Empty: the first of the languages.",
    )  # fmt: skip
    interpreter_sex = models.CharField(
        _("who should interpret"), max_length=10, choices=InterpreterSex, default=InterpreterSex.NOT_ASKED,
        db_default=InterpreterSex.NOT_ASKED,
    )  # fmt: skip
    nationalities = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    nationalities_given = models.CharField(max_length=10, choices=Given, default=Given.NOT_ASKED)
    entered_on = models.DateField(_("entered Germany on"), null=True, blank=True)
    entered_given = models.CharField(max_length=10, choices=Given, default=Given.NOT_ASKED)
    safe_contact = models.CharField(_("how to reach safely"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="profile_entry_day_only_if_given",
                condition=Q(entered_given="given") | Q(entered_on=None),
            ),
            models.CheckConstraint(
                name="profile_a_level_for_each_language",
                condition=Q(language_levels__len=0) | Q(language_levels__len=F("languages__len")),
            ),
        ]

    class Privacy:
        clear = {
            "id", "languages_given", "reading", "scripts", "german_level", "interpreter", "interpreter_sex",
            "nationalities_given", "entered_given", "version", "changed_at",
        }  # fmt: skip
        pseudonymise = {
            "case", "home", "languages", "language_levels", "interpreter_language", "nationalities", "entered_on",
            "changed_by",
        }  # fmt: skip
        erase = {"safe_contact"}

    def __str__(self) -> str:
        return f"profile of case {self.case_id}"

    @property
    def spoken(self) -> list[tuple[str, str]]:
        """Languages with how well each is spoken, as far as it was asked."""
        levels = self.language_levels or [LanguageLevel.NOT_ASKED] * len(self.languages)
        return list(zip(self.languages, levels, strict=True))

    @cached_property
    def address(self) -> "HomeAddress | None":
        """Where they live today, as far as the reader may know."""
        return self.case.addresses.filter(is_current=True).select_related("municipality").first()

    @cached_property
    def street(self) -> str:
        return self.address.street if self.address else ""

    @cached_property
    def postcode(self) -> str:
        return self.address.postcode if self.address else ""

    @cached_property
    def phone(self) -> str:
        """The number to call first."""
        return self._first_way("phone")

    @cached_property
    def email(self) -> str:
        return self._first_way("email")

    def _first_way(self, kind: str) -> str:
        return self.case.ways.filter(kind=kind).values_list("value", flat=True).first() or ""
