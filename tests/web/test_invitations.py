"""Invitations, papers, personal links and series on the page."""

import uuid
from datetime import date, timedelta

import pymupdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.documents import Head, Paragraph, Report, render_report
from kim.steering.actions import links
from kim.steering.models import Delivery, Meeting, Paper, SeatHolder
from tests import factories
from tests import factories_steering as rows
from tests.web.test_enquiries import text


def url(name, *args):
    return reverse(f"steering:{name}", args=args)


def sent(**values):
    return {"submission": str(uuid.uuid4())} | values


@pytest.fixture
def client(world, browser_for):
    return browser_for(factories.user("kira", role="assistant", in_unit=world.team_a))


@pytest.fixture
def meeting(world):
    group = rows.body()
    rows.seat(group, world.ben, name="Stadt Neuss")
    rows.seat(group, "Máire O'Brien", name="Stadt Kaarst")
    rows.seat(group, "Jörg Nix", name="Stadt Jüchen")
    SeatHolder.objects.filter(name="Máire O'Brien").update(email="obrien@example.org")
    made = rows.meeting(group, state="planned", held_on=factories.today() + timedelta(days=5), title="Dritte Sitzung")
    rows.item(made, "Kurse mit Kinderbetreuung")
    return made


def test_an_invitation_on_short_notice_asks_for_the_reason_and_tells_what_went_out(client, meeting):
    page = text(client.get(url("meeting_invite", meeting.pk)))
    assert "Jörg Nix" in page and "1 Person hat keine Adresse" in page and "14 Tage" in page

    refused = client.post(url("meeting_invite", meeting.pk), sent(text="Herzliche Einladung"))
    assert refused.status_code == 422 and "Herzliche Einladung" in refused.content.decode()
    form = sent(text="Herzliche Einladung", late_reason="Die Frist des Landes läuft ab.")
    for _again in range(2):
        assert client.post(url("meeting_invite", meeting.pk), form).status_code == 302
    assert Delivery.objects.count() == 3

    after = text(client.get(url("meeting_invite", meeting.pk)))
    assert "Die Frist des Landes läuft ab." in after and "Jörg Nix: keine Adresse" in after
    group = meeting.body
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(url("meeting_invite", meeting.pk))
    for number in range(20):
        rows.seat(group, f"Mitglied {number}", name=f"Sitz {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(url("meeting_invite", meeting.pk))
    assert len(many) <= len(few) + 1


def test_papers_are_looked_at_replaced_and_read_by_link_only_for_their_meeting(client, meeting, world, browser_for):
    head = Head(county="Kreis", unit="KIM", colour="", logo=None, logo_alt="")
    report = Report(
        head=head, title="Bericht", subtitle="", author="", on=factories.today(), parts=(Paragraph("Kurse"),)
    )
    pdf = SimpleUploadedFile("Bericht.pdf", render_report(report))
    bad = SimpleUploadedFile("Bericht.pdf", b"MZ\x00\x01")
    new = url("paper_new", meeting.pk)
    assert client.post(new, sent(title="Bericht", file=bad)).status_code == 422
    assert client.post(new, sent(title="Bericht", file=pdf)).status_code == 302
    paper = Paper.objects.get()
    assert paper.versions.get().pages == 1
    newer = SimpleUploadedFile("Bericht.txt", b"Neuer Stand")
    assert client.post(url("paper_detail", paper.pk), sent(file=newer)).status_code == 302
    page = text(client.get(url("meeting_detail", meeting.pk)))
    assert "Fassung 2" in page and "Bericht.txt" in page
    assert browser_for(world.ben).get(url("paper_file", paper.pk, 1)).status_code == 200
    assert browser_for(world.anna).get(url("paper_file", paper.pk, 1)).status_code == 404

    token = links.issue(meeting=meeting, holder=SeatHolder.objects.get(email="obrien@example.org"))
    outside = Client()
    opened = outside.get(url("link_page", token))
    assert "Kurse mit Kinderbetreuung" in text(opened) and "<nav" not in opened.content.decode()
    assert opened["X-Robots-Tag"].startswith("noindex") and "no-store" in opened["Cache-Control"]
    assert outside.get(url("link_paper", token, paper.pk, 2)).content == b"Neuer Stand"
    foreign = Paper.objects.create(meeting=rows.meeting(meeting.body), title="Fremd")
    assert outside.get(url("link_paper", token, foreign.pk, 1)).status_code == 404
    assert outside.get(url("link_minutes", token)).status_code == 404
    assert outside.get(url("meeting_detail", meeting.pk)).status_code == 302

    holder = SeatHolder.objects.get(email="obrien@example.org")
    client.post(url("meeting_link_revoke", meeting.pk, holder.pk))
    closed, wrong = outside.get(url("link_page", token)), outside.get(url("link_page", "x" * 43))
    assert closed.status_code == wrong.status_code == 404
    main = [page.split("<main")[1].split("</main>")[0] for page in (text(closed), text(wrong))]
    assert main[0] == main[1] and "Dieser Link öffnet nichts" in text(closed)


def test_a_series_names_holidays_leaves_them_out_and_changes_from_one_on(client):
    group = rows.body("ag-fallebene", "case")
    year = factories.today().year + 1
    form = {"body": group.pk, "title": "AG", "first_on": f"01.05.{year}", "until": f"31.12.{year}", "rhythm": "m3"}
    form |= {"starts": "10:00", "ends": "12:00", "place": "Kreishaus"}
    shown = client.post(url("series_new"), sent(**form))
    assert shown.status_code == 200 and "Erster Mai" in text(shown).replace("Tag der Arbeit", "Erster Mai")
    assert f'value="{year}-05-01" checked' not in shown.content.decode()
    days = (date(year, 8, 1), date(year, 11, 1))
    weekday = date(year, 5, 1).weekday()
    third = [day + timedelta(days=(weekday - day.weekday()) % 7) for day in days]

    made = sent(**form, make="1", days=[each.isoformat() for each in third])
    for _again in range(2):
        assert client.post(url("series_new"), made).status_code == 302
    planned = list(Meeting.objects.order_by("held_on"))
    assert [each.held_on for each in planned] == third

    client.post(
        url("series_following", planned[0].pk),
        sent(held_on=f"{third[0] + timedelta(days=2):%d.%m.%Y}", starts="14:00", ends="15:00", place="Rathaus"),
    )
    moved = list(Meeting.objects.order_by("held_on").values_list("held_on", "place"))
    assert moved == [(each + timedelta(days=2), "Rathaus") for each in third]


def test_a_paper_of_two_hundred_pages_is_taken_counted_and_read_again_as_it_was(client, meeting):
    made = pymupdf.open()
    for number in range(200):
        made.new_page().insert_text((72, 72), f"Seite {number + 1}")
    content = made.tobytes()

    client.post(
        url("paper_new", meeting.pk), sent(title="Sozialbericht", file=SimpleUploadedFile("Bericht.pdf", content))
    )

    paper = Paper.objects.get()
    assert paper.versions.get().pages == 200
    assert "200 Seiten" in text(client.get(url("meeting_detail", meeting.pk)))
    assert client.get(url("paper_file", paper.pk, 1)).content == content
