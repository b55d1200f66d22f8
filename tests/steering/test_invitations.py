"""Invitations reach the members: by mail with a calendar entry, again when the meeting moves, and by a link of their own."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone
from icalendar import Calendar

from kim.organisation.roles import Permission, Role
from kim.privacy.scope import NOBODY, open_scope
from kim.steering.actions import invitations, links, meetings, paper_files, sessions
from kim.steering.actions.paper_files import Handed
from kim.steering.exceptions import AgendaEmpty, MeetingIsClosed, SamePaper, ShortNotice
from kim.steering.mail.rounds import figures, send_waiting
from kim.steering.models import Delivery, Paper, PaperVersion, PersonalLink, SeatHolder, Sending
from kim.workbench.public import REFUSAL_PAUSES, MailState
from tests import factories
from tests import factories_steering as rows
from tests.workbench.conftest import sink  # noqa: F401

NAME = "Máire O'Brien-Şahin, Stadt Korschenbroich"


@pytest.fixture
def office(world):
    return factories.user("kira", role="assistant", in_unit=world.team_a)


@pytest.fixture
def meeting(world):
    """Three weeks ahead; one member has an account, one only an address, one nothing."""
    group = rows.body()
    rows.seat(group, world.ben, name="Stadt Neuss")
    rows.seat(group, NAME, name="Stadt Korschenbroich")
    rows.seat(group, "Ohne Adresse", name="Stadt Kaarst")
    SeatHolder.objects.filter(name=NAME).update(email="obrien@example.org")
    made = rows.meeting(
        group, state="planned", held_on=factories.today() + timedelta(days=21), starts=time(14), ends=time(16),
        title="Dritte Sitzung, mit O'Brien; und langem Titel über die Übergänge zwischen den Behörden des Kreises",
    )  # fmt: skip
    rows.item(made, "Kurse")
    return made


def holder(name=NAME):
    return SeatHolder.objects.get(name=name)


def calendar_of(mail):
    part = next(each for each in mail.walk() if each.get_content_type() == "text/calendar")
    content = part.get_payload(decode=True)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar = Calendar.from_ical(content)
    assert str(part.get_param("method")) == str(calendar["method"])
    return calendar


def token_in(mail):
    text = mail.get_body(("plain",)).get_content()
    return text.split("/sitzungslink/")[1].split("/")[0]


def test_invited_moved_and_cancelled_each_member_gets_one_mail_with_the_calendar_entry(meeting, office, world, sink):  # noqa: F811
    invitations.invite(meeting=meeting, by=office, text="Wir freuen uns auf Sie.")
    assert send_waiting() == 2
    assert send_waiting() == 0
    told = {mail["To"]: mail for mail in sink.mails}
    assert told.keys() == {world.ben.email, "obrien@example.org"}
    outside = told["obrien@example.org"]
    calendar = calendar_of(outside)
    (event,) = calendar.walk("VEVENT")
    assert (str(calendar["method"]), int(event["sequence"]), event["summary"]) == ("REQUEST", 0, meeting.title)
    assert event["attendee"].params["CN"] == NAME and event["attendee"] == "mailto:obrien@example.org"
    assert "sitzungslink" in str(outside.get_body(("plain",)).get_content())
    assert f"/steuerung/sitzungen/{meeting.pk}/" in told[world.ben.email].get_body(("plain",)).get_content()
    assert [each.get_filename() for each in outside.iter_attachments()] == ["einladung.pdf"]

    meeting.refresh_from_db()
    day = meeting.held_on + timedelta(days=7)
    meetings.edit(meeting=meeting, by=office, version=meeting.version, held_on=day, note="Der Saal ist belegt.")
    sink.mails.clear()
    assert send_waiting() == 2
    moved = calendar_of(sink.mails[0])
    (again,) = moved.walk("VEVENT")
    assert (int(again["sequence"]), again["uid"], again["dtstart"].dt.date()) == (1, event["uid"], day)
    assert "Der Saal ist belegt." in sink.mails[0].get_body(("plain",)).get_content()

    meeting.refresh_from_db()
    meetings.cancel(meeting=meeting, by=office, note="Es fehlt die Mehrheit.")
    sink.mails.clear()
    send_waiting()
    gone = calendar_of(sink.mails[0])
    assert (str(gone["method"]), int(gone.walk("VEVENT")[0]["sequence"])) == ("CANCEL", 2)
    states = Delivery.objects.filter(sending__kind="invitation").values_list("name", "state")
    assert dict(states)["Ohne Adresse"] == "no_address"


def test_on_short_notice_a_reason_is_asked_and_an_empty_agenda_invites_nobody(meeting, office, world):
    meeting.held_on = factories.today() + timedelta(days=5)
    meeting.save()
    with pytest.raises(ShortNotice):
        invitations.invite(meeting=meeting, by=office, text="")
    with pytest.raises(PermissionDenied):
        invitations.invite(meeting=meeting, by=world.ben, text="", late_reason="eilt")
    empty = rows.meeting(meeting.body, state="planned", held_on=factories.today() + timedelta(days=30))
    with pytest.raises(AgendaEmpty):
        invitations.invite(meeting=empty, by=office, text="")
    sending = invitations.invite(meeting=meeting, by=office, text="", late_reason="Die Frist des Landes läuft ab.")
    assert sending.late_reason and meeting.__class__.objects.get(pk=meeting.pk).state == "invited"


def test_a_server_that_is_down_is_tried_less_and_less_often_and_sends_nothing_twice(meeting, office, sink, settings):  # noqa: F811
    invitations.invite(meeting=meeting, by=office, text="")
    settings.EMAIL_PORT, port = 1, settings.EMAIL_PORT
    now = timezone.now()
    assert send_waiting(now) == 0
    first = MailState.objects.get()
    assert (first.failures, first.next_try_at) == (1, now + timedelta(minutes=1))
    assert send_waiting(now + timedelta(seconds=30)) == 0
    assert send_waiting(now + timedelta(minutes=1)) == 0
    again = MailState.objects.get()
    assert (again.failures, again.next_try_at) == (2, now + timedelta(minutes=3))
    assert Delivery.objects.filter(state="waiting").count() == 2 and figures() == (2, 0)

    settings.EMAIL_PORT = port
    assert send_waiting(now + timedelta(minutes=2)) == 0
    assert send_waiting(now + timedelta(minutes=3)) == 2
    assert send_waiting(now + timedelta(minutes=9)) == 0
    assert (len(sink.mails), MailState.objects.get().failures, figures()) == (2, 0, (0, 0))


def test_a_mailbox_that_refuses_is_named_tried_again_later_and_given_up_in_the_end(meeting, office, sink):  # noqa: F811
    invitations.invite(meeting=meeting, by=office, text="")
    sink.refuse.add("obrien@example.org")
    now = timezone.now()
    assert send_waiting(now) == 1
    refused = Delivery.objects.get(state="refused")
    assert (refused.name, refused.next_try_at) == (NAME, now + timedelta(minutes=5)) and figures() == (0, 1)

    for _try in range(len(REFUSAL_PAUSES)):
        now += timedelta(days=2)
        assert send_waiting(now) == 0
    refused.refresh_from_db()
    assert (refused.tries, refused.next_try_at) == (len(REFUSAL_PAUSES) + 1, None)

    Delivery.objects.update(tries=1)
    Delivery.objects.filter(pk=refused.pk).update(next_try_at=now)
    sink.refuse.clear()
    assert send_waiting(now) == 1 and send_waiting(now + timedelta(days=2)) == 0
    assert Delivery.objects.get(pk=refused.pk).state == "sent"


def test_a_link_opens_its_meeting_until_it_is_revoked_outdated_or_the_seat_is_given_up(meeting, office, sink):  # noqa: F811
    invitations.invite(meeting=meeting, by=office, text="")
    send_waiting()
    token = token_in(next(mail for mail in sink.mails if mail["To"] == "obrien@example.org"))
    other = rows.meeting(meeting.body)
    mine = paper_files.file_for(
        target=meeting, by=office, title="Bericht", handed=Handed("b.pdf", "application/pdf", b"1")
    )
    paper_files.file_for(target=other, by=office, title="Fremd", handed=Handed("f.pdf", "application/pdf", b"2"))

    with open_scope(NOBODY):
        found = links.opened(token)
        assert found.meeting_id == meeting.pk
        assert (Paper.objects.count(), PersonalLink.objects.count(), Sending.objects.count()) == (0, 0, 0)
        with open_scope(found.scope):
            assert list(Paper.objects.all()) == [mine] and PaperVersion.objects.count() == 1
            assert (PersonalLink.objects.count(), Delivery.objects.count()) == (0, 0)
        assert links.opened("x" + token) is None
    row = PersonalLink.objects.get()
    assert token.encode() not in bytes(row.token_hash) and row.opened == 1

    for field, value in (("valid_until", factories.today() - timedelta(days=1)), ("revoked_at", timezone.now())):
        before = getattr(row, field)
        PersonalLink.objects.update(**{field: value})
        assert links.opened(token) is None
        PersonalLink.objects.update(**{field: before})
    SeatHolder.objects.filter(name=NAME).update(valid_to=factories.today() - timedelta(days=1))
    assert links.opened(token) is None
    SeatHolder.objects.filter(name=NAME).update(valid_to=None)
    assert links.opened(token) is not None

    links.revoke(meeting=meeting, holder=holder(), by=office)
    assert links.opened(token) is None
    meeting.refresh_from_db()
    meetings.edit(meeting=meeting, by=office, version=meeting.version, place="Rathaus", note="Umzug")
    sink.mails.clear()
    send_waiting()
    assert all("sitzungslink" not in mail.get_body(("plain",)).get_content() for mail in sink.mails)


def test_members_of_other_bodies_read_no_paper_that_is_not_public_and_who_keeps_minutes_is_said_once(
    meeting, office, world, scope_as
):
    paper_files.file_for(target=meeting, by=office, title="Bericht", handed=Handed("b.txt", "text/plain", b"1"))
    rows.seat(rows.body("ag-fallebene", "case"), world.anna)
    for user, number in ((world.ben, 1), (world.anna, 0), (office, 1)):
        with scope_as(user):
            assert Paper.objects.count() == number, user
    with connection.cursor() as cursor:
        cursor.execute("select prosrc from pg_proc where proname = 'kim_minutes_office'")
        source = cursor.fetchone()[0]
    keepers = {role for role in Role if Permission.MINUTES in role.permissions}
    assert keepers == {role for role in Role if f"'{role}'" in source}


def test_a_paper_gets_versions_and_those_invited_hear_of_it_in_one_mail(meeting, office, sink):  # noqa: F811
    paper = paper_files.file_for(
        target=meeting, by=office, title="Bericht", handed=Handed("b.pdf", "application/pdf", b"eins")
    )
    invitations.invite(meeting=meeting, by=office, text="")
    send_waiting()
    with pytest.raises(SamePaper):
        paper_files.replace(paper=paper, by=office, handed=Handed("b.pdf", "application/pdf", b"eins"))
    paper_files.replace(paper=paper, by=office, handed=Handed("b2.pdf", "application/pdf", b"zwei", pages=200))
    paper_files.file_for(target=meeting, by=office, title="Karte", handed=Handed("k.png", "image/png", b"drei"))
    meeting.refresh_from_db()
    listed = {
        each.paper.title: (each.since, len(each.versions)) for each in paper_files.papers_of(meeting, inside=True)
    }
    assert listed == {"Bericht": ("changed", 2), "Karte": ("late", 1)}

    sink.mails.clear()
    assert send_waiting() == 0  # a quarter of an hour later they go together
    assert send_waiting(timezone.now() + timedelta(minutes=16)) == 2


def test_minutes_go_out_with_the_day_until_which_somebody_may_object_unless_they_are_taken_back(meeting, office, sink):  # noqa: F811
    invitations.invite(meeting=meeting, by=office, text="")
    send_waiting()
    meeting.__class__.objects.filter(pk=meeting.pk).update(state="held")
    meeting.refresh_from_db()
    sink.mails.clear()
    sessions.send_minutes(meeting=meeting, by=office)
    sessions.take_minutes_back(meeting=meeting, by=office)
    assert send_waiting() == 0
    sessions.send_minutes(meeting=meeting, by=office)
    assert send_waiting() == 2
    until = f"{factories.today() + timedelta(days=14):%d.%m.%Y}"
    mail = sink.mails[0]
    assert "noch nicht genehmigt" in mail["Subject"] and until in mail.get_body(("plain",)).get_content()
    assert [each.get_filename() for each in mail.iter_attachments()] == ["niederschrift.pdf"]


def test_approved_minutes_follow_by_mail_and_nothing_is_filed_afterwards(meeting, office, sink):  # noqa: F811
    invitations.invite(meeting=meeting, by=office, text="")
    send_waiting()
    for state in ("in_session", "held", "minutes_out"):
        meeting.__class__.objects.filter(pk=meeting.pk).update(
            state=state, minutes_out_on=factories.today() - timedelta(days=20)
        )
    meeting.refresh_from_db()
    sessions.approve(meeting=meeting, by=office)
    sink.mails.clear()
    assert send_waiting() == 2
    assert [each.get_filename() for each in sink.mails[0].iter_attachments()] == ["niederschrift.pdf"]
    meeting.refresh_from_db()
    with pytest.raises(MeetingIsClosed):
        paper_files.file_for(target=meeting, by=office, title="Zu spät", handed=Handed("b.txt", "text/plain", b"1"))
