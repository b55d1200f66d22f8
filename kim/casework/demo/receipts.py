"""The receipts of the invented county's observations: whoever has an account as case manager reported some."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from kim.casework.models import ObservationReceipt
from kim.organisation.public import Membership, Role

FIRST = ("brandes", "yildiz")


def demo_receipts(
    observations: Sequence[tuple[UUID, date]], *, today: date, told: Sequence[UUID] = (), seed: int = 52
) -> int:
    """A receipt for each observation (id, month), each of its reporters another one as far as there are people. As owner.

    `told` names those that have had feedback; what brandes was told is not read yet. Gives how many.
    """
    chance, answered = Random(seed), set(told)
    people = _reporters()
    rows = []
    for number, (observation, month) in enumerate(observations):
        username, author = people[number % len(people)]
        written = min(month + timedelta(days=chance.randrange(3, 24)), today - timedelta(days=2))
        heard = _at(today - timedelta(days=3), 11) if observation in answered else None
        seen = None if heard is None or username == FIRST[0] else heard + timedelta(hours=4)
        at = _at(written, chance.randrange(8, 17))
        rows.append(
            ObservationReceipt(
                id=UUID(int=chance.getrandbits(128), version=4), author_id=author, written_at=at,
                observation=observation, told_at=heard, seen_at=seen,
            )
        )  # fmt: skip
    return len(ObservationReceipt.objects.bulk_create(rows))


def _reporters() -> list[tuple[str, int]]:
    """Case managers by their user names, those whom everybody meets first."""
    found = set(
        Membership.objects.filter(role=Role.CASE_MANAGER, user__is_active=True).values_list("user__username", "user_id")
    )
    return sorted(found, key=lambda row: (row[0] not in FIRST, row[0]))


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
