"""Reviews: one at the end of each time of monitoring, with how every goal stood, and the one that is planned."""

from __future__ import annotations

from kim.casework.demo.desk import pick
from kim.casework.demo.rows import Review, ReviewedGoal
from kim.casework.demo.story import Story
from kim.casework.demo.texts import reviews as texts

ALONE = 0.1
STUCK = 0.3


def tell(story: Story) -> None:
    """What was looked at when monitoring came to its end; told after the goals, whose ends are known by then."""
    for chapter in story.chapters:
        if chapter.phase == "monitoring" and chapter.end is not None:
            _held(story, chapter.end)


def _held(story: Story, on: int) -> None:
    rng, day = story.rng, story.day
    number = next(story.desk.numbers.review)
    story.rows.append(
        Review(
            number, story.case, "held", day(on), pick(rng, texts.FOCUS), day(on), rng.random() > ALONE,
            pick(rng, texts.SUMMARIES), story.manager.ref, story.desk.calendar.moment(on),
        )
    )  # fmt: skip
    for goal in story.goals:
        if goal.agreed > on or (goal.ended is not None and goal.ended < on):
            continue
        course = "reached" if goal.ended == on and goal.state == "reached" else "on_course"
        words = ""
        if course == "on_course" and rng.random() < STUCK:
            course, words = "stuck", pick(rng, texts.STUCK)
        story.rows.append(ReviewedGoal(number, story.case, goal.id, course, words))


def planned(story: Story, on: int) -> Review:
    """The review that is still to come, or has just been missed."""
    today = story.desk.calendar.moment(story.today)
    focus = pick(story.rng, texts.FOCUS)
    return Review(
        next(story.desk.numbers.review),
        story.case,
        "planned",
        story.day(on),
        focus,
        None,
        True,
        "",
        story.manager.ref,
        today,
    )
