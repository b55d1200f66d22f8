"""Who may open funding files: offices, assistant, lead and administration read; offices and assistant keep them."""

from decimal import Decimal

from django.urls import reverse

from kim.staffing.models import GrantPaper, GrantPaperVersion, GrantStep
from tests import factories
from tests.web.access.staffing_posts import NOBODY, READS

KEEPS = NOBODY | dict.fromkeys(("coordinator", "ki_head", "assistant"), 200)
MOVES = NOBODY | dict.fromkeys(("coordinator", "ki_head", "assistant"), 302)


def _grant(name):
    return lambda world: reverse(f"grants:{name}", args=[factories.make_grant(approved=Decimal(55000)).pk])


def _step(name):
    def address(world):
        step = GrantStep.objects.create(grant=factories.make_grant(), kind="apply")
        return reverse(f"grants:{name}", args=[step.pk])

    return address


def _paper(name, *more):
    def address(world):
        grant = factories.make_grant()
        paper = GrantPaper.objects.create(grant=grant, kind="approval", title="Bescheid")
        GrantPaperVersion.objects.create(
            paper=paper, grant=grant, number=1, media_type="application/pdf", size=9, sha256="0" * 64
        )
        return reverse(f"grants:{name}", args=[paper.pk, *more])

    return address


def _agreement(name):
    return lambda world: reverse(
        f"grants:{name}", args=[factories.make_agreement(factories.make_grant(), "Dormagen").pk]
    )


WHO_MAY = {
    "grants:list": ("get", lambda world: reverse("grants:list"), READS),
    "grants:detail": ("get", _grant("detail"), READS),
    "grants:new": ("get", lambda world: reverse("grants:new"), KEEPS),
    "grants:change": ("get", _grant("change"), KEEPS),
    "grants:move": ("post", _grant("move"), MOVES),
    "grants:amount_new": ("get", _grant("amount_new"), KEEPS),
    "grants:step_new": ("get", _grant("step_new"), KEEPS),
    "grants:agreement_new": ("get", _grant("agreement_new"), KEEPS),
    "grants:paper_new": ("get", _grant("paper_new"), KEEPS),
    "grants:paper_detail": ("get", _paper("paper_detail"), READS),
    "grants:paper_version": ("get", _paper("paper_version"), KEEPS),
    "grants:paper_describe": ("get", _paper("paper_describe"), KEEPS),
    "grants:paper_take_out": ("get", _paper("paper_take_out"), KEEPS),
    "grants:paper_file": (
        "get",
        _paper("paper_file", 1),
        {who: 503 if code == 200 else code for who, code in READS.items()},
    ),
    "grants:paper_look": (
        "get",
        _paper("paper_look", 1),
        {who: 503 if code == 200 else code for who, code in READS.items()},
    ),
    "grants:step_done": ("get", _step("step_done"), KEEPS),
    "grants:step_postpone": ("get", _step("step_postpone"), KEEPS),
    "grants:agreement_amend": ("get", _agreement("agreement_amend"), KEEPS),
    "grants:agreement_move": ("post", _agreement("agreement_move"), MOVES),
}
