"""Seats and rules of the invented county's bodies. What bodies there are stands in the county's profile; who sits in them is invented."""

from dataclasses import dataclass
from datetime import date

from kim.organisation.public import Agency, Body, BodyLevel, Membership, Municipality, Role, Unit, User
from kim.steering.models import BodyRules, Majority, Seat, SeatHolder, StandingItem

FIRST_MEETING = date(2021, 3, 17)
EXCHANGE_SINCE = date(2021, 6, 25)
INVENTED = "Für die Vorführung angenommen."
STANDING = (
    ("Stand der offenen Punkte", 15), ("Laufzeiten und Termine der drei Behörden", 20), ("Übergänge zu Baustein 1 und 2", 20),
    ("Nächste Schritte", 5),
)  # fmt: skip


@dataclass(frozen=True)
class Member:
    """Somebody with an account who has a seat and no other work in KIM."""

    username: str
    first_name: str
    last_name: str
    office: str
    unit: str


MEMBERS = {
    "steering": Member("schlieper", "Ulrike", "Schlieper", "Fachbereich Soziales, Stadt Kaarst", "koordination"),
    "case": Member("wirtz", "Thomas", "Wirtz", "Integrationsbüro, Stadt Meerbusch", "koordination"),
    "exchange": Member("dahlke", "Sven", "Dahlke", "Ausländerbehörde des Kreises", "sicherheit-ordnung"),
}
OFFICES = (
    ("abh-kreis", "des Kreises", ""), ("abh-neuss", "Neuss", "Lothar Meurer"), ("abh-dormagen", "Dormagen", "Gudrun Nix"),
)  # fmt: skip
# level, mandate, majority, months between reviews
RULES = (
    (BodyLevel.STEERING, "Entscheidet über Vorschläge der Arbeitsgruppen und gibt Aufträge.", Majority.SIMPLE, None),
    (BodyLevel.STRUCTURE, "Bearbeitet Themen, die mehrere Stellen betreffen, und bereitet Beschlüsse vor.", Majority.CONSENSUS, None),
    (BodyLevel.CASE, "Sieht sich an, was im Case Management immer wieder vorkommt.", Majority.CONSENSUS, None),
    (BodyLevel.EXCHANGE, "Stimmt die Arbeit der Ausländerbehörden mit Baustein 1 und 2 ab.", Majority.CONSENSUS, 12),
)  # fmt: skip
# Who sits there by name only; one row a municipality, the same people in no two bodies.
NAMES = {
    BodyLevel.STEERING: ("Markus Ehlen", "Bettina Krahe", "Holger Lammertz", "", "Dirk Nauen", "Silke Otten", "Frank Pesch", "Anja Quack"),
    BodyLevel.STRUCTURE: ("", "Ralf Thelen", "Ines Uhlmann", "Gregor Vits", "Maren Wefers", "Jochen Zander", "", "Carla Abels"),
    BodyLevel.CASE: ("Nele Baumeister", "Oliver Cremer", "Pia Dreesen", "Rolf Esser", "Sonja Felten", "", "Tim Giesen", "Vera Heinen"),
}  # fmt: skip


def demo_bodies(today: date) -> dict[BodyLevel, Body]:
    """Rules, seats and holders of the four bodies, where the county has all four; else none. As owner."""
    bodies = {BodyLevel(body.level): body for body in Body.objects.on(today).order_by("pk")}
    if len(bodies) < len(RULES):
        return {}
    for level, mandate, majority, months in RULES:
        BodyRules.objects.create(
            body=bodies[level], mandate=f"{mandate} ({INVENTED})", majority=majority, review_months=months
        )
    members = {level: _account(member) for level, member in MEMBERS.items()}
    _municipal(bodies, members)
    _county(bodies)
    _exchange(bodies[BodyLevel.EXCHANGE], members["exchange"])
    return bodies


