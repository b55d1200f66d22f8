"""What is suggested as similar: fifty things reported in three wordings each."""

import tomllib
from pathlib import Path

import pytest

from kim.steering import similar
from kim.steering.models import Observation
from tests import factories
from tests import factories_steering as rows

CLUSTERS = tomllib.loads((Path(__file__).parents[1] / "data" / "observation_clusters.toml").read_text(encoding="utf-8"))


@pytest.fixture
def office(world):
    return factories.user("kira", role="coordinator", in_unit=world.team_a)


@pytest.fixture
def reported(db):
    """Every wording as an observation, in the order of the file; all of one kind, so that words alone tell them apart."""
    return {rows.observation(text).pk: name for name, texts in CLUSTERS["clusters"].items() for text in texts}


def test_of_fifty_things_reported_in_other_words_four_in_five_are_among_the_first_five(office, reported, scope_as):
    assert len(CLUSTERS["clusters"]) >= 50
    found = wanted = 0
    with scope_as(office):
        for one in Observation.objects.all():
            name = reported[one.pk]
            siblings = {pk for pk, other in reported.items() if other == name} - {one.pk}
            found += sum(pk in siblings for pk, _why in similar.similar_observations(one))
            wanted += len(siblings)
    assert found / wanted >= 0.8, f"recall {found / wanted:.3f}"


def test_each_suggestion_says_why_and_only_the_office_gets_any(world, office, reported, scope_as):
    one = Observation.objects.filter(text__contains="B1-Kurs mit Kinderbetreuung").first()
    with scope_as(office):
        ranked = similar.similar_observations(one)
        assert all(why.explained for _pk, why in ranked)
        assert "ähnliche Wörter: " in ranked[0][1].explained
    with scope_as(world.anna):
        assert similar.similar_observations(one) == []


def test_a_topic_finds_what_resembles_it_and_an_observation_finds_its_topic(office, reported, scope_as):
    dentists = [pk for pk, name in reported.items() if name == "dentist"]
    topic = rows.topic("Behandlungsscheine beim Zahnarzt")
    Observation.objects.filter(pk__in=dentists[:2]).update(topic=topic)
    with scope_as(office):
        assert similar.observations_like(topic)[0][0] == dentists[2]
        assert similar.fitting_topics(Observation.objects.get(pk=dentists[2]))[0][0] == topic.pk
