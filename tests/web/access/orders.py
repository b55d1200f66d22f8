"""Who may open work orders, give them, give feedback and close decisions."""

from django.urls import reverse

from tests import factories_steering as rows

READS = dict.fromkeys(("case_manager", "colleague", "foreign", "lead", "coordinator", "assistant", "ki_head"), 200) | {
    "administrator": 200,
    "data_protection_officer": 200,
    "stranger": 200,
}
ONE = READS | {"administrator": 404, "data_protection_officer": 404, "stranger": 404}
OFFICE = dict.fromkeys(ONE, 403) | {
    "coordinator": 200, "ki_head": 200, "administrator": 404, "data_protection_officer": 404, "stranger": 404,
}  # fmt: skip
ACT = dict.fromkeys(ONE, 302) | {
    "coordinator": 200, "ki_head": 200, "assistant": 200, "administrator": 404, "data_protection_officer": 404, "stranger": 404,
}  # fmt: skip
TOPIC_OFFICE = dict.fromkeys(ONE, 403) | {"coordinator": 200, "ki_head": 200}
CLOSES = OFFICE | {"coordinator": 302, "ki_head": 302}


def _decision(name):
    return lambda world: reverse(f"steering:{name}", args=[rows.decision(rows.body()).pk])


def _order(name, *more):
    return lambda world: reverse(f"steering:{name}", args=[rows.order(rows.decision(rows.body())).pk, *more])


def _topic(name):
    return lambda world: reverse(f"steering:{name}", args=[rows.topic().pk])


WHO_MAY = {
    "steering:order_list": ("get", lambda world: reverse("steering:order_list"), READS),
    "steering:order_detail": ("get", _order("order_detail"), ONE),
    "steering:order_act": ("get", _order("order_act", "bericht"), ACT),
    "steering:order_new": ("get", _decision("order_new"), OFFICE),
    "steering:topic_feedback": ("get", _topic("topic_feedback"), TOPIC_OFFICE),
    "steering:feedback_new": ("get", _decision("feedback_new"), OFFICE),
    "steering:decision_close": ("post", _decision("decision_close"), CLOSES),
}