def _account(member: Member) -> User:
    """An account like those of the profile: the same password, no other work than a seat."""
    known = User.objects.exclude(password="").order_by("pk").values_list("password", flat=True).first()
    user, created = User.objects.get_or_create(
        username=member.username,
        defaults={
            "first_name": member.first_name, "last_name": member.last_name, "job_title": member.office, "password": known or "!",
            "email": f"{member.username}@rhein-kreis-neuss.example", "synthetic": True, "note": INVENTED,
        },
    )  # fmt: skip
    unit = Unit.objects.filter(key=member.unit).first()
    if created and unit:
        Membership.objects.create(
            user=user, unit=unit, role=Role.BODY_MEMBER, valid_from=FIRST_MEETING, synthetic=True, note=INVENTED
        )
    return user


def _municipal(bodies: dict[BodyLevel, Body], members: dict[str, User]) -> None:
    """A seat of every municipality in the steering group and in both working groups."""
    people = {user.username: user for user in User.objects.filter(username__in=("feldhoff", "oezdemir"))}
    with_account = {
        (BodyLevel.STEERING, "KA"): members["steering"],
        (BodyLevel.CASE, "ME"): members["case"],
        (BodyLevel.STRUCTURE, "DO"): people.get("feldhoff"),
        (BodyLevel.STRUCTURE, "NE"): people.get("oezdemir"),
    }
    houses = {"NE": "stadt-neuss", "DO": "stadt-dormagen"}
    agencies = {agency.key: agency for agency in Agency.objects.filter(key__in=houses.values())}
    places = list(Municipality.objects.order_by("name"))
    for level, names in NAMES.items():
        for number, (place, name) in enumerate(zip(places, names, strict=False), start=2):
            title = f"{'Gemeinde' if place.code == 'RO' else 'Stadt'} {place.name}"
            seat = _seat(bodies[level], title, number, agencies.get(houses.get(place.code, "")))
            _hold(seat, with_account.get((level, place.code)), name or "Jutta Irmen", office=title)


def _county(bodies: dict[BodyLevel, Body]) -> None:
    """The county's own seat in each group, which holds the chair: the head, a coordinator, the lead of case management."""
    own = Agency.objects.filter(key="rhein-kreis-neuss").first()
    chairs = {BodyLevel.STEERING: "vossbeck", BodyLevel.STRUCTURE: "kessenich", BodyLevel.CASE: "hollender"}
    users = {user.username: user for user in User.objects.filter(username__in=chairs.values())}
    for level, username in chairs.items():
        seat = _seat(bodies[level], "Rhein-Kreis Neuss, Kommunales Integrationszentrum", 1, own)
        _hold(seat, users.get(username), "Karin Jansen", chairs=True)
        if level == BodyLevel.STEERING:
            SeatHolder.objects.create(
                seat=seat, kind="deputy", user=users.get("kessenich"), name="" if "kessenich" in users else _said("Lars Kamp"),
                valid_from=seat.valid_from,
            )  # fmt: skip


def _exchange(body: Body, chair: User) -> None:
    """The three foreigners offices, and what stands on every agenda of theirs."""
    for number, (key, where, name) in enumerate(OFFICES, start=1):
        agency = Agency.objects.filter(key=key).first()
        seat = _seat(body, f"Ausländerbehörde {where}", number, agency)
        _hold(seat, None if name else chair, name, chairs=not name)
    StandingItem.objects.bulk_create(
        StandingItem(body=body, position=place, title=title, minutes=minutes)
        for place, (title, minutes) in enumerate(STANDING, start=1)
    )


def _seat(body: Body, name: str, position: int, agency: Agency | None) -> Seat:
    since = EXCHANGE_SINCE if body.level == BodyLevel.EXCHANGE else FIRST_MEETING
    return Seat.objects.create(body=body, name=name, position=position, agency=agency, valid_from=since)


def _hold(seat: Seat, user: User | None, name: str, **more: object) -> None:
    """Somebody with an account, or a name that says of itself that it is invented."""
    who: dict[str, object] = {"user": user} if user else {"name": _said(name)}
    SeatHolder.objects.create(seat=seat, valid_from=seat.valid_from, **who, **more)


def _said(name: str) -> str:
    return f"{name} (erfunden)"
