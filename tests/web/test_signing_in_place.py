"""Sessions that end in the middle of work go on in place."""

import runpy
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests import factories

FETCH = {"X-Kim-Fetch": "1"}


@pytest.fixture(autouse=True)
def _fresh_counters(db):
    cache.clear()


def text(response):
    return response.content.decode()


# Signing in again in place -------------------------------------------------------------------------------


def again(client, login="anna", password="correct horse battery"):
    return client.post("/konto/weiter/", {"login": login, "password": password}, headers=FETCH)


def test_one_signs_in_again_within_the_page_and_gets_a_fresh_token(world, browser_for):
    client = browser_for(world.anna)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/konto/stand/", headers=FETCH).status_code == 401

    answer = again(client)

    assert answer.json()["user"] == str(world.anna.pk)
    assert len(answer.json()["token"]) == 64
    assert client.get("/konto/stand/", headers=FETCH).json()["user"] == str(world.anna.pk)


def test_the_fresh_token_opens_the_forms_of_the_old_page(world):
    client = Client(enforce_csrf_checks=True)
    case = factories.case(world.anna)
    client.get("/konto/anmelden/")
    old = client.cookies["csrftoken"].value
    answer = client.post(
        "/konto/weiter/", {"login": "anna", "password": "correct horse battery", "csrfmiddlewaretoken": old}
    )
    data = {"text": "Anruf", "kind": "talk"}

    with_old = client.post(f"/faelle/{case.pk}/kontakte/", data | {"csrfmiddlewaretoken": old})
    with_new = client.post(f"/faelle/{case.pk}/kontakte/", data | {"csrfmiddlewaretoken": answer.json()["token"]})

    assert (with_old.status_code, with_new.status_code) == (403, 302)


def test_signing_in_in_place_needs_a_token_itself(world):
    client = Client(enforce_csrf_checks=True)

    assert again(client).status_code == 403


def test_a_wrong_password_says_so_in_place(world):
    answer = again(Client(), password="falsch")

    assert answer.status_code == 422
    assert "Name oder Passwort stimmt nicht" in answer.json()["said"]


def test_five_wrong_passwords_in_place_make_the_same_pause_as_on_the_sign_in_page(world):
    client = Client()
    for _ in range(5):
        again(client, password="falsch")

    assert "Zu viele" in again(client).json()["said"]
    assert "Zu viele" in text(client.post("/konto/anmelden/", {"login": "anna", "password": "correct horse battery"}))


@pytest.fixture
def in_production(monkeypatch, settings):
    """What a county at work sets otherwise, read from its settings."""
    from kim.config.settings import base

    monkeypatch.setattr(base, "SECRET_KEY", "x" * 60)
    monkeypatch.setenv("KIM_ALLOWED_HOSTS", "kim.example.org")
    production = runpy.run_module("kim.config.settings.production")
    changed = {name for name in production if name.isupper() and name.startswith(("SECURE_", "SESSION_", "CSRF_"))}
    for name in changed:
        setattr(settings, name, production[name])
    settings.ALLOWED_HOSTS = ["kim.example.org"]
    assert settings.SESSION_COOKIE_SECURE and settings.SECURE_SSL_REDIRECT


def over_tls(client, path, data=None):
    """As the browser's script sends it behind a proxy that speaks TLS."""
    how = {"HTTP_HOST": "kim.example.org", "HTTP_X_FORWARDED_PROTO": "https"}
    if data is None:
        return client.get(path, **how)
    token = client.cookies["csrftoken"].value
    origin = {"HTTP_ORIGIN": "https://kim.example.org", "HTTP_X_CSRFTOKEN": token}
    return client.post(path, data, headers=FETCH, **how, **origin)


def test_signing_in_in_place_works_for_a_county_at_work(world, in_production):
    client = Client(enforce_csrf_checks=True)
    assert over_tls(client, "/konto/anmelden/").status_code == 200
    right = {"login": "anna", "password": "correct horse battery"}

    assert over_tls(client, "/konto/weiter/", right | {"password": "falsch"}).status_code == 422
    answer = over_tls(client, "/konto/weiter/", right)

    assert answer.json()["user"] == str(world.anna.pk)
    assert client.cookies["sessionid"]["secure"]
    assert over_tls(client, "/konto/stand/").json()["user"] == str(world.anna.pk)
    plain = client.get("/konto/stand/", HTTP_HOST="kim.example.org")
    assert (plain.status_code, plain.url[:8]) == (301, "https://")


def test_five_wrong_passwords_make_a_pause_for_a_county_at_work(world, in_production):
    client = Client(enforce_csrf_checks=True)
    over_tls(client, "/konto/anmelden/")
    wrong = {"login": "anna", "password": "falsch"}
    answers = [over_tls(client, "/konto/weiter/", wrong) for _time in range(6)]

    assert "Zu viele" in answers[-1].json()["said"]


def test_a_closed_account_does_not_come_in_this_way(world):
    world.anna.is_active = False
    world.anna.save()

    assert again(Client()).status_code == 422


def test_somebody_else_who_signs_in_there_is_named_as_themselves(world, browser_for):
    client = browser_for(world.anna)
    case = factories.case(world.anna)
    typed = {"field": "text", "text": "Vertrauliches"}
    client.post(f"/entwuerfe/contact-{case.pk}/aufheben/", typed, headers={"X-Kim-Fetch": "1"})

    answer = again(client, "ben")

    assert answer.json()["user"] == str(world.ben.pk)
    assert client.get(f"/entwuerfe/contact-{case.pk}/", headers=FETCH).status_code == 404
    assert "Vertrauliches" not in text(client.get("/entwuerfe/"))


def test_the_frame_says_how_long_a_session_lives(world, browser_for, settings):
    settings.SESSION_COOKIE_AGE = 1800

    assert 'data-idle="1800"' in text(browser_for(world.anna).get("/"))
