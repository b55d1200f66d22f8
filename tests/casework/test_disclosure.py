"""The copy of a file for its person (Art. 15 GDPR): everything in it, nothing of others in it."""

import pdfua
import pymupdf
import pytest
from django.apps import apps
from django.urls import reverse

from kim.casework.disclosure import LEFT_OUT, TOLD, disclosure, held_back
from kim.casework.models import Campaign
from kim.documents import render_report
from kim.organisation.models import Absence
from kim.privacy.models import AuditEvent
from tests import factories
from tests.factories import today

pytestmark = pytest.mark.django_db


def words_of(paper: bytes) -> str:
    with pymupdf.open(stream=paper) as opened:
        return " ".join("\n".join(page.get_text() for page in opened).replace("\xad", "").replace("\u200b", "").split())


@pytest.fixture
def case(world):
    """Samar's file with something of every kind; her daughter is protected, her son is not."""
    case = factories.case(world.anna, person=factories.person(given_name="Samar", family_name="Haddad"))
    goal = factories.goal(case, own_words="Ich will B1 schaffen.")
    factories.measure(goal, text="Kurs suchen")
    factories.assessment(case, {"language": ("3", "2")})
    factories.signature(factories.agreement(case))
    factories.contact(case, text="Rana hat beim Amt übersetzt, Noor war auch da.")
    factories.contact(case, text="Sie hat Angst um die Wohnung.", confidential=True)
    factories.contact(case, text="Der Nachbar trinkt.", confidential=True)
    factories.protection_need(case, reason="Drohbriefe des Schwagers")
    factories.referral(case, note="Erst im Herbst")
    factories.consent(case, purpose="Kursplatz finden")
    factories.grant(case, world.ben, reason="Urlaubsvertretung im Team")
    factories.letter(case, subject="Ihr nächster Termin")
    Campaign.objects.create(
        unit=case.unit, name="Abend im Rathaus", held_on=today(), held_at="18:00", place="Rathaus", created_by=world.lea
    ).candidates.create(case=case, standing="soon", listed_by=world.anna)
    factories.address(case, street="Bahnstraße 7")
    factories.way(case, value="0151 2345678")
    factories.sphere_change(case, note="Bescheid fehlt")
    factories.residence_document(case)
    factories.appointment(case, about="Wohngeld")
    factories.helper(case, "Tante Lina", note="streitet viel")
    daughter = factories.person(given_name="Rana", family_name="Haddad", is_protected=True)
    factories.member(case, person=daughter, seen_by="workers", note="Adresse nicht nennen")
    factories.member(case, person=factories.person(given_name="Noor", family_name="Haddad"))
    return case


def paper_for(case, anna, scope_as, opened=()):
    with scope_as(anna) as by:
        case = type(case).objects.get(pk=case.pk)
        return render_report(disclosure(case, by=by, on=today(), opened=opened))


def test_the_copy_tells_the_whole_file_and_what_the_law_wants_said(case, world, scope_as, tmp_path):
    made = paper_for(case, world.anna, scope_as)
    paper = words_of(made)

    for words in (
        "Art. 15 DSGVO", "beschweren", "Samar Haddad", "Bahnstraße 7", "0151 2345678", "»Ich will B1 schaffen.«", "Kurs suchen",
        "Bestandsaufnahme 1", "Fassung 1", "Erst im Herbst", "Kursplatz finden", "Urlaubsvertretung im Team", "Wohngeld",
        "Ihr nächster Termin", "Abend im Rathaus", "Bescheid fehlt", "Noor Haddad", "Tante Lina", "Sprache", "Aufenthalt", str(world.anna),
    ):  # fmt: skip
        assert words in paper, words
    file = tmp_path / "auskunft.pdf"
    file.write_bytes(made)
    assert [f for f in pdfua.validate(str(file)).findings if f.severity is pdfua.Severity.ERROR] == []


def test_the_copy_names_no_protected_relative_and_tells_nothing_noted_about_others(case, world, scope_as):
    paper = words_of(paper_for(case, world.anna, scope_as))

    assert "Rana" not in paper and "[…] hat beim Amt übersetzt" in paper
    assert "nicht genannt (geschützt)" in paper
    assert "Adresse nicht nennen" not in paper and "streitet viel" not in paper
    assert "Samar Haddad" in paper  # the name she shares with her daughter stays


def test_confidential_entries_are_told_by_day_and_in_words_only_where_somebody_decided_so(case, world, scope_as):
    with scope_as(world.anna):
        held = held_back(case)
    [fear] = [row.key for row in held if "Angst" in row.text]

    paper = words_of(paper_for(case, world.anna, scope_as, opened={fear}))

    assert len(held) == 3 and paper.count("Der Wortlaut steht nicht in dieser Auskunft.") == 2
    assert "Angst um die Wohnung" in paper
    assert "Nachbar trinkt" not in paper and "Drohbriefe" not in paper


def test_every_table_of_a_case_is_told_or_left_out_for_a_reason():
    def hangs_on_a_case(model):
        return any(f.name in ("case", "enquiry") and f.is_relation for f in model._meta.concrete_fields)

    tables = {model.__name__ for model in apps.get_app_config("casework").get_models() if hangs_on_a_case(model)}

    assert tables - {"Case"} == TOLD | set(LEFT_OUT), "say in kim/casework/disclosure what becomes of it"


def test_the_person_responsible_downloads_it_with_a_trace_and_whoever_stands_in_does_not(case, world, browser_for):
    url = reverse("casework:case_disclosure", args=[case.pk])
    anna = browser_for(world.anna)
    asked = anna.get(url).content.decode()
    answer = anna.post(url, {})

    assert "Sie hat Angst um die Wohnung." in asked
    assert answer["Content-Type"] == "application/pdf" and answer["Content-Disposition"].startswith("attachment")
    assert AuditEvent.objects.filter(kind="case.disclosed", case_id=case.pk).count() == 1
    assert anna.post(url, {"opened": ["contact-0"]}).status_code == 422

    Absence.objects.create(
        user=world.anna, deputy=world.ben, first_day=today(), last_day=today(), recorded_by=world.anna
    )
    assert browser_for(world.ben).post(url, {}).status_code == 302
