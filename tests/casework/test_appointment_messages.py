"""What the person is told of an appointment: minimal words, a safe address, a server that is down, a mailbox that refuses."""

import socket
from contextlib import contextmanager
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.db import DatabaseError, transaction
from django.utils import timezone

from kim.casework import appointment_mail, appointment_words, paper_texts
from kim.casework.actions import appointment_messages as messages
from kim.casework.actions import appointments as acts
from kim.casework.client_texts import load_client_texts
from kim.casework.exceptions import AppointmentDoesNotFit, NoSafeEmail
from kim.casework.models import AppointmentMessage, ContactWay, Letter
from kim.workbench.models import MailState, Notice
from tests import factories
from tests.workbench.post import Sink, over_smtp

ADDRESS = "samar@example.org"
LANGUAGES = {"de", "en", "ar", "uk", "tr", "fr", "fa", "ru", "kmr"}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@contextmanager
def mail_server(settings):
    """A real mail server on loopback."""
    received, port = Sink(), free_port()
    server = Controller(received, hostname="127.0.0.1", port=port)
    server.start()
    over_smtp(settings, port)
    try:
        yield received
    finally:
        server.stop()


@pytest.fixture
def sink(settings):
    with mail_server(settings) as received:
        yield received


@pytest.fixture
def case(world):
    world.anna.phone = "02181 601-1234"
    world.anna.save()
    case = factories.case(world.anna, person=factories.person(given_name="Nurhayat", family_name="Karadeniz"))
    case.profile.languages = ["ar"]
    case.profile.save()
    ContactWay.objects.create(case=case, kind="email", value=ADDRESS, safe="yes")
    return case


def tell(world, scope_as, appointment, way="email", language="ar"):
    with scope_as(world.anna) as anna:
        return messages.tell(appointment=appointment, by=anna, way=way, language=language)


def states():
    return list(AppointmentMessage.objects.order_by("pk").values_list("state", flat=True))


def test_every_text_stands_in_nine_languages_with_the_same_places():
    texts = [text for text in load_client_texts() if text.key.startswith("appointments.")]
    keys = {text.key for text in texts}

    for key in keys:
        by_language = {text.language: text.text for text in texts if text.key == key}
        assert set(by_language) == LANGUAGES, key
        assert {
            frozenset(p for p in ("{date}", "{time}", "{place}", "{phone}", "{by}") if p in t)
            for t in by_language.values()
        }


def test_the_mail_says_time_place_and_whom_to_call_and_names_nobody_it_is_about(world, case, scope_as, sink):
    made = factories.appointment(
        case, about="Trennung und neue Wohnung", note="mit Schwester", place="Kreishaus, Raum 7"
    )
    tell(world, scope_as, made)

    assert appointment_mail.send_round() == 1

    mail = sink.mails[0]
    text = mail.get_content()
    start = timezone.localtime(made.starts_at)
    assert mail["To"] == ADDRESS
    assert f"{start:%d.%m.%Y}" in text and f"{start:%H:%M}" in text
    assert "Kreishaus, Raum 7" in text and "02181 601-1234" in text and "لديكم موعد" in text
    assert "nicht freigegeben" in text
    for word in ("Nurhayat", "Karadeniz", "Trennung", "Schwester", case.reference):
        assert word not in text and word not in str(mail["Subject"])
    assert states() == ["sent"]


def test_only_an_address_marked_as_safe_is_written_to(world, case, scope_as):
    ContactWay.objects.filter(case=case).update(safe="not_asked")

    with pytest.raises(NoSafeEmail):
        tell(world, scope_as, factories.appointment(case))


def test_a_second_click_tells_nothing_twice(world, case, scope_as, sink):
    made = factories.appointment(case)
    tell(world, scope_as, made)
    tell(world, scope_as, made)
    tell(world, scope_as, made, way="letter")
    tell(world, scope_as, made, way="letter")

    assert appointment_mail.send_round() == 1
    assert appointment_mail.send_round() == 0
    assert (len(sink.mails), Letter.objects.count()) == (1, 1)


