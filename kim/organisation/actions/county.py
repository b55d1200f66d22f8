"""Entries of the county, changed on screen: added, corrected, changed from a day on, ended, removed.

What holds for a profile holds here: after each act the county is written out in memory and checked with the rules of the
profile; a fault that was not there before takes the act back.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext

from kim.organisation import logos, shares
from kim.organisation.actions import accounts
from kim.organisation.actions.carrying import carry_over
from kim.organisation.exceptions import (
    BeganLater,
    EndedAlready,
    EntriesContradict,
    EntryChanged,
    EntryFaults,
    EntryStays,
    HoldersAbovePost,
    OwnAccountStays,
    OwnRoleIsGivenByOthers,
)
from kim.organisation.loading import stored
from kim.organisation.loading.export import export
from kim.organisation.loading.findings import at_field, findings, said
from kim.organisation.loading.kinds import Kind
from kim.organisation.loading.plan import Act, LoadPlan
from kim.organisation.loading.rows import Values, sort_key
from kim.organisation.loading.writing import apply, columns_of, new_version, references_of
from kim.organisation.models import County, CountyChange, TargetGroupRule, User
from kim.organisation.profile.colours import best_on, is_colour
from kim.organisation.roles import Permission
from kim.privacy.public import audit

_TAKEN = re.compile(r"Key \((\w+)\)=\((.*)\) already exists")
PNG_MARK = b"\x89PNG"
Kinds: TypeAlias = tuple[Kind, ...]
# Entries known by a key that may be followed by another one from a day on.
FOLLOWED = frozenset({
    "legal_sphere", "agency", "unit", "post", "body", "life_area", "access_channel", "intake_question", "closing_reason", "offer", "goal",
    "legal_basis",
})  # fmt: skip


@dataclass(frozen=True)
class Saved:
    """The row that holds now, and what is worth a look though it was saved."""

    pk: int
    warnings: tuple[str, ...] = ()


def version_of(kind: Kind, pk: int) -> int:
    """The number of the last change of a row: whoever saves over it names the one they saw."""
    return int(CountyChange.objects.filter(kind=kind.name, row=pk).aggregate(last=Max("id"))["last"] or 0)


def values_of(kind: Kind, pk: int, kinds: Kinds) -> Values:
    """A row in the form the profile is compared in: references by key."""
    found = stored.read_one(kind, pk, kinds)
    if found is None:
        raise kind.model.DoesNotExist  # type: ignore[attr-defined]
    return found


def can_change_from(kind: Kind) -> bool:
    """Whether entries of this kind may be one thing until a day and another from it on."""
    return kind.name in FOLLOWED or (kind.relation and "valid_from" in kind.fields)


def can_be_removed(kind: Kind) -> bool:
    """Whether a wrong entry may go; what others may refer to only ends."""
    return kind.relation or kind.gone == "removed"


@transaction.atomic
def add(*, kind: Kind, values: Values, by: User, kinds: Kinds) -> Saved:
    """A new entry."""
    with _checked(by, kinds) as act:
        _not_ones_own_role(kind, by, values)
        act.pk = _insert(kind, values, kinds)
        act.done("county.entry_added", kind, act.pk)
    return Saved(act.pk, act.warnings)


@transaction.atomic
def correct(*, kind: Kind, pk: int, values: Values, version: int, by: User, kinds: Kinds) -> Saved:
    """It was wrong: the entry says now what it should have said all the time."""
    with _checked(by, kinds) as act:
        before = _still_as_seen(kind, pk, version, kinds)
        _not_ones_own_role(kind, by, before, values)
        values = _with_readable_text(kind, values)
        changed = {name: value for name, value in values.items() if before.get(name) != value}
        act.pk = pk
        if changed:
            _update(kind, pk, changed, kinds)
            act.done("county.entry_corrected", kind, pk, fields=sorted(changed))
    return Saved(pk, act.warnings)


@transaction.atomic
def change_from(*, kind: Kind, pk: int, values: Values, day: date, version: int, by: User, kinds: Kinds) -> Saved:
    """The entry ends the day before; a new one goes on from this day, with everything that hangs on it."""
    with _checked(by, kinds) as act:
        before = _still_as_seen(kind, pk, version, kinds)
        _not_ones_own_role(kind, by, before, values)
        _runs_on(before, day)
        after = before | values | {"valid_from": day.isoformat()}
        after["valid_to"] = values.get("valid_to", before["valid_to"])
        if not kind.relation:
            after["key"] = _free_key(kind, before["key"])
        _update(kind, pk, {"valid_to": (day - timedelta(days=1)).isoformat()}, kinds)
        act.pk = _insert(kind, after, kinds)
        if not kind.relation:
            carry_over(kind, pk, act.pk, day, kinds)
        act.done("county.entry_changed", kind, act.pk, before=pk, day=day)
    return Saved(act.pk, act.warnings)


@transaction.atomic
def end(*, kind: Kind, pk: int, last_day: date, version: int, by: User, kinds: Kinds) -> Saved:
    """The entry holds up to this day."""
    with _checked(by, kinds) as act:
        before = _still_as_seen(kind, pk, version, kinds)
        _not_ones_own_role(kind, by, before)
        if kind.name == "staff" and before["username"] == by.username:
            raise OwnAccountStays
        act.pk = pk
        _update(kind, pk, {"valid_to": last_day.isoformat()}, kinds)
        act.done("county.entry_ended", kind, pk, day=last_day)
    return Saved(pk, act.warnings)


@transaction.atomic
def remove(*, kind: Kind, pk: int, version: int, by: User, kinds: Kinds) -> None:
    """The entry was never right and goes; the history keeps what it said."""
    with _checked(by, kinds) as act:
        before = _still_as_seen(kind, pk, version, kinds)
        _not_ones_own_role(kind, by, before)
        if not can_be_removed(kind):
            raise EntryStays
        kind.model._default_manager.filter(pk=pk).delete()
        act.done("county.entry_removed", kind, pk)


@transaction.atomic
def new_rule(*, values: Values, day: date, version: int, by: User, kinds: Kinds) -> Saved:
    """A new version of the target-group rule from a day on; older ones stay for the decisions made with them."""
    kind = next(kind for kind in kinds if kind.name == "target_group")
    with _checked(by, kinds) as act:
        last = TargetGroupRule.objects.order_by("-version").first()
        if last and last.version != version:
            raise EntryChanged(values={}, version=last.version)
        if last and last.valid_from and last.valid_from > day:
            raise BeganLater
        act.pk = new_version(values, day).pk
        act.done("county.rule_changed", kind, act.pk, day=day)
    return Saved(act.pk, act.warnings)


def load(plan: LoadPlan, *, by: User) -> bool:
    """Load a file on screen; what it says about one's own roles is left to others."""
    _must_manage(by)
    for step in plan.steps:
        _not_ones_own_role(step.kind, by, step.before, step.after)
        if step.kind.name == "staff" and step.key == by.username and step.act is Act.DEACTIVATE:
            raise OwnAccountStays
    return apply(plan, by_name=str(by))


