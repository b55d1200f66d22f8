"""The second person: what a county wants confirmed waits for somebody else, who confirms it or sends it back with words.

They decide on the head of the case and on what the proposer has written for them; nothing of the content opens to them.
What takes effect then is done in the proposer's name, in their scope and in the same transaction (`EFFECTS`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.casework import notices
from kim.casework.access import scope_with_grants
from kim.casework.exceptions import CaseIsClosed, CaseworkError, ReasonMissing
from kim.casework.models import Case, Confirmation, ConfirmationState, Confirmed
from kim.organisation.public import County, Membership, Role, User
from kim.privacy.public import Scope, audit, open_scope, widen


class WaitsAlready(CaseworkError):
    message = _("This already waits for a second person. Take it back first if something has changed.")


class NotTheSecondPerson(CaseworkError):
    message = _("This person cannot confirm in this case. Choose the lead or another case manager of the team.")


class DecidedAlready(CaseworkError):
    message = _("This has already been decided or taken back.")


class NoLongerTheirs(CaseworkError):
    message = _("Whoever proposed this no longer works in the case. Send it back.")


class NobodyToConfirm(CaseworkError):
    message = _("Nobody in this team could be the second person. Ask the administration to name a lead.")


class SecondPersonNeeded(CaseworkError):
    message = _("In this county a second person confirms this. Say whom you ask.")


# What happens when something is confirmed; whoever has such an act enters it here.
EFFECTS: dict[str, Callable[[Confirmation, User], None]] = {}


def needed(what: str) -> bool:
    """Whether this county wants a second person for this."""
    county = County.objects.first()
    return bool(getattr(county, f"{what}_needs_second", False))


def people_for(case: Case, by: User) -> QuerySet[User]:
    """Who can be the second person: leads and case managers of the case's unit, never oneself."""
    members = Membership.objects.on(timezone.localdate()).filter(
        unit_id=case.unit_id, role__in=(Role.CASE_MANAGER, Role.LEAD)
    )
    return (
        User.objects.filter(pk__in=members.values("user"), is_active=True).exclude(pk=by.pk).order_by("last_name", "pk")
    )


def lead_for(case: Case, by: User) -> User:
    """Whom to ask where nobody was chosen: a lead of the unit, else a colleague."""
    leading = Membership.objects.on(timezone.localdate()).filter(unit_id=case.unit_id, role=Role.LEAD)
    people = people_for(case, by)
    chosen = people.filter(pk__in=leading.values("user")).first() or people.first()
    if chosen is None:
        raise NobodyToConfirm
    return chosen


@transaction.atomic
def propose(*, case: Case, by: User, what: str, asked: User, shown: str, about: int | None = None) -> Confirmation:
    """Put something before a second person, with what they are to read; they hear of it at once."""
    if not shown.strip():
        raise ReasonMissing
    if Confirmation.objects.filter(case=case, what=what, state=ConfirmationState.WAITING).exists():
        raise WaitsAlready
    if not people_for(case, by).filter(pk=asked.pk).exists():
        raise NotTheSecondPerson
    waiting = Confirmation.objects.create(
        case=case, what=what, about=about, shown=shown.strip(), asked=asked, proposed_by=by
    )
    audit.record("confirmation.asked", target=waiting, case_id=case.pk, what=str(what), asked=asked.pk)
    notices.tell_asked(waiting, by=by)
    return waiting


def ask_for_agreement(*, case: Case, by: User, agreement: int, shown: str) -> Confirmation | None:
    """Where the county wants it, a new version of the goal agreement waits for the lead; None where it holds at once.

    A version that still waited has been overtaken.
    """
    if not needed(Confirmed.AGREEMENT):
        return None
    for earlier in Confirmation.objects.filter(case=case, what=Confirmed.AGREEMENT, state=ConfirmationState.WAITING):
        withdraw(confirmation=earlier, by=by)
    return propose(case=case, by=by, what=Confirmed.AGREEMENT, asked=lead_for(case, by), shown=shown, about=agreement)


@transaction.atomic
def confirm(*, confirmation: Confirmation, by: User) -> None:
    """Agree as the second person; what was proposed takes effect now."""
    _decide(confirmation, ConfirmationState.CONFIRMED, "")
    audit.record("confirmation.confirmed", target=confirmation, case_id=confirmation.case_id, what=confirmation.what)
    if effect := EFFECTS.get(confirmation.what):
        with _as_proposer(confirmation) as proposer:
            effect(confirmation, proposer)
    notices.tell_decided(confirmation, by=by)


@transaction.atomic
def send_back(*, confirmation: Confirmation, by: User, words: str) -> None:
    """Do not agree, and say what has to change."""
    if not words.strip():
        raise ReasonMissing
    _decide(confirmation, ConfirmationState.SENT_BACK, words.strip()[:500])
    audit.record("confirmation.sent_back", target=confirmation, case_id=confirmation.case_id, what=confirmation.what)
    notices.tell_decided(confirmation, by=by)


@transaction.atomic
def withdraw(*, confirmation: Confirmation, by: User) -> None:
    """Take back what was proposed, before anybody has decided."""
    _decide(confirmation, ConfirmationState.WITHDRAWN, "")
    audit.record("confirmation.withdrawn", target=confirmation, case_id=confirmation.case_id, what=confirmation.what)


def _decide(confirmation: Confirmation, state: str, words: str) -> None:
    """The database decides whether this person may, on the row as it is now."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select kim_decide_confirmation(%s, %s, %s)", [confirmation.pk, state, words])
    except DatabaseError as error:
        refusal = _REFUSALS.get(getattr(error.__cause__, "sqlstate", None) or "")
        if refusal is None:
            raise
        raise refusal from error
    confirmation.state = state


_REFUSALS: dict[str, type[Exception]] = {"42501": PermissionDenied, "55000": DecidedAlready}


@contextmanager
def _as_proposer(confirmation: Confirmation) -> Iterator[User]:
    """In the proposer's scope, with no more than they may do today."""
    proposer = User.objects.get(pk=confirmation.proposed_by_id)
    try:
        with open_scope(Scope(name="confirmed", user_id=proposer.pk)):
            widen(scope_with_grants(proposer, name="confirmed"))
            yield proposer
    except (PermissionDenied, CaseIsClosed, Case.DoesNotExist) as error:
        raise NoLongerTheirs from error
