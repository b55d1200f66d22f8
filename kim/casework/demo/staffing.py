"""What happens among the staff of the demonstration: somebody away, an area that changes, a colleague who has left with cases."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from kim.casework.models import Assignment, Case, Enquiry, EnquiryState, PlannedHandover, Urgency
from kim.casework.states import Phase
from kim.organisation.public import Absence, Membership, PostCatchment, PostHolder, Role, User

FEWEST_PEOPLE = 200
LEFT_BEHIND = 5
NOTE = "Für die Vorführung angenommen."


def tell(today: date, *, people: int) -> None:
    """A team as it is on a weekday in November; only where the county has the staff for it."""
    if people < FEWEST_PEOPLE:
        return
    managers = list(
        User.objects.filter(memberships__in=Membership.objects.on(today).filter(role=Role.CASE_MANAGER), synthetic=True)
        .order_by("username")
        .distinct()
    )
    lead = User.objects.filter(memberships__in=Membership.objects.on(today).filter(role=Role.LEAD)).first()
    _phones(managers)
    by_name = {user.username: user for user in managers}
    if lead is None or not {"achterberg", "aksoy", "nowicka", "terhoeven", "wielandt"} <= by_name.keys():
        return
    _away(by_name["nowicka"], by_name["wielandt"], lead, today - timedelta(days=5), today + timedelta(days=9))
    _away(by_name["wielandt"], by_name["aksoy"], lead, today + timedelta(days=11), today + timedelta(days=15))
    _area_moves(by_name["terhoeven"], by_name["aksoy"], lead, today)
    _left(by_name["achterberg"], lead, today)
    unnamed = Enquiry.objects.filter(state=EnquiryState.OPEN).exclude(proposed_for=None).exclude(urgency=Urgency.URGENT)
    unnamed = unnamed.exclude(proposed_for__username__in=["brandes", "yildiz"]).order_by("received_on", "pk")
    Enquiry.objects.filter(pk__in=list(unnamed.values_list("pk", flat=True)[:2])).update(proposed_for=None)


def _phones(users: list[User]) -> None:
    """A number for everybody, out of the range kept for invented ones."""
    for number, user in enumerate(users, start=201):
        user.phone = user.phone or f"0221 4710-{number}"
    User.objects.bulk_update(users, ["phone"])


def _away(user: User, deputy: User, lead: User, first: date, last: date) -> None:
    Absence.objects.create(user=user, deputy=deputy, first_day=first, last_day=last, recorded_by=lead)


def _next_month(today: date) -> date:
    return (today.replace(day=1) + timedelta(days=32)).replace(day=1)


def _area_moves(giver: User, taker: User, lead: User, today: date) -> None:
    """One of the giver's municipalities goes to the taker's post at the turn of the month; two cases are to follow."""
    day = _next_month(today)
    areas = PostCatchment.objects.on(today).filter(
        post__in=PostHolder.objects.on(today).filter(user=giver).values("post")
    )
    area = areas.select_related("municipality").order_by("-municipality__sort_key").first()
    held = PostHolder.objects.on(today).filter(user=taker).select_related("post").first()
    if area is None or held is None:
        return
    area.valid_to = day - timedelta(days=1)
    area.save(update_fields=["valid_to"])
    PostCatchment.objects.create(
        post=held.post, municipality=area.municipality, valid_from=day, synthetic=True, note=NOTE
    )
    moving = Case.objects.filter(municipality=area.municipality, assigned_to=giver).exclude(phase=Phase.CLOSED)
    for case in moving.order_by("pk")[:2]:
        PlannedHandover.objects.create(
            case=case, held_by=giver, to=taker, on=day, planned_by=lead,
            reason=f"{area.municipality} gehört ab dann zum Gebiet von {taker}.",
        )  # fmt: skip


def _left(helper: User, lead: User, today: date) -> None:
    """A colleague whose contract ended last month; some of the cases have not found anybody yet."""
    own = helper.memberships.on(today).filter(role=Role.CASE_MANAGER).first()
    if own is None:
        return
    ended = today.replace(day=1) - timedelta(days=1)
    gone, _created = User.objects.get_or_create(
        username="lindner",
        defaults={
            "first_name": "Paula", "last_name": "Lindner", "email": "lindner@rhein-kreis-neuss.example",
            "synthetic": True, "password": make_password(None),
        },
    )  # fmt: skip
    began = ended - timedelta(days=400)
    Membership.objects.create(
        user=gone,
        unit_id=own.unit_id,
        role=Role.CASE_MANAGER,
        valid_from=began,
        valid_to=ended,
        synthetic=True,
        note=NOTE,
    )
    running = Case.objects.filter(assigned_to=helper).exclude(phase=Phase.CLOSED)
    chosen = list(running.order_by("-opened_on", "pk").values_list("pk", flat=True)[:LEFT_BEHIND])
    Assignment.objects.filter(case__in=chosen, to_on=None).update(user=gone, decided_by=gone)
    Case.objects.filter(pk__in=chosen).update(assigned_to=gone)