@transaction.atomic
def take_logo(*, content: bytes, file_name: str, by: User) -> None:
    """Keep a new logo; its name stands in the county's profile."""
    _must_manage(by)
    logo = logos.checked(content, _plain_name(file_name, content))
    if logos.store(logo):
        County.objects.update(logo=logo.file_name)
        audit.record("county.logo_taken", by=by.pk, digest=logo.digest)


def _plain_name(name: str, content: bytes) -> str:
    """A name of a file as a profile may have it."""
    stem = "".join(c for c in name.rpartition(".")[0] if c.isascii() and (c.isalnum() or c in "-_"))[:60] or "logo"
    return f"{stem}.{'png' if content.startswith(PNG_MARK) else 'svg'}"


def _must_manage(by: User) -> None:
    if not by.has(Permission.COUNTY_MANAGE):
        raise PermissionDenied


class _Act:
    """What came of the act under way."""

    def __init__(self, by: User) -> None:
        self.by, self.pk, self.warnings = by, 0, ()  # type: tuple[User, int, tuple[str, ...]]
        self.written, self.kind = False, ""

    def done(self, event: str, kind: Kind, pk: int, **more: Any) -> None:
        """The event of the trail: which entry, not what stands in it."""
        self.written, self.kind = True, kind.name
        audit.record(event, target=kind.model(pk=pk), entries=kind.name, by=self.by.pk, **more)
        if kind.name == "staff":
            accounts.close_ended(timezone.localdate())