def test_while_the_server_is_down_the_mail_waits_and_goes_out_later(world, case, scope_as, settings):
    over_smtp(settings, free_port())
    tell(world, scope_as, factories.appointment(case))

    assert appointment_mail.send_round() == 0
    assert states() == ["queued"]
    assert MailState.objects.get().failures == 1

    with mail_server(settings) as received:
        assert appointment_mail.send_round(timezone.now() + timedelta(minutes=5)) == 1
    assert (states(), len(received.mails)) == (["sent"], 1)


def test_a_mailbox_that_refuses_is_tried_again_and_then_told(world, case, scope_as, sink):
    sink.refuse = {ADDRESS}
    tell(world, scope_as, factories.appointment(case, in_hours=72))
    now = timezone.now()

    for hours in (0, 1, 5):
        appointment_mail.send_round(now + timedelta(hours=hours))

    assert states() == ["refused"]
    assert Notice.objects.get(kind="appointment_mail_refused").recipient == world.anna


def test_what_no_longer_holds_is_not_sent(world, case, scope_as, sink):
    moved, off, unsafe = (factories.appointment(case, in_hours=hours) for hours in (24, 48, 72))
    for each in (moved, off, unsafe):
        tell(world, scope_as, each)
    later = moved.starts_at + timedelta(days=7)
    with scope_as(world.anna) as anna:
        acts.move(appointment=moved, by=anna, version=1, starts_at=later, ends_at=later + timedelta(hours=1))
        acts.settle(appointment=off, by=anna, version=1, state="cancelled", called_off_by="us")
    ContactWay.objects.filter(case=case).update(safe="no")

    assert appointment_mail.send_round() == 0
    assert states() == ["dropped", "dropped", "dropped"]


def test_a_move_and_a_cancellation_are_told_as_what_they_are(world, case, scope_as):
    made = factories.appointment(case)
    tell(world, scope_as, made, way="letter")
    later = made.starts_at + timedelta(days=7)
    with scope_as(world.anna) as anna:
        moved = acts.move(appointment=made, by=anna, version=1, starts_at=later, ends_at=later + timedelta(hours=1))
        second = messages.tell(appointment=moved, by=anna, way="letter")
        off = acts.settle(appointment=moved, by=anna, version=moved.version, state="cancelled", called_off_by="us")
        third = messages.tell(appointment=off, by=anna, way="letter")
        with pytest.raises(AppointmentDoesNotFit):
            messages.tell(appointment=made, by=anna, way="letter")

    assert [second.kind, third.kind] == ["moved", "cancelled"]
    old, new = (f"{timezone.localtime(day):%d.%m.%Y}" for day in (made.starts_at, later))
    assert old in second.letter.snapshot["german"]["body"] and new in second.letter.snapshot["german"]["body"]


def test_the_letter_is_filed_with_the_own_language_and_its_mark(world, case, scope_as):
    told = tell(world, scope_as, factories.appointment(case, about="Trennung"), way="letter")

    snapshot = told.letter.snapshot
    assert (told.state, snapshot["language"]) == ("filed", "ar")
    assert "nicht freigegeben" in snapshot["notice_de"]
    assert "Trennung" not in str(snapshot)
    assert paper_texts.own_language(case, appointment_words.PAPER) == "ar"


def test_who_leads_or_works_elsewhere_reads_no_message_and_nobody_rewrites_one(world, case, scope_as):
    tell(world, scope_as, factories.appointment(case))

    for user in (world.ben, world.cem, world.lea, world.admin):
        with scope_as(user):
            assert not AppointmentMessage.objects.exists()
    with scope_as(world.anna), pytest.raises(DatabaseError), transaction.atomic():
        AppointmentMessage.objects.update(text="Bitte sofort kommen.")
