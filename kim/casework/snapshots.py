"""The goal agreement as agreed: frozen as JSON, given to the printer as plain values."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from kim.casework.client_texts import SOURCE_LANGUAGE
from kim.casework.documents import GoalAgreementData, GoalLine, MeasureLine, SignatureLine
from kim.casework.models import Case, Goal, GoalAgreement, Measure, MeasureState, Who
from kim.organisation.public import County, User


def agreement_snapshot(
    case: Case,
    goals: Sequence[Goal],
    by: User,
    agreed_on: date,
    version: int,
    language: str,
    interpreted: bool,
    review_on: date | None,
) -> dict[str, Any]:
    """Everything that stands on the paper, as JSON; days in ISO form."""
    county = County.objects.first()
    data = GoalAgreementData(
        county_name=county.name if county else "",
        reference=case.reference,
        person_name=case.person.full_name,
        person_name_original=case.person.name_original,
        original_language=case.person.name_original_language,
        case_manager=str(by),
        agreed_on=agreed_on,
        version=version,
        language=language,
        explained_by_interpreter=interpreted,
        goals=tuple(_goal_line(goal, language) for goal in goals),
        review_on=review_on,
    )
    return _to_json(asdict(data))


def agreement_data(snapshot: dict[str, Any]) -> GoalAgreementData:
    """The snapshot as the printer wants it."""
    goals = tuple(
        GoalLine(
            **goal
            | {
                "target_on": _day(goal["target_on"]),
                "measures": tuple(MeasureLine(**m | {"due_on": _day(m["due_on"])}) for m in goal["measures"]),
            }
        )
        for goal in snapshot["goals"]
    )
    return GoalAgreementData(
        **snapshot
        | {
            "goals": goals,
            "agreed_on": date.fromisoformat(snapshot["agreed_on"]),
            "review_on": _day(snapshot["review_on"]),
            "language": snapshot["language"] or SOURCE_LANGUAGE,
        }
    )


def signature_lines(agreement: GoalAgreement) -> tuple[SignatureLine, ...]:
    """Who signed this version, as the printer wants it."""
    return tuple(
        SignatureLine(
            each.signatory, each.name, each.signed_on, each.place,
            tuple(tuple((x, y) for x, y in stroke) for stroke in each.strokes),
        )
        for each in agreement.signatures.all()
    )  # fmt: skip


def _goal_line(goal: Goal, language: str) -> GoalLine:
    area = goal.life_area
    return GoalLine(
        own_words=goal.own_words,
        own_words_language=goal.own_words_language or None,
        indicator=goal.indicator,
        life_area_de=area.name_de if area else "",
        life_area_other=area.name_en if area and language == "en" else "",
        target_on=goal.target_on,
        measures=tuple(_measure_line(m, language) for m in goal.measures.all() if m.state != MeasureState.DROPPED),
    )


def _measure_line(measure: Measure, language: str) -> MeasureLine:
    return MeasureLine(
        text=measure.text,
        who_de=_who(measure, "de"),
        who_other=_who(measure, language) if language else "",
        due_on=measure.due_on,
        done=measure.state == MeasureState.DONE,
    )


# The printed words for who does a step; the screen's languages are not those of the papers.
_WHO = {
    "de": {Who.CLIENT: "Sie selbst", Who.CASE_MANAGER: "Case Management"},
    "en": {Who.CLIENT: "You yourself", Who.CASE_MANAGER: "Case management"},
    "ar": {Who.CLIENT: "أنت بنفسك", Who.CASE_MANAGER: "إدارة الحالات"},
    "fa": {Who.CLIENT: "خود شما", Who.CASE_MANAGER: "مدیریت پرونده"},
    "fr": {Who.CLIENT: "vous-même", Who.CASE_MANAGER: "gestion des cas"},
    "kmr": {Who.CLIENT: "hûn bi xwe", Who.CASE_MANAGER: "rêveberiya dosyeyê"},
    "ru": {Who.CLIENT: "Вы сами", Who.CASE_MANAGER: "сопровождение"},
    "tr": {Who.CLIENT: "kendiniz", Who.CASE_MANAGER: "vaka yönetimi"},
    "uk": {Who.CLIENT: "Ви самі", Who.CASE_MANAGER: "супровід"},
}


def _who(measure: Measure, language: str) -> str:
    if measure.who == Who.AGENCY:
        return measure.agency.name if measure.agency else {"ar": "جهة أخرى", "en": "Agency"}.get(language, "Stelle")
    return _WHO.get(language, _WHO["de"])[Who(measure.who)]


def _to_json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _to_json(v) for name, v in value.items()}
    if isinstance(value, list | tuple):
        return [_to_json(v) for v in value]
    return value


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
