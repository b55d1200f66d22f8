"""The planner of legal spheres: only for whoever works in the case."""

from django.urls import reverse

from tests import factories

WORKERS = {"case_manager": 200, "colleague": 404, "foreign": 404, "lead": 404, "administrator": 404, "stranger": 404}


def _of_case(name):
    return lambda world: reverse(f"casework:{name}", args=[factories.case(world.anna).pk])


WHO_MAY = {
    "casework:case_transitions": ("get", _of_case("case_transitions"), WORKERS),
    "casework:case_transitions_pdf": ("get", _of_case("case_transitions_pdf"), WORKERS | {"case_manager": 302}),
    "casework:case_transitions_take": ("post", _of_case("case_transitions_take"), WORKERS | {"case_manager": 302}),
}
