"""The loop as a graph of its stages, and the days until the feedback as lines."""

from collections.abc import Sequence
from itertools import pairwise

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kim.charts import FULL, HALF, Bar, Bars, Edge, Graph, Node
from kim.steering.public import loop, standing
from kim.web.wording import day as as_day

__all__ = ["HALF", "WIDTH", "picture", "times"]
WIDTH = FULL
_LEADS = {
    "observation": ("topic_list", ""), "topic": ("topic_list", ""), "proposal": ("proposal_list", ""),
    "decision": ("decision_list", ""), "order": ("order_list", "?overdue=on"), "effect": ("topic_table", "?station=effect"),
    "feedback": ("decision_list", ""),
}  # fmt: skip


def picture(stages: Sequence[loop.Stage], *, german: bool = False) -> Graph:
    """Stage by stage, and from the feedback back to those who observe; where most stands still is marked."""
    with translation.override("de" if german else translation.get_language()):
        stuck = loop.stuck(stages)
        nodes = tuple(_node(stage, place, stage.key == stuck) for place, stage in enumerate(stages))
        edges = [Edge(start=one.key, end=two.key) for one, two in pairwise(stages)]
        return Graph(
            id="loop", title=_("The loop from the observation to the feedback"), nothing="", nodes=nodes,
            edges=(*edges, Edge(start=stages[-1].key, end=stages[0].key, kind="dotted")),
            heads=(_("From"), _("Relation"), _("To")),
            words={"solid": _("leads to"), "dotted": _("is told to those who reported")},
        )  # fmt: skip


def _node(stage: loop.Stage, layer: int, is_stuck: bool) -> Node:
    name, more = _LEADS[stage.key]
    return Node(
        id=stage.key, label=stage.label, notes=tuple(_notes(stage)), layer=layer, href=reverse(f"steering:{name}") + more,
        kind="here" if is_stuck else "strong" if stage.late else "plain" if stage.number else "soft",
    )  # fmt: skip


def _notes(stage: loop.Stage) -> list[str]:
    if stage.number is None:
        return [_("fewer than 5")]
    if not stage.number:
        return [_("nothing waits")]
    notes = [ngettext("%(n)s waits", "%(n)s wait", stage.number) % {"n": stage.number}]
    notes.append(_("up to %(n)s days") % {"n": stage.longest})
    return [*notes, _("%(n)s too long") % {"n": stage.late}] if stage.late else notes


def times(months: Sequence[standing.FeedbackTime]) -> Bars:
    """Days until the first feedback, the median of each month; the stroke: nine of ten heard by then."""
    bars = tuple(
        Bar(label=_month(each), value=round(each.median_days or 0), limit=round(each.most_days or 0)) for each in months
    )
    return Bars(
        id="times", title=_("Days from the observation to the feedback"), nothing="", bars=bars,
        heads=(_("Month"), _("Days, median"), _("nine of ten by then")), limit_label=_("nine of ten by then"),
    )  # fmt: skip


def _month(each: standing.FeedbackTime) -> str:
    return as_day(each.month)[3:] if each.month else ""
