"""Referrals to offers: sent, answered or not, waiting, begun, ended."""

from __future__ import annotations

from typing import NamedTuple

from kim.casework.demo.desk import between, pick, weighted
from kim.casework.demo.fitting import fitting, say
from kim.casework.demo.profile import OfferAt
from kim.casework.demo.rows import Referral
from kim.casework.demo.story import Story
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
BROKEN_OFF_BECAUSE = ((0.4, "childcare"), (0.3, "person_declined"), (0.3, "other"))
BY_CONSENT = 0.7


class Course(NamedTuple):
    """How a referral stands, since when, when it was first answered, and why it failed."""

    state: str
    since: int
    answered: int | None
    why: str = ""


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
    rng, day, calendar = story.rng, story.day, story.desk.calendar
    # Half of those in running plans were sent lately, so that something is always waiting for its answer.
    recent = end == story.today and rng.random() < 0.5
    sent = story.workday_between(max(first, end - 28) if recent else first, end)
    due = sent + offer.answer_days
    course = _course(story, offer, sent, last)
    if course.state == "requested" and not story.is_closed:
        story.due.append(due)
    consent = rng.random() < BY_CONSENT
    note = pick(rng, notes.REFERRAL_ANSWERS[course.state]) if course.state != "requested" else ""
    story.rows.append(
        Referral(
            story.case,
            offer.ref,
            goal.id,
            course.state,
            day(course.since),
            day(sent),
            day(due),
            day(course.answered) if course.answered is not None else None,
            say(story, notes.REFERRAL_REASONS),
            "consent" if consent else "by_themselves",
            day(max(calendar.work(sent - between(rng, 0, 6)), story.opened)) if consent else None,
            pick(rng, fitting(story, notes.DATA_PASSED)) if consent else "",
            course.why,
            note,
            story.manager.ref,
        )
    )


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
        return Course("withdrawn", last, None) if story.is_closed else Course("requested", sent, None)
    answer = weighted(rng, ANSWERS)
    if answer == "declined":
        return Course("declined", answered, answered, weighted(rng, DECLINED_BECAUSE))
    if answer == "withdrawn":
        return Course("withdrawn", answered, None)
    taken = answered if answer == "accepted" else work(answered + between(rng, 20, max(offer.wait_days, 21)))
    if taken > last:
        return Course("withdrawn", last, answered) if story.is_closed else Course("waitlisted", answered, answered)
    return _participation(story, taken, answered, last)


def _participation(story: Story, taken: int, answered: int, last: int) -> Course:
    """From the accepted place to the end of taking part."""
    rng, work = story.rng, story.desk.calendar.next_work
    begun = work(taken + between(rng, 5, 40))
    if begun > last:
        return Course("withdrawn", last, answered) if story.is_closed else Course("accepted", taken, answered)
    ended = work(begun + between(rng, 30, 200))
    if ended > last and not story.is_closed:
        return Course("started", begun, answered)
    ended = min(ended, last)
    if rng.random() < 0.15:
        return Course("broken_off", ended, answered, weighted(rng, BROKEN_OFF_BECAUSE))
    return Course("completed", ended, answered)
