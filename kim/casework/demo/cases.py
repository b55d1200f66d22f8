"""Whole cases: head, client's details, household, who was responsible, phases, closing, and all tellings."""

from __future__ import annotations

from datetime import date
from typing import Any

from kim.casework.demo import background
from kim.casework.demo.calendar import Calendar
from kim.casework.demo.desk import Desk, between, pick, weighted
from kim.casework.demo.enquiries import enquiry, triage
from kim.casework.demo.fitting import fitting
from kim.casework.demo.households import Household, Member
from kim.casework.demo.profile import Keyed
from kim.casework.demo.rows import (
    Assignment,
    Case,
    ClientProfile,
    ClosedGoal,
    Closing,
    HouseholdMember,
    PhaseChange,
)
from kim.casework.demo.rows import Household as HouseholdRow
from kim.casework.demo.story import Chapter, Story, chapters
from kim.casework.demo.telling import assessments, contacts, meetings, plan, referrals, reviews
from kim.casework.demo.texts import notes

SECOND_CASE = 0.55
HANDED_OVER = 0.06
GERMAN = (
    (0.13, "none"),
    (0.24, "A1"),
    (0.29, "A2"),
    (0.2, "B1"),
    (0.07, "B2"),
    (0.02, "C1"),
    (0.03, "not_asked"),
    (0.02, "not_known"),
)
NEEDS_INTERPRETER = {"none": 0.98, "A1": 0.9, "A2": 0.6, "B1": 0.15}
RELATIONS = {
    "head": {"partner": "spouse", "child": "child", "parent": "parent"},
    "partner": {"head": "spouse", "child": "child", "in_law": "parent"},
}
ENDINGS = (
    (0.4, "goals_reached"),
    (0.2, "goals_partly_reached"),
    (0.08, "passed_on"),
    (0.12, "moved"),
    (0.07, "own_wish"),
    (0.09, "lost_contact"),
    (0.02, "other_case_management"),
    (0.02, "left_country"),
)
SAFE_CONTACT = (
    "Nachricht, nicht am Abend",
    "Anruf nur vormittags",
    "Bitte nicht auf die Mailbox sprechen",
    "Über die Schwester",
    "Brief",
)
STREETS = ("Beispielweg", "Am Probefeld", "Musterstraße", "Testallee", "An der Vorlage", "Demoring")
POSTCODES = {
    "05162004": "41539",
    "05162008": "41515",
    "05162012": "41363",
    "05162016": "41564",
    "05162020": "41352",
    "05162022": "40667",
    "05162024": "41460",
    "05162028": "41569",
}


def household_cases(desk: Desk, home: Household) -> list[Any]:
    """The cases of a household: one, or two when the partner has a file of their own."""
    rows: list[Any] = [] if home.number is None else [HouseholdRow(home.number)]
    for turn, member in enumerate(home.members[:2]):
        if member.role == "head" or (member.role == "partner" and home.rng.random() < SECOND_CASE):
            way = chapters(desk, home.rng, desk.phase_at(home.index, turn))
            rows += tell(desk, home, turn, way)
    return rows


def tell(desk: Desk, home: Household, who: int, way: list[Chapter]) -> list[Any]:
    """One case from its enquiry until today."""
    rng, client = home.rng, home.members[who]
    german = weighted(rng, GERMAN)
    interpreter = rng.random() < NEEDS_INTERPRETER.get(german, 0.3)
    story = Story(desk, rng, home, client, home.manager, next(desk.numbers.case), way, interpreter, home.languages[0])
    story.reference = desk.reference(home.place, story.day(story.opened).year)
    received = desk.calendar.work(story.opened - between(rng, 1, 14))
    asked = enquiry(desk, home, received, "admitted", who)
    closed = [chapter.start for chapter in way if chapter.phase == "closed"]
    story.endings = {start: _ending(story) for start in closed}
    story.reopenings = {start: pick(rng, fitting(story, notes.REOPENING_REASONS)) for start in closed}
    assessments.tell(story)
    contacts.tell(story)
    plan.tell(story)
    referrals.tell(story)
    reviews.tell(story)
    meetings.tell(story)
    head = [
        asked,
        triage(desk, home, asked, max(received, desk.calendar.work(story.opened - between(rng, 0, 2)))),
    ]
    closings = _closings(story)
    return [
        *head,
        _case(story, asked.id),
        *_profile(story, german),
        *_household(story),
        *_assignments(story),
        *_phases(story),
        *story.rows,
        *closings,
    ]


