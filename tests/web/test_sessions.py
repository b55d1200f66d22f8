"""Proposals, meetings as they are held, votes and the register on the screen."""

import hashlib
import io
import uuid
import zipfile
from datetime import date, time, timedelta
from xml.etree import ElementTree

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.steering.models import Attendance, Ballot, BodyRules, Decision, Proposal
from kim.steering.papers import agenda_paper, minutes_paper
from tests import factories
from tests import factories_steering as rows
from tests.web.test_enquiries import text


def url(name, *args):
    return reverse(f"steering:{name}", args=args)


@pytest.fixture
def group(world):
    group = rows.body()
    for name in ("Stadt Neuss", "Stadt Kaarst", "Stadt Jüchen"):
        rows.seat(group, f"Máire O'Brien <b>{name}</b>", name=name)
    BodyRules.objects.create(body=group, majority="simple", quorum_percent=50)
    return group


@pytest.fixture
def client(world, browser_for):
    return browser_for(factories.user("kira", role="coordinator", in_unit=world.team_a))


def sent(**values):
    return {"submission": str(uuid.uuid4())} | values


def opened(client, meeting, present=3):
    client.post(url("session_step", meeting.pk, "start"))
    meeting.refresh_from_db()
    data = sent(version=meeting.version)
    for number, each in enumerate(Attendance.objects.filter(meeting=meeting)):
        data[f"presence-{each.pk}"] = "present" if number < present else "absent"
    return client.post(url("session_attendance", meeting.pk), data)


def test_from_the_proposal_to_the_decision_and_its_papers(group, client):
    topic = rows.topic(state="structure_level")
    said = sent(title="O'Neill-Kurs", to_body=group.pk, topic=topic.pk, wording="Zwei Kurse mit Kinderbetreuung.")
    answer = client.post(url("proposal_new"), said, follow=True)
    proposal = Proposal.objects.get()
    assert "O&#x27;Neill-Kurs" in answer.content.decode()
    client.post(url("proposal_step", proposal.pk, "submit"))
    topic.refresh_from_db()
    assert topic.state == "proposed"
    meeting = rows.meeting(group, state="invited")
    item = rows.item(meeting, proposal=proposal)
    assert opened(client, meeting).status_code == 302
    assert "Beschlussfähig" in text(client.get(url("session", meeting.pk)))
    client.post(url("session_item", item.pk), sent(record="Beraten.", version=1))
    client.post(url("session_ballot", item.pk), sent(question="Zwei Kurse", way="vote", in_favour=2, against=1))
    decided = sent(title="Zwei Kurse", outcome="accepted", wording="Zwei Kurse mit Kinderbetreuung.")
    for _twice in range(2):
        client.post(url("session_decide", item.pk), decided)
    decision = Decision.objects.get()
    topic.refresh_from_db()
    assert topic.state == "decided"
    page = text(client.get(url("decision_detail", decision.pk)))
    assert decision.number in page and proposal.number in page
    assert decision.number in text(client.get(url("decision_list")))
    for address in (
        url("session_minutes", meeting.pk),
        url("session_agenda", meeting.pk),
        url("decision_pdf", decision.pk),
        url("decision_year", decision.decided_on.year),
        url("decision_extract") + f"?agency={factories.agency().pk}",
    ):
        assert client.get(address).content.startswith(b"%PDF"), address


def test_more_votes_than_voices_stand_at_the_field_and_nothing_is_lost(group, client):
    meeting = rows.meeting(group, state="invited")
    item = rows.item(meeting)
    opened(client, meeting, present=2)
    answer = client.post(url("session_ballot", item.pk), sent(question="Meine Frage", way="vote", in_favour=3))
    assert answer.status_code == 422 and not Ballot.objects.exists()
    assert "Stimmberechtigte im Raum: 2" in text(answer) and "Meine Frage" in text(answer)


def test_without_quorum_nothing_is_voted_on_but_minutes_are_written(group, client):
    meeting = rows.meeting(group, state="invited")
    item = rows.item(meeting)
    opened(client, meeting, present=1)
    answer = client.post(url("session_ballot", item.pk), sent(question="?", way="consensus"))
    assert answer.status_code == 422 and "nicht beschlussfähig" in text(answer)
    assert client.post(url("session_item", item.pk), sent(record="Beratung", version=1)).status_code == 302


def test_two_minute_takers_see_both_versions(group, client):
    item = rows.item(rows.meeting(group))
    client.post(url("session_item", item.pk), sent(record="Erste", version=1))
    answer = client.post(url("session_item", item.pk), sent(record="Zweite", version=1))
    assert answer.status_code == 422
    assert "Erste" in text(answer) and "Zweite" in text(answer)


def test_what_is_not_public_stays_with_members(group, world, browser_for, client):
    hidden = rows.decision(group, title="Personalie", internal=True)
    rows.decision(group, title="Offen für alle")
    reader = browser_for(world.anna)
    listed = text(reader.get(url("decision_list")))
    assert "Offen für alle" in listed and "Personalie" not in listed
    assert reader.get(url("decision_detail", hidden.pk)).status_code == 404
    assert client.get(url("decision_detail", hidden.pk)).status_code == 200


