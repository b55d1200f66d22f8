"""The board, the inbox and the page of a topic, as the coordinating office uses them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.steering.exceptions import StepNotPossible
from kim.steering.models import CourseStep, Feedback, MinistryPaper, Observation, Topic, TopicStep
from kim.steering.states import TopicState
from tests import factories
from tests import factories_steering as rows
from tests.web.lists import text_of


@pytest.fixture
def office(world, browser_for):
    return browser_for(factories.user("kira", role="coordinator", in_unit=world.team_a))


def _queries(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_the_board_shows_each_topic_at_its_station_and_what_stands_still(office):
    resting = rows.topic("Dolmetschen beim Arzt", state_since=factories.today() - timedelta(days=41))
    rows.topic("Ein Formular", state=TopicState.PROPOSED)
    response = office.get(reverse("steering:topic_list"))
    columns = {each["key"]: [card["topic"].title for card in each["cards"]] for each in response.context["stations"]}
    assert columns["topic"] == [resting.title]
    assert columns["proposal"] == ["Ein Formular"]
    assert "ruht 41 Tage" in text_of(response)
    assert [each.pk for each in response.context["still"]] == [resting.pk]


def test_a_step_without_conditions_is_taken_from_the_board_and_one_with_conditions_says_what_is_missing(office):
    topic = rows.topic()
    url = reverse("steering:topic_step", args=[topic.pk, "case_level"])
    narrowed = {"next": "board?gremium=3&sonst=x", "version": topic.version}
    assert office.post(url, narrowed).url == f"{reverse('steering:topic_list')}?gremium=3#topic-{topic.pk}"
    topic.refresh_from_db()
    assert topic.state == TopicState.CASE_LEVEL
    assert "Vorschlag" in text_of(office.get(reverse("steering:topic_step", args=[topic.pk, "proposed"])))
    again = office.post(url, {"next": "board"}, follow=True)
    assert str(StepNotPossible()) in text_of(again)
    assert again.request["PATH_INFO"] == reverse("steering:topic_list")


def test_observations_ticked_become_a_topic_after_a_look_ahead(office):
    found = [rows.observation(f"Kein B1-Kurs mit Betreuung, Fall {n}.") for n in range(3)]
    url = reverse("tables:bulk", args=["beobachtungen", "thema"])
    picked = {"pick": [str(each.pk) for each in found]}
    assert found[0].text in text_of(office.get(url, picked))
    sent = picked | {"title": "B1 mit Kinderbetreuung", "body": "", "target_on": "", "confirmed": "1"}
    assert office.post(url, sent).status_code == 302
    topic = Topic.objects.get(title="B1 mit Kinderbetreuung")
    assert set(topic.observations.all()) == set(found)
    assert (topic.kind, topic.keeper.username) == ("missing_offer", "kira")


def test_what_is_not_followed_up_leaves_the_inbox_with_its_sentence(office):
    found = rows.observation()
    url = reverse("tables:bulk", args=["beobachtungen", "zuruecklegen"])
    sent = {"pick": [str(found.pk)], "reason": "Das Angebot gibt es seit Mai.", "confirmed": "1"}
    office.post(url, sent)
    found.refresh_from_db()
    assert found.set_aside == "Das Angebot gibt es seit Mai."
    assert found.text not in text_of(office.get(reverse("steering:observation_inbox")))


def test_an_observation_names_what_resembles_it_and_why(office):
    one = rows.observation("Kein B1-Kurs mit Kinderbetreuung in Kaarst hat einen freien Platz.")
    other = rows.observation("Mutter kann den B1-Kurs nicht besuchen, es fehlt die Kinderbetreuung.")
    rows.observation("Die Ausländerbehörde vergibt nur online Termine.")
    response = office.get(reverse("steering:observation_detail", args=[one.pk]))
    assert next(iter(response.context["alike"]))["observation"].pk == other.pk
    assert "ähnliche Wörter:" in response.context["alike"][0]["why"]
    assert "Kinderbetreuung" in response.context["alike"][0]["why"]


def test_small_figures_of_a_topic_are_hidden_and_case_managers_learn_no_small_number(office, world, browser_for):
    topic, place = rows.topic(), factories.municipality()
    for month in (date(2026, 4, 1), date(2026, 7, 1)):
        for _each in range(2):
            rows.observation(topic=topic, municipality=place, month=month)
    page = office.get(reverse("steering:topic_detail", args=[topic.pk]))
    assert page.context["cross"][0]["cells"] == [None, None]
    assert page.context["spread"].table.total is None
    seen = browser_for(world.anna).get(reverse("steering:topic_detail", args=[topic.pk]))
    assert seen.context["told"] == "weniger als 5 Beobachtungen"
    assert seen.context["observations"] == []
    assert "Kein Kurs mit Kinderbetreuung." not in text_of(seen)


def test_the_page_of_a_topic_draws_its_way_and_holds_feedback_and_papers(office):
    topic = rows.topic()
    TopicStep.objects.create(topic=topic, to_state=topic.state, happened_on=topic.state_since)
    Feedback.objects.create(topic=topic, text="Zwei Kurse beginnen im März.", final=True, given_on=factories.today())
    url = reverse("steering:ministry_new", args=[topic.pk])
    sent = {"recipient": "MKJFGFI", "subject": "B1", "text": "Bitte", "sent_on": "01.10.2026"}
    assert office.post(url, sent).status_code == 302
    paper = MinistryPaper.objects.get(topic=topic)
    answer = reverse("steering:ministry_answer", args=[topic.pk, paper.pk])
    assert office.post(answer, {"answered_on": "01.09.2026", "answer": "Nein"}).status_code == 422
    assert office.post(answer, {"answered_on": "02.11.2026", "answer": "Nein"}).status_code == 302
    page = text_of(office.get(reverse("steering:topic_detail", args=[topic.pk])))
    assert all(each in page for each in ("Zwei Kurse beginnen im März.", "MKJFGFI", "heute hier", "<svg"))


def test_the_steps_of_a_chain_are_added_changed_moved_and_taken_out_without_script(office):
    topic = rows.topic()
    url = reverse("steering:topic_course", args=[topic.pk, "as_is"])
    for what in ("Antrag", "Termin", "Bescheid"):
        assert office.post(url, {"course": "as_is", "what": what, "days": "14"}).status_code == 302
    assert office.post(url, {"course": "as_is", "what": ""}).status_code == 422
    second = CourseStep.objects.get(what="Termin")
    page = office.get(url, {"schritt": second.pk}).content.decode()
    assert f'value="{second.what}"' in page
    assert office.post(f"{url}?schritt={second.pk}", {"course": "as_is", "what": ""}).status_code == 422
    office.post(
        f"{url}?schritt={second.pk}", {"course": "as_is", "what": second.what, "days": "21", "obstacle": "Kein Termin"}
    )
    assert list(topic.course_steps.values_list("days", "obstacle")) == [(14, ""), (21, "Kein Termin"), (14, "")]
    office.post(reverse("steering:topic_course_act", args=[topic.pk, second.pk, "frueher"]))
    assert list(topic.course_steps.values_list("what", flat=True)) == ["Termin", "Antrag", "Bescheid"]
    office.post(reverse("steering:topic_course_act", args=[topic.pk, second.pk, "weg"]))
    assert list(topic.course_steps.values_list("what", "position")) == [("Antrag", 1), ("Bescheid", 2)]


def test_merging_and_splitting_go_through_their_forms(office):
    topic, into = rows.topic("A"), rows.topic("B")
    goes = rows.observation("Geht mit.", topic=topic)
    split = {"title": "Anderes", "observations": [str(goes.pk)]}
    made = office.post(reverse("steering:topic_split", args=[topic.pk]), split).url
    second = Topic.objects.get(title="Anderes")
    assert made == reverse("steering:topic_detail", args=[second.pk])
    assert office.post(reverse("steering:topic_split", args=[topic.pk]), {"title": "x"}).status_code == 422
    office.post(reverse("steering:topic_merge", args=[second.pk]), {"into": into.pk})
    assert Observation.objects.get(pk=goes.pk).topic == into
    assert "ist Teil von" in text_of(office.get(reverse("steering:topic_detail", args=[second.pk])))


def test_more_topics_and_observations_cost_no_further_query(office):
    topic = rows.topic()
    rows.observation(topic=topic)
    rows.observation()
    for state in list(TopicState)[:8]:  # what is asked of some states only is asked from the first topic on
        rows.topic(f"Thema {state}", state=state, body=rows.body())
    names = ("topic_list", "topic_table", "observation_inbox")
    urls = [reverse(f"steering:{name}") for name in names] + [reverse("steering:topic_detail", args=[topic.pk])]
    before = [_queries(office, url) for url in urls]
    for number in range(20):
        state = list(TopicState)[number % 8]
        rows.observation(topic=rows.topic(f"Thema {number}", state=state, body=rows.body()))
        rows.observation(topic=topic, municipality=factories.municipality())
        rows.observation(municipality=factories.municipality())
    assert [_queries(office, url) for url in urls] <= before


def test_a_topic_without_a_decision_is_answered_too(office):
    topic = rows.topic()
    url = reverse("steering:topic_feedback", args=[topic.pk])
    shown = office.post(url, {"text": "Den Kurs gibt es in Dormagen.", "final": "on"})
    assert "Den Kurs gibt es in Dormagen." in text_of(shown) and not topic.feedbacks.exists()
    assert office.post(url, {"text": "Den Kurs gibt es in Dormagen.", "final": "on", "send": "1"}).status_code == 302
    assert (topic.feedbacks.get().decision, topic.feedbacks.get().final) == (None, True)
    assert office.post(url, {"text": " ", "send": "1"}).status_code == 422