def _case(story: Story, enquiry_id: int) -> Case:
    """The head, with the days that lists sort by."""
    calendar, last = story.desk.calendar, story.chapters[-1]
    review = None if story.is_closed else _review(story, calendar)
    if review is not None:
        story.due.append(review)
        story.rows.append(reviews.planned(story, review))
    agreed = len(story.chapters) > 1 or story.rng.random() < 0.5
    return Case(
        story.case,
        story.reference,
        story.client.person.id,
        enquiry_id,
        story.manager.unit,
        story.manager.ref,
        story.home.place.ref,
        last.phase,
        calendar.day(last.start),
        calendar.day(story.opened),
        calendar.day(story.opened) if agreed else None,
        calendar.day(story.last_contact) if story.last_contact else None,
        calendar.day(min(story.due)) if story.due and not story.is_closed else None,
        calendar.day(review) if review is not None else None,
        calendar.day(last.start) if story.is_closed else None,
        sum(chapter.phase == "closed" for chapter in story.chapters[:-1]),
    )


def _review(story: Story, calendar: Calendar) -> int | None:
    """The day of the next review, once there is a plan to look at; now and then it has just passed."""
    if not any(chapter.phase == "service_steering" for chapter in story.chapters):
        return None
    return calendar.next_work(
        story.today + weighted(story.rng, ((0.12, between(story.rng, -10, -1)), (0.88, between(story.rng, 0, 90))))
    )


def _profile(story: Story, german: str) -> list[Any]:
    """What is known of the person, and as rows of their own how to reach them, where they live, papers and spheres."""
    rng, home = story.rng, story.home
    languages = weighted(rng, ((0.95, "given"), (0.04, "not_asked"), (0.01, "not_known")))
    nationality = (
        "not_known" if rng.random() < 0.03 else weighted(rng, ((0.95, "given"), (0.03, "not_asked"), (0.02, "refused")))
    )
    entered = weighted(rng, ((0.82, "given"), (0.1, "not_asked"), (0.06, "not_known"), (0.02, "refused")))
    reachable = rng.random() < 0.9
    number = between(rng, 0, 999)
    luck = background.own_luck(story)
    spoken = list(home.languages) if languages == "given" else []
    interpreter = "yes" if story.interpreter else weighted(rng, ((0.9, "no"), (0.1, "not_asked")))
    profile = ClientProfile(
        story.case,
        home.number,
        spoken,
        background.levels(luck, spoken),
        languages,
        *background.reading(luck, story, german),
        german,
        interpreter,
        [home.nationality] if nationality == "given" else [],
        nationality,
        story.day(min(home.entered, story.opened - between(rng, 20, 500))) if entered == "given" else None,
        entered,
        pick(rng, SAFE_CONTACT) if rng.random() < 0.3 else "",
    )
    phone = f"0221 4710 {number:03d}" if reachable else ""
    email = f"person{story.case}@example.org" if luck.random() < 0.3 else ""
    street = f"{pick(luck, STREETS)} {between(luck, 1, 90)}" if reachable else ""
    return [
        profile,
        *background.reach(luck, story.case, phone, email),
        *background.addresses(luck, story, street, POSTCODES.get(home.place.ags, "")),
        *background.paper(luck, story),
        *background.spheres(luck, story),
    ]


def _household(story: Story) -> list[HouseholdMember]:
    """Those the client lives with, as seen from the client."""
    relations = RELATIONS[story.client.role]
    others = [member for member in story.home.members if member is not story.client]
    return [HouseholdMember(story.case, m.person.id, relations.get(m.role, "other"), _note(story, m)) for m in others]


