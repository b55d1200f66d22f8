"""The pictures of a topic: its way over the levels, how it hangs together, where and when it was reported, its rows of steps."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kim.charts import FULL, HALF, Bar, Bars, Climb, Edge, Graph, Node, Station, StationLine, Stop
from kim.organisation.public import BodyLevel
from kim.steering.public import CourseStep, Topic, TopicState, board
from kim.web.drawings import Shown, shown
from kim.web.steering.views.topic_words import link
from kim.web.wording import day as as_day
from kim.web.wording import days as in_days

CASES, OFFICES, GROUPS, STEERING = range(4)
_LEVELS = {
    TopicState.COLLECTED: OFFICES, TopicState.CASE_LEVEL: GROUPS, TopicState.STRUCTURE_LEVEL: GROUPS,
    TopicState.PROPOSED: GROUPS, TopicState.DECIDED: STEERING, TopicState.ORDERED: GROUPS,
    TopicState.IMPLEMENTED: OFFICES, TopicState.CHECKED: OFFICES, TopicState.AT_MINISTRY: STEERING,
    TopicState.ANSWERED: CASES, TopicState.MERGED: OFFICES,
}  # fmt: skip
_AHEAD = (
    TopicState.STRUCTURE_LEVEL, TopicState.PROPOSED, TopicState.DECIDED, TopicState.ORDERED, TopicState.CHECKED,
    TopicState.ANSWERED,
)  # fmt: skip
_SHORT = {
    TopicState.COLLECTED: lambda: _("Topic"), TopicState.CASE_LEVEL: lambda: _("Case level"),
    TopicState.STRUCTURE_LEVEL: lambda: _("Structure level"), TopicState.PROPOSED: lambda: _("Proposal"),
    TopicState.DECIDED: lambda: pgettext("station", "Decision"), TopicState.ORDERED: lambda: _("Work order"),
    TopicState.IMPLEMENTED: lambda: _("Implemented"), TopicState.CHECKED: lambda: pgettext("station", "Effect checked"),
    TopicState.AT_MINISTRY: lambda: _("Ministry"), TopicState.ANSWERED: lambda: pgettext("station", "Feedback"),
    TopicState.MERGED: lambda: _("Merged"),
}  # fmt: skip
MOST_STOPS = 8


def way(topic: Topic, steps: Iterable[Any], reported: int, told: str) -> Shown:
    """From the observations through offices, working groups and steering group and back; what is to come is dashed."""
    gone = [_stop(step, topic) for step in steps][-MOST_STOPS:]
    stops = [Stop(label=told, level=CASES, state="done", dots=reported)] if reported else []
    stops += [*gone, *_coming(topic, MOST_STOPS + 1 - len(gone))]
    chart = Climb(
        id="way", title=_("The way of the topic"), nothing=_("The way has not begun yet."), stops=tuple(stops),
        description=", ".join(f"{stop.label} {stop.note}".strip() for stop in stops),
        levels=(_("Case level"), _("Coordinating offices"), _("Working groups"), _("Steering group")),
        heads=(_("Stop"), _("Level"), _("State"), _("When")), here_label=_("here today"),
        words={"done": _("done"), "decision": _("decided"), "here": _("here today"), "coming": _("to come")},
    )  # fmt: skip
    return shown(chart, width=FULL)


def _stop(step: Any, topic: Topic) -> Stop:
    target = TopicState(step.to_state)
    is_here = step.to_state == topic.state and step.happened_on == topic.state_since and target != TopicState.ANSWERED
    level = _level(target, step.body)
    state = "here" if is_here else "decision" if target == TopicState.DECIDED else "done"
    return Stop(label=str(_SHORT[target]()), level=level, state=state, note=as_day(step.happened_on))


def _level(target: TopicState, body: Any) -> int:
    if target == TopicState.PROPOSED and body is not None and body.level == BodyLevel.STEERING:
        return STEERING
    return _LEVELS[target]


def _coming(topic: Topic, room: int) -> list[Stop]:
    """The usual way from here on; none for what is answered or merged."""
    state = TopicState(topic.state)
    if state in (TopicState.ANSWERED, TopicState.MERGED):
        return []
    begin = {
        TopicState.COLLECTED: 0, TopicState.CASE_LEVEL: 1, TopicState.STRUCTURE_LEVEL: 1, TopicState.PROPOSED: 2,
        TopicState.DECIDED: 3, TopicState.ORDERED: 4, TopicState.IMPLEMENTED: 4, TopicState.CHECKED: 5, TopicState.AT_MINISTRY: 5,
    }[state]  # fmt: skip
    due = as_day(topic.target_on) if topic.target_on else ""
    ahead = _AHEAD[begin:][-max(1, room) :]
    return [
        Stop(
            label=str(_SHORT[each]()),
            level=_LEVELS[each],
            state="coming",
            note=due if each == TopicState.ANSWERED else "",
        )
        for each in ahead
    ]


def together(topic: Topic, parts: dict[str, Any], told: str) -> Shown:
    """From the observations to the feedback: what arose from what."""
    nodes = [Node(id="topic", label=topic.number, notes=(topic.title[:60],), kind="here", layer=1, href="#about")]
    edges: list[Edge] = []
    if told:
        nodes.append(Node(id="reported", label=_("Observations"), notes=(told,), layer=0, href="#reported"))
        edges.append(Edge(start="reported", end="topic"))
    for other, relation in _relatives(topic):
        nodes.append(
            Node(
                id=f"t{other.pk}",
                label=other.number,
                notes=(relation,),
                kind="soft",
                layer=0,
                href=link("topic_detail", other.pk),
            )
        )
        edges.append(Edge(start=f"t{other.pk}", end="topic", kind="dashed"))
    for each in parts["proposals"]:
        nodes.append(
            Node(
                id=f"p{each.pk}",
                label=each.number,
                notes=(str(each.get_state_display()),),
                layer=2,
                href=link("proposal_detail", each.pk) if each.pk in parts["readable"] else "",
            )
        )
        edges.append(Edge(start="topic", end=f"p{each.pk}"))
    for each in parts["decisions"]:
        nodes.append(
            Node(
                id=f"d{each.pk}",
                label=each.number,
                notes=(str(each.get_outcome_display()),),
                kind="strong",
                layer=3,
                href=link("decision_detail", each.pk),
            )
        )
        edges.append(
            Edge(
                start=f"p{each.proposal_id}" if each.proposal_id in {p.pk for p in parts["proposals"]} else "topic",
                end=f"d{each.pk}",
            )
        )
    for each in parts["orders"]:
        nodes.append(
            Node(
                id=f"o{each.pk}",
                label=_("Work order"),
                notes=(each.what[:50], str(each.get_state_display())),
                layer=4,
                href=link("order_detail", each.pk),
            )
        )
        edges.append(Edge(start=f"d{each.decision_id}", end=f"o{each.pk}"))
    before = [node.id for node in nodes if node.layer == max(other.layer or 0 for other in nodes)]
    for each in parts["checks"]:
        said = str(each.get_result_display()) if each.result else as_day(each.due_on)
        nodes.append(Node(id=f"e{each.pk}", label=_("Effect"), notes=(said,), layer=5, href="#effect"))
        edges += [Edge(start=start, end=f"e{each.pk}", kind="thin") for start in before]
    last = [f"e{each.pk}" for each in parts["checks"]] or before
    for each in parts["feedbacks"]:
        source = f"d{each.decision_id}" if each.decision_id else last[-1]
        nodes.append(
            Node(
                id=f"f{each.pk}",
                label=pgettext("station", "Feedback"),
                notes=(as_day(each.given_on),),
                layer=6 if source.startswith("e") else 5,
                href="#feedback",
            )
        )
        edges.append(
            Edge(start=source if source in {n.id for n in nodes} else "topic", end=f"f{each.pk}", kind="dotted")
        )
    chart = Graph(
        id="together", title=_("From the observations to the feedback"), nothing="", nodes=tuple(nodes), edges=tuple(edges),
        heads=(_("From"), _("Relation"), _("To")),
        words={"solid": _("leads to"), "dashed": _("belongs with"), "thin": _("is checked by"), "dotted": _("is answered by")},
    )  # fmt: skip
    return shown(chart, width=FULL)


def _relatives(topic: Topic) -> list[tuple[Topic, str]]:
    found = [(other, _("merged into this one")) for other in topic.merged_from.all()]
    return [*found, (topic.split_from, _("this one was split from it"))] if topic.split_from else found


def by_quarter(spread: board.Spread) -> Shown:
    """How often it was reported, by quarter; hidden figures are told as hidden."""
    hidden = pgettext("figures", "hidden")
    bars = tuple(
        Bar(label=quarter_name(day), value=value)
        for day, value in zip(spread.quarters, spread.table.column_totals, strict=True)
    )
    chart = Bars(
        id="reported", title=_("Reported, by quarter"), nothing="", heads=(_("Quarter"), _("Observations")), bars=bars,
        unknown=hidden,
    )  # fmt: skip
    return shown(chart, width=HALF)


def quarter_name(day: date) -> str:
    """3rd quarter 2026"""
    return _("Q%(number)s %(year)s") % {"number": (day.month - 1) // 3 + 1, "year": day.year}


def course(key: str, title: str, steps: list[CourseStep]) -> Shown:
    """A row of steps as a line: who, what, how many days, what stands in the way."""
    stations = tuple(
        Station(label=_course_label(step), note=_course_note(step), state="decision" if step.obstacle else "done")
        for step in steps
    )
    chart = StationLine(
        id=f"course-{key}", title=title, nothing=_("No step is written down yet."), stations=stations,
        heads=(_("Step"), _("State"), _("Days and obstacles")), words={"done": _("goes on"), "decision": _("something stands in the way")},
    )  # fmt: skip
    return shown(chart, width=HALF)


def _course_label(step: CourseStep) -> str:
    return f"{step.agency}: {step.what}" if step.agency else step.what


def _course_note(step: CourseStep) -> str:
    return "; ".join(part for part in (in_days(step.days), step.obstacle) if part)
