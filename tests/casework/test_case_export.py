"""Own cases leave KIM with stable names, without what is confidential, and streamed."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.casework import export
from kim.casework.export.tables import faults
from kim.casework.models import Case
from kim.privacy.public import AuditEvent
from tests import factories

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.KIM_FILES = str(tmp_path / "files")


def taken(client, url, kind="json"):
    answer = client.post(url, {"format": kind})
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content)


def as_tables(data: bytes) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert book.testzip() is None
        return {
            name.removesuffix(".csv"): list(
                csv.DictReader(io.StringIO(book.read(name).decode("utf-8-sig")), delimiter=";")
            )
            for name in book.namelist()
            if name.endswith(".csv")
        }


def test_every_field_of_the_list_exists():
    assert faults() == []
    assert len({(table.name, field.name) for table in export.tables() for field in table.fields}) == sum(
        len(table.fields) for table in export.tables()
    )


def test_the_page_of_fields_says_what_the_program_does():
    run = subprocess.run([sys.executable, "scripts/export_doc.py", "check"], cwd=ROOT, capture_output=True, text=True)

    assert (run.returncode, run.stdout) == (0, "")


def test_only_own_cases_are_taken_out(world, browser_for):
    own, others = factories.case(world.anna), factories.case(world.ben)
    client = browser_for(world.anna)

    told = json.loads(taken(client, reverse("casework:cases_export")))

    assert (told["format"], told["version"]) == ("kim-cases", export.VERSION)
    assert [case["reference"] for case in told["cases"]] == [own.reference]
    assert client.post(reverse("casework:case_export", args=[others.pk]), {"format": "json"}).status_code == 404
    event = AuditEvent.objects.get(kind="cases.exported")
    assert event.payload["cases"] == 1 and event.payload["format"] == "json"


def test_who_stands_in_reads_but_does_not_take_out(world, browser_for):
    from kim.organisation.models import Absence

    case = factories.case(world.anna)
    Absence.objects.create(
        user=world.anna,
        deputy=world.ben,
        first_day=factories.today(),
        last_day=factories.today(),
        recorded_by=world.lea,
    )

    assert browser_for(world.ben).get(reverse("casework:case_detail", args=[case.pk])).status_code == 200
    assert browser_for(world.ben).get(reverse("casework:case_export", args=[case.pk])).status_code == 403


def test_what_is_confidential_stays_inside(world, browser_for):
    case = factories.case(world.anna)
    factories.contact(case, text="offen gesagt")
    factories.contact(case, text="streng geheim", confidential=True)
    factories.document(case, name="Offenes.pdf")
    factories.document(case, name="Verschlossenes.pdf", confidential=True)
    hidden = factories.person(family_name="Verborgen", given_name="Vera", is_protected=True)
    factories.case(world.anna, person=hidden)

    for kind in ("json", "csv"):
        data = taken(browser_for(world.anna), reverse("casework:cases_export"), kind)
        words = data.decode() if kind == "json" else str(as_tables(data))
        assert "offen gesagt" in words and "Offenes" in words
        assert "geheim" not in words and "Verschlossenes" not in words and "Verborgen" not in words


def test_csv_and_json_say_the_same_with_the_promised_names(world, browser_for):
    case = factories.case(world.anna)
    goal = factories.goal(case)
    factories.measure(goal)
    factories.referral(case)
    factories.contact(case, text='=HYPERLINK("x")', life_areas=["language", "work"])
    url, client = reverse("casework:case_export", args=[case.pk]), browser_for(world.anna)

    found = as_tables(taken(client, url, "csv"))
    told = json.loads(taken(client, url))["cases"][0]

    assert found["contacts"][0]["text"] == '\'=HYPERLINK("x")' and told["contacts"][0]["text"] == '=HYPERLINK("x")'
    assert found["contacts"][0]["life_areas"] == "language|work" and told["contacts"][0]["life_areas"] == [
        "language",
        "work",
    ]
    assert found["cases"][0]["opened_on"] == told["opened_on"] == case.opened_on.isoformat()
    assert found["contacts"][0]["confidential"] == "false" and told["contacts"][0]["confidential"] is False
    for table in export.tables():
        names = [field.name for field in table.fields]
        if found[table.name]:
            assert list(found[table.name][0]) == names
    assert len(found["felder"]) == sum(len(table.fields) for table in export.tables())


def test_twenty_more_cases_cost_no_further_query(world):
    factories.case(world.anna)
    own = Case.objects.filter(assigned_to=world.anna)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            json.loads(b"".join(export.json_blocks(own, {})))
        return len(caught)

    few = queries()
    for _ in range(20):
        factories.contact(factories.case(world.anna), text="mehr")

    assert queries() == few


def test_nobody_without_cases_gets_a_file(world, browser_for):
    client = browser_for(world.anna)

    answer = client.post(reverse("casework:cases_export"), {"format": "csv"}, follow=True)

    assert "für keinen Fall zuständig" in answer.content.decode()
    assert client.post(reverse("casework:cases_export"), {"format": "exe"}).status_code == 200
    assert not AuditEvent.objects.filter(kind="cases.exported").exists()
