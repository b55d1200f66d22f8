"""Who may open what of drafts and of staying signed in."""

from django.urls import reverse
from django.utils import timezone

from kim.workbench.models import Draft
from tests import factories

EVERYBODY = dict.fromkeys(("case_manager", "colleague", "foreign", "lead", "administrator", "stranger"), 200)
OWN_CASE = dict.fromkeys(EVERYBODY, 404) | {"case_manager": 200}


def _list(world):
    case = factories.case(world.anna)
    Draft.objects.create(
        user=world.anna, page=f"contact-{case.pk}", field="text", text="Anruf", saved_at=timezone.now()
    )
    return reverse("drafts:list")


def _of_case(name):
    def address(world):
        return reverse(f"drafts:{name}", args=[f"contact-{factories.case(world.anna).pk}"])

    return address


WHO_MAY = {
    "drafts:list": ("get", _list, EVERYBODY),
    "drafts:page": ("get", _of_case("page"), OWN_CASE),
    "drafts:keep": ("post", _of_case("keep"), dict.fromkeys(EVERYBODY, 404)),  # without a field; see test_drafts.py
    "drafts:discard": ("post", _of_case("discard"), dict.fromkeys(EVERYBODY, 404)),
    "drafts:session": ("get", lambda world: reverse("drafts:session"), EVERYBODY),
    "drafts:sign_in_again": (
        "post", lambda world: reverse("drafts:sign_in_again"), dict.fromkeys(EVERYBODY, 422) | {"nobody": 422},
    ),
}  # fmt: skip
