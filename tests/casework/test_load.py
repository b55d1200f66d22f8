"""The load of a team: weighted cases against the posts held, on a day; what is proposed when cases are spread."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from kim.casework import coordination, load, spreading
from kim.casework.actions import spreading as acts
from kim.casework.exceptions import CasesChanged, DayTooFar, HandoverIsSettled, NothingToSpread, ReasonMissing
from kim.casework.models import Case, PlannedHandover
from kim.organisation.models import Absence, Membership, PhaseWeight, PostCatchment, PostHolder
from kim.organisation.roles import Permission, Role
from kim.privacy.models import AuditEvent
from kim.privacy.scope import Scope, open_scope
from tests import factories
from tests.factories import today

DAY = timedelta(days=1)


@pytest.fixture
def team(world):
    """Anna for Grevenbroich, Ben for Neuss, Dora for nothing; each with a whole post."""
    world.neuss = factories.municipality("Neuss", "NE", "05162024")
    world.dora = factories.user("dora", in_unit=world.team_a)
    factories.post_for(world.ben, world.neuss)
    factories.post_for(world.dora, factories.municipality("Kaarst", "KA", "05162016"))
    PhaseWeight.objects.create(phase="assessment", weight=Decimal("1.5"))
    PhaseWeight.objects.create(phase="monitoring", weight=Decimal("0.5"))
    return world


def board_of(world, scope_as, on=None):
    with scope_as(world.lea):
        return load.board({world.team_a.pk}, on or today())


def line(board, username):
    return next(each for each in board.loads if each.user.username == username)


def test_cases_count_as_the_county_weighs_their_phase(team, scope_as):
    for phase in ("assessment", "assessment", "monitoring", "access", "closed"):
        factories.case(team.anna, phase=phase)

    anna = line(board_of(team, scope_as), "anna")

    assert anna.phases == {"assessment": 2, "monitoring": 1, "access": 1}
    assert (anna.total, anna.weight, anna.per_fte) == (4, Decimal("4.5"), Decimal("4.5"))


def test_load_is_told_per_whole_post(team, scope_as):
    factories.case(team.anna, phase="assessment")
    PostHolder.objects.filter(user=team.anna).update(fte=Decimal("0.5"))

    board = board_of(team, scope_as)

    assert line(board, "anna").per_fte == Decimal("3.0")
    assert board.mean == Decimal("0.6")


def test_whoever_has_cases_but_no_role_any_more_stands_at_the_end(team, scope_as):
    factories.case(team.anna)
    Membership.objects.filter(user=team.anna).update(valid_from=today() - 90 * DAY, valid_to=today() - DAY)

    last = board_of(team, scope_as).loads[-1]

    assert (last.user, last.in_service, last.total) == (team.anna, False, 1)


def test_a_post_held_above_its_share_for_one_day_is_marked_with_that_day(team, scope_as):
    post = PostHolder.objects.get(user=team.anna).post
    PostHolder.objects.filter(user=team.anna).update(valid_to=today() + 5 * DAY)
    with factories.before_shares_were_kept():
        PostHolder.objects.create(post=post, user=team.dora, fte=1, valid_from=today() + 5 * DAY)

    now, later = board_of(team, scope_as), board_of(team, scope_as, today() + 6 * DAY)

    [span] = line(now, "anna").overfull
    assert (span.first_day, span.last_day) == (today() + 5 * DAY, today() + 5 * DAY)
    assert (span.held, span.share) == (2, 1)
    assert line(now, "dora").overfull == [span]
    assert not line(later, "dora").overfull


def test_a_post_shared_within_its_size_is_not_marked(team, scope_as):
    held = PostHolder.objects.get(user=team.anna)
    PostHolder.objects.filter(pk=held.pk).update(fte=Decimal("0.5"))
    PostHolder.objects.create(post=held.post, user=team.dora, fte=Decimal("0.5"))

    assert not line(board_of(team, scope_as), "anna").overfull


def test_an_area_that_changes_is_told_before_and_followed_on_its_day(team, scope_as):
    day = today() + 8 * DAY
    PostCatchment.objects.filter(municipality=team.neuss).update(valid_to=day - DAY)
    anna_post = PostHolder.objects.get(user=team.anna).post
    PostCatchment.objects.create(post=anna_post, municipality=team.neuss, valid_from=day)

    before, after = board_of(team, scope_as), board_of(team, scope_as, day)

    assert [place.name for place in line(before, "anna").areas] == ["Grevenbroich"]
    assert [(c.on, c.comes, c.municipality.name) for c in line(before, "anna").changes] == [(day, True, "Neuss")]
    assert [(c.on, c.comes) for c in line(before, "ben").changes] == [(day, False)]
    assert [place.name for place in line(after, "anna").areas] == ["Grevenbroich", "Neuss"]
    assert line(after, "ben").areas == []


def test_who_is_away_or_will_be_is_told_with_the_stand_in(team, scope_as):
    Absence.objects.create(
        user=team.anna, deputy=team.ben, first_day=today() + 3 * DAY, last_day=today() + 4 * DAY, recorded_by=team.lea
    )

    anna = line(board_of(team, scope_as), "anna")

    assert anna.absence.deputy == team.ben
    assert not anna.is_away(today()) and anna.is_away(today() + 3 * DAY)


def test_the_board_takes_the_same_few_queries_for_many(team, scope_as, django_assert_max_num_queries):
    for _number in range(20):
        person = factories.user(in_unit=team.team_a)
        factories.post_for(person, team.neuss)
        factories.case(person)

    with scope_as(team.lea), django_assert_max_num_queries(10):
        assert len(load.board({team.team_a.pk}, today()).loads) == 23


# Spreading -------------------------------------------------------------------------------------------


def proposed(world, scope_as, cases):
    with scope_as(world.lea):
        board = load.board({world.team_a.pk}, today())
        fresh = list(Case.objects.filter(pk__in=[case.pk for case in cases]).order_by("pk"))
        return spreading.propose(fresh, board, load.weights(today()))


def test_the_area_comes_first_then_the_lowest_load(team, scope_as):
    factories.case(team.dora, phase="assessment")
    here, elsewhere = factories.case(team.anna, municipality=team.neuss), factories.case(team.anna)

    found = proposed(team, scope_as, [here, elsewhere])

    assert [(p.to.username, p.why) for p in found] == [("ben", "area"), ("ben", "least")]


def test_what_was_proposed_counts_for_the_next_case(team, scope_as):
    cases = [factories.case(team.anna) for _number in range(4)]

    assert sorted(p.to.username for p in proposed(team, scope_as, cases)) == ["ben", "ben", "dora", "dora"]


def test_nobody_is_proposed_who_is_away(team, scope_as):
    Absence.objects.create(user=team.ben, deputy=team.dora, first_day=today(), last_day=today(), recorded_by=team.lea)

    [found] = proposed(team, scope_as, [factories.case(team.anna, municipality=team.neuss)])

    assert (found.to, found.why) == (team.dora, "least")


def test_without_anybody_there_is_no_proposal(world, scope_as):
    [found] = proposed(world, scope_as, [factories.case(world.anna)])

    assert (found.to, found.why) == (None, "nobody")


def spread(world, scope_as, moves, **values):
    with scope_as(world.lea) as lea:
        moves = [acts.Move(case.pk, held.pk, to) for case, held, to in moves]
        return acts.spread(moves=moves, by=lea, **{"reason": "Elternzeit", **values})


def holder(case):
    return Case.objects.get(pk=case.pk).assigned_to.username


def test_many_cases_go_to_several_people_with_one_event_each(team, scope_as):
    cases = [factories.case(team.anna) for _number in range(3)]

    spread(team, scope_as, [(cases[0], team.anna, team.ben), (cases[1], team.anna, team.dora)])

    assert [holder(case) for case in cases] == ["ben", "dora", "anna"]
    assert AuditEvent.objects.filter(kind="case.handed_over").count() == 2


def test_what_changed_meanwhile_is_named_and_nothing_is_done(team, scope_as):
    moved, closed, fine = factories.case(team.ben), factories.case(team.anna, phase="closed"), factories.case(team.anna)
    moves = [(case, team.anna, team.dora) for case in (moved, closed, fine)]

    with pytest.raises(CasesChanged) as refusal:
        spread(team, scope_as, moves)
    assert refusal.value.case_ids == [moved.pk, closed.pk]
    assert holder(fine) == "anna"

    spread(team, scope_as, moves, leave_out_changed=True)
    assert [holder(case) for case in (moved, closed, fine)] == ["ben", "anna", "dora"]


@pytest.mark.parametrize(
    ("values", "refusal"),
    [({"reason": "  "}, ReasonMissing), ({"on": today() + 400 * DAY}, DayTooFar)],
)
def test_half_an_order_is_refused(team, scope_as, values, refusal):
    with pytest.raises(refusal):
        spread(team, scope_as, [(factories.case(team.anna), team.anna, team.ben)], **values)


def test_spreading_nothing_is_refused(team, scope_as):
    with pytest.raises(NothingToSpread):
        spread(team, scope_as, [])


def test_a_lead_does_not_reach_cases_of_another_unit(team, scope_as):
    foreign = factories.case(team.cem)

    with pytest.raises(CasesChanged):
        spread(team, scope_as, [(foreign, team.cem, team.ben)])
    assert holder(foreign) == "cem"


# Planned handovers -----------------------------------------------------------------------------------


def plan(world, scope_as, case, **values):
    day = today() + 9 * DAY
    spread(world, scope_as, [(case, world.anna, world.ben)], on=day, **values)
    return PlannedHandover.objects.get(case=case, state="planned")


def test_a_planned_handover_happens_on_its_day_and_not_before(team, scope_as):
    case = factories.case(team.anna)
    planned = plan(team, scope_as, case)

    assert (planned.on, planned.to, holder(case)) == (today() + 9 * DAY, team.ben, "anna")
    assert acts.carry_out_due(today() + 8 * DAY) == 0

    PlannedHandover.objects.update(on=today())
    assert acts.carry_out_due(today()) == 1

    planned.refresh_from_db()
    assert (planned.state, holder(case)) == ("done", "ben")
    event = AuditEvent.objects.get(kind="case.handed_over")
    assert (event.scope, event.actor_id) == ("planned_handover", team.lea.pk)


@pytest.mark.parametrize(
    ("meanwhile", "why"),
    [
        (lambda w, c: Membership.objects.filter(user=w.lea).delete(), "permission"),
        (lambda w, c: Case.objects.filter(pk=c.pk).update(assigned_to=w.dora), "changed"),
        (lambda w, c: Membership.objects.filter(user=w.ben).delete(), "no_case_manager"),
    ],
)
def test_on_its_day_everything_is_checked_again(team, scope_as, meanwhile, why):
    case = factories.case(team.anna)
    planned = plan(team, scope_as, case)
    meanwhile(team, case)
    before = holder(case)

    PlannedHandover.objects.update(on=today())
    assert acts.carry_out_due(today()) == 0

    planned.refresh_from_db()
    assert (planned.state, planned.refusal, holder(case)) == ("refused", why, before)
    assert acts.carry_out_due(today()) == 0


def test_a_planned_handover_can_be_called_off_once(team, scope_as):
    case = factories.case(team.anna)
    planned = plan(team, scope_as, case)

    with scope_as(team.lea) as lea:
        acts.cancel(planned=planned, by=lea)
        with pytest.raises(HandoverIsSettled):
            acts.cancel(planned=planned, by=lea)

    PlannedHandover.objects.update(on=today())
    assert acts.carry_out_due(today()) == 0
    assert holder(case) == "anna"


def test_a_new_plan_replaces_the_old_one(team, scope_as):
    case = factories.case(team.anna)
    plan(team, scope_as, case)
    plan(team, scope_as, case)

    assert sorted(PlannedHandover.objects.values_list("state", flat=True)) == ["cancelled", "planned"]


def test_planned_handovers_are_seen_and_made_by_those_of_the_case_alone(team, scope_as):
    case = factories.case(team.anna)
    planned = plan(team, scope_as, case)

    for person in (team.cem, team.admin, team.stranger):
        with scope_as(person):
            assert not PlannedHandover.objects.exists()
            with pytest.raises(DatabaseError), transaction.atomic():
                PlannedHandover.objects.create(
                    case=factories_copy(case), held_by=team.anna, to=person, on=today(), reason="x", planned_by=person
                )
    with scope_as(team.ben):
        assert PlannedHandover.objects.filter(pk=planned.pk).exists()
        assert PlannedHandover.objects.filter(pk=planned.pk).update(state="cancelled") == 0
    with scope_as(team.lea), pytest.raises(DatabaseError), transaction.atomic():
        PlannedHandover.objects.filter(pk=planned.pk).update(to=team.dora)
    with open_scope(Scope(name="nobody")):
        assert not PlannedHandover.objects.exists()


def factories_copy(case):
    """The same case as a plain reference, whatever the running scope sees."""
    return Case(pk=case.pk)


def test_only_the_worker_learns_what_is_due(team, scope_as):
    from django.db import connection

    with scope_as(team.lea), connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("select * from kim_due_handovers(%s)", [today()])


# Figures of the coordinating office ------------------------------------------------------------------


def test_a_coordinator_gets_figures_and_sees_no_case(team, scope_as):
    for _number in range(6):
        factories.case(team.anna)
    ruth = factories.user("ruth", role=Role.COORDINATOR, in_unit=factories.unit("koordination"))

    with scope_as(ruth):
        assert not Case.objects.exists()
        assert not Case.objects.visible_to(ruth).exists()
        figures = coordination.raw(today())
        areas, total = coordination.areas(figures, today())

    assert total == 6
    assert [area.cases for area in areas if [p.name for p in area.places] == ["Grevenbroich"]] == [6]


@pytest.mark.parametrize("role", [role for role in Role if Permission.COORDINATE not in role.permissions])
def test_nobody_else_gets_the_figures(world, scope_as, role):
    person = factories.user("other", role=role, in_unit=world.team_a)

    with scope_as(person), pytest.raises(PermissionDenied):
        coordination.raw(today())


@pytest.mark.parametrize("role", [role for role in Role if Permission.COORDINATE in role.permissions])
def test_the_database_knows_the_same_roles_that_coordinate(world, scope_as, role):
    with scope_as(factories.user("other", role=role, in_unit=world.team_a)):
        assert set(coordination.raw(today())) == {"cases", "phases", "referrals", "enquiries", "triage"}


def test_an_ended_role_gets_no_figures(world, scope_as):
    ruth = factories.user("ruth", role=Role.COORDINATOR, in_unit=world.team_a)
    Membership.objects.filter(user=ruth).update(valid_to=today() - DAY)

    with scope_as(ruth), pytest.raises(PermissionDenied):
        coordination.raw(today())


def test_few_cases_of_an_area_are_hidden_with_another_area(team, scope_as):
    for place, number in ((team.neuss, 3), (factories.municipality(), 8), (factories.municipality("Kaarst"), 0)):
        for _turn in range(number):
            factories.case(team.anna, municipality=place)
    ruth = factories.user("ruth", role=Role.COORDINATOR, in_unit=world_unit())

    with scope_as(ruth):
        areas, total = coordination.areas(coordination.raw(today()), today())

    told = {area.places[0].name: (area.cases, area.weight) for area in areas}
    assert told["Neuss"] == (None, None)
    assert told["Grevenbroich"] == (None, None)
    assert total == 11


def world_unit():
    return factories.unit("koordination")


def test_interfaces_stand_in_the_order_of_their_names_and_hide_few_referrals(team, scope_as):
    case = factories.case(team.anna)
    for key, number in (("zvhs", 9), ("amt", 2)):
        agency = factories.agency(key)
        agency.name = key
        agency.save()
        for _turn in range(number):
            factories.referral(case, offer=factories.offer(f"o-{key}", agency=agency))
    ruth = factories.user("ruth", role=Role.COORDINATOR, in_unit=world_unit())

    with scope_as(ruth):
        rows, sums, total = coordination.interfaces(coordination.raw(today()))

    assert [row.agency.name for row in rows] == ["amt", "zvhs"]
    assert [row.total for row in rows] == [None, None]
    assert (sums, total) == ([0, 0, 11, 0], 11)


def test_a_paper_that_a_regulation_continues_does_not_press(team, scope_as):
    """Cards by § 24 of February 2026 hold until 04.03.2027; figures of a lead go by that day, not by the card's."""
    card = date(2026, 3, 4)
    factories.residence(factories.case(team.anna), group="protection", valid_until=card)
    factories.residence(factories.case(team.anna), group="permit", valid_until=card)
    fiction = {"extension_applied_on": card, "fiction_until": date(2028, 1, 1)}
    factories.residence(factories.case(team.anna), group="permit", valid_until=card, **fiction)

    assert line(board_of(team, scope_as, date(2026, 11, 23)), "anna").pressing.papers == 1
    assert line(board_of(team, scope_as, date(2027, 2, 1)), "anna").pressing.papers == 2
