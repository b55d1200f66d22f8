"""The invented county's bodies: seats, rules and meetings."""

import itertools
from datetime import date

import pytest

from kim.organisation.models import User
from kim.organisation.roles import Role
from kim.steering.access import reach_of
from kim.steering.demo import load
from kim.steering.models import (
    Attendance,
    BodyRules,
    Decision,
    Meeting,
    OpenPoint,
    Proposal,
    Seat,
    SeatHolder,
    Topic,
    WorkOrder,
)
from kim.steering.states import TOPIC_STEPS
from tests import factories
from tests import factories_steering as rows

TOWNS = {
    "DO": ("Dormagen", "05162004"), "GV": ("Grevenbroich", "05162008"), "JÜ": ("Jüchen", "05162012"),
    "KA": ("Kaarst", "05162016"), "KO": ("Korschenbroich", "05162020"), "ME": ("Meerbusch", "05162022"),
    "NE": ("Neuss", "05162024"), "RO": ("Rommerskirchen", "05162028"),
}  # fmt: skip


@pytest.mark.django_db
def test_every_municipality_sits_in_three_bodies_and_the_decision_hangs_on_its_meeting():
    group, exchange = rows.body(), rows.body("austausch-abh", "exchange")
    groups = [group, rows.body("ag-struktur", "structure"), rows.body("ag-fall", "case")]
    for code, (name, ags) in TOWNS.items():
        factories.municipality(name, code, ags)
    factories.unit("koordination")

    load.load(factories.today())

    assert BodyRules.objects.count() == 4
    for body in groups:
        assert {name for name, _ags in TOWNS.values()} <= {
            each.name.split()[-1] for each in Seat.objects.filter(body=body)
        }
    assert SeatHolder.objects.filter(chairs=True).values("seat__body").distinct().count() == 4
    assert not SeatHolder.objects.filter(user=None).exclude(name__endswith="(erfunden)").exists()
    for body in (*groups, exchange):
        ahead = Meeting.objects.filter(body=body, state__in=("planned", "invited"), held_on__gt=factories.today())
        assert ahead.exists(), f"{body} has a next meeting"
    told = Meeting.objects.filter(synthetic=False).order_by("held_on")
    assert [(each.held_on, each.state, each.items.count()) for each in told] == [
        (date(2021, 3, 17), "closed", 0), (date(2021, 6, 25), "closed", 0),
    ]  # fmt: skip
    assert all(each.source for each in told)
    kaarst = Decision.objects.get(topic__title="B1-Kurs mit Kinderbetreuung in Kaarst")
    assert kaarst.ballot.item == kaarst.item
    assert (kaarst.meeting.held_on, kaarst.item.meeting) == (kaarst.decided_on, kaarst.meeting)
    assert Attendance.objects.filter(meeting__body=group, meeting__state="minutes_out").count() == 9
    assert Proposal.objects.get(agenda_items__meeting__state="invited").state == "scheduled"
    points = OpenPoint.objects.filter(body=exchange)
    assert (points.filter(closed_on=None).count(), points.exclude(closed_on=None).count()) == (4, 1)
    ahead = Meeting.objects.get(body=exchange, state="planned")
    assert ahead.items.filter(standing__kind="agreement").count() == 1  # one is due, the other not yet
    assert kaarst.topic.feedbacks.filter(final=True).exists() and kaarst.closed_on and kaarst.meeting.number == 3
    assert kaarst.topic.effect_checks.get().result == "fallen"
    member = User.objects.get(username="schlieper")
    assert member.roles == {Role.BODY_MEMBER}
    assert reach_of(member).bodies == {group.pk}


@pytest.mark.django_db
@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2027, 1, 1), date(2028, 3, 31)])
def test_on_any_day_the_topics_end_in_every_way_and_walk_only_ways_of_the_table(today, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: today)
    for key, level in (
        ("lg", "steering"),
        ("austausch-abh", "exchange"),
        ("ag-struktur", "structure"),
        ("ag-fall", "case"),
    ):
        rows.body(key, level)
    factories.municipality("Kaarst", "KA", "05162016")
    factories.unit("koordination")

    told = load.load(today)

    allowed = {(rule.source, rule.target) for rule in TOPIC_STEPS} | {("collected", "merged")}
    for topic in Topic.objects.all():
        steps = list(topic.steps.all())
        assert {(a.to_state, b.to_state) for a, b in itertools.pairwise(steps)} <= allowed, topic
        days = [topic.opened_on, *(step.happened_on for step in steps), topic.state_since]
        assert days == sorted(days) and days[-1] <= today, topic
        assert topic.state == steps[-1].to_state
    way = Topic.objects.prefetch_related("steps")
    assert {"answered", "merged", "at_ministry"} <= {topic.state for topic in way}
    assert way.filter(decisions=None, state="answered").exists() and way.exclude(split_from=None).exists()
    assert [t for t in way if "answered" in [s.to_state for s in t.steps.all()] and t.state == "structure_level"]
    for decision in Decision.objects.all():
        assert decision.meeting.held_on == decision.decided_on
        assert decision.topic is None or decision.decided_on >= decision.topic.opened_on
    assert WorkOrder.objects.filter(state="in_progress", due_on__lt=today).exists()
    assert len(told.answered) >= 13
