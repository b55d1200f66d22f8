"""Observations from the file to the feedback: nobody on the way learns whose they are."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction

from kim.casework.actions import observations
from kim.casework.demo.receipts import demo_receipts
from kim.casework.exceptions import AlreadyHandedOn, FewerTraits, HeldBack, LeadsToSomebody
from kim.casework.guard import Known, Traits, check
from kim.casework.models import ObservationReceipt
from kim.organisation.models import Absence
from kim.privacy.models import AuditEvent
from kim.steering import standing
from kim.steering.actions import topics
from kim.steering.demo.observations import demo_observations
from kim.steering.models import Feedback, Observation
from kim.web import observing
from kim.workbench.models import Notice
from tests import factories

TEXT = "Es gibt keinen B1-Kurs mit Kinderbetreuung."


@pytest.fixture
def kaarst(world):
    """Five households in Kaarst, so that an observation from there can mean any of them."""
    place = factories.municipality("Kaarst", "KA", "05162016")
    world.kaarst = place
    world.cases = [factories.case(world.anna, municipality=place) for _ in range(5)]
    world.ki = factories.user("kathrin", role="coordinator", in_unit=world.team_a)
    return world


def traits(place=None, **more) -> Traits:
    return Traits(month=factories.today().replace(day=1), municipality=place.pk if place else None, **more)


def report(by, case=None, text=TEXT, **more):
    where = more.pop("place", None)
    told = observations.Report(kind="missing_offer", text=text, traits=traits(where, **more.pop("traits", {})))
    return observations.report(by=by, report=told, case=case, **more)


def test_an_observation_goes_all_the_way_and_its_reporter_reads_what_became_of_it(kaarst, scope_as):
    with scope_as(kaarst.anna) as anna:
        receipt = report(anna, kaarst.cases[0], place=kaarst.kaarst)
        assert receipt.waits
    assert observing.deliver(everything=False) == 0  # one alone would be known by the hour
    assert observing.deliver(everything=True) == 1
    observation = Observation.objects.get()
    assert (observation.text, observation.municipality, observation.month.day) == (TEXT, kaarst.kaarst, 1)
    with scope_as(kaarst.ki) as ki:
        topic = topics.open_topic(
            by=ki, title="Kurse mit Kinderbetreuung", kind="missing_offer", observations=[observation.pk]
        )
        Feedback.objects.create(topic=topic, text="Ab März gibt es zwei Kurse.", final=True, given_on=factories.today())
        observing.tell_reporters([observation.pk])
        assert not Notice.objects.exists()
        assert [(t.observations, t.answered) for t in standing.feedback_times()] == [(1, 1)]
    with scope_as(kaarst.anna) as anna:
        receipt = observations.own_receipts(anna).get()
        assert receipt.parcel is None and receipt.case is None and receipt.has_news
        known = standing.standing_of([receipt.observation])[receipt.observation]
        assert (known.text, known.topic, known.answers[0].text) == (
            TEXT, "Kurse mit Kinderbetreuung", "Ab März gibt es zwei Kurse.",
        )  # fmt: skip
        assert Notice.objects.get().kind == "feedback"
        observations.look_at(by=anna)
        assert not observations.own_receipts(anna).get().has_news
        with pytest.raises(AlreadyHandedOn):
            observations.withdraw(receipt=receipt, by=anna)


def test_nobody_who_steers_joins_an_observation_to_a_user_or_a_case(kaarst, scope_as):
    with scope_as(kaarst.anna) as anna:
        report(anna, kaarst.cases[0], place=kaarst.kaarst)
    observing.deliver(everything=True)
    with scope_as(kaarst.ki):
        assert Observation.objects.count() == 1
        assert not ObservationReceipt.objects.exists()
        assert not AuditEvent.objects.exists()
        for column in ("xmin", "ctid", "cmin", "xmax", "tableoid"):
            with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"select {column} from steering_observation")
    fields = {field.name for field in Observation._meta.get_fields()}
    assert not {"author", "case", "user", "written_at", "created_at", "submission"} & fields
    event = AuditEvent.objects.get(kind="observation.reported")
    assert (event.target_id, event.payload, event.case_id) == (None, {}, kaarst.cases[0].pk)
    for user in (kaarst.lea, kaarst.ben, kaarst.admin):
        with scope_as(user):
            assert not ObservationReceipt.objects.exists()
            assert not AuditEvent.objects.filter(kind="observation.reported").exists()


@pytest.mark.parametrize(
    "statement",
    [
        "insert into steering_observation (id, month, kind, text, since, how_often, process_step, reason, idea, coarsened, set_aside)"
        " values (gen_random_uuid(), '2026-11-01', 'gap', 'x', '', '', '', '', '', '[]', '')",
        "update steering_observation set text = 'x'",
        "delete from steering_observation",
        "select steering_take_in('[]')",
        "select casework_hand_on(true)",
    ],
)
def test_nobody_writes_or_fetches_past_the_job(kaarst, scope_as, statement):
    with scope_as(kaarst.ki), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_only_the_coordinating_office_tells_reporters(kaarst, scope_as):
    with scope_as(kaarst.ben), pytest.raises(ProgrammingError), transaction.atomic():
        observing.tell_reporters([])


def test_three_people_are_enough_to_hand_on_at_once_and_the_order_is_drawn_by_lot(kaarst, scope_as):
    for user in (kaarst.anna, kaarst.ben, kaarst.lea):
        with scope_as(user) as own:
            report(own, text=f"Beobachtung {user.pk}.")
    assert observing.deliver(everything=False) == 3
    assert observing.deliver(everything=True) == 0


def test_the_text_may_not_lead_to_anybody_of_the_case(kaarst, scope_as):
    person = kaarst.cases[0].person
    with scope_as(kaarst.anna) as anna:
        with pytest.raises(LeadsToSomebody) as stopped:
            report(anna, kaarst.cases[0], text=f"Für {person.family_name} gibt es keinen Kurs.")
        [found] = stopped.value.found["text"]
        assert found.sure
        # What is certain cannot be kept.
        with pytest.raises(LeadsToSomebody):
            report(anna, kaarst.cases[0], text=f"{person.family_name} wartet.", kept=[person.family_name])
        # Without a case the names of all own cases are looked for; there nothing is certain.
        with pytest.raises(LeadsToSomebody) as stopped:
            report(anna, text=f"Für Familie {person.family_name} gibt es keinen Kurs.")
        assert [each.sure for each in stopped.value.found["text"]] == [False]
        assert not ObservationReceipt.objects.exists()


def test_what_fits_too_few_households_is_left_out_only_once_its_author_agrees(kaarst, scope_as):
    far = factories.municipality("Jüchen", "JU", "05162012")
    with scope_as(kaarst.anna) as anna:
        with pytest.raises(FewerTraits) as stopped:
            report(anna, place=far)
        assert stopped.value.names == ["municipality"]
        receipt = report(anna, place=far, left_out=["municipality"])
        assert receipt.parcel["municipality"] is None and receipt.parcel["coarsened"] == ["municipality"]
        with pytest.raises(HeldBack):
            report(anna, traits={"life_area": factories.life_area().pk})


def test_sent_twice_it_is_kept_once_and_while_it_waits_it_can_be_withdrawn(kaarst, scope_as):
    submission = "7a1f6a2c-52a6-4f0e-9a5b-0a1ce1f6f0aa"
    with scope_as(kaarst.anna) as anna:
        first = report(anna, submission=submission)
        assert report(anna, submission=submission) == first
        observations.withdraw(receipt=first, by=anna)
        assert not ObservationReceipt.objects.exists()
    assert observing.deliver(everything=True) == 0


def test_a_deputy_reports_from_the_case_and_keeps_the_receipt_a_colleague_may_not(kaarst, scope_as):
    closed = factories.case(kaarst.anna, phase="closed", municipality=kaarst.kaarst)
    with scope_as(kaarst.ben) as ben, pytest.raises(PermissionDenied):
        report(ben, closed)
    today = factories.today()
    Absence.objects.create(user=kaarst.anna, deputy=kaarst.ben, first_day=today, last_day=today, recorded_by=kaarst.lea)
    with scope_as(kaarst.ben) as ben:
        assert report(ben, closed).author == kaarst.ben
    with scope_as(kaarst.anna):
        assert not ObservationReceipt.objects.exists()


def test_the_invented_observations_name_nobody_and_have_reporters(kaarst):
    made = demo_observations(factories.today())
    ids = made["b1-childcare"]
    months = dict(Observation.objects.values_list("pk", "month"))
    assert demo_receipts([(pk, months[pk]) for pk in ids], today=factories.today(), told=ids) == 12
    assert {receipt.author_id for receipt in ObservationReceipt.objects.all()} == {
        kaarst.anna.pk,
        kaarst.ben.pk,
        kaarst.cem.pk,
    }
    assert not [text for text in Observation.objects.values_list("text", flat=True) if check(text, Known())]
