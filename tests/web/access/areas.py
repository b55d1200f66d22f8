"""Who may look at areas and change them; the finder is for everybody where the county opens it."""

from datetime import timedelta

from django.urls import reverse

from kim.organisation.models import County, PostCatchment
from tests import factories

EVERYBODY = {"case_manager": 200, "colleague": 200, "foreign": 200, "lead": 200, "administrator": 200, "stranger": 200}
READERS = EVERYBODY | {"stranger": 403, "coordinator": 200, "data_protection_officer": 200}
CHANGERS = dict.fromkeys(EVERYBODY, 403) | {"lead": 200, "administrator": 200}


def _planned(world):
    post = world.anna.posts_held.get().post
    place = factories.municipality("Jüchen", "JÜ", "05162012")
    day = factories.today() + timedelta(days=5)
    return reverse(
        "areas:take_back", args=[PostCatchment.objects.create(post=post, municipality=place, valid_from=day).pk]
    )


def _open_to_all(name, *arguments):
    def address(world):
        County.objects.update(public_finder=True)
        return reverse(f"areas:{name}", args=arguments)

    return address


WHO_MAY = {
    "areas:finder": ("get", _open_to_all("finder"), EVERYBODY | {"nobody": 200}),
    "areas:finder_place": ("get", _open_to_all("finder_place", "05162008"), EVERYBODY | {"nobody": 200}),
    "areas:map": ("get", lambda world: reverse("areas:map"), READERS),
    "areas:change": ("get", lambda world: reverse("areas:change", args=["05162008"]), CHANGERS),
    "areas:take_back": ("get", _planned, CHANGERS),
}
