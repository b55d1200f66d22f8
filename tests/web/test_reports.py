"""Reporting an observation on screen: from the file, stopped where it would lead to somebody, and read again."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.casework.models import ObservationReceipt
from kim.steering.models import Feedback, Observation
from kim.web import observing
from tests import factories, factories_steering

MINE = reverse("steering:own_observations")


@pytest.fixture
def kaarst(world):
    world.place = factories.municipality("Kaarst", "KA", "05162016")
    world.cases = [factories.case(world.anna, municipality=world.place) for _ in range(5)]
    world.url = reverse("steering:observation_from_case", args=[world.cases[0].pk])
    return world


def typed(**values):
    return {
        "kind": "missing_offer",
        "text": "Es gibt keinen B1-Kurs mit Kinderbetreuung.",
        "submission": str(uuid4()),
    } | values


def test_the_file_leads_to_a_form_that_knows_where_and_the_report_stands_in_ones_own_list(kaarst, browser_for):
    anna = browser_for(kaarst.anna)
    assert kaarst.url in anna.get(reverse("casework:case_detail", args=[kaarst.cases[0].pk])).content.decode()
    form = anna.get(kaarst.url).context["form"]
    assert form.initial["municipality"] == kaarst.place.pk
    data = typed(municipality=kaarst.place.pk)
    for _ in range(2):
        assert anna.post(kaarst.url, data).status_code == 302
    page = anna.get(MINE).content.decode()
    assert page.count("wartet auf Weitergabe") == 1 and "Kinderbetreuung" in page and "Kaarst" in page
    observing.deliver(everything=True)
    topic = factories_steering.topic("Kurse mit Kinderbetreuung")
    Observation.objects.update(topic=topic)
    Feedback.objects.create(topic=topic, text="Ab März gibt es zwei Kurse.", given_on=factories.today())
    ObservationReceipt.objects.update(told_at=factories.timezone.now())
    page = anna.get(MINE).content.decode()
    assert "Ab März gibt es zwei Kurse." in page and "neue Rückmeldung" in page
    anna.post(reverse("steering:observations_seen"))
    assert "neue Rückmeldung" not in anna.get(MINE).content.decode()
    assert "Kinderbetreuung" not in browser_for(kaarst.ben).get(MINE).content.decode()


def test_a_name_stops_the_report_with_the_word_marked_and_everything_typed_stays(kaarst, browser_for):
    person = kaarst.cases[0].person
    person.family_name = "Haddad"
    person.save()
    anna = browser_for(kaarst.anna)
    answer = anna.post(kaarst.url, typed(text=f"Für {person.family_name} gibt es keinen Kurs.", idea="Mehr Kurse."))
    page = answer.content.decode()
    assert answer.status_code == 422 and f"<mark>{person.family_name}</mark>" in page and "Mehr Kurse." in page
    assert 'name="kept"' not in page  # what is certain cannot be kept
    answer = anna.post(reverse("steering:observation_new"), typed(text="Seit dem 12.03.2026 gibt es keinen Platz."))
    [place] = answer.context["marked"]
    assert place.may_keep
    assert anna.post(
        reverse("steering:observation_new"), typed(text="Seit dem 12.03.2026 gibt es keinen Platz.", kept=place.word)
    ).status_code == 302  # fmt: skip


def test_the_form_says_what_is_left_out_before_anything_is_sent(kaarst, browser_for):
    far = factories.municipality("Jüchen", "JU", "05162012")
    anna, url = browser_for(kaarst.anna), reverse("steering:observation_new")
    answer = anna.post(url, typed(municipality=far.pk))
    assert answer.status_code == 200 and answer.context["left_out"] == ["municipality"]
    assert "die Gemeinde" in answer.content.decode() and not ObservationReceipt.objects.exists()
    assert anna.post(url, typed(municipality=far.pk, left_out="municipality")).status_code == 302
    assert ObservationReceipt.objects.get().parcel["municipality"] is None


def test_a_referral_without_an_answer_offers_its_reason_as_an_observation(kaarst, browser_for):
    case = kaarst.cases[0]
    late = factories.today() - factories.timedelta(days=30)
    referral = factories.referral(case, sent_on=late, answer_due_on=late + factories.timedelta(days=7))
    anna, link = browser_for(kaarst.anna), f"{kaarst.url}?vermittlung={referral.pk}"
    for url in (reverse("casework:referral_list", args=[case.pk]), reverse("casework:open_referral_list")):
        assert link in anna.get(url).content.decode()
    form = anna.get(link).context["form"]
    assert form.initial["kind"] == "interface" and "keine Antwort" in form.initial["text"]
    other = factories.referral(factories.case(kaarst.cem, in_unit=kaarst.team_b))
    for wrong in (other.pk, "x", "9" * 30):
        assert anna.get(f"{kaarst.url}?vermittlung={wrong}").status_code == 404


def test_a_closed_case_reports_and_what_is_wrong_is_said_at_the_field(kaarst, browser_for):
    closed = factories.case(kaarst.anna, phase="closed", municipality=kaarst.place)
    anna, url = browser_for(kaarst.anna), reverse("steering:observation_from_case", args=[closed.pk])
    assert anna.post(url, typed(kind="", text="")).status_code == 422
    assert anna.post(url, typed()).status_code == 302
    receipt = ObservationReceipt.objects.get()
    assert anna.post(reverse("steering:observation_withdraw", args=[receipt.pk])).status_code == 302
    assert not ObservationReceipt.objects.exists()


def test_twenty_more_reports_cost_no_further_query(kaarst, browser_for):
    anna, url = browser_for(kaarst.anna), reverse("steering:observation_new")

    def asked(address):
        with CaptureQueriesContext(connection) as caught:
            assert anna.get(address).status_code == 200
        return len(caught)

    def more(number):
        for _ in range(number):
            topic = factories_steering.topic()
            seen = factories_steering.observation(topic=topic)
            Feedback.objects.create(topic=topic, text="So ist es.", given_on=factories.today())
            ObservationReceipt.objects.create(author=kaarst.anna, observation=seen.pk)

    more(1)
    asked(MINE)
    few = asked(MINE)
    more(20)
    assert asked(MINE) == few <= 32
    assert asked(url) <= 30
    assert asked(kaarst.url) <= 36
