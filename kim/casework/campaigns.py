"""Who may meet the time condition of § 10 StAG within some months: screened by the same rules as the pre-check.

Only people with a valid consent to be written to, and only in the cases somebody works in. The engine never decides:
what it finds is a reason to invite somebody, and it looks at the time alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.http import Http404

from kim.casework.models import Campaign, CampaignCandidate, Case, Consent, ResidenceDocument, TimeStanding
from kim.law.kleene import MET, NOT_MET, Kleene
from kim.law.naturalisation import Facts, evaluate, read
from kim.law.naturalisation.dates import add_months, add_years
from kim.organisation.public import User
from kim.privacy.public import disclosure

# What the person has permitted, word for word; a consent with another purpose does not count.
PURPOSE = "Anschreiben, wenn eine Einbürgerung in Betracht kommt"
DATA = ("identity", "contact", "language", "residence")
TIME = "STAG10.1.RES"
YEARS = 5
_KINDS = {"settled": "niederlassungserlaubnis", "permit": "aufenthaltserlaubnis", "protection": "aufenthaltserlaubnis"}
_SECTIONS = {"protection": "§ 24 Abs. 1 AufenthG"}


@dataclass(frozen=True)
class Finding:
    """How the time stands and, where it can be said, the day from which it is there."""

    standing: TimeStanding
    reached_on: date | None


@dataclass(frozen=True)
class Figures:
    """A campaign in counts; None is hidden."""

    id: int
    name: str
    unit: str
    held_on: date
    counts: list[int | None]
    total: int | None


def campaign_for(user: User, pk: int) -> Campaign:
    """A campaign of one's own team (else 404); the policies know the teams."""
    try:
        return Campaign.objects.select_related("unit", "created_by").get(pk=pk)
    except (Campaign.DoesNotExist, OverflowError) as error:
        raise Http404 from error


def candidates_of(campaign: Campaign, user: User) -> QuerySet[CampaignCandidate]:
    """Those of one's own cases, the soonest first."""
    mine = CampaignCandidate.objects.filter(campaign=campaign, case__assigned_to=user)
    return mine.select_related("case__person", "case__profile", "letter")


def agreed_cases(user: User, on: date) -> QuerySet[Case]:
    """One's own running cases whose person agreed to be written to."""
    agreed = Consent.objects.valid(on).filter(purpose=PURPOSE, direction__in=("to", "both")).values("case")
    mine = Case.objects.visible_to(user).filter(assigned_to=user, pk__in=agreed).exclude(phase="closed")
    return mine.select_related("person", "profile").prefetch_related("documents_of_residence")


def screen(case: Case, *, on: date, months: int) -> Finding | None:
    """How the time condition stands by the papers on file; None where it is not reached within the months."""
    facts = facts_of(case, on)
    until = add_months(on, months)
    if facts is None or not facts.get("statuses"):
        return Finding(TimeStanding.OPEN, None)
    if _time(facts, on, on) is MET:
        return Finding(TimeStanding.NOW, None)
    last = _time(facts, on, until)
    if last is MET:
        return Finding(TimeStanding.SOON, _first_day(facts, on, until))
    if last is NOT_MET and not _may_lack_papers(case, until):
        return None
    return Finding(TimeStanding.OPEN, None)


def _may_lack_papers(case: Case, until: date) -> bool:
    """Whether earlier papers, which are not on file, could make up the years: somebody entered early enough, or nobody knows."""
    entered = case.profile.entered_on
    return entered is None or add_years(entered, YEARS) <= until


def facts_of(case: Case, on: date) -> Facts | None:
    """What the file says of residence, in the words of the engine; None where a day is impossible."""
    person, profile = case.person, case.profile
    raw: dict[str, Any] = {"basis": "StAG10", "statuses": list(_statuses(case.documents_of_residence.all(), on))}
    if person.birth_year:
        raw["born"] = _iso(person.birth_year, person.birth_month, person.birth_day)
    if profile.entered_on:
        raw["entry"] = profile.entered_on.isoformat()
    try:
        return read(raw)
    except ValueError:
        return None


def _statuses(papers: Iterable[ResidenceDocument], on: date) -> Iterable[dict[str, Any]]:
    """Papers with a first day; one that is held today is expected to go on."""
    for paper in papers:
        if paper.group in _KINDS and paper.valid_from:
            section = paper.title if paper.title.lstrip().startswith("§") else _SECTIONS.get(paper.group)
            last = paper.holds_until
            goes_on = last is None or last >= on
            yield {
                "kind": _KINDS[paper.group], "from": paper.valid_from.isoformat(),
                **({} if goes_on or last is None else {"to": last.isoformat()}), **({"section": section} if section else {}),
            }  # fmt: skip


def _iso(year: int, month: int | None, day: int | None) -> str:
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day if month else None) if part)])


def _time(facts: Facts, on: date, day: date) -> Kleene | None:
    standings = evaluate(facts, on=on, day=day).standings
    return next((each.value for each in standings if each.group.main.id == TIME), None)


def _first_day(facts: Facts, on: date, until: date) -> date:
    """The first day on which the time is there; it stays there, for the papers are expected to go on."""
    low, high = on.toordinal(), until.toordinal()
    while high - low > 1:
        middle = (low + high) // 2
        met = _time(facts, on, date.fromordinal(middle)) is MET
        low, high = (low, middle) if met else (middle, high)
    return date.fromordinal(high)


def figures(on: date) -> tuple[list[Figures], list[int | None], int | None]:
    """Campaigns in counts with their sums, small ones hidden, as the team and the coordinating office see them."""
    with connection.cursor() as cursor:
        cursor.execute("select * from kim_campaign_figures(%s)", [on])
        rows = cursor.fetchall()
    if not rows:
        return [], [], 0
    table = disclosure.protect_table([row[4:] for row in rows])
    told = [
        Figures(*row[:4], counts=cells, total=total)
        for row, cells, total in zip(rows, table.cells, table.row_totals, strict=True)
    ]
    return told, table.column_totals, table.total
