"""Notices: who is told of what, what a mail says and when, and what happens when the mail server does not answer."""

import socket
import threading
import time as clock
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kim.casework import notices as casework_notices
from kim.casework.actions import cases, enquiries, referrals
from kim.organisation.actions import absences, accounts
from kim.organisation.models import Absence, Membership
from kim.privacy.scope import NOBODY, Scope, open_scope
from kim.workbench import staff_days
from kim.workbench.actions import notices
from kim.workbench.kinds import KINDS, Channel
from kim.workbench.mail import rounds, timing
from kim.workbench.mail.parcels import REFUSAL_PAUSES
from kim.workbench.models import MailState, Notice, NoticePreference
from tests import factories
from tests.factories import today

BERLIN = timezone.get_default_timezone()
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=BERLIN)


class Sink:
    """A mail server that keeps what it gets."""

    def __init__(self):
        self.mails = []
        self.refuse = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuse:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def to(self, user):
        return [mail for mail in self.mails if mail["To"] == user.email]


def over_smtp(settings, port):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 1


@pytest.fixture
def sink(settings):
    """A real mail server on loopback."""
    handler = Sink()
    with socket.create_server(("127.0.0.1", 0)) as free:
        handler.port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    over_smtp(settings, handler.port)
    yield handler
    controller.stop()


@contextmanager
def strange_server(behave):
    """A server that takes connections and does with them what `behave` does."""
    listening = socket.create_server(("127.0.0.1", 0))
    held = []

    def serve():
        while True:
            try:
                taken, _ = listening.accept()
            except OSError:
                return
            held.append(taken)
            behave(taken)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.close()
        for taken in held:
            taken.close()


def hang(taken):
    """Takes the call and says nothing."""


def drop(taken):
    taken.close()


def drop_in_the_middle(taken):
    taken.sendall(b"220 here\r\n")
    taken.recv(1000)
    taken.close()


def tell(recipient, kind="case_received", at=MONDAY - timedelta(minutes=1), **more):
    with open_scope(Scope(name="notices")):
        notices.tell(recipient=recipient, kind=kind, **more)
    Notice.objects.filter(recipient=recipient, created_at__gt=timezone.now() - timedelta(minutes=1)).update(
        created_at=at
    )


def prefer(user, **values):
    NoticePreference.objects.update_or_create(user=user, defaults=values)


def kinds_of(user):
    return sorted(Notice.objects.filter(recipient=user).values_list("kind", flat=True))


def text_of(mail):
    return mail.get_content().replace("\xa0", " ")


# Who is told of what ---------------------------------------------------------------------------------


def test_a_handed_over_case_is_told_to_both_but_not_to_who_did_it(world, scope_as):
    case = factories.case(world.anna)

    with scope_as(world.lea) as lea:
        cases.hand_over(case=case, by=lea, to=world.ben, reason="Urlaub")

    assert kinds_of(world.ben) == ["case_received"]
    assert kinds_of(world.anna) == ["case_given_away"]
    assert kinds_of(world.lea) == []
    assert Notice.objects.get(recipient=world.ben).target_id == case.pk


def test_a_case_opened_for_somebody_else_is_told_to_them(world, scope_as):
    with scope_as(world.anna) as anna:
        cases.open_case(
            by=anna, assigned_to=world.cem,
            person={"given_name": "A", "family_name": "B", "municipality": factories.municipality()},
        )  # fmt: skip

    assert kinds_of(world.cem) == ["case_received"]
    assert kinds_of(world.anna) == []


def test_an_enquiry_is_told_to_whom_it_is_proposed(world, scope_as):
    with scope_as(world.ben) as ben:
        enquiries.record(
            by=ben, unit=world.team_a, received_on=today(), channel=factories.channel(),
            municipality=factories.municipality(), description="x",
        )  # fmt: skip

    assert kinds_of(world.anna) == ["enquiry_proposed"]


def test_an_answer_recorded_by_the_deputy_is_told_to_who_is_responsible(world, scope_as):
    referral = factories.referral(factories.case(world.anna))
    Absence.objects.create(
        user=world.anna, deputy=world.ben, first_day=today(), last_day=today(), recorded_by=world.lea
    )

    with scope_as(world.ben) as ben:
        referrals.change_state(referral=referral, by=ben, version=1, state="accepted")

    assert kinds_of(world.anna) == ["referral_answered"]
    assert kinds_of(world.ben) == [], "nobody is told of what they did themselves"


