"""The loop's state, the standing list on the next agenda, and topics that come again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.steering.actions import standing_list
from kim.steering.exceptions import NoMeetingAhead
from kim.steering.models import EffectCheck, PaperVersion
from kim.steering.unfinished import Why, unfinished
from tests import factories
from tests import factories_steering as rows


@pytest.fixture
def office(world):
    return factories.user("kora", role="coordinator", in_unit=world.team_a)


def queries(client, url):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def ago(days):
    return factories.today() - timedelta(days=days)


def test_the_standing_list_names_late_orders_and_bare_decisions_and_goes_onto_the_next_agenda(office, scope_as):
    body = rows.body()
    late = rows.order(rows.decision(body, decided_on=ago(60)), due_on=ago(40))
    bare = rows.decision(body, decided_on=ago(20))
    rows.decision(body, decided_on=ago(5))  # too young
    rows.decision(body, decided_on=ago(50), outcome="rejected")
    rows.order(rows.decision(body, decided_on=ago(50)), due_on=ago(9), state="done", done_on=ago(10), proof="Brief")
    with scope_as(office) as by:
        found = unfinished(by, factories.today(), body.pk)
        assert [(row.why, row.decision.pk, row.days) for row in found] == [
            (Why.LATE, late.decision_id, 40), (Why.NO_ORDER, bare.pk, 20),
        ]  # fmt: skip
        with pytest.raises(NoMeetingAhead):
            standing_list.put_on_agenda(body=body, by=by)
    ahead = rows.meeting(body, "planned", held_on=ago(-10))
    with scope_as(office) as by:
        first = standing_list.put_on_agenda(body=body, by=by)
        assert standing_list.put_on_agenda(body=body, by=by).pk == first.pk, "one item, however often"
    assert [each.number for each in PaperVersion.objects.filter(paper__item=first, paper__meeting=ahead)] == [2, 1]
    assert bytes(PaperVersion.objects.latest("pk").content).startswith(b"%PDF")


def test_a_topic_that_comes_again_is_marked_and_taken_up_again_in_one_click(office, browser_for):
    topic = rows.topic(state="answered", closed_on=ago(80), state_since=ago(80), opened_on=ago(200))
    for _each in range(3):
        rows.observation(topic=topic)
    quiet = rows.topic("Ruhig", state="answered", closed_on=ago(80), state_since=ago(80), opened_on=ago(200))
    client = browser_for(office)
    assert "Das kommt wieder." in client.get(reverse("steering:topic_detail", args=[topic.pk])).content.decode()
    assert "Das kommt wieder." not in client.get(reverse("steering:topic_detail", args=[quiet.pk])).content.decode()
    for each in (topic, quiet):
        assert client.post(reverse("steering:topic_reopen", args=[each.pk])).status_code == 302
    topic.refresh_from_db()
    quiet.refresh_from_db()
    assert (topic.state, topic.closed_on, quiet.state) == ("structure_level", None, "answered")
    assert "3 Beobachtungen" in topic.steps.latest("pk").reason


def test_an_effect_check_without_fall_calls_a_topic_recurring(office, browser_for):
    topic = rows.topic(state="checked", state_since=ago(5), opened_on=ago(200))
    EffectCheck.objects.create(
        topic=topic, due_on=ago(5), checked_on=ago(5), implemented_month=ago(90).replace(day=1), months=2, before=[4, 5],
        after=[5, 4], result="not_fallen",
    )  # fmt: skip
    page = browser_for(office).get(reverse("steering:topic_detail", args=[topic.pk])).content.decode()
    assert "Wirkung, geprüft am" in page and "9 Beobachtungen" in page


def test_the_loop_counts_what_waits_hides_few_observations_and_costs_the_same_with_more(office, browser_for):
    body, client = rows.body(), browser_for(office)
    url = reverse("steering:loop")

    def fill(number):
        for _each in range(number):
            topic = rows.topic(state="implemented", state_since=ago(120))
            rows.order(rows.decision(body, decided_on=ago(60), topic=topic), due_on=ago(40))
            rows.decision(body, decided_on=ago(60), topic=topic)
            rows.proposal(body, state="sent_back", submitted_on=ago(70))

    fill(2)
    rows.observation()
    page = client.get(url).content.decode()
    assert "unter 5" in page and "2 zu lange" in page
    few = queries(client, url)
    fill(8)
    assert queries(client, url) == few
    assert client.get(reverse("steering:loop_pdf")).content.startswith(b"%PDF")
    assert client.get(reverse("steering:order_standing_pdf")).content.startswith(b"%PDF")


def test_the_start_page_of_a_chair_shows_orders_meetings_and_what_is_not_implemented(world, browser_for):
    body, chair = rows.body(), factories.user("vera", role="body_member")
    rows.seat(body, chair, chairs=True)
    rows.order(rows.decision(body, decided_on=ago(60)), "Kurse ausschreiben", due_on=ago(40))
    rows.meeting(body, "planned", held_on=ago(-10), title="Siebte Sitzung")
    page = browser_for(chair).get("/").content.decode()
    for words in ("Kurse ausschreiben", "Siebte Sitzung", "Aufträge überfällig: 1"):
        assert words in page
