"""Loading a county profile: a plan first, then everything or nothing, and never over an edit without asking."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from kim.network.models import Offer
from kim.network.public import plan_county
from kim.organisation.exceptions import DoesNotFit, EntriesContradict, PlanIsStale
from kim.organisation.models import (
    Agency,
    Block,
    Body,
    County,
    CountyGoal,
    FigureKind,
    LegalBasis,
    LifeArea,
    LoadedProfile,
    Membership,
    Milestone,
    Municipality,
    MunicipalityFact,
    Post,
    PostHolder,
    PostSupervision,
    TargetGroupRule,
    Term,
    Unit,
    User,
)
from kim.organisation.profile import read
from kim.organisation.public import loading
from kim.privacy.models import AuditEvent

SMALL = Path(__file__).parents[1] / "data" / "musterstadt.toml"
NEUSS = Path(__file__).parents[2] / "counties" / "rhein-kreis-neuss.toml"
pytestmark = pytest.mark.django_db


def plan_of(text: str | bytes) -> loading.LoadPlan:
    content = text.encode() if isinstance(text, str) else text
    return plan_county(read(content), hashlib.sha256(content).hexdigest(), name="county.toml")


def load(text: str | bytes) -> loading.LoadPlan:
    plan = plan_of(text)
    loading.apply(plan, by_name="Test")
    return plan


@pytest.fixture
def small() -> str:
    return SMALL.read_text(encoding="utf-8")


def edited(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, text.count(old)
    return text.replace(old, new)


def by_field(plan, kind):
    return {(c.key, c.field): (c.before, c.after, c.reverts) for c in plan.changes if c.kind == kind}


def test_the_whole_county_of_neuss_is_loaded():
    plan = load(NEUSS.read_bytes())

    profile = plan.profile
    assert not plan.reverts
    assert County.objects.get().name == "Rhein-Kreis Neuss"
    assert County.objects.get().note.startswith("Die Farbe")
    assert [m.name for m in Municipality.objects.all()][:3] == ["Dormagen", "Grevenbroich", "Jüchen"]
    assert Post.objects.count() == len(profile.posts)
    assert PostSupervision.objects.filter(professional=False).exists()
    assert MunicipalityFact.objects.filter(exists=False).exists()
    assert User.objects.filter(username="brandes").get().has_usable_password() is False
    assert Offer.objects.count() == len(profile.offers)
    assert LifeArea.objects.count() == len(profile.life_areas)
    assert TargetGroupRule.objects.get().stages[0]["key"] == "stage-1"
    assert Unit.objects.get(key="ki").tasks
    assert CountyGoal.objects.first().key == "access"
    assert [block.number for block in Block.objects.all()] == [1, 2, 3]
    assert Milestone.objects.count() == len(profile.milestones)
    assert [kind.key for kind in FigureKind.objects.all()] == [kind.key for kind in profile.figure_kinds]
    assert LegalBasis.objects.get(key="tintg-1").valid_to == date(2021, 12, 31)


@pytest.mark.parametrize("file", [NEUSS, SMALL], ids=["Neuss", "Musterstadt"])
def test_loading_twice_changes_nothing(file):
    load(file.read_bytes())
    events = AuditEvent.objects.count()

    plan = plan_of(file.read_bytes())

    assert plan.is_empty, plan.changes[:5]
    assert loading.apply(plan, by_name="Test") is False
    assert LoadedProfile.objects.count() == 1
    assert AuditEvent.objects.count() == events


def test_one_event_says_what_was_loaded_and_one_for_each_kind(small):
    plan = load(small)

    kinds = {step.kind.name for step in plan.steps}
    entries = AuditEvent.objects.filter(kind="county.entries_loaded")
    assert {event.payload["entries"] for event in entries} == kinds
    assert AuditEvent.objects.get(kind="county.loaded").payload["by_name"] == "Test"


def test_what_the_file_changes_is_named_and_is_no_revert(small):
    load(small)

    plan = plan_of(edited(small, 'title = "Case Management"', 'title = "Fallbegleitung"'))

    assert by_field(plan, "post") == {("cm", "title"): ("Case Management", "Fallbegleitung", False)}
    assert len(plan.changes) == 1


def test_an_edit_on_screen_is_named_before_it_is_taken_back(small):
    load(small)
    Post.objects.filter(key="cm").update(title="Auf dem Bildschirm geändert")

    plan = plan_of(small)

    assert [(c.key, c.field, c.before, c.after) for c in plan.reverts] == [
        ("cm", "title", "Auf dem Bildschirm geändert", "Case Management")
    ]
    assert "Auf dem Bildschirm geändert" in "\n".join(loading.describe(plan, "de"))
    loading.apply(plan, by_name="Test")
    assert Post.objects.get(key="cm").title == "Case Management"
    assert plan_of(small).is_empty


def test_an_older_file_shows_everything_it_would_revert(small):
    newer = edited(small, 'title = "Case Management"', 'title = "Fallbegleitung"')
    load(small)
    load(newer)

    plan = plan_of(small)

    assert plan.newer_than_file is not None
    assert [(c.field, c.after) for c in plan.reverts] == [("title", "Case Management")]
    load(small)
    assert plan_of(newer).reverts


def test_what_is_gone_from_the_file_ends_and_comes_back_without_a_trace_of_doubt(small):
    load(small)
    verband = small[small.index('[[agencies]]\nkey = "verband"') : small.index("[[units]]")]
    shorter = small.replace(verband, "").replace('  { agency = "verband", from = 2025-01-01 },\n', "")

    plan = load(shorter)

    assert {(c.kind, c.act) for c in plan.changes} == {("agency", "end"), ("employer", "end")}
    assert Agency.objects.get(key="verband").valid_to == timezone.localdate()
    assert plan_of(shorter).is_empty
    back = plan_of(small.replace("Wohlfahrtsverband", "Verband für Wohlfahrt"))
    assert by_field(back, "agency")["verband", "valid_to"] == (timezone.localdate().isoformat(), None, False)


def test_staff_missing_in_the_file_lose_their_account_and_their_role(small):
    load(small)
    user = User.objects.get(username="muster")
    user.set_password("correct horse battery")
    user.save()
    start, end = small.index("[[staff]]"), small.index("[[posts]]")
    roles = small[small.index("[[memberships]]") : small.index("[[target_group]]")]
    shorter = (small[:start] + small[end:]).replace(roles, "")
    shorter = edited(shorter, 'holders = [{ staff = "muster", fte = 0.5, from = 2023-01-01 }]\n', "")

    load(shorter)

    user.refresh_from_db()
    assert (user.is_active, user.has_usable_password()) == (False, False)
    assert Membership.objects.get(user=user).valid_to == timezone.localdate()
    assert PostHolder.objects.get(user=user).valid_to == timezone.localdate()


def test_a_role_that_never_began_is_removed_rather_than_ended(small):
    tomorrow = timezone.localdate() + timedelta(days=1)
    role = f'[[memberships]]\nstaff = "muster"\nunit = "ki"\nrole = "lead"\nfrom = {tomorrow}\n\n[[target_group]]'
    load(edited(small, "[[target_group]]", role))

    load(small)

    assert [m.role for m in Membership.objects.all()] == ["case_manager"]


def test_a_corrected_first_day_corrects_the_relation_instead_of_doubling_it(small):
    load(small)

    load(edited(small, "fte = 0.5, from = 2023-01-01 }]", "fte = 0.5, from = 2023-02-01 }]"))

    assert [f"{h.valid_from}" for h in PostHolder.objects.all()] == ["2023-02-01"]


def test_what_was_made_on_screen_stays(small):
    load(small)
    User.objects.create(username="neu", first_name="Nele", last_name="Neu")
    Agency.objects.create(key="neu", name="Neue Beratungsstelle", kind="counselling")

    plan = plan_of(small)

    assert not plan.steps
    assert set(plan.kept) == {("staff", "neu"), ("agency", "neu")}


def test_another_target_group_makes_a_new_version_and_keeps_the_old(small):
    load(small)

    load(edited(small, "params = { max = 3 }", "params = { max = 5 }"))

    new, old = TargetGroupRule.objects.all()
    assert (new.version, old.version) == (2, 1)
    assert new.stages[0]["criteria"][0]["params"]["max"] == 5
    assert new.valid_from == timezone.localdate()
    assert old.valid_to == timezone.localdate() - timedelta(days=1)
    assert TargetGroupRule.objects.on(timezone.localdate()).get() == new


def test_two_new_rules_on_one_day_leave_the_newest_in_force(small):
    load(small)
    load(edited(small, "params = { max = 3 }", "params = { max = 5 }"))
    load(edited(small, "params = { max = 3 }", "params = { max = 7 }"))

    assert TargetGroupRule.objects.on(timezone.localdate()).first().version == 3


def test_half_a_profile_is_never_loaded(small, monkeypatch):
    from kim.organisation.loading import writing

    plan = plan_of(small)

    def broken(*_):
        raise RuntimeError("power cut")

    monkeypatch.setattr(writing, "_record", broken)
    with pytest.raises(RuntimeError):
        loading.apply(plan, by_name="Test")

    assert not County.objects.exists()
    assert not Municipality.objects.exists()
    assert not User.objects.exists()
    assert not LoadedProfile.objects.exists()


def test_a_code_already_taken_on_screen_stops_the_whole_loading(small):
    Municipality.objects.create(ags="05999999", name="Andere", code="MU", sort_key="andere")

    with pytest.raises(EntriesContradict):
        load(small)

    assert not County.objects.exists()


def test_a_plan_that_no_longer_fits_is_not_applied(small):
    plan = plan_of(small)
    Unit.objects.create(key="ki", name="KI", kind="ki")

    with pytest.raises(PlanIsStale):
        loading.apply(plan, by_name="Test")


def test_a_value_that_is_too_long_is_named(small):
    profile = read(small.encode())
    too_long = replace(profile, county=replace(profile.county, short_name="K" * 61))

    with pytest.raises(DoesNotFit, match="short_name"):
        plan_county(too_long, "0" * 64)


def test_terms_and_figures_follow_the_file(small):
    load(small)
    assert Term.objects.get(key="steering_group").name_de == "Steuerkreis"

    load(edited(small, 'steering_group = "Steuerkreis"', 'working_group = "Arbeitskreis"'))

    assert [t.key for t in Term.objects.all()] == ["working_group"]


def test_parents_may_stand_after_their_children(small):
    child = '[[bodies]]\nkey = "ag"\nname = "AG"\nlevel = "structure"\nparent = "lenkung"\n\n'
    above = '[[bodies]]\nkey = "lenkung"\nname = "Lenkung"\nlevel = "steering"\n\n'
    bodies = child + above + "[[life_areas]]"

    load(edited(small, "[[life_areas]]", bodies))

    assert Body.objects.get(key="ag").parent.key == "lenkung"


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_plan_can_be_read(small, language):
    plan = plan_of(small)

    lines = loading.describe(plan, language)

    assert any("Musterstadt" in line for line in lines)
    assert not any("lazy" in line or "%(" in line for line in lines)
    machine = loading.as_dict(plan)
    assert len(machine["changes"]) == len(plan.changes)


def test_reading_the_plan_costs_one_query_a_kind(small, django_assert_max_num_queries):
    load(small)

    with django_assert_max_num_queries(len(loading.KINDS) + 4):
        plan_of(small)


def test_goals_and_legal_bases_follow_the_file():
    load(NEUSS.read_bytes())
    text = NEUSS.read_text(encoding="utf-8")
    number = text.index("[[legal_bases]]")
    first = text.index('de = "', number) + 6
    renamed = text[:first] + "Anders: " + text[first:]
    goal = renamed.index("[[goals]]")
    after = renamed.index("[[", goal + 2)
    without_a_goal = renamed[:goal] + renamed[after:]

    plan = plan_of(without_a_goal)

    assert {(c.kind, str(c.act), c.field) for c in plan.changes} == {
        ("legal_basis", "change", "name_de"),
        ("goal", "end", "valid_to"),
        ("goal", "change", "position"),
    }
    assert not plan.reverts
    lines = loading.describe(plan)
    assert "Rechtsgrundlagen:" in lines and "Ziele:" in lines
    assert any("Anders: " in line for line in lines)


def test_a_comparison_names_people_posts_and_places_and_no_keys():
    load(NEUSS.read_bytes())
    text = NEUSS.read_text(encoding="utf-8")
    key = Post.objects.filter(holders__user__username="brandes").values_list("key", flat=True).first()
    start = text.index(f'key = "{key}"')
    share = text.index("fte = ", text.index('staff = "brandes"', start))
    changed = text[:share] + "fte = 0.1" + text[text.index(",", share) :]

    lines = loading.describe(plan_of(changed), "de")

    assert any("Brandes" in line and "→ 0.1" in line for line in lines), lines
    assert not any(key in line for line in lines)


def test_a_comparison_says_roles_days_and_spheres_in_words(small):
    load(small)
    changed = edited(small, 'role = "case_manager"\nfrom = 2023-01-01', 'role = "lead"\nfrom = 2023-02-01')
    changed = edited(changed, 'spheres = ["sgb-ii"]\nsynthetic = true', "synthetic = true")

    lines = "\n".join(loading.describe(plan_of(changed), "de"))

    assert "Maxi Muster – Integrationszentrum – Case Management" in lines
    assert "Rechtskreise: Bürgergeld → –" in lines
    assert f"endet am {timezone.localdate():%d.%m.%Y}" in lines
