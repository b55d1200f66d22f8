"""Ways, addresses, papers, legal spheres and protection: who reads them, and what the acts see to."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from kim.casework.actions import protection, reach, residence, spheres
from kim.casework.exceptions import (
    CaseIsClosed,
    ChangeLeadsNowhere,
    DayInTheFuture,
    EndBeforeStart,
    TitleWithoutAgreement,
)
from kim.casework.models import (
    AccessGrant,
    Case,
    ClientProfile,
    ContactWay,
    HomeAddress,
    Letter,
    ProtectionNeed,
    ResidenceDocument,
    SphereChange,
)
from kim.casework.spheres import way_of
from kim.organisation.models import Absence
from kim.privacy.scope import NOBODY, open_scope
from tests import factories
from tests.factories import today

ROWS = (ContactWay, HomeAddress, ResidenceDocument, SphereChange, ProtectionNeed)


def ago(days: int):
    return today() - timedelta(days=days)


@pytest.fixture
def case(world):
    case = factories.case(world.anna)
    for make in (
        factories.way,
        factories.address,
        factories.residence_document,
        factories.sphere_change,
        factories.protection_need,
    ):
        make(case)
    return case


def grant(case, world, *sections):
    AccessGrant.objects.create(
        case=case, grantee=world.ben, sections=list(sections), basis="supervision", reason="Beratung",
        valid_from=today(), valid_to=today(), given_by=world.anna,
    )  # fmt: skip


def stand_in(world):
    Absence.objects.create(
        user=world.anna, deputy=world.cem, first_day=today(), last_day=today(), recorded_by=world.lea
    )


def seen() -> set[str]:
    return {model.__name__ for model in ROWS if model.objects.exists()}


def test_without_a_scope_there_is_nothing(case):
    with open_scope(NOBODY):
        assert seen() == set()


def test_the_person_responsible_reads_all_and_the_team_and_its_lead_nothing(world, scope_as, case):
    with scope_as(world.anna):
        assert seen() == {model.__name__ for model in ROWS}
    for person in (world.ben, world.lea, world.cem, world.admin, world.stranger):
        with scope_as(person):
            assert seen() == set()


def test_a_grant_for_the_profile_opens_all_but_the_reason_for_protection(world, scope_as, case):
    grant(case, world, "profile")

    with scope_as(world.ben):
        assert seen() == {"ContactWay", "HomeAddress", "ResidenceDocument", "SphereChange"}


def test_who_stands_in_reads_all_but_the_reason_for_protection(world, scope_as, case):
    stand_in(world)

    with scope_as(world.cem):
        assert seen() == {"ContactWay", "HomeAddress", "ResidenceDocument", "SphereChange"}


def test_a_reason_written_by_who_stands_in_is_read_by_them(world, scope_as, case):
    stand_in(world)
    with scope_as(world.cem) as cem:
        protection.protect(case=Case.objects.get(pk=case.pk), by=cem, kind="threat", reason="Anruf des Bruders")

    with scope_as(world.cem):
        assert [need.reason for need in ProtectionNeed.objects.all()] == ["Anruf des Bruders"]
    with scope_as(world.anna):
        assert ProtectionNeed.objects.count() == 2


def test_the_address_of_a_protected_person_is_read_by_who_works_in_the_case_alone(world, scope_as, case):
    letter = factories.letter(case)
    grant(case, world, "profile", "documents")
    stand_in(world)
    with scope_as(world.anna) as anna:
        protection.protect(case=case, by=anna, kind="family", reason="Drohungen")

    for person, sees in ((world.anna, True), (world.cem, True), (world.ben, False)):
        with scope_as(person):
            assert HomeAddress.objects.exists() is sees
            assert ContactWay.objects.exists() is sees
            assert Letter.objects.filter(pk=letter.pk).exists() is sees
            assert bool(ClientProfile.objects.get(case=case).street) is sees


def test_a_protected_address_alone_is_kept_from_readers(world, scope_as, case):
    HomeAddress.objects.update(is_protected=True)
    grant(case, world, "profile")

    with scope_as(world.ben):
        assert not HomeAddress.objects.exists() and ContactWay.objects.exists()


def test_nothing_is_written_into_a_case_of_somebody_else_nor_moved_to_another(world, scope_as, case):
    other = factories.case(world.anna)
    grant(case, world, "profile", "notes")

    with scope_as(world.ben) as ben:
        for model in ROWS:
            row = model.objects.filter(case=case).first()
            assert model.objects.update(version=9) == 0
            row.pk = None
            if model is ProtectionNeed:
                row.recorded_by = ben
            with pytest.raises(DatabaseError), transaction.atomic():
                row.save(force_insert=True)
    with scope_as(world.anna):
        for model in ROWS:
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.update(case=other)
        with pytest.raises(DatabaseError), transaction.atomic():
            ProtectionNeed.objects.create(case=case, reason="als Ben", recorded_by=world.ben)
        assert ProtectionNeed.objects.all().delete()[0] == 0


def test_moving_ends_the_address_before_and_keeps_the_place_on_the_head(world, scope_as, case):
    neuss = factories.municipality("Neuss", "NE", "05162024")
    with scope_as(world.anna) as anna:
        reach.move(case=case, by=anna, street="Testallee 1", municipality=neuss, from_on=ago(3))

    case.refresh_from_db()
    before, now = HomeAddress.objects.order_by("id")
    assert (before.is_current, before.to_on, now.is_current) == (False, ago(3), True)
    assert (case.municipality, case.person.municipality, case.profile.street) == (neuss, neuss, "Testallee 1")


def test_moving_before_the_last_move_is_refused(world, scope_as, case):
    HomeAddress.objects.update(from_on=ago(3))
    with scope_as(world.anna) as anna:
        with pytest.raises(EndBeforeStart):
            reach.move(case=case, by=anna, from_on=ago(30))
        with pytest.raises(DayInTheFuture):
            reach.move(case=case, by=anna, from_on=today() + timedelta(days=1))
        reach.move(case=case, by=anna, place="Unterkunft des Landes", from_on=ago(300), to_on=ago(200))
    assert HomeAddress.objects.filter(is_current=True).count() == 1


def test_one_way_is_used_first(world, scope_as, case):
    with scope_as(world.anna) as anna:
        first = reach.add_way(case=case, by=anna, kind="message", value="0151", is_preferred=True)
        reach.add_way(case=case, by=anna, kind="email", value="a@example.org", is_preferred=True)

    first.refresh_from_db()
    assert not first.is_preferred and ContactWay.objects.filter(is_preferred=True).count() == 1
    assert case.profile.email == "a@example.org"


def test_the_exact_title_needs_a_reason_and_the_agreement(world, scope_as, case):
    with scope_as(world.anna) as anna:
        with pytest.raises(TitleWithoutAgreement):
            residence.note(case=case, by=anna, group="permit", title="§ 25 Abs. 3", title_reason="Antrag")
        residence.note(
            case=case, by=anna, group="permit", title="§ 25 Abs. 3", title_reason="Antrag", title_agreed_on=today()
        )
    assert ResidenceDocument.objects.filter(is_current=True).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        ResidenceDocument.objects.update(title="§ 25", title_reason="", title_agreed_on=None)


def test_in_a_closed_case_nothing_is_changed(world, scope_as):
    closed = factories.case(world.anna, phase="closed")
    with scope_as(world.anna) as anna:
        for act in (
            lambda: reach.add_way(case=closed, by=anna, kind="phone", value="1"),
            lambda: reach.move(case=closed, by=anna),
            lambda: residence.note(case=closed, by=anna, group="permit"),
            lambda: protection.lift(case=closed, by=anna),
        ):
            with pytest.raises(CaseIsClosed):
                act()


@pytest.mark.parametrize(
    ("planned", "ended", "happened", "gap"),
    [
        (10, None, None, 10),  # planned ten days ago and still waiting
        (-10, None, None, 0),  # planned for in ten days
        (None, 11, None, 10),  # the last day was eleven days ago
        (30, 31, 30, 0),  # the next day
        (30, 31, 12, 18),
        (30, None, 20, 10),
        (None, None, 20, 0),
    ],
)
def test_the_days_between_two_spheres(world, case, planned, ended, happened, gap):
    days = {
        name: ago(value) if value is not None else None
        for name, value in (("planned_on", planned), ("ended_on", ended), ("happened_on", happened))
    }
    change = SphereChange(from_sphere=factories.sphere("asylblg"), to_sphere=factories.sphere("sgb2"), **days)

    assert change.gap_days(today()) == gap


def test_the_way_through_the_spheres(world, case):
    SphereChange.objects.all().delete()
    asyl, sgb = factories.sphere("asylblg"), factories.sphere("sgb2")
    factories.sphere_change(case, to_sphere=asyl, happened_on=ago(400))
    factories.sphere_change(case, from_sphere=asyl, to_sphere=sgb, ended_on=ago(100), happened_on=ago(80))
    factories.sphere_change(
        case, from_sphere=sgb, to_sphere=asyl, happened_on=None, planned_on=today() + timedelta(days=5)
    )

    way = way_of(list(case.sphere_changes.all()), today())

    assert [(s.sphere, s.start, s.end, s.expected) for s in way.spells] == [
        (asyl, ago(400), ago(100), False), (sgb, ago(80), None, False), (asyl, today() + timedelta(days=5), None, True)
    ]  # fmt: skip
    assert [(gap.days, gap.growing) for gap in way.gaps] == [(19, False)]
    assert way.current(today()) == [sgb]


def test_a_change_leads_from_one_sphere_to_another_in_time(world, scope_as, case):
    sgb = factories.sphere("sgb2")
    empty = {"from_sphere": None, "to_sphere": sgb, "planned_on": None, "ended_on": None, "happened_on": None}
    with scope_as(world.anna) as anna:
        with pytest.raises(ChangeLeadsNowhere):
            spheres.add(case=case, by=anna, **empty | {"from_sphere": sgb, "planned_on": today()})
        with pytest.raises(EndBeforeStart):
            spheres.add(case=case, by=anna, **empty | {"ended_on": today(), "happened_on": ago(1)})
        with pytest.raises(DayInTheFuture):
            spheres.add(case=case, by=anna, **empty | {"happened_on": today() + timedelta(days=1)})
