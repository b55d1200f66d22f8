"""Enquiries and what was decided about them: those that became cases, those that did not, open ones."""

from __future__ import annotations

from itertools import count
from random import Random
from typing import Any

from kim.casework.demo.desk import Desk, between, pick, weighted
from kim.casework.demo.households import Household, household
from kim.casework.demo.profile import TargetFacts
from kim.casework.demo.rows import Enquiry, Ref, Triage
from kim.casework.demo.texts import notes

URGENCY = ((0.7, "normal"), (0.22, "soon"), (0.08, "urgent"))
INTERPRETER_SAID = ((0.8, ""), (0.15, "not_asked"), (0.05, "not_known"))
WITHOUT_CASE = 0.2
OPEN_ONES = 0.35
OTHER_ENDS = ((0.5, "advised_once"), (0.35, "referred_on"), (0.15, "declined"))
NEWCOMER = ((0.86, "yes"), (0.05, "no"), (0.06, "not_known"), (0.03, "not_asked"))
OTHER_CASE_MANAGEMENT = ((0.78, "no"), (0.06, "yes"), (0.1, "not_known"), (0.06, "not_asked"))
# Contacts that are no case: how many of them each stray enquiry stands beside, and how many are counted together.
BRIEF_ONES = ((0.4, 1), (0.35, 2), (0.25, 3))
COUNTED_TOGETHER = ((0.74, 1), (0.1, 2), (0.08, 3), (0.05, 5), (0.03, 8))
BRIEF_ENDS = ((0.78, "advised_once"), (0.22, "referred_on"))
BRIEF_MINUTES = ((0.35, 5), (0.35, 10), (0.2, 15), (0.1, 25))
AREA_OF = {
    "Sucht einen Sprachkurs mit Kinderbetreuung.": "language",
    "Versteht mehrere Bescheide nicht.": "authorities",
    "Sucht eine Wohnung für die Familie.": "housing",
    "Schulplatz für zwei Kinder gesucht.": "school_childcare",
    "Abschluss soll anerkannt werden.": "training",
    "Weiß nicht, welche Stelle zuständig ist.": "authorities",
    "Arbeitserlaubnis und Arbeitsstelle.": "work",
    "Wechsel vom Sozialamt zum Jobcenter.": "income",
    "Braucht Hilfe mit viel Post.": "authorities",
    "Möchte eine Ausbildung beginnen.": "training",
    "Sucht Beratung für die ganze Familie.": "family",
}
BRIEF: dict[str, tuple[str, ...]] = {
    "residence": ("Unterlagen für die Verlängerung genannt.", "Termin bei der Ausländerbehörde erklärt."),
    "language": ("Kurse am Ort genannt, Anmeldung erklärt.",),
    "housing": ("Antrag auf einen Wohnberechtigungsschein erklärt.", "Anzeigenportale und Wohnungsamt genannt."),
    "school_childcare": ("Anmeldung in der Kita erklärt.",),
    "work": ("Zum Jobcenter und seinen Unterlagen beraten.",),
    "income": ("Bescheid durchgesehen, Frist erklärt.", "Weg zum Antrag auf Kindergeld gezeigt."),
    "authorities": ("Schreiben erklärt, keine Frist offen.", "Zuständige Stelle genannt."),
    "health": ("Arztpraxen mit passender Sprache genannt.",),
}
SENT_BY = {"social_office": "sozialamt", "youth_office": "jugendamt", "school": "schul", "health": "gesundheit"}
ROLES = {"f": "Frau", "m": "Mann", "d": "Person"}


def stray(desk: Desk, rng: Random, index: int) -> list[Any]:
    """An enquiry that led to no case, or has not been decided yet; it has no person on file."""
    numbers, today = desk.numbers, desk.calendar.today
    numbers.person, kept = count(), numbers.person
    home = household(desk, rng, index, 4)
    numbers.person = kept
    is_open = rng.random() < OPEN_ONES * desk.scale.open_share
    age = between(rng, 0, 9) if is_open else between(rng, 6, int(desk.scale.years * 365))
    received = desk.calendar.work(today - age)
    row = enquiry(desk, home, received, "open" if is_open else weighted(rng, OTHER_ENDS))
    beside = [brief(desk, home) for _number in range(weighted(rng, BRIEF_ONES))]
    if is_open:
        return [row, *beside]
    return [row, triage(desk, home, row, desk.calendar.next_work(received + between(rng, 0, 5))), *beside]


