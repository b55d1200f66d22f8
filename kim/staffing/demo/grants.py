"""Funding files of the demo county: 2020 and 2021 as they are told, the years after it invented and marked."""

from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

from kim.organisation.public import Agency, Post
from kim.staffing.grants_states import Actor, AgreementState, GrantState, StepKind
from kim.staffing.models import AgreementAmendment, ForwardingAgreement, FundingGrant, GrantAmount, GrantStep

AUTHORITY = "Bezirksregierung"
NOTE = "Von diesem Jahr ist keine Bewilligung bekannt."
COURSE = "Folie 5: Aktueller Stand – Antragstellung"
_US, _THEM, _ON = Actor.US, Actor.AUTHORITY, Actor.RECIPIENT
Step = tuple[StepKind, str, Actor, date | None, date | None]


def grants(today: date) -> None:
    """Six files: three as they are told, two of 2021 and 2022 that add up, one of this year with something late."""
    if FundingGrant.objects.exists():
        return
    _told_2020()
    _told_2021()
    _claimed_2021()
    _finished(2021)
    _forwarded(2022)
    _this_year(today)


def _file(year: int, block: int, title: str, **more: Any) -> FundingGrant:
    fields = {
        "period_from": date(year, 1, 1), "period_to": date(year, 12, 31), "authority": AUTHORITY,
    } | more  # fmt: skip
    return FundingGrant.objects.create(year=year, block=block, title=title, **fields)


def _steps(grant: FundingGrant, *steps: Step) -> None:
    """Each waits for the one before."""
    before = None
    for kind, title, actor, due_on, done_on in steps:
        before = GrantStep.objects.create(
            grant=grant, kind=kind, title=title, actor=actor, due_on=due_on, done_on=done_on, waits_for=before
        )


def _told_2020() -> None:
    grant = _file(
        2020, 2, "Case Management 2020", period_from=date(2020, 7, 1), basis="lump-sum-b2", state=GrantState.APPROVED,
        fte_approved=D(6), source="session.rhein-kreis-neuss.de ktonr 23500",
    )  # fmt: skip
    _steps(grant, (StepKind.APPROVAL, "", _THEM, None, date(2020, 5, 25)))


def _told_2021() -> None:
    """Applied for on 22.12.2020, concept handed in on 30.08.2021, approval pending; two posts are to go on."""
    grant = _file(
        2021, 1, "Koordinierende Stellen 2021", basis="guideline-2020", state=GrantState.APPLIED, fte_applied=D(6),
        source=f"{COURSE}; Folie 12",
    )  # fmt: skip
    _steps(
        grant,
        (StepKind.OTHER, "Richtlinie vom 25.11.2020 veröffentlicht", _THEM, None, date(2020, 11, 30)),
        (StepKind.APPLY, "", _US, None, date(2020, 12, 22)),
        (StepKind.CONCEPT, "Kreisweit abgestimmtes Handlungskonzept eingereicht", _US, None, date(2021, 8, 30)),
        (StepKind.APPROVAL, "", _THEM, None, None),
    )
    for recipient in ("stadt-dormagen", "stadt-neuss"):
        _agreement(grant, recipient, cap_per_fte=None, source="Folie 12: beantragt, soll weitergeleitet werden")


def _claimed_2021() -> None:
    """The posts in foreigners' and naturalisation offices that the county names; amount and day of an approval are not known."""
    grant = _file(
        2021, 3, "Ausländer- und Einbürgerungsbehörden 2021", basis="guideline-2020", state=GrantState.APPLIED,
        fte_applied=D("2.25"), source="Vom Kreis genannt: zweimal 0,75 Stellen und 0,75 nach AZR-Zahlen; Beträge sind nicht bekannt.",
    )  # fmt: skip
    _steps(grant, (StepKind.APPROVAL, "", _THEM, None, None))


def _finished(year: int) -> None:
    """Seven posts of block 2, approved after the year had begun, proved."""
    grant = _invented(year, 2, "Case Management 2021", fte=D(7), basis="lump-sum-b2", state=GrantState.PROVED)
    _amounts(grant, D(385000), date(year, 2, 15))
    _steps(
        grant,
        (StepKind.APPLY, "", _US, None, date(year - 1, 12, 1)),
        (StepKind.APPROVAL, "", _THEM, None, date(year, 2, 15)),
        (StepKind.DRAWDOWN, "", _US, date(year, 6, 30), date(year, 6, 22)),
        (StepKind.FINAL_PROOF, "", _US, date(year + 1, 3, 31), date(year + 1, 3, 28)),
        (StepKind.REPORT, "", _US, date(year + 1, 3, 31), date(year + 1, 3, 28)),
    )


