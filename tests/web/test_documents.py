"""Documents of a case on screen: filed, refused, looked at, saved, taken out."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.casework.models import Document, LateEntry
from kim.organisation.models import Absence
from kim.privacy.public import AuditEvent, vault
from tests import factories

PDF = b"%PDF-1.7\nMietvertrag\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.KIM_FILES = str(tmp_path / "files")
    return tmp_path / "files"


def send(client, case, *files, **values):
    sent = {"kind": "other", "submission": str(uuid.uuid4())} | values
    return client.post(
        reverse("casework:document_new", args=[case.pk]),
        sent | {"files": [SimpleUploadedFile(name, content) for name, content in files]},
    )


def test_several_files_are_filed_at_once(world, browser_for):
    case = factories.case(world.anna)

    answer = send(browser_for(world.anna), case, ("Miete.pdf", PDF), ("Foto.png", PNG), kind="contract")

    assert answer.status_code == 302
    assert set(Document.objects.values_list("title", "kind")) == {("Miete", "contract"), ("Foto", "contract")}


def test_what_cannot_be_filed_is_named_and_the_others_are_filed(world, browser_for):
    case = factories.case(world.anna)

    answer = send(browser_for(world.anna), case, ("rechnung.pdf", b"MZ\x90\x00"), ("Miete.pdf", PDF), ("leer.txt", b""))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "rechnung.pdf: Das ist ein Programm" in page and "leer.txt: Diese Datei ist leer" in page
    assert "Ein Dokument ist abgelegt." in page
    assert list(Document.objects.values_list("title", flat=True)) == ["Miete"]


def test_the_same_form_sent_twice_files_once(world, browser_for):
    case, client, number = factories.case(world.anna), browser_for(world.anna), str(uuid.uuid4())

    for _ in range(2):
        assert send(client, case, ("Miete.pdf", PDF), submission=number).status_code == 302

    assert Document.objects.count() == 1


def test_nothing_chosen_says_so_and_keeps_what_was_typed(world, browser_for):
    answer = send(browser_for(world.anna), factories.case(world.anna), title="Bescheid vom Mai", dated_on="31.02.2026")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Wählen Sie mindestens eine Datei aus." in page and "Den 31.02.2026 gibt es nicht" in page
    assert "Bescheid vom Mai" in page


def test_only_one_file_can_be_chosen_where_only_one_is_taken(world, browser_for):
    case, client = factories.case(world.anna), browser_for(world.anna)
    document = factories.document(case)

    def chooser(url):
        return re.search('<input[^>]*type="file"[^>]*>', client.get(url).content.decode())[0]

    assert " multiple" in chooser(reverse("casework:document_list", args=[case.pk]))
    assert " multiple" not in chooser(reverse("casework:document_detail", args=[case.pk, document.pk]))


def test_a_closed_case_takes_a_document_with_a_reason(world, browser_for):
    case, client = factories.case(world.anna, phase="closed"), browser_for(world.anna)

    assert "Sagen Sie, warum" in send(client, case, ("Miete.pdf", PDF)).content.decode()
    assert send(client, case, ("Miete.pdf", PDF), late_reason="kam mit der Post").status_code == 302

    assert LateEntry.objects.get().reason == "kam mit der Post"


def test_a_file_is_saved_under_its_name_and_runs_nowhere(world, browser_for):
    case = factories.case(world.anna)
    document = factories.document(case, name='A\u202efdp.\x07"mietvertrag".pdf', content=PDF)

    answer = browser_for(world.anna).get(reverse("casework:document_file", args=[case.pk, document.pk, 1]))

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment") and "\u202e" not in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Length"] == str(len(PDF)) and "no-store" in answer["Cache-Control"]
    assert AuditEvent.objects.filter(kind="document.saved", case_id=case.pk).exists()


def test_pictures_text_and_pdf_are_looked_at_and_nothing_else(world, browser_for):
    case, client = factories.case(world.anna), browser_for(world.anna)
    shown = {}
    for name, content in (
        ("a.png", PNG),
        ("b.pdf", PDF),
        ("c.txt", "Grüße <script>".encode()),
        ("d.tif", b"II*\x00" + bytes(9)),
    ):
        document = factories.document(case, name=name, content=content)
        answer = client.get(reverse("casework:document_view", args=[case.pk, document.pk, 1]))
        shown[name] = (answer.status_code, answer.get("Content-Type", ""))
        detail = client.get(reverse("casework:document_detail", args=[case.pk, document.pk])).content.decode()
        assert "Grüße &lt;script&gt;" in detail if name == "c.txt" else "<img" in detail if name == "a.png" else True

    assert shown["a.png"] == (200, "image/png") and shown["b.pdf"] == (200, "application/pdf")
    assert shown["c.txt"] == (200, "text/plain; charset=utf-8") and shown["d.tif"][0] == 404


def test_documents_of_another_case_and_unknown_versions_are_not_there(world, browser_for):
    one, two, client = factories.case(world.anna), factories.case(world.anna), browser_for(world.anna)
    document = factories.document(two)

    for name, more in (("document_detail", []), ("document_file", [1]), ("document_edit", []), ("document_remove", [])):
        assert client.get(reverse(f"casework:{name}", args=[one.pk, document.pk, *more])).status_code == 404
    for number in (0, 2, 99999999999999999999):
        assert client.get(reverse("casework:document_file", args=[two.pk, document.pk, number])).status_code == 404
    assert client.get(reverse("casework:document_detail", args=[two.pk, 10**25])).status_code == 404


def test_a_confidential_document_is_not_for_whoever_stands_in(world, browser_for):
    case = factories.case(world.anna)
    factories.document(case, name="offen.pdf")
    secret = factories.document(case, name="geheim.pdf", confidential=True)
    Absence.objects.create(
        user=world.anna,
        deputy=world.ben,
        first_day=factories.today(),
        last_day=factories.today(),
        recorded_by=world.lea,
    )

    client = browser_for(world.ben)
    page = client.get(reverse("casework:document_list", args=[case.pk])).content.decode()

    assert "offen" in page and "geheim" not in page
    for name, more in (("document_detail", []), ("document_file", [1]), ("document_view", [1])):
        assert client.get(reverse(f"casework:{name}", args=[case.pk, secret.pk, *more])).status_code == 404


def test_a_damaged_file_is_said_to_be_damaged(world, browser_for, store):
    case, client = factories.case(world.anna), browser_for(world.anna)
    document = factories.document(case, content=PNG, name="a.png")
    [place] = list(store.glob("*/*"))
    place.write_bytes(place.read_bytes()[:-1] + b"x")

    assert "beschädigt" in client.get(reverse("casework:document_detail", args=[case.pk, document.pk])).content.decode()
    answer = client.get(reverse("casework:document_file", args=[case.pk, document.pk, 1]))
    assert answer.status_code == 503 and "beschädigt" in answer.content.decode()
    place.unlink()
    answer = client.get(reverse("casework:document_file", args=[case.pk, document.pk, 1]))
    assert answer.status_code == 503 and "fehlt in der Ablage" in answer.content.decode()


def test_without_keys_the_page_says_whom_to_ask(world, browser_for, settings, tmp_path):
    case, client = factories.case(world.anna), browser_for(world.anna)
    document = factories.document(case)
    settings.KIM_KEYS = str(tmp_path / "nothing")

    answer = client.get(reverse("casework:document_file", args=[case.pk, document.pk, 1]))
    filing = send(client, case, ("Miete.pdf", PDF))

    assert answer.status_code == 503 and "kim keys status" in answer.content.decode()
    assert filing.status_code == 422 and "kim keys status" in filing.content.decode()
    assert Document.objects.count() == 1


def test_a_newer_file_keeps_the_older_one(world, browser_for):
    case, client = factories.case(world.anna), browser_for(world.anna)
    document = factories.document(case, content=PDF)
    url = reverse("casework:document_version", args=[case.pk, document.pk])

    assert client.post(url, {"file": SimpleUploadedFile("neu.png", PNG)}).status_code == 302
    again = client.post(url, {"file": SimpleUploadedFile("neu.png", PNG)})

    assert again.status_code == 422 and "dieselbe Datei" in again.content.decode()
    for number, content in ((1, PDF), (2, PNG)):
        answer = client.get(reverse("casework:document_file", args=[case.pk, document.pk, number]))
        assert b"".join(answer.streaming_content) == content


def test_two_people_describing_one_document_see_both_versions(world, browser_for):
    case, client = factories.case(world.anna), browser_for(world.anna)
    document = factories.document(case)
    url = reverse("casework:document_edit", args=[case.pk, document.pk])

    first = {"kind": "contract", "title": "Mietvertrag Neuss", "version": document.version}
    assert client.post(url, first).status_code == 302
    answer = client.post(url, first | {"title": "Vertrag der Wohnung"})

    page = answer.content.decode()
    assert answer.status_code == 422 and "Mietvertrag Neuss" in page and "Vertrag der Wohnung" in page


def test_taking_a_document_out_asks_for_the_reason_and_leaves_a_trace(
    world, browser_for, store, django_capture_on_commit_callbacks
):
    case, client = factories.case(world.anna), browser_for(world.anna)
    document = factories.document(case)
    url = reverse("casework:document_remove", args=[case.pk, document.pk])

    assert client.post(url, {}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url, {"reason": "gehört in eine andere Akte"}).status_code == 302

    assert not list(store.glob("*/*"))
    assert client.get(reverse("casework:document_file", args=[case.pk, document.pk, 1])).status_code == 404
    assert (
        "gehört in eine andere Akte"
        in client.get(reverse("casework:document_detail", args=[case.pk, document.pk])).content.decode()
    )
    assert "Herausgenommen" in client.get(reverse("casework:case_detail", args=[case.pk])).content.decode()


def test_titles_are_searched_and_pages_cost_the_same_with_many_documents(world, browser_for):
    case, client = factories.case(world.anna), browser_for(world.anna)
    url = reverse("casework:document_list", args=[case.pk])
    factories.document(case, name="Mietvertrag.pdf")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(20):
        factories.document(case, name=f"Bescheid {number}.pdf")
    with CaptureQueriesContext(connection) as many:
        page = client.get(url).content.decode()

    assert len(few) == len(many) and "Bescheid 7" in page
    found = client.get(url, {"worte": "mietv"}).content.decode()
    assert "Mietvertrag" in found and "Bescheid 7" not in found


def test_too_large_an_upload_is_refused_before_it_is_read(world, browser_for, settings):
    case = factories.case(world.anna)
    settings.KIM_UPLOAD_BYTES = 1000

    answer = send(browser_for(world.anna), case, ("gross.pdf", PDF + bytes(2000)))

    assert answer.status_code == 413 and "zu groß" in answer.content.decode()
    assert not Document.objects.exists()


def test_one_document_above_its_limit_is_named(world, browser_for, settings, store):
    case = factories.case(world.anna)
    settings.KIM_DOCUMENT_BYTES = 1024 * 1024

    answer = send(browser_for(world.anna), case, ("gross.pdf", PDF + bytes(1024 * 1024)))

    assert answer.status_code == 422 and "gross.pdf: Diese Datei ist größer als 1 MB" in answer.content.decode()
    assert not list(store.glob("*/*")) and not Document.objects.exists()
    assert vault.files.folder() == store