def test_what_is_due_is_told_once(world):
    case = factories.case(world.anna, review_on=today())
    late = factories.referral(case, sent_on=today() - timedelta(days=12))
    case.follow_ups.create(due_on=today(), text="Anrufen", recorded_by=world.anna)

    casework_notices.tell_due(today())
    casework_notices.tell_due(today())

    assert kinds_of(world.anna) == ["follow_up_due", "referral_overdue", "review_due"]
    assert Notice.objects.get(kind="referral_overdue").target_id == late.pk
    assert kinds_of(world.ben) == []


def test_what_was_overdue_long_ago_is_no_news(world):
    factories.referral(factories.case(world.anna), sent_on=today() - timedelta(days=60))

    casework_notices.tell_due(today())

    assert kinds_of(world.anna) == []


def test_an_absence_recorded_by_somebody_else_is_told_and_the_deputy_hears_before_it_begins(world, scope_as):
    with scope_as(world.lea) as lea:
        absences.plan(
            user=world.anna, deputy=world.ben, first_day=today() + timedelta(days=3), last_day=today() + timedelta(days=5),
            by=lea,
        )  # fmt: skip
    assert kinds_of(world.anna) == ["absence_recorded"]
    assert kinds_of(world.ben) == []

    with open_scope(Scope(name="notices")):
        staff_days.tell_due(today() + timedelta(days=2))
        staff_days.tell_due(today() + timedelta(days=2))
        staff_days.tell_due(today() + timedelta(days=4))
    assert kinds_of(world.ben) == ["deputy_begins", "deputy_ends"]


def test_an_absence_that_begins_today_is_told_to_the_deputy_at_once(world, scope_as):
    with scope_as(world.anna) as anna:
        absences.plan(user=anna, deputy=world.ben, first_day=today(), last_day=today(), by=anna)

    assert kinds_of(world.ben) == ["deputy_begins"]
    assert kinds_of(world.anna) == [], "she recorded it herself"


def test_a_role_given_taken_or_ending_is_told(world, scope_as):
    with scope_as(world.admin) as admin:
        given = accounts.give_role(
            user=world.ben, unit=world.team_a, role="lead", first_day=today(), last_day=today() + timedelta(days=10),
            by=admin,
        )  # fmt: skip
        accounts.end_role(membership=Membership.objects.get(user=world.cem), by=admin)
    with open_scope(Scope(name="notices")):
        staff_days.tell_due(today())
        staff_days.tell_due(today() + timedelta(days=1))

    assert kinds_of(world.ben) == ["role_changed", "role_ends"]
    assert Notice.objects.get(kind="role_ends").target_id == given.pk
    assert kinds_of(world.cem) == ["role_changed"]


def test_during_an_absence_the_deputy_is_told_as_well(world, scope_as):
    Absence.objects.create(
        user=world.anna, deputy=world.ben, first_day=today(), last_day=today(), recorded_by=world.lea
    )

    tell(world.anna)
    tell(world.anna, "role_changed")

    assert kinds_of(world.anna) == ["case_received", "role_changed"]
    assert kinds_of(world.ben) == ["case_received"]
    assert Notice.objects.get(recipient=world.ben).stands_in_for == world.anna


# Whose they are -------------------------------------------------------------------------------------


def test_notices_and_preferences_belong_to_their_person(world, scope_as):
    tell(world.anna)
    prefer(world.anna)

    with scope_as(world.anna):
        assert Notice.objects.count() == 1
        assert NoticePreference.objects.count() == 1
    with scope_as(world.admin):
        assert not Notice.objects.exists()
        assert not NoticePreference.objects.exists()
    with open_scope(NOBODY):
        assert not Notice.objects.exists()


def test_nobody_writes_into_an_inbox_directly_nor_rewrites_what_was_told(world, scope_as):
    tell(world.anna)

    with scope_as(world.ben), pytest.raises(DatabaseError), transaction.atomic():
        Notice.objects.create(recipient=world.anna, kind="case_received", created_at=timezone.now())
    with scope_as(world.anna), pytest.raises(DatabaseError), transaction.atomic():
        Notice.objects.update(kind="role_changed")


def test_without_a_scope_nobody_is_told(world):
    with open_scope(NOBODY), pytest.raises(DatabaseError), transaction.atomic():
        notices.tell(recipient=world.anna, kind="case_received")


