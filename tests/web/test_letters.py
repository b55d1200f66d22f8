"""Letters of a case and the county's templates, as somebody meets them on the screen."""

import re
from datetime import timedelta
from io import BytesIO

import pymupdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from docx import Document

from kim.casework.actions import grants
from kim.casework.models import Case, GrantBasis, Letter, Person
from kim.privacy.models import AuditEvent
from kim.privacy.scope import NOBODY, open_scope
from kim.workbench.models import LetterTemplate
from tests import factories
from tests.factories import today

CHOSEN = {"kind": "appointment", "language": "", "agency": "", "day": "02.12.2026", "time": "10", "place": "Kreishaus"}


@pytest.fixture
def case(world) -> Case:
    person = factories.person(given_name="Samar", family_name="Haddad", name_original="سمر حداد")
    return factories.case(world.anna, person=person, municipality=factories.municipality())


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


@pytest.fixture
def admin(world, browser_for):
    return browser_for(world.admin)


def new(case: Case, **choice) -> str:
    from urllib.parse import urlencode

    return reverse("letters:case_letter_new", args=[case.pk]) + "?" + urlencode(CHOSEN | choice)


def sheet(client, url: str) -> dict[str, str]:
    """What the form proposes, as a browser would send it back."""
    form = client.get(url).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | {"act": "keep", "sent_on": f"{today():%d.%m.%Y}"}


def text_of(pdf: bytes) -> str:
    with pymupdf.open(stream=pdf) as document:
        return " ".join("\n".join(page.get_text() for page in document).replace("\u200b", "").split())


def file_of(letter: Letter) -> str:
    return reverse("letters:case_letter_file", args=[letter.case_id, letter.pk])


def upload(client, content: bytes, name: str = "brief.docx"):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("letters:template_new"), {"name": "Einladung des Kreises", "file": file})


def test_a_letter_is_proposed_with_name_address_and_appointment(anna, case):
    factories.address(case, street="Bahnstraße 12", postcode="41515")

    page = anna.get(new(case)).content.decode()

    assert "Guten Tag Samar Haddad," in page
    assert re.search(r"Samar Haddad\s+Bahnstraße 12\s+41515 Grevenbroich", page)
    assert "am 02.12.2026 um 10 Uhr: Kreishaus" in page


def test_an_appointment_asks_for_day_time_and_place(anna, case):
    answer = anna.get(new(case, day="", time="", place=""))

    assert answer.status_code == 422
    assert answer.content.decode().count("Dieser Brief nennt es.") == 6  # above the form and at each field


def test_a_letter_is_kept_as_it_was_edited_and_prints_unchanged(anna, case):
    words = sheet(anna, new(case)) | {"body": "wir sehen uns.\n\nBis dann."}

    answer = anna.post(new(case), words)

    assert answer.status_code == 302
    letter = Letter.objects.get()
    Person.objects.filter(pk=case.person_id).update(family_name="Anders")
    text = text_of(anna.get(file_of(letter)).content)
    assert "Guten Tag Samar Haddad" in text
    assert "Bis dann." in text
    assert "Anders" not in text
    kinds = list(AuditEvent.objects.filter(kind__startswith="letter.").order_by("id").values_list("kind", flat=True))
    assert kinds == ["letter.written", "letter.printed"]


def test_a_filed_letter_can_be_opened_at_once_and_is_a_part_of_the_file(anna, case):
    answer = anna.post(new(case), sheet(anna, new(case)), follow=True)

    page = answer.content.decode()
    assert f'Der Brief ist im Fall abgelegt. <a href="{file_of(Letter.objects.get())}">PDF öffnen</a>' in page
    assert 'aria-current="page">Briefe<small>1</small>' in page


def test_a_second_click_keeps_nothing_twice(anna, case):
    words = sheet(anna, new(case))

    anna.post(new(case), words)
    anna.post(new(case), words)

    assert Letter.objects.count() == 1


def test_a_preview_shows_the_pages_and_keeps_nothing(anna, case):
    answer = anna.post(new(case), sheet(anna, new(case)) | {"act": "preview"})

    assert answer.status_code == 200
    assert 'src="data:image/png;base64,' in answer.content.decode()
    assert not Letter.objects.exists()


@pytest.mark.parametrize("language", ["ar", "fa", "uk", "kmr"])
def test_the_other_language_stands_below_and_says_that_german_governs(anna, case, language):
    url = new(case, language=language)

    anna.post(url, sheet(anna, url))

    letter = Letter.objects.get()
    assert letter.language == language
    text = text_of(anna.get(file_of(letter)).content)
    assert "Übersetzung nicht freigegeben. Es gilt der deutsche Text." in text
    assert letter.snapshot["other"]["subject"] != letter.snapshot["german"]["subject"]