def counted(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_twenty_more_rows_cost_no_further_query(group, client):
    meeting = rows.meeting(group)
    pages = [url("decision_list"), url("proposal_list"), url("session", meeting.pk)]

    def more(times):
        for number in range(times):
            item = rows.item(meeting, title=f"Punkt {number}")
            proposal = rows.proposal(group, topic=rows.topic(), from_body=group)
            rows.decision(group, item=item, proposal=proposal, topic=rows.topic())

    more(2)
    before = [counted(client, page) for page in pages]
    more(20)
    assert [counted(client, page) for page in pages] == before


def test_a_closed_meeting_is_one_package_that_proves_its_files(group, client):
    meeting = rows.meeting(group, state="minutes_out", title="Sitzung <O'Brien> & Co", minutes_out_on=factories.today())
    rows.decision(group, meeting=meeting)
    assert client.get(url("session_archive", meeting.pk)).status_code == 404
    client.post(url("session_step", meeting.pk, "approve"))
    meeting.refresh_from_db()
    assert meeting.state == "minutes_out"
    later = rows.meeting(group, state="planned", held_on=factories.today())
    client.post(url("session_step", meeting.pk, "approve"), {"approved_in": later.pk})
    meeting.refresh_from_db()
    assert meeting.state == "minutes_out", "a meeting that has not begun approves nothing"
    type(later).objects.filter(pk=later.pk).update(state="held")
    client.post(url("session_step", meeting.pk, "approve"), {"approved_in": later.pk})
    package = zipfile.ZipFile(io.BytesIO(client.get(url("session_archive", meeting.pk)).content))
    sums = [line.split("  ") for line in package.read("header/sha256.txt").decode().splitlines()]
    assert len(sums) == 4 and all(hashlib.sha256(package.read(path)).hexdigest() == known for known, path in sums)
    told = ElementTree.fromstring(package.read("header/metadata.xml"))
    assert told.findtext("sitzung/titel") == "Sitzung <O'Brien> & Co"
    assert {each.get("norm") for each in told.iter("datei")} == {"PDF/A-2a, PDF/UA-1"}
    for path in (name for name in package.namelist() if name.endswith(".pdf")):
        with pikepdf.open(io.BytesIO(package.read(path))) as pdf, pdf.open_metadata() as said:
            assert (said["pdfaid:part"], said["pdfaid:conformance"], said["pdfuaid:part"]) == ("2", "A", "1")


def test_what_was_to_be_decided_is_asked_about_before_the_meeting_ends(group, client):
    meeting = rows.meeting(group, state="in_session")
    rows.item(meeting, title="Zwei Kurse", kind="decision")
    rows.item(meeting, title="Bericht", kind="information")
    asked = client.post(url("session_step", meeting.pk, "end")).content.decode()
    meeting.refresh_from_db()
    assert "Zwei Kurse" in asked and "Bericht" not in asked and meeting.state == "in_session"
    client.post(url("session_step", meeting.pk, "end"), {"sure": "1"})
    meeting.refresh_from_db()
    assert meeting.state == "held"
    assert "Nicht behandelt." in str(minutes_paper(meeting, inside=True))


def test_the_invitation_says_when_each_item_begins_and_what_is_not_public(group, client):
    meeting = rows.meeting(group, state="planned", starts=time(10), ends=time(11), opening="Bitte Zahlen mitbringen.")
    rows.item(meeting, title="Begrüßung", minutes=15)
    rows.item(meeting, title="Stellen", minutes=60, internal=True)
    told = str(agenda_paper(meeting, inside=True))
    assert all(words in told for words in ("Bitte Zahlen mitbringen.", "10.00", "10.15", "Stellen (nicht öffentlich)"))
    assert "Bitte Zahlen mitbringen." not in str(minutes_paper(meeting, inside=True))
    assert "Stellen" not in str(agenda_paper(meeting, inside=False))
    assert (
        "dauern zusammen 15 Minuten länger als die Sitzung"
        in client.get(url("meeting_detail", meeting.pk)).content.decode()
    )


def test_decided_but_not_implemented_means_the_same_in_the_register_and_on_the_standing_list(group, client):
    long_ago, soon = factories.today() - timedelta(days=90), factories.today() + timedelta(days=30)
    late = rows.decision(group, title="Zu spät", decided_on=long_ago)
    rows.order(late, due_on=factories.today() - timedelta(days=1))
    rows.decision(group, title="Ohne Auftrag", decided_on=long_ago)
    rows.order(rows.decision(group, title="Noch in der Zeit", decided_on=long_ago), due_on=soon)
    rows.decision(group, title="Gerade beschlossen", decided_on=factories.today())
    rows.decision(group, title="Erledigt", decided_on=long_ago, closed_on=factories.today())
    register = client.get(url("decision_list") + "?unfinished=on")
    listed = text(register)
    standing = text(client.get(url("order_standing")))
    for title, stands in (
        ("Zu spät", True),
        ("Ohne Auftrag", True),
        ("Noch in der Zeit", False),
        ("Gerade beschlossen", False),
        ("Erledigt", False),
    ):
        assert (title in listed, title in standing) == (stands, stands), title


def test_only_years_with_decisions_have_a_paper(group, client):
    assert "als PDF" not in text(client.get(url("decision_list")))
    rows.decision(group, decided_on=date(2021, 6, 25))
    rows.decision(group, decided_on=date(2023, 3, 17))
    page = client.get(url("decision_list")).content.decode()
    assert "Beschlüsse 2023 als PDF" in page and url("decision_year", 2021) in page
    assert url("decision_year", 2022) not in page
    assert client.get(url("decision_year", 2022)).status_code == 404


def test_a_second_decision_on_an_item_needs_a_second_vote(group, client):
    meeting = rows.meeting(group, state="invited")
    item = rows.item(meeting)
    opened(client, meeting)
    vote = {"question": "Zwei Kurse", "way": "vote", "in_favour": 3}
    client.post(url("session_ballot", item.pk), sent(**vote))
    client.post(url("session_decide", item.pk), sent(title="Erster", outcome="accepted", wording="Zwei Kurse."))
    first = Decision.objects.get()
    for outcome in ("sent_back", "accepted"):
        said = sent(title="Zweiter", outcome=outcome, wording="Doch nicht.")
        answer = client.post(url("session_decide", item.pk), said)
        assert answer.status_code == 422 and f"steht schon der Beschluss {first.number}" in text(answer)
        assert "Doch nicht." in text(answer)
    client.post(url("session_ballot", item.pk), sent(**vote))
    assert "Dies wird ein weiterer" in text(client.get(url("session_decide", item.pk)))
    client.post(url("session_decide", item.pk), sent(title="Zweiter", outcome="accepted", wording="Auch in Jüchen."))
    assert Decision.objects.count() == 2


def test_minutes_are_approved_where_the_agenda_says_so(group, client):
    before = rows.meeting(group, state="minutes_out", title="Erste Sitzung", minutes_out_on=factories.today())
    elsewhere = rows.meeting(rows.body("ag", "structure"), state="minutes_out", title="Sitzung der AG")
    meeting = rows.meeting(group, state="invited", title="Zweite Sitzung")
    item = rows.item(meeting, kind="minutes", title="Niederschrift genehmigen")
    page = client.get(url("session_item", item.pk)).content.decode()
    assert "Erste Sitzung" in page and url("session_minutes", before.pk) in page and elsewhere.title not in page
    assert "Genehmigung eintragen" not in page, "nothing is approved before the meeting has begun"
    opened(client, meeting)
    assert "Genehmigung eintragen" in text(client.get(url("session_item", item.pk)))
    said = {"approved_in": meeting.pk, "item": item.pk}
    answer = client.post(url("session_step", before.pk, "approve"), said)
    assert answer.headers["Location"] == url("session_item", item.pk)
    before.refresh_from_db()
    assert (before.state, before.approved_in_id) == ("approved", meeting.pk)


def test_a_vote_that_was_taken_again_counts_no_more(group, client):
    meeting = rows.meeting(group, state="invited")
    item = rows.item(meeting)
    opened(client, meeting)
    client.post(url("session_ballot", item.pk), sent(question="Kurse", way="vote", in_favour=1, against=2))
    client.post(url("session_ballot", item.pk), sent(question="Kurse", way="vote", in_favour=3))
    client.post(url("session_decide", item.pk), sent(title="Kurse", outcome="accepted", wording="Zwei Kurse."))
    assert Decision.objects.get().ballot.in_favour == 3
    assert "Beschluss fehlt noch" not in text(client.get(url("session", meeting.pk)))
    again = client.post(url("session_decide", item.pk), sent(title="Doch nicht", outcome="rejected", wording="Nein."))
    assert again.status_code == 422 and Decision.objects.count() == 1


def test_a_meeting_opens_on_its_day_and_approves_only_while_it_can_decide(group, client):
    ahead = rows.meeting(group, state="invited", held_on=factories.today() + timedelta(days=30))
    assert "Eröffnen lässt sich die Sitzung am" in text(client.get(url("session", ahead.pk)))
    client.post(url("session_step", ahead.pk, "start"))
    ahead.refresh_from_db()
    assert ahead.state == "invited"
    before = rows.meeting(group, state="minutes_out", minutes_out_on=factories.today())
    meeting = rows.meeting(group, state="invited")
    opened(client, meeting, present=1)
    answer = client.post(url("session_step", before.pk, "approve"), {"approved_in": meeting.pk}, follow=True)
    before.refresh_from_db()
    assert before.state == "minutes_out" and "nicht beschlussfähig" in text(answer)
