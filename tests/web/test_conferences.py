"""Who at a case conference hears whom it is about: the consent that is cited, and what becomes of it when it falls."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.casework.models import ConferenceParticipant
from tests import factories


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


@pytest.fixture
def seat(world):
    """The agency at the table of a conference of Anna's."""
    made = factories.conference(factories.case(world.anna), topics="Kurs")
    return made.participants.select_related("case__assigned_to", "agency", "conference").get()


def basis_of(seat):
    return reverse("casework:conference_basis", args=[seat.case_id, seat.conference_id, seat.pk])


def conference_of(seat):
    return reverse("casework:conference_detail", args=[seat.case_id, seat.conference_id])


def consent(seat, **values):
    return factories.consent(seat.case, **({"agency": seat.agency} | values))


def test_one_chooses_among_the_consents_that_name_the_agency_and_hold(anna, seat):
    fitting = consent(seat)
    gone = factories.today() - timedelta(days=1)
    others = [
        consent(seat, data_categories=["matter"]),
        consent(seat, direction="from"),
        consent(seat, given_on=gone - timedelta(days=9), valid_until=gone),
        factories.consent(seat.case, agency=factories.agency("other")),
    ]

    html = anna.get(basis_of(seat)).content.decode()
    answer = anna.post(basis_of(seat), {"who": "Frau Berg", "basis": "consent", "consent": fitting.pk})

    assert f'value="{fitting.pk}"' in html
    assert not [row for row in others if f'value="{row.pk}"' in html]
    assert answer.url == conference_of(seat)
    seat.refresh_from_db()
    assert (seat.who, seat.consent, seat.may_know) == ("Frau Berg", fitting, True)
    page = anna.get(conference_of(seat)).content.decode()
    assert reverse("casework:consent_detail", args=[seat.case_id, fitting.pk]) in page


def test_a_consent_of_somebody_else_cannot_be_cited(anna, seat, world):
    foreign = factories.consent(factories.case(world.anna), agency=seat.agency)

    answer = anna.post(basis_of(seat), {"basis": "consent", "consent": foreign.pk})

    assert answer.status_code == 422
    seat.refresh_from_db()
    assert (seat.basis, seat.consent) == ("", None)


def test_without_a_fitting_consent_the_page_leads_to_recording_one(anna, seat):
    html = anna.get(basis_of(seat)).content.decode()
    refused = anna.post(basis_of(seat), {"basis": "consent"})

    assert reverse("casework:consent_new", args=[seat.case_id]) in html
    assert refused.status_code == 422
    assert "Wählen Sie eine Einwilligung, die diese Stelle" in refused.content.decode()


def test_withdrawing_names_the_coming_conferences_and_masks_their_papers(anna, seat):
    cited = consent(seat)
    ConferenceParticipant.objects.filter(pk=seat.pk).update(basis="consent", consent=cited)
    withdraw = reverse("casework:consent_withdraw", args=[seat.case_id, cited.pk])

    before = anna.get(withdraw).content.decode()
    anna.post(withdraw, {"on": f"{factories.today():%d.%m.%Y}", "form": "talk", "note": ""})

    assert "Zur Fallkonferenz am" in before and "Wiedervorlage für heute" in before
    seat = ConferenceParticipant.objects.get()
    assert (seat.may_know, seat.has_lapsed) == (False, True)
    page = anna.get(conference_of(seat)).content.decode()
    assert "Für eine Stelle gilt die Einwilligung nicht mehr" in page and "widerrufen am" in page
    assert seat.case.follow_ups.get().text.startswith("Einwilligung widerrufen")


def test_a_conference_that_is_over_is_not_announced_as_losing_its_ground(anna, world):
    made = factories.conference(factories.case(world.anna), in_hours=-48)
    cited = factories.consent(made.case, agency=made.participants.get().agency)
    made.participants.update(basis="consent", consent=cited)

    html = anna.get(reverse("casework:consent_withdraw", args=[made.case_id, cited.pk])).content.decode()

    assert "Zur Fallkonferenz am" not in html and "Wiedervorlage für heute" in html


def test_who_may_not_read_consents_sees_that_there_is_one_and_no_more(world, seat, browser_for):
    cited = consent(seat)
    ConferenceParticipant.objects.filter(pk=seat.pk).update(basis="consent", consent=cited)
    factories.grant(seat.case, world.cem, sections=["contacts"])

    html = browser_for(world.cem).get(conference_of(seat)).content.decode()

    assert "Einwilligung der Person, die Sie nicht lesen dürfen" in html
    assert "keine Grundlage festgehalten" not in html


def test_twenty_more_at_the_table_cost_no_further_query(anna, seat, django_assert_num_queries):
    anna.get(conference_of(seat))
    with CaptureQueriesContext(connection) as few:
        anna.get(conference_of(seat))
    for number in range(20):
        agency = factories.agency(f"agency-{number}")
        cited = factories.consent(seat.case, agency=agency)
        ConferenceParticipant.objects.create(
            conference=seat.conference, case=seat.case, agency=agency, basis="consent", consent=cited
        )

    with django_assert_num_queries(len(few)):
        anna.get(conference_of(seat))
