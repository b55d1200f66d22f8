"""What a letter of a case says before somebody edits it, and how it is kept and printed."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from babel import Locale, UnknownLocaleError
from django.utils import timezone

from kim.casework.client_texts import SOURCE_LANGUAGE, ClientTexts
from kim.casework.models import Case, GoalState, MeasureState
from kim.casework.paper_texts import wordings
from kim.documents import Head, LetterText, Translation
from kim.documents import Letter as Paper
from kim.organisation.public import Agency, County, User, logos

PAPER = "letters"
KINDS = ("invitation", "appointment", "confirmation", "papers", "naturalisation", "free")
# What has to be known before the words of a letter can be proposed.
NEEDS = {
    "invitation": ("day", "time", "place"),
    "appointment": ("day", "time", "place"),
    "papers": ("day",),
    "naturalisation": ("day", "time", "place"),
}


@dataclass(frozen=True)
class Words:
    """A letter in one language, to be edited."""

    subject: str = ""
    greeting: str = ""
    body: str = ""
    closing: str = ""


@dataclass(frozen=True)
class Proposal:
    """What is proposed: German, the other language, and whether somebody has approved that translation."""

    german: Words
    other: Words | None
    approved: bool


def propose(
    case: Case, kind: str, language: str, *, by: User, texts: ClientTexts, agency: Agency | None = None, **known: str
) -> Proposal:
    """The words of this letter; `known` holds day, time and place of an appointment."""
    values = {
        "name": case.person.full_name, "phone": by.phone or by.email, "place": known.get("place", ""),
        "date": known.get("day", ""), "time": known.get("time", ""),
        "since": german_day(case.advice_agreed_on or case.opened_on),
    }  # fmt: skip
    greeting = "greeting_agency" if agency else "greeting"
    german = _words(texts, SOURCE_LANGUAGE, kind, greeting, values)
    if not language or agency:
        return Proposal(german, None, approved=True)
    used = [texts.get((language, f"{PAPER}.{key}")) for key in _keys(kind, greeting)]
    approved = all(text is not None and text.may_stand_alone for text in used) and kind != "free"
    return Proposal(german, _words(texts, language, kind, greeting, values), approved)


def _keys(kind: str, greeting: str) -> tuple[str, ...]:
    own = () if kind not in KINDS or kind == "free" else (f"{kind}_subject", f"{kind}_body")
    return (*own, greeting, "closing")


def _words(texts: ClientTexts, language: str, kind: str, greeting: str, values: dict[str, str]) -> Words:
    def say(key: str) -> str:
        text = texts.get((language, f"{PAPER}.{key}"))
        words = text.text if text else ""
        for name, value in values.items():
            words = words.replace(f"{{{name}}}", value)
        return words

    return Words(say(f"{kind}_subject"), say(greeting), say(f"{kind}_body"), say("closing"))


def recipient_of(case: Case, agency: Agency | None) -> tuple[str, ...]:
    """Name and address as they stand in the window."""
    if agency is not None:
        return tuple(line for line in (agency.name, agency.municipality.name if agency.municipality else "") if line)
    place = f"{case.profile.postcode} {case.municipality.name if case.municipality else ''}".strip()
    return tuple(line for line in (case.person.full_name, case.profile.street, place) if line)


def snapshot_of(
    case: Case,
    *,
    by: User,
    sent_on: date,
    recipient: Sequence[str],
    german: Words,
    other: Words | None = None,
    language: str = "",
    approved: bool = False,
    texts: ClientTexts | None = None,
) -> dict[str, Any]:
    """Everything that stands on the letter, as JSON; the county's sign is taken when it is printed."""
    county = County.objects.first()
    notices = _notices(language, approved, texts or wordings(PAPER)) if other else {}
    return {
        "county": county.name if county else "", "unit": case.unit.name, "recipient": list(recipient),
        "colour": county.brand_colour if county else "", "sent_on": sent_on.isoformat(), "reference": case.reference,
        "by": str(by), "by_as": by.job_title, "phone": by.phone, "email": by.email,
        "german": asdict(german), "other": asdict(other) if other else None, "language": language, **notices,
    }  # fmt: skip


def _notices(language: str, approved: bool, texts: ClientTexts) -> dict[str, str]:
    """German governs, whoever approved; a translation nobody approved says that too."""
    key = "governs" if approved else "unapproved"
    said = {spoken: texts.get((spoken, f"{PAPER}.{key}")) for spoken in (SOURCE_LANGUAGE, language)}
    heading = [texts.get((spoken, f"{PAPER}.heading")) for spoken in (SOURCE_LANGUAGE, language)]
    first, second = said[SOURCE_LANGUAGE], said[language]
    return {
        "heading": " · ".join(text.text for text in heading if text),
        "notice_de": first.text if first else "",
        "notice": second.text if second else "",
    }


