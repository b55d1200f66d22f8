"""Goals in the person's own words, the steps towards them, and the agreements about both."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from kim.casework.demo.desk import between, pick, weighted
from kim.casework.demo.fitting import fitting
from kim.casework.demo.rows import AgreementSignature, Goal, GoalAgreement, Measure, Ref
from kim.casework.demo.story import Chapter, Story
from kim.casework.demo.texts import goals as texts

Drawn: TypeAlias = "dict[str, list[list[list[int]]]]"
WHO = ((0.5, "client"), (0.38, "case_manager"), (0.12, "agency"))
IN_OWN_LANGUAGE = 0.35
SIGNED = 0.85
GOALS_END = {
    "goals_reached": ((0.9, "reached"), (0.1, "partly")),
    "goals_partly_reached": ((0.4, "reached"), (0.6, "partly")),
}
OTHERWISE = ((0.25, "partly"), (0.75, "dropped"))


@dataclass(slots=True)
class Planned:
    """A goal while the story goes on; it becomes rows when its end is known."""

    id: int
    words: str
    language: str
    area_key: str
    area: Ref
    area_name: str
    agreed: int
    target: int
    measures: list[tuple[str, str, int]]
    state: str = "open"
    ended: int | None = None
    indicator: str = ""
    done: dict[int, int] = field(default_factory=dict)


def tell(story: Story) -> None:
    """Goals set when agreed, ended when reached or when the case is closed, with an agreement each round."""
    agreements = 0
    for chapter in story.chapters:
        if chapter.phase == "goal_agreement":
            _round(story, chapter)
            if chapter.end is not None:
                agreements += 1
                agree(story, chapter.end, agreements)
        elif chapter.phase == "monitoring" and chapter.end is not None:
            _review(story, chapter.end)
        elif chapter.phase == "closed":
            _end_all(story, chapter.start, story.endings[chapter.start].key)
    for planned in story.goals:
        _write(story, planned)


def _round(story: Story, chapter: Chapter) -> None:
    """New goals: as many as were set in this round, in the life areas with the greatest need."""
    running = [goal for goal in story.goals if goal.state == "open"]
    wanted = between(story.rng, 1, 3) - len(running)
    if chapter.end is None and story.rng.random() < 0.3:
        wanted = 0
    elif not running:
        wanted = max(wanted, 1)
    taken = {goal.area_key for goal in story.goals}
    areas = sorted((key for key in story.needs if key not in taken), key=lambda key: -story.needs[key])
    for key in areas[: max(wanted, 0)]:
        story.goals.append(_goal(story, chapter, key))


def _goal(story: Story, chapter: Chapter, key: str) -> Planned:
    rng, area = story.rng, next(area for area in story.desk.profile.life_areas if area.key == key)
    text = pick(rng, [goal for goal in texts.GOALS.get(key, ()) if _fits(story, goal.only)] or texts.GENERIC)
    said = text.as_said.get(story.language, "") if rng.random() < IN_OWN_LANGUAGE else ""
    agreed = story.workday_between(chapter.start, chapter.until(story.today))
    known = fitting(story, text.measures)
    steps = known[: between(rng, 1, len(known))]
    measures = [(step, weighted(rng, WHO), agreed + between(rng, 14, 120)) for step in steps]
    target = story.desk.calendar.next_work(agreed + between(rng, 60, 270))
    return Planned(
        next(story.desk.numbers.goal),
        said or text.german,
        story.language if said else "de",
        key,
        area.ref,
        area.name,
        agreed,
        target,
        measures,
        indicator=texts.INDICATORS.get(key, "") if rng.random() < 0.7 else "",
    )


def _fits(story: Story, only: str) -> bool:
    """Whether a goal fits who says it."""
    if only == "m":
        return story.client.sex == "m" and not any(member.role == "partner" for member in story.home.members)
    if only == "mother":
        return story.client.sex == "f" and story.home.has_children
    return story.home.has_children if only == "children" else True


def agree(story: Story, agreed: int, version: int, *, drawn: Drawn | None = None) -> None:
    """What was agreed on that day, frozen as it is printed; mostly signed on paper, or as drawn on the device."""
    review = story.desk.calendar.next_work(agreed + between(story.rng, 60, 110))
    language = story.language if story.language in story.desk.profile.paper_languages else ""
    number = next(story.desk.numbers.agreement)
    story.rows.append(
        GoalAgreement(
            number,
            story.case,
            version,
            story.day(agreed),
            language,
            story.interpreter,
            story.day(review),
            _snapshot(story, agreed, version, language, review),
            story.manager.ref,
            story.desk.calendar.moment(agreed),
        )
    )
    if drawn is not None or story.rng.random() < SIGNED:
        story.rows += _signed(story, number, agreed, drawn or {})


def _signed(story: Story, agreement: int, on: int, drawn: Drawn) -> list[AgreementSignature]:
    """Both names, on the day it was agreed."""
    person = story.client.person
    names = {"client": f"{person.given_name} {person.family_name}".strip(), "case_manager": story.manager.name}
    return [
        AgreementSignature(
            agreement,
            story.case,
            who,
            name,
            "device" if who in drawn else "paper",
            story.day(on),
            story.home.place.name,
            drawn.get(who, []),
            story.manager.ref,
        )
        for who, name in names.items()
    ]


def _snapshot(story: Story, agreed: int, version: int, language: str, review: int) -> dict[str, Any]:
    """Names, goals and steps as they stood, in the shape of the printed paper."""
    person = story.client.person
    goals = [goal for goal in story.goals if goal.agreed <= agreed and (goal.ended is None or goal.ended > agreed)]
    return {
        "county_name": story.desk.profile.county_name,
        "reference": story.reference,
        "person_name": f"{person.given_name} {person.family_name}".strip(),
        "person_name_original": person.name_original,
        "original_language": person.name_original_language,
        "case_manager": story.manager.name,
        "agreed_on": story.day(agreed).isoformat(),
        "version": version,
        "language": language,
        "explained_by_interpreter": story.interpreter,
        "goals": [_line(story, goal, language) for goal in goals],
        "review_on": story.day(review).isoformat(),
    }


def _line(story: Story, goal: Planned, language: str) -> dict[str, Any]:
    said_by = texts.WHO.get(language, texts.WHO["de"])
    return {
        "own_words": goal.words,
        "life_area_de": goal.area_name,
        "life_area_other": "",
        "target_on": story.day(goal.target).isoformat(),
        "measures": [
            {
                "text": text,
                "who_de": texts.WHO["de"][who],
                "who_other": said_by[who] if language else "",
                "due_on": story.day(due).isoformat(),
                "done": False,
            }
            for text, who, due in goal.measures
        ],
        "own_words_language": goal.language,
        "indicator": goal.indicator,
    }


def _review(story: Story, held: int) -> None:
    """At a review one goal may be reached, but never the last one left: the plan goes on."""
    running = [goal for goal in story.goals if goal.state == "open"]
    if len(running) > 1 and story.rng.random() < 0.6:
        _end(running[0], "reached", held)


def _end_all(story: Story, closed: int, reason: str) -> None:
    """With the case end its goals, well or not."""
    for goal in story.goals:
        if goal.state == "open":
            _end(goal, weighted(story.rng, GOALS_END.get(reason, OTHERWISE)), closed)


def _end(goal: Planned, state: str, on: int) -> None:
    goal.state, goal.ended = state, max(on, goal.agreed)


def _write(story: Story, goal: Planned) -> None:
    """The goal and its steps; steps were done if their day has passed and luck or success would have it."""
    day = story.day
    story.rows.append(
        Goal(
            goal.id,
            story.case,
            goal.words,
            goal.language,
            goal.area,
            day(goal.agreed),
            day(goal.target),
            goal.state,
            day(goal.ended) if goal.ended is not None else None,
            story.manager.ref,
            goal.indicator,
            pick(story.rng, texts.RESULTS[goal.state]) if goal.state in texts.RESULTS else "",
        )
    )
    for text, who, due in goal.measures:
        state, ended = _step_end(story, goal, due)
        agency = _agency(story, goal.area_key) if who == "agency" else None
        row = Measure(
            goal.id, story.case, text, who, agency, day(due), state, day(ended) if ended is not None else None
        )
        story.rows.append(row)


def _agency(story: Story, area: str) -> Ref:
    """Somebody who offers something in this life area nearby."""
    ags = story.home.place.ags
    found = [o.agency for o in story.desk.profile.offers if area in o.life_areas and (not o.places or ags in o.places)]
    return pick(story.rng, found) if found else None


def _step_end(story: Story, goal: Planned, due: int) -> tuple[str, int | None]:
    last = min(goal.ended if goal.ended is not None else story.today, story.today)
    done = story.desk.calendar.work(due - between(story.rng, 0, 20))
    if goal.agreed <= done <= last and (goal.state == "reached" or story.rng.random() < 0.7):
        return "done", done
    if goal.state == "reached":
        return "done", last
    return ("dropped", last) if goal.state == "dropped" else ("open", None)
