"""The letter that goes with a referral: exactly the data it names, no others."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kim.casework import letters
from kim.casework.actions import letters as letter_acts
from kim.casework.exceptions import CaseworkError, NothingToWrite
from kim.casework.models import Basis, Case, DataCategory, GoalState, Letter, Referral
from kim.casework.paper_texts import wordings
from kim.organisation.public import User

KIND = "referral"


class ConsentHasEnded(CaseworkError):
    message = _(
        "The consent for this referral has ended, so nothing more may be passed on. Ask the person for a new one."
    )


@transaction.atomic
def write(*, referral: Referral, by: User) -> Letter:
    """File the letter to the agency; it can be printed at once and stays as it was written."""
    if referral.basis == Basis.BY_THEMSELVES or referral.consent_withdrawn_on:
        raise NothingToWrite
    if referral.consent is not None and referral.consent.valid_until < letters.today():
        raise ConsentHasEnded
    case, agency = referral.case, referral.offer.agency
    words = _words(referral, case)
    snapshot = letters.snapshot_of(
        case, by=by, sent_on=letters.today(), recipient=letters.recipient_of(case, agency), german=words
    )
    return letter_acts.write(
        case=case, by=by, kind=KIND, subject=words.subject, sent_on=letters.today(), agency=agency,
        snapshot=snapshot | {"referral": referral.pk},
    )  # fmt: skip


# The letter is German, whatever the screen speaks: it goes to an agency here.
def _words(referral: Referral, case: Case) -> letters.Words:
    """Subject and text with the ground named and the data as a list."""
    texts = wordings(letters.PAPER)
    greeting, closing = (texts[("de", f"{letters.PAPER}.{key}")].text for key in ("greeting_agency", "closing"))
    offer, due = referral.offer, letters.german_day(referral.answer_due_on)
    lines = [
        f"wir vermitteln eine Person in Ihr Angebot »{offer.title}« und bitten um Ihre Antwort bis zum {due}.",
        _ground(referral),
        "\n".join(f"- {line}" for line in data_lines(case, referral.data_categories)),
        *([f"Genauer: {referral.data_detail}"] if referral.data_detail else []),
        "Bitte verwenden Sie diese Angaben nur für diese Vermittlung. Nimmt die Person ihre Einwilligung zurück, "
        "teilen wir Ihnen das mit; dann sind die Angaben zu löschen."
        if referral.basis == Basis.CONSENT
        else "Bitte verwenden Sie diese Angaben nur für diese Vermittlung.",
    ]
    return letters.Words(f"Vermittlung: {offer.title}"[:200], greeting, "\n\n".join(lines), closing)


def _ground(referral: Referral) -> str:
    if referral.consent is not None:
        given, until = (letters.german_day(d) for d in (referral.consent.given_on, referral.consent.valid_until))
        return f"Die Person hat am {given} eingewilligt, dass Sie folgende Angaben erhalten (gültig bis {until}):"
    return f"Folgende Angaben erhalten Sie auf der Grundlage von {referral.legal_basis}:"


def data_lines(case: Case, names: list[str]) -> list[str]:
    """What is known of each kind of data that is named; what is not known is left to be added by hand."""
    found = []
    for name in names:
        known = _KNOWN[DataCategory(name)](case) if DataCategory(name) in _KNOWN else ""
        found.append(f"{_LABELS[DataCategory(name)]}: {known or '(bitte bei uns erfragen)'}")
    return found


_LABELS: dict[DataCategory, str] = {
    DataCategory.IDENTITY: "Name und Geburtsdatum",
    DataCategory.CITIZENSHIP: "Staatsangehörigkeit",
    DataCategory.CONTACT: "Erreichbarkeit",
    DataCategory.LANGUAGE: "Sprachen und Deutschstand",
    DataCategory.MATTER: "Anliegen",
    DataCategory.FAMILY: "Familie",
    DataCategory.RESIDENCE: "Aufenthaltspapier",
    DataCategory.EDUCATION: "Schule, Ausbildung und Abschlüsse",
    DataCategory.WORK: "Arbeit und Beruf",
    DataCategory.HOUSING: "Wohnen",
    DataCategory.INCOME: "Einkommen und Leistungen",
    DataCategory.GOALS: "Ziele",
    DataCategory.HEALTH: "Gesundheit und Pflegebedarf",
    DataCategory.FLIGHT: "Gründe der Flucht",
}


def _identity(case: Case) -> str:
    born = letters.birth_in_words(case)
    return ", ".join(part for part in (case.person.full_name, f"geboren {born}" if born else "") if part)


def _contact(case: Case) -> str:
    profile = case.profile
    place = f"{profile.postcode} {case.municipality.name if case.municipality else ''}".strip()
    known = [profile.phone, profile.email, ", ".join(part for part in (profile.street, place) if part)]
    safe = f"bitte beachten: {profile.safe_contact}" if profile.safe_contact else ""
    return "; ".join(part for part in (*known, safe) if part)


def _language(case: Case) -> str:
    profile = case.profile
    spoken = ", ".join(letters.language_in_words(code) for code in profile.languages)
    level = profile.german_level if profile.german_level not in ("not_asked", "not_known", "refused", "none") else ""
    german = f"Deutsch {level}" if level else "Deutsch noch nicht" if profile.german_level == "none" else ""
    interpreter = "mit Dolmetschen" if profile.interpreter == "yes" else ""
    return ", ".join(part for part in (spoken, german, interpreter) if part)


def _family(case: Case) -> str:
    today = letters.today()
    ages = []
    for member in case.household.select_related("person"):
        if member.relation == "child" and member.person.birth_year:
            ages.append(today.year - member.person.birth_year)
    return f"Kinder im Haushalt, etwa {', '.join(map(str, sorted(ages)))} Jahre alt" if ages else ""


def _goals(case: Case) -> str:
    words: Any = case.goals.filter(state=GoalState.OPEN).values_list("own_words", flat=True)
    return "; ".join(f"»{goal}«" for goal in words)


_KNOWN: dict[DataCategory, Callable[[Case], str]] = {
    DataCategory.IDENTITY: _identity,
    DataCategory.CONTACT: _contact,
    DataCategory.LANGUAGE: _language,
    DataCategory.FAMILY: _family,
    DataCategory.GOALS: _goals,
}
