"""Who may open posts and people: offices, assistant and lead read; head and administration say who is on which post."""

from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse

from kim.organisation.models import Post, PostHolder
from kim.staffing.models import FiguresTaken
from tests import factories
from tests.web.access.topics import READS as EVERYBODY

NOBODY = dict.fromkeys(EVERYBODY, 403)
RECRUITS = NOBODY | dict.fromkeys(("coordinator", "ki_head", "administrator", "assistant"), 200)
READS = RECRUITS | {"lead": 200}
PLANS = NOBODY | {"ki_head": 200, "administrator": 200}
TAKES = NOBODY | dict.fromkeys(("coordinator", "ki_head", "administrator", "lead"), 200)


def post(**more) -> Post:
    fields = {"title": "Personalstelle", "block": 3, "role": "foreigners_office", "fte": Decimal("0.75")} | more
    return Post.objects.create(key=f"b3-{Post.objects.count()}", **fields)


def holder(**more) -> PostHolder:
    fields = {"user": factories.user(), "fte": Decimal("0.5"), "valid_from": date(2021, 7, 1)} | more
    return PostHolder.objects.create(post=post(), **fields)


def _of_post(name):
    return lambda world: reverse(f"staffing:{name}", args=[post().pk])


def _planned(world):
    row = holder(valid_from=factories.today() + timedelta(days=9))
    return reverse("staffing:post_take_back", args=["holder", row.pk])


def _annas(world):
    return reverse("staffing:post_handover", args=[PostHolder.objects.get(user=world.anna).pk])


def _figures(world):
    row = FiguresTaken.objects.create(what="assigned", day=date(2021, 12, 31), source="IT.NRW")
    return reverse("staffing:figures_undo", args=[row.pk])


WHO_MAY = {
    "staffing:post_list": ("get", lambda world: reverse("staffing:post_list"), READS),
    "staffing:vacancy_list": ("get", lambda world: reverse("staffing:vacancy_list"), READS),
    "staffing:vacancy_sheet": ("get", lambda world: reverse("staffing:vacancy_sheet", args=[2026]), TAKES),
    "staffing:post_detail": ("get", _of_post("post_detail"), READS),
    "staffing:post_hold": ("get", _of_post("post_hold"), PLANS),
    "staffing:post_recruit": ("get", _of_post("post_recruit"), RECRUITS),
    "staffing:post_leave": ("get", lambda world: reverse("staffing:post_leave", args=[holder().pk]), PLANS),
    "staffing:post_relocate": ("get", lambda world: reverse("staffing:post_relocate"), PLANS),
    "staffing:post_take_back": ("post", _planned, NOBODY | {"ki_head": 302, "administrator": 302}),
    "staffing:figures_undo": ("get", _figures, PLANS | {"coordinator": 200}),
    "staffing:figures_read": ("get", lambda world: reverse("staffing:figures_read"), PLANS | {"coordinator": 200}),
    "staffing:post_handover": ("get", _annas, NOBODY | {"lead": 200}),
    "staffing:post_load": (
        "get",
        lambda world: reverse("staffing:post_load"),
        NOBODY | {"coordinator": 200, "ki_head": 200},
    ),
}
