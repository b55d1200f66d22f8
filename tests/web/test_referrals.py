"""Referrals and the directory of offers on screen."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.casework.models import Referral
from tests import factories

pytestmark = pytest.mark.django_db


def page(name, case, *more):
    return reverse(f"casework:{name}", args=[case.pk, *more])


def typed(day):
    return f"{day:%d.%m.%Y}"


def ago(days):
    return factories.today() - timedelta(days=days)


CONSENT = {"basis": "consent", "consent_on": typed(ago(1)), "data_passed": "Name, Telefon", "sent_on": typed(ago(0))}


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


@pytest.fixture
def case(world):
    return factories.case(world.anna)


def test_the_overdue_come_first_and_say_for_how_long(anna, case):
    factories.referral(case, offer=factories.offer("a", title="Frisch"), sent_on=ago(2))
    answered = factories.offer("b", title="Alt und beantwortet")
    factories.referral(case, offer=answered, sent_on=ago(40), state="accepted", answered_on=ago(34))
    factories.referral(case, offer=factories.offer("c", title="Ohne Antwort"), sent_on=ago(19))

    html = anna.get(page("referral_list", case)).content.decode()
    table = html[html.index("<tbody>") :]

    assert table.index("Ohne Antwort") < table.index("Alt und beantwortet") < table.index("Frisch")
    assert "seit 19 Tagen, vereinbart 10" in html
    assert "nach 6 Tagen beantwortet, vereinbart 10" in html


def test_a_referral_with_consent_names_day_and_data(anna, case):
    offer, goal = factories.offer(), factories.goal(case)

    answer = anna.post(page("referral_new", case, offer.pk), CONSENT | {"goal": goal.pk, "reason": "Einziger Kurs"})

    sent = case.referrals.get()
    assert answer.url == page("referral_detail", case, sent.pk)
    assert (sent.basis, sent.data_passed, sent.goal, sent.answer_due_on) == (
        "consent", "Name, Telefon", goal, factories.today() + timedelta(days=10),
    )  # fmt: skip


def test_who_applies_themselves_lets_nothing_out(anna, case):
    data = {"basis": "by_themselves", "sent_on": typed(ago(0))}

    anna.post(page("referral_new", case, factories.offer().pk), data)
    refused = anna.post(page("referral_new", case, factories.offer().pk), data | {"data_passed": "Name"})

    assert case.referrals.get().data_passed == ""
    assert "Lassen Sie dieses Feld leer" in refused.content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"basis": ""}, "Wählen Sie etwas aus"),
        ({"basis": "because"}, "Auswahl"),
        ({"consent_on": ""}, "Ohne den Tag der Einwilligung"),
        ({"consent_on": "29.02.2023"}, "gibt es nicht"),
        ({"consent_on": typed(ago(-3))}, "Zukunft"),
        ({"consent_on": typed(ago(1)), "sent_on": typed(ago(5))}, "Zuerst kommt die Einwilligung"),
        ({"data_passed": " \x00 "}, "Nennen Sie die Daten"),
        ({"data_passed": "d" * 301}, "höchstens 300"),
        ({"reason": "r" * 10_001}, "höchstens 10000"),
        ({"goal": "99999"}, "Wählen Sie"),
        ({"sent_on": ""}, "steht noch nichts"),
        ({"sent_on": "01.01.1899"}, "1900"),
    ],
)
def test_nothing_leaves_without_what_it_needs(anna, case, changes, said):
    answer = anna.post(page("referral_new", case, factories.offer().pk), CONSENT | changes)

    assert said in answer.content.decode()
    assert not case.referrals.exists()


def test_a_goal_of_another_case_cannot_be_linked(anna, world, case):
    foreign = factories.goal(factories.case(world.anna))

    answer = anna.post(page("referral_new", case, factories.offer().pk), CONSENT | {"goal": foreign.pk})

    assert answer.status_code == 200
    assert not case.referrals.exists()


def test_a_double_click_refers_once(anna, case):
    offer = factories.offer()
    for _click in range(2):
        anna.post(page("referral_new", case, offer.pk), CONSENT | {"submission": str(uuid.UUID(int=9))})

    assert case.referrals.count() == 1


def test_an_offer_that_has_ended_cannot_be_chosen(anna, case):
    ended = factories.offer("ended", valid_to=ago(1))

    assert anna.get(page("referral_new", case, ended.pk)).status_code == 404
    assert anna.get(page("referral_new", case, 999_999)).status_code == 404


def test_the_way_of_a_referral_from_waiting_list_to_completion(anna, case):
    referral = factories.referral(case, sent_on=ago(20))

    for days, state in ((15, "waitlisted"), (9, "accepted"), (5, "started"), (0, "completed")):
        version = Referral.objects.get(pk=referral.pk).version
        anna.post(
            page("referral_change", case, referral.pk), {"state": state, "on": typed(ago(days)), "version": version}
        )

    referral.refresh_from_db()
    assert (referral.state, referral.state_since, referral.answered_on) == ("completed", ago(0), ago(15))
    assert "Was ist geschehen?" not in anna.get(page("referral_detail", case, referral.pk)).content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"state": ""}, "Wählen Sie etwas aus"),
        ({"state": "completed"}, "Auswahl"),
        ({"state": "declined"}, "Absagen werden gezählt"),
        ({"decline_reason": "mood"}, "Auswahl"),
        ({"on": typed(ago(-1))}, "Zukunft"),
        ({"on": typed(ago(30))}, "vor der letzten Änderung"),
        ({"on": "31.11.2026"}, "gibt es nicht"),
        ({"note": "n" * 301}, "höchstens 300"),
    ],
)
def test_an_answer_that_cannot_be_says_why(anna, case, changes, said):
    referral = factories.referral(case, sent_on=ago(5))
    data = {"state": "accepted", "on": typed(ago(0)), "version": 1}

    answer = anna.post(page("referral_change", case, referral.pk), data | changes)

    assert said in answer.content.decode()
    assert Referral.objects.get(pk=referral.pk).state == "requested"


def test_a_refusal_names_a_reason_that_is_shown(anna, case):
    referral = factories.referral(case)
    data = {"state": "declined", "on": typed(ago(0)), "decline_reason": "childcare", "note": "erst 2027", "version": 1}

    anna.post(page("referral_change", case, referral.pk), data)

    html = anna.get(page("referral_list", case)).content.decode()
    assert "Kinderbetreuung" in html
    assert "erst 2027" in anna.get(page("referral_detail", case, referral.pk)).content.decode()


def test_two_who_answer_at_once_do_not_overwrite_each_other(anna, case):
    referral = factories.referral(case)
    data = {"state": "accepted", "on": typed(ago(0)), "version": 1}
    anna.post(page("referral_change", case, referral.pk), data)

    late = anna.post(
        page("referral_change", case, referral.pk), {**data, "state": "declined", "decline_reason": "language"}
    )

    assert late.status_code == 200
    assert "Inzwischen hat jemand anderes" in late.content.decode()
    assert Referral.objects.get(pk=referral.pk).state == "accepted"


def test_a_referral_of_another_case_is_not_found(anna, world, case):
    foreign = factories.referral(factories.case(world.anna))

    assert anna.get(page("referral_detail", case, foreign.pk)).status_code == 404
    assert anna.post(page("referral_change", case, foreign.pk), {"state": "accepted"}).status_code == 404


def test_a_closed_case_sends_nobody_anywhere(anna, world):
    closed = factories.case(world.anna, phase="closed")
    referral = factories.referral(closed)

    anna.post(page("referral_new", closed, factories.offer().pk), CONSENT)
    answer = anna.post(
        page("referral_change", closed, referral.pk), {"state": "accepted", "on": typed(ago(0)), "version": 1}
    )

    assert closed.referrals.count() == 1
    assert "Der Fall ist abgeschlossen" in answer.content.decode()
    assert anna.get(page("referral_find", closed)).status_code == 302


def test_offers_for_a_case_begin_with_its_municipality(anna, case):
    factories.offer("here", title="Kurs im Ort", municipalities=[case.municipality.ags])
    factories.offer("all", title="Kurs im ganzen Kreis")
    factories.offer("far", title="Kurs anderswo", municipalities=["05162004"])

    html = anna.get(page("referral_find", case)).content.decode()

    assert "Kurs im Ort" in html
    assert "Kurs im ganzen Kreis" in html
    assert "Kurs anderswo" not in html


@pytest.mark.parametrize(
    "query",
    [
        {"q": "kita betreuung"},
        {"life_area": "housing"},
        {"language": "ar"},
        {"municipality": "05162008"},
        {"sphere": "sgb2"},
    ],
)
def test_each_filter_finds_the_offer_that_fits(anna, query):
    factories.municipality()
    factories.sphere()
    factories.life_area("housing")
    factories.offer(
        "fits", title="Kita-Beratung", description="Betreuung für Kinder", life_areas=["housing"], languages=["ar"],
        municipalities=["05162008"], spheres=["sgb2"],
    )  # fmt: skip
    factories.offer("other", title="Fahrradkurs", municipalities=["05162004"])

    html = anna.get(reverse("casework:offer_list"), query).content.decode()

    assert "Kita-Beratung" in html
    assert "Fahrradkurs" not in html


@pytest.mark.parametrize(
    "query",
    [
        {"q": "x" * 10_000},
        {"q": "\x00\u202e%_\\"},
        {"life_area": "nowhere"},
        {"after": "rubbish"},
        {"before": "e30"},
        {"language": "ابت"},
    ],
)
def test_a_filter_that_makes_no_sense_never_breaks_the_list(anna, query):
    factories.offer()

    assert anna.get(reverse("casework:offer_list"), query).status_code == 200


def test_offers_come_thirty_at_a_time_and_what_is_invented_says_so(anna):
    for number in range(35):
        factories.offer(f"offer{number}", title=f"Kurs {number:02}", synthetic=True)

    first = anna.get(reverse("casework:offer_list"))
    second = anna.get(first.context["pager"]["next"])

    assert "erfunden" in first.content.decode()
    assert "1 bis 30 von 35" in first.content.decode()
    assert "Kurs 34" in second.content.decode()
    assert "Kurs 29" not in second.content.decode()


def test_more_referrals_and_offers_cost_no_further_query(anna, case):
    factories.referral(case, sent_on=ago(30), goal=factories.goal(case))
    factories.referral(case, sent_on=ago(30), state="completed", answered_on=ago(10))
    addresses = [page("referral_list", case), page("referral_find", case), reverse("casework:offer_list")]
    few = {}
    for address in addresses:
        anna.get(address)
        with CaptureQueriesContext(connection) as counted:
            anna.get(address)
        few[address] = len(counted)

    for number in range(20):
        offer = factories.offer(f"more{number}", agency=factories.agency(f"agency{number}"))
        factories.referral(case, offer=offer, goal=factories.goal(case), sent_on=ago(30))
        factories.referral(case, offer=offer, sent_on=ago(30), state="withdrawn")

    for address in addresses:
        with CaptureQueriesContext(connection) as counted:
            anna.get(address)
        assert len(counted) == few[address], address


def test_an_offer_says_who_where_and_how_long(anna):
    factories.life_area("language")
    offer = factories.offer(
        "full", title="Sprachcafé", life_areas=["language"], languages=["ar", "de"], usual_wait_days=60, synthetic=True
    )

    html = anna.get(reverse("casework:offer_detail", args=[offer.pk])).content.decode()

    for words in ("VHS Grevenbroich", "Sprache", "Arabisch, Deutsch", "60 Tage", "den ganzen Kreis", "erfunden"):
        assert words in html
