"""Topics that come again: observations of the same kind after the answer, or an effect check that shows no fall."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kim.steering.effect import compare
from kim.steering.models import EffectCheck, EffectResult, Topic
from kim.steering.states import TopicState

AGAIN_FROM = 3
MAY_RECUR = (TopicState.CHECKED, TopicState.ANSWERED)
STAYS = (EffectResult.RISEN, EffectResult.NOT_FALLEN)


@dataclass(frozen=True)
class Again:
    """Why a topic is called recurring, in one sentence with its figures."""

    topic: int
    sentence: str


def recurring(topics: Collection[int]) -> dict[int, Again]:
    """Which of these topics come again, in two queries however many there are. Only what is answered or checked can."""
    answered = Topic.objects.filter(pk__in=topics, state=TopicState.ANSWERED, closed_on__isnull=False)
    later = Q(observations__month__gt=F("closed_on"))
    seen = answered.annotate(n=Count("observations", filter=later)).filter(n__gte=AGAIN_FROM)
    found = {pk: Again(pk, _told(number, on)) for pk, number, on in seen.values_list("pk", "n", "closed_on") if on}
    for check in _last_checks(topics):
        if check.result in STAYS and check.topic_id not in found and check.before and check.after:
            found[check.topic_id] = Again(check.topic_id, _checked(check))
    return found


def _last_checks(topics: Collection[int]) -> list[EffectCheck]:
    may = EffectCheck.objects.filter(topic__in=topics, topic__state__in=MAY_RECUR)
    done = may.filter(checked_on__isnull=False)
    return list(done.order_by("topic_id", "-checked_on", "-id").distinct("topic_id"))


def _told(number: int, since: date) -> str:
    text = ngettext(
        "Since the answer of %(day)s one observation of this kind came in.",
        "Since the answer of %(day)s %(number)s observations of this kind came in.",
        number,
    )
    return text % {"number": number, "day": f"{since:%d.%m.%Y}"}


def _checked(check: EffectCheck) -> str:
    head = _("Effect check of %(day)s:") % {"day": f"{check.checked_on:%d.%m.%Y}"}
    return f"{head} {compare(check.before, check.after).sentence}"
