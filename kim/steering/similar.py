"""What resembles an observation or a topic, and why: shared words, spelling, equal traits; every suggestion can be explained."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from kim.steering.models import Observation, Topic

WORDS_TOLD = 4
TEXTS_ASKED = 12


@dataclass(frozen=True)
class Likeness:
    """Why something was suggested: the words in common, rare ones first, and the traits that are equal."""

    score: float
    words: tuple[str, ...]
    same_kind: bool = False
    same_area: bool = False
    same_spheres: bool = False
    same_place: bool = False

    @property
    def explained(self) -> str:
        """The reasons in words: same life area; similar words: Kinderbetreuung, B1."""
        traits = (
            (self.same_area, _("same life area")),
            (self.same_spheres, _("same legal spheres")),
            (self.same_kind, _("same kind")),
            (self.same_place, _("same place")),
        )
        said = [text for equal, text in traits if equal]
        if self.words:
            said.append(_("similar words: %(words)s") % {"words": ", ".join(self.words[:WORDS_TOLD])})
        return "; ".join(said)


def similar_observations(
    observation: Observation, *, limit: int = 5, without: Collection[UUID] = ()
) -> list[tuple[UUID, Likeness]]:
    """The observations that resemble this one most, of those in no topic and in other ones."""
    words = f"{observation.text} {observation.idea}"
    traits = (
        observation.kind, observation.life_area_id, observation.sphere_from_id, observation.sphere_to_id,
        observation.municipality_id,
    )  # fmt: skip
    return _asked(words, traits, [observation.pk, *without], None, limit)


def observations_like(topic: Topic, *, limit: int = 5) -> list[tuple[UUID, Likeness]]:
    """The observations elsewhere that resemble this topic and what it already holds."""
    texts = topic.observations.order_by("-month", "id").values_list("text", flat=True)[:TEXTS_ASKED]
    words = " ".join([topic.title, topic.description, *texts])
    traits = (topic.kind, topic.life_area_id, topic.sphere_from_id, topic.sphere_to_id, None)
    return _asked(words, traits, [], topic.pk, limit)


def fitting_topics(observation: Observation, *, limit: int = 3) -> list[tuple[int, Likeness]]:
    """The topics this observation fits best."""
    words = f"{observation.text} {observation.idea}"
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, words, same_area, score from steering_fitting_topics(%s, %s, %s)",
            [words, observation.life_area_id, limit],
        )
        found = cursor.fetchall()
    return [(pk, Likeness(score, tuple(shared), same_area=area)) for pk, shared, area, score in found]


def _asked(
    words: str, traits: tuple[Any, ...], without: list[UUID], topic: int | None, limit: int
) -> list[tuple[UUID, Likeness]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, words, score, same_kind, same_area, same_spheres, same_place"
            " from steering_similar(%s, %s, %s, %s, %s, %s, %s::uuid[], %s, %s)",
            [words, *traits, without, topic, limit],
        )
        found = cursor.fetchall()
    return [(pk, Likeness(score, tuple(shared), *equal)) for pk, shared, score, *equal in found]
