"""What a consent says on paper, and which version of the text was explained."""

from collections.abc import Sequence
from datetime import date

from kim.casework.client_texts import SOURCE_LANGUAGE, ClientTexts, in_force, languages_of, load_client_texts
from kim.casework.client_texts import ClientText as Wording
from kim.casework.documents import ConsentData
from kim.casework.models import Case, ClientText
from kim.casework.models.consent import SPECIAL
from kim.documents import known_language
from kim.organisation.public import County, User

PAPER = "consent"
DECLARATION = f"{PAPER}.declaration"


def wordings() -> ClientTexts:
    """What the county has worded or approved itself, on top of what KIM ships; some labels are those of the goal agreement."""
    own = ClientText.objects.filter(key__regex=r"^(consent|goal_agreement)\.")
    rows = [Wording(row.key, row.language, row.version, row.approved_by, row.text) for row in own]
    return in_force([*load_client_texts(), *rows])


def languages() -> tuple[str, ...]:
    """The languages the paper exists in beside German."""
    return languages_of(PAPER)


def own_language(case: Case) -> str:
    """The first of the person's languages in which the paper exists; German if there is none."""
    known = languages()
    spoken = (known_language(code) for code in case.profile.languages)
    return next((code for code in spoken if code in known), SOURCE_LANGUAGE)


def explained_text(language: str) -> tuple[str, int]:
    """Key and version of the declaration as it is in force in this language, in German where nobody has translated it."""
    texts = wordings()
    text = texts.get((language, DECLARATION)) or texts[(SOURCE_LANGUAGE, DECLARATION)]
    return text.key, text.version


def paper_of(
    case: Case, *, by: User, recipient: str, purpose: str, direction: str, data: Sequence[str], valid_until: date | None,
    language: str, data_detail: str = "", releases_secrecy: bool = False, interpreted: bool = False,
    representative: str = "", given_on: date | None = None,
) -> ConsentData:  # fmt: skip
    """The paper to be signed, with what is known of the person and of this consent."""
    county = County.objects.first()
    return ConsentData(
        county_name=county.name if county else "", reference=case.reference, person_name=case.person.full_name,
        person_name_original=case.person.name_original, original_language=case.person.name_original_language,
        case_manager=str(by), recipient=recipient, purpose=purpose, direction=direction,
        data=tuple(name for name in data if name not in SPECIAL), special=tuple(name for name in data if name in SPECIAL),
        data_detail=data_detail, releases_secrecy=releases_secrecy, valid_until=valid_until, language=language,
        explained_by_interpreter=interpreted, representative=representative, given_on=given_on,
    )  # fmt: skip
