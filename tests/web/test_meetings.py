"""Meetings before they begin: planned, moved, cancelled, with an agenda that fills itself."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from kim.steering.models import AgendaItem, Meeting, Paper, StandingItem
from tests import factories
from tests import factories_steering as rows
from tests.web.test_enquiries import text


def url(name, *args):
    return reverse(f"steering:{name}", args=args)


def sent(**values):
    return {"submission": str(uuid.uuid4())} | values


def in_days(days):
    return f"{factories.today() + timedelta(days=days):%d.%m.%Y}"


@pytest.fixture
def client(world, browser_for):
    return browser_for(factories.user("kira", role="assistant", in_unit=world.team_a))


def test_a_meeting_is_planned_once_with_what_is_due_anyway(client):
    group = rows.body()
    before = rows.meeting(group, state="minutes_out", title="Zweite Sitzung")
    rows.item(before, "Sprechtag in Jüchen", postponed=True)
    StandingItem.objects.create(body=group, position=1, title="Berichte")
    rows.order(rows.decision(group))
    form = sent(body=group.pk, title="Dritte Sitzung", held_on=in_days(20), starts="14:00", ends="16:00")

    client.post(url("meeting_new"), form)
    client.post(url("meeting_new"), form)

    meeting = Meeting.objects.get(title="Dritte Sitzung")
    assert meeting.number == before.number + 1
    page = text(client.get(url("meeting_detail", meeting.pk)))
    for word in (
        "genehmigen: Zweite Sitzung",
        "Sprechtag in Jüchen",
        "vertagt in: Zweite Sitzung",
        "Berichte",
        "nicht umgesetzt",
    ):
        assert word in page, word


def test_bad_times_are_said_at_the_field_and_nothing_typed_is_lost(client):
    form = sent(
        body=rows.body().pk, title="Sitzung", held_on="31.02.2027", starts="16:00", ends="14:00", place="Raum 7"
    )
    answer = client.post(url("meeting_new"), form)
    page = answer.content.decode()
    assert answer.status_code == 422 and "31.02.2027" in page and "Raum 7" in page
    assert not Meeting.objects.exists()


def test_a_meeting_moved_after_the_invitation_needs_a_reason_and_calendars_learn_of_it(client):
    meeting = rows.meeting(
        rows.body(), state="planned", title="Máire O'Briens Runde, Teil 2", place="Kreishaus; Saal 1"
    )
    client.post(url("meeting_invited", meeting.pk))
    meeting.refresh_from_db()
    form = {"title": meeting.title, "held_on": in_days(9), "version": meeting.version}
    assert client.post(url("meeting_edit", meeting.pk), sent(**form)).status_code == 422
    client.post(url("meeting_edit", meeting.pk), sent(**form, note="Saal belegt"))

    event = Calendar.from_ical(client.get(url("meeting_calendar", meeting.pk)).content).walk("VEVENT")[0]
    assert (event["summary"], int(event["sequence"])) == ("Máire O'Briens Runde, Teil 2", 1)
    assert "Saal belegt" in text(client.get(url("meeting_detail", meeting.pk)))


def test_a_proposal_on_an_agenda_is_scheduled_and_waits_again_when_the_meeting_is_cancelled(client):
    meeting, proposal = rows.meeting(rows.body(), state="planned"), rows.proposal(rows.body(), state="submitted")
    client.post(url("meeting_item_new", meeting.pk), sent(title="Kurse", kind="decision", proposal=proposal.pk))
    proposal.refresh_from_db()
    assert proposal.state == "scheduled"
    assert client.post(url("meeting_cancel", meeting.pk), {"note": ""}).status_code == 422
    client.post(url("meeting_cancel", meeting.pk), {"note": "Zu wenige Zusagen"})
    proposal.refresh_from_db()
    assert (proposal.state, Meeting.objects.get().state) == ("submitted", "cancelled")


def test_items_are_ordered_changed_and_taken_off(client):
    meeting = rows.meeting(rows.body(), state="planned")
    first, second = rows.item(meeting, "A"), rows.item(meeting, "B")
    client.post(url("meeting_item_move", second.pk, "hoch"))
    assert list(AgendaItem.objects.filter(meeting=meeting).values_list("title", flat=True)) == ["B", "A"]
    client.post(url("meeting_item_edit", first.pk), sent(title="A neu", kind="discussion", version=first.version))
    client.post(url("meeting_item_remove", second.pk))
    assert list(AgendaItem.objects.filter(meeting=meeting).values_list("title", flat=True)) == ["A neu"]


def test_once_begun_the_agenda_is_not_planned_any_more(client):
    item = rows.item(rows.meeting(rows.body(), state="in_session"))
    assert client.post(url("meeting_item_remove", item.pk)).status_code == 403
    assert client.post(url("meeting_take_up", item.meeting_id)).status_code == 403


def test_members_read_their_meetings_and_outsiders_of_a_public_one_only_what_is_public(world, browser_for):
    member = factories.user("mo", role="body_member", in_unit=world.team_a)
    rows.seat(rows.body(), member)
    meeting = rows.meeting(rows.body(), state="planned", public=True)
    rows.item(meeting, "Personalsachen", internal=True)
    proposal = rows.proposal(meeting.body, topic=rows.topic(), state="scheduled")
    rows.item(meeting, proposal.title, proposal=proposal)
    inside = browser_for(member).get(url("meeting_detail", meeting.pk))
    assert "Personalsachen" in text(inside) and url("proposal_detail", proposal.pk) in inside.content.decode()
    for page in (url("meeting_detail", meeting.pk), url("topic_detail", proposal.topic_id)):
        said = browser_for(world.anna).get(page).content.decode()
        assert proposal.number in said and url("proposal_detail", proposal.pk) not in said
    outside = text(browser_for(world.anna).get(url("meeting_detail", meeting.pk)))
    assert "Personalsachen" not in outside and "Sitzung absagen" not in outside


def test_more_meetings_and_items_cost_no_further_query(client):
    meeting = rows.meeting(rows.body(), state="planned")

    def queries(address):
        with CaptureQueriesContext(
            connection,
        ) as told:
            client.get(address)
        return len(told)

    addresses = (url("meeting_list"), url("meeting_detail", meeting.pk))
    rows.item(meeting, topic=rows.topic(), proposal=rows.proposal(rows.body()))
    few = [queries(address) for address in addresses]
    for _number in range(20):
        rows.item(meeting, topic=rows.topic(), proposal=rows.proposal(rows.body()))
        rows.meeting(rows.body())
    assert [queries(address) for address in addresses] == few


def test_the_next_meeting_stands_on_top_and_those_held_are_one_click_away(client):
    group, today = rows.body(), factories.today()
    for title, ahead in (("In einem Jahr", 365), ("Nächste Woche", 7), ("Voriges Jahr", -365), ("Vorige Woche", -7)):
        rows.meeting(group, title=title, held_on=today + timedelta(days=ahead), state="planned")
    listed = {view: text(client.get(url("meeting_list"), {"view": view})) for view in ("", "past", "all")}
    assert listed[""].index("Nächste Woche") < listed[""].index("In einem Jahr") and "Vorige Woche" not in listed[""]
    assert listed["past"].index("Vorige Woche") < listed["past"].index("Voriges Jahr")
    assert all(title in listed["all"] for title in ("In einem Jahr", "Voriges Jahr"))


def test_what_waits_comes_onto_a_meeting_that_was_planned_long_before(client):
    group, today = rows.body(), factories.today()
    coming = rows.meeting(group, state="planned", title="Reihe, Januar", held_on=today + timedelta(days=20))
    later = rows.meeting(group, state="planned", title="Reihe, April", held_on=today + timedelta(days=110))
    held = rows.meeting(group, state="minutes_out", title="Heute gehalten", held_on=today)
    rows.item(held, title="Nicht geschafft", postponed=True)
    fallen = rows.meeting(group, state="cancelled", title="Ausgefallen", held_on=today + timedelta(days=5))
    waiting = rows.proposal(group, state="submitted")
    rows.item(fallen, title="Kam nicht dran", kind="decision", proposal=waiting)
    page = text(client.get(url("meeting_detail", coming.pk)))
    assert all(title in page for title in ("Nicht geschafft", "Kam nicht dran", "Heute gehalten"))
    assert "Steht für diese Sitzung an" not in text(client.get(url("meeting_detail", later.pk)))
    for _twice in range(2):
        client.post(url("meeting_take_up", coming.pk))
    titles = list(coming.items.order_by("position").values_list("title", flat=True))
    assert titles == ["Niederschrift genehmigen: Heute gehalten", "Nicht geschafft", "Kam nicht dran"]
    waiting.refresh_from_db()
    assert waiting.state == "scheduled"
    assert "Steht für diese Sitzung an" not in text(client.get(url("meeting_detail", coming.pk)))


def test_a_withdrawn_paper_is_read_no_more_and_can_be_brought_back(client):
    meeting = rows.meeting(rows.body(), state="planned")
    page, nothing = url("meeting_detail", meeting.pk), "Es gibt noch keine Unterlagen."
    file = SimpleUploadedFile("zahlen.txt", b"Drei Kurse.", content_type="text/plain")
    client.post(url("paper_new", meeting.pk), sent(title="Zahlen der Kurse", file=file))
    paper = Paper.objects.get()
    assert nothing not in text(client.get(page))
    client.post(url("paper_withdraw", paper.pk))
    told = text(client.get(page))
    assert nothing in told and "Zurückgezogene Unterlagen" in told
    assert "Zurückgezogen am" in text(client.get(url("paper_detail", paper.pk)))
    client.post(url("paper_withdraw", paper.pk), {"back": "1"})
    assert nothing not in text(client.get(page)) and "Zurückgezogene Unterlagen" not in text(client.get(page))