def paper_of(snapshot: dict[str, Any]) -> Paper:
    """The kept letter as the printer wants it."""
    logo = logos.county_logo()
    head = Head(
        county=snapshot["county"], unit=snapshot["unit"], colour=snapshot["colour"],
        logo=logo.content if logo else None, logo_alt=logo.alt if logo else "",
        return_address=" · ".join(part for part in (snapshot["county"], snapshot["unit"]) if part),
        contact=(snapshot["county"],),
    )  # fmt: skip
    sent_on = date.fromisoformat(snapshot["sent_on"])
    information = (
        ("Ansprechperson", snapshot["by"]), ("Telefon", snapshot["phone"]), ("E-Mail", snapshot["email"]),
        ("Aktenzeichen", snapshot["reference"]), ("Datum", german_day(sent_on)),
    )  # fmt: skip
    return Paper(
        head=head, recipient=tuple(snapshot["recipient"]), text=_text(snapshot["german"], SOURCE_LANGUAGE), on=sent_on,
        signed_by=snapshot["by"], signed_as=snapshot["by_as"], information=information,
        translation=_translation(snapshot),
    )  # fmt: skip


def _text(words: dict[str, str], language: str) -> LetterText:
    return LetterText(words["subject"], words["greeting"], words["body"], words["closing"], language)


def _translation(snapshot: dict[str, Any]) -> Translation | None:
    if not snapshot["other"]:
        return None
    text = _text(snapshot["other"], snapshot["language"])
    return Translation(text, snapshot["heading"], snapshot["notice_de"], snapshot["notice"])


def field_values(case: Case, snapshot: dict[str, Any]) -> dict[str, str | list[str]]:
    """Every field of `letter_fields` for a template of the county, from the same kept letter and from the case."""
    german, other = snapshot["german"], snapshot["other"] or {}
    person, profile = case.person, case.profile
    return {
        "datum": german_day(date.fromisoformat(snapshot["sent_on"])), "empfaenger": "\n".join(snapshot["recipient"]),
        "betreff": german["subject"], "anrede": german["greeting"], "text": german["body"], "gruss": german["closing"],
        "text_uebersetzung": other.get("body", ""), "vorname": person.given_name, "nachname": person.family_name,
        "name": person.full_name, "name_original": person.name_original, "geburtsdatum": birth_in_words(case),
        "strasse": profile.street, "plz": profile.postcode, "sprache": language_in_words(snapshot["language"]),
        "ort": case.municipality.name if case.municipality else "", "aktenzeichen": case.reference,
        "beratung_seit": german_day(case.advice_agreed_on or case.opened_on),
        "naechste_pruefung": german_day(case.review_on), "ziele": _goals(case), "schritte": list(_steps(case)),
        "kreis": snapshot["county"], "einheit": snapshot["unit"], "fachkraft": snapshot["by"],
        "fachkraft_stelle": snapshot["by_as"], "fachkraft_telefon": snapshot["phone"], "fachkraft_email": snapshot["email"],
    }  # fmt: skip


def _goals(case: Case) -> list[str]:
    return list(case.goals.filter(state=GoalState.OPEN).values_list("own_words", flat=True))


def _steps(case: Case) -> Iterable[str]:
    goals = case.goals.filter(state=GoalState.OPEN).prefetch_related("measures")
    for measure in (m for goal in goals for m in goal.measures.all() if m.state == MeasureState.OPEN):
        yield f"{measure.text}, bis {german_day(measure.due_on)}" if measure.due_on else measure.text


def birth_in_words(case: Case) -> str:
    person = case.person
    parts = (person.birth_day, person.birth_month)
    known = "".join(f"{part:02d}." for part in parts if part)
    return f"{known}{person.birth_year}" if person.birth_year else ""


def language_in_words(code: str) -> str:
    if not code:
        return ""
    try:
        return str(Locale.parse(SOURCE_LANGUAGE).languages.get(code) or {"kmr": "Kurmandschi"}.get(code, code))
    except UnknownLocaleError:
        return code


def german_day(day: date | None) -> str:
    """23.11.2026; empty where there is none."""
    return f"{day:%d.%m.%Y}" if day else ""


def today() -> date:
    """The day a letter carries unless somebody changes it."""
    return timezone.localdate()
