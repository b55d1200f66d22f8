"""What somebody sets for themselves: it holds on every machine, and on every page."""

from datetime import time

import pytest
from django.test import Client

from kim.privacy.models import AuditEvent
from kim.workbench.kinds import KINDS
from kim.workbench.models import NoticePreference

LOOK = "/einstellungen/"
WHEN = "/einstellungen/nachrichten/"
CHOSEN = {"language": "de", "theme": "dark", "text_size": "huge", "start_page": "cases", "shortcuts": "on"}
LOGIN = {"login": "anna", "password": "correct horse battery"}


def root_of(response):
    return response.content.decode().split("<html", 1)[1].split(">", 1)[0]


def test_settings_are_kept_with_the_account_on_another_machine(world, browser_for):
    browser_for(world.anna).post(LOOK, CHOSEN)

    elsewhere = browser_for(world.anna)
    root = root_of(elsewhere.get("/"))

    assert 'data-kern-theme="dark"' in root
    assert 'data-kim-text="huge"' in root
    assert elsewhere.cookies["kim_theme"].value == "dark", "the sign-in page of this machine follows"


def test_the_account_counts_more_than_what_somebody_left_in_this_browser(world, browser_for):
    client = browser_for(world.anna)
    client.cookies["kim_theme"] = "dark"

    response = client.get("/")

    assert "data-kern-theme" not in root_of(response)
    assert client.cookies["kim_theme"].value == ""


def test_the_sign_in_page_keeps_to_the_cookie(db):
    client = Client()
    client.cookies["kim_theme"] = "dark"
    client.cookies["kim_language"] = "en"

    page = client.get("/konto/anmelden/")

    assert 'data-kern-theme="dark"' in root_of(page)
    assert 'lang="en"' in root_of(page)


def test_the_language_belongs_to_the_person(world, browser_for):
    browser_for(world.anna).post(LOOK, CHOSEN | {"language": "en"})

    elsewhere = browser_for(world.anna)
    assert 'lang="en"' in root_of(elsewhere.get("/"))
    elsewhere.post("/sprache/", {"language": "de", "next": "/"})
    assert 'lang="de"' in root_of(browser_for(world.anna).get("/")), "the menu in the bar sets it as well"
    elsewhere.post("/sprache/", {"language": "de", "next": "/"})
    told = AuditEvent.objects.filter(kind="settings.language_changed", actor_id=world.anna.pk).order_by("id")
    assert [event.payload["after"] for event in told] == ["en", "de"]


@pytest.mark.parametrize(
    ("page", "address"),
    [("", "/"), ("cases", "/faelle/"), ("notices", "/nachrichten/"), ("nonsense", "/")],
)
def test_signing_in_leads_to_the_chosen_page(world, page, address):
    world.anna.start_page = page
    world.anna.save()

    assert Client().post("/konto/anmelden/", LOGIN).url == address


def test_a_first_page_one_may_not_open_any_more_means_mein_tag(world):
    world.stranger.start_page = "cases"
    world.stranger.save()

    assert Client().post("/konto/anmelden/", LOGIN | {"login": "stranger"}).url == "/"


def test_an_asked_for_page_comes_before_the_chosen_one(world):
    world.anna.start_page = "notices"
    world.anna.save()

    assert Client().post("/konto/anmelden/?next=/faelle/", LOGIN | {"next": "/faelle/"}).url == "/faelle/"


def test_one_may_begin_only_with_pages_one_may_open(world, browser_for):
    page = browser_for(world.admin).get(LOOK).content.decode()

    assert "Anfragen" not in page.split("id_start_page")[1].split("</select>")[0]
    assert browser_for(world.admin).post(LOOK, CHOSEN | {"start_page": "cases"}).status_code == 422


