"""Who may open the loop's picture and the standing list, put it on an agenda, and take a topic up again."""

from django.urls import reverse

from tests import factories_steering as rows

KINDS = (
    "case_manager", "colleague", "foreign", "lead", "coordinator", "assistant", "ki_head", "administrator",
    "data_protection_officer", "stranger",
)  # fmt: skip
READS = dict.fromkeys(KINDS, 403) | {"coordinator": 200, "ki_head": 200, "assistant": 200}
PLANS = dict.fromkeys(KINDS, 403) | {"coordinator": 302, "ki_head": 302, "assistant": 302}
OFFICE = dict.fromkeys(KINDS, 403) | {"coordinator": 302, "ki_head": 302}


def _page(name):
    return lambda world: reverse(f"steering:{name}")


WHO_MAY = {
    "steering:loop": ("get", _page("loop"), READS),
    "steering:loop_pdf": ("get", _page("loop_pdf"), READS),
    "steering:order_standing": ("get", _page("order_standing"), READS),
    "steering:order_standing_pdf": ("get", _page("order_standing_pdf"), READS),
    "steering:order_standing_agenda": (
        "post", lambda world: reverse("steering:order_standing_agenda", args=[rows.body().pk]), PLANS,
    ),
    "steering:topic_reopen": ("post", lambda world: reverse("steering:topic_reopen", args=[rows.topic().pk]), OFFICE),
}  # fmt: skip
