"""Named acts in the database, called with arguments of somebody's choice: each holds by itself, whatever the code above says."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from kim.casework.actions import spreading
from kim.casework.models import Case, PlannedHandover
from kim.organisation.roles import Permission, Role
from tests import factories
from tests.factories import today


def asked(sql: str, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def _untouched(case: Case) -> None:
    """The case as an import would have left it."""
    asked(
        "insert into casework_phasechange (case_id, from_phase, to_phase, changed_on, skipped, reason, changed_by_id, recorded_at)"
        " values (%s, '', 'access', current_date, '[]', '', %s, now())",
        case.pk, case.assigned_to_id,
    )  # fmt: skip


def test_an_import_made_up_takes_no_case_back(world, scope_as):
    case = factories.case(world.cem)
    _untouched(case)

    with scope_as(world.lea):
        run = asked(
            "insert into workbench_importrun (target, file_name, digest, state, uploaded_by_id, head_line, mapping, unmapped, done,"
            " total, trouble, applied_at, undo_until, result, sheet) values ('people', '', '', 'undoing', %s, 1, '{}', '[]', 0, 0,"
            " '', now(), current_date, '{}', '') returning id",
            world.lea.pk,
        )[0][0]
        asked(
            "insert into workbench_importrow (run_id, number, cells, values, state, act, findings, summary, accepted, left_out,"
            " made_id) values (%s, 1, '{}', '{}', 'new', 'create', '[]', '', false, false, %s)",
            run, case.pk,
        )  # fmt: skip
        assert asked("select kim_untouched_imports(%s, %s::bigint[])", run, [case.pk]) == [([],)]
        assert asked("select kim_undo_people(%s, %s::bigint[])", run, [case.pk]) == [([],)]
    assert Case.objects.filter(pk=case.pk).exists()


def test_nobody_says_of_a_case_that_an_import_has_made_it(world, scope_as):
    case = factories.case(world.anna)

    with scope_as(world.anna), pytest.raises(DatabaseError):
        asked("update casework_case set import_run = 1 where id = %s", case.pk)


def test_a_planned_handover_that_is_settled_stays_settled(world, scope_as):
    case = factories.case(world.anna)
    with scope_as(world.lea) as lea:
        planned = spreading.plan(
            case=Case.objects.get(pk=case.pk), by=lea, to=world.ben, reason="Urlaub", on=today() + timedelta(days=3)
        )
        spreading.cancel(planned=planned, by=lea)

    with scope_as(world.anna), pytest.raises(DatabaseError):
        PlannedHandover.objects.filter(pk=planned.pk).update(state="planned")
    planned.refresh_from_db()
    assert planned.state == "cancelled"


@pytest.mark.parametrize("role", Role)
def test_what_is_in_use_is_told_to_those_who_import_it(world, scope_as, role):
    referral = factories.referral(factories.case(world.anna))
    somebody = factories.user("somebody", role=role, in_unit=world.team_b)
    question = "select kim_in_use('network_offer', %s::bigint[])"

    with scope_as(somebody):
        if Permission.COUNTY_IMPORT in role.permissions:
            assert asked(question, [referral.offer_id]) == [(referral.offer_id,)]
        else:
            with pytest.raises(DatabaseError):
                asked(question, [referral.offer_id])


def test_one_sound_of_a_name_twice_is_no_name(world, scope_as):
    case = factories.case(world.anna)
    sound = case.person.search_keys[0]
    one = f'[{{"number": 1, "year": null, "readings": [["{sound}", "{sound}"]]}}]'
    both = f'[{{"number": 1, "year": null, "readings": [["{sound}", "{case.person.search_keys[1]}"]]}}]'

    with scope_as(world.lea):
        assert asked("select number from kim_import_candidates(%s::jsonb)", one) == []
        assert asked("select number from kim_import_candidates(%s::jsonb)", both) == [(1,)]
    possible = "select is_open from kim_possible_cases(%s::text[], null)"
    with scope_as(world.anna):
        assert asked(possible, [sound, sound]) == []
        assert asked(possible, case.person.search_keys[:2]) == [(True,)]


def test_named_acts_are_for_the_application_alone_and_look_nowhere_else(db):
    found = asked(
        "select proname, prosecdef, coalesce(proconfig::text, '') from pg_proc"
        " where pronamespace = 'public'::regnamespace and starts_with(proname, 'kim')"
    )
    assert len(found) > 40
    assert [name for name, as_owner, config in found if as_owner and "search_path=public, pg_temp" not in config] == []
    assert (
        asked(
            "select proname from pg_proc where pronamespace = 'public'::regnamespace and starts_with(proname, 'kim')"
            " and has_function_privilege('public', oid, 'execute')"
        )
        == []
    )
