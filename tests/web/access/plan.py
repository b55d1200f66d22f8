"""Who may open the pages of assessment, goals, agreement, referrals and offers."""

from django.urls import reverse

from tests import factories

CONTENT = {"case_manager": 200, "colleague": 404, "foreign": 404, "lead": 404, "administrator": 404, "stranger": 404}
ACT = CONTENT | {"case_manager": 302}
OFFICE = dict.fromkeys(("case_manager", "colleague", "foreign", "lead", "stranger"), 403) | {"administrator": 200}
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


def _helper(case):
    return factories.helper(case).pk


def _step(name):
    def address(world):
        case = factories.case(world.anna)
        goal = factories.goal(case)
        return reverse(f"casework:{name}", args=[case.pk, goal.pk, factories.measure(goal).pk])

    return address


WHO_MAY = {
    "casework:assessment_list": ("get", _of_a_case("assessment_list"), CONTENT),
    "casework:assessment_new": ("get", _of_a_case("assessment_new"), CONTENT),
    "casework:assessment_compare": ("get", _of_a_case("assessment_compare"), ACT),
    "casework:assessment_detail": ("get", _of_a_case("assessment_detail", child=_completed), CONTENT),
    "casework:assessment_edit": ("get", _of_a_case("assessment_edit", child=_draft), CONTENT),
    "casework:assessment_complete": ("get", _of_a_case("assessment_complete", child=_draft), CONTENT),
    "casework:assessment_reopen": ("get", _of_a_case("assessment_reopen", child=_completed), CONTENT),
    "casework:network": ("get", _of_a_case("network"), CONTENT),
    "casework:helper_new": ("get", _of_a_case("helper_new"), CONTENT),
    "casework:helper_edit": ("get", _of_a_case("helper_edit", child=_helper), CONTENT),
    "casework:helper_end": ("post", _of_a_case("helper_end", child=_helper), ACT),
    "casework:first_advice": ("get", _of_a_case("first_advice"), CONTENT),
    "casework:first_advice_edit": ("get", _of_a_case("first_advice_edit"), CONTENT),
    "casework:goal_list": ("get", _of_a_case("goal_list"), CONTENT),
    "casework:goal_new": ("get", _of_a_case("goal_new"), CONTENT),
    "casework:goal_edit": ("get", _of_a_case("goal_edit", child=_goal), CONTENT),
    "casework:goal_end": ("get", _of_a_case("goal_end", child=_goal), CONTENT),
    "casework:measure_new": ("get", _of_a_case("measure_new", child=_goal), CONTENT),
    "casework:measure_end": ("post", _step("measure_end"), ACT),
    "casework:measure_edit": ("get", _step("measure_edit"), CONTENT),
    "casework:agreement_new": ("get", _of_a_case("agreement_new"), CONTENT),
    "casework:agreement_pdf": ("get", _of_a_case("agreement_pdf", child=_agreement), CONTENT),
    "casework:agreement_sign": ("get", _of_a_case("agreement_sign", child=_agreement), CONTENT),
    "casework:agreement_scan": ("get", _of_a_case("agreement_scan", child=_agreement), CONTENT),
    "casework:text_list": ("get", lambda world: reverse("casework:text_list"), OFFICE),
    "casework:text_paper": (
        "get",
        lambda world: reverse("casework:text_paper", args=["goal_agreement", "ar"]),
        OFFICE,
    ),
    "casework:text_edit": (
        "get",
        lambda world: reverse("casework:text_edit", args=["goal_agreement", "ar", "title"]),
        OFFICE,
    ),
    "casework:referral_list": ("get", _of_a_case("referral_list"), CONTENT),
    "casework:referral_find": ("get", _of_a_case("referral_find"), CONTENT),
    "casework:referral_new": ("get", _of_a_case("referral_new", child=_offer), CONTENT),
    "casework:referral_detail": ("get", _of_a_case("referral_detail", child=_referral), CONTENT),
    "casework:referral_change": ("post", _of_a_case("referral_change", child=_referral), CONTENT),
    "casework:open_referral_list": (
        "get",
        lambda world: reverse("casework:open_referral_list"),
        CONTENT | {"colleague": 200, "foreign": 200, "lead": 403, "administrator": 403, "stranger": 403},
    ),
    "casework:residence_list": (
        "get",
        lambda world: reverse("casework:residence_list"),
        CONTENT | {"colleague": 200, "foreign": 200, "lead": 403, "administrator": 403, "stranger": 403},
    ),
    "casework:offer_list": ("get", lambda world: reverse("casework:offer_list"), LOOK_UP),
    "casework:offer_detail": (
        "get",
        lambda world: reverse("casework:offer_detail", args=[factories.offer().pk]),
        LOOK_UP,
    ),
}