def test_only_the_mail_job_learns_for_whom_something_waits(world, scope_as):
    with scope_as(world.admin), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select * from kim_notices_to_mail()")


def test_a_notice_holds_ids_only(world, scope_as):
    case = factories.case(world.anna)
    with scope_as(world.lea) as lea:
        cases.hand_over(case=case, by=lea, to=world.ben, reason="Sehr krank")

    with connection.cursor() as cursor:
        cursor.execute("select row_to_json(n)::text from workbench_notice n")
        stored = " ".join(row[0] for row in cursor.fetchall())

    for secret in (case.person.family_name, case.person.given_name, case.reference, "krank"):
        assert secret not in stored


def test_old_notices_are_forgotten(world):
    for days, read in ((400, False), (100, True), (100, False), (10, True)):
        tell(world.anna, at=timezone.now() - timedelta(days=days))
        row = Notice.objects.latest("pk")
        Notice.objects.filter(pk=row.pk).update(read_at=timezone.now() if read else None)

    with open_scope(Scope(name="notices")):
        assert notices.forget() == 2
    assert Notice.objects.count() == 2


# The queue ------------------------------------------------------------------------------------------


def jobs():
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name like '%%send_mail'")
        return cursor.fetchone()[0]


def test_the_mail_job_is_queued_with_the_act_and_once_for_many(world, scope_as):
    three = [factories.case(world.anna) for _number in range(3)]
    with scope_as(world.lea) as lea:
        for case in three:
            cases.hand_over(case=case, by=lea, to=world.ben, reason="x")
        inside = jobs()

    assert inside == jobs() == 1


def test_an_act_that_fails_leaves_neither_notice_nor_job(world, scope_as):
    case = factories.case(world.anna)
    with scope_as(world.anna) as anna, pytest.raises(PermissionDenied), transaction.atomic():
        cases.hand_over(case=case, by=anna, to=world.ben, reason="x")
        raise PermissionDenied

    assert not Notice.objects.exists()
    assert jobs() == 0


# What a mail says -----------------------------------------------------------------------------------


def test_a_mail_says_in_general_words_what_waits(world, scope_as, sink):
    case = factories.case(world.anna)
    with scope_as(world.lea) as lea:
        cases.hand_over(case=case, by=lea, to=world.ben, reason="Urlaub")
    assert rounds.send_round(MONDAY) == 2

    (mail,) = sink.to(world.ben)
    text = text_of(mail)
    assert mail["Subject"] == "KIM: 1 Nachricht wartet"
    assert "In KIM wartet 1 Nachricht auf Sie." in text
    assert "Ein Fall wurde Ihnen übergeben." in text
    assert "https://kim.example.org/nachrichten/" in text
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    person = case.person
    for secret in (person.family_name, person.given_name, case.reference, str(world.anna), str(world.ben), "Urlaub"):
        assert secret not in text + str(mail["Subject"])


def test_no_sentence_of_a_mail_has_room_for_a_name():
    for kind in KINDS.values():
        assert "%" not in str(kind.sentence), kind.key


def test_who_chose_english_gets_english(world, sink):
    world.anna.language = "en"
    world.anna.save()
    tell(world.anna)

    rounds.send_round(MONDAY)

    assert sink.mails[0]["Subject"] == "KIM: 1 notice waits"
    assert "A case was handed over to you." in text_of(sink.mails[0])


def test_what_was_read_is_not_mailed(world, sink, scope_as):
    tell(world.anna)
    with scope_as(world.anna) as anna:
        notices.mark_all_read(by=anna)

    assert rounds.send_round(MONDAY) == 0
    assert sink.mails == []


def test_a_second_round_sends_nothing_again(world, sink):
    tell(world.anna)

    rounds.send_round(MONDAY)
    rounds.send_round(MONDAY + timedelta(minutes=1))

    assert len(sink.mails) == 1


# When -----------------------------------------------------------------------------------------------


