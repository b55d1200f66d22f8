"""For cases told by hand: days counted from today, rows written one by one, the head made at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from kim.casework.demo.desk import Desk
from kim.casework.demo.households import Household
from kim.casework.demo.profile import OfferAt
from kim.casework.demo.rows import (
    Assessment,
    AssessmentItem,
    Assignment,
    Case,
    Consent,
    Contact,
    FirstAdvice,
    FollowUp,
    Helper,
    PhaseChange,
    Referral,
    ResidenceDocument,
    Review,
    ReviewedGoal,
    SphereChange,
)
from kim.casework.demo.rows import Goal as GoalRow
from kim.casework.demo.rows import Measure as MeasureRow
from kim.casework.demo.story import Chapter, Story
from kim.casework.demo.telling import consents, plan, referrals, reviews

Found: TypeAlias = "dict[str, tuple[int, int | str, str]]"
Step: TypeAlias = "tuple[str, str, int, bool]"


@dataclass(slots=True)
class Hand:
    """A case while it is written by hand; `ago` counts days back from today, negative ones lie ahead."""

    story: Story
    rows: list[Any] = field(default_factory=list)

    @classmethod
    def of(cls, desk: Desk, home: Household, phases: dict[str, int], *, interpreter: bool = True) -> Hand:
        """A case of the household's first member, with its phases and how many days ago they began."""
        first_days = [_past(desk, ago) for ago in phases.values()]
        keys = [key.rstrip("2") for key in phases]
        way = [Chapter(*chapter) for chapter in zip(keys, first_days, [*first_days[1:], None], strict=True)]
        number = next(desk.numbers.case)
        story = Story(desk, home.rng, home, home.members[0], home.manager, number, way, interpreter, home.languages[0])
        story.reference = desk.reference(home.place, story.day(story.opened).year)
        return cls(story)

    def past(self, ago: int) -> int:
        """A working day about that long ago, but not before the case began."""
        return max(_past(self.story.desk, ago), self.story.opened)

    def ahead(self, days: int) -> int:
        """Today, or a working day after it."""
        return self.story.today + days if days <= 0 else self.story.desk.calendar.next_work(self.story.today + days)

    def day(self, ordinal: int) -> date:
        """The date of a day number."""
        return self.story.day(ordinal)

    def contact(self, ago: int, kind: str, minutes: int | None, text: str, *, first_advice: bool = False) -> None:
        """A contact and its note."""
        held, story = self.past(ago), self.story
        moment = story.desk.calendar.moment(held)
        self.rows.append(
            Contact(
                story.case,
                kind,
                self.day(held),
                minutes,
                text,
                first_advice,
                False,
                story.manager.ref,
                moment,
            )
        )
        story.last_contact = max(story.last_contact or 0, held)

    def follow_up(self, in_days: int, text: str) -> None:
        """Something still to be done; negative days have passed."""
        due = self.ahead(in_days)
        self.story.due.append(due)
        self.rows.append(FollowUp(self.story.case, self.day(due), text, None, None, self.story.manager.ref))

    def first_advice(self, ago: int, question: str, advice: str, papers: str, next_steps: str, sheet: str) -> None:
        """The record of the first advice, with the information sheet in this language and the agreement to go on."""
        story = self.story
        self.rows.append(
            FirstAdvice(
                story.case, self.day(self.past(ago)), question, advice, papers, next_steps, "yes", sheet, "yes",
                story.manager.ref,
            )
        )  # fmt: skip

    def helper(
        self,
        ago: int,
        name: str,
        kind: str,
        tie: str,
        areas: str,
        *,
        note: str = "",
        since: str = "",
        may: str = "not_asked",
    ) -> None:
        """Somebody in the network; the life areas by their keys."""
        keys = {area.key for area in self.story.desk.profile.life_areas}
        known = [area for area in areas.split() if area in keys]
        told = self.day(self.past(ago))
        self.rows.append(
            Helper(self.story.case, name, kind, known, tie, since, may, note, told, self.story.manager.ref)
        )

    def assessment(
        self, number: int, ago: int, resources: str, found: Found, more: dict[str, tuple[str, str]] | None = None
    ) -> None:
        """A completed assessment: need, own view and situation by life area; `more` says what helps and how soon."""
        story, held = self.story, self.past(ago)
        row_id = next(story.desk.numbers.assessment)
        self.rows.append(
            Assessment(
                row_id,
                story.case,
                number,
                self.day(held),
                story.language,
                story.interpreter,
                resources,
                self.day(held),
                story.desk.calendar.moment(held),
                story.manager.ref,
            )
        )
        for area in story.desk.profile.life_areas:
            need, own, situation = found.get(area.key, ("not_asked", "not_asked", ""))
            strength, soon = (more or {}).get(area.key, ("", "not_asked"))
            self.rows.append(
                AssessmentItem(row_id, story.case, area.ref, situation, str(need), str(own), strength, soon)
            )

    def goal(
        self,
        words: str,
        area: str,
        steps: list[Step],
        *,
        ago: int,
        until: int,
        reached: int | None = None,
        indicator: str = "",
        result: str = "",
    ) -> int:
        """A goal with its steps (what, who, due in days, done); `reached` is how many days ago it was."""
        story, agreed = self.story, self.past(ago)
        known = next((a for a in story.desk.profile.life_areas if a.key == area), None)
        end = self.past(reached) if reached is not None else None
        goal = plan.Planned(
            next(story.desk.numbers.goal),
            words,
            "de",
            area,
            known.ref if known else None,
            known.name if known else "",
            agreed,
            self.ahead(until),
            [],
            ended=end,
            indicator=indicator,
        )
        goal.measures = [(text, who, self.ahead(due)) for text, who, due, _ in steps]
        story.goals.append(goal)
        ended = self.day(end) if end is not None else None
        self.rows.append(
            GoalRow(
                goal.id,
                story.case,
                words,
                "de",
                goal.area,
                self.day(agreed),
                self.day(goal.target),
                "reached" if reached is not None else "open",
                ended,
                story.manager.ref,
                indicator,
                result,
            )
        )
        for text, who, due, done in steps:
            finished = self.day(min(max(self.ahead(due), agreed), story.today)) if done else None
            state = "done" if done else "open"
            self.rows.append(
                MeasureRow(goal.id, story.case, text, who, None, self.day(self.ahead(due)), state, finished)
            )
        return goal.id

    def review(self, ago: int, summary: str, courses: list[tuple[int, str, str]], *, focus: str = "") -> None:
        """A review that was held, with how each goal stood: goal, course, words."""
        story, held = self.story, self.past(ago)
        number, on = next(story.desk.numbers.review), self.day(held)
        moment = story.desk.calendar.moment(held)
        self.rows.append(Review(number, story.case, "held", on, focus, on, True, summary, story.manager.ref, moment))
        self.rows += [ReviewedGoal(number, story.case, goal, course, words) for goal, course, words in courses]

    def agreement(self, ago: int, version: int, drawn: plan.Drawn | None = None) -> None:
        """The goals of that day, agreed and frozen, signed on paper or as drawn."""
        plan.agree(self.story, self.past(ago), version, drawn=drawn)

    def offer(self, *areas: str) -> OfferAt | None:
        """The first offer at hand for these life areas, one that is made for them before one that also serves them."""
        ags = self.story.home.place.ags
        near = [o for o in self.story.desk.profile.offers if not o.places or ags in o.places]
        made_for = (o for area in areas for o in near if o.life_areas[:1] == (area,))
        return next(made_for, None) or next((o for area in areas for o in near if area in o.life_areas), None)

    def consent(
        self,
        recipient: OfferAt | str,
        given_ago: int,
        purpose: str,
        data: list[str],
        *,
        special: list[str] | None = None,
        days: int = 365,
        secrecy: bool = False,
        form: str = "paper",
        withdrawn_ago: int | None = None,
    ) -> Consent:
        """A consent to the agency of an offer, or to a body by its name, in the person's language."""
        story, given = self.story, self.past(given_ago)
        agency, name = (None, recipient) if isinstance(recipient, str) else (recipient.agency, "")
        ref, language = story.manager.ref, story.language
        row = Consent(
            next(story.desk.numbers.consent), story.case, agency, name, purpose, "both", data, special or [], "", secrecy,
            consents.TEXT, consents.VERSION, language if language in story.desk.profile.paper_languages else "de",
            story.interpreter, ref, "", self.day(given), self.day(given + days), form,
            "Handakte, Fach Einwilligungen" if form == "paper" else "", "", ref,
        )  # fmt: skip
        if withdrawn_ago is not None:
            gone = self.past(withdrawn_ago)
            row = row._replace(
                withdrawn_on=self.day(gone), withdrawal_form="talk", withdrawal_noted_by=ref,
                withdrawal_note="Möchte das lieber selbst besprechen.",
                withdrawal_noted_at=story.desk.calendar.moment(gone),
            )  # fmt: skip
        self.rows.append(row)
        return row

    def referral(
        self,
        areas: str,
        sent_ago: int,
        goal: int | None,
        reason: str,
        *,
        steps: tuple[tuple[str, int], ...] = (),
        why: str = "",
        expected_in: int | None = None,
        note: str = "",
        consent: Consent | None = None,
    ) -> None:
        """A referral to the first fitting offer, with consent; steps are states with the days ago on which they came."""
        offer, story = self.offer(*areas.split()), self.story
        if offer is None:
            return
        sent = self.past(sent_ago)
        if not steps:
            story.due.append(sent + offer.answer_days)
        course = [(state, max(self.past(ago), sent)) for state, ago in steps]
        state, since = course[-1] if course else ("requested", sent)
        answered = self.day(course[0][1]) if course else None
        expected = self.ahead(expected_in) if expected_in is not None else None
        consent = consent or consents.for_offer(story, offer, sent)
        number = next(story.desk.numbers.referral)
        story.rows.append(
            Referral(
                number, story.case, offer.ref, goal, state, self.day(since), self.day(sent),
                self.day(sent + offer.answer_days), answered, self.day(expected) if expected else None, reason, "consent",
                consent.id, "", list(consent.data_categories), "", consent.withdrawn_on, why, note, story.manager.ref,
            )
        )  # fmt: skip
        said = referrals.Course(state, since, None, why, tuple(course), expected)
        referrals.write_steps(story, number, said, note)

    def paper(
        self, group: str, days_left: int, *, title: str = "", why: str = "", agreed_ago: int = 0,
        issued: int | None = None, earlier: bool = False,
    ) -> None:  # fmt: skip
        """The residence document, or an earlier one; with an exact title, why the advice needs it and when the person agreed."""
        agreed = self.day(self.past(agreed_ago)) if title else None
        until = self.day(self.story.today + days_left)
        since = self.day(self.story.today - issued) if issued is not None else None
        self.rows.append(ResidenceDocument(self.story.case, group, until, title, why, agreed, not earlier, since))

    def spheres(self, *, since: int, changed: int | None = None, gap: int = 0, planned: int | None = None) -> None:
        """From the benefits for asylum seekers into the social code: changed so many days ago, or planned for a day."""
        known = {sphere.key: sphere.ref for sphere in self.story.desk.profile.spheres}
        first, then, today, case = known.get("asylblg"), known.get("sgb-ii"), self.story.today, self.story.case
        if first is None or then is None:
            return
        self.rows.append(SphereChange(case, None, first, None, None, self.day(today - since)))
        if changed is not None:
            last, begun = self.day(today - changed), self.day(today - changed + 1 + gap)
            self.rows.append(SphereChange(case, first, then, self.day(today - changed + 1), last, begun))
        if planned is not None:
            self.rows.append(SphereChange(case, first, then, self.day(today + planned)))

    def head(self, enquiry: int, review_in: int | None) -> list[Any]:
        """The case, who is responsible and the phases."""
        story, day = self.story, self.day
        review = self.ahead(review_in) if review_in is not None else None
        due = [*story.due, review] if review is not None else story.due
        if review is not None:
            self.rows.append(reviews.planned(story, review))
        last, ref = story.chapters[-1], story.manager.ref
        contact = day(story.last_contact) if story.last_contact else None
        case = Case(
            story.case,
            story.reference,
            story.client.person.id,
            enquiry,
            story.manager.unit,
            ref,
            story.home.place.ref,
            last.phase,
            day(last.start),
            day(story.opened),
            day(story.opened),
            contact,
            day(min(due)) if due else None,
            day(review) if review is not None else None,
            None,
            0,
        )
        befores = ["", *(chapter.phase for chapter in story.chapters)]
        changes = [
            PhaseChange(
                story.case,
                before,
                chapter.phase,
                day(chapter.start),
                [],
                "",
                ref,
                story.desk.calendar.moment(chapter.start),
            )
            for before, chapter in zip(befores, story.chapters, strict=False)
        ]
        return [
            case,
            Assignment(story.case, ref, story.manager.unit, day(story.opened), None, "", ref),
            *changes,
        ]


def _past(desk: Desk, ago: int) -> int:
    return desk.calendar.work(desk.calendar.today - ago)
