"""What holds for every import: steps, figures and offers, undo, the record, and what is deleted when."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from kim.network.models import Offer
from kim.organisation.models import FigureKind, PopulationFigure, User
from kim.privacy.models import AuditEvent
from kim.privacy.scope import Scope, open_scope
from kim.workbench import import_jobs, importing
from kim.workbench.actions import imports
from kim.workbench.import_errors import ColumnsMissing, FileUnreadable, NothingToImport, TooLateToUndo, WrongStep
from kim.workbench.models import ImportFile, ImportMapping, ImportRow, ImportRun
from tests import factories
from tests.workbench.importing import checked, csv_of, row, texts, uploaded, xlsx_of

FIGURES = ["Gemeinde", "Merkmal", "Wert", "Stichtag", "Quelle"]
OFFERS = ["Schlüssel", "Träger", "Titel", "Sprachen", "Wartezeit", "Gemeinden"]


@pytest.fixture
def county(world):
    """The world with a list of figures and an assistant who may import them."""
    FigureKind.objects.create(key="population", name_de="Einwohner", name_en="Population", unit="persons")
    world.eva = factories.user("eva", role="assistant", in_unit=world.team_a)
    return world


def figures(user, *rows):
    return checked(user, "figures", csv_of(FIGURES, *rows))


def test_figures_come_in_by_name_and_key_with_days_years_and_quarters(county, scope_as):
    with scope_as(county.eva) as eva:
        run = figures(
            eva,
            ["Grevenbroich", "Einwohner", "65.500", "31.12.2025", "Melderegister"],
            ["5162008", "population", "65400,5", "2024", "IT.NRW"],
            ["Kreis", "Einwohner", "460000", "Q2 2025", "IT.NRW"],
        )
        assert [each.state for each in run.rows.all()] == ["new"] * 3, [each.findings for each in run.rows.all()]
        imports.confirm(run=run, by=eva)
    made = list(PopulationFigure.objects.order_by("reference_date"))
    assert [(f.municipality_id is None, f.value, f.reference_date.isoformat(), f.precision) for f in made] == [
        (False, Decimal("65400.50"), "2024-12-31", "year"),
        (True, Decimal("460000.00"), "2025-06-30", "quarter"),
        (False, Decimal("65500.00"), "2025-12-31", "day"),
    ]


def test_two_sources_may_disagree_and_the_same_source_is_brought_up_to_date(county, scope_as):
    place = factories.municipality()
    PopulationFigure.objects.create(
        municipality=place, what="population", value=100, reference_date="2025-12-31", source="Melderegister"
    )
    with scope_as(county.eva) as eva:
        run = figures(
            eva,
            ["Grevenbroich", "Einwohner", "100", "31.12.2025", "Melderegister"],
            ["Grevenbroich", "Einwohner", "90", "31.12.2025", "IT.NRW"],
        )
        assert [each.state for each in run.rows.all()] == ["same", "new"]
        run = figures(eva, ["Grevenbroich", "Einwohner", "120", "31.12.2025", "Melderegister"])
        assert row(run, 2).state == "change"
        imports.confirm(run=run, by=eva)
        assert PopulationFigure.objects.get(source="Melderegister").value == 120
        imports.undo(run=run, by=eva)
    assert PopulationFigure.objects.get(source="Melderegister").value == 100


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (["Köln", "Einwohner", "1", "2024", "x"],
         "„Köln“ ist keine Gemeinde dieses Kreises. Schreiben Sie den Namen oder den amtlichen Schlüssel."),
        (["Kreis", "Bäume", "1", "2024", "x"], "„Bäume“ gehört nicht zu den Zahlen des Kreises."),
        (["Kreis", "Einwohner", "viele", "2024", "x"], "„viele“ ist keine Zahl."),
        (["Kreis", "Einwohner", "-3", "2024", "x"], "„-3“ liegt nicht zwischen 0 und 99999999."),
        (["Kreis", "Einwohner", "1", "31.02.2024", "x"], "„31.02.2024“ gibt es nicht."),
        (["Kreis", "Einwohner", "1", "2024", ""], "Diese Zelle ist leer, wird aber gebraucht."),
    ],
)  # fmt: skip
def test_a_faulty_figure_is_named_with_its_reason(county, scope_as, cells, text):
    with scope_as(county.eva) as eva:
        run = figures(eva, cells)
        assert (row(run, 2).state, texts(run, 2)) == ("faulty", [text])
        with pytest.raises(NothingToImport):
            imports.confirm(run=run, by=eva)


def test_a_figure_said_twice_in_a_file_is_taken_once(county, scope_as):
    with scope_as(county.eva) as eva:
        run = figures(eva, ["Kreis", "Einwohner", "1", "2024", "x"], ["", "Einwohner", "2", "2024", "x"])
        assert texts(run, 3) == ["Zeile 2 sagt schon dasselbe."]


def test_a_text_that_a_spreadsheet_made_a_date_of_is_to_be_looked_at(county, scope_as):
    from datetime import date

    with scope_as(county.eva) as eva:
        run = checked(eva, "figures", xlsx_of(FIGURES, ["Kreis", "Einwohner", 5, 2024, date(2024, 2, 1)]))
        assert row(run, 2).state == "look"
        assert texts(run, 2) == ["Die Tabelle hat aus diesem Text ein Datum gemacht. Prüfen Sie, was gemeint war."]


def test_offers_are_made_changed_and_restored(county, scope_as):
    factories.offer("b1", languages=["de"], usual_wait_days=5)
    with scope_as(county.eva) as eva:
        run = checked(eva, "offers", csv_of(OFFERS,
            ["b1", "VHS Grevenbroich", "B1-Kurs mit Kinderbetreuung", "Deutsch, Arabisch", "30", ""],
            ["", "VHS Grevenbroich", "Elterncafé", "Ukrainisch", "", "Grevenbroich"],
        ))  # fmt: skip
        assert [each.state for each in run.rows.all()] == ["change", "new"], [each.findings for each in run.rows.all()]
        imports.confirm(run=run, by=eva)
        assert Offer.objects.get(key="b1").languages == ["de", "ar"]
        assert Offer.objects.get(title="Elterncafé").municipalities == ["05162008"]
        imports.undo(run=run, by=eva)
    only = Offer.objects.get()
    assert (only.key, only.languages, only.usual_wait_days) == ("b1", ["de"], 5)


def test_an_offer_that_a_referral_names_stays(county, scope_as):
    with scope_as(county.eva) as eva:
        run = checked(eva, "offers", csv_of(OFFERS, ["", factories.agency().name, "Elterncafé", "", "", ""]))
        imports.confirm(run=run, by=eva)
    factories.referral(factories.case(county.anna), offer=Offer.objects.get(title="Elterncafé"))
    with scope_as(county.eva) as eva:
        assert [kept.text for kept in imports.undo_preview(run, eva).kept] == ["wird inzwischen verwendet"]
        assert imports.undo(run=run, by=eva).result["kept_rows"] == "2"
    assert Offer.objects.filter(title="Elterncafé").exists()


def test_what_somebody_changed_since_stays(county, scope_as):
    with scope_as(county.eva) as eva:
        run = figures(eva, ["Kreis", "Einwohner", "1", "2024", "x"])
        imports.confirm(run=run, by=eva)
        PopulationFigure.objects.update(value=2)
        imports.undo(run=run, by=eva)
    assert PopulationFigure.objects.get().value == 2


def test_chosen_columns_are_proposed_next_time(county, scope_as):
    with scope_as(county.eva) as eva:
        data = csv_of(["Wo", "Merkmal", "Wieviele", "Stand", "Beleg"], ["Kreis", "Einwohner", "1", "2024", "x"])
        run = uploaded(eva, "figures", data)
        mapping = {"municipality": 0, "what": 1, "value": 2, "reference_date": 3, "source": 4}
        assert imports.propose(importing.target("figures"), eva, ["Wo", "Wieviele"]) == {}
        imports.choose_columns(run=run, by=eva, sheet="", head_line=1, mapping=mapping)
        assert imports.propose(importing.target("figures"), eva, ["Wo", "Wieviele"]) == {"municipality": 0, "value": 1}
    with scope_as(county.lea):
        assert not ImportMapping.objects.exists()


def test_columns_that_are_not_chosen_are_named_and_not_kept(county, scope_as):
    with scope_as(county.eva) as eva:
        run = checked(
            eva, "figures", csv_of([*FIGURES, "Geheim"], ["Kreis", "Einwohner", "1", "2024", "x", "verborgen"])
        )
        assert run.unmapped == ["Geheim"]
        assert "verborgen" not in str(row(run, 2).cells)
        imports.confirm(run=run, by=eva)
        assert not ImportFile.objects.exists()


def test_needed_columns_and_steps_are_kept_to(county, scope_as):
    with scope_as(county.eva) as eva:
        run = uploaded(eva, "figures", csv_of(FIGURES, ["Kreis", "Einwohner", "1", "2024", "x"]))
        with pytest.raises(ColumnsMissing, match="Quelle"):
            imports.choose_columns(
                run=run, by=eva, sheet="", head_line=1, mapping={"what": 1, "value": 2, "reference_date": 3}
            )
        with pytest.raises(WrongStep):
            imports.confirm(run=run, by=eva)


def test_an_unreadable_file_leaves_nothing(county, scope_as):
    with scope_as(county.eva) as eva:
        with pytest.raises(FileUnreadable, match="keine Tabelle"):
            uploaded(eva, "figures", bytes(range(256)) * 10)
        assert not ImportRun.objects.exists()


def test_who_may_not_import_figures_does_not(county, scope_as):
    with scope_as(county.lea) as lea, pytest.raises(PermissionDenied):
        uploaded(lea, "figures", csv_of(FIGURES))


def test_after_thirty_days_the_rows_go_and_the_record_stays(county, scope_as):
    with scope_as(county.eva) as eva:
        run = figures(eva, ["Kreis", "Einwohner", "1", "2024", "x"])
        imports.confirm(run=run, by=eva)
    with open_scope(Scope(name="worker")):
        assert imports.clear_old() == 0
    ImportRun.objects.update(undo_until=factories.today() - timedelta(days=1))
    with scope_as(county.eva) as eva, pytest.raises(TooLateToUndo):
        imports.undo(run=run, by=eva)
    with open_scope(Scope(name="worker")):
        assert imports.clear_old() == 1
    run.refresh_from_db()
    assert (run.state, run.result["created"], run.file_name) == ("applied", 1, "")
    assert not ImportRow.objects.exists()


def test_an_upload_that_nobody_confirms_goes_too(county, scope_as):
    with scope_as(county.eva) as eva:
        figures(eva, ["Kreis", "Einwohner", "1", "2024", "x"])
    ImportRun.objects.update(uploaded_at=timezone.now() - timedelta(days=32))
    with open_scope(Scope(name="worker")):
        assert imports.clear_old() == 1
    assert ImportRun.objects.get().state == "discarded"
    assert not ImportRow.objects.exists()
    assert not ImportFile.objects.exists()


def test_the_trail_names_who_brought_what_in_and_took_it_back(county, scope_as):
    with scope_as(county.eva) as eva:
        run = figures(eva, ["Kreis", "Einwohner", "1", "2024", "x"])
        imports.confirm(run=run, by=eva)
        imports.undo(run=run, by=eva)
    events = AuditEvent.objects.filter(kind__startswith="import.").order_by("id")
    assert [event.kind for event in events] == [
        f"import.{step}" for step in ("uploaded", "checked", "confirmed", "applied", "undone")
    ]
    assert {event.actor_id for event in events} == {county.eva.pk}
    assert events.last().payload["back"] == "2"


def test_a_step_that_fails_in_the_worker_leaves_nothing_and_says_so(county, scope_as, monkeypatch):
    monkeypatch.setattr("kim.workbench.actions.imports.AT_ONCE", 0)
    with scope_as(county.eva) as eva:
        run = figures(eva, ["Kreis", "Einwohner", "1", "2024", "x"])
    import_jobs.run_step("check", run_id=run.pk, user_id=county.eva.pk)
    with scope_as(county.eva) as eva:
        imports.confirm(run=run, by=eva)

    def break_down(*_args, **_kwargs):
        PopulationFigure.objects.create(what="x", value=1, reference_date="2024-01-01", source="x")
        raise ValueError

    monkeypatch.setattr(importing.target("figures").__class__, "apply", break_down)
    import_jobs.run_step("apply", run_id=run.pk, user_id=county.eva.pk)
    run.refresh_from_db()
    assert (run.state, run.trouble) == (
        "checked",
        "Das Einlesen kam nicht zum Ende; nichts davon wurde gespeichert. Versuchen Sie es noch einmal.",
    )
    assert not PopulationFigure.objects.exists()


@pytest.mark.parametrize("gone", ["role", "account"])
def test_who_may_no_longer_import_when_the_worker_comes_to_it_imports_nothing(county, scope_as, monkeypatch, gone):
    monkeypatch.setattr("kim.workbench.actions.imports.AT_ONCE", 0)
    with scope_as(county.eva) as eva:
        run = figures(eva, ["Kreis", "Einwohner", "1", "2024", "x"])
    import_jobs.run_step("check", run_id=run.pk, user_id=county.eva.pk)
    with scope_as(county.eva) as eva:
        imports.confirm(run=run, by=eva)
    if gone == "role":
        county.eva.memberships.all().delete()
    else:
        User.objects.filter(pk=county.eva.pk).update(is_active=False)

    import_jobs.run_step("apply", run_id=run.pk, user_id=county.eva.pk)
    run.refresh_from_db()
    assert (run.state, run.trouble) == (
        "checked", "Ihre Rolle erlaubt diesen Schritt nicht mehr. Es wurde nichts geändert."
    )  # fmt: skip
    assert not PopulationFigure.objects.exists()


def test_a_step_done_twice_by_two_workers_is_done_once(county, scope_as):
    with scope_as(county.eva) as eva:
        run = figures(eva, ["Kreis", "Einwohner", "1", "2024", "x"])
        imports.confirm(run=run, by=eva)
    import_jobs.run_step("apply", run_id=run.pk, user_id=county.eva.pk)
    assert PopulationFigure.objects.count() == 1


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (["Name", "Vorname", "Ort"], {"family_name": 0, "given_name": 1, "municipality": 2}),
        (["NACHNAME ", "geb.-datum", "Staatsangeh."], {"family_name": 0, "birth": 1, "nationalities": 2}),
        (["", "x", "Nachname", "Nachname"], {"family_name": 2}),
    ],
)
def test_columns_are_proposed_by_name_and_alias(headings, found):
    assert importing.propose(importing.target("people").columns, headings, {}) == found


def test_the_demo_county_shows_an_import_that_was_taken_back(county):
    from kim.workbench import demo_import

    demo_import.load()
    run = ImportRun.objects.get()
    assert (run.uploaded_by, run.state) == (county.admin, "undone")
    assert run.result["back"] == run.result["created"] > 0
    assert not PopulationFigure.objects.exists()