def test_the_digest_comes_at_its_hour_on_a_working_day_and_only_with_something_in_it(world, sink):
    prefer(world.anna, digest_at=time(8, 0))
    tell(world.anna, "referral_overdue", at=MONDAY.replace(hour=4))
    prefer(world.ben, digest_at=time(8, 0))

    assert rounds.send_round(MONDAY.replace(hour=7, minute=59)) == 0
    assert rounds.send_round(MONDAY.replace(hour=8)) == 1
    assert sink.mails[0]["Subject"] == "KIM: Ihre Übersicht"
    assert sink.to(world.ben) == []

    tell(world.anna, "referral_overdue", at=MONDAY.replace(hour=9))
    assert rounds.send_round(MONDAY.replace(hour=10)) == 0, "the next digest is tomorrow's"
    assert rounds.send_round(MONDAY.replace(hour=8) + timedelta(days=1)) == 1


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-11-23", True), ("2026-11-22", False), ("2026-11-21", False), ("2026-12-25", False),
        ("2026-06-04", False), ("2026-11-01", False), ("2026-10-31", False), ("2025-10-31", True),
    ],
)  # fmt: skip
def test_no_digest_on_weekends_and_holidays_of_nrw(day, works):
    noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=BERLIN)

    assert (timing.in_digest_by(noon, time(8, 0)) is not None) is works


@pytest.mark.parametrize(
    ("at", "quiet"),
    [("19:59", False), ("20:00", True), ("23:59", True), ("00:00", True), ("06:59", True), ("07:00", False)],
)
def test_quiet_hours_run_over_midnight(at, quiet):
    now = datetime.fromisoformat(f"2026-11-24T{at}").replace(tzinfo=BERLIN)

    assert timing.is_quiet(now, time(20, 0), time(7, 0), days_off=True) is quiet


def test_quiet_hours_hold_mail_back_until_they_end(world, sink):
    prefer(world.anna, quiet_from=time(18, 0), quiet_to=time(7, 0))
    tell(world.anna)
    tell(world.anna, "enquiry_proposed")

    assert rounds.send_round(MONDAY.replace(hour=22)) == 0
    assert rounds.send_round(MONDAY.replace(hour=7) + timedelta(days=1)) == 1
    assert sink.mails[0]["Subject"] == "KIM: 2 Nachrichten warten"


def test_the_weekend_is_quiet_unless_somebody_wants_it_otherwise(world, sink):
    saturday = MONDAY - timedelta(days=2)
    prefer(world.ben, quiet_days_off=False)
    tell(world.anna, at=saturday)
    tell(world.ben, at=saturday)

    rounds.send_round(saturday)
    assert [mail["To"] for mail in sink.mails] == [world.ben.email]
    rounds.send_round(MONDAY)
    assert len(sink.to(world.anna)) == 1


def test_quiet_hours_follow_the_clock_of_the_county_when_it_changes(world):
    summer = datetime(2026, 7, 1, 18, 30, tzinfo=UTC)
    winter = datetime(2026, 12, 1, 18, 30, tzinfo=UTC)

    assert timing.is_quiet(timezone.localtime(summer), time(20, 0), time(7, 0), days_off=False)
    assert not timing.is_quiet(timezone.localtime(winter), time(20, 0), time(7, 0), days_off=False)


def test_while_somebody_is_away_their_mail_pauses_and_comes_as_one(world, sink):
    day = MONDAY.date()
    Absence.objects.create(user=world.anna, deputy=world.ben, first_day=day, last_day=day, recorded_by=world.lea)
    tell(world.anna)
    tell(world.anna, "enquiry_proposed")
    Notice.objects.filter(recipient=world.ben).delete()

    assert rounds.send_round(MONDAY) == 0
    assert rounds.send_round(MONDAY + timedelta(days=1)) == 1
    assert sink.mails[0]["Subject"] == "KIM: 2 Nachrichten warten"


def test_preferences_hold_and_important_notices_cannot_be_switched_off(world, sink, scope_as):
    with scope_as(world.anna) as anna:
        chosen = notices.prefer(
            by=anna, channels={"case_received": "never", "enquiry_proposed": "never", "nonsense": "never", "review_due": "at_once"},
            digest_at=time(8, 0), quiet_from=None, quiet_to=None, quiet_days_off=True,
        )  # fmt: skip
    assert chosen.channels == {"enquiry_proposed": "never", "review_due": "at_once"}
    assert notices.channel_of(chosen, "case_received") == Channel.AT_ONCE

    tell(world.anna, "enquiry_proposed")
    assert rounds.send_round(MONDAY) == 0
    tell(world.anna, "review_due")
    assert rounds.send_round(MONDAY) == 1
    assert "Anfrage" not in text_of(sink.mails[0])


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
def test_every_kind_offers_its_own_channel(kind):
    assert kind.default in kind.channels
    assert not (kind.important and Channel.NEVER in kind.channels)


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
