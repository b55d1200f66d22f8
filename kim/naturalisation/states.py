"""The way of an application through a naturalisation office, as one table; docs/states is generated from here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(models.TextChoices):
    """Where an application stands. Only the handed-over certificate makes somebody a citizen (§ 16 StAG)."""

    ADVICE = "advice", pgettext_lazy("application", "advice")
    DOCUMENTS = "documents", pgettext_lazy("application", "documents being gathered")
    SUBMITTED = "submitted", pgettext_lazy("application", "submitted")
    RECEIPT = "receipt", pgettext_lazy("application", "receipt confirmed")
    ENQUIRIES = "enquiries", pgettext_lazy("application", "enquiries to other offices")
    ASSURANCE = "assurance", pgettext_lazy("application", "assured")
    DECISION = "decision", pgettext_lazy("application", "granted, certificate not handed over yet")
    CERTIFICATE = "certificate", pgettext_lazy("application", "certificate handed over")
    ENDED = "ended", pgettext_lazy("application", "ended otherwise")


def takes_people(stage: str) -> bool:
    """Whether somebody may still join an application: until the decision, which names its people."""
    return stage not in (Stage.DECISION, *FINAL)


class EndReason(models.TextChoices):
    """Why an application ended without a certificate."""

    REFUSED = "refused", pgettext_lazy("application", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "withdrawn")
    TRANSFERRED = "transferred", pgettext_lazy("application", "given to another office")
    MOVED = "moved", pgettext_lazy("application", "moved away")
    SETTLED = "settled", pgettext_lazy("application", "settled otherwise")


@dataclass(frozen=True)
class ApplicationFacts:
    """What the gates of an application look at: counts only."""

    missing_documents: int = 0
    unanswered: int = 0


@dataclass(frozen=True)
class Gate:
    """Something a step asks for, with the sentence that says what is missing."""

    key: str
    sentence: Any
    passed: Callable[[ApplicationFacts], bool]


@dataclass(frozen=True)
class Step:
    """One line of the table."""

    source: Stage
    target: Stage
    gates: tuple[Gate, ...] = ()


NOTHING_MISSING = Gate(
    "nothing_missing",
    _("Documents are still missing. Record what has come, or say that it is no longer needed."),
    lambda facts: facts.missing_documents == 0,
)
ALL_ANSWERED = Gate(
    "all_answered",
    _("An office has not answered yet. Record its answer first."),
    lambda facts: facts.unanswered == 0,
)
_READY = (NOTHING_MISSING, ALL_ANSWERED)
_S = Stage
STEPS: tuple[Step, ...] = (
    Step(_S.ADVICE, _S.DOCUMENTS),
    Step(_S.ADVICE, _S.SUBMITTED),
    Step(_S.DOCUMENTS, _S.SUBMITTED),
    Step(_S.SUBMITTED, _S.RECEIPT),
    Step(_S.RECEIPT, _S.ENQUIRIES),
    Step(_S.ENQUIRIES, _S.ASSURANCE, _READY),
    Step(_S.ENQUIRIES, _S.DECISION, _READY),
    Step(_S.ASSURANCE, _S.DECISION, _READY),
    Step(_S.DECISION, _S.CERTIFICATE),
    *(Step(stage, _S.ENDED) for stage in _S if stage not in (_S.CERTIFICATE, _S.ENDED)),
)
FINAL = (Stage.CERTIFICATE, Stage.ENDED)
RUNNING = tuple(stage for stage in Stage if stage not in FINAL)
BEFORE_SUBMITTING = (Stage.ADVICE, Stage.DOCUMENTS)


def next_steps(stage: str) -> list[Step]:
    """The lines that begin here."""
    return [step for step in STEPS if step.source == stage]


def step_between(source: str, target: str) -> Step | None:
    """The line from here to there, if the table has it."""
    return next((step for step in STEPS if step.source == source and step.target == target), None)
