"""What a case knows that the dialogue asks for: shown with its words, taken over only where somebody ticks it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kim.casework.public import Case, ClientProfile, Person
from kim.law.naturalisation.dates import iso_of
from kim.web.casework.frame import nationalities_text
from kim.web.naturalisation.fields import german
from kim.web.naturalisation.forms.base import Raw

# The coarse groups of the file that name one kind of paper; the others are asked.
_KINDS = {"settled": "niederlassungserlaubnis", "permit": "aufenthaltserlaubnis", "protection": "aufenthaltserlaubnis"}
_SECTIONS = {"protection": "§ 24 Abs. 1"}  # temporary protection is this one paragraph
_LEVELS = {"none": "<A1", "A1": "A1", "A2": "A2"}


@dataclass(frozen=True)
class Known:
    """Something the file knows: which question it answers, and in which words."""

    key: str
    label: str
    words: str
    raw: Raw


def found_in(case: Case) -> list[Known]:
    """Everything the dialogue could take over from this case."""
    profile: ClientProfile = case.profile
    return [
        *_of_person(case.person), *_of_profile(profile), *_of_paper(case), *_of_household(case),
    ]  # fmt: skip


def _of_person(person: Person) -> Iterable[Known]:
    if person.birth_year is None:
        return
    iso = iso_of(person.birth_year, person.birth_month, person.birth_day)
    yield Known("born", _("Date of birth"), german(iso), {"born": german(iso)})


def _of_profile(profile: ClientProfile) -> Iterable[Known]:
    codes = list(profile.nationalities)[:2]
    if codes:
        raw = dict(zip(("first", "second"), codes, strict=False))
        yield Known("nationality", _("Nationality"), nationalities_text(profile), raw)
    if profile.entered_on:
        day = german(profile.entered_on.isoformat())
        yield Known("entry", _("Entered Germany on"), day, {"entry": day})
    if profile.german_level in _LEVELS:
        label = str(profile.get_german_level_display())
        yield Known("language", _("German"), label, {"said": _LEVELS[profile.german_level]})


def _of_paper(case: Case) -> Iterable[Known]:
    """The papers as rows of the page; the section only where the person agreed that it stands in the file."""
    rows = [each for each in case.documents_of_residence.all() if each.group in _KINDS]
    if not rows:
        return
    raw: Raw = {"rows": str(max(2, len(rows)))}
    for place, row in enumerate(rows[:12]):
        raw |= {f"kind_{place}": _KINDS[row.group]}
        section = row.title if row.title.lstrip().startswith("§") else _SECTIONS.get(row.group, "")
        raw |= {f"section_{place}": section} if section else {}
        raw |= {
            f"{name}_{place}": _day(value)
            for name, value in (("from", row.valid_from), ("to", row.valid_until))
            if value
        }
    words = ", ".join(f"{row.get_group_display()} {_until(row)}".strip() for row in rows)
    yield Known("papers", _("Residence document"), words, raw)


def _of_household(case: Case) -> Iterable[Known]:
    members = [each for each in case.household.select_related("person") if each.lives == "here"]
    if any(each.relation == "spouse" for each in members):
        yield Known("marriage", _("Household"), _("married or in a registered partnership"), {"said": "other"})
    if any(each.relation == "child" for each in members):
        yield Known("child", _("Household"), _("a child lives in the household"), {"said": "yes"})


def _until(row: Any) -> str:
    return _("until %(day)s") % {"day": _day(row.valid_until)} if row.valid_until else ""


def _day(value: Any) -> str:
    return german(value.isoformat()) if value else ""
