"""Who may open the lead's board and the coordinator's page. The cases concerned are of team A."""

from datetime import timedelta

from django.urls import reverse

from kim.casework.models import PlannedHandover
from kim.organisation.models import PostCatchment
from tests import factories

LEADS = dict.fromkeys(("case_manager", "colleague", "foreign", "administrator", "stranger"), 403) | {"lead": 200}
COORDINATES = dict.fromkeys(LEADS, 403) | {
    "coordinator": 200,
    "ki_head": 200,
    "assistant": 403,
    "data_protection_officer": 403,
}


def _spread(world):
    factories.case(world.anna)
    return reverse("lead:spread", args=[world.anna.pk])


def _area(world):
    factories.case(world.ben)
    return reverse("lead:area", args=[PostCatchment.objects.get().pk])


def _planned(world):
    day = factories.today() + timedelta(days=3)
    planned = PlannedHandover.objects.create(
        case=factories.case(world.anna), held_by=world.anna, to=world.ben, on=day, reason="Umzug", planned_by=world.lea
    )
    return reverse("lead:call_off", args=[planned.pk])


WHO_MAY = {
    "lead:board": ("get", lambda world: reverse("lead:board"), LEADS),
    "lead:spread": ("get", _spread, LEADS),
    "lead:area": ("get", _area, LEADS),
    "lead:call_off": ("post", _planned, LEADS | {"lead": 302}),
    "coordination:page": ("get", lambda world: reverse("coordination:page"), COORDINATES),
}
