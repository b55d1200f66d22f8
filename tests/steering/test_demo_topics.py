"""The invented topics."""

import itertools

import pytest

from kim.steering.demo.observations import demo_observations
from kim.steering.demo.topics import TOPICS, demo_topics
from kim.steering.states import TOPIC_STEPS, TopicState
from tests import factories


@pytest.mark.django_db
def test_ten_topics_walk_only_ways_of_the_table_and_began_with_their_observations():
    ids = demo_observations(factories.today())
    made = demo_topics(ids)
    allowed = {(rule.source, rule.target) for rule in TOPIC_STEPS}
    for topic, (_title, story, *_rest) in zip(made, TOPICS, strict=True):
        way = [TopicState(step.to_state) for step in topic.steps.all()]
        assert set(itertools.pairwise(way)) <= allowed, topic
        assert {row.pk for row in topic.observations.all()} == set(ids[story])
        assert min(row.month for row in topic.observations.all()) < topic.opened_on, topic