def test_an_approved_translation_only_says_which_text_applies_until_somebody_edits_it(anna, case):
    from kim.casework.models import ClientText

    for key in ("greeting", "closing", "appointment_subject", "appointment_body"):
        ClientText.objects.create(
            key=f"letters.{key}", language="en", version=2, text=f"{key}.", approved_by="Fachstelle"
        )
    url = new(case, language="en")
    words = sheet(anna, url)

    anna.post(url, words)
    anna.post(url, words | {"submission": "6f2c6fd0-0000-4000-8000-000000000001", "other_body": "other"})

    edited, approved = Letter.objects.order_by("-id")
    assert approved.snapshot["notice_de"] == "Es gilt der deutsche Text."
    assert edited.snapshot["notice_de"].startswith("Übersetzung nicht freigegeben.")


def test_a_letter_to_an_agency_is_german_and_needs_the_consent(anna, case):
    agency = factories.agency()
    url = new(case, kind="confirmation", agency=agency.pk, language="ar")
    words = sheet(anna, url)
    assert "other_body" not in words

    refused = anna.post(url, words | {"consent": ""})
    kept = anna.post(url, words | {"consent": "on"})

    assert refused.status_code == 422
    assert "Ohne Einwilligung geht nichts an andere Stellen." in refused.content.decode()
    assert kept.status_code == 302
    assert (Letter.objects.get().agency, Letter.objects.get().language) == (agency, "")


def test_an_empty_point_of_a_list_is_not_printed(anna, case):
    url = new(case, kind="papers")

    answer = anna.post(url, sheet(anna, url))

    assert answer.status_code == 422
    assert "Ein Punkt der Liste ist noch leer." in answer.content.decode()


def test_what_was_typed_stays_when_something_is_wrong(anna, case):
    answer = anna.post(new(case), sheet(anna, new(case)) | {"body": "Mein Text", "subject": ""})

    assert answer.status_code == 422
    assert "Mein Text" in answer.content.decode()


def test_letters_stand_in_the_list_and_in_the_history(anna, case):
    factories.letter(case, subject="Bestätigung <b>")

    for url in (reverse("letters:case_letters", args=[case.pk]), reverse("casework:case_detail", args=[case.pk])):
        assert "Bestätigung &lt;b&gt;" in anna.get(url).content.decode()


def test_more_letters_cost_no_more_queries(anna, case, django_assert_num_queries):
    from django.test.utils import CaptureQueriesContext

    url = reverse("letters:case_letters", args=[case.pk])
    factories.letter(case)
    anna.get(url)
    with CaptureQueriesContext(connection) as few:
        anna.get(url)
    for _ in range(20):
        factories.letter(case)

    with django_assert_num_queries(len(few)):
        anna.get(url)


def test_in_a_closed_case_no_letter_begins(anna, world):
    closed = factories.case(world.anna, phase="closed")

    answer = anna.get(reverse("letters:case_letter_new", args=[closed.pk]), follow=True)

    assert "Der Fall ist abgeschlossen" in answer.content.decode()


def test_a_letter_of_another_case_is_not_found(anna, world, case):
    other = factories.letter(factories.case(world.anna))

    assert anna.get(reverse("letters:case_letter_file", args=[case.pk, other.pk])).status_code == 404


def test_a_letter_that_cannot_be_made_says_so_and_stays(anna, case, monkeypatch):
    from kim.documents import NotTypeset

    letter = factories.letter(case)

    def fail(*args, **kwargs):
        raise NotTypeset(reason="x")

    monkeypatch.setattr("kim.documents.render_letter", fail)
    answer = anna.get(file_of(letter))

    assert answer.status_code == 503
    assert "nur das Drucken ist misslungen" in answer.content.decode()


def test_without_a_scope_no_letter_is_visible_and_with_one_none_can_be_changed(world, case, scope_as):
    factories.letter(case)

    with open_scope(NOBODY):
        assert not Letter.objects.exists()
    for other in (world.ben, world.cem, world.lea, world.admin):
        with scope_as(other):
            assert not Letter.objects.exists()
    with scope_as(world.anna):
        assert Letter.objects.count() == 1
        assert Letter.objects.update(subject="anders") == 0
        assert Letter.objects.all()._raw_delete("default") == 0


def test_nobody_writes_a_letter_into_a_case_of_somebody_else(world, scope_as):
    foreign = factories.case(world.cem)

    with scope_as(world.anna), pytest.raises(DatabaseError), transaction.atomic():
        Letter.objects.create(
            case=foreign, kind="free", subject="x", sent_on=today(), snapshot={}, recorded_by=world.anna
        )


