"""Who may open the pages of assessment, goals, agreement, referrals and offers."""

from django.urls import reverse

from tests import factories

CONTENT = {"case_manager": 200, "colleague": 403, "foreign": 404, "lead": 403, "administrator": 404, "stranger": 404}
ACT = CONTENT | {"case_manager": 302}
LOOK_UP = {"case_manager": 200, "colleague": 200, "foreign": 200, "lead": 200, "administrator": 200, "stranger": 403}
LOOK_UP |= {"coordinator": 200, "data_protection_officer": 200}


def _of_a_case(name, **child):
    def address(world):
        case = factories.case(world.anna)
        return reverse(f"casework:{name}", args=[case.pk, *(make(case) for make in child.values())])

    return address


def _draft(case):
    return factories.assessment(case, completed=False).pk


def _completed(case):
    return factories.assessment(case).pk


def _goal(case):
    return factories.goal(case).pk


def _agreement(case):
    factories.measure(factories.goal(case))
    return factories.agreement(case).pk


def _referral(case):
    return factories.referral(case).pk


def _offer(case):
    return factories.offer().pk


def _step(world):
    case = factories.case(world.anna)
    goal = factories.goal(case)
    return reverse("casework:measure_end", args=[case.pk, goal.pk, factories.measure(goal).pk])


WHO_MAY = {
    "casework:assessment_list": ("get", _of_a_case("assessment_list"), CONTENT),
    "casework:assessment_new": ("get", _of_a_case("assessment_new"), CONTENT),
    "casework:assessment_compare": ("get", _of_a_case("assessment_compare"), ACT),
    "casework:assessment_detail": ("get", _of_a_case("assessment_detail", child=_completed), CONTENT),
    "casework:assessment_edit": ("get", _of_a_case("assessment_edit", child=_draft), CONTENT),
    "casework:assessment_complete": ("get", _of_a_case("assessment_complete", child=_draft), CONTENT),
    "casework:goal_list": ("get", _of_a_case("goal_list"), CONTENT),
    "casework:goal_new": ("get", _of_a_case("goal_new"), CONTENT),
    "casework:goal_edit": ("get", _of_a_case("goal_edit", child=_goal), CONTENT),
    "casework:goal_end": ("post", _of_a_case("goal_end", child=_goal), ACT),
    "casework:measure_new": ("get", _of_a_case("measure_new", child=_goal), CONTENT),
    "casework:measure_end": ("post", _step, ACT),
    "casework:agreement_new": ("get", _of_a_case("agreement_new"), CONTENT),
    "casework:agreement_pdf": ("get", _of_a_case("agreement_pdf", child=_agreement), CONTENT),
    "casework:referral_list": ("get", _of_a_case("referral_list"), CONTENT),
    "casework:referral_find": ("get", _of_a_case("referral_find"), CONTENT),
    "casework:referral_new": ("get", _of_a_case("referral_new", child=_offer), CONTENT),
    "casework:referral_detail": ("get", _of_a_case("referral_detail", child=_referral), CONTENT),
    "casework:referral_change": ("post", _of_a_case("referral_change", child=_referral), CONTENT),
    "casework:open_referral_list": (
        "get",
        lambda world: reverse("casework:open_referral_list"),
        CONTENT | {"colleague": 200, "foreign": 200, "administrator": 403, "stranger": 403},
    ),
    "casework:offer_list": ("get", lambda world: reverse("casework:offer_list"), LOOK_UP),
    "casework:offer_detail": (
        "get",
        lambda world: reverse("casework:offer_detail", args=[factories.offer().pk]),
        LOOK_UP,
    ),
}
