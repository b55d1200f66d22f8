"""The county's own words: which labels of KIM each of them stands for, and how they get onto every page.

A label is a whole translated text such as “Cases” over a table. While a request runs, gettext answers such a text with the
county's word; sentences are other texts and keep the usual word, for another word would need another grammar.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations
from typing import Any

from django.db import Error
from django.utils.translation import get_language, gettext, gettext_noop, trans_real

from kim.organisation.models import Term

CONTEXT = "\x04"  # how gettext joins a context and its text
_FILE = f"part of the file{CONTEXT}"

# The texts each word stands for, exactly as they stand in the code.
LABELS: Mapping[str, tuple[str, ...]] = {
    "steering_group": ("Steering group", "Steering"),
    "working_group": ("Working group", "Working groups"),
    "integration_centre": ("Integration centre",),
    "coordination_unit": ("Coordination unit", "Coordination"),
    "coordinator": ("Coordinator",),
    "case_management": ("Case management",),
    "case_management_lead": ("Case-management lead",),
    "case_manager": ("Case manager",),
    "case_managers": ("Case managers",),
    "professional_supervision": ("Professional supervision", "professional"),
    "line_supervision": ("Line supervision", "line"),
    "foreigners_office": ("Foreigners' office",),
    "naturalisation_office": ("Naturalisation office",),
    "youth_welfare_office": ("Youth welfare office",),
    "integration_council": ("Integration council or committee", "Integration council"),
    "case": ("Case",),
    "cases": ("Cases",),
    "enquiry": ("Enquiry",),
    "enquiries": ("Enquiries",),
    "first_advice": ("First advice",),
    "assessment": ("Assessment", f"{_FILE}Assessment"),
    "goal_agreement": ("Goal agreement", f"{_FILE}Goal agreement"),
    "goals": ("Goals", f"{_FILE}Goals"),
    "service_steering": ("Service steering",),
    "monitoring": ("Monitoring",),
    "re_assessment": ("Re-assessment",),
    "referral": ("Referral",),
    "referrals": ("Referrals", f"{_FILE}Referrals"),
    "follow_up": ("Follow-up",),
    "follow_ups": ("Follow-ups", f"navigation{CONTEXT}Follow-ups"),
    "household": ("Household",),
    "life_area": ("Life area",),
    "life_areas": ("Life areas",),
    "legal_spheres": ("Legal spheres",),
    "offer": ("Offer",),
    "offers": ("Offers",),
    "agency": ("Agency",),
    "agencies": ("Agencies",),
    "municipality": ("Municipality",),
    "municipalities": ("Municipalities",),
    "post": ("Post",),
    "posts": ("Posts",),
    "body": ("Body",),
    "bodies": ("Bodies",),
    "target_group": ("Target group",),
    "concept": ("Concept",),
    "block": ("Block",),
    "topic": ("Topic",),
}
# Where one German word stands for several labels, the list in which a word is chosen tells them apart.
TOLD_APART = {
    "case_manager": gettext_noop("Case manager (one person)"),
    "case_managers": gettext_noop("Case managers (several people)"),
}
_KEY_OF = {label: key for key, labels in LABELS.items() for label in labels}
# A label may stand in markup unescaped, as every translation may; these characters never get there.
FORBIDDEN = frozenset('<>&"{}%')
_words: ContextVar["_Words | None"] = ContextVar("kim_county_words", default=None)


class _Words:
    """The words of one request, read when the first label asks for them."""

    def __init__(self) -> None:
        self.by_language: dict[str, dict[str, str]] | None = None

    def get(self, key: str, language: str) -> str:
        if self.by_language is None:
            self.by_language = {"de": {}, "en": {}}  # what reading them translates gets the usual words
            self.by_language = _read()
        return self.by_language[language].get(key, "")


class _Labels(NullTranslations):
    """A catalogue of gettext in front of the others: knows the labels the county has a word for, while a request runs."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def plural(self, number: int) -> int:
        return int(number != 1)

    @property
    def _catalog(self) -> "_Labels":
        return self

    def copy(self) -> "_Labels":
        return self

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, label: object) -> str:
        found = self.get(label)
        if found is None:
            raise KeyError(label)
        return str(found)

    def get(self, label: object, default: Any = None) -> Any:
        words, key = _words.get(), _KEY_OF.get(label) if isinstance(label, str) else None
        return (words.get(key, self.language) if words and key else "") or default

    def __contains__(self, label: object) -> bool:
        return self.get(label) is not None

    def items(self) -> Iterator[tuple[str, str]]:
        return iter(())

    def keys(self) -> Iterator[str]:
        return iter(())


@contextmanager
def words_in_force() -> Iterator[None]:
    """Inside, every label the county has a word for is answered with it; at most one query."""
    for language in ("de", "en"):
        _stand_in_front(language)
    token = _words.set(_Words())
    try:
        yield
    finally:
        _words.reset(token)


def usual_word(key: str) -> str:
    """What KIM calls it where the county has no word of its own."""
    token = _words.set(None)
    try:
        return gettext(TOLD_APART.get(key) or LABELS[key][0]) if key in LABELS else key.replace("_", " ")
    finally:
        _words.reset(token)


def county_words() -> dict[str, str]:
    """The words the county has named, by key, in the language of the screen; one query."""
    return _read()["en" if (get_language() or "de").startswith("en") else "de"]


def _read() -> dict[str, dict[str, str]]:
    try:
        rows = list(Term.objects.values_list("key", "name_de", "name_en"))
    except Error:  # the page that says the database is away still needs its labels
        rows = []
    return {
        "de": {key: safe for key, german, _english in rows if (safe := _harmless(german))},
        "en": {key: safe for key, _german, english in rows if (safe := _harmless(english))},
    }


def _harmless(word: str) -> str:
    return "" if FORBIDDEN & set(word) else word.replace("'", "’")


def _stand_in_front(language: str) -> None:
    """Put the labels before the catalogues of this language, once as long as they are loaded."""
    loaded = trans_real.translation(language)
    if not getattr(loaded, "kim_labels", False):
        loaded.merge(_Labels(language))
        loaded.kim_labels = True  # type: ignore[attr-defined]
