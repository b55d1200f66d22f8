"""What a reviewer with an attacker's eye found in casework, as kim_app and over HTTP; each test failed before it was mended."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from kim.casework import conference_paper, file_types, referral_letters
from kim.casework.actions import documents, handover_sheets
from kim.casework.models import (
    Appointment,
    AppointmentMessage,
    Case,
    CaseConference,
    ConferenceParticipant,
    Confirmation,
    Document,
    DocumentVersion,
    Enquiry,
    FollowUp,
    HandoverSheet,
    Letter,
    Referral,
)
from kim.organisation.models import Absence
from kim.privacy.models import AuditEvent
from tests import factories
from tests.factories import today


def asked(sql: str, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def refused():
    return pytest.raises(DatabaseError)


def stand_in(world, deputy, *, of):
    Absence.objects.create(user=of, deputy=deputy, first_day=today(), last_day=today(), recorded_by=world.lea)


def open_a_case(world, person_id: int, enquiry_id: int | None = None) -> int:
    return asked(
        "insert into casework_case (reference, person_id, unit_id, assigned_to_id, phase, phase_since, opened_on,"
        " reopened_count, version, enquiry_id) values (%s, %s, %s, %s, 'access', current_date, current_date, 0, 1, %s)",
        f"X-{enquiry_id}", person_id, world.team_a.pk, world.anna.pk, enquiry_id,
    )  # fmt: skip


def test_a_case_does_not_open_the_enquiry_of_another_team(world, scope_as):
    foreign = factories.enquiry(world.cem, state="admitted", matter="Gewalt in der Ehe")
    own, case = factories.enquiry(world.anna, state="admitted"), factories.case(world.anna)

    with scope_as(world.anna):
        with refused():
            open_a_case(world, case.person_id, foreign.pk)
        assert not Enquiry.objects.filter(pk=foreign.pk).exists()
        assert open_a_case(world, case.person_id, own.pk) == 1


def test_who_was_shown_a_protected_person_does_not_make_a_case_of_them(world, scope_as):
    case = factories.case(world.cem, person=factories.person(is_protected=True))
    factories.grant(case, world.anna, sections=["profile"])

    with scope_as(world.anna), refused():
        open_a_case(world, case.person_id)


def test_who_stands_in_changes_nothing_confidential_without_a_condition_either(world, scope_as):
    case = factories.case(world.anna)
    document = factories.document(case, confidential=True)
    contact = factories.contact(case, confidential=True, text="Gewalt in der Ehe")
    factories.protection_need(case)
    stand_in(world, world.ben, of=world.anna)

    with scope_as(world.ben):
        assert asked("update casework_document set confidential = false") == 0
        assert asked("update casework_contact set confidential = false, text = 'anders', text_sealed = null") == 0
        assert asked("update casework_protectionneed set reason = 'anders'") == 0
        assert not Document.objects.exists()
        with refused():
            DocumentVersion.objects.create(
                document_id=document.pk, case_id=case.pk, number=2, media_type="text/plain", size=1, sha256="",
                recorded_by=world.ben,
            )  # fmt: skip
    contact.refresh_from_db()
    assert contact.text == "Gewalt in der Ehe"


def test_a_handover_sheet_is_not_read_through_the_plan_alone(world, scope_as, browser_for):
    case = factories.case(world.anna, person=factories.person(family_name="Geheimni", is_protected=True))
    FollowUp.objects.create(case=case, due_on=today(), text="Frauenhaus anrufen", recorded_by=world.anna)
    factories.consent(case)
    with scope_as(world.anna) as anna:
        handover_sheets.write(case=Case.objects.get(pk=case.pk), by=anna, words="Bitte bald anrufen.")
    factories.grant(case, world.cem, sections=["plan"])

    with scope_as(world.cem):
        assert not HandoverSheet.objects.exists()
    answer = browser_for(world.cem).get(f"/faelle/{case.pk}/uebergabebogen/")
    assert "Frauenhaus" not in answer.content.decode()


def test_a_second_person_confirms_or_sends_back_and_writes_nothing_else_into_the_state(world, scope_as):
    waiting = factories.confirmation(factories.case(world.anna), asked=world.lea)

    with scope_as(world.lea):
        for state in ("withdrawn", "waiting", "irgendwas", None):
            with refused():
                asked("select kim_decide_confirmation(%s, %s, '')", waiting.pk, state)
        asked("select kim_decide_confirmation(%s, 'sent_back', 'Ein Ziel fehlt.')", waiting.pk)


def test_why_a_confidential_document_went_stands_with_the_document_and_not_in_the_trail(world, scope_as):
    case = factories.case(world.anna)
    document = factories.document(case, confidential=True)
    with scope_as(world.anna) as anna:
        documents.remove(document=Document.objects.get(pk=document.pk), by=anna, reason="Gutachten über die Kinder")
    stand_in(world, world.ben, of=world.anna)

    with scope_as(world.ben):
        assert "Gutachten" not in str(
            list(AuditEvent.objects.filter(case_id=case.pk).values_list("payload", flat=True))
        )


def test_a_masked_paper_of_a_conference_at_home_names_no_address_and_no_short_name(world, scope_as):
    case = factories.case(world.anna, person=factories.person(given_name="Thi", family_name="Vo"))
    appointment = factories.appointment(case, place="Bahnstraße 12", place_kind="home")
    conference = CaseConference.objects.create(
        case=case, appointment=appointment, topics="Frau Vo zieht vor Weihnachten um.", recorded_by=world.anna
    )
    outside = ConferenceParticipant.objects.create(case=case, conference=conference, agency=factories.agency())

    for paper in (conference_paper.invitation, conference_paper.minutes):
        with scope_as(world.anna):
            words = str(paper(conference, outside, by="Anna").parts)
        assert "Bahnstraße" not in words
        assert "Frau […] zieht vor Weihnachten um." in words
        assert "Bahnstraße" in str(paper(conference, None, by="Anna").parts)


@pytest.mark.parametrize("said", ["text/plain", "application/pdf", "image/png"])
def test_an_archive_that_calls_itself_something_else_is_an_archive(said):
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as container:
        container.writestr("mimetype", said)
        container.writestr("setup.exe", "MZ")

    with pytest.raises(file_types.FileIsAnArchive):
        file_types.recognise(archive, "ohne_endung")


def test_a_sealed_note_is_corrected_without_a_draft_in_clear(world, browser_for):
    case = factories.case(world.anna)
    sealed, plain = factories.contact(case, confidential=True), factories.contact(case)
    anna = browser_for(world.anna)

    for contact, kept in ((sealed, False), (plain, True)):
        page = anna.get(f"/faelle/{case.pk}/kontakte/{contact.pk}/korrigieren/").content.decode()
        assert (f"correction-{case.pk}-{contact.pk}" in page) is kept
        name = f"correction-{case.pk}-{contact.pk}"
        answer = anna.post(reverse("drafts:keep", args=[name]), {"field": "text", "text": "neu", "base": "alt"})
        assert (answer.status_code == 200) is kept


def test_pages_and_papers_of_the_plan_do_not_name_a_protected_person(world, browser_for):
    person = factories.person(given_name="Samar", family_name="Geheimni", name_original="سمر", is_protected=True)
    case = factories.case(world.anna, person=person, phase="service_steering")
    factories.goal(case)
    agreement, consent = factories.agreement(case), factories.consent(case)
    referral = factories.referral(case, basis="consent", consent=consent, data_categories=["identity"])
    factories.grant(case, world.cem, sections=["plan", "documents"])
    cem = browser_for(world.cem)

    for page in ("", "ziele/", "vermittlungen/", f"vermittlungen/{referral.pk}/", "uebergabebogen/", "freigaben/",
                 f"freigaben/einwilligungen/{consent.pk}/"):  # fmt: skip
        answer = cem.get(f"/faelle/{case.pk}/{page}")
        assert answer.status_code == 200, page
        assert not {word for word in ("Geheimni", "Samar", "سمر") if word in answer.content.decode()}, page
    assert cem.get(f"/faelle/{case.pk}/ziele/vereinbarung/{agreement.pk}.pdf").status_code == 403


def test_how_a_protected_person_was_told_of_an_appointment_is_read_by_who_works_in_the_case(world, scope_as):
    case = factories.case(world.anna, person=factories.person(is_protected=True))
    told = factories.appointment(case)
    AppointmentMessage.objects.create(
        appointment=told, case=case, kind="new", way="email", state="sent", sequence=0, address="samar@example.org",
        told_by=world.anna,
    )  # fmt: skip
    factories.appointment(case, place_kind="home", place="Bahnstraße 12")
    factories.grant(case, world.cem, sections=["contacts"])

    with scope_as(world.cem):
        assert list(Appointment.objects.all()) == [told]
        assert not AppointmentMessage.objects.exists()
    with scope_as(world.anna):
        assert (Appointment.objects.count(), AppointmentMessage.objects.count()) == (2, 1)


def test_nothing_leaves_and_nobody_reads_on_a_consent_that_has_ended(world, scope_as):
    case = factories.case(world.anna, phase="service_steering")
    ended = factories.consent(case, given_on=today() - timedelta(days=400))
    referral = factories.referral(
        case, basis="consent", consent=ended, data_categories=["identity"], sent_on=today() - timedelta(days=100)
    )

    with scope_as(world.anna) as anna:
        with pytest.raises(referral_letters.ConsentHasEnded):
            referral_letters.write(referral=Referral.objects.get(pk=referral.pk), by=anna)
        assert not Letter.objects.exists()
        with refused():
            asked(
                "select kim_give_access(%s, %s, null, null, '{contacts}', 'referral', '', null, %s, 'x', %s, %s)",
                case.pk, world.cem.pk, referral.pk, today(), today() + timedelta(days=5),
            )  # fmt: skip


def test_a_second_person_who_has_left_the_team_reads_no_more_what_was_written_for_them(world, scope_as):
    waiting = factories.confirmation(factories.case(world.anna), asked=world.ben)
    with scope_as(world.ben):
        assert Confirmation.objects.get() == waiting
    world.ben.memberships.update(valid_to=today() - timedelta(days=1))

    with scope_as(world.ben):
        assert not Confirmation.objects.exists()
