"""Steps of grants and proofs of agreements remind by themselves: two weeks before and once their day has passed, once each."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from kim.organisation.public import Membership, Permission, Role
from kim.privacy.public import Scope, open_scope
from kim.staffing.grants import SOON
from kim.staffing.grants_states import AgreementState
from kim.staffing.models import ForwardingAgreement, GrantStep
from kim.workbench.public import notices

KEEPERS = [role for role in Role if Permission.GRANTS_MANAGE in role.permissions]


def remind_due(today: date) -> int:
    """The worker's daily round; gives how many things were reminded of. Run twice, nobody hears twice."""
    with open_scope(Scope(name="notices")):
        keepers = _keepers(today)
        steps = GrantStep.objects.filter(done_on=None, due_on__lte=today + SOON)
        for step in steps:
            _tell(step, step.due_on, [step.person_id] if step.person_id else keepers, today)
        proofs = [row for row in _proofs() if row.newest.proof_due_on and row.newest.proof_due_on <= today + SOON]
        for agreement in proofs:
            _tell(agreement, agreement.newest.proof_due_on, keepers, today)
        return len(steps) + len(proofs)


def _keepers(today: date) -> list[int]:
    """Whoever keeps funding files today."""
    rows = Membership.objects.on(today).filter(Q(user__is_active=True), role__in=KEEPERS)
    return sorted(set(rows.values_list("user_id", flat=True)))


def _proofs() -> list[ForwardingAgreement]:
    return list(ForwardingAgreement.objects.filter(state=AgreementState.SIGNED).prefetch_related("amendments"))


@transaction.atomic
def _tell(target: GrantStep | ForwardingAgreement, due_on: date | None, people: list[int], today: date) -> None:
    kind = "grant_late" if due_on is not None and due_on < today else "grant_due"
    for person in people:
        notices.tell(recipient=person, kind=kind, target=target, day=due_on, once=f"{target.pk}:{kind}:{due_on}")
