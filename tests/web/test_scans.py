"""What proves a consent or an agreement: scans, linked and told apart; and versions that nobody has confirmed."""

import pymupdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from kim.casework.models import Document
from kim.organisation.models import County
from tests import factories
from tests.web.test_consents import GIVE

pytestmark = pytest.mark.django_db


def page(name, case, *more):
    return reverse(f"casework:{name}", args=[case.pk, *more])


def pdf(name="einwilligung.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7\n%%EOF\n")


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


@pytest.fixture
def case(world):
    return factories.case(world.anna)


def test_a_consent_with_its_scan_needs_no_word_where_the_paper_is_and_keeps_its_proof(anna, case, world, scope_as):
    given = GIVE | {"recipient_name": "Grundschule", "kept_at": "", "scan": pdf()}
    answer = anna.post(page("consent_new", case), given)
    consent, document = case.consents.get(), Document.objects.get()

    assert answer.status_code == 302 and (document.consent, document.kind) == (consent, "consent")
    at = page("document_detail", case, document.pk)
    assert at in anna.get(page("consent_detail", case, consent.pk)).content.decode()
    assert "Einwilligung für Grundschule" in anna.get(at).content.decode()
    refused = anna.get(page("document_remove", case, document.pk), follow=True).content.decode()
    assert "Lösen Sie zuerst diese Verknüpfung" in refused
    with scope_as(world.anna), pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(
            removed_at=document.recorded_at, removed_by=world.anna, removal_reason="x"
        )

    anna.post(page("scan_unlink", case, document.pk))
    anna.post(page("document_remove", case, document.pk), {"reason": "falsches Blatt"})
    assert Document.objects.get().is_removed


def test_a_filed_document_becomes_the_scan_of_an_agreement_and_of_nothing_else(anna, case, world):
    agreement, consent = factories.agreement(case), factories.consent(case)
    factories.signature(agreement, form="paper", strokes=[])
    document = factories.document(case, name="Blatt.pdf")
    other = factories.document(factories.case(world.anna), name="Fremd.pdf")
    url = page("agreement_scan", case, agreement.pk)

    assert anna.post(url, {}).status_code == 422
    assert anna.post(url, {"document": other.pk}).status_code == 422
    assert anna.post(url, {"document": document.pk, "file": pdf()}).status_code == 422
    assert anna.post(url, {"document": document.pk}).status_code == 302

    document.refresh_from_db()
    assert document.agreement == agreement
    assert page("document_detail", case, document.pk) in anna.get(page("goal_list", case)).content.decode()
    history = anna.get(page("case_detail", case)).content.decode()
    assert "Zielvereinbarung 1 unterschrieben, auf Papier" in history
    assert page("document_detail", case, document.pk) in history
    assert "Zielvereinbarung, Fassung 1" in anna.get(page("document_detail", case, document.pk)).content.decode()
    assert anna.post(page("consent_scan", case, consent.pk), {"document": document.pk}).status_code == 422
    assert anna.post(page("consent_scan", case, consent.pk), {"file": pdf("zwei.pdf")}).status_code == 302


def test_a_version_that_waits_for_its_second_person_says_so_everywhere(anna, case, world):
    County.objects.update(agreement_needs_second=True)
    factories.measure(factories.goal(case))
    anna.post(page("agreement_new", case), {"agreed_on": f"{factories.today():%d.%m.%Y}", "language": "ar"})
    agreement, waiting = case.agreements.get(), case.confirmations.get()

    def says(words, *, screen="wartet auf Bestätigung"):
        with pymupdf.open(stream=anna.get(page("agreement_pdf", case, agreement.pk)).content) as paper:
            return (
                all(words in " ".join(each.get_text().split()) for each in paper)
                and screen in anna.get(page("goal_list", case)).content.decode()
            )

    assert says("Wartet auf Bestätigung – noch nicht gültig.")
    signing = anna.get(page("agreement_sign", case, agreement.pk)).content.decode()
    assert "Noch nicht gültig" in signing and 'name="how"' not in signing
    type(waiting).objects.update(
        state="sent_back", decided_by=world.ben, decided_at="2026-11-22T10:00Z", words="Bitte kürzer"
    )
    assert says("Nicht bestätigt – diese Fassung gilt nicht.", screen="nicht bestätigt")