def _forwarded(year: int) -> None:
    """Two of six posts of block 1 go on to Dormagen and Neuss; one agreement was amended."""
    grant = _invented(
        year, 1, "Koordinierende Stellen 2022", fte=D(6), basis="guideline-2020", state=GrantState.APPROVED
    )
    _amounts(grant, D(330000), date(year, 3, 10))
    _steps(
        grant,
        (StepKind.APPLY, "", _US, None, date(year - 1, 12, 14)),
        (StepKind.APPROVAL, "Bewilligung nach Beginn des Jahres", _THEM, None, date(year, 3, 10)),
        (StepKind.DRAWDOWN, "", _US, date(year, 6, 30), date(year, 6, 27)),
    )
    signed = {
        "signed_on": date(year, 4, 1),
        "proof_due_on": date(year + 1, 2, 28),
        "received_on": date(year + 1, 3, 30),
    }
    more = signed | {"synthetic": True, "note": NOTE, "cap_per_fte": D(55000)}
    first = _agreement(grant, "stadt-dormagen", own_per_fte=D(5000), state=AgreementState.PROOF_RECEIVED, **more)
    checked = {"received_on": date(year + 1, 2, 20), "checked_on": date(year + 1, 3, 6)}
    _agreement(grant, "stadt-neuss", state=AgreementState.PROOF_CHECKED, **more | checked)
    if first:
        AgreementAmendment.objects.create(
            agreement=first, valid_from=date(year, 8, 25), signed_on=date(year, 8, 25), proof_due_on=date(year + 1, 3, 31),
            what="Frist für den Verwendungsnachweis um einen Monat verlängert",
        )  # fmt: skip


def _this_year(today: date) -> None:
    """A file that runs: one thing is late, the next is due within two weeks."""
    year = today.year
    grant = _invented(year, 2, f"Case Management {year}", fte=D(7), basis="guideline-2024", state=GrantState.APPROVED)
    _amounts(grant, D(399000), date(year, 1, 20))
    GrantAmount.objects.create(
        grant=grant, kind="amended", amount=D("-14250.00"), on=date(year, 2, 2), paper="Änderungsbescheid",
        remark="eine Stelle drei Monate unbesetzt",
    )  # fmt: skip
    _steps(
        grant,
        (StepKind.APPLY, "", _US, None, date(year - 1, 11, 30)),
        (StepKind.APPROVAL, "", _THEM, None, date(year, 1, 20)),
        (StepKind.INTERIM_PROOF, "", _US, today - timedelta(days=6), None),
        (StepKind.DRAWDOWN, "", _US, today + timedelta(days=9), None),
        (StepKind.FINAL_PROOF, "", _US, date(year + 1, 3, 31), None),
    )


def _invented(year: int, block: int, title: str, *, fte: D, basis: str, state: GrantState) -> FundingGrant:
    return _file(
        year, block, title, basis=basis, state=state, fte_applied=fte, fte_approved=fte, synthetic=True, note=NOTE
    )


def _amounts(grant: FundingGrant, amount: D, on: date) -> None:
    each = {"grant": grant, "amount": amount, "per_fte": amount / (grant.fte_approved or 1)}
    GrantAmount.objects.create(kind="applied", on=on - timedelta(days=60), **each)
    GrantAmount.objects.create(kind="approved", on=on, **each)


def _agreement(grant: FundingGrant, recipient: str, **more: Any) -> ForwardingAgreement | None:
    giver, taker = (Agency.objects.filter(key=key).first() for key in ("rhein-kreis-neuss", recipient))
    if giver is None or taker is None:
        return None
    post = Post.objects.filter(block=1, employers__agency=taker).order_by("key").first()
    period = {"period_from": grant.period_from, "period_to": grant.period_to}
    return ForwardingAgreement.objects.create(
        grant=grant, giver=giver, recipient=taker, post=post, fte=D(1), **period | more
    )
