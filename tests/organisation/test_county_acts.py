"""Entries of the county changed on screen: the rules of the profile, two at once, from a day on, and back into a file."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kim.network.public import KINDS, export_county, plan_county
from kim.organisation.actions import accounts, county
from kim.organisation.exceptions import (
    BeganLater,
    EntryChanged,
    EntryFaults,
    EntryStays,
    OrganisationError,
    OwnAccountStays,
    OwnRoleIsGivenByOthers,
)
from kim.organisation.models import (
    Agency,
    CountyChange,
    LifeArea,
    Membership,
    Municipality,
    PhaseWeight,
    Post,
    PostCatchment,
    PostHolder,
    TargetGroupRule,
    User,
)
from kim.organisation.profile import read
from kim.organisation.public import loading
from kim.privacy.models import AuditEvent

NEUSS = Path(__file__).parents[2] / "counties" / "rhein-kreis-neuss.toml"
KIND = {kind.name: kind for kind in KINDS}
pytestmark = pytest.mark.django_db


@pytest.fixture
def by(db) -> User:
    content = NEUSS.read_bytes()
    loading.apply(plan_county(read(content), hashlib.sha256(content).hexdigest(), name=NEUSS.name), by_name="Test")
    return User.objects.get(username="kueppers")


def row(kind: str, pk: int) -> dict:
    """What an act wants to know: which row, what it says, which version was seen."""
    return {"kind": KIND[kind], "pk": pk, "version": county.version_of(KIND[kind], pk), "kinds": KINDS}


def said(kind: str, pk: int) -> dict:
    return county.values_of(KIND[kind], pk, KINDS)


def unchanged_when_loaded() -> bool:
    return plan_county(read(export_county().encode()), "x").steps == ()


def test_an_entry_is_corrected_with_event_and_history(by):
    place = Municipality.objects.get(name="Dormagen")

    county.correct(values={"name": "Stadt Dormagen"}, by=by, **row("municipality", place.pk))

    place.refresh_from_db()
    change = CountyChange.objects.filter(kind="municipality", row=place.pk).first()
    assert (place.name, place.sort_key) == ("Stadt Dormagen", "stadt dormagen")
    assert (change.before["name"], change.after["name"]) == ("Dormagen", "Stadt Dormagen")
    assert AuditEvent.objects.filter(kind="county.entry_corrected", target_id=place.pk).exists()
    assert unchanged_when_loaded()


def test_of_two_administrators_on_one_record_the_second_is_told_what_the_first_saved(by):
    place = Municipality.objects.get(name="Dormagen")
    seen = row("municipality", place.pk)
    county.correct(values={"note": "Erste"}, by=by, **seen)

    with pytest.raises(EntryChanged) as found:
        county.correct(values={"note": "Zweite"}, by=by, **seen)

    assert found.value.values["values"]["note"] == "Erste"
    county.correct(values={"note": "Zweite"}, by=by, **seen | {"version": found.value.values["version"]})
    assert Municipality.objects.get(pk=place.pk).note == "Zweite"


def test_a_relation_changes_from_a_day_on(by):
    holder = PostHolder.objects.filter(valid_to=None).select_related("post").first()
    day = timezone.localdate() + timedelta(days=30)

    saved = county.change_from(values={"fte": "0.25"}, day=day, by=by, **row("holder", holder.pk))

    holder.refresh_from_db()
    assert holder.valid_to == day - timedelta(days=1)
    assert PostHolder.objects.get(pk=saved.pk).valid_from == day
    assert unchanged_when_loaded()


def test_a_post_that_changes_takes_everything_along_that_hangs_on_it(by):
    post = Post.objects.filter(catchments__isnull=False, holders__valid_to=None).first()
    areas = set(PostCatchment.objects.filter(post=post, valid_to=None).values_list("municipality__name", flat=True))
    day = timezone.localdate() + timedelta(days=10)

    saved = county.change_from(values={"title": "Neu zugeschnitten"}, day=day, by=by, **row("post", post.pk))

    new = Post.objects.get(pk=saved.pk)
    assert new.key == f"{post.key}-2"
    assert set(new.catchments.values_list("municipality__name", flat=True)) == areas
    assert set(new.catchments.values_list("valid_from", flat=True)) <= {day}
    assert not PostCatchment.objects.filter(post=post).exclude(valid_to__lt=day).exists()
    assert unchanged_when_loaded()


def test_a_weight_may_follow_another_but_not_stand_beside_it(by):
    weight = PhaseWeight.objects.get(phase="access")
    day = timezone.localdate()
    county.change_from(values={"weight": "0.5"}, day=day, by=by, **row("phase_weight", weight.pk))

    with pytest.raises(EntryFaults):
        county.add(kind=KIND["phase_weight"], kinds=KINDS, by=by, values=said("phase_weight", weight.pk) | {
            "valid_from": None, "valid_to": None,
        })  # fmt: skip
    assert PhaseWeight.objects.filter(phase="access").count() == 2
    assert unchanged_when_loaded()


def test_nothing_changes_from_a_day_before_it_began(by):
    holder = PostHolder.objects.exclude(valid_from=None).first()
    with pytest.raises(BeganLater):
        county.change_from(values={}, day=holder.valid_from, by=by, **row("holder", holder.pk))


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("municipality", {"ags": "99999999"}, "ags"),
        ("municipality", {"name": ""}, "name"),
        ("municipality", {"code": "NE"}, "code"),
        ("agency", {"valid_from": "2026-01-02", "valid_to": "2026-01-01"}, "valid_to"),
        ("life_area", {"position": 2}, "position"),
        ("life_area", {"name_de": "x" * 201}, "name_de"),
        ("post", {"fte": "1.5"}, "fte"),
    ],
)
def test_what_a_profile_may_not_say_is_refused_at_its_field(by, kind, values, field):
    pk = KIND[kind].model._default_manager.exclude(**{"code": "NE"} if kind == "municipality" else {"pk": 0}).first().pk

    with pytest.raises((EntryFaults, OrganisationError)) as found:
        county.correct(values=values, by=by, **row(kind, pk))

    if isinstance(found.value, EntryFaults):
        assert field in {name for name, _text in found.value.values["faults"]}
    assert unchanged_when_loaded()


def test_a_post_is_not_held_above_its_share_for_a_single_day_and_the_day_is_said(by):
    holder = PostHolder.objects.filter(valid_to=None, fte=1).select_related("post").first()
    day = timezone.localdate()
    values = said("holder", holder.pk) | {
        "user": "hollender",
        "valid_from": day.isoformat(),
        "valid_to": day.isoformat(),
    }

    with pytest.raises(EntryFaults) as found:
        county.add(kind=KIND["holder"], values=values, by=by, kinds=KINDS)

    assert f"{day:%d.%m.%Y}" in dict(found.value.values["faults"])["fte"]
    assert PostHolder.objects.filter(post=holder.post).count() == 1
    assert unchanged_when_loaded()


def test_an_entry_others_refer_to_ends_and_does_not_vanish(by):
    agency = Agency.objects.first()
    with pytest.raises(EntryStays):
        county.remove(by=by, **row("agency", agency.pk))
    county.end(last_day=timezone.localdate(), by=by, **row("agency", agency.pk))
    assert Agency.objects.get(pk=agency.pk).valid_to == timezone.localdate()


def test_a_wrong_relation_goes_and_its_history_stays(by):
    holder = PostHolder.objects.first()
    county.remove(by=by, **row("holder", holder.pk))
    assert not PostHolder.objects.filter(pk=holder.pk).exists()
    assert CountyChange.objects.filter(kind="holder", row=holder.pk, act="delete").exists()
    assert unchanged_when_loaded()


def test_nobody_gives_themselves_a_role_this_way(by):
    membership = Membership.objects.exclude(user=by).first()
    own = said("membership", membership.pk) | {"user": by.username, "role": "case_manager"}
    with pytest.raises(OwnRoleIsGivenByOthers):
        county.add(kind=KIND["membership"], values=own, by=by, kinds=KINDS)
    with pytest.raises(OwnRoleIsGivenByOthers):
        county.correct(values={"user": by.username}, by=by, **row("membership", membership.pk))


def test_nobody_gives_themselves_a_post_for_cases_may_be_opened_to_its_holder(by):
    holder = PostHolder.objects.exclude(user=by).first()
    own = said("holder", holder.pk) | {"user": by.username}
    with pytest.raises(OwnRoleIsGivenByOthers):
        county.add(kind=KIND["holder"], values=own, by=by, kinds=KINDS)
    with pytest.raises(OwnRoleIsGivenByOthers):
        county.correct(values={"user": by.username}, by=by, **row("holder", holder.pk))


def test_only_administrators_change_the_county(by):
    brandes = User.objects.get(username="brandes")
    with pytest.raises(PermissionDenied):
        county.correct(values={"name": "x"}, by=brandes, **row("municipality", Municipality.objects.first().pk))


def test_a_new_rule_follows_the_old_one_from_its_day_on(by):
    day = timezone.localdate() + timedelta(days=5)
    rule = TargetGroupRule.objects.get()
    stages = [stage | {"label_de": "Neu"} for stage in rule.stages]

    county.new_rule(values={"stages": stages, "remarks": {}}, day=day, version=rule.version, by=by, kinds=KINDS)

    rule.refresh_from_db()
    assert rule.valid_to == day - timedelta(days=1)
    assert TargetGroupRule.objects.first().valid_from == day
    with pytest.raises(EntryChanged):
        county.new_rule(values={"stages": stages, "remarks": {}}, day=day, version=rule.version, by=by, kinds=KINDS)


def test_as_the_application_nobody_rewrites_the_history(by, scope_as):
    with scope_as(by), pytest.raises(DatabaseError), transaction.atomic():
        CountyChange.objects.update(after={})
    with scope_as(by) as me:
        county.correct(values={"note": "x"}, by=me, **row("life_area", LifeArea.objects.first().pk))
        assert CountyChange.objects.first().by_id == me.pk


def test_whoever_was_with_the_county_until_yesterday_has_no_account_any_more(by):
    yesterday, user = timezone.localdate() - timedelta(days=1), User.objects.get(username="terhoeven")
    Membership.objects.filter(user=user).delete()

    county.end(last_day=yesterday, by=by, **row("staff", user.pk))

    user.refresh_from_db()
    assert not user.is_active and not user.has_usable_password()
    assert unchanged_when_loaded()
    with pytest.raises(OwnAccountStays):
        county.end(last_day=yesterday, by=by, **row("staff", by.pk))


def test_an_account_closes_by_night_after_the_last_day(by):
    day, user = timezone.localdate(), User.objects.get(username="brandes")
    User.objects.filter(pk=user.pk).update(valid_to=day)

    assert accounts.close_ended(day) == 0
    assert accounts.close_ended(day + timedelta(days=1)) == 1

    user.refresh_from_db()
    assert not user.is_active
    assert AuditEvent.objects.filter(kind="account.closed", target_id=user.pk).exists()


EDITS = st.lists(
    st.tuples(st.sampled_from(sorted(set(KIND) - {"target_group", "county"})), st.integers(0, 400), st.sampled_from(
        ["note", "end", "from", "remove", "again"]), st.integers(-400, 400)),
    min_size=1, max_size=6,
)  # fmt: skip


def edit(by: User, kind: str, number: int, what: str, days: int) -> None:
    """One act of somebody who clicks anywhere; what does not fit is refused and changes nothing."""
    pks = list(KIND[kind].model._default_manager.order_by("pk").values_list("pk", flat=True))
    if not pks:
        return
    pk, day = pks[number % len(pks)], timezone.localdate() + timedelta(days=days)
    sourced = {"note": f"Geändert {number}"} if "note" in KIND[kind].fields else {}
    try:
        match what:
            case "note":
                county.correct(values=sourced, by=by, **row(kind, pk))
            case "end" if "valid_to" in KIND[kind].fields:
                county.end(last_day=day, by=by, **row(kind, pk))
            case "from" if county.can_change_from(KIND[kind]):
                county.change_from(values=sourced, day=day, by=by, **row(kind, pk))
            case "remove":
                county.remove(by=by, **row(kind, pk))
            case "again":
                county.add(kind=KIND[kind], values=said(kind, pk), by=by, kinds=KINDS)
    except OrganisationError:
        pass


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(EDITS)
def test_after_any_edits_the_county_written_out_loads_to_the_same(by, edits):
    with transaction.atomic():  # each example begins with the county as it was loaded
        for each in edits:
            edit(by, *each)
        same = unchanged_when_loaded()
        transaction.set_rollback(True)
    assert same
