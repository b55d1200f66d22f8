"""The words of a notice for whoever reads it now: what it points to is read through its own door, in bulk.

Who may no longer see a thing reads that it is no longer open to them, and nothing else about it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kim.casework.public import Case, Confirmation, Enquiry, Referral, access
from kim.naturalisation.public import access as naturalisation
from kim.organisation.public import Absence, Membership, Permission, User
from kim.staffing.public import ForwardingAgreement, GrantStep
from kim.staffing.public import access as staffing
from kim.steering.public import OpenPoint, StandingItem
from kim.steering.public import access as steering
from kim.web.casework.frame import shown_name
from kim.web.wording import day
from kim.workbench.public import KINDS, Notice

# A role of longer standing needs no first day.
NEWLY = timedelta(days=31)
# What a notice is about: its name and its address. None: it is not there, or not for this person any more.
Subject = tuple[str, str]


@dataclass(frozen=True)
class Told:
    """A notice in words."""

    notice: Notice
    subject: str
    url: str
    sentence: str
    hidden: bool
    on_behalf_of: str


def tell_all(user: User, notices: Iterable[Notice]) -> list[Told]:
    """All of them in words; one query for each kind of thing, however many there are."""
    rows = list(notices)
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        if row.target_id is not None:
            wanted[row.target_type].add(row.target_id)
    found = {name: _FIND[name](user, ids) for name, ids in wanted.items() if name in _FIND}
    return [_told(row, found) for row in rows]


def tell_one(user: User, notice: Notice) -> Told:
    """One of them in words."""
    return tell_all(user, [notice])[0]


def _told(row: Notice, found: dict[str, dict[int, Subject]]) -> Told:
    kind = KINDS.get(row.kind)
    about = found.get(row.target_type, {}).get(row.target_id or 0)
    hidden = about is None and row.target_type in _GUARDED
    title, url = about or _elsewhere(row)
    return Told(
        notice=row,
        subject=_("No longer open to you") if hidden else title,
        url=url,
        sentence=str(kind.sentence) if kind else _("Something happened that this version of KIM has no words for."),
        hidden=hidden,
        on_behalf_of=str(row.stands_in_for) if row.stands_in_for is not None else "",
    )


def _elsewhere(row: Notice) -> Subject:
    """Where a notice leads that points to no single thing."""
    if row.kind == "feedback":
        return _("My observations"), reverse("steering:own_observations")
    if row.kind == "mail_down":
        return _("Mail"), reverse("notices:mail")
    if row.target_type == "workbench.importrun" and row.target_id is not None:
        return _("To the import"), reverse("imports:detail", args=[row.target_id])
    return "", ""


def _cases(user: User, ids: set[int]) -> dict[int, Subject]:
    cases = Case.objects.visible_to(user).filter(pk__in=ids).select_related("person")
    return {
        case.pk: (
            f"{shown_name(case, access.may_work_in(user, case))}, {case.reference}",
            reverse("casework:case_detail", args=[case.pk]),
        )
        for case in cases
    }


def _enquiries(user: User, ids: set[int]) -> dict[int, Subject]:
    if not user.has(Permission.ENQUIRY_WORK):
        return {}
    return {
        enquiry.pk: (
            _enquiry_title(enquiry),
            reverse("casework:enquiry_detail", args=[enquiry.pk]),
        )
        for enquiry in Enquiry.objects.filter(pk__in=ids).select_related("municipality")
    }


def _enquiry_title(enquiry: Enquiry) -> str:
    title = _("Enquiry of %(day)s") % {"day": day(enquiry.received_on)}
    return f"{title}, {enquiry.municipality}" if enquiry.municipality else title


def _referrals(user: User, ids: set[int]) -> dict[int, Subject]:
    found = Referral.objects.filter(pk__in=ids).select_related("case__person", "offer")
    return {
        referral.pk: (
            f"{shown_name(referral.case, True)}, {referral.offer.title}",
            reverse("casework:referral_detail", args=[referral.case_id, referral.pk]),
        )
        for referral in found
        if access.may_work_in(user, referral.case, section="plan")
    }


def _confirmations(user: User, ids: set[int]) -> dict[int, Subject]:
    rows = Confirmation.objects.filter(pk__in=ids)
    heads = _cases(user, {row.case_id for row in rows})
    return {
        row.pk: (heads[row.case_id][0], reverse("casework:confirmation", args=[row.pk]))
        for row in rows
        if row.case_id in heads
    }


def _absences(user: User, ids: set[int]) -> dict[int, Subject]:
    url = reverse("office:staff") if user.has(Permission.STAFF_ABSENCES) else ""
    own = Absence.objects.filter(pk__in=ids).select_related("user", "deputy")
    return {row.pk: (_absence_title(row, user), url) for row in own if user.pk in (row.user_id, row.deputy_id)}


def _absence_title(absence: Absence, user: User) -> str:
    days = {"first": day(absence.first_day), "last": day(absence.last_day)}
    if absence.user_id == user.pk:
        return _("Absence from %(first)s to %(last)s, %(deputy)s stands in") % {**days, "deputy": absence.deputy}
    return _("Standing in for %(name)s from %(first)s to %(last)s") % {**days, "name": absence.user}


def _memberships(user: User, ids: set[int]) -> dict[int, Subject]:
    own = Membership.objects.filter(pk__in=ids, user=user).select_related("unit")
    return {row.pk: (_role_title(row), "") for row in own}


def _orders(user: User, ids: set[int]) -> dict[int, Subject]:
    rows = steering.orders_for(user).filter(pk__in=ids).select_related("decision")
    return {
        row.pk: (f"{row.decision.number}: {row.what[:80]}", reverse("steering:order_detail", args=[row.pk]))
        for row in rows
    }


def _points(user: User, ids: set[int]) -> dict[int, Subject]:
    reach = steering.reach_of(user)
    return {
        row.pk: (f"{row.body}: {row.title}", reverse("steering:point_detail", args=[row.pk]))
        for row in OpenPoint.objects.filter(pk__in=ids).select_related("body")
        if reach.sits_in(row.body_id)
    }


def _agreements(user: User, ids: set[int]) -> dict[int, Subject]:
    reach = steering.reach_of(user)
    return {
        row.pk: (f"{row.body}: {row.title}", reverse("steering:body_detail", args=[row.body_id]))
        for row in StandingItem.objects.filter(pk__in=ids).select_related("body")
        if reach.sits_in(row.body_id)
    }


def _grant_steps(user: User, ids: set[int]) -> dict[int, Subject]:
    rows = GrantStep.objects.filter(pk__in=ids).select_related("grant") if staffing.reads_grants(user) else ()
    return {row.pk: (f"{row.grant}: {row}", reverse("grants:detail", args=[row.grant_id])) for row in rows}


def _forwarded(user: User, ids: set[int]) -> dict[int, Subject]:
    if not staffing.reads_grants(user):
        return {}
    rows = ForwardingAgreement.objects.filter(pk__in=ids).select_related("grant", "giver", "recipient")
    return {
        row.pk: (f"{row.grant}: {row}", reverse("grants:detail", args=[row.grant_id]) + "#forwarding") for row in rows
    }


def _applications(user: User, ids: set[int]) -> dict[int, Subject]:
    """The subject of a mail is general; the page names reference and people of the own office."""
    if not naturalisation.works_here(user):
        return {}
    rows = naturalisation.applications_for(user).filter(pk__in=ids).prefetch_related("applicants")
    return {
        row.pk: (
            ", ".join([row.reference, *(str(each) for each in row.applicants.all()[:1])]),
            reverse("applicants:application_detail", args=[row.pk]),
        )
        for row in rows
    }


def _role_title(row: Membership) -> str:
    title = f"{row.get_role_display()}, {row.unit.name}"
    if row.valid_to:
        return _("%(role)s, until %(day)s") % {"role": title, "day": day(row.valid_to)}
    if row.valid_from and row.valid_from >= timezone.localdate() - NEWLY:
        return _("%(role)s, from %(day)s") % {"role": title, "day": day(row.valid_from)}
    return title


_FIND: dict[str, Callable[[User, set[int]], dict[int, Subject]]] = {
    "casework.case": _cases,
    "casework.enquiry": _enquiries,
    "casework.referral": _referrals,
    "casework.confirmation": _confirmations,
    "naturalisation.application": _applications,
    "organisation.absence": _absences,
    "organisation.membership": _memberships,
    "steering.workorder": _orders,
    "staffing.grantstep": _grant_steps,
    "staffing.forwardingagreement": _forwarded,
    "steering.openpoint": _points,
    "steering.standingitem": _agreements,
}
# Things about people: whoever does not find them through the door is told so.
_GUARDED = {
    "casework.case",
    "casework.enquiry",
    "casework.referral",
    "casework.confirmation",
    "naturalisation.application",
}
