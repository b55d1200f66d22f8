"""The steps of an import on screen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kim.casework.models import Case
from kim.organisation.models import PopulationFigure
from kim.workbench import tasks
from kim.workbench.models import ImportRow, ImportRun
from tests import factories
from tests.workbench.importing import checked, csv_of, xlsx_of

HEAD = ["Nachname", "Vorname", "Geburtsdatum", "Gemeinde", "Lieblingsfarbe"]


def upload(browser, data: bytes, target: str = "people", name: str = "liste.csv"):
    return browser.post(reverse("imports:new"), {"target": target, "file": SimpleUploadedFile(name, data)})


def columns(run, **more):
    """The choice of columns as the page proposes it."""
    return {"blatt": run.sheet, "kopfzeile": run.head_line} | {f"column_{key}": place for key, place in more.items()}


def test_an_administrator_imports_a_list_step_by_step_and_undoes_it(world, browser_for):
    browser = browser_for(world.admin)
    data = csv_of(
        HEAD,
        ["Muster", "Amina", "1990", "Grevenbroich", "blau"],
        ["Fehler", "Bela", "31.02.1990", "Grevenbroich", "rot"],
    )
    answer = upload(browser, data)
    run = ImportRun.objects.get()
    assert answer.url == reverse("imports:columns", args=[run.pk])
    page = browser.get(answer.url).content.decode()
    assert "Lieblingsfarbe" in page
    assert "Was Sie nicht wählen, wird nicht gespeichert." in page
    answer = browser.post(answer.url, columns(run, family_name=0, given_name=1, birth=2, municipality=3))
    page = browser.get(answer.url).content.decode()
    assert "„31.02.1990“ gibt es nicht." in page
    assert "blau" not in page
    assert "Lieblingsfarbe" in page
    page = browser.get(reverse("imports:confirm", args=[run.pk])).content.decode()
    assert "Eine Zeile einlesen" in page
    assert "Sie werden diese Fälle nicht sehen" in page
    browser.post(reverse("imports:confirm", args=[run.pk]))
    assert Case.objects.get().person.family_name == "Muster"
    page = browser.get(reverse("imports:detail", args=[run.pk])).content.decode()
    assert "Einlesen zurücknehmen" in page
    page = browser.get(reverse("imports:undo", args=[run.pk])).content.decode()
    assert "Ein Eintrag wird zurückgenommen" in page
    browser.post(reverse("imports:undo", args=[run.pk]))
    assert not Case.objects.exists()
    page = browser.get(reverse("imports:detail", args=[run.pk])).content.decode()
    assert "Die hochgeladenen Zeilen sind gelöscht." in page
    assert not ImportRow.objects.exists()
    assert "zurückgenommen" in browser.get(reverse("imports:list")).content.decode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "In dieser Datei steht nichts."),
        (b"PK\x03\x04junk", "Diese Datei ist beschädigt"),
        (bytes(range(256)) * 9, "Diese Datei ist keine Tabelle."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_its_field(world, browser_for, data, said):
    answer = upload(browser_for(world.admin), data)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_form_without_a_file_says_what_to_do(world, browser_for):
    answer = browser_for(world.admin).post(reverse("imports:new"), {"target": "people"})
    assert answer.status_code == 422
    assert "Wählen Sie eine Datei." in answer.content.decode()


def test_a_target_of_others_cannot_be_chosen(world, browser_for):
    coordinator = factories.user("koordination", role="coordinator", in_unit=world.team_a)
    assert upload(browser_for(coordinator), csv_of(HEAD, ["a"])).status_code == 422


def test_only_a_head_asks_for_another_line(world, browser_for):
    browser = browser_for(world.admin)
    upload(browser, csv_of(HEAD))
    run = ImportRun.objects.get()
    answer = browser.post(reverse("imports:columns", args=[run.pk]), columns(run, family_name=0, municipality=3))
    assert answer.status_code == 422
    assert "stehen keine Zeilen" in answer.content.decode()


def test_a_needed_column_and_one_chosen_twice_are_said_at_their_field(world, browser_for):
    browser = browser_for(world.admin)
    upload(browser, csv_of(HEAD, ["Muster", "A", "", "Grevenbroich", ""]))
    run = ImportRun.objects.get()
    page = browser.post(
        reverse("imports:columns", args=[run.pk]), columns(run, family_name=0, given_name=0)
    ).content.decode()
    assert "Diese Spalte wird gebraucht." in page
    assert "Diese Spalte ist schon für „Nachname“ gewählt." in page or "schon für" in page


def test_the_head_may_stand_further_down(world, browser_for):
    browser = browser_for(world.admin)
    upload(
        browser,
        xlsx_of(["Liste des Kreises"], [], ["Nachname", "Gemeinde"], ["Muster", "Grevenbroich"]),
        name="liste.xlsx",
    )
    run = ImportRun.objects.get()
    assert run.head_line == 3
    browser.post(reverse("imports:columns", args=[run.pk]), columns(run, family_name=0, municipality=1))
    assert [row.number for row in run.rows.all()] == [4]


def test_the_same_file_again_is_said(world, browser_for):
    browser = browser_for(world.admin)
    data = csv_of(HEAD, ["Muster", "A", "", "Grevenbroich", ""])
    upload(browser, data)
    run = ImportRun.objects.get()
    browser.post(reverse("imports:columns", args=[run.pk]), columns(run, family_name=0, municipality=3))
    browser.post(reverse("imports:confirm", args=[run.pk]))
    answer = upload(browser_for(world.lea), data)
    page = browser_for(world.lea).get(answer.url).content.decode()
    assert "Genau diese Datei wurde schon eingelesen." in page
    assert "Kim Admin" in page


def test_rows_are_accepted_and_left_out_one_by_one(world, browser_for):
    browser = browser_for(world.admin)
    run = checked(
        world.admin, "people", csv_of(HEAD, ["Muster", "A", "", "Grevenbroich"], ["Muster", "A", "", "Grevenbroich"])
    )
    address = reverse("imports:rows", args=[run.pk])
    browser.post(address + "?act=accept", {"number": 3})
    assert run.rows.get(number=3).accepted
    answer = browser.post(address + "?act=leave_out", {"number": 2, "zurueck": "?zustand=new"})
    assert run.rows.get(number=2).left_out
    assert answer.url.endswith("?zustand=new")
    browser.post(address + "?act=take_in", {"number": 2})
    assert not run.rows.get(number=2).left_out
    assert browser.post(address + "?act=leave_out", {"number": "drei", "zurueck": "//fremd"}).url == reverse(
        "imports:detail", args=[run.pk]
    )


def test_faulty_rows_are_taken_along_with_their_reason(world, browser_for):
    run = checked(
        world.admin,
        "people",
        csv_of(HEAD, ["=cmd()", "A", "31.02.1990", "Grevenbroich"], ["Gut", "B", "1990", "Grevenbroich"]),
    )
    answer = browser_for(world.admin).get(reverse("imports:faulty", args=[run.pk]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "„31.02.1990“ gibt es nicht." in text
    assert "'=cmd()" in text
    assert "Gut" not in text


@pytest.mark.parametrize("key", ["people", "figures", "offers"])
def test_the_example_file_of_each_target_can_be_imported_as_it_is(world, browser_for, key):
    factories.agency()
    factories.life_area()
    PopulationFigure.objects.create(what="einwohner", value=1, reference_date=factories.today(), source="x")
    answer = browser_for(world.admin).get(reverse("imports:example", args=[key]))
    run = checked(world.admin, key, b"".join(answer.streaming_content))
    assert run.total >= 1
    assert {row.state for row in run.rows.all()} == {"new"}, [row.findings for row in run.rows.all()]


def test_a_long_list_is_the_workers_work_and_the_page_shows_how_far_it_is(world, browser_for, monkeypatch):
    monkeypatch.setattr("kim.workbench.actions.imports.AT_ONCE", 2)
    monkeypatch.setattr("kim.workbench.actions.import_steps.CHUNK", 2)
    browser = browser_for(world.admin)
    upload(browser, csv_of(HEAD, *(["Muster", f"Vorname{chr(65 + n)}", "", "Grevenbroich"] for n in range(5))))
    run = ImportRun.objects.get()
    page_url = reverse("imports:detail", args=[run.pk])
    browser.post(reverse("imports:columns", args=[run.pk]), columns(run, family_name=0, given_name=1, municipality=3))
    assert "0 von 5 Zeilen sind fertig." in browser.get(page_url).content.decode()
    assert "<html" not in browser.get(page_url, headers={"HX-Request": "true"}).content.decode()
    tasks.import_step("check", run_id=run.pk, user_id=world.admin.pk)
    assert browser.get(page_url, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    run.refresh_from_db()
    assert (run.state, run.done) == ("checked", 5)
    browser.post(reverse("imports:rows", args=[run.pk]), {"act": "all_accept"})
    browser.post(reverse("imports:confirm", args=[run.pk]))
    assert "wird eingelesen" in browser.get(page_url).content.decode().lower()
    tasks.import_step("apply", run_id=run.pk, user_id=world.admin.pk)
    assert Case.objects.count() == 5
    browser.post(reverse("imports:undo", args=[run.pk]))
    tasks.import_step("undo", run_id=run.pk, user_id=world.admin.pk)
    assert not Case.objects.exists()


def test_twenty_more_rows_cost_no_further_question(world, browser_for, django_assert_max_num_queries):
    browser = browser_for(world.admin)

    def questions(count: int) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        run = checked(
            world.admin, "people", csv_of(HEAD, *(["Muster", f"N{n}", "", "Grevenbroich"] for n in range(count)))
        )
        with CaptureQueriesContext(
            connection,
        ) as caught:
            browser.get(reverse("imports:detail", args=[run.pk]))
        return len(caught)

    browser.get(reverse("imports:list"))
    assert questions(25) <= questions(5)


def test_an_import_of_somebody_else_is_unknown(world, browser_for):
    run = checked(world.admin, "people", csv_of(HEAD, ["Muster", "A", "", "Grevenbroich"]))
    assert browser_for(world.lea).get(reverse("imports:detail", args=[run.pk])).status_code == 404
    assert (
        browser_for(world.lea).get(reverse("imports:detail", args=[9_999_999_999_999_999_999_999])).status_code == 404
    )
