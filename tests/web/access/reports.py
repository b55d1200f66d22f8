"""Who reports observations: case managers and leads; from a case only whoever works in it."""

from uuid import uuid4

from django.urls import reverse

from tests import factories
from tests.web.access.cases import CONTENT

OBSERVES = {"case_manager": 200, "colleague": 200, "foreign": 200, "lead": 200, "administrator": 403, "stranger": 403}
SENT = OBSERVES | {"case_manager": 302, "colleague": 302, "foreign": 302, "lead": 302}
UNKNOWN = OBSERVES | {"case_manager": 404, "colleague": 404, "foreign": 404, "lead": 404}


def page(name, *args):
    return lambda world: reverse(f"steering:{name}", args=args)


WHO_MAY = {
    "steering:own_observations": ("get", page("own_observations"), OBSERVES),
    "steering:observation_new": ("get", page("observation_new"), OBSERVES),
    "steering:observation_from_case": (
        "get",
        lambda world: reverse("steering:observation_from_case", args=[factories.case(world.anna).pk]),
        CONTENT,
    ),
    "steering:observation_withdraw": ("post", page("observation_withdraw", uuid4()), UNKNOWN),
    "steering:observations_seen": ("post", page("observations_seen"), SENT),
}