def test_a_template_with_an_unknown_field_is_taken_in_named_and_not_activated(admin):
    page = upload(admin, factories.word_file("Guten Tag {{ vornahme }}"))
    template = LetterTemplate.objects.get()
    shown = admin.get(page.url).content.decode()
    activated = admin.post(page.url, {"first_day": f"{today():%d.%m.%Y}"})

    assert "Ein Feld „vornahme“ gibt es nicht. Meinten Sie „vorname“?" in shown
    assert activated.status_code == 422
    assert "lässt sich noch nicht freigeben" in activated.content.decode()
    template.refresh_from_db()
    assert template.is_draft


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"keine Datei", "kein Word-Dokument"),
        (b"P" * (5 * 1024 * 1024 + 1), "größer als 5 MB"),
        (b"", "Diese Datei ist leer"),
    ],
)
def test_what_is_no_template_is_refused_at_its_field(admin, content, said):
    answer = upload(admin, content)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not LetterTemplate.objects.exists()


def test_a_template_is_offered_from_its_first_to_its_last_day(anna, admin, world, case):
    template = factories.letter_template(world.admin)
    detail = reverse("letters:template_detail", args=[template.pk])
    choose = reverse("letters:case_letter_new", args=[case.pk])
    assert template.name not in anna.get(choose).content.decode()

    admin.post(detail, {"first_day": f"{today():%d.%m.%Y}"})
    assert template.name in anna.get(choose).content.decode()

    LetterTemplate.objects.update(valid_from=today() - timedelta(days=5))
    admin.post(
        reverse("letters:template_retire", args=[template.pk]), {"last_day": f"{today() - timedelta(days=1):%d.%m.%Y}"}
    )
    assert template.name not in anna.get(choose).content.decode()


def test_a_letter_by_a_template_is_a_word_file_with_the_values_of_the_case(anna, world, case):
    text = "{{ name }} ({{ name_original }})\n{{ aktenzeichen }}\n{{ text }}\n{%p for ziel in ziele %}\n– {{ ziel }}\n{%p endfor %}"
    template = factories.letter_template(world.admin, text=text, active=True)
    factories.goal(case, own_words="Ich will B1 schaffen.")
    url = new(case, kind=f"vorlage-{template.pk}")
    words = sheet(anna, url)
    assert {"greeting", "closing", "recipient"}.isdisjoint(words)

    anna.post(url, words | {"body": "erste Zeile\nzweite <Zeile>"})
    answer = anna.get(file_of(Letter.objects.get()))

    lines = [paragraph.text for paragraph in Document(BytesIO(answer.content)).paragraphs]
    assert lines == [
        "Samar Haddad (سمر حداد)",
        case.reference,
        "erste Zeile\nzweite <Zeile>",
        "– Ich will B1 schaffen.",
    ]
    assert answer["Content-Disposition"].startswith("attachment")
    assert "Haddad" not in answer["Content-Disposition"]


def test_the_preview_of_a_template_uses_invented_values_and_unknown_fields_stay_empty(admin, world):
    template = factories.letter_template(world.admin, text="{{ name }}|{{ gibtesnicht }}")

    answer = admin.get(reverse("letters:template_preview", args=[template.pk]))

    assert [p.text for p in Document(BytesIO(answer.content)).paragraphs] == ["Samar Beispiel|"]


def test_every_field_of_the_list_has_a_value_in_a_case(world, case):
    from kim.casework import letters
    from kim.workbench.public import letter_fields

    snapshot = factories.letter(case).snapshot
    values = letters.field_values(case, snapshot)

    assert set(values) == set(letter_fields.known())
    assert {name for name, value in values.items() if isinstance(value, list)} == {
        name for name, kind in letter_fields.known().items() if kind == "list"
    }


def test_the_list_of_fields_names_each_with_meaning_and_example(admin):
    from kim.workbench.public import letter_fields

    page = admin.get(reverse("letters:field_list")).content.decode()

    for field in letter_fields.every_field():
        assert f">{field.name}</code>" in page
        assert str(field.meaning) in page


def test_a_draft_is_deleted_and_an_activated_template_is_not(admin, world):
    draft = factories.letter_template(world.admin)
    active = factories.letter_template(world.admin, active=True)

    for template in (draft, active):
        admin.post(reverse("letters:template_discard", args=[template.pk]))

    assert list(LetterTemplate.objects.all()) == [active]


def test_whoever_was_given_the_letters_to_read_writes_none(case, world, scope_as, browser_for):
    letter = factories.letter(case)
    with scope_as(world.anna) as anna:
        grants.give(
            case=case, to=world.cem, sections={"documents"}, basis=GrantBasis.SUPERVISION, legal_basis="§ 35 SGB I",
            reason="Fallberatung", valid_from=today(), valid_to=today(), by=anna,
        )  # fmt: skip
    cem = browser_for(world.cem)
    assert cem.get(reverse("letters:case_letters", args=[case.pk])).status_code == 200
    assert cem.get(file_of(letter)).status_code == 200
    assert cem.get(reverse("letters:case_letter_new", args=[case.pk])).status_code == 403
    assert cem.post(new(case), {"act": "preview"}).status_code == 403
