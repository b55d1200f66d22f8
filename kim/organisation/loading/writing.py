"""Writing a plan: all of it in one transaction, or nothing."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from kim.organisation import logos, shares
from kim.organisation.exceptions import EntriesContradict, PlanIsStale
from kim.organisation.loading.kinds import Kind
from kim.organisation.loading.plan import Act, LoadPlan, Step, plan_load
from kim.organisation.loading.rows import Values
from kim.organisation.loading.stored import by_key
from kim.organisation.models import County, LoadedProfile, TargetGroupRule, User
from kim.privacy.public import audit

Ids = dict[str, dict[str, int]]


@transaction.atomic
def apply(plan: LoadPlan, *, by_name: str) -> bool:
    """Write the plan as the owner of the database; False when there was nothing to write. Half a profile is never loaded."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('kim.county.load'))")
        cursor.execute("select set_config('kim.origin', %s, true)", [plan.name or by_name])
    fresh = plan_load(plan.profile, plan.digest, name=plan.name, kinds=plan.kinds, logo=plan.logo)
    if fresh.steps != plan.steps:
        raise PlanIsStale
    if plan.is_empty:
        return False
    _write_all(plan)
    if plan.logo_changes and plan.logo:
        logos.store(plan.logo)
    _remember(plan, by_name)
    _record(plan, by_name)
    return True


def _write_all(plan: LoadPlan) -> None:
    ids: Ids = {}
    steps = defaultdict(list)
    for step in plan.steps:
        steps[step.kind.name].append(step)
    try:
        for kind in plan.kinds:
            for step in _endings_last(steps[kind.name]):
                _write(step, plan, references_of(kind, plan.kinds, ids))
                if step.act is Act.ADD:
                    ids.pop(kind.name, None)
        shares.check_now()
    except IntegrityError as error:
        raise EntriesContradict(detail=str(error).splitlines()[0]) from error


def _endings_last(steps: list[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: step.act is not Act.REMOVE)


def references_of(kind: Kind, kinds: Iterable[Kind], ids: Ids | None = None) -> Ids:
    """The rows this kind refers to, by key; read once, and again after rows of that kind were added."""
    ids = {} if ids is None else ids
    by_name = {each.name: each for each in kinds}
    for name in set(kind.references.values()):
        if name not in ids:
            known_by = by_name[name].known_by[0]
            ids[name] = dict(by_name[name].model._default_manager.values_list(known_by, "pk"))
    return ids


def _write(step: Step, plan: LoadPlan, ids: Ids) -> None:
    match step.kind.name, step.act:
        case "county", _:
            _write_county(step, plan)
        case "target_group", _:
            new_version(step.after, plan.today)
        case _, Act.REMOVE:
            step.kind.model._default_manager.filter(pk=step.pk).delete()
        case _, Act.ADD:
            _add(step, columns_of(step.kind, step.after, ids))
        case _:
            changed = {name: step.after[name] for name in step.fields}
            _change(step, columns_of(step.kind, changed, ids))


def _add(step: Step, columns: dict[str, Any]) -> None:
    row = step.kind.model(**columns)
    if isinstance(row, User):
        row.set_unusable_password()
    row.save(force_insert=True)


def _change(step: Step, columns: dict[str, Any]) -> None:
    if columns.get("is_active") is False:  # an unusable password also ends the sessions for good
        columns["password"] = make_password(None)
    step.kind.model._default_manager.filter(pk=step.pk).update(**columns)


def columns_of(kind: Kind, values: Values, ids: Ids) -> dict[str, Any]:
    """Values as the table's columns take them, references by id."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        column = kind.column(name)
        if isinstance(column, models.ForeignKey):
            found[column.attname] = None if value is None else ids[kind.references[name]][value]
        else:
            found[name] = column.to_python(value)
    return found


def _write_county(step: Step, plan: LoadPlan) -> None:
    columns = {name: step.after[name] for name in step.kind.fields}
    origin = {"profile_name": plan.name, "profile_digest": plan.digest, "loaded_at": timezone.now()}
    County.objects.update_or_create(id=1, defaults=columns | origin)


def new_version(values: Values, day: date) -> TargetGroupRule:
    """A rule is never rewritten: decisions made with it refer to its version."""
    previous = TargetGroupRule.objects.order_by("-version").first()
    if previous is None:
        return TargetGroupRule.objects.create(version=1, **values)
    eve = day - timedelta(days=1)
    previous.valid_to = max(previous.valid_from or eve, eve)
    previous.save(update_fields=["valid_to"])
    return TargetGroupRule.objects.create(version=previous.version + 1, valid_from=day, **values)


def _remember(plan: LoadPlan, by_name: str) -> None:
    """Keep what was loaded; what ended stays known, so that taking it up again is no surprise."""
    now = timezone.now()
    last = LoadedProfile.objects.first()
    values = {kind.name: dict(_still_known(last, kind, plan)) for kind in plan.kinds}
    LoadedProfile.objects.create(
        digest=plan.digest, name=plan.name, loaded_at=now, loaded_by=by_name[:120], values=values
    )
    County.objects.update(profile_name=plan.name, profile_digest=plan.digest, loaded_at=now)


def _still_known(last: LoadedProfile | None, kind: Kind, plan: LoadPlan) -> dict[str, Values]:
    steps = {step.key: step for step in plan.steps if step.kind == kind}
    known = dict((last.values if last else {}).get(kind.name, {}))
    for key, step in steps.items():
        known.pop(key, None)
        known.pop(step.old_key, None)
        if step.after and step.act is not Act.REMOVE:
            known[key] = step.after
    return known | by_key(kind, kind.read(plan.profile))


def _record(plan: LoadPlan, by_name: str) -> None:
    acts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for step in plan.steps:
        acts[step.kind.name][step.act].append(step.key)
    for kind, keys in acts.items():
        audit.record("county.entries_loaded", entries=kind, by_name=by_name, keys=keys)
    audit.record(
        "county.loaded", digest=plan.digest, file=plan.name, by_name=by_name, steps=len(plan.steps),
        reverted=len(plan.reverts),
    )  # fmt: skip
