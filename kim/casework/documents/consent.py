"""The consent to be signed: German beside the person's language; recipient, purpose and data by name."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kim.casework.client_texts import SOURCE_LANGUAGE, ClientTexts
from kim.casework.documents.two_languages import TwoLanguages, day_of, shipped_texts, texts_in
from kim.documents.head import picture_data
from kim.documents.typesetting import pictures, typeset
from kim.documents.writing import Written, brief, speech_of, written

TEMPLATE = Path(__file__).parent / "templates" / "consent.typ"
# Labels that both papers share are worded once, with the goal agreement.
PAPERS = ("goal_agreement.", "consent.")
DIRECTIONS = ("to", "from", "both")


@dataclass(frozen=True)
class ConsentData:
    """All that stands on the paper; data are the keys of kinds of data. Without `given_on` it waits to be signed."""

    county_name: str
    reference: str
    person_name: str
    person_name_original: str
    original_language: str
    case_manager: str
    recipient: str
    purpose: str
    direction: str
    data: tuple[str, ...]
    special: tuple[str, ...]
    data_detail: str
    releases_secrecy: bool
    valid_until: date | None
    language: str
    explained_by_interpreter: bool
    representative: str = ""
    given_on: date | None = None


def render_consent(consent: ConsentData, *, texts: ClientTexts | None = None, logo: bytes | None = None) -> bytes:
    """The consent as PDF, in German and in the language it is explained in; German alone where nobody has translated it."""
    shown = {"logo": picture_data(logo) if logo else None}
    return typeset(TEMPLATE, _Paper(consent, texts).as_data() | shown)


def picture_consent(consent: ConsentData, *, texts: ClientTexts | None = None, dpi: int = 96) -> list[bytes]:
    """The same pages as PNG."""
    return pictures(TEMPLATE, _Paper(consent, texts).as_data(), dots_per_inch=dpi)


class _Paper(TwoLanguages):
    """Puts a consent and the texts around it into the form the template reads."""

    def __init__(self, consent: ConsentData, texts: ClientTexts | None) -> None:
        every = shipped_texts() if texts is None else texts
        self.consent = consent
        self.german = texts_in(SOURCE_LANGUAGE, every, PAPERS)
        own = texts_in(consent.language, every, PAPERS) if consent.language != SOURCE_LANGUAGE else {}
        self.other = own if "declaration" in own else {}
        self.language = consent.language if self.other else None

    def as_data(self) -> dict[str, Any]:
        """Everything the template shows."""
        consent = self.consent
        day = consent.given_on or date.today()
        return {
            "title": brief(f"{self.german['title'].text} {consent.reference}, {consent.recipient}"),
            "logo": None,
            "logo_alt": brief(consent.county_name),
            "county": written(consent.county_name),
            "running": {"reference": written(brief(consent.reference)), "county": written(brief(consent.county_name))},
            "date": [day.year, day.month, day.day],
            "given": day_of(consent.given_on),
            "german": {"speech": speech_of("", SOURCE_LANGUAGE), "texts": {k: t.text for k, t in self.german.items()}},
            "other": {"texts": self._both()} if self.language else None,
            "unapproved": any(not text.may_stand_alone for text in self.other.values()),
            "interpreted": consent.explained_by_interpreter,
            "secrecy": consent.releases_secrecy,
            "facts": self._facts(),
            "kinds": [f"data_{name}" for name in consent.data],
            "special": [f"data_{name}" for name in consent.special],
            "detail": written(consent.data_detail) if consent.data_detail.strip() else None,
            "signs": self._signs(),
        }

    def _facts(self) -> list[dict[str, Any]]:
        """What is named: the same words on both sides where they are names, each in its language where they are ours."""
        consent = self.consent
        same = {
            "person": self._name(),
            "reference": written(consent.reference),
            "recipient": written(consent.recipient),
            "purpose": written(consent.purpose),
        }
        rows = [{"label": label, "german": value, "other": value} for label, value in same.items()]
        direction = consent.direction if consent.direction in DIRECTIONS else "to"
        rows.append(self._said("direction", f"direction_{direction}"))
        if consent.valid_until:
            until = written(day_of(consent.valid_until))
            rows.append({"label": "valid_until", "german": until, "other": until})
        rows.append({"label": "explained_in", "german": self._explained(None), "other": self._explained(self.language)})
        return rows

    def _said(self, label: str, key: str) -> dict[str, Any]:
        german = written(self._say(key, None), language=SOURCE_LANGUAGE)
        return {
            "label": label,
            "german": german,
            "other": written(self._say(key, self.language), language=self.language),
        }

    def _name(self) -> Written:
        latin, original = self.consent.person_name, self.consent.person_name_original
        return written(f"{latin} (\u2068{original}\u2069)" if original else latin)

    def _explained(self, language: str | None) -> Written:
        return self._explained_in(self.consent.language, self.consent.explained_by_interpreter, language)

    def _signs(self) -> dict[str, Written | None]:
        """Who signs: the person or, if one is named, a representative; and who explained it."""
        consent = self.consent
        representative = brief(consent.representative)
        return {
            "person": None if representative else written(brief(consent.person_name)),
            "representative": written(representative) if representative else None,
            "case_manager": written(brief(consent.case_manager)),
        }
