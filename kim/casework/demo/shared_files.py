"""Who else reads in the file of Samar Haddad: two grants that run, one that fell with its consent, one that ran out."""

from datetime import date, timedelta

from django.utils import timezone

from kim.casework.models import AccessGrant, Case, GrantBasis, GrantEnd
from kim.organisation.public import Membership, Role, User


def open_up(today: date) -> int:
    """Gives how many grants were written; none in a county without her, or without colleagues."""
    case = Case.objects.filter(person__given_name="Samar", person__family_name="Haddad").order_by("id").first()
    others = list(_colleagues(case, today)) if case else []
    if case is None or len(others) < 2:
        return 0
    first, second = others[:2]
    grants = [
        _grant(
            case, first, ["assessment", "plan"], "Kollegiale Fallberatung vor der nächsten Überprüfung", today, (-5, 16)
        ),
        _grant(case, second, ["plan"], "Fallberatung zum Wohnungswechsel", today, (-120, -92)),
        *_on_consents(case, first, second, today),
    ]
    return len(AccessGrant.objects.bulk_create(grants))


def _colleagues(case: Case, today: date) -> list[User]:
    managing = Membership.objects.on(today).filter(role=Role.CASE_MANAGER).exclude(user=case.assigned_to_id)
    return list(User.objects.filter(pk__in=managing.values("user"), is_active=True).order_by("pk")[:2])


def _on_consents(case: Case, first: User, second: User, today: date) -> list[AccessGrant]:
    """One that stands on a consent which holds, and one that was closed with its consent."""
    found = []
    valid = case.consents.valid(today).order_by("given_on").last()
    gone = case.consents.exclude(withdrawn_on=None).first()
    if valid:
        last = min(valid.valid_until, today + timedelta(days=60))
        grant = _grant(case, second, ["profile"], "Begleitet die Anmeldung zum Kurs", today, (-3, 0))
        grant.basis, grant.consent, grant.valid_to = GrantBasis.CONSENT, valid, last
        grant.valid_from, grant.legal_basis = max(grant.valid_from, valid.given_on), "Art. 6 Abs. 1 Buchst. a DSGVO"
        found.append(grant)
    if gone:
        grant = _grant(case, first, ["assessment"], "Begleitet die Vorsorge der Kinder", today, (0, 0))
        grant.basis, grant.consent = GrantBasis.CONSENT, gone
        grant.valid_from, grant.valid_to = gone.given_on, gone.valid_until
        grant.legal_basis = "Art. 9 Abs. 2 Buchst. a DSGVO"
        grant.ended_at, grant.ended_by = gone.withdrawal_noted_at or timezone.now(), case.assigned_to
        grant.ended_because = GrantEnd.CONSENT_WITHDRAWN
        found.append(grant)
    return found


def _grant(case: Case, to: User, sections: list[str], reason: str, today: date, days: tuple[int, int]) -> AccessGrant:
    first, last = (today + timedelta(days=number) for number in days)
    return AccessGrant(
        case=case, grantee=to, sections=sections, basis=GrantBasis.SUPERVISION, legal_basis="Dienstanweisung Fallberatung",
        reason=reason, valid_from=first, valid_to=last, given_by=case.assigned_to,
    )  # fmt: skip
