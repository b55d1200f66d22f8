"""Two people on one record: both versions are seen and nothing is lost."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests import factories


@pytest.fixture(autouse=True)
def _fresh_counters(db):
    cache.clear()


def text(response):
    return response.content.decode()


# Two versions of one record -------------------------------------------------------------------------------


def account_form(client, of):
    page = client.get(reverse("office:account_edit", args=[of.pk]))
    return {
        name: page.context["form"].initial[name] for name in ("first_name", "last_name", "email", "phone", "version")
    }


def test_two_administrators_on_one_account_see_each_others_words(world, browser_for):
    other = factories.user("zweite", role="administrator", in_unit=world.team_a)
    first, second = browser_for(world.admin), browser_for(other)
    mine, theirs = account_form(first, world.ben), account_form(second, world.ben)
    address = reverse("office:account_edit", args=[world.ben.pk])
    assert second.post(address, theirs | {"last_name": "Zweitmann", "phone": "02181 2"}).status_code == 302

    clash = first.post(address, mine | {"last_name": "Erstmann", "phone": "02181 1"})

    assert clash.status_code == 422
    page = text(clash)
    assert "Zwei Fassungen" in page and "gespeichert von K. Zweite, heute" in page
    assert all(word in page for word in ("Erstmann", "Zweitmann", "02181 1", "02181 2"))
    version = clash.context["form"]["version"].value()
    chosen = {
        "last_name": "Erstmann", "take-last_name": "typed", "stored-last_name": "Zweitmann",
        "phone": "02181 1", "take-phone": "stored", "stored-phone": "02181 2",
    }  # fmt: skip
    assert first.post(address, mine | chosen | {"version": version}).status_code == 302
    world.ben.refresh_from_db()
    assert (world.ben.last_name, world.ben.phone) == ("Erstmann", "02181 2")
    assert world.ben.changed_by == world.admin


def test_the_same_change_sent_twice_is_saved_once_and_no_clash(world, browser_for):
    client = browser_for(world.admin)
    data = account_form(client, world.ben) | {"last_name": "Neu"}
    address = reverse("office:account_edit", args=[world.ben.pk])

    assert [client.post(address, data).status_code for _ in range(2)] == [302, 302]
    world.ben.refresh_from_db()
    assert world.ben.version == 2


def test_a_goal_is_chosen_word_by_word(world, browser_for):
    case = factories.case(world.anna)
    goal = factories.goal(case, own_words="alt")
    client = browser_for(world.anna)
    address = f"/faelle/{case.pk}/ziele/{goal.pk}/"
    client.post(address, {"own_words": "aus dem anderen Fenster", "version": 1})

    clash = client.post(address, {"own_words": "aus diesem Fenster", "version": 1})

    assert "aus dem anderen Fenster" in text(clash) and "aus diesem Fenster" in text(clash)
    assert "gespeichert von K. Anna, heute" in text(clash)
    stored = {"take-own_words": "stored", "stored-own_words": "aus dem anderen Fenster"}
    client.post(address, {"own_words": "aus diesem Fenster", "version": 2} | stored)
    goal.refresh_from_db()
    assert goal.own_words == "aus dem anderen Fenster"


@pytest.mark.parametrize(
    ("page", "field", "stored"),
    [("ueberpruefung", "review_on", "review_on"), ("beratung", "agreed_on", "advice_agreed_on")],
)
def test_a_day_on_the_head_is_not_saved_over_unseen(world, browser_for, page, field, stored):
    case = factories.case(world.anna)
    client = browser_for(world.anna)
    sign = 1 if field == "review_on" else -1
    one_day, other = (factories.today() + sign * timedelta(days=n) for n in (5, 6))
    assert client.post(f"/faelle/{case.pk}/{page}/", {field: one_day, "seen": ""}).status_code == 302

    clash = client.post(f"/faelle/{case.pk}/{page}/", {field: other, "seen": ""})

    assert "Zwei Fassungen" in text(clash)
    case.refresh_from_db()
    assert getattr(case, stored) == one_day
    assert client.post(f"/faelle/{case.pk}/{page}/", {field: other, "seen": one_day}).status_code == 302
    case.refresh_from_db()
    assert getattr(case, stored) == other


def test_a_step_that_somebody_else_has_ended_is_not_ended_otherwise_unseen(world, browser_for):
    case = factories.case(world.anna)
    step = factories.measure(factories.goal(case))
    client = browser_for(world.anna)
    address = f"/faelle/{case.pk}/ziele/{step.goal_id}/schritte/{step.pk}/"
    client.post(address, {"state": "done", "version": 1})

    late = client.post(address, {"state": "dropped", "version": 1}, follow=True)

    step.refresh_from_db()
    assert (step.state, step.version, step.changed_by) == ("done", 2, world.anna)
    assert "jemand anderes das geändert" in text(late)


def test_the_note_on_a_referral_stands_beside_the_other_one(world, browser_for):
    case = factories.case(world.anna)
    sent = factories.referral(case)
    client = browser_for(world.anna)
    address = f"/faelle/{case.pk}/vermittlungen/{sent.pk}/stand/"
    day = f"{factories.today():%d.%m.%Y}"
    client.post(address, {"state": "accepted", "on": day, "note": "Platz ab Montag", "version": 1})

    clash = text(client.post(address, {"state": "accepted", "on": day, "note": "Platz ab Dienstag", "version": 1}))

    assert "Zwei Fassungen" in clash
    assert "Platz ab Montag" in clash and "Platz ab Dienstag" in clash


def test_an_account_opened_by_a_double_click_is_one_account(world, browser_for):
    client = browser_for(world.admin)
    form = client.get(reverse("office:account_new")).context["form"]
    data = {
        "submission": str(form.initial["submission"]), "username": "neu", "first_name": "Neu", "last_name": "Da",
        "email": "neu@example.org", "unit": world.team_a.pk, "role": "case_manager",
        "first_day": f"{factories.today():%d.%m.%Y}",
    }  # fmt: skip

    first, second = (client.post(reverse("office:account_new"), data) for _ in range(2))

    made = type(world.anna).objects.get(username="neu")
    assert "neu" in text(first) and first.status_code == 200
    assert second.url == reverse("office:account_edit", args=[made.pk])
