"""Who may read a case today, on what basis and until when, as rows of one table."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from kim.casework.public import AccessGrant, Case, GrantBasis
from kim.organisation.public import Absence, Membership, Role, User
from kim.web.casework.forms.grant import SECTIONS
from kim.web.templatetags.kim import day

ALL = ("head", *(name for name, _label in SECTIONS))


@dataclass(frozen=True)
class Reader:
    """Somebody who may read: who, why, which parts, until when; `grant` if it can be ended here."""

    name: str
    note: str
    why: str
    sections: frozenset[str]
    until: date | None = None
    grant: AccessGrant | None = None
    detail: str = ""
    people: int = 1
    ticks: list[tuple[Any, bool]] = field(default_factory=list)


def readers(case: Case) -> list[Reader]:
    """Everybody who may read something today: by law of the house first, then by grants."""
    today = timezone.localdate()
    rows = [_responsible(case), *_deputies(case, today), *_team(case, today), *_granted(case, today)]
    return [_ticked(row) for row in rows]


def _ticked(row: Reader) -> Reader:
    labels = [("head", pgettext("section", "Head")), *SECTIONS]
    row.ticks.extend((label, name in row.sections or name == "head") for name, label in labels)
    return row


def _responsible(case: Case) -> Reader:
    since = case.assignments.filter(to_on=None).values_list("from_on", flat=True).first() or case.opened_on
    why = _("Responsible since %(day)s") % {"day": day(since)}
    return Reader(str(case.assigned_to), str(case.unit), why, frozenset(ALL))


def _deputies(case: Case, today: date) -> list[Reader]:
    rows = Absence.objects.filter(user=case.assigned_to_id, first_day__lte=today, last_day__gte=today)
    opened = frozenset(ALL) - {"notes"}
    why = _("Stands in during the absence")
    return [
        Reader(str(row.deputy), row.deputy.job_title, why, opened, row.last_day)
        for row in rows.select_related("deputy")
    ]


def _team(case: Case, today: date) -> list[Reader]:
    """Leads by name, colleagues as a number: both see the head only."""
    members = list(
        Membership.objects.on(today)
        .filter(unit=case.unit_id, user__is_active=True, role__in=(Role.LEAD, Role.CASE_MANAGER))
        .select_related("user")
        .order_by("user__last_name", "user__first_name", "pk")
    )
    head = frozenset({"head"})
    leads = {m.user_id: m.user for m in members if m.role == Role.LEAD}
    rows = [Reader(str(user), str(case.unit), _("Leads the team, head only"), head) for user in leads.values()]
    others = {m.user_id for m in members} - set(leads) - {case.assigned_to_id}
    if others:
        number = len(others)
        words = ngettext("%(number)s person", "%(number)s people", number) % {"number": number}
        rows.append(Reader(str(case.unit), words, _("The same team, head only"), head, people=number))
    return rows


def _granted(case: Case, today: date) -> list[Reader]:
    rows = AccessGrant.objects.filter(case=case).on(today).select_related(*GRANT_PARTS).order_by("valid_from", "pk")
    return [
        Reader(
            str(grantee(row)), grantee_note(row), grant_why(row), frozenset(row.sections), row.valid_to, row, row.reason
        )
        for row in rows
    ]


GRANT_PARTS = (
    "grantee", "grantee_unit", "grantee_post", "consent__agency", "referral__offer__agency", "given_by", "ended_by",
)  # fmt: skip


def grantee(grant: AccessGrant) -> Any:
    """Who it reaches, as a row: a person, a unit or a post."""
    return grant.grantee or grant.grantee_unit or grant.grantee_post


def grantee_note(grant: AccessGrant) -> str:
    """What the grantee is."""
    if isinstance(grantee(grant), User):
        return str(grantee(grant).job_title)
    return _("everybody of this team") if grant.grantee_unit_id else _("whoever holds this post")


def grant_why(grant: AccessGrant) -> str:
    """On what it stands."""
    if grant.consent is not None:
        words = _("Consent of %(day)s, %(recipient)s")
        return words % {"day": day(grant.consent.given_on), "recipient": grant.consent.recipient}
    if grant.referral is not None:
        return _("Referral to %(agency)s") % {"agency": grant.referral.offer.agency}
    label = str(GrantBasis(grant.basis).label)
    return f"{label[:1].upper()}{label[1:]}" + (f", {grant.legal_basis}" if grant.legal_basis else "")