def brief(desk: Desk, home: Household) -> Enquiry:
    """One or several short contacts without a name, answered at once."""
    rng, profile = home.rng, desk.profile
    received = desk.calendar.work(desk.calendar.today - between(rng, 0, int(desk.scale.years * 365)))
    result = weighted(rng, BRIEF_ENDS) if profile.referrers else "advised_once"
    area = pick(rng, tuple(BRIEF))
    minutes, together = weighted(rng, BRIEF_MINUTES), weighted(rng, COUNTED_TOGETHER)
    return Enquiry(
        next(desk.numbers.enquiry), home.manager.unit, desk.calendar.day(received), pick(rng, profile.channels).ref, None,
        "", "", "", "", home.place.ref, home.languages[0] if rng.random() < 0.8 else "", "not_asked", "", "normal",
        "not_asked", None, None, None, result, home.manager.ref, home.manager.ref, desk.calendar.moment(received),
        life_area=area_ref(desk, area), anonymous=True, number_of=together,
        answer=pick(rng, BRIEF[area]) if result == "advised_once" else "", minutes=minutes * together,
        passed_to=pick(rng, profile.referrers).ref if result == "referred_on" else None,
        answered_on=desk.calendar.day(received), answered_by=home.manager.ref,
    )  # fmt: skip


def area_ref(desk: Desk, key: str) -> Ref:
    """The life area of this key, where the county has it."""
    return next((area.ref for area in desk.profile.life_areas if area.key == key), None)


def enquiry(desk: Desk, home: Household, received: int, state: str, who: int = 0) -> Enquiry:
    """How somebody came to KIM, taken down by the case manager of the area."""
    rng, member, profile = home.rng, home.members[who], desk.profile
    channel = pick(rng, profile.channels)
    named = state == "admitted" or rng.random() < 0.6
    person = member.person
    matter = pick(rng, notes.ENQUIRY_MATTERS)
    birth = person[6:10] if named else ("not_asked", None, None, None)
    language = home.languages[0] if rng.random() < 0.93 else ""
    return Enquiry(
        next(desk.numbers.enquiry),
        home.manager.unit,
        desk.calendar.day(received),
        channel.ref,
        referrer(desk, home, channel.key),
        "",
        person.given_name if named else "",
        person.family_name if named else "",
        describe(desk, home, who),
        home.place.ref,
        language,
        weighted(rng, INTERPRETER_SAID) or ("yes" if home.origin.interpreter_often else "no"),
        matter,
        weighted(rng, URGENCY),
        *birth,
        state,
        home.manager.ref,
        home.manager.ref,
        desk.calendar.moment(received),
        area_ref(desk, AREA_OF.get(matter, "")),
    )


def referrer(desk: Desk, home: Household, channel: str) -> Ref:
    """The agency that sent somebody by this channel, rather the one of their own municipality."""
    start = SENT_BY.get(channel, channel)
    fitting = [agency for agency in desk.profile.referrers if agency.key.startswith(start)]
    near = [agency for agency in fitting if agency.place == home.place.ags] or fitting
    return pick(home.rng, near).ref if near else None


def describe(desk: Desk, home: Household, who: int = 0) -> str:
    """Frau, 27, mit zwei Kindern"""
    member = home.members[who]
    age = desk.calendar.day(desk.calendar.today).year - member.birth_year
    children = sum(m.role == "child" for m in home.members)
    with_whom = {0: "", 1: ", mit einem Kind", 2: ", mit zwei Kindern"}.get(children, f", mit {children} Kindern")
    return f"{ROLES[member.sex]}, {age}{with_whom}"


def triage(desk: Desk, home: Household, row: Enquiry, decided: int) -> Triage:
    """What the target-group rule says about the answers, and what was decided."""
    rng, decided = home.rng, min(decided, desk.calendar.today)
    answers = (
        weighted(rng, NEWCOMER),
        "not_asked" if rng.random() < 0.6 else "no",
        "yes" if row.state == "referred_on" else weighted(rng, OTHER_CASE_MANAGEMENT),
    )
    on = desk.calendar.day(decided)
    facts = TargetFacts((row.birth_year, row.birth_month, row.birth_day), *answers, home.place.ags, on)
    version, result, findings = desk.profile.target_group(facts)
    key = "outside" if row.state == "admitted" and result == "not_met" else row.state
    referred_to = (
        pick(rng, desk.profile.referrers).ref if row.state == "referred_on" and desk.profile.referrers else None
    )
    return Triage(
        row.id,
        version,
        result,
        findings,
        *answers,
        None,
        None,
        row.state,
        pick(rng, notes.TRIAGE_REASONS[key]),
        referred_to,
        home.manager.ref,
        on,
    )
