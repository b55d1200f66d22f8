"""Finding people and cases: by name in any script or spelling, by reference; and the hint at triage that a case may exist."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice, product

from django.db import connection

from kim.casework import access, names
from kim.casework.models import Case
from kim.organisation.public import Permission, User

# A name whose letters can be read in several ways is looked up in each, up to this many combinations.
MOST_READINGS = 8
LONGEST_QUERY = 200
# What kim_search_cases gives for the very reference, and at least for the beginning of a reference or of every word of a name.
REFERENCE_RANK = 10
BEGINNING_RANK = 3
_A_REFERENCE = re.compile(r"[^\W\d_]+[-/._]\d\S*$")


@dataclass(frozen=True)
class Found:
    """Cases that begin as typed, and cases that are only alike; each best first."""

    fitting: list[Case]
    alike: list[Case]


@dataclass(frozen=True)
class PossibleCase:
    """That somebody of this name may already have a case: since when, whether it runs, who is responsible; nothing else."""

    opened_on: date
    is_open: bool
    responsible: User


def find_cases(user: User, query: str, *, limit: int = 30) -> list[Case]:
    """The cases this person may know of whose client or reference fits, best first."""
    found = find(user, query, limit=limit)
    return found.fitting + found.alike


def find(user: User, query: str, *, limit: int = 30) -> Found:
    """The same in two parts: what begins as typed, and what only sounds or is written alike."""
    query = query[:LONGEST_QUERY].strip()
    if not query or not user.has(Permission.CASE_HEADS):
        return Found([], [])
    # Whoever types a reference seeks no name, and its year is nobody's year of birth.
    terms = names.find_terms("" if _A_REFERENCE.match(query) else query)
    # A year of birth narrows what the names find, so more of them are asked for first.
    wanted = limit * 5 if terms.born_year else limit
    ranks = _ranks(terms, query.upper(), wanted)
    found = Case.objects.visible_to(user).filter(pk__in=ranks).select_related("person", "municipality", "assigned_to")
    fitting = [case for case in found if _born_fits(case, terms) and _may_be_found(user, case, ranks[case.pk])]
    best = sorted(fitting, key=lambda case: (-ranks[case.pk], -case.pk))[:limit]
    begins = [case for case in best if ranks[case.pk] >= BEGINNING_RANK]
    return Found(begins, best[len(begins) :])


def possible_cases(name: str, birth_year: int | None) -> list[PossibleCase]:
    """Cases anywhere in the county whose client bears this name and may be as old; needs at least two words."""
    rows: dict[tuple[int, date, bool], None] = {}
    for reading in _readings(names.key_sets(name)):
        with connection.cursor() as cursor:
            cursor.execute(
                "select responsible_id, opened_on, is_open from kim_possible_cases(%s, %s)", [reading, birth_year]
            )
            rows |= dict.fromkeys(cursor.fetchall())
    people = User.objects.in_bulk([responsible for responsible, _opened, _open in rows])
    return [PossibleCase(opened, is_open, people[responsible]) for responsible, opened, is_open in rows][:5]


def _ranks(terms: names.FindTerms, reference: str, limit: int) -> dict[int, float]:
    """Ids of cases with how well they fit; several readings of a name are one query."""
    readings = [" ".join(dict.fromkeys(keys)) for keys in _readings(terms.key_sets)]
    sql = "select case_id, rank from kim_search_cases(%s, %s::text[], %s, %s)"
    with connection.cursor() as cursor:
        cursor.execute(sql, [terms.norm, readings, reference, limit])
        return dict(cursor.fetchall())


def _readings(key_sets: Iterable[tuple[str, ...]]) -> Iterator[list[str]]:
    """One key per word, in every combination up to a limit."""
    sets = [keys for keys in key_sets if keys]
    return (list(keys) for keys in islice(product(*sets), MOST_READINGS)) if sets else iter(())


def _may_be_found(user: User, case: Case, rank: float) -> bool:
    """A protected person is found by name only by those who work in the case, by others only by the reference."""
    return not case.person.is_protected or rank >= REFERENCE_RANK or access.may_work_in(user, case)


def _born_fits(case: Case, terms: names.FindTerms) -> bool:
    """Whether the year of birth asked for is not contradicted by what is known."""
    return terms.born_year is None or case.person.birth_year in (None, terms.born_year)
