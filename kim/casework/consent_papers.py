"""What a consent says on paper, and which version of the text was explained."""

from collections.abc import Sequence
from datetime import date

from kim.casework.client_texts import SOURCE_LANGUAGE
from kim.casework.documents import ConsentData
from kim.casework.models import Case
from kim.casework.models.consent import SPECIAL
from kim.casework.paper_texts import wordings
from kim.organisation.public import County, User

PAPER = "consent"
PAPERS = (PAPER, "goal_agreement")  # some labels are those of the goal agreement
DECLARATION = f"{PAPER}.declaration"


def explained_text(language: str) -> tuple[str, int]:
    """Key and version of the declaration as it is in force in this language, in German where nobody has translated it."""
    texts = wordings(*PAPERS)
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
