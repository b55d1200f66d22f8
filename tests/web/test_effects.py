"""Whether it had an effect: the page compares months, keeps the result, and opens the next step."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from kim.steering.models import EffectCheck
from tests import factories
from tests import factories_steering as rows
from tests.web.test_enquiries import text


def month(back: int) -> date:
    number = factories.today().year * 12 + factories.today().month - 1 - back
    return date(number // 12, number % 12 + 1, 1)


@pytest.fixture
def client(world, browser_for):
    return browser_for(factories.user("kira", role="coordinator", in_unit=world.team_a))


def test_observations_that_fell_are_called_fallen_and_the_topic_goes_on(client):
    topic = rows.topic(state="implemented", state_since=month(7))
    rows.order(
        rows.decision(rows.body(), topic=topic), state="done", done_on=month(7), proof="Kurse laufen.", percent=100
    )
    for back in (8, 9, 10, 11, 12, 13):
        for _each in range(3):
            rows.observation(topic=topic, month=month(back))
    rows.observation(topic=topic, month=month(3))
    url = reverse("steering:topic_effect", args=[topic.pk])

    page = text(client.get(url))
    assert (
        "deutlich weniger" in page
        and "18 Beobachtungen in 6 Monaten vorher, 1 Beobachtung in 6 Monaten nachher" in page
    )
    form = {"submission": str(uuid.uuid4()), "note": "Die Kurse reichen."}
    client.post(url, form)
    client.post(url, form)

    kept = EffectCheck.objects.get()
    assert (kept.result, sum(kept.before), sum(kept.after)) == ("fallen", 18, 1)
    shown = text(client.get(reverse("steering:topic_detail", args=[topic.pk])))
    assert "zurückgegangen" in shown and "Die Kurse reichen." in shown
    client.post(
        reverse("steering:topic_step", args=[topic.pk, "checked"]),
        {"version": topic.version, "submission": str(uuid.uuid4())},
    )
    topic.refresh_from_db()
    assert topic.state == "checked"


def test_before_a_whole_month_has_passed_the_page_says_from_when_on(client):
    topic = rows.topic(state="implemented", state_since=factories.today())
    answer = client.get(reverse("steering:topic_effect", args=[topic.pk]), follow=True)
    assert f"ab dem {month(-2):%d.%m.%Y}" in text(answer)
