"""The pre-check: open to everybody where the county opens it; from a case only for whoever works in it."""

from django.urls import reverse

from kim.organisation.models import County
from tests import factories

EVERYBODY = {"case_manager": 200, "colleague": 200, "foreign": 200, "lead": 200, "administrator": 200, "stranger": 200}
LOST = dict.fromkeys((*EVERYBODY, "nobody"), 302)
WORKERS = {"case_manager": 200, "colleague": 404, "foreign": 404, "lead": 404, "administrator": 404, "stranger": 404}


def _open_to_all(name):
    def address(world):
        County.objects.update(public_precheck=True)
        return reverse(f"naturalisation:{name}")

    return address


def _of_case(name):
    return lambda world: reverse(f"naturalisation:{name}", args=[factories.case(world.anna).pk])


WHO_MAY = {
    "naturalisation:check": ("get", _open_to_all("check"), EVERYBODY | {"nobody": 200}),
    "naturalisation:check_paper": ("post", _open_to_all("check_paper"), LOST),
    "naturalisation:case_precheck": ("get", _of_case("case_precheck"), WORKERS),
    "naturalisation:case_hand_over": ("get", _of_case("case_hand_over"), WORKERS),
    "naturalisation:case_check": ("get", _of_case("case_check"), WORKERS | {"case_manager": 302}),
    "naturalisation:case_check_paper": ("post", _of_case("case_check_paper"), WORKERS | {"case_manager": 302}),
    "naturalisation:case_check_file": ("post", _of_case("case_check_file"), WORKERS | {"case_manager": 302}),
}
