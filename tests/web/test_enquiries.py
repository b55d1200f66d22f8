"""From the first call to an open case: taking down, deciding, opening."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.casework.models import Case, Enquiry, Triage
from kim.law.target_group import MESSAGE_KEYS
from kim.organisation.models import PostCatchment
from kim.web.casework.findings import SENTENCES
from tests import factories

TODAY = factories.today
ADULT = {
    "key": "age",
    "kind": "age_between",
    "label_de": "18 bis 35 Jahre alt",
    "label_en": "18 to 35",
    "params": {"min": 18, "max": 35},
}
ARRIVED = {"key": "arrived", "kind": "refugee_or_newcomer", "label_de": "Geflüchtet", "label_en": "Refugee"}
STAGE = {"key": "s1", "label_de": "Stufe 1", "label_en": "Stage 1", "criteria": [ADULT, ARRIVED]}


def new(**values):
    return {
        "received_on": f"{TODAY():%d.%m.%Y}", "channel": factories.channel().pk, "description": "Frau, 27, mit zwei Kindern",
        "submission": str(uuid.uuid4()),
    } | values  # fmt: skip


def take_down(client, **values):
    return client.post(reverse("casework:enquiry_new"), new(**values))


def decide(client, enquiry, **values):
    data = {"version": enquiry.version, "submission": str(uuid.uuid4())} | values
    return client.post(reverse("casework:triage", args=[enquiry.pk]), data)


def person(**values):
    return {"family_name": "Haddad", "submission": str(uuid.uuid4())} | values


def text(response):
    return response.content.decode()


# Taking down ----------------------------------------------------------------------------------------


def test_an_enquiry_needs_no_name(world, browser_for):
    response = take_down(browser_for(world.anna))

    enquiry = Enquiry.objects.get()
    assert response.url == reverse("casework:enquiry_detail", args=[enquiry.pk])
    assert (enquiry.family_name, enquiry.birth_given, enquiry.interpreter) == ("", "not_asked", "not_asked")


def test_an_enquiry_goes_to_the_case_manager_of_the_place(world, browser_for):
    take_down(browser_for(world.ben), municipality=factories.municipality().pk)

    assert Enquiry.objects.get().proposed_for == world.anna


def test_neither_name_nor_words_is_too_little(world, browser_for):
    response = take_down(browser_for(world.anna), description="")

    assert "Geben Sie einen Namen an" in text(response)
    assert not Enquiry.objects.exists()


def test_sending_the_form_twice_makes_one_enquiry(world, browser_for):
    client, data = browser_for(world.anna), new()

    for _ in range(2):
        assert client.post(reverse("casework:enquiry_new"), data).status_code == 302

    assert Enquiry.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("received_on", "31.02.2026", "Den 31.02.2026 gibt es nicht."),
        ("received_on", "01.01.2999", "Zukunft"),
        ("received_on", "01.01.1899", "vor 1900"),
        ("received_on", "", ""),
        ("birth", "29.02.1993", "Den 29.02.1993 gibt es nicht."),
        ("birth", "14.03.2999", "Zukunft"),
        ("birth", "vielleicht", "14.03.1994"),
        ("description", "x" * 10_000, "200"),
        ("given_name", "x" * 10_000, "120"),
        ("matter", "x" * 10_001, "10000"),
        ("channel", "999999", ""),
        ("language", "xxx", ""),
    ],
)
def test_bad_input_comes_back_with_its_reason(world, browser_for, field, value, fault):
    response = take_down(browser_for(world.anna), **{field: value})

    assert response.status_code == 422
    assert fault in text(response)
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "stored"),
    [
        ("family_name", "سمر حداد", "سمر حداد"),
        ("family_name", "A\u202eB\x00C", "ABC"),
        ("description", "🙂 ruft wieder an", "🙂 ruft wieder an"),
        ("matter", "Zeile 1\r\nZeile 2", "Zeile 1\nZeile 2"),
    ],
)
def test_foreign_and_hidden_characters_do_no_harm(world, browser_for, field, value, stored):
    take_down(browser_for(world.anna), **{field: value})

    assert getattr(Enquiry.objects.get(), field) == stored


@pytest.mark.parametrize(
    ("typed", "parts"), [("29.02.1996", (1996, 2, 29)), ("03.1994", (1994, 3, None)), ("1994", (1994, None, None))]
)
def test_parts_of_a_birth_date_are_enough(world, browser_for, typed, parts):
    take_down(browser_for(world.anna), birth=typed)

    enquiry = Enquiry.objects.get()
    assert (enquiry.birth_year, enquiry.birth_month, enquiry.birth_day) == parts


# The list -------------------------------------------------------------------------------------------


def test_the_list_shows_mine_first_and_the_teams_on_request(world, browser_for):
    factories.enquiry(world.anna, description="Für Anna", proposed_for=world.anna)
    factories.enquiry(world.anna, description="Für Ben", proposed_for=world.ben)
    client, address = browser_for(world.anna), reverse("casework:enquiry_list")

    mine, team = text(client.get(address)), text(client.get(address + "?view=team"))

    assert "Für Anna" in mine and "Für Ben" not in mine
    assert "Für Ben" in team


def test_whoever_waits_longest_stands_on_top(world, browser_for):
    factories.enquiry(world.anna, description="Zweite")
    factories.enquiry(world.anna, description="Erste", received_on=TODAY() - timedelta(days=9))

    listed = text(browser_for(world.anna).get(reverse("casework:enquiry_list")))

    assert listed.index("Erste") < listed.index("Zweite")


def test_another_teams_enquiries_are_not_listed(world, browser_for):
    factories.enquiry(world.anna, description="Nur Team A")

    assert "Nur Team A" not in text(browser_for(world.cem).get(reverse("casework:enquiry_list") + "?view=team"))


def test_rows_cost_no_further_query_and_pages_go_on(world, browser_for):
    client, address = browser_for(world.anna), reverse("casework:enquiry_list") + "?view=team"
    for _ in range(3):
        factories.enquiry(world.anna, proposed_for=world.anna, referrer=factories.agency())
    with CaptureQueriesContext(connection) as few:
        client.get(address)

    for _ in range(20):
        factories.enquiry(world.anna, proposed_for=world.anna, referrer=factories.agency())
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    for _ in range(20):
        factories.enquiry(world.anna)
    first = text(client.get(address))

    assert len(many) == len(few)
    assert "Anfragen 1 bis 30 von 43" in first
    following = re.search(r'href="([^"]*after=[^"]*)"', first)[1].replace("&amp;", "&")
    assert "Anfragen 31 bis 43 von 43" in text(client.get(following))


@pytest.mark.parametrize("query", ["?state=nonsense", "?after=%00", "?after=abc", "?view=x&before=e30"])
def test_odd_addresses_of_the_list_are_answered(world, browser_for, query):
    assert browser_for(world.anna).get(reverse("casework:enquiry_list") + query).status_code == 200


# Correcting -----------------------------------------------------------------------------------------


def test_two_people_editing_see_both_versions(world, browser_for):
    enquiry = factories.enquiry(world.anna, matter="alt")
    address = reverse("casework:enquiry_edit", args=[enquiry.pk])
    first, second = new(version=1, matter="Bens Fassung"), new(version=1, matter="Annas Fassung")
    browser_for(world.ben).post(address, first)
    client = browser_for(world.anna)

    clash = client.post(address, second)

    assert "Zwei Fassungen" in text(clash)
    assert "Bens Fassung" in text(clash) and "Annas Fassung" in text(clash)
    version = re.search(r'name="version" value="(\d+)"', text(clash))[1]
    assert client.post(address, second | {"version": version}).status_code == 302
    assert Enquiry.objects.get().matter == "Annas Fassung"


def test_sending_the_same_correction_twice_is_harmless(world, browser_for):
    enquiry = factories.enquiry(world.anna)
    address, data = reverse("casework:enquiry_edit", args=[enquiry.pk]), new(version=1, matter="Neu")
    client = browser_for(world.anna)

    assert [client.post(address, data).status_code for _ in range(2)] == [302, 302]


def test_a_decided_enquiry_is_not_changed_any_more(world, browser_for):
    enquiry = factories.enquiry(world.anna, state="declined")

    response = browser_for(world.anna).post(reverse("casework:enquiry_edit", args=[enquiry.pk]), new(version=1))

    assert response.status_code == 302
    assert Enquiry.objects.get().description == enquiry.description


# Triage ---------------------------------------------------------------------------------------------


def test_every_reason_of_the_rule_has_a_sentence():
    assert set(SENTENCES) == MESSAGE_KEYS


def test_triage_explains_criterion_by_criterion(world, browser_for):
    factories.target_group([STAGE])
    enquiry = factories.enquiry(world.anna, birth_given="given", birth_year=TODAY().year - 50)

    shown = text(browser_for(world.anna).get(reverse("casework:triage", args=[enquiry.pk])))

    assert "trifft nicht zu" in shown and "verlangt 18 bis 35" in shown
    assert "Nicht bekannt, ob geflüchtet" in shown
    assert "Regel in Fassung 1" in shown and "Stufe 1" in shown


def test_an_answer_changes_the_finding_at_once(world, browser_for):
    factories.target_group([STAGE])
    enquiry = factories.enquiry(world.anna, birth_given="given", birth_year=TODAY().year - 25)
    address = reverse("casework:triage", args=[enquiry.pk])

    fragment = browser_for(world.anna).get(address, {"refugee_or_newcomer": "yes"}, headers={"HX-Request": "true"})

    assert "gehört diese Person zur Zielgruppe" in text(fragment)
    assert "<html" not in text(fragment)


def test_check_again_keeps_what_was_typed_and_decides_nothing(world, browser_for):
    factories.target_group([STAGE])
    enquiry = factories.enquiry(world.anna, birth_given="given", birth_year=TODAY().year - 25)

    again = decide(browser_for(world.anna), enquiry, check="1", refugee_or_newcomer="yes", reason="halb geschrieben")

    assert "gehört diese Person zur Zielgruppe" in text(again)
    assert "halb geschrieben" in text(again)
    assert not Triage.objects.exists()


def test_a_county_without_a_rule_can_still_decide(world, browser_for):
    enquiry = factories.enquiry(world.anna)
    client = browser_for(world.anna)

    shown = text(client.get(reverse("casework:triage", args=[enquiry.pk])))
    response = decide(client, enquiry, result="admitted")

    assert "keine gültige Zielgruppenregel" in shown
    assert response.url == reverse("casework:enquiry_open_case", args=[enquiry.pk])


def test_outside_the_target_group_admitting_needs_a_reason_and_is_possible(world, browser_for):
    factories.target_group([STAGE])
    enquiry = factories.enquiry(world.anna, birth_given="given", birth_year=TODAY().year - 50)
    client = browser_for(world.anna)

    without = decide(client, enquiry, result="admitted")
    with_reason = decide(client, enquiry, result="admitted", reason="Mutter von drei Kindern der Zielgruppe")

    assert "Grund" in text(without)
    assert with_reason.status_code == 302
    triage = Triage.objects.get()
    assert (triage.rule_result, triage.rule_version, triage.result) == ("not_met", 1, "admitted")
    assert triage.findings[0]["criteria"][0]["message"] == "age_between.too_old"


@pytest.mark.parametrize("result", ["advised_once", "declined"])
def test_not_admitting_needs_a_reason(world, browser_for, result):
    enquiry = factories.enquiry(world.anna)
    client = browser_for(world.anna)

    assert decide(client, enquiry, result=result).status_code == 422
    assert decide(client, enquiry, result=result, reason="Auskunft gegeben").status_code == 302


def test_referring_on_names_the_agency(world, browser_for):
    enquiry = factories.enquiry(world.anna)
    client = browser_for(world.anna)

    without = decide(client, enquiry, result="referred_on", reason="dort bekannt")
    response = decide(client, enquiry, result="referred_on", reason="dort bekannt", referred_to=factories.agency().pk)

    assert "Wählen Sie die Stelle" in text(without)
    assert "VHS Grevenbroich" in text(client.get(response.url))


def test_another_case_management_is_kept_with_sphere_and_day(world, browser_for):
    enquiry = factories.enquiry(world.anna)

    decide(
        browser_for(world.anna), enquiry, result="referred_on", reason="läuft dort", referred_to=factories.agency().pk,
        other_case_management="yes", other_sphere=factories.sphere().pk, other_since="01.02.2026",
    )  # fmt: skip

    triage = Triage.objects.get()
    assert (triage.other_case_management, triage.other_sphere.key, f"{triage.other_since}") == (
        "yes",
        "sgb2",
        "2026-02-01",
    )


def test_deciding_twice_keeps_the_first_decision(world, browser_for):
    enquiry = factories.enquiry(world.anna)
    client = browser_for(world.anna)
    decide(client, enquiry, result="declined", reason="zu weit")

    again = decide(client, enquiry, result="admitted")

    assert again.url == reverse("casework:enquiry_detail", args=[enquiry.pk])
    assert Triage.objects.get().result == "declined"


def test_a_change_in_between_is_shown_before_the_decision(world, browser_for):
    enquiry = factories.enquiry(world.anna)
    Enquiry.objects.update(version=2, description="Doch 45 Jahre alt")

    clash = decide(browser_for(world.anna), enquiry, result="admitted")

    assert "inzwischen geändert" in text(clash) and "Doch 45 Jahre alt" in text(clash)
    assert not Triage.objects.exists()


def test_triage_hints_at_a_case_of_another_team_without_telling_more(world, browser_for):
    known = factories.person(given_name="Samar", family_name="Haddad", birth_given="given", birth_year=1994)
    case = factories.case(world.cem, person=known)
    enquiry = factories.enquiry(
        world.anna, given_name="Samar", family_name="Hadad", birth_given="given", birth_year=1994
    )

    shown = text(browser_for(world.anna).get(reverse("casework:triage", args=[enquiry.pk])))

    assert "Vielleicht gibt es schon einen Fall" in shown and str(world.cem) in shown
    assert case.reference not in shown


# Opening a case -------------------------------------------------------------------------------------


def test_an_admitted_enquiry_becomes_a_case_with_what_it_knows(world, browser_for):
    enquiry = factories.enquiry(world.anna, state="admitted", given_name="Samar", family_name="Haddad", language="ar")
    client, address = browser_for(world.anna), reverse("casework:enquiry_open_case", args=[enquiry.pk])

    form = text(client.get(address))
    response = client.post(
        address,
        person(
            given_name="Samar", municipality=factories.municipality().pk, languages=["ar", "ckb"], birth="03.1994",
            name_original="سمر حداد", name_original_language="ar", assigned_to=world.anna.pk, advice_agreed_on="01.02.2026",
        ),
    )  # fmt: skip

    assert 'value="Samar"' in form and "Kim Anna ist für Grevenbroich zuständig." in form
    case = Case.objects.get()
    assert response.url == reverse("casework:case_detail", args=[case.pk])
    assert (case.enquiry, case.assigned_to, f"{case.advice_agreed_on}") == (enquiry, world.anna, "2026-02-01")
    assert (case.profile.languages, case.profile.languages_given) == (["ar", "ckb"], "given")
    assert (case.person.name_original, case.person.birth_month) == ("سمر حداد", 3)
    assert case.reference.startswith("GV-")


def test_a_case_for_a_colleague_leaves_ones_sight_and_says_so(world, browser_for):
    client = browser_for(world.anna)

    response = client.post(reverse("casework:case_open"), person(assigned_to=world.cem.pk), follow=True)

    case = Case.objects.get()
    assert (case.assigned_to, case.unit) == (world.cem, world.team_b)
    assert response.redirect_chain[-1][0] == reverse("casework:case_list")
    assert f"liegt jetzt bei {world.cem}" in text(response)


def test_opening_twice_makes_one_case(world, browser_for):
    client, data = browser_for(world.anna), person(assigned_to=world.anna.pk)

    urls = [client.post(reverse("casework:case_open"), data).url for _ in range(2)]

    assert Case.objects.count() == 1
    assert urls[0] == urls[1] == reverse("casework:case_detail", args=[Case.objects.get().pk])


def test_an_enquiry_that_has_its_case_leads_there(world, browser_for):
    enquiry = factories.enquiry(world.anna, state="admitted")
    case = factories.case(world.anna, enquiry=enquiry)

    response = browser_for(world.anna).get(reverse("casework:enquiry_open_case", args=[enquiry.pk]))

    assert response.url == reverse("casework:case_detail", args=[case.pk])


def test_a_second_case_of_an_enquiry_out_of_sight_is_not_opened(world, browser_for):
    enquiry = factories.enquiry(world.anna, state="admitted")
    address = reverse("casework:enquiry_open_case", args=[enquiry.pk])
    anna, sent = browser_for(world.anna), person(assigned_to=world.cem.pk, submission=str(uuid.uuid4()))
    anna.post(address, sent)

    assert "schon eröffnet" in text(anna.post(address, sent, follow=True))
    assert anna.post(address, person(assigned_to=world.anna.pk)).status_code == 404
    assert Case.objects.count() == 1


def test_an_open_enquiry_is_decided_first(world, browser_for):
    enquiry = factories.enquiry(world.anna)

    response = browser_for(world.anna).get(reverse("casework:enquiry_open_case", args=[enquiry.pk]))

    assert response.url == reverse("casework:enquiry_detail", args=[enquiry.pk])


def test_choosing_a_place_proposes_its_case_manager(world, browser_for):
    place = factories.municipality("Jüchen", "JÜ", "05162012")
    post = factories.post_for(world.ben, place)
    PostCatchment.objects.filter(post=post).update(municipality=place)

    fragment = browser_for(world.anna).get(
        reverse("casework:case_open"), {"municipality": place.pk}, headers={"HX-Request": "true"}
    )

    assert f"{world.ben} ist für Jüchen zuständig." in text(fragment)
    assert f'value="{world.ben.pk}" selected' in text(fragment)


def test_proposing_anew_keeps_what_was_typed(world, browser_for):
    shown = text(browser_for(world.anna).post(reverse("casework:case_open"), person(propose="1", phone="0151 23")))

    assert "0151 23" in shown
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"family_name": ""},
        {"family_name": "\u202e\u200f"},
        {"family_name": "x" * 10_000},
        {"email": "keine Adresse"},
        {"birth": "31.04.1990"},
        {"entered_on": "01.01.2999"},
        {"languages": ["xxx"]},
        {"nationalities": ["DE"]},
        {"municipality": "0"},
        {"assigned_to": "999999"},
        {"advice_agreed_on": "01.01.2999"},
        {"name_original": "x" * 201},
        {"postcode": "x" * 11},
    ],
)
def test_bad_input_opens_no_case(world, browser_for, values):
    data = person(assigned_to=world.anna.pk) | values

    response = browser_for(world.anna).post(reverse("casework:case_open"), data)

    assert response.status_code == 422
    assert "Angabe" in text(response)
    assert not Case.objects.exists()


def test_somebody_who_is_no_case_manager_cannot_be_chosen(world, browser_for):
    browser_for(world.anna).post(reverse("casework:case_open"), person(assigned_to=world.lea.pk))

    assert not Case.objects.exists()


def test_the_english_screen_is_english(world, browser_for):
    client = browser_for(world.anna)
    client.cookies["kim_language"] = "en"
    factories.target_group([STAGE])
    enquiry = factories.enquiry(world.anna)

    shown = text(client.get(reverse("casework:triage", args=[enquiry.pk])))

    assert "Save the decision" in shown and "18 to 35" in shown
    assert "Entscheidung" not in shown
