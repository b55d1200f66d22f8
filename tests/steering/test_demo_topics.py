"""The invented topics."""

import itertools

import pytest

from kim.steering.demo.topics import TOPICS, demo_topics
from kim.steering.models import Observation
from kim.steering.states import TOPIC_STEPS, TopicState
from tests import factories_steering as rows


@pytest.mark.django_db
def test_ten_topics_walk_only_ways_of_the_table_and_take_their_observations():
    rows.observation("Für das Dolmetschen beim Facharzt fehlt ein Kostenträger.")
    made = demo_topics()
    allowed = {(rule.source, rule.target) for rule in TOPIC_STEPS}
    for topic in made:
        way = [TopicState(step.to_state) for step in topic.steps.all()]
        assert set(itertools.pairwise(way)) <= allowed, topic
    assert len(made) == len(TOPICS) == 10
    assert Observation.objects.filter(topic=made[1]).count() == 1
