"""Case conferences: who reads them, who is named on which paper, steps that stand with their goals."""

import io
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from pypdf import PdfReader

from kim import documents
from kim.casework import conference_paper
from kim.casework.actions import conferences, consents
from kim.casework.exceptions import ChangedMeanwhile, ConsentNamesNotThisAgency
from kim.casework.models import CaseConference, ConferenceParticipant, ConferenceStep, HouseholdMember, Measure
from tests import factories


def words_of(report) -> str:
    content = documents.render_report(report)
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.fixture
def conference(world):
    case = factories.case(world.anna, person=factories.person(given_name="Nurhayat", family_name="Karadeniz-Öz"))
    child = factories.person(given_name="Lina", family_name="Karadeniz-Öz")
    HouseholdMember.objects.create(case=case, person=child, relation="child")
    return factories.conference(case, topics="Kurs für Nurhayat, Linas Kita-Platz und Frau Karadeniz-Öz’ Miete")


def test_nobody_outside_the_case_reads_its_conferences(world, conference, scope_as):
    for user in (world.ben, world.cem, world.lea, world.admin, world.stranger):
        with scope_as(user):
            assert not CaseConference.objects.exists()
            assert not ConferenceParticipant.objects.exists()
    with scope_as(world.anna):
        assert CaseConference.objects.count() == ConferenceParticipant.objects.count() == 1


def test_without_a_basis_the_papers_for_an_agency_name_nobody(world, conference, scope_as):
    agency = conference.participants.get()

    with scope_as(world.anna):
        masked = words_of(conference_paper.invitation(conference, agency, by="A. Brandes"))
    for_the_file = words_of(conference_paper.invitation(conference, None, by="A. Brandes"))

    for word in ("Nurhayat", "Karadeniz", "Lina", conference.case.reference):
        assert word not in masked
        assert word in for_the_file
    assert "VHS Grevenbroich" in masked


def test_with_a_consent_the_agency_reads_whom_it_is_about(world, conference, scope_as):
    with scope_as(world.anna) as anna:
        seat = conference.participants.get()
        consent = factories.consent(conference.case, agency=seat.agency)
        seat = conferences.cite_basis(participant=seat, by=anna, basis="consent", consent=consent)

    assert "Nurhayat" in words_of(conference_paper.minutes(conference, seat, by="A. Brandes"))


@pytest.mark.parametrize("falls", ["withdrawn", "expired"])
def test_a_consent_that_falls_masks_the_papers_made_afterwards(world, conference, scope_as, falls):
    seat = conference.participants.get()
    consent = factories.consent(conference.case, agency=seat.agency)
    with scope_as(world.anna) as anna:
        conferences.cite_basis(participant=seat, by=anna, basis="consent", consent=consent)
        if falls == "withdrawn":
            consents.withdraw(consent=consent, by=anna, on=factories.today(), form="talk")
    if falls == "expired":
        past = {"given_on": factories.today() - timedelta(days=9), "valid_until": factories.today() - timedelta(days=1)}
        expired = factories.consent(conference.case, agency=seat.agency, **past)
        conference.participants.update(consent=expired)

    seat = conference.participants.get()
    with scope_as(world.anna):
        assert "Nurhayat" not in words_of(conference_paper.invitation(conference, seat, by="A. Brandes"))
    assert seat.basis == "consent"


@pytest.mark.parametrize(
    "values",
    [{"data_categories": ["matter"]}, {"direction": "from"}, {"agency": None, "recipient_name": "VHS Grevenbroich"}],
)
def test_a_consent_that_does_not_name_person_and_agency_is_refused(world, conference, scope_as, values):
    seat = conference.participants.get()
    consent = factories.consent(conference.case, **({"agency": seat.agency} | values))

    with scope_as(world.anna) as anna, pytest.raises(ConsentNamesNotThisAgency):
        conferences.cite_basis(participant=seat, by=anna, basis="consent", consent=consent)


@pytest.mark.parametrize("whose", ["another case", "another agency"])
def test_the_database_takes_no_consent_of_another_case_or_agency(world, conference, whose):
    seat = conference.participants.get()
    other = {"agency": factories.agency("other")}
    consent = factories.consent(
        factories.case(world.anna) if whose == "another case" else conference.case,
        **(other if whose == "another agency" else {"agency": seat.agency}),
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        conference.participants.update(basis="consent", consent=consent)
        connection.check_constraints()


@pytest.mark.parametrize(
    "values", [{"basis": "consent"}, {"basis": "law"}, {"legal_basis": "§ 69 SGB X"}, {"user": "both"}]
)
def test_a_basis_is_cited_or_there_is_none(world, conference, values):
    if values.get("user"):
        values = {"user": world.ben}
    with pytest.raises(IntegrityError), transaction.atomic():
        ConferenceParticipant.objects.filter(conference=conference).update(**values)


def test_results_become_steps_of_their_goals_once(world, conference, scope_as):
    goal = factories.goal(conference.case)
    conference.appointment.starts_at -= timedelta(days=2)
    conference.appointment.ends_at -= timedelta(days=2)
    conference.appointment.save()
    step = conferences.AgreedStep(goal=goal, text="Kursplatz klären", who="case_manager", due_on=factories.today())
    held = {"minutes": "Einig.", "person_takes_part": "yes", "attended": [], "steps": [step], "version": 1}

    with scope_as(world.anna) as anna:
        done = conferences.hold(conference=conference, by=anna, **held)
        with pytest.raises(ChangedMeanwhile):
            conferences.hold(conference=conference, by=anna, **held)

    assert Measure.objects.get().goal == goal
    assert ConferenceStep.objects.get().measure.text == "Kursplatz klären"
    done.appointment.refresh_from_db()
    assert (done.appointment.state, conference.participants.get().attended) == ("held", False)


def test_who_stays_at_the_table_keeps_the_basis(world, conference, scope_as):
    kept = conference.participants.get()
    with scope_as(world.anna) as anna:
        conferences.cite_basis(participant=kept, by=anna, basis="law", legal_basis="§ 69 SGB X")
        conferences.edit(
            conference=conference, by=anna, version=1, topics="Neu", person_takes_part="yes",
            agencies=[kept.agency], colleagues=[world.ben],
        )  # fmt: skip

    found = {(p.user_id, p.agency_id): p.basis for p in conference.participants.all()}
    assert found == {(None, kept.agency_id): "law", (world.ben.pk, None): ""}


def test_a_conference_stands_in_the_calendar(world, scope_as):
    case, now = factories.case(world.anna), timezone.now() + timedelta(days=1)
    with scope_as(world.anna) as anna:
        made = conferences.plan(
            case=case, by=anna, starts_at=now, ends_at=now + timedelta(hours=2), topics="Kita", person_takes_part="yes",
            agencies=[factories.agency()], place="Kreishaus",
        )  # fmt: skip

    assert (made.appointment.owner, made.appointment.case) == (world.anna, case)


def test_a_participant_belongs_to_the_case_of_the_conference(world, conference, scope_as):
    other = factories.case(world.anna)
    with pytest.raises(DatabaseError), transaction.atomic():
        with scope_as(world.anna):
            ConferenceParticipant.objects.create(conference=conference, case=other, user=world.ben)
        connection.check_constraints()


def test_names_are_struck_whole_words_and_with_endings():
    struck = conference_paper.strike("Lina, Linas Kita, LINA und Karolina", {"Lina"})

    assert struck == "[…], […] Kita, […] und Karolina"
