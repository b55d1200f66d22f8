"""A referral put into words: its state, how long it waits, and whether somebody must do something."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, npgettext, pgettext

from kim.casework.public import Referral, ReferralStep
from kim.casework.public import states as casework_states
from kim.web.steering.prefilling import reason_of
from kim.web.templatetags.kim import days

State = casework_states.ReferralState
TONES = {
    State.REQUESTED: "waiting",
    State.WAITLISTED: "waiting",
    State.ACCEPTED: "good",
    State.STARTED: "here",
    State.COMPLETED: "good",
    State.DECLINED: "none",
    State.BROKEN_OFF: "none",
    State.WITHDRAWN: "none",
}


def in_order(rows: Iterable[Referral]) -> list[Referral]:
    """Those without an answer in time first, the longest overdue on top; then by the day of sending."""
    today = timezone.localdate()
    return sorted(
        rows, key=lambda r: (not r.is_overdue(today), r.answer_due_on if r.is_overdue(today) else r.sent_on, r.pk)
    )


def referral_words(referral: Referral) -> dict[str, Any]:
    """What a row or a page shows of a referral."""
    today = timezone.localdate()
    state, waited, late = State(referral.state), referral.days_waited(today), referral.is_overdue(today)
    too_long = referral.waits_too_long(today)
    return {
        "referral": referral,
        "label": pgettext("referral", "no answer") if late else state.label,
        "tone": "bad" if late or too_long else TONES[state],
        "is_late": late,
        "waits_too_long": too_long,
        "waited": waited,
        "agreed": referral.agreed_days,
        "scale": max(30, referral.agreed_days * 2),
        "waiting": _waiting(referral, waited),
        "worth_reporting": bool(reason_of(referral)),
        "shows_wait": state == State.REQUESTED or referral.answered_on is not None,
    }


def _waiting(referral: Referral, waited: int) -> str:
    """For 19 days, agreed 10; once there is an answer: answered after 6 days, agreed 10."""
    if referral.state == State.WITHDRAWN and referral.answered_on is None:
        return gettext("withdrawn before an answer")
    if referral.answered_on is None:
        words = gettext("for %(waited)s, agreed %(agreed)s") if waited else gettext("sent today, agreed %(agreed)s")
    elif waited:
        words = gettext("answered after %(waited)s, agreed %(agreed)s")
    else:
        words = gettext("answered on the same day, agreed %(agreed)s")
    agreed = referral.agreed_days if waited else days(referral.agreed_days)
    return words % {"waited": _length(waited), "agreed": agreed}


def _length(number: int) -> str:
    """After 'for' and 'after': in German the days stand in the dative."""
    return npgettext("how long", "one day", "%(number)s days", number) % {"number": number}


def step_words(step: ReferralStep) -> dict[str, Any]:
    """One change of a referral as its timeline shows it."""
    state = State(step.to_state)
    open_states = casework_states.OPEN_REFERRAL_STATES
    return {"step": step, "label": state.label, "kind": "contact" if state in open_states else "decision"}
