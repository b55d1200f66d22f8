"""The state machines of casework, each written as one table: from, to, who, what must be there.

`docs/states/` is generated from here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Phase(models.TextChoices):
    """The stations of a case (S15 of the mission)."""

    ACCESS = "access", _("Access")
    FIRST_ADVICE = "first_advice", _("First advice")
    ASSESSMENT = "assessment", _("Assessment")
    GOAL_AGREEMENT = "goal_agreement", _("Goal agreement")
    SERVICE_STEERING = "service_steering", _("Service steering")
    MONITORING = "monitoring", _("Monitoring")
    RE_ASSESSMENT = "re_assessment", _("Re-assessment")
    CLOSED = "closed", _("Closed")


CHAIN = (
    Phase.ACCESS,
    Phase.FIRST_ADVICE,
    Phase.ASSESSMENT,
    Phase.GOAL_AGREEMENT,
    Phase.SERVICE_STEERING,
    Phase.MONITORING,
    Phase.RE_ASSESSMENT,
)


@dataclass(frozen=True)
class CaseFacts:
    """What the gates look at: counts and days of one case, no text."""

    advice_agreed: bool = False
    first_advice_contacts: int = 0
    completed_assessments: int = 0
    assessments_since_phase: int = 0
    open_goals: int = 0
    open_goals_with_measures: int = 0
    agreements: int = 0
    review_on: date | None = None
    reviews_since_phase: int = 0
    closing_recorded: bool = False


@dataclass(frozen=True)
class Condition:
    """Something a gate asks for, with the sentence that says what is missing."""

    key: str
    missing: Any
    met: Callable[[CaseFacts], bool]


ADVICE_AGREED = Condition(
    "advice_agreed",
    _("The person has not yet agreed to the advice. Record the day of their agreement."),
    lambda facts: facts.advice_agreed,
)
FIRST_ADVICE_HELD = Condition(
    "first_advice_held",
    _("There is no contact marked as first advice yet."),
    lambda facts: facts.first_advice_contacts > 0,
)
ASSESSED = Condition(
    "assessed",
    _("No assessment has been completed yet."),
    lambda facts: facts.completed_assessments > 0,
)
GOAL_WITH_MEASURE = Condition(
    "goal_with_measure",
    _("There is no open goal with at least one step yet."),
    lambda facts: facts.open_goals_with_measures > 0,
)
AGREED = Condition(
    "agreed",
    _("No goal agreement has been concluded yet."),
    lambda facts: facts.agreements > 0,
)
REVIEW_PLANNED = Condition(
    "review_planned",
    _("No day for the next review is set."),
    lambda facts: facts.review_on is not None,
)
REVIEW_HELD = Condition(
    "review_held",
    _("No review has been held since monitoring began."),
    lambda facts: facts.reviews_since_phase > 0,
)
ASSESSED_AGAIN = Condition(
    "assessed_again",
    _("The re-assessment has not been completed yet."),
    lambda facts: facts.assessments_since_phase > 0,
)
CLOSING_RECORDED = Condition(
    "closing_recorded",
    _("Reason and result of the closing are missing."),
    lambda facts: facts.closing_recorded,
)


@dataclass(frozen=True)
class Transition:
    """One permitted step between phases, and its gate."""

    source: Phase
    target: Phase
    gate: tuple[Condition, ...] = ()
    back: bool = False

    def missing(self, facts: CaseFacts) -> list[Condition]:
        """What the gate still asks for."""
        return [condition for condition in self.gate if not condition.met(facts)]


# Phases gate the stepper, not the single act: a referral may be needed on the first day.
TRANSITIONS: tuple[Transition, ...] = (
    Transition(Phase.ACCESS, Phase.FIRST_ADVICE, (ADVICE_AGREED,)),
    Transition(Phase.FIRST_ADVICE, Phase.ASSESSMENT, (ADVICE_AGREED, FIRST_ADVICE_HELD)),
    Transition(Phase.ASSESSMENT, Phase.GOAL_AGREEMENT, (ASSESSED,)),
    Transition(Phase.GOAL_AGREEMENT, Phase.SERVICE_STEERING, (GOAL_WITH_MEASURE, AGREED)),
    Transition(Phase.SERVICE_STEERING, Phase.MONITORING, (REVIEW_PLANNED,)),
    Transition(Phase.MONITORING, Phase.RE_ASSESSMENT, (REVIEW_HELD,)),
    Transition(Phase.RE_ASSESSMENT, Phase.GOAL_AGREEMENT, (ASSESSED_AGAIN,), back=True),
    Transition(Phase.RE_ASSESSMENT, Phase.ASSESSMENT, (), back=True),
    Transition(Phase.MONITORING, Phase.SERVICE_STEERING, (), back=True),
    *(Transition(phase, Phase.CLOSED, (CLOSING_RECORDED,)) for phase in CHAIN),
    *(Transition(Phase.CLOSED, phase, (), back=True) for phase in CHAIN),
)


def transition(source: str, target: str) -> Transition | None:
    """The step between two phases, or None where the table has none."""
    return next((t for t in TRANSITIONS if t.source == source and t.target == target), None)


def next_steps(source: str) -> Iterable[Transition]:
    """The steps out of a phase that are offered on the stepper (closing and reopening have pages of their own)."""
    return (t for t in TRANSITIONS if t.source == source and Phase.CLOSED not in (t.source, t.target))


def round_of(steps: Iterable[tuple[str, str]]) -> int:
    """Which round a case is in: each way back from the re-assessment begins a new one. Steps are (from, to)."""
    return 1 + sum(1 for source, target in steps if source == Phase.RE_ASSESSMENT and target in CHAIN)


class ReferralState(models.TextChoices):
    """What became of a referral."""

    REQUESTED = "requested", _("sent, no answer yet")
    WAITLISTED = "waitlisted", _("on the waiting list")
    ACCEPTED = "accepted", _("accepted")
    STARTED = "started", _("started")
    COMPLETED = "completed", _("completed")
    DECLINED = "declined", _("declined")
    BROKEN_OFF = "broken_off", _("broken off")
    WITHDRAWN = "withdrawn", _("withdrawn")


OPEN_REFERRAL_STATES = (
    ReferralState.REQUESTED,
    ReferralState.WAITLISTED,
    ReferralState.ACCEPTED,
    ReferralState.STARTED,
)
REFERRAL_TRANSITIONS: dict[ReferralState, tuple[ReferralState, ...]] = {
    ReferralState.REQUESTED: (
        ReferralState.ACCEPTED,
        ReferralState.WAITLISTED,
        ReferralState.DECLINED,
        ReferralState.WITHDRAWN,
    ),
    ReferralState.WAITLISTED: (ReferralState.ACCEPTED, ReferralState.DECLINED, ReferralState.WITHDRAWN),
    ReferralState.ACCEPTED: (ReferralState.STARTED, ReferralState.DECLINED, ReferralState.WITHDRAWN),
    ReferralState.STARTED: (ReferralState.COMPLETED, ReferralState.BROKEN_OFF),
    ReferralState.COMPLETED: (),
    ReferralState.DECLINED: (),
    ReferralState.BROKEN_OFF: (),
    ReferralState.WITHDRAWN: (),
}


class FailureReason(models.TextChoices):
    """Why a referral came to nothing. Failed referrals are data: they show where offers are missing."""

    NO_PLACE = "no_place", _("no place free")
    WAITING_TIME = "waiting_time", _("waiting time too long")
    NOT_ELIGIBLE = "not_eligible", _("conditions are not met")
    LANGUAGE = "language", _("language")
    CHILDCARE = "childcare", _("no child care")
    NOT_RESPONSIBLE = "not_responsible", _("not responsible")
    PERSON_DECLINED = "person_declined", _("the person does not want it")
    NO_ANSWER = "no_answer", _("no answer")
    WAITED_TOO_LONG = "waited_too_long", _("waited beyond the agreed time")
    OFFER_ENDED = "offer_ended", _("the offer has ended")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("consent withdrawn")
    OTHER_OFFER = "other_offer", _("another offer was found")
    STAYED_AWAY = "stayed_away", _("stayed away")
    CASE_ENDED = "case_ended", _("the case ended or the person moved away")
    OTHER = "other", _("other")


_Why = FailureReason
REFERRAL_FAILURES: dict[ReferralState, tuple[FailureReason, ...]] = {
    ReferralState.DECLINED: (
        _Why.NO_PLACE, _Why.WAITING_TIME, _Why.NOT_ELIGIBLE, _Why.LANGUAGE, _Why.CHILDCARE, _Why.NOT_RESPONSIBLE,
        _Why.OFFER_ENDED, _Why.PERSON_DECLINED, _Why.OTHER,
    ),
    ReferralState.BROKEN_OFF: (
        _Why.STAYED_AWAY, _Why.CHILDCARE, _Why.LANGUAGE, _Why.PERSON_DECLINED, _Why.OFFER_ENDED, _Why.CONSENT_WITHDRAWN,
        _Why.CASE_ENDED, _Why.OTHER,
    ),
    ReferralState.WITHDRAWN: (
        _Why.NO_ANSWER, _Why.WAITED_TOO_LONG, _Why.OTHER_OFFER, _Why.PERSON_DECLINED, _Why.OFFER_ENDED,
        _Why.CONSENT_WITHDRAWN, _Why.CASE_ENDED, _Why.OTHER,
    ),
}  # fmt: skip


class Settled(models.TextChoices):
    """What becomes of something that is still open when a case ends."""

    COMPLETED = "completed", pgettext_lazy("at the closing", "completed")
    WITHDRAWN = "withdrawn", pgettext_lazy("at the closing", "is withdrawn")
    BROKEN_OFF = "broken_off", pgettext_lazy("at the closing", "broken off")
    DONE = "done", pgettext_lazy("at the closing", "done")
    DROPPED = "dropped", pgettext_lazy("at the closing", "no longer needed")
    CALLED_OFF = "called_off", pgettext_lazy("at the closing", "is called off")
    ENDED = "ended", pgettext_lazy("at the closing", "ends now")
    STAYS = "stays", pgettext_lazy("at the closing", "goes on")


# The gate of the closing: what may become of each open point. Where "goes on" is missing, it cannot be left open: a follow-up
# or a planned review of a closed case would stand in nobody's list.
SETTLED_AT_CLOSING: dict[str, tuple[Settled, ...]] = {
    "referral.requested": (Settled.WITHDRAWN, Settled.STAYS),
    "referral.waitlisted": (Settled.WITHDRAWN, Settled.STAYS),
    "referral.accepted": (Settled.WITHDRAWN, Settled.STAYS),
    "referral.started": (Settled.COMPLETED, Settled.BROKEN_OFF, Settled.STAYS),
    "follow_up": (Settled.DROPPED, Settled.DONE),
    "review": (Settled.CALLED_OFF,),
    "appointment": (Settled.CALLED_OFF, Settled.STAYS),
    "grant": (Settled.ENDED, Settled.STAYS),
}


class AppointmentState(models.TextChoices):
    """What became of an appointment."""

    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    NOT_ATTENDED = "not_attended", _("not attended")
    CANCELLED = "cancelled", _("called off")
    MOVED = "moved", _("moved")


# What was recorded by mistake can be corrected; a moved one has its follower.
APPOINTMENT_TRANSITIONS: dict[AppointmentState, tuple[AppointmentState, ...]] = {
    AppointmentState.PLANNED: (
        AppointmentState.HELD,
        AppointmentState.NOT_ATTENDED,
        AppointmentState.CANCELLED,
        AppointmentState.MOVED,
    ),
    AppointmentState.HELD: (AppointmentState.NOT_ATTENDED,),
    AppointmentState.NOT_ATTENDED: (AppointmentState.HELD,),
    AppointmentState.CANCELLED: (),
    AppointmentState.MOVED: (),
}
