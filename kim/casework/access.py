"""The doors to casework: what somebody may read (else 404, of a case but its head) and may do (else 403)."""

from copy import copy

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext

from kim.casework.exceptions import OnlyReading, OnlyTheHead
from kim.casework.models import AccessGrant, Case, Enquiry, Person
from kim.organisation.public import Permission, User, scope_of
from kim.privacy.public import SECTIONS, Scope


def scope_for(user: User) -> Scope:
    """The scope of this person with the single cases granted to them; computed once per request."""
    known = getattr(user, "_kim_scope", None)
    return known if known is not None else scope_of(user)


def scope_with_grants(user: User, *, name: str = "request") -> Scope:
    """Units, supervision, deputising and single grants; needs a running scope that names the user."""
    scope = scope_of(user, name=name)
    cases: dict[str, set[int]] = {section: set() for section in SECTIONS}
    for grant in AccessGrant.objects.for_person(user, timezone.localdate()):
        for section in {"head", *grant.sections}:
            cases[section].add(grant.case_id)
    scope = Scope(
        scope.name, scope.user_id, scope.units, scope.supervised, scope.acting_for,
        {section: frozenset(ids) for section, ids in cases.items() if ids},
    )  # fmt: skip
    user._kim_scope = scope  # type: ignore[attr-defined]
    return scope


def case_head_for(user: User, pk: int) -> Case:
    """The head of a case, if this person may know of it (else 404)."""
    try:
        case: Case = (
            Case.objects.visible_to(user).select_related("person", "municipality", "assigned_to", "unit").get(pk=pk)
        )
        return case
    except (Case.DoesNotExist, OverflowError) as error:
        raise Http404 from error


def case_for(user: User, pk: int, *, section: str = "contacts") -> Case:
    """A case whose content this person may work with (else 404; if the head is theirs, it says where that is)."""
    case = case_head_for(user, pk)
    if not may_work_in(user, case, section=section):
        raise OnlyTheHead(case.pk)
    if not may_name(user, case):
        case.person, case.municipality = _masked(case.person), None
    return case


def may_name(user: User, case: Case) -> bool:
    """Whether this person may learn whose case it is: of a protected client only through contacts or personal data."""
    return not case.person.is_protected or any(
        may_work_in(user, case, section=part) for part in ("contacts", "profile")
    )


def _masked(person: Person) -> Person:
    """The person for readers of other sections, on pages and papers alike; never saved, for they only read."""
    shown = copy(person)
    shown.given_name, shown.family_name, shown.name_original = "", gettext("Name protected"), ""
    shown.birth_month = shown.birth_day = shown.municipality = None
    return shown


def case_to_work_in(user: User, pk: int, *, section: str = "contacts") -> Case:
    """A case this person writes in (404 if they may not read it, 403 if they only read: a grant opens no writing)."""
    case = case_for(user, pk, section=section)
    if not may_change(user, case):
        raise OnlyReading(case.pk)
    return case


def may_work_in(user: User, case: Case, *, section: str = "contacts") -> bool:
    """Whether this person reads the content of this section: responsible, standing in, or granted."""
    scope = scope_for(user)
    if not user.has(Permission.CASE_WORK):
        return False
    return case.assigned_to_id in scope.acting_for | {user.pk} or case.pk in scope.cases.get(section, frozenset())


def may_change(user: User, case: Case) -> bool:
    """Whether this person writes in the case: responsible or standing in. A grant opens sections to read only."""
    return user.has(Permission.CASE_WORK) and case.assigned_to_id in scope_for(user).acting_for | {user.pk}


def case_to_hand_over(user: User, pk: int) -> Case:
    """A case that this person may hand over: their own, one they stand in for, or one of the unit they lead."""
    case = case_head_for(user, pk)
    if not may_hand_over(user, case):
        raise (OnlyReading if may_work_in(user, case) else OnlyTheHead)(case.pk)
    return case


def leads(user: User, case: Case) -> bool:
    """Whether this person leads the unit of the case."""
    return case.unit_id in scope_for(user).supervised


def may_hand_over(user: User, case: Case) -> bool:
    """Whether this person may give the case to somebody else."""
    scope = scope_for(user)
    return case.assigned_to_id in scope.acting_for | {user.pk} or case.unit_id in scope.supervised


def enquiry_for(user: User, pk: int) -> Enquiry:
    """An enquiry of one's own team (else 404)."""
    try:
        return Enquiry.objects.select_related(
            "channel", "referrer", "municipality", "recorded_by", "proposed_for", "life_area", "outreach", "passed_to",
            "answered_by",
        ).get(pk=pk)  # fmt: skip
    except (Enquiry.DoesNotExist, OverflowError) as error:
        raise Http404 from error
