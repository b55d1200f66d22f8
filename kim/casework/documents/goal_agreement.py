"""The goal agreement: German beside the person's language, goals in the person's own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kim.casework.client_texts import SOURCE_LANGUAGE, ClientTexts
from kim.casework.documents.exceptions import NoTextsInLanguage
from kim.casework.documents.two_languages import TwoLanguages, day_of, shipped_texts, texts_in
from kim.documents.head import picture_data
from kim.documents.typesetting import pictures, typeset
from kim.documents.writing import Written, brief, language_tag, speech_of, written

TEMPLATE = Path(__file__).parent / "templates" / "goal_agreement.typ"
PAPER = "goal_agreement."
STANDINGS = ("waiting", "not_confirmed")  # what a version that does not hold says of itself


@dataclass(frozen=True)
class MeasureLine:
    """One step towards a goal: what, who, until when."""

    text: str
    who_de: str
    who_other: str
    due_on: date | None
    done: bool


@dataclass(frozen=True)
class GoalLine:
    """A goal as the person said it; `own_words_language` if it is known."""

    own_words: str
    life_area_de: str
    life_area_other: str
    target_on: date | None
    measures: tuple[MeasureLine, ...]
    own_words_language: str | None = None
    indicator: str = ""


@dataclass(frozen=True)
class SignatureLine:
    """Who signed when; `strokes` is what was drawn on the device, nothing where the paper was signed."""

    signatory: str
    name: str
    signed_on: date
    place: str = ""
    strokes: tuple[tuple[tuple[int, int], ...], ...] = ()


@dataclass(frozen=True)
class GoalAgreementData:
    """All that stands on the paper; `language` is the one it was explained in."""

    county_name: str
    reference: str
    person_name: str
    person_name_original: str
    original_language: str
    case_manager: str
    agreed_on: date
    version: int
    language: str
    explained_by_interpreter: bool
    goals: tuple[GoalLine, ...]
    review_on: date | None


def render_goal_agreement(
    agreement: GoalAgreementData,
    *,
    language: str | None,
    texts: ClientTexts | None = None,
    logo: bytes | None = None,
    signatures: Sequence[SignatureLine] = (),
    standing: str = "",
) -> bytes:
    """The agreement as PDF, in German alone or with another language beside it; signed, and with the county's logo if it has one.

    `standing` names one of STANDINGS where this version does not hold (yet).
    """
    shown = {"logo": picture_data(logo) if logo else None}
    return typeset(TEMPLATE, _Paper(agreement, language, texts, signatures, standing).as_data() | shown)


def picture_goal_agreement(
    agreement: GoalAgreementData,
    *,
    language: str | None,
    texts: ClientTexts | None = None,
    signatures: Sequence[SignatureLine] = (),
    dpi: int = 96,
) -> list[bytes]:
    """The same pages as PNG."""
    return pictures(TEMPLATE, _Paper(agreement, language, texts, signatures).as_data(), dots_per_inch=dpi)


class _Paper(TwoLanguages):
    """Puts an agreement and the texts around it into the form the template reads."""

    def __init__(
        self,
        agreement: GoalAgreementData,
        language: str | None,
        texts: ClientTexts | None,
        signatures: Sequence[SignatureLine] = (),
        standing: str = "",
    ) -> None:
        self.agreement = agreement
        self.signed = {each.signatory: each for each in signatures}
        self.language = None if language == SOURCE_LANGUAGE else language
        every = shipped_texts() if texts is None else texts
        self.german = texts_in(SOURCE_LANGUAGE, every, [PAPER])
        self.other = texts_in(self.language, every, [PAPER]) if self.language else {}
        if self.language and not self.other:
            raise NoTextsInLanguage(language=self.language)
        self.standing = standing
        for unsaid in set(STANDINGS) - {standing}:  # what is not printed needs nobody's approval
            self.other.pop(unsaid, None)

    def as_data(self) -> dict[str, Any]:
        """Everything the template shows."""
        agreement = self.agreement
        day = agreement.agreed_on
        return {
            "title": brief(f"{self._say('title')} {agreement.reference}, {agreement.person_name}"),
            "logo": None,
            "logo_alt": brief(agreement.county_name),
            "county": written(agreement.county_name),
            "running": self._running(),
            "signs": self._signs(),
            "signed": {who: self._signed(each) for who, each in self.signed.items()},
            "place": self._place(),
            "date": [day.year, day.month, day.day],
            "german": {"speech": speech_of("", SOURCE_LANGUAGE), "texts": self._german_texts()},
            "other": {"texts": self._other_texts()} if self.language else None,
            "standing": self.standing or None,
            "unapproved": any(not text.may_stand_alone for text in self.other.values()),
            "interpreted": agreement.explained_by_interpreter,
            "stations": self._stations(),
            "facts": self._facts(),
            "goals": [self._goal(number, goal) for number, goal in enumerate(agreement.goals, start=1)],
        }

    def _running(self) -> dict[str, Written]:
        """What stands on every page."""
        reference, county = self.agreement.reference, self.agreement.county_name
        return {"reference": written(brief(reference)), "county": written(brief(county))}

    def _signs(self) -> dict[str, Written | None]:
        """The names under the lines to sign on, cut where a line could not hold them."""
        agreement = self.agreement
        original = brief(agreement.person_name_original)
        return {
            "person": written(brief(agreement.person_name)),
            "original": written(original, language=agreement.original_language) if original else None,
            "case_manager": written(brief(agreement.case_manager)),
        }

    def _signed(self, each: SignatureLine) -> dict[str, Any]:
        """What stands under a line once it is signed: name, when, and what was drawn."""
        key = "signed_on_device" if each.strokes else "signed_on_paper"
        said = self._say(key, self.language, date=day_of(each.signed_on))
        alt = brief(f"{self._say('signatures')}: {each.name}")
        return {
            "name": written(brief(each.name)),
            "note": self._say(key, date=day_of(each.signed_on)),
            "note_other": written(said, language=self.language) if self.language else None,
            "drawn": {"svg": _drawn(each.strokes), "alt": alt} if each.strokes else None,
        }

    def _place(self) -> Written | None:
        """Where and when the person signed, for the line that asks for it."""
        who = self.signed.get("client") or self.signed.get("representative")
        if who is None:
            return None
        return written(brief(", ".join(part for part in (who.place, day_of(who.signed_on)) if part)))

    def _german_texts(self) -> dict[str, str]:
        texts = {key: text.text for key, text in self.german.items()}
        return texts | {"next_talk": self._next_talk(None)}

    def _other_texts(self) -> dict[str, Written]:
        language = self.language if self._next_talk_key() in self.other else SOURCE_LANGUAGE
        talk = self._next_talk(self.language)
        return self._both() | {"next_talk": {"text": talk, "speech": speech_of(talk, language)}}

    def _next_talk_key(self) -> str:
        return "review" if self.agreement.review_on else "no_review"

    def _next_talk(self, language: str | None) -> str:
        return self._say(self._next_talk_key(), language, date=day_of(self.agreement.review_on))

    def _stations(self) -> list[dict[str, Any]]:
        """Today, the next talk and the last goal, in the order of their days."""
        agreement = self.agreement
        targets = [goal.target_on for goal in agreement.goals]
        ahead = [(agreement.review_on, "review_station")]
        if targets and all(targets):
            ahead.append((max(day for day in targets if day), "last_target_station"))
        known = sorted((day, label) for day, label in ahead if day and day > agreement.agreed_on)
        first = {"label": "agreed_on", "date": day_of(agreement.agreed_on), "here": True}
        return [first, *({"label": label, "date": day_of(day), "here": False} for day, label in known)]

    def _facts(self) -> list[dict[str, Any]]:
        agreement = self.agreement
        same = {
            "reference": written(agreement.reference),
            "case_manager": written(agreement.case_manager),
            "version": written(str(agreement.version)),
        }
        return [
            {"label": "person", **self._names()},
            *({"label": label, "german": value, "other": value} for label, value in same.items()),
            {
                "label": "explained_in",
                "german": self._explained(None),
                "other": self._explained(self.language),
            },
        ]

    def _names(self) -> dict[str, Written]:
        """The original name where its readers look, else in brackets behind the Latin one."""
        latin, original = self.agreement.person_name, self.agreement.person_name_original
        tongue = self.agreement.original_language
        if original and language_tag(tongue) == language_tag(self.language):
            return {"german": written(latin), "other": written(original, language=tongue)}
        name = written(f"{latin} (\u2068{original}\u2069)" if original else latin)
        return {"german": name, "other": name}

    def _explained(self, language: str | None) -> Written:
        return self._explained_in(self.agreement.language, self.agreement.explained_by_interpreter, language)

    def _goal(self, number: int, goal: GoalLine) -> dict[str, Any]:
        other = self._goal_heading(number, goal, goal.life_area_other, self.language)
        return {
            "first": number == 1,
            "heading_de": self._goal_heading(number, goal, goal.life_area_de, None),
            "heading_other": written(other, language=self.language) if self.language else None,
            "own_words": written(goal.own_words, language=goal.own_words_language, quoted=True),
            "indicator": written(goal.indicator, language=goal.own_words_language) if goal.indicator.strip() else None,
            "brief": len(goal.own_words) < 600,
            "steps": [self._step(measure) for measure in goal.measures],
        }

    def _goal_heading(self, number: int, goal: GoalLine, life_area: str, language: str | None) -> str:
        until = self._say("by_date", language, date=day_of(goal.target_on)) if goal.target_on else ""
        parts = (self._say("goal", language, number=number), brief(life_area), until)
        return " · ".join(part for part in parts if part)

    def _step(self, measure: MeasureLine) -> dict[str, Any]:
        repeats = measure.who_other.strip() in ("", measure.who_de.strip())
        return {
            "text": written(measure.text),
            "who_de": written(measure.who_de),
            "who_other": None if repeats or not self.language else written(measure.who_other, language=self.language),
            "due": day_of(measure.due_on) or None,
            "done": measure.done,
            "brief": len(measure.who_other) < 120,
        }


def _drawn(strokes: tuple[tuple[tuple[int, int], ...], ...]) -> str:
    """The strokes as a picture that holds them just so."""
    across = [x for stroke in strokes for x, _y in stroke]
    down = [y for stroke in strokes for _x, y in stroke]
    left, top, edge = min(across) - 12, min(down) - 12, 24
    size = f"{left} {top} {max(across) - min(across) + edge} {max(down) - min(down) + edge}"
    path = "".join("M" + "L".join(f"{x} {y}" for x, y in stroke) for stroke in strokes)
    line = 'fill="none" stroke="#131525" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}"><path {line} d="{path}"/></svg>'
