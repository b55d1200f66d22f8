"""The Bestandsaufnahmen of a case: the first, and those that show what has changed."""

from __future__ import annotations

from random import Random

from kim.casework.demo.desk import between, pick, weighted
from kim.casework.demo.fitting import say
from kim.casework.demo.rows import Assessment, AssessmentItem
from kim.casework.demo.story import Chapter, Story
from kim.casework.demo.telling import network
from kim.casework.demo.texts import situations

# How likely a first need of 0 to 4 is, by life area; other areas are mostly quiet.
FIRST_NEEDS = {
    "language": (5, 15, 30, 35, 15),
    "work": (10, 15, 30, 35, 10),
    "housing": (20, 20, 25, 25, 10),
    "residence": (20, 25, 30, 18, 7),
    "income": (20, 25, 30, 20, 5),
    "school_childcare": (15, 20, 30, 25, 10),
    "health": (30, 30, 20, 15, 5),
    "authorities": (10, 20, 35, 28, 7),
    "family": (30, 30, 22, 14, 4),
    "training": (30, 20, 25, 22, 3),
}
QUIET_NEEDS = (55, 25, 12, 6, 2)
OWN_VIEW_IS_NO_NUMBER = ((0.88, ""), (0.08, "not_asked"), (0.02, "not_known"), (0.02, "refused"))
CHANGES = ((0.45, 0), (0.4, -1), (0.08, -2), (0.07, 1))
MOST = 4


def tell(story: Story) -> None:
    """One assessment in each phase that is for it; in a running phase it may be unfinished or yet to come."""
    number = 0
    for chapter in story.chapters:
        if chapter.phase not in ("assessment", "re_assessment"):
            continue
        if chapter.end is None and story.rng.random() < 0.25:
            continue
        number += 1
        _assessment(story, chapter, number)


def _assessment(story: Story, chapter: Chapter, number: int) -> None:
    rng, day = story.rng, story.day
    held = story.workday_between(chapter.start, chapter.until(story.today))
    completed = chapter.end if chapter.end is not None else None
    row_id = next(story.desk.numbers.assessment)
    resources = ", ".join(dict.fromkeys(pick(rng, situations.RESOURCES) for _ in range(between(rng, 1, 3))))
    story.rows.append(
        Assessment(
            row_id,
            story.case,
            number,
            day(held),
            story.language,
            story.interpreter,
            resources[:1].upper() + resources[1:] + ".",
            day(completed) if completed is not None else None,
            story.desk.calendar.moment(completed) if completed is not None else None,
            story.manager.ref,
        )
    )
    _develop(story, first=number == 1)
    if number == 1:
        network.tell(story, held)
    asked = 1.0 if completed is not None else 0.3 + 0.5 * rng.random()
    for area in story.desk.profile.life_areas:
        _item(story, row_id, area.ref, area.key, asked)


def _develop(story: Story, *, first: bool) -> None:
    """Needs as found at first, later mostly smaller."""
    rng = story.rng
    for area in story.desk.profile.life_areas:
        if first:
            story.needs[area.key] = _by_weight(rng, FIRST_NEEDS.get(area.key, QUIET_NEEDS))
        else:
            story.needs[area.key] = min(max(story.needs.get(area.key, 0) + weighted(rng, CHANGES), 0), MOST)
    if not story.home.has_children and "school_childcare" in story.needs:
        story.needs["school_childcare"] = 0


def _item(story: Story, assessment: int, area_ref: object, area: str, asked: float) -> None:
    rng, need = story.rng, story.needs[area]
    if rng.random() > asked:
        story.rows.append(AssessmentItem(assessment, story.case, area_ref, "", "not_asked", "not_asked"))  # type: ignore[arg-type]
        return
    own = weighted(rng, OWN_VIEW_IS_NO_NUMBER) or str(
        min(max(need + weighted(rng, ((0.5, 0), (0.3, 1), (0.2, -1))), 0), MOST)
    )
    sentences = situations.SITUATIONS.get(area, situations.GENERIC)[need]
    text = say(story, sentences) if need or rng.random() < 0.6 else ""
    resources = pick(rng, situations.STRENGTHS) if rng.random() < 0.15 else ""
    soon = network.pressing(story, need) if need and rng.random() < 0.6 else "not_asked"
    story.rows.append(AssessmentItem(assessment, story.case, area_ref, text, str(need), own, resources, soon))  # type: ignore[arg-type]


def _by_weight(rng: Random, weights: tuple[int, ...]) -> int:
    at = rng.random() * 100
    for need, weight in enumerate(weights):
        at -= weight
        if at < 0:
            return need
    return 0