def test_keys_can_be_switched_off(world, browser_for):
    client = browser_for(world.anna)
    assert 'data-kim-keys="a=/anfragen/neu/ gt=/ gf=/faelle/' in root_of(client.get("/"))

    client.post(LOOK, {name: value for name, value in CHOSEN.items() if name != "shortcuts"})

    page = client.get("/")
    assert "data-kim-keys" not in root_of(page)
    assert "aria-keyshortcuts" not in page.content.decode()
    assert "abgeschaltet" in client.get("/hilfe/tasten/").content.decode()


def test_the_page_about_keys_names_only_what_one_may_do(world, browser_for):
    assert "Eine neue Anfrage aufnehmen" in browser_for(world.anna).get("/hilfe/tasten/").content.decode()
    assert "Eine neue Anfrage aufnehmen" not in browser_for(world.admin).get("/hilfe/tasten/").content.decode()


def test_the_page_about_keys_and_the_script_agree():
    from pathlib import Path

    import kim
    from kim.web.settings.keys import KEYS

    script = (Path(kim.__file__).parent / "web/static/kim/js/shortcuts.js").read_text(encoding="utf-8")
    for key in KEYS:
        assert key.page or f'"{key.keys[0]}"' in script, key


def when(**more):
    """The page as it stands for somebody who has changed nothing, but for three kinds."""
    kinds = {kind.key: kind.default for kind in KINDS.values() if kind.by_mail}
    kinds |= {"case_received": "digest", "case_given_away": "never", "follow_up_due": "never"}
    return {f"kind_{key}": value for key, value in kinds.items()} | {"digest_at": "08:15"} | more


def test_when_kim_writes_is_stored_as_far_as_it_differs(world, browser_for):
    answer = browser_for(world.anna).post(WHEN, when(quiet_from="18", quiet_to="6.45", quiet_days_off="on"))

    assert answer.status_code == 302
    stored = NoticePreference.objects.get(user=world.anna)
    assert stored.channels == {"case_received": "digest", "case_given_away": "never", "follow_up_due": "never"}
    assert (stored.digest_at, stored.quiet_from, stored.quiet_to) == (time(8, 15), time(18), time(6, 45))
    assert 'value="06:45"' in browser_for(world.anna).get(WHEN).content.decode()
    told = AuditEvent.objects.get(kind="settings.mail_changed")
    assert (told.actor_id, "quiet_from" in told.payload["fields"]) == (world.anna.pk, True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"digest_at": "25:00"}, "Das ist keine Uhrzeit."),
        ({"digest_at": ""}, "Hier steht noch nichts."),
        ({"digest_at": "05:59"}, "Wählen Sie eine Zeit zwischen 06:00 und 20:00."),
        ({"quiet_from": "18:00"}, "Ruhezeiten brauchen beides"),
        ({"quiet_from": "18:00", "quiet_to": "18:00"}, "Beide Zeiten sind gleich."),
        ({"quiet_from": "١٨:٠٠", "quiet_to": "6"}, "Das ist keine Uhrzeit."),
        ({"kind_case_received": "never"}, ""),
        ({"kind_follow_up_due": "at_once"}, ""),
    ],
)
def test_what_makes_no_sense_is_said_at_the_field(world, browser_for, typed, said):
    answer = browser_for(world.anna).post(WHEN, when(**typed))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not NoticePreference.objects.exists()


@pytest.mark.parametrize(
    ("typed", "meant"), [("7", time(7)), ("730", time(7, 30)), ("7 Uhr", time(7)), ("07.30 Uhr", time(7, 30))]
)
def test_times_are_read_as_people_write_them(world, browser_for, typed, meant):
    assert browser_for(world.anna).post(WHEN, when(digest_at=typed)).status_code == 302
    assert NoticePreference.objects.get().digest_at == meant


def test_whoever_has_a_mailbox_that_refuses_is_told(world, browser_for):
    NoticePreference.objects.create(user=world.anna, refused=2)

    assert "Ihr Postfach lehnt die Mails von KIM ab." in browser_for(world.anna).get(WHEN).content.decode()
