"""Mail servers that hang, drop, refuse or are not there, and mailboxes that refuse."""

import socket
import time as clock
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from kim.workbench.mail import rounds
from kim.workbench.mail.parcels import REFUSAL_PAUSES
from kim.workbench.models import MailState, Notice
from tests.workbench.post import (
    MONDAY,
    drop,
    drop_in_the_middle,
    hang,
    kinds_of,
    over_smtp,
    prefer,
    strange_server,
    tell,
)

# When the server does not answer --------------------------------------------------------------------


@pytest.mark.parametrize(("behave", "said"), [(hang, "timeout"), (drop, "dropped"), (drop_in_the_middle, "dropped")])
def test_a_server_that_hangs_or_drops_costs_its_time_only_and_nothing_is_lost(world, settings, behave, said):
    for user in (world.anna, world.ben, world.cem):
        tell(user)
    with strange_server(behave) as port:
        over_smtp(settings, port)
        started = clock.monotonic()
        assert rounds.send_round(MONDAY) == 0

    assert clock.monotonic() - started < 4, "one try, not one per person"
    state = MailState.objects.get()
    assert (state.last_error, state.failures, state.failing_since) == (said, 1, MONDAY)
    assert Notice.objects.filter(mail_due=True, mailed_at=None).count() == 3


def test_a_server_that_is_not_there_is_named(world, settings):
    tell(world.anna)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    over_smtp(settings, port)

    rounds.send_round(MONDAY)

    assert MailState.objects.get().last_error == "unreachable"


def test_the_pauses_grow_and_when_it_is_back_everybody_gets_one_mail(world, settings, sink):
    tell(world.anna)
    settings.EMAIL_PORT = 1
    tries, now = [], MONDAY
    for minute in range(180):
        now = MONDAY + timedelta(minutes=minute)
        before = MailState.objects.filter(failures__gt=0).values_list("failures", flat=True).first() or 0
        rounds.send_round(now)
        if MailState.objects.get().failures > before:
            tries.append(minute)
        if minute in (20, 50):
            tell(world.anna, at=now)
    assert tries == [0, 1, 3, 8, 18, 38, 78, 138]

    settings.EMAIL_PORT = sink.port
    assert rounds.send_round(MailState.objects.get().next_try_at) == 1
    assert [mail["Subject"] for mail in sink.mails] == ["KIM: 3 Nachrichten warten"]
    state = MailState.objects.get()
    assert (state.failures, state.last_error, state.failing_since) == (0, "", None)


def test_administrators_are_told_once_from_the_third_failure_on(world, settings):
    tell(world.anna)
    over_smtp(settings, 1)
    now = MONDAY
    for failures in range(1, 6):
        rounds.send_round(now)
        state = MailState.objects.get()
        assert state.failures == failures
        assert rounds.is_down(state) is (failures >= 3)
        assert kinds_of(world.admin) == (["mail_down"] if failures >= 3 else [])
        now = state.next_try_at


def test_when_nothing_waits_any_more_the_recovery_is_noticed_all_the_same(world, settings, sink):
    MailState.objects.create(failures=4, failing_since=MONDAY, last_error="timeout", next_try_at=MONDAY)

    rounds.send_round(MONDAY)

    assert MailState.objects.get().failures == 0


def test_a_mailbox_that_refuses_does_not_hold_up_the_others_and_is_tried_later(world, sink):
    tell(world.anna)
    tell(world.ben)
    sink.refuse.add(world.anna.email)

    assert rounds.send_round(MONDAY) == 1
    assert rounds.send_round(MONDAY + timedelta(minutes=1)) == 0
    sink.refuse.clear()
    assert rounds.send_round(MONDAY + timedelta(minutes=6)) == 1
    assert len(sink.to(world.anna)) == 1
    assert MailState.objects.get().failures == 0


def test_a_mailbox_that_goes_on_refusing_is_left_alone_in_the_end(world, sink):
    prefer(world.anna, quiet_days_off=False)
    tell(world.anna)
    sink.refuse.add(world.anna.email)
    now = MONDAY
    for pause in [*REFUSAL_PAUSES, timedelta(0)]:
        rounds.send_round(now)
        now += pause

    assert not Notice.objects.filter(mail_due=True).exists()
    assert Notice.objects.filter(recipient=world.anna, read_at=None).exists(), "it is still in the inbox"


def test_a_worker_that_dies_after_sending_does_not_send_twice(world, sink, monkeypatch):
    tell(world.anna)

    def die(parcel):
        raise KeyboardInterrupt

    monkeypatch.setattr(rounds.parcels, "note_arrival", die)
    with pytest.raises(KeyboardInterrupt):
        rounds.send_round(MONDAY)
    monkeypatch.undo()
    rounds.send_round(MONDAY + timedelta(minutes=1))

    assert len(sink.mails) == 1


def test_without_a_mail_server_nothing_is_tried(world, settings):
    tell(world.anna)
    settings.KIM_MAIL_WAY = "off"

    assert rounds.send_round(MONDAY) == 0
    assert not MailState.objects.exists()


def test_mail_into_a_folder_is_written_there(world, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    tell(world.anna)

    assert rounds.send_round(MONDAY) == 1
    (file,) = tmp_path.iterdir()
    assert "Ein Fall wurde Ihnen" in message_from_bytes(file.read_bytes(), policy=policy.default).get_content()


def test_closed_accounts_and_people_without_address_get_no_mail(world, sink):
    tell(world.anna)
    tell(world.ben)
    world.anna.is_active = False
    world.anna.save()
    world.ben.email = ""
    world.ben.save()

    assert rounds.send_round(MONDAY) == 0
    assert not Notice.objects.filter(mail_due=True).exists()
