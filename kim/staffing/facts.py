"""What of a county profile bears on its posts, as the rules of funding read it."""

from __future__ import annotations

from datetime import date

from kim.law.funding import CountyFacts, Office, Place, PostFact
from kim.organisation.profile import Agency, Municipality, OwnOffice, Post, Profile


def of_profile(profile: Profile, on: date) -> CountyFacts:
    """The facts of a profile on a day."""
    houses = {agency.key: agency for agency in profile.agencies}
    return CountyFacts(
        name=profile.county.name,
        is_county=profile.county.kind == "county",
        places=[_place(place, on) for place in profile.municipalities if place.holds_on(on)],
        posts=[_post(post, on, houses) for post in profile.posts if post.holds_on(on)],
    )


def _place(place: Municipality, on: date) -> Place:
    offices = {
        "abh": _office(place.own_abh, on),
        "jugendamt": _office(place.own_jugendamt, on),
        "integration_council": _office(place.own_integration_council, on),
    }
    return Place(place.ags, place.name, offices)


def _office(statements: tuple[OwnOffice, ...], on: date) -> Office:
    """The statement of the day; none means not known, and two that differ decide nothing."""
    found = [statement for statement in statements if statement.holds_on(on)]
    if len({statement.exists for statement in found}) != 1:
        return Office()
    return Office(
        found[0].exists, "; ".join(dict.fromkeys(statement.source for statement in found if statement.source))
    )


def _post(post: Post, on: date, houses: dict[str, Agency]) -> PostFact:
    employers = [houses[employer.agency] for employer in post.employers if employer.holds_on(on)]
    place = next((house.municipality for house in employers if house.municipality and not house.in_own_house), None)
    return PostFact(post.key, post.title, post.block, post.role, post.fte, post.source, place or "")
