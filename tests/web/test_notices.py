"""The inbox, the number in the bar, the page about mail."""

import re
from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kim.organisation.models import Absence, Membership
from kim.privacy.models import AuditEvent
from kim.workbench.models import MailState, Notice
from tests import factories
from tests.factories import today

INBOX = "/nachrichten/"


def told(recipient, kind="case_received", target=None, *, ago=timedelta(0), **more):
    about = {"target_type": target._meta.label_lower, "target_id": target.pk} if target is not None else {}
    return Notice.objects.create(recipient=recipient, kind=kind, created_at=timezone.now() - ago, **about, **more)


def page(client, url=INBOX):
    response = client.get(url)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode().replace("\xa0", " "))


def test_a_notice_names_the_case_and_leads_there(world, browser_for):
    case = factories.case(world.anna)
    row = told(world.anna, target=case)

    html = page(browser_for(world.anna))

    assert f"{case.person.full_name}, {case.reference}" in html
    assert "Ein Fall wurde Ihnen übergeben." in html
    assert f'href="/nachrichten/{row.pk}/"' in html
    answer = browser_for(world.anna).get(f"/nachrichten/{row.pk}/")
    assert answer.url == reverse("casework:case_detail", args=[case.pk])
    row.refresh_from_db()
    assert row.read_at is not None
    assert not row.mail_due


def test_who_may_no_longer_see_the_case_reads_nothing_about_it(world, browser_for):
    case = factories.case(world.cem)
    row = told(world.anna, "case_given_away", case)

    client = browser_for(world.anna)
    html = page(client)

    assert "Nicht mehr für Sie einsehbar" in html
    assert case.person.family_name not in html
    assert case.reference not in html
    assert client.get(f"/nachrichten/{row.pk}/").url == INBOX


def test_a_protected_name_is_hidden_from_who_sees_the_head_only(world, browser_for):
    case = factories.case(world.anna, person=factories.person(is_protected=True))
    told(world.ben, target=case)

    html = page(browser_for(world.ben))

    assert case.person.family_name not in html
    assert "Name geschützt" in html


def test_every_kind_of_thing_has_its_words(world, browser_for):
    case = factories.case(world.anna)
    absence = Absence.objects.create(
        user=world.ben, deputy=world.anna, first_day=today(), last_day=today(), recorded_by=world.lea
    )
    told(world.anna, "referral_overdue", factories.referral(case))
    told(world.anna, "enquiry_proposed", factories.enquiry(world.anna))
    told(world.anna, "deputy_begins", absence)
    told(world.anna, "role_changed", Membership.objects.get(user=world.anna))
    told(world.anna, "import_failed")
    told(world.anna, "kind_of_another_version")

    html = page(browser_for(world.anna))

    assert "B1-Kurs mit Kinderbetreuung" in html
    assert f"Anfrage vom {today():%d.%m.%Y}, Grevenbroich" in html
    assert "Vertretung für Kim Ben vom" in html
    assert "Case Management, team-a" in html
    assert "Ein Import ist gescheitert." in html


def test_the_deputy_reads_for_whom(world, browser_for):
    Absence.objects.create(
        user=world.anna, deputy=world.ben, first_day=today(), last_day=today(), recorded_by=world.lea
    )
    told(world.ben, target=factories.case(world.anna), stands_in_for=world.anna)

    assert "für Kim Anna" in page(browser_for(world.ben))


def test_unread_ones_come_first_and_days_are_named(world, browser_for):
    told(world.anna, "import_finished", ago=timedelta(days=3))
    told(world.anna, "import_failed", read_at=timezone.now())

    html = page(browser_for(world.anna))

    assert html.index("Ein Import ist abgeschlossen.") < html.index("Ein Import ist gescheitert.")
    assert '<h3 class="kim-notice__day">heute</h3>' in html


def test_nobody_reads_or_marks_notices_of_others(world, browser_for):
    row = told(world.anna, target=factories.case(world.anna))
    client = browser_for(world.ben)

    assert "Sie haben" not in page(client)
    assert "Es gibt keine Nachricht für Sie." in page(client)
    assert client.get(f"/nachrichten/{row.pk}/").status_code == 404
    assert client.post(f"/nachrichten/{row.pk}/gelesen/").status_code == 404
    client.post("/nachrichten/gelesen/")
    row.refresh_from_db()
    assert row.read_at is None


def test_marking_one_kind_leaves_the_others(world, browser_for):
    told(world.anna, "import_finished")
    told(world.anna, "import_failed")

    answer = browser_for(world.anna).post("/nachrichten/gelesen/", {"kind": "import_failed"}, follow=True)

    assert "1 Nachricht ist als gelesen gemerkt." in answer.content.decode()
    assert list(Notice.objects.filter(read_at=None).values_list("kind", flat=True)) == ["import_finished"]


