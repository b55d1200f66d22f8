"""A large county has more case managers than its profile names: for the demonstration at design size they are invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import cycle, islice

from django.contrib.auth.hashers import make_password

from kim.organisation.public import Membership, Post, PostCatchment, PostEmployer, PostHolder, Role, User

PEOPLE_FOR_EACH = 1_250
MOST = 200
GIVEN = (
    "Anke", "Bernd", "Carla", "Dirk", "Eva", "Frank", "Gesa", "Hakan", "Ines", "Jonas", "Katrin", "Leyla", "Marek",
    "Nina", "Olga", "Pia", "Ralf", "Selma", "Timo", "Ute",
)  # fmt: skip
FAMILY = (
    "Ahlers", "Baumann", "Cordes", "Demirci", "Eilers", "Fabian", "Gerling", "Heitmann", "Ibach", "Jung", "Kolbe",
    "Ludwig", "Marten", "Niehaus", "Ortmann", "Pohl", "Reimers", "Sander", "Tillmann", "Wessel",
)  # fmt: skip
NOTE = "Für die Vorführung angenommen."


def grow(people: int, today: date) -> int:
    """Invent colleagues until each has about as many people as usual; gives how many came."""
    held = list(PostHolder.objects.on(today).filter(post__in=_posts(today), user__in=_managers(today)).order_by("pk"))
    wanted = min(MOST, people // PEOPLE_FOR_EACH)
    if not held or wanted <= len(held):
        return 0
    beside = list(islice(cycle(held), wanted - len(held)))
    users = User.objects.bulk_create(_users(len(beside)))
    for number, (user, holder) in enumerate(zip(users, beside, strict=True), start=1):
        _post_beside(holder, user, number, today)
    return len(users)


def _posts(today: date):  # type: ignore[no-untyped-def]
    return PostCatchment.objects.on(today).values("post")


def _managers(today: date):  # type: ignore[no-untyped-def]
    return Membership.objects.on(today).filter(role=Role.CASE_MANAGER).values("user")


def _users(number: int) -> Iterator[User]:
    """The same names in the same order every time; nobody can sign in as one of them."""
    locked = make_password(None)
    for place in range(number):
        given, family = GIVEN[place % len(GIVEN)], FAMILY[(place // len(GIVEN) + place) % len(FAMILY)]
        name = f"{family.lower()}{place + 1}"
        yield User(
            username=name, first_name=given, last_name=family, email=f"{name}@kreis.example", synthetic=True,
            password=locked,
        )  # fmt: skip


def _post_beside(holder: PostHolder, user: User, number: int, today: date) -> None:
    """A post like the colleague's: same title, area, employer and unit."""
    old, invented = holder.post, {"synthetic": True, "note": NOTE}
    post = Post.objects.create(
        key=f"{old.key}-demo-{number}",
        title=f"{old.title} ({number})",
        block=old.block,
        role=old.role,
        fte=1,
        **invented,
    )
    PostHolder.objects.create(post=post, user=user, fte=1, **invented)
    for area in PostCatchment.objects.on(today).filter(post=old):
        PostCatchment.objects.create(post=post, municipality_id=area.municipality_id, **invented)
    for employer in PostEmployer.objects.on(today).filter(post=old):
        PostEmployer.objects.create(post=post, agency_id=employer.agency_id, **invented)
    own = Membership.objects.on(today).filter(user=holder.user, role=Role.CASE_MANAGER).first()
    if own is not None:
        Membership.objects.create(user=user, unit_id=own.unit_id, role=Role.CASE_MANAGER, **invented)
