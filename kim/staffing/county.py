"""The entitlement of the county in the database, for any day."""

from datetime import date

from django.db.models import Prefetch
from django.utils.translation import get_language

from kim.law.funding import CountyFacts, Entitlement, Office, Place, PostFact, entitlement
from kim.organisation.public import County, Municipality, MunicipalityFact, Post, PostEmployer

# How the facts of a municipality are called in the database and in the rules.
KINDS = {"own_abh": "abh", "own_jugendamt": "jugendamt", "own_integration_council": "integration_council"}


def facts_on(day: date) -> CountyFacts:
    """What of the county bears on its posts on this day: four queries."""
    county = County.objects.first()
    facts = Prefetch("facts", MunicipalityFact.objects.on(day), to_attr="now")
    employers = Prefetch(
        "employers", PostEmployer.objects.on(day).select_related("agency__municipality"), to_attr="now"
    )
    return CountyFacts(
        name=county.name if county else "",
        is_county=county is None or county.kind == "county",
        places=[_place(row) for row in Municipality.objects.on(day).prefetch_related(facts)],
        posts=[_post(row) for row in Post.objects.on(day).prefetch_related(employers)],
    )


def entitlement_on(day: date) -> Entitlement:
    """The posts the county may have funded on this day, in the language of the screen."""
    return entitlement(facts_on(day), day, "en" if (get_language() or "de").startswith("en") else "de")


def _place(row: Municipality) -> Place:
    offices: dict[str, Office] = {}
    for kind, name in KINDS.items():
        stated = [fact for fact in row.now if fact.kind == kind]  # type: ignore[attr-defined]
        if len({fact.exists for fact in stated}) == 1:
            offices[name] = Office(stated[0].exists, stated[0].source)
    return Place(row.ags, row.name, offices)


def _post(row: Post) -> PostFact:
    houses = [employer.agency for employer in row.now]  # type: ignore[attr-defined]
    place = next((house.municipality for house in houses if house.municipality_id and not house.in_own_house), None)
    return PostFact(row.key, row.title, row.block, row.role, row.fte, row.source, place.ags if place else "")
