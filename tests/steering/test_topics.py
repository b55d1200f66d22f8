"""Topics on their way, and who reads observations."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, connection, transaction

from kim.organisation.models import Membership
from kim.steering import access
from kim.steering.actions import topics
from kim.steering.exceptions import ChangedMeanwhile, GateClosed, MergedElsewhere, ReasonMissing, StepNotPossible
from kim.steering.models import Feedback, Observation, Proposal, SeatHolder, TopicStep
from kim.steering.states import TopicState
from tests import factories
from tests import factories_steering as rows


@pytest.fixture
def office(world):
    return factories.user("kira", role="coordinator", in_unit=world.team_a)


def test_observations_become_a_topic_with_its_number_and_first_step(office, scope_as):
    found = [rows.observation() for _each in range(3)]
    with scope_as(office) as by:
        topic = topics.open_topic(by=by, title="B1", kind="missing_offer", observations=[each.pk for each in found])
        second = topics.open_topic(by=by, title="B2", kind="gap")
    year = factories.today().year
    assert (topic.number, second.number) == (f"T{year}-001", f"T{year}-002")
    assert topic.observations.count() == 3
    assert [each.to_state for each in topic.steps.all()] == [TopicState.COLLECTED]


def test_a_form_sent_twice_opens_one_topic(office, scope_as):
    sent = uuid.uuid4()
    with scope_as(office) as by:
        first = topics.open_topic(by=by, title="B1", kind="gap", submission=sent)
        assert topics.open_topic(by=by, title="B1", kind="gap", submission=sent) == first


def test_a_gate_says_what_is_missing_and_opens_when_it_is_there(office, scope_as):
    topic, group = rows.topic(state=TopicState.STRUCTURE_LEVEL), rows.body()
    with scope_as(office) as by:
        with pytest.raises(GateClosed) as closed, transaction.atomic():
            topics.step(topic=topic, to=TopicState.PROPOSED, by=by)
        assert len(closed.value.missing) == 1
        Proposal.objects.create(number="V1", topic=topic, to_body=group, title="x", wording="y", state="submitted")
        assert topics.step(topic=topic, to=TopicState.PROPOSED, by=by).state == TopicState.PROPOSED


def test_a_topic_is_answered_only_when_its_observers_were_told(office, scope_as):
    topic = rows.topic()
    with scope_as(office) as by:
        with pytest.raises(GateClosed), transaction.atomic():
            topics.step(topic=topic, to=TopicState.ANSWERED, by=by, reason="Gibt es schon.")
        Feedback.objects.create(topic=topic, text="Gibt es schon.", final=True, given_on=factories.today())
        answered = topics.step(topic=topic, to=TopicState.ANSWERED, by=by, reason="Gibt es schon.")
    assert answered.closed_on == factories.today()


def test_a_step_back_needs_a_reason_and_an_unknown_step_is_refused(office, scope_as):
    topic = rows.topic(state=TopicState.PROPOSED)
    with scope_as(office) as by:
        with pytest.raises(ReasonMissing), transaction.atomic():
            topics.step(topic=topic, to=TopicState.STRUCTURE_LEVEL, by=by)
        with pytest.raises(StepNotPossible), transaction.atomic():
            topics.step(topic=topic, to=TopicState.IMPLEMENTED, by=by)


def test_members_move_the_topics_of_their_body_only(world, scope_as):
    member, group = factories.user("mo", role=None), rows.body("ag-fall", "case")
    rows.seat(group, member)
    own = rows.topic(state=TopicState.CASE_LEVEL, body=group)
    other = rows.topic(state=TopicState.CASE_LEVEL, body=rows.body("ag-struktur", "structure"))
    with scope_as(member) as by:
        taken = topics.step(topic=own, to=TopicState.STRUCTURE_LEVEL, by=by)
        assert (taken.state, taken.body.level) == (TopicState.STRUCTURE_LEVEL, "structure")  # it is their turn now
        with pytest.raises(StepNotPossible), transaction.atomic():
            topics.step(topic=other, to=TopicState.STRUCTURE_LEVEL, by=by)
        with pytest.raises(PermissionDenied), transaction.atomic():
            topics.edit(topic=own, by=by, version=own.version, title="anders")


def test_merging_takes_everything_along_and_says_where_it_went(office, scope_as):
    topic, into = rows.topic("A"), rows.topic("B")
    rows.observation(topic=topic)
    with scope_as(office) as by:
        topics.merge(topic=topic, into=into, by=by)
        with pytest.raises(MergedElsewhere, match=into.number), transaction.atomic():
            topics.gather(topic=topic, observations=[], by=by)
    assert into.observations.count() == 1
    topic.refresh_from_db()
    assert (topic.state, topic.merged_into) == (TopicState.MERGED, into)
    assert TopicStep.objects.get(topic=topic, to_state=TopicState.MERGED).reason == str(into)


def test_a_topic_split_after_its_decision_leaves_the_decision_with_the_first(office, scope_as):
    topic = rows.topic(state=TopicState.DECIDED)
    stays, goes = rows.observation(topic=topic), rows.observation(topic=topic)
    with scope_as(office) as by:
        second = topics.split(topic=topic, observations=[goes.pk], by=by, title="Anderes")
    assert list(topic.observations.all()) == [stays]
    assert (second.split_from, second.state) == (topic, TopicState.COLLECTED)


def test_two_who_edit_one_topic_do_not_overwrite_each_other(office, scope_as):
    topic = rows.topic()
    with scope_as(office) as by:
        topics.edit(topic=topic, by=by, version=topic.version, title="eins")
        with pytest.raises(ChangedMeanwhile), transaction.atomic():
            topics.edit(topic=topic, by=by, version=topic.version, title="zwei")


def test_observations_are_read_by_the_office_all_and_by_members_once_they_are_part_of_a_topic(world, office, scope_as):
    member = factories.user("mo", role=None)
    rows.seat(rows.body(), member)
    waiting, taken = rows.observation(), rows.observation(topic=rows.topic())
    seen = {}
    for name, user in {"office": office, "member": member, "case manager": world.anna, "lead": world.lea}.items():
        with scope_as(user) as by:
            seen[name] = set(Observation.objects.values_list("pk", flat=True))
            assert set(access.observations_for(by).values_list("pk", flat=True)) == seen[name], name
    both = {waiting.pk, taken.pk}
    assert seen == {"office": both, "member": {taken.pk}, "case manager": set(), "lead": set()}


def test_who_left_the_body_or_the_office_reads_no_observation(world, office, scope_as):
    rows.observation(topic=rows.topic())
    Membership.objects.filter(user=office).update(valid_to=factories.today() - factories.timedelta(days=1))
    with scope_as(office):
        assert not Observation.objects.exists()


def test_nobody_writes_or_rewrites_an_observation(office, scope_as):
    found = rows.observation()
    with scope_as(office):
        Observation.objects.filter(pk=found.pk).update(set_aside="doppelt")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Observation.objects.filter(pk=found.pk).update(text="anders")
        with pytest.raises(ProgrammingError), transaction.atomic():
            rows.observation()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Observation.objects.filter(pk=found.pk).delete()


def test_never_two_at_once_on_one_seat(world):
    seat = rows.seat(rows.body(), "Erste Person")
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatHolder.objects.create(seat=seat, name="Zweite Person", valid_from=factories.today())
    SeatHolder.objects.create(seat=seat, name="Vertretung", kind="deputy", valid_from=factories.today())
    SeatHolder.objects.filter(name="Erste Person").update(valid_to=factories.today() - factories.timedelta(days=1))
    SeatHolder.objects.create(seat=seat, name="Zweite Person", valid_from=factories.today())


@pytest.mark.django_db
def test_the_roles_that_steer_are_the_same_in_the_database():
    from kim.organisation.roles import Permission, Role

    with connection.cursor() as cursor:
        cursor.execute("select prosrc from pg_proc where proname = 'kim_steers'")
        written = cursor.fetchone()[0]
    named = {role for role in Role if f"'{role}'" in written}
    assert named == {role for role in Role if Permission.STEER in role.permissions}
