"""Recording what was computed, then what was agreed, then what was decided."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kim.law.apportionment import Apportionment as Computed
from kim.law.apportionment.words import places
from kim.organisation.public import User
from kim.privacy.public import audit
from kim.staffing import access
from kim.staffing.exceptions import ChangedMeanwhile, DecidedAlready, NotAgreedYet, ReasonMissing, SumIsNotThePosts
from kim.staffing.models import Apportionment, ApportionmentShare

Agreed = Mapping[int, tuple[Decimal, str]]


@transaction.atomic
def record(*, computed: Computed, by: User, title: str, year: int, weights: str, **more: Any) -> Apportionment:
    """Keep a computed table with its inputs and its rule."""
    _planner(by)
    order = computed.order
    made = Apportionment.objects.create(
        title=title, year=year, weights=weights, posts=_decimal(order.posts, 2), method=order.method,
        step=_decimal(order.step, 2), minimum=_decimal(order.minimum, 2), threshold=_decimal(order.threshold, 2),
        remarks=remarks_of(computed), recorded_on=timezone.localdate(), changed_by=by, **more,
    )  # fmt: skip
    ApportionmentShare.objects.bulk_create(rows_of(computed, made))
    audit.record("apportionment.recorded", target=made, method=order.method, posts=str(made.posts))
    return made


def rows_of(computed: Computed, of: Apportionment) -> list[ApportionmentShare]:
    """The computed table as rows."""
    return [
        ApportionmentShare(
            apportionment=of, position=number, key=row.unit.key, name=row.unit.name, members=list(row.unit.members),
            weight=_decimal(row.unit.weight, 4), quota=_decimal(row.quota, 4), computed=_decimal(row.share, 4), how=row.how,
        )
        for number, row in enumerate(computed.shares, start=1)
    ]  # fmt: skip


def remarks_of(computed: Computed) -> list[dict[str, Any]]:
    """Ties and warnings by code and keys, to be said in any language."""
    ties = [{"code": "tie", "keys": list(tie.keys), "won": list(tie.won)} for tie in computed.ties]
    return ties + [{"code": warned.code, "keys": list(warned.keys)} for warned in computed.warnings]


@transaction.atomic
def agree(*, apportionment: Apportionment, by: User, version: int, shares: Agreed) -> Apportionment:
    """The table all agreed on: it adds up to the posts, and every share that is not the computed one has its reason."""
    _planner(by)
    fresh = _locked(apportionment, version)
    if fresh.is_decided:
        raise DecidedAlready
    total = sum((share for share, _reason in shares.values()), Decimal(0))
    if total != fresh.posts:
        raise SumIsNotThePosts(sum=_shown(total), posts=_shown(fresh.posts))
    rows = fresh.rows
    silent = [row.name for row in rows if shares[row.pk][0] != row.computed and not shares[row.pk][1].strip()]
    if silent:
        raise ReasonMissing(names=", ".join(silent))
    for row in rows:
        row.agreed, row.reason = shares[row.pk][0], shares[row.pk][1].strip()
    ApportionmentShare.objects.bulk_update(rows, ["agreed", "reason"])
    _saved(fresh, by, agreed_on=timezone.localdate())
    audit.record("apportionment.agreed", target=fresh, deviating=sum(row.deviation != 0 for row in rows))
    return fresh


@transaction.atomic
def decide(
    *, apportionment: Apportionment, by: User, version: int, body: str, on: date, decision: str, valid_from: date
) -> Apportionment:
    """Which body decided it, when, and from when it holds; from then on the table stays."""
    _planner(by)
    fresh = _locked(apportionment, version)
    if fresh.is_decided:
        raise DecidedAlready
    if not fresh.is_agreed:
        raise NotAgreedYet
    _saved(fresh, by, decided_by=body, decided_on=on, decision=decision, valid_from=valid_from)
    audit.record("apportionment.decided", target=fresh, on=on.isoformat())
    return fresh


def _planner(by: User) -> None:
    if not access.plans(by):
        raise PermissionDenied


def _locked(apportionment: Apportionment, version: int) -> Apportionment:
    fresh = Apportionment.objects.select_for_update().get(pk=apportionment.pk)
    if fresh.version != version:
        raise ChangedMeanwhile
    return fresh


def _saved(row: Apportionment, by: User, **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.changed_by = by
    row.save()


def _decimal(value: Fraction, digits: int) -> Decimal:
    return Decimal(places(value, digits))


def _shown(value: Decimal) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
