"""Casework's messages: who hears of what happens in cases and enquiries. Called inside the transaction of the act."""

from datetime import date, timedelta

from kim.casework.access import scope_with_grants
from kim.casework.models import Case, Confirmation, ConfirmationState, Consent, Enquiry, FollowUp, Referral
from kim.casework.states import Phase, ReferralState
from kim.organisation.public import Membership, Role, User
from kim.privacy.public import Scope, open_scope, widen
from kim.workbench.public import notices

# What has been due for longer stands on Mein Tag; a notice about it would be no news.
LOOK_BACK = timedelta(days=7)
ASK_AGAIN = timedelta(days=14)


def tell_handed_over(case: Case, *, before: int | None, to: User, by: User) -> None:
    """Whoever gets the case hears of it, and whoever had it."""
    notices.tell(recipient=to, kind="case_received", target=case, by=by)
    if before is not None and before != to.pk:
        notices.tell(recipient=before, kind="case_given_away", target=case, by=by)


def tell_proposed(enquiry: Enquiry, *, by: User) -> None:
    """Whoever the enquiry is proposed to hears of it."""
    if enquiry.proposed_for_id is not None:
        notices.tell(recipient=enquiry.proposed_for_id, kind="enquiry_proposed", target=enquiry, by=by)


def tell_answered(referral: Referral, *, by: User) -> None:
    """Whoever is responsible hears of an answer that somebody else recorded."""
    notices.tell(recipient=referral.case.assigned_to_id, kind="referral_answered", target=referral, by=by)


def tell_asked(waiting: Confirmation, *, by: User) -> None:
    """Whoever is asked to confirm hears of it."""
    notices.tell(recipient=waiting.asked_id, kind="confirmation_asked", target=waiting, by=by)


def tell_decided(decided: Confirmation, *, by: User) -> None:
    """Whoever proposed it hears what the second person decided."""
    kind = "confirmation_given" if decided.state == ConfirmationState.CONFIRMED else "confirmation_sent_back"
    notices.tell(recipient=decided.proposed_by_id, kind=kind, target=decided, by=by)


def tell_due(today: date) -> int:
    """What became due, told to each case manager out of what they may see; gives to how many. Twice tells nothing new."""
    with open_scope(Scope(name="notices")):
        managing = Membership.objects.on(today).filter(role=Role.CASE_MANAGER).values("user")
        people = list(User.objects.filter(is_active=True, pk__in=managing).order_by("pk"))
    for person in people:
        with open_scope(Scope(name="notices", user_id=person.pk)):
            widen(scope_with_grants(person, name="notices"))
            _tell_due_to(person, today)
    return len(people)


def _tell_due_to(person: User, today: date) -> None:
    own = {"case__assigned_to": person}
    if FollowUp.objects.filter(done_at=None, due_on=today, **own).exists():
        notices.tell(recipient=person, kind="follow_up_due", day=today, once=str(today))
    late = Referral.objects.filter(
        state=ReferralState.REQUESTED, answer_due_on__lt=today, answer_due_on__gte=today - LOOK_BACK, **own
    )
    for referral in late.order_by("answer_due_on", "pk"):
        due = referral.answer_due_on
        notices.tell(recipient=person, kind="referral_overdue", target=referral, day=due, once=f"{referral.pk}:{due}")
    _tell_of_ending_consents(person, today)
    reviews = Case.objects.running().filter(assigned_to=person, review_on__lte=today, review_on__gte=today - LOOK_BACK)
    for case in reviews.order_by("review_on", "pk"):
        notices.tell(
            recipient=person, kind="review_due", target=case, day=case.review_on, once=f"{case.pk}:{case.review_on}"
        )


def _tell_of_ending_consents(person: User, today: date) -> None:
    """In time to ask the person again; those of closed cases may run out."""
    own = Consent.objects.valid(today).filter(case__assigned_to=person, valid_until__lte=today + ASK_AGAIN)
    for consent in own.exclude(case__phase=Phase.CLOSED).select_related("case").order_by("valid_until", "pk"):
        until = consent.valid_until
        notices.tell(
            recipient=person, kind="consent_ends", target=consent.case, day=until, once=f"{consent.pk}:{until}"
        )
