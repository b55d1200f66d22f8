"""What every list can: keep views, choose columns, tick rows, go out as a file."""

import io
from datetime import timedelta

import pytest
from python_calamine import load_workbook

import kim.config.urls  # noqa: F401 -- so that every list is known
from kim.casework.models import Case
from kim.privacy.models import AuditEvent
from kim.web.tables.table import TABLES
from kim.workbench.models import SavedView
from tests import factories
from tests.web.lists import URL, body, file_of, rows_of, text_of, titles


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


@pytest.fixture
def lea(world, browser_for):
    return browser_for(world.lea)


# Columns ----------------------------------------------------------------------------------------------


def test_columns_are_chosen_once_and_kept_for_this_person_alone(world, anna, browser_for):
    factories.case(world.anna)

    answer = anna.post("/listen/faelle/spalten/", {"columns": ["reference", "due"], "here": "view=mine"}, follow=True)

    assert titles(answer) == ["Person", "Aktenzeichen", "Fällig"]
    assert titles(anna.get(URL)) == ["Person", "Aktenzeichen", "Fällig"]
    assert "Eröffnet" in titles(browser_for(world.ben).get(URL, {"view": "team"}))


def test_a_choice_for_my_cases_leaves_the_columns_of_the_team_alone(world, anna):
    factories.case(world.ben)
    anna.post("/listen/faelle/spalten/", {"columns": ["due"], "here": "view=mine"})

    assert titles(anna.get(URL, {"view": "team"})) == ["Person", "Fällig", "Zuständig"]


def test_columns_go_back_to_how_the_list_comes(world, anna):
    factories.case(world.anna)
    before = titles(anna.get(URL))
    anna.post("/listen/faelle/spalten/", {"columns": ["due"]})

    answer = anna.post("/listen/faelle/spalten/", {"columns": ["due"], "as_it_comes": "1"}, follow=True)

    assert titles(answer) == before


def test_columns_named_in_the_address_win_and_unknown_ones_are_passed_over(world, anna):
    factories.case(world.anna)

    assert titles(anna.get(URL, {"columns": "place,wages,;drop"})) == ["Person", "Ort"]
    assert len(titles(anna.get(URL, {"columns": ";,,"}))) > 3


# Kept views ---------------------------------------------------------------------------------------------


def test_a_view_is_kept_with_filters_sorting_and_columns_and_opens_with_them(world, anna):
    quiet = factories.case(world.anna, last_contact_on=factories.today() - timedelta(days=40))
    factories.case(world.anna, last_contact_on=factories.today())
    query = "view=mine&quiet=on&sort=-name&columns=name,place"

    answer = anna.post(f"/listen/faelle/merken/?{query}", {"name": "Stille"}, follow=True)

    assert "Die Ansicht „Stille“ ist gemerkt." in text_of(answer)
    opened = anna.get(URL, {"saved": SavedView.objects.get().pk})
    assert [row["pk"] for row in opened.context["rows"]] == [quiet.pk]
    assert titles(opened) == ["Person", "Ort"] and 'aria-sort="descending"' in text_of(opened)
    assert not opened.context["table"].is_edited


def test_a_shared_view_shows_each_person_their_own_rows(world, anna, browser_for):
    factories.case(world.anna, last_contact_on=factories.today() - timedelta(days=40))
    bens = factories.case(world.ben, last_contact_on=factories.today() - timedelta(days=40))
    view = factories.saved_view(world.anna, shared_with=world.team_a)

    opened = browser_for(world.ben).get(URL, {"saved": view.pk})

    assert [row["pk"] for row in opened.context["rows"]] == [bens.pk]
    assert "geteilt von Kim Anna" in text_of(opened)
    assert "Stille Fälle" not in text_of(browser_for(world.cem).get(URL, {"saved": view.pk}))


@pytest.mark.parametrize(
    "query, said",
    [
        ({"filters": {"wages": "3000", "quiet": "on"}}, "Filter „wages: 3000“"),
        ({"filters": {"place": "999999"}}, "Filter „Ort: 999999“"),
        ({"filters": {"phase": "nirwana"}}, "Filter „Phase: nirwana“"),
        ({"sort": "wages"}, "Sortierung „wages“"),
        ({"columns": ["name", "wages"]}, "Spalte „wages“"),
        ({"view": "everything"}, "everything"),
    ],
)
def test_a_view_that_names_what_is_gone_opens_and_says_what_was_left_out(world, anna, query, said):
    factories.case(world.anna, last_contact_on=factories.today() - timedelta(days=40))
    view = factories.saved_view(world.anna, query=query)

    opened = anna.get(URL, {"saved": view.pk})

    assert said in text_of(opened) and "So neu merken" in text_of(opened)
    assert len(opened.context["rows"]) == 1
    kept = anna.post(opened.context["table"].keep_address, {"name": view.name}, follow=True)
    assert "weggelassen" not in text_of(kept)


