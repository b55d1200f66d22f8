"""Answers that are no values: people are not made to invent one for a compulsory field."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Given(models.TextChoices):
    """Whether there is an answer at all."""

    GIVEN = "given", _("given")
    NOT_ASKED = "not_asked", _("not asked")
    NOT_KNOWN = "not_known", _("not known")
    REFUSED = "refused", _("refused")


class YesNo(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    NOT_ASKED = "not_asked", _("not asked")
    NOT_KNOWN = "not_known", _("not known")
    REFUSED = "refused", _("refused")


class Sex(models.TextChoices):
    FEMALE = "f", _("female")
    MALE = "m", _("male")
    DIVERSE = "d", _("diverse")
    NOT_ASKED = "not_asked", _("not asked")
    NOT_KNOWN = "not_known", _("not known")
    REFUSED = "refused", _("refused")


class GermanLevel(models.TextChoices):
    NONE = "none", _("none")
    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"
    NATIVE = "native", _("first language")
    NOT_ASKED = "not_asked", _("not asked")
    NOT_KNOWN = "not_known", _("not known")
    REFUSED = "refused", _("refused")


class LanguageLevel(models.TextChoices):
    """How well somebody speaks a language; the words of the people themselves, no test."""

    FIRST = "first", _("mother tongue")
    FLUENT = "fluent", _("speaks it well")
    SIMPLE = "simple", _("speaks it in simple words")
    UNDERSTANDS = "hears", _("understands only")
    NOT_ASKED = "not_asked", _("not asked")
    NOT_KNOWN = "not_known", _("not known")


class Reading(models.TextChoices):
    """Whether letters can be read, in whatever script."""

    FLUENT = "fluent", _("reads well")
    SLOW = "slow", _("reads slowly, short texts")
    NONE = "none", _("does not read")
    NOT_ASKED = "not_asked", _("not asked")
    NOT_KNOWN = "not_known", _("not known")
    REFUSED = "refused", _("refused")


class Script(models.TextChoices):
    LATIN = "latn", _("Latin script")
    ARABIC = "arab", _("Arabic script")
    CYRILLIC = "cyrl", _("Cyrillic script")
    ETHIOPIC = "ethi", _("Ethiopic script")
    GREEK = "grek", _("Greek script")
    HEBREW = "hebr", _("Hebrew script")
    ARMENIAN = "armn", _("Armenian script")
    GEORGIAN = "geor", _("Georgian script")
    INDIAN = "deva", _("Devanagari, Tamil or another Indian script")
    CHINESE = "hani", _("Chinese script")
    OTHER = "zyyy", _("another script")


class InterpreterSex(models.TextChoices):
    """Who should interpret, if the person was asked."""

    ANY = "any", _("no preference")
    FEMALE = "f", _("a woman")
    MALE = "m", _("a man")
    NOT_ASKED = "not_asked", _("not asked")


class Scale(models.TextChoices):
    """Need, or the person's own view of it: 0 none, 1 low, 2 medium, 3 high, 4 urgent."""

    NONE = "0", _("0 none")
    LOW = "1", _("1 low")
    MEDIUM = "2", _("2 medium")
    HIGH = "3", _("3 high")
    URGENT = "4", _("4 urgent")
    NOT_ASKED = "not_asked", _("not asked")
    NOT_KNOWN = "not_known", _("not known")
    REFUSED = "refused", _("refused")

    @property
    def points(self) -> int | None:
        """0 to 4, or None where there is no value."""
        return int(self.value) if self.value.isdigit() else None


class Pressing(models.TextChoices):
    """How soon something in a life area has to be done."""

    NOW = "now", _("at once")
    SOON = "soon", _("in the next weeks")
    LATER = "later", _("can wait")
    NOT_ASKED = "not_asked", _("not asked")
    NOT_KNOWN = "not_known", _("not known")
    REFUSED = "refused", _("refused")
