"""Referrals and the directory of offers on screen."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kim.casework.models import Referral
from tests import factories

pytestmark = pytest.mark.django_db


def page(name, case, *more):
    return reverse(f"casework:{name}", args=[case.pk, *more])


def typed(day):
    return f"{day:%d.%m.%Y}"


def ago(days):
    return factories.today() - timedelta(days=days)


GIVEN = {
    "given-purpose": "Kursplatz", "given-direction": "to", "given-language": "ar", "given-given_on": typed(ago(1)),
    "given-valid_until": typed(ago(-365)), "given-form": "paper", "given-kept_at": "Handakte, Blatt 2",
}  # fmt: skip
CONSENT = {"basis": "consent", "consent": "new", "kinds": ["identity", "contact"], "sent_on": typed(ago(0)), **GIVEN}


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
    assert (sent.basis, sent.data_categories, sent.goal, sent.answer_due_on) == (
        "consent", ["identity", "contact"], goal, factories.today() + timedelta(days=10),
    )  # fmt: skip
    consent = case.consents.get()
    assert sent.consent == consent
    assert (consent.agency, consent.data, consent.given_on) == (offer.agency, ["identity", "contact"], ago(1))
    assert (consent.text_key, consent.text_version, consent.language) == ("consent.declaration", 1, "ar")


def test_who_applies_themselves_lets_nothing_out(anna, case):
    data = {"basis": "by_themselves", "sent_on": typed(ago(0)), "kinds": ["identity"], "data_detail": "Name"}

    anna.post(page("referral_new", case, factories.offer().pk), data)

    sent = case.referrals.get()
    assert (sent.data_categories, sent.data_detail, sent.consent) == ([], "", None)


def test_data_leave_on_a_law_that_is_named(anna, case):
    data = {"basis": "law", "legal_basis": "§ 81 SGB VIII", "sent_on": typed(ago(0)), "kinds": ["identity"]}

    refused = anna.post(page("referral_new", case, factories.offer().pk), data | {"legal_basis": " "})
    anna.post(page("referral_new", case, factories.offer().pk), data)

    assert refused.status_code == 422 and "mit Paragraf" in refused.content.decode()
    assert case.referrals.get().legal_basis == "§ 81 SGB VIII"


def test_a_consent_is_chosen_from_those_that_hold_for_this_agency(anna, case):
    offer = factories.offer()
    fits = factories.consent(case)
    factories.consent(case, withdrawn_on=ago(0), withdrawal_form="talk", withdrawal_noted_by=case.assigned_to,
                      withdrawal_noted_at=timezone.now())  # fmt: skip
    factories.consent(case, given_on=ago(400))
    factories.consent(case, agency=factories.agency("caritas"))
    factories.consent(case, direction="from")
    factories.consent(factories.case(case.assigned_to))

    form = anna.get(page("referral_new", case, offer.pk)).context["form"]
    anna.post(
        page("referral_new", case, offer.pk),
        {"basis": "consent", "consent": fits.pk, "kinds": ["identity"], "sent_on": typed(ago(0))},
    )

    assert [key for key, _label in form.fields["consent"].choices] == [str(fits.pk), "new"]
    assert case.referrals.get().consent == fits


def test_what_the_consent_does_not_name_stays_here_and_what_was_typed_too(anna, case):
    fits, offer = factories.consent(case), factories.offer()
    data = {"basis": "consent", "consent": fits.pk, "kinds": ["identity", "health"], "sent_on": typed(ago(0))}

    answer = anna.post(page("referral_new", case, offer.pk), data | {"reason": "Einziger Kurs"})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Diese Einwilligung nennt nicht: Gesundheit und Pflegebedarf" in html and "Einziger Kurs" in html
    assert not case.referrals.exists()


def test_a_new_consent_and_its_referral_are_recorded_together_or_not_at_all(anna, case):
    answer = anna.post(page("referral_new", case, factories.offer().pk), CONSENT | {"given-kept_at": ""})

    assert answer.status_code == 422
    assert "wo das unterschriebene Papier liegt" in answer.content.decode()
    assert not case.referrals.exists() and not case.consents.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"basis": ""}, "Wählen Sie etwas aus"),
        ({"basis": "because"}, "Auswahl"),
        ({"consent": ""}, "Ohne eine Einwilligung"),
        ({"consent": "99999"}, "Auswahl"),
        ({"given-given_on": "29.02.2023"}, "gibt es nicht"),
        ({"given-given_on": typed(ago(-3))}, "Zukunft"),
        ({"given-valid_until": typed(ago(9))}, "bevor die Einwilligung"),
        ({"given-given_on": typed(ago(1)), "sent_on": typed(ago(5))}, "Keine gültige Einwilligung"),
        ({"given-purpose": " \x00 "}, "steht noch nichts"),
        ({"given-form": "oral"}, "Nennen Sie die Person"),
        ({"kinds": []}, "Kreuzen Sie an"),
        ({"kinds": ["diagnosis"]}, "Auswahl"),
        ({"data_detail": "d" * 301}, "höchstens 300"),
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

    assert answer.status_code == 422
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
