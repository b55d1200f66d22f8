"""The agreement is signed: drawn on the device, or noted from the signed paper with its scan."""

import json
from uuid import UUID

import pymupdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kim.casework.models import AgreementSignature, Document
from tests import factories

pytestmark = pytest.mark.django_db
DRAWN = [[[10, 100], [60, 40], [120, 160], [200, 90]], [[20, 200], [180, 205]]]


def page(name, case, *more):
    return reverse(f"casework:{name}", args=[case.pk, *more])


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


@pytest.fixture
def case(world):
    return factories.case(world.anna)


@pytest.fixture
def agreement(case):
    factories.measure(factories.goal(case))
    return factories.agreement(case, language="ar")


def device(**changes):
    day = f"{factories.today():%d.%m.%Y}"
    return {
        "how": "device", "signatory": "client", "signed_on": day, "place": "Neuss", "strokes": json.dumps(DRAWN),
    } | changes  # fmt: skip


def paper(**changes):
    day = f"{factories.today():%d.%m.%Y}"
    return {"how": "paper", "who": ["client", "case_manager"], "signed_on": day, "place": "Neuss"} | changes


def test_what_is_drawn_is_kept_and_stands_on_the_paper(anna, case, agreement):
    url = page("agreement_sign", case, agreement.pk)

    assert anna.post(url, device()).status_code == 302

    signature = AgreementSignature.objects.get()
    assert (signature.name, signature.form, signature.strokes) == (case.person.full_name, "device", DRAWN)
    with pymupdf.open(stream=anna.get(page("agreement_pdf", case, agreement.pk)).content) as document:
        text = " ".join(document[-1].get_text().split())
        drawings = document[-1].get_drawings()
    assert f"unterschrieben am {factories.today():%d.%m.%Y}" in text
    assert f"Neuss, {factories.today():%d.%m.%Y}" in text
    assert any(len(each["items"]) >= 3 for each in drawings)
    assert "unterschrieben" in anna.get(page("goal_list", case)).content.decode()


def test_the_same_drawing_sent_twice_is_one_signature_and_another_one_is_refused(anna, case, agreement):
    url = page("agreement_sign", case, agreement.pk)
    anna.post(url, device())

    again = anna.post(url, device())
    other = anna.post(url, device(strokes=json.dumps([[[1, 1], [9, 9], [20, 3], [40, 8]]])))

    assert {again.status_code, other.status_code} == {422}  # who has signed is no longer offered
    assert AgreementSignature.objects.count() == 1


@pytest.mark.parametrize(
    "strokes",
    ["", "[]", "[[]]", "[[[1,1]]]", "null", "{}", "x", '[["a","b"]]', "[[[1,2,3],[4,5,6],[7,8,9],[1,2,3]]]", "[" * 5000,
     json.dumps([[[n % 1000, 3] for n in range(7000)]]), "9" * 40, "[[[1e999,1],[2,2],[3,3],[4,4]]]"],
)  # fmt: skip
def test_an_empty_or_broken_field_is_no_signature(anna, case, agreement, strokes):
    answer = anna.post(page("agreement_sign", case, agreement.pk), device(strokes=strokes))

    assert answer.status_code == 422
    assert "noch keine Unterschrift" in answer.content.decode()
    assert not AgreementSignature.objects.exists()


def test_an_interpreter_signs_with_a_name(anna, case, agreement):
    url = page("agreement_sign", case, agreement.pk)
    assert "Tragen Sie ein, wer unterschreibt." in anna.post(url, device(signatory="interpreter")).content.decode()

    anna.post(url, device(signatory="interpreter", name="Herr Nasser"))

    assert AgreementSignature.objects.get().name == "Herr Nasser"


def test_the_signed_paper_is_noted_with_who_and_where(anna, case, agreement):
    url = page("agreement_sign", case, agreement.pk)

    answer = anna.post(url, paper(who=["client", "case_manager", "interpreter"], interpreter_name="Herr Nasser"))

    assert answer.url.endswith("#agreements")
    assert set(AgreementSignature.objects.values_list("signatory", "name")) == {
        ("client", case.person.full_name), ("case_manager", str(case.assigned_to)), ("interpreter", "Herr Nasser"),
    }  # fmt: skip
    assert "auf Papier" in anna.get(page("goal_list", case)).content.decode()


def test_the_scan_goes_to_the_documents_once(anna, case, agreement):
    url = page("agreement_sign", case, agreement.pk)
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF")

    anna.post(url, paper(scan=scan, submission=str(UUID(int=3))))

    document = Document.objects.get(case=case)
    assert (document.kind, document.dated_on) == ("agreement", factories.today())
    assert {row.document_id for row in AgreementSignature.objects.all()} == {document.pk}


def test_a_scan_that_is_no_scan_is_refused_and_nothing_is_noted(anna, case, agreement):
    scan = SimpleUploadedFile("scan.pdf", b"MZ\x90\x00 this is a program")

    answer = anna.post(page("agreement_sign", case, agreement.pk), paper(scan=scan))

    assert answer.status_code == 422
    assert not AgreementSignature.objects.exists()
    assert not Document.objects.filter(case=case).exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"who": []}, "Wählen"),
        ({"who": ["interpreter"]}, "Tragen Sie ein, wer unterschrieben hat."),
        ({"who": ["mayor"]}, "Auswahl"),
        ({"signed_on": "01.01.2020"}, "vor dem Tag der Vereinbarung"),
        ({"signed_on": "31.02.2026"}, "gibt es nicht"),
        ({"place": "x" * 10_000}, "höchstens 80"),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_noted(anna, case, agreement, changes, said):
    answer = anna.post(page("agreement_sign", case, agreement.pk), paper(**changes))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not AgreementSignature.objects.exists()


def test_only_the_newest_version_of_a_running_case_is_signed(anna, world, case, agreement):
    newer = factories.agreement(case, agreed_on=factories.today())

    assert anna.post(page("agreement_sign", case, agreement.pk), device()).status_code == 302
    assert not AgreementSignature.objects.exists()
    assert anna.post(page("agreement_sign", case, newer.pk), device()).status_code == 302
    assert AgreementSignature.objects.get().agreement == newer


def test_a_change_makes_a_new_version_that_nobody_has_signed(anna, case, agreement):
    factories.signature(agreement)
    goal = case.goals.get()
    factories.measure(goal, text="Noch ein Schritt")

    anna.post(page("agreement_new", case), {"agreed_on": f"{factories.today():%d.%m.%Y}", "language": "ar"})

    newest = case.agreements.last()
    assert (newest.version, newest.signatures.count(), agreement.signatures.count()) == (2, 0, 1)
    assert "nicht unterschrieben" in anna.get(page("goal_list", case)).content.decode()
