"""Who may open the board, a topic, the inbox: the offices everything, whoever observes or has a seat reads topics."""

from datetime import date

from django.urls import reverse

from kim.steering.models import CourseStep, MinistryPaper
from tests import factories
from tests import factories_steering as rows

READS = dict.fromkeys(("case_manager", "colleague", "foreign", "lead", "coordinator", "assistant", "ki_head"), 200) | {
    "administrator": 403,
    "data_protection_officer": 403,
    "stranger": 403,
}
OFFICE = dict.fromkeys(READS, 403) | {"coordinator": 200, "ki_head": 200}
ACTS = OFFICE | {"coordinator": 302, "ki_head": 302}


def _page(name, *more):
    return lambda world: reverse(f"steering:{name}", args=[rows.topic().pk, *more])


def _with_row(name, model):
    def address(world):
        topic = rows.topic()
        if model is CourseStep:
            made = CourseStep.objects.create(topic=topic, course="as_is", position=1, what="Antrag")
            return reverse(f"steering:{name}", args=[topic.pk, made.pk, "weg"])
        made = MinistryPaper.objects.create(
            topic=topic, recipient="MKJFGFI", subject="x", text="y", sent_on=factories.today()
        )
        return reverse(f"steering:{name}", args=[topic.pk, made.pk])

    return address


def _implemented(world):
    return reverse("steering:topic_effect", args=[rows.topic(state="implemented", state_since=date(2026, 1, 15)).pk])


WHO_MAY = {
    "steering:topic_list": ("get", lambda world: reverse("steering:topic_list"), READS),
    "steering:topic_table": ("get", lambda world: reverse("steering:topic_table"), READS),
    "steering:topic_picture": ("get", lambda world: reverse("steering:topic_picture"), READS),
    "steering:topic_effect": (
        "get",
        _implemented,
        OFFICE,
    ),
    "steering:topic_detail": ("get", _page("topic_detail"), READS),
    "steering:topic_new": ("get", lambda world: reverse("steering:topic_new"), OFFICE),
    "steering:topic_edit": ("get", _page("topic_edit"), OFFICE),
    "steering:topic_step": ("get", _page("topic_step", "case_level"), dict.fromkeys(READS, 302) | {
        "coordinator": 200, "ki_head": 200, "administrator": 403, "data_protection_officer": 403, "stranger": 403,
    }),
    "steering:topic_merge": ("get", _page("topic_merge"), OFFICE),
    "steering:topic_split": ("get", _page("topic_split"), OFFICE),
    "steering:topic_release": ("post", _page("topic_release"), ACTS),
    "steering:topic_gather": ("post", _page("topic_gather"), ACTS),
    "steering:topic_course": ("get", _page("topic_course", "as_is"), OFFICE),
    "steering:topic_course_act": ("post", _with_row("topic_course_act", CourseStep), ACTS),
    "steering:ministry_new": ("get", _page("ministry_new"), OFFICE),
    "steering:ministry_answer": ("get", _with_row("ministry_answer", MinistryPaper), OFFICE),
    "steering:observation_inbox": ("get", lambda world: reverse("steering:observation_inbox"), OFFICE),
    "steering:observation_detail": (
        "get", lambda world: reverse("steering:observation_detail", args=[rows.observation().pk]), OFFICE,
    ),
}  # fmt: skip
