"""Meetings as they are held: quorum, minutes, votes, decisions."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from kim.steering.actions import agenda_work, decisions, proposals, sessions
from kim.steering.actions.sessions import There
from kim.steering.exceptions import (
    BallotMissing,
    BallotSaysOtherwise,
    ChangedMeanwhile,
    MeetingIsClosed,
    NoQuorum,
    SeatIsVacant,
    StepNotPossible,
    StillSilent,
    TooManyVotes,
)
from kim.steering.models import Attendance, Ballot, BodyRules, Proposal, WorkOrder
from kim.steering.signs import sign_of
from kim.steering.voting import Quorum, Votes, carries
from tests import factories
from tests import factories_steering as rows


@pytest.fixture
def office(world):
    return factories.user("kira", role="assistant", in_unit=world.team_a)


@pytest.fixture
def group(world):
    """Four voting seats, simple majority, more than half must be there."""
    group = rows.body()
    for name in ("Stadt Neuss", "Stadt Dormagen", "Stadt Kaarst", "Gemeinde Rommerskirchen"):
        rows.seat(group, f"Vertretung {name}", name=name)
    BodyRules.objects.create(body=group, majority="simple", quorum_percent=50)
    return group


def held(group, by, *, present=4):
    """A meeting in session with so many of its seats taken."""
    meeting = sessions.start(meeting=rows.meeting(group, state="invited"), by=by)
    return come(meeting, by, present)


def come(meeting, by, present, **gone):
    there = list(meeting.attendances.order_by("id"))
    noted = {each.pk: There("present" if number < present else "absent") for number, each in enumerate(there)}
    meeting.refresh_from_db()
    return sessions.attend(meeting=meeting, by=by, version=meeting.version, there=noted | gone.get("more", {}))


def test_the_sign_of_a_body_is_made_of_its_name():
    assert sign_of("Lenkungsgruppe") == "LG"
    assert sign_of("AG auf Strukturebene") == "AGS"
    assert sign_of("…") == "G"


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_a_vote_carries_only_with_more_for_than_against(in_favour, against, abstained):
    votes = Votes(in_favour, against, abstained)
    if carries(votes, "two_thirds") or carries(votes, "consensus"):
        assert carries(votes, "simple")
    assert not carries(Votes(0, against, abstained), "simple")


@given(st.integers(0, 80), st.integers(0, 80), st.integers(1, 100))
def test_a_quorum_is_more_than_the_share_of_the_seats(seats, present, percent):
    quorum = Quorum(seats, min(seats, present), percent)
    exceeded = quorum.present * 100 > percent * seats or (quorum.present == seats > 0)
    assert quorum.is_met == exceeded


def test_a_lost_quorum_stops_decisions_but_not_minutes(office, group, scope_as):
    with scope_as(office) as by:
        meeting = held(group, by, present=3)
        item = rows.item(meeting)
        last = meeting.attendances.order_by("id")[2]
        gone = {last.pk: There("present", came_at=time(9), left_at=time(10, 40))}
        meeting = come(meeting, by, 3, more=gone)
        assert meeting.quorum_lost_at == time(10, 40)
        with pytest.raises(NoQuorum) as said, transaction.atomic():
            agenda_work.vote(item=item, by=by, question="?", votes=Votes(2, 0, 0))
        with pytest.raises(NoQuorum), transaction.atomic():
            decisions.decide(item=item, by=by, outcome="sent_back", wording="Zurück")
        agenda_work.record(item=item, by=by, version=item.version, text="Es wird weiter beraten.")
        assert "3" in str(said.value)
        assert come(meeting, by, 3).quorum_lost_at is None, "a time entered by mistake did not happen"


def test_nobody_sits_on_a_seat_that_nobody_holds(office, group, scope_as):
    vacant = rows.seat(group, name="Stadt Meerbusch")
    with scope_as(office) as by:
        meeting = sessions.start(meeting=rows.meeting(group, state="invited"), by=by)
        line = meeting.attendances.get(seat=vacant)
        assert line.name == "nicht besetzt"
        with pytest.raises(SeatIsVacant, match="Stadt Meerbusch"), transaction.atomic():
            sessions.attend(meeting=meeting, by=by, version=meeting.version, there={line.pk: There("present")})
        assert sessions.quorum_of(meeting).present == 0


def test_more_votes_than_voices_are_refused_by_form_and_database(office, group, scope_as):
    with scope_as(office) as by:
        meeting = held(group, by)
        item = rows.item(meeting)
        who = meeting.attendances.first()
        agenda_work.bar(item=item, by=by, who=who, reason="Ist Träger des Kurses")
        with pytest.raises(TooManyVotes), transaction.atomic():
            agenda_work.vote(item=item, by=by, question="?", votes=Votes(4, 0, 0))
        ballot = agenda_work.vote(item=item, by=by, question="?", votes=Votes(2, 1, 0))
        with pytest.raises(IntegrityError), transaction.atomic():
            Ballot.objects.filter(pk=ballot.pk).update(in_favour=9)
    assert (ballot.entitled, ballot.carried) == (3, True)


def test_two_minute_takers_lose_nothing(office, group, scope_as):
    with scope_as(office) as by:
        item = rows.item(held(group, by))
        agenda_work.record(item=item, by=by, version=1, text="Erste Fassung")
        with pytest.raises(ChangedMeanwhile), transaction.atomic():
            agenda_work.record(item=item, by=by, version=1, text="Zweite Fassung")
    item.refresh_from_db()
    assert item.record == "Erste Fassung"


def test_a_decision_gets_its_number_and_proposal_and_topic_follow(office, group, scope_as):
    topic = rows.topic(state="proposed")
    with scope_as(office) as by:
        meeting = held(group, by)
        item = rows.item(meeting, proposal=rows.proposal(group, topic=topic))
        with pytest.raises(BallotMissing), transaction.atomic():
            decisions.decide(item=item, by=by, outcome="accepted", wording="So sei es")
        agenda_work.vote(item=item, by=by, question="?", votes=Votes(3, 1, 0))
        with pytest.raises(BallotSaysOtherwise), transaction.atomic():
            decisions.decide(item=item, by=by, outcome="rejected", wording="Nein")
        decision = decisions.decide(item=item, by=by, outcome="accepted", wording="So sei es")
    topic.refresh_from_db()
    assert decision.number == f"LG {factories.today().year}/01"
    assert (topic.state, decision.topic, Proposal.objects.get().state) == ("decided", topic, "decided")


def test_what_is_sent_back_comes_again_with_its_origin(office, group, scope_as):
    topic = rows.topic(state="proposed")
    with scope_as(office) as by:
        item = rows.item(held(group, by), proposal=rows.proposal(group, topic=topic))
        decisions.decide(item=item, by=by, outcome="sent_back", wording="Kosten fehlen")
        first = Proposal.objects.get()
        second = proposals.submit(proposal=proposals.resubmit(proposal=first, by=by), by=by)
        with pytest.raises(StepNotPossible), transaction.atomic():
            proposals.withdraw(proposal=proposals.withdraw(proposal=second, by=by), by=by)
    topic.refresh_from_db()
    assert (first.state, second.origin, topic.state) == ("sent_back", first, "structure_level")


def test_a_decision_is_amended_after_its_order_is_done(office, group, scope_as):
    decision = rows.decision(group, wording="Zwei Kurse")
    WorkOrder.objects.create(
        decision=decision, number=1, what="Kurse einrichten", body=group, due_on=factories.today(), state="done",
        done_on=factories.today(), proof="Kursplan",
    )  # fmt: skip
    with scope_as(office) as by:
        decisions.amend(decision=decision, by=by, version=1, wording="Drei Kurse", reason="Mehr Bedarf")
        with pytest.raises(ChangedMeanwhile), transaction.atomic():
            decisions.amend(decision=decision, by=by, version=1, wording="Vier", reason="x")
    decision.refresh_from_db()
    assert decision.wording == "Zwei Kurse"
    assert decisions.done_before_amendment(decision)


def test_minutes_go_out_wait_for_objections_and_take_dated_corrections_only(office, group, scope_as):
    with scope_as(office) as by:
        meeting = held(group, by)
        item = rows.item(meeting)
        meeting = sessions.send_minutes(meeting=sessions.end(meeting=meeting, by=by), by=by)
        with pytest.raises(StillSilent), transaction.atomic():
            sessions.approve(meeting=meeting, by=by)
        meeting.minutes_out_on = factories.today() - timedelta(days=15)
        meeting.save()
        meeting = sessions.approve(meeting=meeting, by=by)
        agenda_work.correct(item=item, by=by, text="Es waren zwei Träger.")
        with pytest.raises(MeetingIsClosed), transaction.atomic():
            agenda_work.record(item=item, by=by, version=2, text="anders")
    item.refresh_from_db()
    assert item.record.endswith("Es waren zwei Träger.") and f"{factories.today():%d.%m.%Y}" in item.record


def test_who_has_no_part_in_a_meeting_changes_nothing(world, group, scope_as):
    meeting = rows.meeting(group)
    Attendance.objects.create(meeting=meeting, name="Gast", votes=False)
    item = rows.item(meeting)
    with scope_as(world.anna) as by:
        for act in (
            lambda: sessions.end(meeting=meeting, by=by),
            lambda: agenda_work.record(item=item, by=by, version=1, text="x"),
            lambda: decisions.decide(item=item, by=by, outcome="sent_back", wording="x"),
            lambda: proposals.write(by=by, title="x", wording="y", to_body=group),
        ):
            with pytest.raises(PermissionDenied), transaction.atomic():
                act()