@pytest.mark.parametrize(
    "query", [[], "x", {"filters": [1], "columns": "name", "sort": 7, "view": None}, {"filters": {"place": {"a": 1}}}]
)
def test_a_stored_view_of_any_shape_opens(world, anna, query):
    view = factories.saved_view(world.anna)
    SavedView.objects.filter(pk=view.pk).update(query=query)

    assert anna.get(URL, {"saved": view.pk}).status_code == 200
    assert anna.get("/listen/faelle/ansichten/").status_code == 200


def test_a_list_opens_with_the_view_one_chose_until_filters_are_reset(world, anna):
    factories.case(world.anna, last_contact_on=factories.today())
    view = factories.saved_view(world.anna)

    anna.post(f"/listen/faelle/ansichten/{view.pk}/oeffnen/", {"opens": "yes"})

    opened = anna.get(URL)
    assert opened.context["rows"] == [] and opened.context["table"].saved == view
    assert len(anna.get(opened.context["table"].reset_address).context["rows"]) == 1
    anna.post(f"/listen/faelle/ansichten/{view.pk}/oeffnen/", {"opens": "no"})
    assert len(anna.get(URL).context["rows"]) == 1


def test_a_change_to_a_view_is_noticed_and_kept_under_the_same_name(world, anna):
    view = factories.saved_view(world.anna)

    changed = anna.get(anna.get(URL, {"saved": view.pk}).context["table"].address(quiet="", phase="monitoring"))
    assert changed.context["table"].is_edited and "Änderung merken" in text_of(changed)
    anna.post(changed.context["table"].keep_address, {"name": view.name})

    view.refresh_from_db()
    assert view.query["filters"] == {"phase": "monitoring"} and SavedView.objects.count() == 1


def test_a_view_is_renamed_shared_and_deleted_by_its_owner_alone(world, anna, browser_for):
    view = factories.saved_view(world.anna)
    page = f"/listen/faelle/ansichten/{view.pk}/"

    anna.post(page, {"name": "Neu", "shared_with": world.team_a.pk})
    view.refresh_from_db()
    assert (view.name, view.shared_with) == ("Neu", world.team_a)
    ben = browser_for(world.ben)
    assert "gehört jemand anderem" in text_of(ben.post(page + "loeschen/", follow=True))
    ben.post(page, {"name": "Bens"})
    assert SavedView.objects.get().name == "Neu"
    anna.post(page + "loeschen/")
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    "typed", [{"name": ""}, {"name": "x" * 81}, {"name": "A", "shared_with": "999"}, {"name": " \x00 "}]
)
def test_half_an_answer_keeps_no_view_and_what_was_typed_stays(world, anna, typed):
    answer = anna.post("/listen/faelle/merken/?quiet=on", typed)

    assert answer.status_code == 422 and answer.context["form"].errors
    assert not SavedView.objects.exists()


def test_a_second_view_of_the_same_name_is_refused_at_the_field(world, anna):
    factories.saved_view(world.anna, "A")

    assert list(anna.post("/listen/faelle/merken/", {"name": "A"}).context["form"].errors) == ["name"]


# Files ---------------------------------------------------------------------------------------------------


def test_a_file_has_what_the_screen_shows_and_is_noted(world, lea):
    for _number in range(35):
        factories.case(world.anna)
    factories.case(world.cem)

    answer = file_of(lea, "view=team&sort=name&columns=name,place")

    rows = rows_of(answer)
    assert rows[0] == ["Person", "Name in Originalschrift", "Geplante Übergabe", "Ort"] and len(rows) == 36
    assert "F%C3%A4lle" in answer["Content-Disposition"] and f"{factories.today()}" in answer["Content-Disposition"]
    event = AuditEvent.objects.get(kind="list.exported")
    assert event.payload["rows"] == 35 and event.payload["format"] == "csv" and event.payload["list"] == "faelle"
    assert event.payload["columns"] == ["name", "native", "planned", "place"]
    assert event.actor_id == world.lea.pk


def test_only_those_who_may_take_lists_out_get_button_and_file(world, anna, lea, browser_for):
    factories.case(world.anna)

    assert file_of(anna).status_code == 403
    assert "Als Tabelle speichern" not in text_of(anna.get(URL))
    assert "Als Tabelle speichern" in text_of(lea.get(URL))
    world.anna.memberships.create(unit=world.team_a, role="list_exporter")
    assert len(rows_of(file_of(browser_for(world.anna)))) == 2
    assert not AuditEvent.objects.filter(kind="list.exported").exclude(actor_id=world.anna.pk).exists()


def test_heads_only_go_out_as_heads_and_protected_names_stay_masked(world, lea):
    person = factories.person(family_name="Verborgen", name_original="Geheim", is_protected=True)
    case = factories.case(world.anna, person=person, next_due_on=factories.today())
    case.follow_ups.create(due_on=factories.today(), text="Schulamt anrufen", recorded_by=world.anna)

    query = "view=team&columns=" + ",".join(column.key for column in TABLES["faelle"].columns)
    text = body(file_of(lea, query)).decode()

    assert "Name geschützt" in text
    for secret in ("Verborgen", "Geheim", "Schulamt"):
        assert secret not in text