def _note(story: Story, member: Member) -> str:
    age = story.day(story.today).year - member.birth_year
    if member.role != "child" or story.rng.random() < 0.5:
        return ""
    return "besucht die Schule" if age >= 6 else pick(story.rng, ("besucht die Kita", "ohne Kita-Platz"))


def _assignments(story: Story) -> list[Assignment]:
    """Who was responsible when; some cases were handed over."""
    profile, day = story.desk.profile, story.day
    last = story.chapters[-1].start if story.is_closed else story.today
    others = [manager for manager in profile.managers if manager is not story.manager]
    if not others or last - story.opened < 60 or story.rng.random() > HANDED_OVER:
        return [
            Assignment(
                story.case,
                story.manager.ref,
                story.manager.unit,
                day(story.opened),
                None,
                "",
                story.manager.ref,
            )
        ]
    earlier, changed = pick(story.rng, others), story.workday_between(story.opened + 30, last)
    return [
        Assignment(story.case, earlier.ref, earlier.unit, day(story.opened), day(changed), "", earlier.ref),
        Assignment(
            story.case,
            story.manager.ref,
            story.manager.unit,
            day(changed),
            None,
            pick(story.rng, notes.HANDOVER_REASONS),
            profile.lead,
        ),
    ]


def _phases(story: Story) -> list[PhaseChange]:
    """Every step from one phase to the next; the way back says why."""
    changes, before, since = [], "", 0
    for chapter in story.chapters:
        reason = story.reopenings[since] if before == "closed" else ""
        if before == "re_assessment" and chapter.phase == "goal_agreement":
            reason = "Ziele nach der erneuten Bestandsaufnahme anpassen"
        moment = story.desk.calendar.moment(chapter.start)
        changes.append(
            PhaseChange(
                story.case,
                before,
                chapter.phase,
                story.day(chapter.start),
                [],
                reason,
                story.manager.ref,
                moment,
            )
        )
        before, since = chapter.phase, chapter.start
    return changes


def _ending(story: Story) -> Keyed:
    """Why a case ends: mostly well, of the reasons the county has."""
    known = {reason.key: reason for reason in story.desk.profile.closing_reasons}
    wanted = weighted(story.rng, ENDINGS)
    return known.get(wanted) or pick(story.rng, story.desk.profile.closing_reasons)


INFORMED = ((0.78, "spoken"), (0.14, "written"), (0.06, "not_reached"), (0.02, "not_yet"))


def _closings(story: Story) -> list[Closing | ClosedGoal]:
    """The end of the case, and the earlier ends of one that was taken up again, each with the results of its goals."""
    rng, day, ref = story.rng, story.day, story.manager.ref
    found: list[Closing | ClosedGoal] = []
    for number, chapter in enumerate(story.chapters):
        if chapter.phase != "closed":
            continue
        again = story.chapters[number + 1] if number + 1 < len(story.chapters) else None
        reason = story.endings[chapter.start]
        handover = "Weiter mit der Regelberatung." if reason.key in ("goals_partly_reached", "passed_on") else ""
        reopening = (day(again.start), ref, story.reopenings[chapter.start]) if again else (None, None, "")
        result = pick(rng, notes.CLOSING_NOTES.get(reason.key, notes.ANY_CLOSING))
        closing = next(story.desk.numbers.closing)
        closed = day(chapter.start)
        told = "not_reached" if reason.key == "lost_contact" else weighted(rng, INFORMED)
        said = (told, closed if told in ("spoken", "written") else None, _keep_until(story, closed))
        found.append(Closing(closing, story.case, closed, reason.ref, result, handover, ref, *reopening, *said))
        found += [
            ClosedGoal(closing, story.case, goal.id, goal.state)
            for goal in story.goals
            if goal.ended == chapter.start and goal.state != "open"
        ]
    return found


def _keep_until(story: Story, closed: date) -> date | None:
    """The last day on which the file is kept."""
    years = story.desk.profile.keep_years
    if years is None:
        return None
    return closed.replace(year=closed.year + years, day=28 if (closed.month, closed.day) == (2, 29) else closed.day)
