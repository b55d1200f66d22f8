"""People come in from a list, out of the importer's sight, and go again for thirty days if nobody has touched them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from kim.casework.models import Case, Person
from kim.organisation.public import Permission, Role
from kim.workbench.actions import imports
from kim.workbench.models import ImportRow, ImportRun
from tests import factories
from tests.workbench.importing import checked, csv_of, row, texts, uploaded, xlsx_of

HEAD = [
    "Nachname",
    "Vorname",
    "Geburtsdatum",
    "Sprachen",
    "Dolmetschen",
    "Staatsangehörigkeit",
    "Gemeinde",
    "Telefon",
    "Case Manager",
    "Eröffnet am",
    "Herkunft",
]


def line(family="Muster", given="Amina", born="14.03.1994", place="Grevenbroich", manager="", **more):
    values = {
        "languages": "Arabisch, Deutsch",
        "interpreter": "ja",
        "nation": "Syrien",
        "phone": "02181 1",
        "opened": "",
        "note": "Liste A",
    } | more
    return [
        family,
        given,
        born,
        values["languages"],
        values["interpreter"],
        values["nation"],
        place,
        values["phone"],
        manager,
        values["opened"],
        values["note"],
    ]


def applied(user, *rows):
    run = checked(user, "people", csv_of(HEAD, *rows))
    return imports.confirm(run=run, by=user)


def test_an_administrator_imports_people_and_sees_none_of_them(world, scope_as):
    with scope_as(world.admin) as admin:
        run = applied(admin, line(), line("Beispiel", "Olena", born="03.1988"), line("Vorlage", "Yonas", born="1979"))
        assert run.state == "applied"
        assert run.result["created"] == 3
        assert run.result["created_rows"] == "2–4"
    with connection.cursor() as cursor:  # the transaction of the import is over
        cursor.execute("update casework_person set registered_in = '3'")
    with scope_as(world.admin):
        assert not Case.objects.exists()
        assert not Person.objects.exists()
    with scope_as(world.anna) as anna:
        cases = Case.objects.visible_to(anna).select_related("person", "profile").order_by("id")
        assert [str(case.person) for case in cases] == ["Amina Muster", "Olena Beispiel", "Yonas Vorlage"]
        first = cases[0]
        assert first.profile.languages == ["ar", "de"]
        assert first.profile.nationalities == ["SYR"]
        assert first.profile.interpreter == "yes"
        assert first.assigned_to == world.anna
        assert first.assignments.get().reason == "Eingelesen aus einer Liste: Liste A"
        assert [(c.person.birth_year, c.person.birth_month, c.person.birth_day) for c in cases] == [
            (1994, 3, 14),
            (1988, 3, None),
            (1979, None, None),
        ]
        from kim.casework.search import find_cases

        assert [case.pk for case in find_cases(anna, "Amina Muster")] == [first.pk]


def test_the_case_goes_to_whom_the_row_names(world, scope_as):
    with scope_as(world.lea) as lea:
        applied(lea, line(manager="Kim Ben"), line("Zwei", manager="cem"))
    assert {case.assigned_to for case in Case.objects.all()} == {world.ben, world.cem}
    assert {case.unit for case in Case.objects.all()} == {world.team_a, world.team_b}


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"born": "31.02.1990"}, "„31.02.1990“ gibt es nicht."),
        ({"born": "bald"}, "„bald“ ist kein Geburtsdatum. Schreiben Sie es so: 14.03.1994, 03.1994 oder 1994"),
        ({"born": "14.03.2950"}, "Dieser Tag liegt in der Zukunft. Prüfen Sie das Jahr."),
        (
            {"place": "Köln"},
            "„Köln“ ist keine Gemeinde dieses Kreises. Schreiben Sie den Namen oder den amtlichen Schlüssel.",
        ),
        ({"family": ""}, "Diese Zelle ist leer, wird aber gebraucht."),
        (
            {"manager": "Niemand"},
            "„Niemand“ arbeitet nicht im Case Management, oder der Name passt auf mehrere. Schreiben Sie Vor- und Nachnamen.",
        ),
        ({"languages": "Elbensprache"}, "„Elbensprache“ ist hier nicht bekannt."),
        ({"opened": "01.01.2099"}, "Dieser Tag liegt in der Zukunft. Tragen Sie heute oder einen früheren Tag ein."),
    ],
)
def test_a_faulty_cell_is_named_with_its_reason(world, scope_as, values, text):
    with scope_as(world.admin) as admin:
        run = checked(admin, "people", csv_of(HEAD, line(**values)))
        assert row(run, 2).state == "faulty"
        assert texts(run, 2) == [text]


def test_a_municipality_without_anybody_responsible_asks_for_a_name(world, scope_as):
    factories.municipality("Neuss", "NE", "05162024")
    with scope_as(world.admin) as admin:
        run = checked(admin, "people", csv_of(HEAD, line(place="Neuss")))
        assert texts(run, 2) == [
            "Für Neuss ist heute niemand zuständig. Nennen Sie in der Zeile, wer das Case Management übernimmt."
        ]


def test_cases_of_a_place_with_two_case_managers_go_to_them_in_turn(world, scope_as):
    factories.post_for(world.ben, factories.municipality())
    with scope_as(world.admin) as admin:
        applied(admin, *(line(name) for name in ("Eins", "Zwei", "Drei", "Vier")))
    assert sorted(case.assigned_to_id for case in Case.objects.all()) == sorted([world.anna.pk, world.ben.pk] * 2)


def test_an_official_key_without_its_leading_zero_is_understood(world, scope_as):
    from datetime import date

    with scope_as(world.admin) as admin:
        run = checked(
            admin,
            "people",
            xlsx_of(
                ["Nachname", "AGS", "Geburtsdatum"],
                ["Muster", 5162008, date(1990, 3, 1)],
                ["Zwei", "05162008", 1990],
                ["Drei", 5162008, 33314],
            ),
        )
        assert [each.state for each in run.rows.all()] == ["new", "new", "look"]
        assert texts(run, 4) == ["Die Zahl 33314 wird als Tag 17.03.1991 gelesen."]
        assert row(run, 2).values["birth"] == {"year": 1990, "month": 3, "day": 1}


def test_who_may_have_a_case_is_told_by_existence_and_responsible_person_only(world, scope_as):
    known = factories.case(
        world.cem,
        in_unit=world.team_b,
        person=factories.person(given_name="Samar", family_name="Haddad", birth_year=1994, birth_given="given"),
    )
    with scope_as(world.admin) as admin:
        run = checked(admin, "people", csv_of(HEAD, line("Hadad", "Samar", "1994"), line("Haddad", "Samar", "1960")))
        assert row(run, 2).state == "look"
        assert texts(run, 2) == [
            f"Hat vielleicht schon einen Fall: offen seit {known.opened_on:%d.%m.%Y}, zuständig ist Kim Cem."
        ]
        assert row(run, 3).state == "new"
        assert known.reference not in str(row(run, 2).findings)


def test_of_a_protected_person_an_import_learns_nothing(world, scope_as):
    factories.case(world.cem, person=factories.person(given_name="Samar", family_name="Haddad", is_protected=True))
    with scope_as(world.admin) as admin:
        assert row(checked(admin, "people", csv_of(HEAD, line("Haddad", "Samar"))), 2).state == "new"


def test_the_same_person_twice_in_a_file_is_to_be_looked_at(world, scope_as):
    with scope_as(world.admin) as admin:
        run = checked(admin, "people", csv_of(HEAD, line("Müller"), line("Mueller")))
        assert texts(run, 3) == ["Zeile 2 nennt dieselbe Person."]


def test_what_needs_a_look_comes_in_only_when_accepted(world, scope_as):
    with scope_as(world.admin) as admin:
        run = checked(admin, "people", csv_of(HEAD, line("Müller"), line("Mueller"), line("Mueller")))
        assert imports.mark_rows(run=run, by=admin, numbers=[3], act="accept") == 1
        run = imports.confirm(run=run, by=admin)
        assert (run.result["created_rows"], run.result["omitted_rows"]) == ("2–3", "4")


def test_undo_takes_back_all_but_what_somebody_has_worked_with(world, scope_as):
    with scope_as(world.admin) as admin:
        run = applied(admin, line("Eins"), line("Zwei"), line("Drei"))
    touched = Case.objects.get(person__family_name="Zwei")
    factories.contact(touched)
    with scope_as(world.admin) as admin:
        preview = imports.undo_preview(run, admin)
        assert [each.number for each in preview.back] == [2, 4]
        assert [(kept.number, kept.text) for kept in preview.kept] == [
            (3, "seitdem hat jemand in diesem Fall gearbeitet")
        ]
        run = imports.undo(run=run, by=admin)
        assert (run.state, run.result["back_rows"], run.result["kept_rows"]) == ("undone", "2, 4", "3")
        assert not run.rows.exists()
    assert list(Case.objects.all()) == [touched]
    assert Person.objects.get() == touched.person


def test_a_case_whose_person_was_edited_stays(world, scope_as):
    from kim.casework.actions import people

    with scope_as(world.admin) as admin:
        run = applied(admin, line("Eins"))
    with scope_as(world.anna) as anna:
        case = Case.objects.get()
        people.edit_client(
            case=case, by=anna, person={"given_name": "Anders"}, person_version=1, profile={}, profile_version=1
        )
    with scope_as(world.admin) as admin:
        assert imports.undo(run=run, by=admin).result["kept"] == 1
    assert Case.objects.count() == 1


def test_the_named_functions_refuse_who_may_not_import(world, scope_as):
    for user in (world.anna, world.stranger):
        for call, values in (
            ("kim_import_candidates('[]')", []),
            ("kim_import_people(1, '[]', current_date)", []),
            ("kim_untouched_imports(1, '{}')", []),
            ("kim_undo_people(1, '{}')", []),
        ):
            with (
                scope_as(user),
                pytest.raises(DatabaseError, match="kim: "),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(f"select * from {call}", values)


def test_an_administrator_cannot_write_past_the_steps(world, scope_as):
    with scope_as(world.admin) as admin:
        run = checked(admin, "people", csv_of(HEAD, line()))
        with pytest.raises(DatabaseError, match="may not import"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select * from kim_import_people(%s, '[]', current_date)", [run.pk])


def test_the_database_knows_the_same_roles_as_the_code(world, scope_as):
    for role in Role:
        user = factories.user(role=role, in_unit=world.team_a)
        with scope_as(user), connection.cursor() as cursor:
            cursor.execute("select kim_may_import_people()")
            assert cursor.fetchone()[0] == (Permission.PEOPLE_IMPORT in role.permissions), role


def test_a_case_manager_uploads_no_people(world, scope_as):
    with scope_as(world.anna) as anna, pytest.raises(PermissionDenied):
        uploaded(anna, "people", csv_of(HEAD, line()))


def test_rows_are_seen_by_their_uploader_alone(world, scope_as):
    with scope_as(world.admin) as admin:
        checked(admin, "people", csv_of(HEAD, line()))
    with scope_as(world.lea):
        assert not ImportRun.objects.exists()
        assert not ImportRow.objects.exists()
    from kim.privacy.scope import Scope, open_scope

    with open_scope(Scope(name="nobody")):
        assert not ImportRow.objects.exists()
