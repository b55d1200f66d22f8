"""States of funding files and of forwarding agreements: one table each; docs/states is generated from here."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class GrantState(models.TextChoices):
    """Where the procedure of a grant stands."""

    PREPARED = "prepared", pgettext_lazy("grant", "in preparation")
    APPLIED = "applied", pgettext_lazy("grant", "applied for, approval pending")
    APPROVED = "approved", pgettext_lazy("grant", "approved")
    REFUSED = "refused", pgettext_lazy("grant", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("grant", "withdrawn")
    PROVED = "proved", pgettext_lazy("grant", "proof of use handed in")
    CLOSED = "closed", pgettext_lazy("grant", "closed")


class AgreementState(models.TextChoices):
    """Where a forwarding agreement stands."""

    DRAFT = "draft", pgettext_lazy("agreement", "being agreed")
    SIGNED = "signed", pgettext_lazy("agreement", "signed")
    PROOF_RECEIVED = "received", pgettext_lazy("agreement", "proof received")
    PROOF_CHECKED = "checked", pgettext_lazy("agreement", "proof checked")
    CANCELLED = "cancelled", pgettext_lazy("agreement", "cancelled")


class StepKind(models.TextChoices):
    """What is done in the procedure of a grant."""

    APPLY = "apply", _("Application")
    CONCEPT = "concept", _("Hand in the concept")
    QUERY = "query", _("Query of the authority")
    ANSWER = "answer", _("Answer to a query")
    APPROVAL = "approval", _("Approval")
    AMENDMENT = "amendment", _("Amending approval")
    DRAWDOWN = "drawdown", _("Call for money")
    INTERIM_PROOF = "interim", _("Interim proof")
    FINAL_PROOF = "final", _("Proof of use")
    REPORT = "report", _("Narrative report")
    CHECK = "check", _("Check of the proof")
    OTHER = "other", pgettext_lazy("step", "Other step")


class Actor(models.TextChoices):
    """Who must act in a step."""

    US = "us", pgettext_lazy("step", "the county")
    AUTHORITY = "authority", pgettext_lazy("step", "the authority that grants")
    RECIPIENT = "recipient", pgettext_lazy("step", "the recipient")


_G, _A = GrantState, AgreementState
GRANT_STATES: dict[GrantState, tuple[GrantState, ...]] = {
    _G.PREPARED: (_G.APPLIED, _G.WITHDRAWN),
    _G.APPLIED: (_G.APPROVED, _G.REFUSED, _G.WITHDRAWN),
    _G.APPROVED: (_G.PROVED, _G.WITHDRAWN),
    _G.PROVED: (_G.CLOSED, _G.APPROVED),
    _G.REFUSED: (_G.APPLIED,),
    _G.WITHDRAWN: (),
    _G.CLOSED: (),
}
AGREEMENT_STATES: dict[AgreementState, tuple[AgreementState, ...]] = {
    _A.DRAFT: (_A.SIGNED, _A.CANCELLED),
    _A.SIGNED: (_A.PROOF_RECEIVED, _A.CANCELLED),
    _A.PROOF_RECEIVED: (_A.PROOF_CHECKED, _A.SIGNED),
    _A.PROOF_CHECKED: (),
    _A.CANCELLED: (),
}
# Files that bring no money: another file of the same block and year may take the place.
WITHOUT_MONEY = (_G.REFUSED, _G.WITHDRAWN)
# What a step that is done says about the grant it belongs to.
STATE_AFTER: dict[str, GrantState] = {
    StepKind.APPLY: _G.APPLIED, StepKind.APPROVAL: _G.APPROVED, StepKind.FINAL_PROOF: _G.PROVED,
}  # fmt: skip


# What comes before it in the procedure of every grant.
COMES_AFTER = {StepKind.APPROVAL: StepKind.APPLY, StepKind.FINAL_PROOF: StepKind.APPROVAL}


def step_for(state: str, to: str) -> StepKind | None:
    """The step of the procedure by which a file gets from one state to another, where it is one; a proof that comes back is none."""
    if (state, to) == (_G.PROVED, _G.APPROVED):
        return None
    return next((StepKind(kind) for kind, after in STATE_AFTER.items() if after == to), None)


def grant_may(state: str) -> tuple[GrantState, ...]:
    """The states that a grant may get from this one."""
    return GRANT_STATES[GrantState(state)]


def agreement_may(state: str) -> tuple[AgreementState, ...]:
    """The states that an agreement may get from this one."""
    return AGREEMENT_STATES[AgreementState(state)]


def goes_back(state: str, to: str) -> bool:
    """Whether this step hands a proof back instead of going on."""
    return (state, to) == (AgreementState.PROOF_RECEIVED, AgreementState.SIGNED)


def has_a_day(state: str, to: str) -> bool:
    """Whether this step of an agreement happened on a day that is kept."""
    return to != AgreementState.CANCELLED and not goes_back(state, to)
