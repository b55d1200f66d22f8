"""Contacts and follow-ups of a case."""

from __future__ import annotations

from kim.casework.demo.desk import between, pick, weighted
from kim.casework.demo.fitting import fitting, say, suited
from kim.casework.demo.rows import Contact, FirstAdvice, FollowUp
from kim.casework.demo.story import Chapter, Story
from kim.casework.demo.texts import notes

KINDS = (
    (0.36, "talk"),
    (0.3, "phone"),
    (0.15, "message"),
    (0.08, "visit"),
    (0.04, "letter"),
    (0.07, "attempt"),
)
MINUTES = {"talk": (30, 45, 60, 60, 90), "phone": (5, 10, 15, 20), "visit": (60, 75, 90)}
DUE_IN = ((0.1, (-8, -1)), (0.1, (0, 0)), (0.3, (1, 6)), (0.5, (7, 45)))
FIRST_ADVICE_ALREADY_HELD = 0.7
PAPERS = ("", "", "Aufenthaltspapier und letzter Bescheid", "Schreiben des Jobcenters", "Mietvertrag", "Zeugnisse")


def tell(story: Story) -> None:
    """First advice, the contacts of every phase, and what is still to be done."""
    for chapter in story.chapters:
        if chapter.phase == "first_advice":
            _first_advice(story, chapter)
        if chapter.phase == "monitoring" and chapter.end is not None:
            _contact(story, "talk", story.workday_between(max(chapter.end - 3, chapter.start), chapter.end))
        if chapter.phase not in ("access", "closed"):
            _contacts(story, chapter)
    _follow_ups(story)


def _matter(story: Story) -> str:
    """What a talk is about, in a word: a life area that occupies this person."""
    needs = story.needs or {area.key: 1 for area in story.desk.profile.life_areas}
    area = pick(story.rng, [key for key, need in needs.items() if need > 1] or list(needs))
    return pick(story.rng, suited(story, notes.MATTERS.get(area, ())) or notes.ANY_MATTER)


def _first_advice(story: Story, chapter: Chapter) -> None:
    """The talk that opens the work; in a phase that has just begun it may be yet to come."""
    if chapter.end is None and story.rng.random() > FIRST_ADVICE_ALREADY_HELD:
        return
    held = story.workday_between(chapter.start, chapter.until(story.today))
    matter = _matter(story)
    text = pick(story.rng, notes.FIRST_ADVICE).format(matter=matter)
    kind = "visit" if "zu Hause" in text else "talk"
    _write(story, kind, held, between(story.rng, 4, 6) * 15, text, first_advice=True)
    story.rows.append(_advice(story, held, matter))


def _advice(story: Story, held: int, matter: str) -> FirstAdvice:
    """The record of that talk, in a few words."""
    rng, paper = story.rng, story.language if story.language in story.desk.profile.paper_languages else "de"
    given = weighted(rng, ((0.8, "yes"), (0.2, "not_asked")))
    return FirstAdvice(
        story.case,
        story.day(held),
        f"Anliegen: {matter}.",
        "Angebot, Freiwilligkeit und Schweigepflicht erklärt, erste Wege benannt.",
        pick(rng, PAPERS),
        "Bestandsaufnahme vereinbart." if rng.random() < 0.7 else "",
        given,
        paper if given == "yes" else "",
        weighted(rng, ((0.85, "yes"), (0.15, "not_asked"))),
        story.manager.ref,
    )


def _contacts(story: Story, chapter: Chapter) -> None:
    """As many contacts as the days of the phase suggest."""
    rng, last = story.rng, chapter.until(story.today)
    expected = (last - chapter.start) / story.desk.scale.days_between_contacts
    for _ in range(int(expected + rng.random())):
        _contact(story, weighted(rng, KINDS), story.workday_between(chapter.start, last))


def _contact(story: Story, kind: str, held: int) -> None:
    text = say(story, notes.CONTACTS[kind])
    if "{" in text:
        text = text.format(matter=_matter(story), step=pick(story.rng, fitting(story, notes.STEPS)))
    _write(story, kind, held, pick(story.rng, MINUTES[kind]) if kind in MINUTES else None, text)


def _write(story: Story, kind: str, held: int, minutes: int | None, text: str, *, first_advice: bool = False) -> None:
    calendar = story.desk.calendar
    story.rows.append(
        Contact(
            story.case,
            kind,
            calendar.day(held),
            minutes,
            text,
            first_advice,
            False,  # confidential ones are sealed one by one: filed_papers
            story.manager.ref,
            calendar.moment(held),
        )
    )
    if kind != "attempt" and held > (story.last_contact or 0):
        story.last_contact = held


def _follow_ups(story: Story) -> None:
    """Some that were done, and for a running case what comes next."""
    rng, calendar, ref = story.rng, story.desk.calendar, story.manager.ref
    last = story.chapters[-1].start if story.is_closed else story.today - 1
    for _ in range(int(rng.random() * 3)):
        due = calendar.next_work(between(rng, story.opened, max(story.opened, last)))
        done = calendar.work(max(story.opened, min(due + between(rng, -2, 3), last)))
        row = FollowUp(story.case, calendar.day(due), say(story, notes.FOLLOW_UPS), calendar.moment(done), ref, ref)
        story.rows.append(row)
    if story.is_closed:
        return
    for _ in range(weighted(rng, ((0.3, 0), (0.5, 1), (0.2, 2)))):
        due = calendar.next_work(story.today + between(rng, *weighted(rng, DUE_IN)))
        due = max(due, calendar.next_work(story.opened))
        story.due.append(due)
        story.rows.append(FollowUp(story.case, calendar.day(due), say(story, notes.FOLLOW_UPS), None, None, ref))