@contextmanager
def _checked(by: User, kinds: Kinds) -> Iterator[_Act]:
    """One at a time; what is faulty afterwards and was not before takes everything back."""
    _must_manage(by)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('kim.county.load'))")
    act = _Act(by)
    before = findings(export(kinds))
    try:
        with transaction.atomic():
            yield act
            shares.check_now()
    except HoldersAbovePost as error:
        raise EntryFaults(faults=[("fte", str(error))]) from error
    except (IntegrityError, DataError) as error:
        if taken := _TAKEN.search(str(error)):
            text = gettext("“%(value)s” is taken already. Choose something else.") % {"value": taken[2]}
            raise EntryFaults(faults=[(taken[1], text)]) from error
        raise EntriesContradict(detail=str(error).splitlines()[0]) from error
    if act.written:
        now = export(kinds)
        after = findings(now)
        if new := [after[0][key] for key in after[0].keys() - before[0].keys()]:
            raise EntryFaults(faults=[at_field(fault, now, act.kind) for fault in new])
        act.warnings = tuple(said(after[1][key]) for key in after[1].keys() - before[1].keys())


def _not_ones_own_role(kind: Kind, by: User, *rows: Values) -> None:
    # What is opened to a post is opened to whoever holds it.
    if kind.name in ("membership", "holder") and any(row.get("user") == by.username for row in rows):
        raise OwnRoleIsGivenByOthers


def _still_as_seen(kind: Kind, pk: int, version: int, kinds: Kinds) -> Values:
    now = values_of(kind, pk, kinds)
    if (last := version_of(kind, pk)) != version:
        raise EntryChanged(values=now, version=last)
    return now


def _runs_on(values: Values, day: date) -> None:
    if values["valid_from"] and values["valid_from"] >= day.isoformat():
        raise BeganLater
    if values["valid_to"] and values["valid_to"] < day.isoformat():
        raise EndedAlready


def _insert(kind: Kind, values: Values, kinds: Kinds) -> int:
    if "sort_key" in kind.fields:
        values = values | {"sort_key": sort_key(values["name"])}
    row = kind.model._default_manager.create(**columns_of(kind, values, references_of(kind, kinds)))
    return int(row.pk)


def _update(kind: Kind, pk: int, changed: Values, kinds: Kinds) -> None:
    if "sort_key" in kind.fields and "name" in changed:
        changed = changed | {"sort_key": sort_key(changed["name"])}
    kind.model._default_manager.filter(pk=pk).update(**columns_of(kind, changed, references_of(kind, kinds)))


def _with_readable_text(kind: Kind, values: Values) -> Values:
    """Without a colour of its own the text on the county's colour is black or white, as for a file."""
    brand = values.get("brand_colour") or ""
    if kind.name != "county" or values.get("on_brand_colour") or not is_colour(brand):
        return values
    return values | {"on_brand_colour": best_on(brand)}


def _free_key(kind: Kind, key: str) -> str:
    """The key of the entry that follows: sgb-ii, sgb-ii-2, sgb-ii-3."""
    stem = key[:55]
    taken = set(kind.model._default_manager.filter(key__startswith=stem).values_list("key", flat=True))
    return next(free for n in range(2, len(taken) + 3) if (free := f"{stem}-{n}") not in taken)
