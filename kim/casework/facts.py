"""What the gates of the phases look at, read from one case."""

from django.db.models import Count, Q, QuerySet

from kim.casework.models import (
    Case,
    Confirmation,
    ConfirmationState,
    Confirmed,
    Goal,
    GoalState,
    MeasureState,
    ReviewState,
)
from kim.casework.states import CaseFacts, Phase


def facts_of(case: Case) -> CaseFacts:
    """Counts and days of this case; six small queries."""
    first_advice = case.contacts.exclude(kind="attempt").filter(is_first_advice=True).count()
    assessments = case.assessments.filter(completed_on__isnull=False).aggregate(
        all=Count("id"), since=Count("id", filter=Q(completed_on__gte=case.phase_since, number__gt=1))
    )
    goals = Goal.objects.filter(case=case, state=GoalState.OPEN).aggregate(
        all=Count("id", distinct=True),
        planned=Count("id", filter=Q(measures__state__in=[MeasureState.OPEN, MeasureState.DONE]), distinct=True),
    )
    return CaseFacts(
        advice_agreed=case.advice_agreed_on is not None,
        first_advice_contacts=first_advice,
        completed_assessments=assessments["all"],
        assessments_since_phase=assessments["since"],
        open_goals=goals["all"],
        open_goals_with_measures=goals["planned"],
        agreements=agreements_in_force(case).count(),
        review_on=case.review_on,
        reviews_since_phase=case.reviews.filter(state=ReviewState.HELD, held_on__gte=case.phase_since).count(),
        closing_recorded=case.closings.filter(reopened_on=None).exists(),
    )


def agreements_in_force(case: Case) -> QuerySet:
    """The versions of the goal agreement that hold: none that still waits for its second person or was sent back."""
    asked = Confirmation.objects.filter(case=case, what=Confirmed.AGREEMENT, about__isnull=False)
    confirmed = asked.filter(state=ConfirmationState.CONFIRMED)
    return case.agreements.exclude(Q(pk__in=asked.values("about")) & ~Q(pk__in=confirmed.values("about")))


def standing_of_agreements(case: Case) -> dict[int, Confirmation]:
    """The newest question to a second person about each version of the agreement that does not hold (yet)."""
    asked = Confirmation.objects.filter(case=case, what=Confirmed.AGREEMENT, about__isnull=False)
    newest = {row.about: row for row in asked.select_related("asked").order_by("pk")}
    return {pk: row for pk, row in newest.items() if pk is not None and row.state != ConfirmationState.CONFIRMED}


def awaits_first_advice(case: Case) -> bool:
    """Whether the first advice is still to come: the case is at its beginning and no contact was the first advice."""
    if case.phase not in (Phase.ACCESS, Phase.FIRST_ADVICE):
        return False
    return not case.contacts.exclude(kind="attempt").filter(is_first_advice=True).exists()
