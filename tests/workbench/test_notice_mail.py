"""What a mail about notices says, and when it goes out."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from kim.casework.actions import cases
from kim.organisation.models import Absence
from kim.workbench.actions import notices
from kim.workbench.kinds import KINDS, Channel
from kim.workbench.mail import rounds, timing
from kim.workbench.models import Notice
from tests import factories
from tests.workbench.post import BERLIN, MONDAY, prefer, tell, text_of

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
