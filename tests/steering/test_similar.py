"""What is suggested as similar: things reported in three wordings each, fifty that the weights were chosen on and twice twenty others."""

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
    return laid_down("clusters")


def laid_down(known: str) -> dict:
    return {rows.observation(text).pk: name for name, texts in CLUSTERS[known].items() for text in texts}


@pytest.mark.parametrize(
    ("known", "number", "least"), [("clusters", 50, 0.85), ("held_out", 20, 0.77), ("third", 20, 0.8)]
)
def test_what_was_reported_in_other_words_is_among_the_first_five(known, number, least, office, scope_as):
    """By words alone; rules and weights were chosen on the fifty, the others only measured.

    Measured on 23.11.2026: 0.86 of the fifty, 0.78 of the held-out twenty, 0.82 of the third set.
    """
    reported = laid_down(known)
    found = wanted = 0
    with scope_as(office):
        for one in Observation.objects.all():
            siblings = {pk for pk, other in reported.items() if other == reported[one.pk]} - {one.pk}
            found += sum(pk in siblings for pk, _why in similar.similar_observations(one))
            wanted += len(siblings)
    assert len(CLUSTERS[known]) >= number
    assert found / wanted >= least, f"recall {found / wanted:.3f}"


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
