"""The offers of a county profile, loaded in one plan with the county itself."""

from typing import Any

from kim.network.models import Offer
from kim.organisation.public import loading, logos, profile

DEFAULT_ANSWER_DAYS = 14


def offers(county: profile.Profile) -> list[dict[str, Any]]:
    """The offers as plain values; without agreed days the usual two weeks hold."""
    return [
        {
            "key": o.key, "agency": o.agency, "title": o.title, "description": o.description,
            "spheres": list(o.spheres), "life_areas": list(o.life_areas),
            "municipalities": [county.municipality(code).ags for code in o.municipalities],
            "languages": list(o.languages),
            "answer_days": DEFAULT_ANSWER_DAYS if o.answer_days is None else o.answer_days,
            "usual_wait_days": o.usual_wait_days, "target_groups": list(o.target_groups), "is_free": o.is_free, "cost": o.cost,
            "seats": o.seats, "seats_free": o.seats_free, "seats_on": o.seats_on.isoformat() if o.seats_on else None,
            "source": o.source, "note": o.note, "synthetic": o.synthetic,
            "valid_from": o.valid_from.isoformat() if o.valid_from else None,
            "valid_to": o.valid_to.isoformat() if o.valid_to else None,
        }
        for o in county.offers
    ]  # fmt: skip


OFFER = loading.Kind(
    "offer", Offer, offers,
    ("key", "agency", "title", "description", "spheres", "life_areas", "municipalities", "languages", "answer_days",
     "usual_wait_days", "target_groups", "is_free", "cost", "seats", "seats_free", "seats_on", "valid_from", "valid_to",
     "source", "note", "synthetic"),
    ("key",), {"agency": "agency"}, reported=frozenset({"seats_free", "seats_on"}),
)  # fmt: skip


KINDS = (*loading.KINDS, OFFER)


def plan_county(
    county: profile.Profile, digest: str, *, name: str = "", logo: logos.Logo | None = None
) -> loading.LoadPlan:
    """The plan of loading the whole file, offers included; `loading.apply` writes it in one transaction."""
    return loading.plan_load(county, digest, name=name, kinds=KINDS, logo=logo)


def export_county(head: str = "") -> str:
    """The county as it stands in the database, offers included, as a profile in TOML."""
    return loading.export_text(KINDS, head)
