"""Observations from casework: written by somebody, told without anybody, handed on together with others."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from kim.casework import access, guard
from kim.casework.actions.shared import already
from kim.casework.exceptions import AlreadyHandedOn, FewerTraits, HeldBack, LeadsToSomebody
from kim.casework.guard import Finding, Known, Traits
from kim.casework.models import Case, ObservationReceipt
from kim.organisation.public import Permission, User
from kim.privacy.public import audit
from kim.workbench.public import notices

TEXTS = ("text", "idea", "since")
_IDS = ("life_area", "municipality", "sphere_from", "sphere_to", "offer")


@dataclass(frozen=True)
class Report:
    """What somebody observed: its traits as keys, and their words."""

    kind: str
    text: str
    traits: Traits
    idea: str = ""
    since: str = ""
    how_often: str = ""
    how_bad: int | None = None

    def words(self) -> str:
        """Everything that was typed, as one text."""
        return "\n".join(getattr(self, name) for name in TEXTS)


@dataclass(frozen=True)
class Parcel:
    """An observation on its way: no author, no case, no hour."""

    id: UUID
    month: date
    kind: str
    text: str
    idea: str
    since: str
    how_often: str
    how_bad: int | None
    life_area: int | None
    municipality: int | None
    sphere_from: int | None
    sphere_to: int | None
    offer: int | None
    reason: str
    process_step: str
    coarsened: tuple[str, ...]


@transaction.atomic
def report(
    *,
    by: User,
    report: Report,
    case: Case | None = None,
    kept: Collection[str] = (),
    left_out: Collection[str] = (),
    submission: UUID | None = None,
) -> ObservationReceipt:
    """Keep an observation until it is handed on. `kept`: words that are no name; `left_out`: what its author agreed to leave out."""
    if not by.has(Permission.OBSERVE) or (case is not None and not access.may_change(by, case)):
        raise PermissionDenied
    if earlier := already(ObservationReceipt, submission, author=by):
        return earlier
    if found := leads_to(report, by, case, kept):
        raise LeadsToSomebody(found)
    rare = too_rare(report.traits)
    if set(rare) - set(left_out):
        raise FewerTraits(rare)
    parcel = _packed(replace(report, traits=guard.coarsened(report.traits, list(rare))), rare)
    receipt = ObservationReceipt.objects.create(author=by, case=case, parcel=parcel, submission=submission)
    # Without target: the trail of the case tells that something was observed, and nothing leads from there to the observation.
    audit.record("observation.reported", case_id=case.pk if case else None)
    return receipt


def leads_to(
    report: Report, by: User, case: Case | None = None, kept: Collection[str] = ()
) -> dict[str, list[Finding]]:
    """The places in each text that would lead to somebody; what only looks so may be kept by its words."""
    known = guard.words_of(case) if case is not None else _words_of_own_cases(by)
    agreed = {word.casefold() for word in kept}
    found: dict[str, list[Finding]] = {}
    for name in TEXTS:
        text = getattr(report, name)
        # Without a case nothing is certain: among the names of all one's cases there is one for many a word.
        checked = [replace(each, sure=each.sure and case is not None) for each in guard.check(text, known)]
        if places := [each for each in checked if each.sure or text[each.start : each.end].casefold() not in agreed]:
            found[name] = places
    return found


def _words_of_own_cases(user: User) -> Known:
    """Names and references of the running cases of whoever writes, in one query."""
    rows = Case.objects.running().mine(user).values_list("person__given_name", "person__family_name", "reference")
    people = list(rows)
    return guard.known(
        names=[f"{given} {family}" for given, family, _ in people], references=[row[2] for row in people]
    )


def too_rare(traits: Traits) -> list[str]:
    """The traits to leave out so that at least five households fit; refused where that is not enough."""
    rare = guard.too_rare(traits, guard.enough_people)
    if rare == [guard.HOLD_BACK]:
        raise HeldBack
    return rare


@transaction.atomic
def withdraw(*, receipt: ObservationReceipt, by: User) -> None:
    """Take an observation back while it waits; nothing of it is kept."""
    waiting = ObservationReceipt.objects.select_for_update(of=("self",)).filter(pk=receipt.pk, author=by).first()
    if waiting is None:
        raise PermissionDenied
    if not waiting.waits:
        raise AlreadyHandedOn
    case_id = waiting.case_id
    waiting.delete()
    audit.record("observation.withdrawn", case_id=case_id)


@transaction.atomic
def look_at(*, by: User) -> None:
    """Its author has looked at the feedback that came."""
    ObservationReceipt.objects.filter(author=by, told_at__isnull=False).update(seen_at=timezone.now())


def own_receipts(user: User) -> QuerySet[ObservationReceipt]:
    """What this person reported, the newest first. PostgreSQL holds the same line."""
    return ObservationReceipt.objects.filter(author=user)


def hand_on(*, everything: bool) -> list[Parcel]:
    """Take what waits out of casework, for the job alone; before the night only once three people wrote."""
    with connection.cursor() as cursor:
        cursor.execute("select casework_hand_on(%s)::text", [everything])
        return [_unpacked(parcel) for parcel in json.loads(cursor.fetchone()[0])]


def tell_reporters(observations: Iterable[UUID]) -> None:
    """Tell the authors of these observations that there is feedback; whoever tells learns nothing of them."""
    with connection.cursor() as cursor:
        cursor.execute("select casework_tell_reporters(%s::uuid[])", [list(observations)])
    notices.mail_soon()


def _packed(report: Report, coarsened: Sequence[str]) -> dict[str, Any]:
    traits = report.traits
    month = guard.quarter_of(traits.month) if traits.quarter else traits.month.replace(day=1)
    return {
        **{name: getattr(traits, name) for name in (*_IDS, "reason", "process_step")},
        **{name: getattr(report, name) for name in ("kind", "text", "idea", "since", "how_often", "how_bad")},
        "month": month.isoformat(),
        "coarsened": list(coarsened),
    }


def _unpacked(parcel: dict[str, Any]) -> Parcel:
    values = parcel | {"id": UUID(parcel["id"]), "month": date.fromisoformat(parcel["month"])}
    return Parcel(**values | {"coarsened": tuple(parcel["coarsened"])})
