"""Who gets which answer from the pages of the cases. All of them concern a case of Anna's in team A."""

from django.urls import reverse

from tests import factories


def page(name):
    return lambda world: reverse(f"casework:{name}")


def of_case(name, **values):
    return lambda world: reverse(f"casework:{name}", args=[factories.case(world.anna, **values).pk])


def of_follow_up(world):
    from kim.casework.models import FollowUp

    case = factories.case(world.anna)
    row = FollowUp.objects.create(case=case, due_on=factories.today(), text="Rückruf", recorded_by=world.anna)
    return reverse("casework:follow_up_done", args=[row.pk])


def of_member(world):
    from kim.casework.models import HouseholdMember

    case = factories.case(world.anna)
    row = HouseholdMember.objects.create(case=case, person=factories.person(), relation="child")
    return reverse("casework:household_remove", args=[case.pk, row.pk])


# The head of a case is known to the team and its lead, its content to the case manager alone.
HEAD = {"case_manager": 200, "colleague": 200, "foreign": 404, "lead": 200, "administrator": 404, "stranger": 404}
CONTENT = {"case_manager": 200, "colleague": 404, "foreign": 404, "lead": 404, "administrator": 404, "stranger": 404}
HAND_OVER = CONTENT | {"lead": 200}
LISTS = {"case_manager": 200, "colleague": 200, "foreign": 200, "lead": 200, "administrator": 403, "stranger": 403}

WHO_MAY = {
    "casework:case_list": ("get", page("case_list"), LISTS),
    "casework:case_detail": ("get", of_case("case_detail"), HEAD),
    "casework:contact_new": ("post", of_case("contact_new"), CONTENT | {"case_manager": 422}),
    "casework:follow_up_new": ("get", of_case("follow_up_new"), CONTENT),
    "casework:follow_up_list": ("get", page("follow_up_list"), LISTS | {"lead": 403}),
    "casework:follow_up_done": (
        "post", of_follow_up,
        {"case_manager": 302, "colleague": 404, "foreign": 404, "lead": 404, "administrator": 404, "stranger": 404},
    ),
    "casework:case_phase": ("get", of_case("case_phase"), CONTENT),
    "casework:case_advice": ("get", of_case("case_advice"), CONTENT),
    "casework:case_person": ("get", of_case("case_person"), CONTENT),
    "casework:case_person_edit": ("get", of_case("case_person_edit"), CONTENT),
    "casework:household_new": ("get", of_case("household_new"), CONTENT),
    "casework:household_remove": ("get", of_member, CONTENT),
    "casework:case_hand_over": ("get", of_case("case_hand_over"), HAND_OVER),
    "casework:case_hand_over_many": (
        "get", page("case_hand_over_many"),
        {"case_manager": 302, "colleague": 302, "foreign": 302, "lead": 302, "administrator": 403, "stranger": 403},
    ),
}  # fmt: skip
