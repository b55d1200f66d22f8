"""What a case or a failed referral says of an observation before anybody types: where and when, never who."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kim.casework.public import Assessment, Case, Referral, states
from kim.steering.public import ObservationKind

Reason = states.FailureReason
KINDS = {
    Reason.NO_PLACE: ObservationKind.MISSING_OFFER,
    Reason.LANGUAGE: ObservationKind.MISSING_OFFER,
    Reason.CHILDCARE: ObservationKind.MISSING_OFFER,
    Reason.OFFER_ENDED: ObservationKind.MISSING_OFFER,
    Reason.NOT_ELIGIBLE: ObservationKind.OBSTACLE,
    Reason.WAITING_TIME: ObservationKind.OBSTACLE,
    Reason.WAITED_TOO_LONG: ObservationKind.OBSTACLE,
    Reason.NOT_RESPONSIBLE: ObservationKind.INTERFACE,
    Reason.NO_ANSWER: ObservationKind.INTERFACE,
}


@dataclass(frozen=True)
class Start:
    """What the form begins with; offer and reason come from a referral and are told along."""

    initial: dict[str, Any] = field(default_factory=dict)
    offer: int | None = None
    reason: str = ""
    offer_words: str = ""
    reason_words: str = ""


def reason_of(referral: Referral) -> str:
    """Why this referral is worth an observation, as casework's own key; empty if it is not."""
    today = timezone.localdate()
    if referral.is_overdue(today):
        return str(Reason.NO_ANSWER)
    if referral.waits_too_long(today):
        return str(Reason.WAITED_TOO_LONG)
    return referral.decline_reason if referral.decline_reason != Reason.PERSON_DECLINED else ""


def from_case(case: Case, referral: Referral | None = None) -> Start:
    """Municipality, legal spheres, station and life area of the case, and what the referral failed for."""
    change = case.sphere_changes.last()
    initial: dict[str, Any] = {
        "municipality": case.municipality_id,
        "process_step": "" if case.is_closed else case.phase,
        "sphere_from": change.from_sphere_id if change else None,
        "sphere_to": change.to_sphere_id if change else None,
        "life_area": _life_area(case, referral),
    }
    reason = reason_of(referral) if referral else ""
    if referral is None or not reason:
        return Start(initial)
    words = str(Reason(reason).label)
    initial |= {
        "kind": KINDS.get(Reason(reason), ObservationKind.GAP),
        "text": _("A referral came to nothing: %(reason)s.") % {"reason": words},
        "process_step": states.Phase.SERVICE_STEERING,
        "sphere_from": None,
        "sphere_to": None,
    }
    return Start(initial, referral.offer_id, reason, f"{referral.offer.title}, {referral.offer.agency}", words)


def _life_area(case: Case, referral: Referral | None) -> int | None:
    """The goal's, else where the last assessment found the greatest need."""
    if referral is not None and referral.goal is not None:
        return referral.goal.life_area_id
    last = Assessment.objects.filter(case=case).order_by("-pk").first()
    item = last.items.filter(need__in=["2", "3", "4"]).order_by("-need").first() if last else None
    return item.life_area_id if item else None
