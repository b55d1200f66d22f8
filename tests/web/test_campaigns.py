"""Campaigns on the screen: planned by the lead, listed and invited to by the case manager, counted for the office."""

import uuid
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.casework.models import Campaign, CampaignCandidate
from kim.casework.public import campaigns
from tests import factories
from tests.factories import today

YEAR = timedelta(days=366)


def _agreed(world):
    case = factories.case(world.anna)
    factories.consent(case, purpose=campaigns.PURPOSE)
    factories.residence_document(case, valid_from=today() - 6 * YEAR, valid_until=today() + YEAR)
    return case


def test_from_the_plan_of_the_lead_to_the_answer_of_the_person(world, browser_for):
    case = _agreed(world)
    lea, anna = browser_for(world.lea), browser_for(world.anna)
    said = {
        "name": "Abend", "held_on": f"{today() + timedelta(days=9):%d.%m.%Y}", "held_at": "17:30", "place": "Kreishaus",
        "months": "6", "submission": str(uuid.uuid4()),
    }  # fmt: skip
    refused = lea.post(reverse("casework:campaign_new"), said | {"held_on": "01.01.2020"})
    page = lea.post(reverse("casework:campaign_new"), said).url
    pk = Campaign.objects.get().pk
    date = {"kind": "language_test", "on": f"{today():%d.%m.%Y}", "place": "VHS Neuss"}
    lea.post(reverse("casework:campaign_date_new", args=[pk]), date)

    anna.post(reverse("casework:campaign_make_list", args=[pk]))
    row = CampaignCandidate.objects.get()
    box = f'name="candidate" value="{row.pk}"'
    for standing, ticked in (("open", False), ("now", True)):
        CampaignCandidate.objects.update(standing=standing)
        assert (f"{box} checked" in anna.get(page).content.decode()) is ticked, (
            "whose papers do not tell is left to decide"
        )
    anna.post(reverse("casework:campaign_invite", args=[pk]), {"candidate": [str(row.pk), "x"]})
    anna.post(reverse("casework:campaign_answer", args=[pk, row.pk]), {"answer": "coming"})
    shown, seen_by_lea = anna.get(page).content.decode(), lea.get(page).content.decode()

    row.refresh_from_db()
    assert refused.status_code == 422
    assert (row.case, row.answer, row.letter.kind) == (case, "coming", "naturalisation")
    assert case.person.list_name in shown and "VHS Neuss" in shown
    assert case.person.list_name not in seen_by_lea and "VHS Neuss" in seen_by_lea


def test_more_rows_on_a_list_cost_no_further_query(world, browser_for):
    anna = browser_for(world.anna)
    campaign = Campaign.objects.create(
        unit=world.team_a, name="Abend", held_on=today() + timedelta(days=9), held_at="17:00", place="Kreishaus",
        created_by=world.lea,
    )  # fmt: skip
    page = reverse("casework:campaign_detail", args=[campaign.pk])

    def add():
        CampaignCandidate.objects.create(
            case=factories.case(world.anna), campaign=campaign, standing="now", listed_by=world.anna
        )

    add()
    anna.get(page)
    with CaptureQueriesContext(connection) as few:
        anna.get(page)
    for _number in range(10):
        add()
    with CaptureQueriesContext(connection) as many:
        assert anna.get(page).content.decode().count('name="candidate"') == 11
    assert len(many) == len(few)


def test_a_consent_to_be_written_to_is_filled_in(world, browser_for):
    case = factories.case(world.anna)

    page = browser_for(world.anna).get(reverse("casework:consent_new", args=[case.pk]) + "?zweck=einbuergerung")

    assert campaigns.PURPOSE in page.content.decode()
