"""Consents and grants on screen: recorded, printed, withdrawn; who reads what until when."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kim.casework.models import AccessGrant, Consent, Letter
from kim.organisation.models import Absence
from tests import factories

pytestmark = pytest.mark.django_db


def page(name, case, *more):
    return reverse(f"casework:{name}", args=[case.pk, *more])


def ago(days):
    return factories.today() - timedelta(days=days)


def typed(day):
    return f"{day:%d.%m.%Y}"


GIVE = {
    "kinds": ["identity", "language"], "purpose": "Kursplatz finden", "direction": "to", "language": "ar",
    "interpreted": "on", "given_on": typed(ago(0)), "valid_until": typed(ago(-365)), "form": "paper",
    "kept_at": "Handakte, Blatt 4",
}  # fmt: skip
WITHDRAW = {"on": typed(ago(0)), "form": "talk", "note": "möchte es selbst regeln"}


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


@pytest.fixture
def case(world):
    return factories.case(world.anna)


def test_a_consent_keeps_what_was_explained_to_whom_and_how(anna, case, world):
    agency = factories.agency()

    answer = anna.post(page("consent_new", case), GIVE | {"agency": agency.pk, "special": ["health"]})

    consent = case.consents.get()
    assert answer.url == page("consent_detail", case, consent.pk)
    assert (consent.data_categories, consent.special_categories) == (["identity", "language"], ["health"])
    assert (consent.agency, consent.explained_by, consent.interpreted) == (agency, world.anna, True)
    assert (consent.text_key, consent.text_version, consent.language) == ("consent.declaration", 1, "ar")
    html = anna.get(answer.url).content.decode()
    for words in ("Kursplatz finden", "Gesundheit und Pflegebedarf", "mit Dolmetschen", "Handakte, Blatt 4"):
        assert words in html


def test_a_body_outside_the_list_is_named_freely(anna, case):
    anna.post(page("consent_new", case), GIVE | {"recipient_name": "Grundschule Gartenstraße"})

    assert case.consents.get().recipient == "Grundschule Gartenstraße"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Nennen Sie den Empfänger"),
        ({"recipient_name": "Schule", "kinds": []}, "Kreuzen Sie die Angaben an"),
        ({"recipient_name": "Schule", "kinds": ["diagnosis"]}, "Auswahl"),
        ({"recipient_name": "S" * 201}, "höchstens 200"),
        ({"recipient_name": "\x00\u202e"}, "Nennen Sie den Empfänger"),
        ({"recipient_name": "Schule", "purpose": ""}, "steht noch nichts"),
        ({"recipient_name": "Schule", "kept_at": " "}, "wo das unterschriebene Papier liegt"),
        ({"recipient_name": "Schule", "form": "oral"}, "Nennen Sie die Person"),
        ({"recipient_name": "Schule", "given_on": typed(ago(-1))}, "Zukunft"),
        ({"recipient_name": "Schule", "given_on": "29.02.2023"}, "gibt es nicht"),
        ({"recipient_name": "Schule", "valid_until": typed(ago(3))}, "bevor die Einwilligung"),
        ({"recipient_name": "Schule", "valid_until": "01.01.2190"}, "20 Jahre"),
        ({"recipient_name": "Schule", "language": "xx"}, "Auswahl"),
        ({"agency": "999999"}, "Wählen Sie"),
    ],
)
def test_a_consent_without_what_it_needs_says_so_at_the_field(anna, case, changes, said):
    answer = anna.post(page("consent_new", case), GIVE | changes)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not case.consents.exists()


def test_one_recipient_not_two(anna, case):
    answer = anna.post(page("consent_new", case), GIVE | {"agency": factories.agency().pk, "recipient_name": "Schule"})

    assert answer.status_code == 422 and "genau einen Empfänger" in answer.content.decode()


def test_a_double_click_records_one_consent(anna, case):
    for _click in range(2):
        anna.post(page("consent_new", case), GIVE | {"recipient_name": "Schule", "submission": str(uuid.UUID(int=7))})

    assert case.consents.count() == 1


def test_the_paper_is_printed_before_anything_is_signed_or_recorded(anna, case):
    data = GIVE | {"recipient_name": "Grundschule", "kept_at": "", "act": "paper", "special": ["flight"]}

    answer = anna.post(page("consent_new", case), data)

    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert not case.consents.exists()


def test_the_paper_of_a_consent_opens_and_leaves_a_trace(anna, case):
    consent = factories.consent(case, special_categories=["health"], releases_secrecy=True, representative="Mutter")

    answer = anna.get(page("consent_pdf", case, consent.pk))

    assert answer.content.startswith(b"%PDF")
    assert "name" not in answer["Content-Disposition"].replace("filename", "")


def test_the_effect_is_shown_before_and_happens_at_once(anna, case, world):
    consent = factories.consent(case)
    referral = factories.referral(case, basis="consent", consent=consent, data_categories=["identity"])
    grant = factories.grant(case, world.cem, basis="consent", consent=consent)

    before = anna.get(page("consent_withdraw", case, consent.pk)).content.decode()
    anna.post(page("consent_withdraw", case, consent.pk), WITHDRAW)

    for words in (
        f"{world.cem} kann in dieser Akte nichts mehr lesen",
        "wird zurückgezogen",
        "Wiedervorlage für heute",
    ):
        assert words in before
    grant.refresh_from_db()
    referral.refresh_from_db()
    assert (grant.ended_because, referral.state, referral.decline_reason) == (
        "consent_withdrawn", "withdrawn", "consent_withdrawn",
    )  # fmt: skip
    html = anna.get(page("access_list", case)).content.decode()
    assert f"widerrufen am {typed(ago(0))}" in html and "Einwilligung widerrufen" in html


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"on": typed(ago(30))}, "bevor die Einwilligung gegeben wurde"),
        ({"on": typed(ago(-1))}, "Zukunft"),
        ({"form": "telepathy"}, "Auswahl"),
        ({"note": "n" * 301}, "höchstens 300"),
    ],
)
def test_a_withdrawal_that_cannot_be_says_why(anna, case, changes, said):
    consent = factories.consent(case)

    answer = anna.post(page("consent_withdraw", case, consent.pk), WITHDRAW | changes)

    assert answer.status_code == 422 and said in answer.content.decode()
    assert Consent.objects.get().withdrawn_on is None


def test_a_second_withdrawal_changes_nothing(anna, case):
    consent = factories.consent(case)
    for note in ("erste", "zweite"):
        anna.post(page("consent_withdraw", case, consent.pk), WITHDRAW | {"note": note})

    assert Consent.objects.get().withdrawal_note == "erste"


def test_a_consent_is_withdrawn_in_a_closed_case_too(anna, world):
    closed = factories.case(world.anna, phase="closed")
    consent = factories.consent(closed)

    anna.post(page("consent_withdraw", closed, consent.pk), WITHDRAW)

    assert Consent.objects.get().withdrawn_on == ago(0)
    assert anna.get(page("consent_new", closed)).status_code == 302


def test_what_belongs_to_another_case_is_not_found(anna, world, case):
    other = factories.case(world.anna)
    consent, grant = factories.consent(other), factories.grant(other, world.cem)

    for name, pk in (("consent_detail", consent.pk), ("consent_withdraw", consent.pk), ("consent_pdf", consent.pk),
                     ("grant_end", grant.pk), ("consent_detail", 2**62)):  # fmt: skip
        assert anna.get(page(name, case, pk)).status_code == 404, name
    assert anna.post(page("grant_end", case, grant.pk)).status_code == 404
    assert anna.post(page("referral_letter", case, factories.referral(other).pk)).status_code == 404


def test_the_tab_says_who_reads_what_until_when_on_what_basis(anna, case, world):
    consent = factories.consent(case)
    factories.grant(case, world.cem, basis="consent", consent=consent, sections=["plan"])
    factories.grant(case, world.ben, valid_from=ago(30), valid_to=ago(9), reason="Wohnungswechsel")
    Absence.objects.create(user=world.anna, deputy=world.ben, first_day=ago(0), last_day=ago(-2), recorded_by=world.lea)

    answer = anna.get(page("access_list", case))

    rows = {row.name: row for row in answer.context["readers"]}
    assert rows[str(world.anna)].sections >= {"notes", "documents", "plan"}
    assert rows[str(world.ben)].until == ago(-2) and "notes" not in rows[str(world.ben)].sections
    assert rows[str(world.lea)].sections == {"head"}
    assert rows[str(world.cem)].sections == {"plan"} and "Einwilligung vom" in rows[str(world.cem)].why
    html = answer.content.decode()
    assert "Wohnungswechsel" in html and "sehen Fallakten nie" in html


def grant_data(to, **changes):
    data = {
        "to": f"user-{to.pk}", "sections": ["plan", "assessment"], "basis": "supervision", "reason": "Fallberatung",
        "legal_basis": "Dienstanweisung", "valid_from": typed(ago(0)), "valid_to": typed(ago(-14)),
    }  # fmt: skip
    return data | changes


def test_access_is_given_and_ended(anna, case, world, browser_for):
    form = anna.get(page("grant_new", case)).content.decode()
    assert "Bestandsaufnahme" in form and "Bedarfe" not in form and form.count("Aufsuchende Arbeit") == 1

    anna.post(page("grant_new", case), grant_data(world.cem))
    grant = AccessGrant.objects.get()
    assert sorted(grant.sections) == ["assessment", "plan"] and grant.given_by == world.anna
    assert browser_for(world.cem).get(page("goal_list", case)).status_code == 200

    anna.post(page("grant_end", case, grant.pk))

    assert browser_for(world.cem).get(page("goal_list", case)).status_code == 404
    assert "von der zuständigen Person beendet" in anna.get(page("access_list", case)).content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"to": ""}, "Wählen Sie"),
        ({"to": "user-999999"}, "Auswahl"),
        ({"sections": []}, "mindestens einen Teil"),
        ({"sections": ["head"]}, "Auswahl"),
        ({"basis": "consent"}, "Wählen Sie die Einwilligung"),
        ({"basis": "referral"}, "Wählen Sie die Einwilligung oder die offene Vermittlung"),
        ({"legal_basis": ""}, "Nennen Sie das Gesetz oder die Regel"),
        ({"reason": ""}, "steht noch nichts"),
        ({"valid_to": typed(ago(3))}, "Der letzte Tag liegt vor dem ersten"),
    ],
)
def test_access_without_what_it_needs_says_so(anna, case, world, changes, said):
    answer = anna.post(page("grant_new", case), grant_data(world.cem) | changes)

    assert answer.status_code == 422 and said in answer.content.decode()
    assert not AccessGrant.objects.exists()


def test_access_on_a_consent_ends_with_it_at_the_latest(anna, case, world):
    consent = factories.consent(case, valid_until=ago(-5))
    data = grant_data(world.cem, basis="consent", consent=consent.pk)

    answer = anna.post(page("grant_new", case), data)
    anna.post(page("grant_new", case), data | {"valid_to": typed(ago(-5))})

    assert "endet vor diesem Tag" in answer.content.decode()
    assert AccessGrant.objects.get().consent == consent


def test_who_stands_in_opens_the_case_to_nobody(case, world, browser_for):
    Absence.objects.create(user=world.anna, deputy=world.ben, first_day=ago(0), last_day=ago(0), recorded_by=world.lea)

    answer = browser_for(world.ben).post(page("grant_new", case), grant_data(world.cem), follow=True)

    assert "Nur die zuständige Person" in answer.content.decode()
    assert not AccessGrant.objects.exists()


def test_the_letter_of_a_referral_names_exactly_the_data_it_names(anna, case):
    case.profile.phone, case.profile.german_level = "0221 4710 001", "A2"
    case.profile.save()
    consent = factories.consent(case, data_categories=["identity", "language"])
    sent = factories.referral(case, basis="consent", consent=consent, data_categories=["identity", "language"])

    answer = anna.post(page("referral_letter", case, sent.pk))

    letter = Letter.objects.get()
    body = letter.snapshot["german"]["body"]
    assert answer.url == reverse("letters:case_letter_file", args=[case.pk, letter.pk])
    assert case.person.full_name in body and "Deutsch A2" in body and "0221" not in body
    assert letter.agency == sent.offer.agency
    assert anna.get(answer.url).content.startswith(b"%PDF")


def test_no_letter_goes_without_a_ground(anna, case):
    consent = factories.consent(case)
    gone = factories.referral(
        case, basis="consent", consent=consent, data_categories=["identity"], consent_withdrawn_on=ago(0)
    )
    for sent in (factories.referral(case), gone):
        anna.post(page("referral_letter", case, sent.pk))

    assert not Letter.objects.exists()


def test_more_consents_grants_and_referrals_cost_no_further_query(anna, case, world):
    def fill():
        consent = factories.consent(case)
        factories.grant(case, world.cem, basis="consent", consent=consent)
        factories.grant(case, world.ben, valid_from=ago(30), valid_to=ago(9))
        factories.referral(case, basis="consent", consent=consent, data_categories=["identity"], state="accepted")
        return consent

    consent = fill()
    addresses = [page("access_list", case), page("consent_detail", case, consent.pk), page("grant_new", case)]
    few = {}
    for address in addresses:
        anna.get(address)
        with CaptureQueriesContext(connection) as counted:
            anna.get(address)
        few[address] = len(counted)
    for _more in range(20):
        fill()
    factories.referral(case, basis="consent", consent=consent, data_categories=["identity"])

    for address in addresses:
        with CaptureQueriesContext(connection) as counted:
            anna.get(address)
        assert len(counted) == few[address], address


def test_the_history_tells_of_consents_and_steps(anna, case):
    factories.consent(case, withdrawn_on=ago(0), withdrawal_form="talk", withdrawal_noted_by=case.assigned_to,
                      withdrawal_noted_at=timezone.now())  # fmt: skip
    factories.referral(case, state="declined", decline_reason="no_place")

    html = anna.get(page("case_detail", case)).content.decode()

    assert "Einwilligung für VHS Grevenbroich widerrufen" in html and "Grund: kein Platz frei" in html