def test_the_filter_shows_one_kind_and_a_wrong_one_shows_all(world, browser_for):
    told(world.anna, "import_finished")
    told(world.anna, "import_failed")
    client = browser_for(world.anna)

    assert "abgeschlossen." not in page(client, f"{INBOX}?kind=import_failed").split("</h1>")[1].split("kim-rows")[1]
    assert "Ein Import ist abgeschlossen." in page(client, f"{INBOX}?kind=nonsense")
    assert "Es gibt keine Nachricht dieser Art." in page(client, f"{INBOX}?kind=mail_down")


def test_what_is_for_the_digest_only_is_not_in_the_inbox(world, browser_for):
    told(world.anna, "follow_up_due")

    html = page(browser_for(world.anna))

    assert "Wiedervorlagen sind" not in html
    assert "kim-bell__count" not in html


@pytest.mark.parametrize(("number", "shown"), [(0, None), (3, "3"), (99, "99"), (140, "99+")])
def test_the_bar_counts_what_is_unread(world, browser_for, number, shown):
    for _number in range(number):
        told(world.anna, "import_finished")

    found = re.search(r'kim-bell__count">([^<]+)<', page(browser_for(world.anna), "/"))

    assert (found.group(1) if found else None) == shown


def test_mein_tag_says_it_in_one_line(world, browser_for):
    assert "ungelesene" not in page(browser_for(world.anna), "/")
    told(world.anna, "import_finished")
    assert "1 ungelesene Nachricht" in page(browser_for(world.anna), "/")


def queries(client, url=INBOX):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def fill(anna, number):
    for _number in range(number):
        case = factories.case(anna)
        told(anna, "case_received", case)
        told(anna, "referral_overdue", factories.referral(case))
        told(anna, "enquiry_proposed", factories.enquiry(anna), read_at=timezone.now())


def test_twenty_more_rows_cost_no_further_query(world, browser_for):
    client = browser_for(world.anna)
    fill(world.anna, 2)
    few = queries(client)
    fill(world.anna, 7)

    assert queries(client) == few


def test_the_bar_costs_one_query(world, browser_for):
    with CaptureQueriesContext(connection) as caught:
        browser_for(world.anna).get("/")

    assert sum("workbench_notice" in query["sql"] for query in caught) == 1


def test_paging_walks_through_everything_once(world, browser_for):
    for number in range(75):
        told(
            world.anna, "import_finished", ago=timedelta(minutes=number), read_at=timezone.now() if number % 2 else None
        )
    client, url, seen = browser_for(world.anna), INBOX, []
    while url:
        html = page(client, url)
        seen += re.findall(r'<div class="kim-when"><span>(\d\d:\d\d)', html)
        following = re.search(r'href="(\?after=[^"]+)" rel="next"', html) or re.search(
            r'href="(\?after=[^"]+)"[^>]*rel="next"', html
        )
        url = INBOX + following.group(1).replace("&amp;", "&") if following else ""

    assert len(seen) == 75


# Mail ------------------------------------------------------------------------------------------------


def test_administrators_see_on_every_page_that_mail_is_down(world, browser_for):
    MailState.objects.create(failures=3, failing_since=timezone.now(), last_error="timeout")

    assert "KIM kann keine Mails verschicken." in page(browser_for(world.admin), "/")
    assert "KIM kann keine Mails verschicken." not in page(browser_for(world.anna), "/")


def test_the_page_about_mail_says_in_plain_words_what_is_wrong(world, browser_for):
    MailState.objects.create(failures=4, failing_since=timezone.now(), last_error="timeout", next_try_at=timezone.now())
    told(world.anna)

    html = page(browser_for(world.admin), "/verwaltung/mail/")

    assert "geht keine Mail hinaus." in html
    assert "Der Mailserver antwortet nicht rechtzeitig." in html
    assert re.search(r"Nachrichten, die auf eine Mail warten</dt><dd>1 ", html)


def test_before_anything_was_sent_the_page_about_mail_stands_as_well(world, browser_for, settings):
    for way in ("smtp", "folder", "off"):
        settings.KIM_MAIL_WAY = way
        assert "Mailversand" in page(browser_for(world.admin), "/verwaltung/mail/")


def test_a_trial_mail_goes_to_oneself(world, browser_for):
    answer = browser_for(world.admin).post("/verwaltung/mail/probe/", follow=True)

    assert "hat eine Probemail an Ihre Adresse angenommen" in answer.content.decode()
    assert [sent.to for sent in outbox.outbox] == [[world.admin.email]]
    assert MailState.objects.get().last_success_at is not None
    assert AuditEvent.objects.filter(kind="mail.tried").exists()


def test_a_trial_mail_to_a_server_that_is_not_there_says_so(world, browser_for, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    answer = browser_for(world.admin).post("/verwaltung/mail/probe/", follow=True)

    assert "Der Mailserver ist nicht erreichbar." in answer.content.decode()
