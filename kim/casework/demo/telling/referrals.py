"""Referrals to offers: sent, answered or not, waiting, begun, ended."""

from __future__ import annotations

from typing import NamedTuple

from kim.casework.demo.desk import between, pick, weighted
from kim.casework.demo.fitting import say
from kim.casework.demo.profile import OfferAt
from kim.casework.demo.rows import Referral, ReferralStep
from kim.casework.demo.story import Story
from kim.casework.demo.telling import consents
from kim.casework.demo.telling.plan import Planned
from kim.casework.demo.texts import notes

ANSWERS = ((0.55, "accepted"), (0.22, "waitlisted"), (0.17, "declined"), (0.06, "withdrawn"))
DECLINED_BECAUSE = (
    (0.3, "no_place"),
    (0.2, "waiting_time"),
    (0.15, "not_eligible"),
    (0.12, "language"),
    (0.1, "childcare"),
    (0.06, "not_responsible"),
    (0.04, "person_declined"),
    (0.03, "other"),
)
BROKEN_OFF_BECAUSE = ((0.35, "childcare"), (0.3, "stayed_away"), (0.2, "person_declined"), (0.15, "other"))
WITHDRAWN_BECAUSE = ((0.4, "person_declined"), (0.4, "other_offer"), (0.2, "other"))
UNANSWERED_BECAUSE = ((0.7, "no_answer"), (0.3, "case_ended"))
GROUNDS = ((0.7, "consent"), (0.03, "law"), (0.27, "by_themselves"))


class Course(NamedTuple):
    """How a referral stands, since when, when it was first answered, and why it failed."""

    state: str
    since: int
    answered: int | None
    why: str = ""
    steps: tuple[tuple[str, int], ...] = ()
    expected: int | None = None


def tell(story: Story) -> None:
    """One or two offers for each goal once the plan is agreed, rarely before; each goes its way."""
    first, last = _span(story)
    if first is None:
        return
    for goal in story.goals:
        end = min(goal.ended or last, last)
        for _ in range(weighted(story.rng, ((0.25, 0), (0.55, 1), (0.2, 2)))):
            if end > max(goal.agreed, first):
                _referral(story, goal, max(goal.agreed, first), end, last)


def _span(story: Story) -> tuple[int | None, int]:
    """From the first day of service steering, or the goals in every fifth case, to today or the closing."""
    last = story.chapters[-1].start if story.is_closed else story.today
    early = story.rng.random() < 0.2
    for chapter in story.chapters:
        if chapter.phase == "service_steering" or (early and chapter.phase == "goal_agreement"):
            return chapter.start, last
    return None, last


def _referral(story: Story, goal: Planned, first: int, end: int, last: int) -> None:
    offer = _offer(story, goal.area_key)
    if offer is None:
        return
    rng, day = story.rng, story.day
    # Half of those in running plans were sent lately, so that something is always waiting for its answer.
    recent = end == story.today and rng.random() < 0.5
    sent = story.workday_between(max(first, end - 28) if recent else first, end)
    due = sent + offer.answer_days
    course = _course(story, offer, sent, last)
    if course.state == "requested" and not story.is_closed:
        story.due.append(due)
    basis = weighted(rng, GROUNDS)
    consent = consents.for_offer(story, offer, sent) if basis == "consent" else None
    note = pick(rng, notes.REFERRAL_ANSWERS[course.state]) if course.state != "requested" else ""
    number = next(story.desk.numbers.referral)
    story.rows.append(
        Referral(
            number,
            story.case,
            offer.ref,
            goal.id,
            course.state,
            day(course.since),
            day(sent),
            day(due),
            day(course.answered) if course.answered is not None else None,
            day(course.expected) if course.expected is not None else None,
            say(story, notes.REFERRAL_REASONS),
            basis,
            consent.id if consent else None,
            notes.LAW_CITED if basis == "law" else "",
            list(consent.data_categories if consent else ["identity", "family"] if basis == "law" else []),
            "",
            None,
            course.why,
            note,
            story.manager.ref,
        )
    )
    write_steps(story, number, course, note)


def write_steps(story: Story, number: int, course: Course, note: str) -> None:
    """Each change as a step of its own; the last one carries reason and note."""
    before, last = "requested", len(course.steps) - 1
    for place, (state, on) in enumerate(course.steps):
        why, said = (course.why, note) if place == last else ("", "")
        expected = story.day(course.expected) if state == "waitlisted" and course.expected is not None else None
        ref = story.manager.ref
        row = ReferralStep(number, story.case, before, state, story.day(on), why, expected, said, ref)
        story.rows.append(row)
        before = state


def _offer(story: Story, area: str) -> OfferAt | None:
    """An offer for this life area that serves the person's municipality."""
    ags = story.home.place.ags
    found = [o for o in story.desk.profile.offers if area in o.life_areas and (not o.places or ags in o.places)]
    return pick(story.rng, found) if found else None


def _course(story: Story, offer: OfferAt, sent: int, last: int) -> Course:
    """What had become of it by the last day; nothing is left open when the case closes."""
    rng, work = story.rng, story.desk.calendar.next_work
    answered = work(sent + 1 + int(offer.answer_days * (0.3 + 1.5 * rng.random() ** 2)))
    if answered > last:
        if story.is_closed:
            return Course("withdrawn", last, None, weighted(rng, UNANSWERED_BECAUSE), (("withdrawn", last),))
        return Course("requested", sent, None)
    answer = weighted(rng, ANSWERS)
    if answer == "declined":
        return Course("declined", answered, answered, weighted(rng, DECLINED_BECAUSE), (("declined", answered),))
    if answer == "withdrawn":
        return Course("withdrawn", answered, None, weighted(rng, WITHDRAWN_BECAUSE), (("withdrawn", answered),))
    if answer == "accepted":
        return _participation(story, (("accepted", answered),), answered, last)
    return _waiting(story, offer, answered, last)


def _waiting(story: Story, offer: OfferAt, answered: int, last: int) -> Course:
    """On the waiting list, with a day by which a place is expected; some wait longer than that."""
    rng, work = story.rng, story.desk.calendar.next_work
    taken = work(answered + between(rng, 20, max(offer.wait_days, 21)))
    expected = work(answered + max(offer.wait_days, 21) - 7)
    waits = (("waitlisted", answered),)
    if taken <= last:
        return _participation(story, (*waits, ("accepted", taken)), answered, last)._replace(expected=expected)
    if story.is_closed:
        why = "waited_too_long" if last > expected else "case_ended"
        return Course("withdrawn", last, answered, why, (*waits, ("withdrawn", last)), expected)
    return Course("waitlisted", answered, answered, "", waits, expected)


def _participation(story: Story, steps: tuple[tuple[str, int], ...], answered: int, last: int) -> Course:
    """From the accepted place to the end of taking part."""
    rng, work = story.rng, story.desk.calendar.next_work
    taken = steps[-1][1]
    begun = work(taken + between(rng, 5, 40))
    if begun > last:
        if story.is_closed:
            return Course("withdrawn", last, answered, "case_ended", (*steps, ("withdrawn", last)))
        return Course("accepted", taken, answered, "", steps)
    ended, steps = work(begun + between(rng, 30, 200)), (*steps, ("started", begun))
    if ended > last and not story.is_closed:
        return Course("started", begun, answered, "", steps)
    ended = min(ended, last)
    if rng.random() < 0.15:
        return Course("broken_off", ended, answered, weighted(rng, BROKEN_OFF_BECAUSE), (*steps, ("broken_off", ended)))
    return Course("completed", ended, answered, "", (*steps, ("completed", ended)))
