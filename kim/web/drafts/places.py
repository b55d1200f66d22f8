"""The pages on which long texts are typed: how a page is named in a draft, who may still open it, where it stands.

A page is named by a word and the ids it is about: `contact-17`, `goal-17-new`, `enquiry-new`. Where it is about a case, the
case comes first, so that one query opens the doors of many drafts. A room adds its own pages with `register`.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import Http404
from django.urls import reverse

from kim.casework.public import Case, Enquiry, access
from kim.organisation.public import Permission, User

Ids = tuple[str, ...]
_NAME = re.compile(r"([a-z_]+)((?:-(?:new|[1-9][0-9]{0,17}))+)")
FIELD = re.compile(r"[a-z0-9_]{1,60}")
_BIGGEST = 2**63


@dataclass(frozen=True)
class Kind:
    """A page with long texts: its words, what it is about, its address, and whether what it names exists."""

    title: Any
    about: str  # "case" or "enquiry": what the first id is; empty where `may` alone says who writes there
    url: Callable[[Ids], str]
    ids: int = 1
    part_of: type[Model] | None = None  # whose row, of this case where it has one, the last id is
    new: int | None = None  # which id may be the word "new"
    for_leads: bool = False  # whether those who lead the unit write here too
    may: Callable[[User], bool] | None = None
    when: str = ""  # "open" or "closed": what the case or enquiry has to be for the text to be saved


@dataclass(frozen=True)
class Place:
    """Where a draft belongs, in words, with the way there."""

    title: str
    about: str
    url: str
    is_over: bool = False  # what was to be saved here can no longer happen, e.g. somebody else has closed the case


KINDS: dict[str, Kind] = {}


def register(name: str, kind: Kind) -> None:
    """Make a page known on which drafts are kept."""
    KINDS[name] = kind


def address(name: str, *, place: str = "", pick: Iterable[int] | None = None) -> Callable[[Ids], str]:
    """The page of this name for the ids of a draft, or for those picked."""

    def url(ids: Ids) -> str:
        chosen = ids if pick is None else [ids[number] for number in pick]
        return reverse(name, args=list(chosen)) + place

    return url


def read(page: str) -> tuple[Kind, Ids]:
    """The kind of page and its ids; 404 for what is no page."""
    match = _NAME.fullmatch(page)
    kind = KINDS.get(match[1]) if match else None
    if match is None or kind is None:
        raise Http404
    ids = tuple(match[2][1:].split("-"))
    if len(ids) != kind.ids or not all(_fits(each, number == kind.new) for number, each in enumerate(ids)):
        raise Http404
    return kind, ids


def _fits(each: str, may_be_new: bool) -> bool:
    return may_be_new if each == "new" else int(each) < _BIGGEST


def place_of(user: User, page: str) -> Place:
    """Where this page is, if this person may still write there (else 404)."""
    kind, ids = read(page)
    if kind.part_of is not None and ids[-1] != "new" and not _part_exists(kind.part_of, ids):
        raise Http404
    found = places_of(user, [page])
    if page not in found:
        raise Http404
    return found[page]


def _part_exists(model: type[Model], ids: Ids) -> bool:
    rows = model._default_manager.filter(pk=ids[-1])
    if any(field.name == "case" for field in model._meta.fields):
        rows = rows.filter(case=ids[0])
    if any(field.name == "confidential" for field in model._meta.fields):
        rows = rows.filter(confidential=False)  # what lies sealed is not drafted in clear
    return bool(rows.exists())


def places_of(user: User, pages: Iterable[str]) -> dict[str, Place]:
    """The places of many pages in two queries; those this person may no longer open are left out."""
    named = {}
    for page in pages:
        try:
            named[page] = read(page)
        except Http404:
            continue
    cases = _cases(user, {int(ids[0]) for kind, ids in named.values() if kind.about == "case" and ids[0] != "new"})
    wanted = {int(ids[0]) for kind, ids in named.values() if kind.about == "enquiry" and ids[0] != "new"}
    enquiries = _enquiries(user, wanted)
    found = {}
    for page, (kind, ids) in named.items():
        about = _about(user, kind, ids, cases, enquiries)
        if about is not None:
            found[page] = Place(str(kind.title), about, kind.url(ids), _is_over(kind, ids, cases, enquiries))
    return found


def _is_over(kind: Kind, ids: Ids, cases: dict[int, Case], enquiries: dict[int, Enquiry]) -> bool:
    if not kind.when or ids[0] == "new":
        return False
    is_open = enquiries[int(ids[0])].is_open if kind.about == "enquiry" else not cases[int(ids[0])].is_closed
    return is_open != (kind.when == "open")


def _about(user: User, kind: Kind, ids: Ids, cases: dict[int, Case], enquiries: dict[int, Enquiry]) -> str | None:
    """Whom or what the page is about in words, empty for something new; None where the door is closed."""
    if kind.may is not None:
        return "" if kind.may(user) else None
    if ids[0] == "new":
        needed = Permission.ENQUIRY_WORK if kind.about == "enquiry" else Permission.CASE_WORK
        return "" if user.has(needed) else None
    if kind.about == "enquiry":
        enquiry = enquiries.get(int(ids[0]))
        return str(enquiry.title) if enquiry else None
    case = cases.get(int(ids[0]))
    return _case_in_words(user, kind, case) if case else None


def _case_in_words(user: User, kind: Kind, case: Case) -> str | None:
    if access.may_change(user, case):
        return str(case.person.list_name)
    return str(case.reference) if kind.for_leads and access.leads(user, case) else None


def _cases(user: User, wanted: set[int]) -> dict[int, Case]:
    rows = Case.objects.visible_to(user).filter(pk__in=wanted).select_related("person") if wanted else ()
    return {case.pk: case for case in rows}


def _enquiries(user: User, wanted: set[int]) -> dict[int, Enquiry]:
    if not wanted or not user.has(Permission.ENQUIRY_WORK):
        return {}
    return {enquiry.pk: enquiry for enquiry in Enquiry.objects.filter(pk__in=wanted)}