def test_formulas_in_names_stay_text_and_umlauts_arrive(world, lea):
    factories.case(world.anna, person=factories.person(family_name="=cmd|' /C calc'!A0", given_name="Ömer"))

    row = rows_of(file_of(lea, "view=team"))[1]

    assert row[0].startswith("'=cmd") and "Ömer" in row[0]


def test_xlsx_carries_days_as_days_and_says_what_it_shows(world, lea):
    case = factories.case(world.anna, next_due_on=factories.today())

    answer = file_of(lea, "view=team&phase=access", kind="xlsx")

    book = load_workbook(io.BytesIO(body(answer)))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1][rows[0].index("Fällig")] == case.next_due_on
    told = {row[0]: row[1] for row in book.get_sheet_by_index(1).to_python()}
    assert told["Phase"] == "Zugang" and told["Ausgegeben von"] == "Kim Lea"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_of_nothing_is_said_and_neither_written_nor_noted(world, lea, kind):
    answer = lea.get(f"/listen/faelle/datei/{kind}/?view=team&phase=monitoring", follow=True)

    assert "deshalb wurde keine Datei geschrieben" in text_of(answer)
    assert not AuditEvent.objects.filter(kind="list.exported").exists()


def test_a_file_that_is_not_read_to_its_end_is_noted_all_the_same(world, lea):
    factories.case(world.anna)
    file_of(lea, "view=team")

    assert AuditEvent.objects.filter(kind="list.exported").count() == 1


@pytest.mark.parametrize(
    "path", ["/listen/nichts/datei/csv/", "/listen/faelle/datei/exe/", "/listen/faelle/auswahl/nichts/"]
)
def test_lists_formats_and_acts_that_do_not_exist_are_404(world, lea, path):
    assert lea.get(path).status_code == 404


@pytest.mark.parametrize("key", ["mitarbeitende"])
def test_the_staff_goes_out_with_roles_and_areas(world, browser_for, key):
    rows = rows_of(file_of(browser_for(world.admin), key=key))

    anna = next(row for row in rows if row[0] == "Kim Anna")
    assert "Case Management, team-a" in anna and "anna@example.org" in anna and "Grevenbroich" in anna


# Ticking rows ---------------------------------------------------------------------------------------------


def test_all_that_fit_are_ticked_beyond_the_page(world, lea):
    for _number in range(35):
        factories.case(world.anna)
    bens = factories.case(world.ben)
    page = lea.get(URL)
    assert "alle 36, die zu den Filtern passen" in text_of(page)

    look = lea.get("/faelle/uebergeben/?view=team&all=1")
    assert look.context["number"] == 36
    typed = {"to": world.ben.pk, "reason": "Elternzeit", "case": [outcome.item.pk for outcome in look.context["going"]]}
    preview = lea.post("/faelle/uebergeben/?view=team&all=1", typed)
    assert preview.context["number"] == 35 and "Zuständig ist schon Kim Ben." in text_of(preview)
    going = [outcome.item.pk for outcome in preview.context["going"]]
    assert bens.pk not in going
    done = lea.post("/faelle/uebergeben/", typed | {"case": going, "confirmed": "1"}, follow=True)

    assert "35 Fälle liegen jetzt bei Kim Ben." in text_of(done)
    assert Case.objects.filter(assigned_to=world.ben).count() == 36


def test_rows_that_stay_are_named_with_the_reason(world, browser_for):
    mine, bens = factories.case(world.anna), factories.case(world.ben)

    look = browser_for(world.anna).get("/faelle/uebergeben/?view=team&all=1")

    assert [outcome.item for outcome in look.context["going"]] == [mine]
    assert [outcome.item for outcome in look.context["staying"]] == [bens]
    assert "Diesen Fall können Sie nicht übergeben" in text_of(look)


def test_follow_ups_are_ticked_off_together_after_a_look_ahead(world, anna):
    case = factories.case(world.anna)
    rows = [case.follow_ups.create(due_on=factories.today(), text=f"Nr {n}", recorded_by=world.anna) for n in range(3)]
    picked = {"pick": [row.pk for row in rows[:2]]}

    look = anna.get("/listen/wiedervorlagen/auswahl/erledigt/", picked)
    assert "2 Wiedervorlagen werden abgehakt." in text_of(look)
    assert case.follow_ups.filter(done_at=None).count() == 3
    done = anna.post("/listen/wiedervorlagen/auswahl/erledigt/", picked | {"confirmed": "1"}, follow=True)

    assert "2 Wiedervorlagen sind erledigt." in text_of(done)
    assert list(case.follow_ups.filter(done_at=None)) == [rows[2]]


def test_nobody_ticks_off_what_they_may_not_know(world, browser_for):
    row = factories.case(world.anna).follow_ups.create(due_on=factories.today(), text="x", recorded_by=world.anna)

    answer = browser_for(world.ben).post(
        "/listen/wiedervorlagen/auswahl/erledigt/", {"pick": [row.pk], "confirmed": "1"}
    )

    assert answer.status_code == 404
    row.refresh_from_db()
    assert row.done_at is None
