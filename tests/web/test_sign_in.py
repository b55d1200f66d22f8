"""Signing in and out, staying signed in, and nothing typed being lost on the way."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kim.organisation.models import User
from kim.privacy.models import Installation
from tests import factories

PASSWORD = "correct horse battery"
LOGIN = "/konto/anmelden/"


@pytest.fixture(autouse=True)
def _fresh_counters(db):
    cache.clear()


def sign_in(client, name="anna", password=PASSWORD, **more):
    return client.post(LOGIN, {"login": name, "password": password, **more})


def text(response):
    return response.content.decode()


@pytest.fixture
def demo(world):
    Installation.objects.create(demo=True)
    User.objects.filter(pk=world.anna.pk).update(username="brandes", synthetic=True)


# By name and password -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["anna", "anna@example.org"])
def test_name_or_address_and_password_lead_to_my_day(world, name):
    response = sign_in(Client(), name)

    assert response.url == "/"


def test_a_wrong_password_says_so_without_saying_who_exists(world):
    client = Client()

    known, unknown = sign_in(client, "anna", "falsch"), sign_in(client, "niemand", "falsch")

    def fault(response):
        page = text(response)
        return page[page.index("kim-errsum") : page.index("</ul>", page.index("kim-errsum"))]

    assert known.status_code == unknown.status_code == 200
    assert fault(known) == fault(unknown)


def test_five_wrong_passwords_make_a_pause_for_this_name(world):
    client = Client()
    for _ in range(5):
        sign_in(client, "anna", "falsch")

    even_the_right_one = sign_in(client)

    assert even_the_right_one.status_code == 200
    assert "Zu viele" in text(even_the_right_one)
    assert sign_in(Client(), "ben").status_code == 302


def test_one_gets_back_to_the_page_asked_for(world):
    client = Client()

    asked = client.get("/anfragen/?view=team")
    page = client.get(asked.url)
    back = parse_qs(urlsplit(asked.url).query)["next"][0]

    assert "/anfragen/?view=team" in text(page)
    assert sign_in(client, next=back).url == "/anfragen/?view=team"


@pytest.mark.parametrize(
    "elsewhere", ["https://boese.example/", "//boese.example/", "javascript:alert(1)", "\\\\boese.example"]
)
def test_one_never_gets_elsewhere(world, elsewhere):
    assert sign_in(Client(), next=elsewhere).url == "/"


def test_a_form_sent_without_a_session_leads_back_to_its_page(world):
    client = Client()

    response = client.post("/anfragen/neu/", {}, headers={"Referer": "http://testserver/anfragen/neu/"})
    back = parse_qs(urlsplit(response.url).query)["next"][0]

    assert urlsplit(response.url).path == LOGIN
    assert sign_in(client, next=back).url.endswith("/anfragen/neu/")


def test_an_idle_session_ends(world, browser_for):
    client = browser_for(world.anna)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert urlsplit(client.get("/").url).path == LOGIN


def test_work_keeps_the_session_alive(world, browser_for):
    client = browser_for(world.anna)
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=1))

    client.get("/")

    assert Session.objects.get().expire_date > timezone.now() + timedelta(minutes=50)


def test_htmx_without_a_session_gets_no_page_to_swap(world):
    response = Client().get("/anfragen/", headers={"HX-Request": "true"})

    assert response.status_code == 401
    assert response.content == b""


def test_a_form_older_than_the_sign_in_can_be_opened_anew(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.anna, backend="allauth.account.auth_backends.AuthenticationBackend")

    response = client.post("/anfragen/neu/", {}, headers={"Referer": "http://testserver/anfragen/neu/"})

    assert response.status_code == 403
    assert 'href="/anfragen/neu/"' in text(response)


def test_the_way_back_from_an_old_form_is_never_a_foreign_one(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.anna, backend="allauth.account.auth_backends.AuthenticationBackend")

    response = client.post("/anfragen/neu/", {}, headers={"Referer": "http://boese.example/x"})

    assert "boese.example" not in text(response)


def test_texts_are_kept_by_the_browser_under_a_key_of_their_own(world, browser_for):
    enquiry = factories.enquiry(world.anna)
    client = browser_for(world.anna)

    assert 'data-kim-keep="enquiry-new-matter"' in text(client.get("/anfragen/neu/"))
    assert f'data-kim-keep="triage-{enquiry.pk}-reason"' in text(
        client.get(reverse("casework:triage", args=[enquiry.pk]))
    )


def test_the_language_can_be_chosen_before_signing_in(world):
    client = Client()

    client.post(reverse("set_language"), {"language": "en", "next": LOGIN})

    assert "Sign in" in text(client.get(LOGIN))


# Personas -------------------------------------------------------------------------------------------


def test_in_a_demonstration_one_click_is_enough(demo, world):
    client = Client()

    offered = text(client.get(LOGIN))
    response = client.post(reverse("persona", args=["brandes"]))

    assert "Kim Anna, Case Managerin für Grevenbroich und Jüchen" in offered
    assert response.url == "/"
    assert client.get("/").status_code == 200


def test_the_personas_have_a_page_of_their_own(demo):
    assert "Vorführung: anmelden als" in text(Client().get(reverse("personas")))


@pytest.mark.parametrize("name", ["ben", "lea", "admin", "niemand"])
def test_nobody_else_can_be_signed_in_as_by_one_click(demo, world, name):
    assert Client().post(reverse("persona", args=[name])).status_code == 404


def test_a_real_person_of_a_personas_name_is_none(demo, world):
    User.objects.update(synthetic=False)

    assert Client().post(reverse("persona", args=["brandes"])).status_code == 404


def test_production_settings_know_no_personas(demo, settings):
    settings.DEMO_ALLOWED = False

    assert Client().post(reverse("persona", args=["brandes"])).status_code == 404
    assert "anmelden als" not in text(Client().get(LOGIN))


def test_a_real_database_knows_no_personas(demo):
    Installation.objects.update(demo=False)

    assert Client().post(reverse("persona", args=["brandes"])).status_code == 404


def test_a_persona_goes_to_the_page_asked_for_but_never_elsewhere(demo):
    address = reverse("persona", args=["brandes"])

    assert Client().post(address, {"next": "/anfragen/"}).url == "/anfragen/"
    assert Client().post(address, {"next": "https://boese.example/"}).url == "/"


# A new password -------------------------------------------------------------------------------------


def change(browser, old=PASSWORD, new="vier Wörter ohne Bezug", again="vier Wörter ohne Bezug"):
    return browser.post("/konto/passwort/", {"oldpassword": old, "password1": new, "password2": again})


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"old": "falsch"}, "Das ist nicht Ihr jetziges Passwort."),
        ({"again": "vier andere Wörter hier"}, "Das ist nicht dasselbe wie das neue Passwort darüber."),
        ({"new": "kurz", "again": "kurz"}, "mindestens 12 Zeichen"),
    ],
)
def test_a_new_password_that_does_not_do_is_refused_in_formal_words(world, browser_for, typed, said):
    page = text(change(browser_for(world.anna), **typed))

    assert said in page
    assert not any(word in page for word in (" du ", " Du ", "Du musst", " dein", "versuche es"))
    assert "Jetziges Passwort" in page and "Aktuelles Passwort" not in page


def test_a_new_password_counts_from_the_next_sign_in(world, browser_for):
    assert change(browser_for(world.anna)).status_code == 302

    assert sign_in(Client(), password="vier Wörter ohne Bezug").status_code == 302
    assert sign_in(Client()).status_code == 200


def test_the_pause_after_many_wrong_passwords_says_how_long_and_whom_to_ask(world):
    client = Client()
    for _ in range(6):
        page = text(sign_in(client, password="falsch"))

    assert "Warten Sie fünf Minuten" in page
    assert "Administration" in page
