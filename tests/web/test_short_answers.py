"""Contacts that are no case, on the screen: counting, answering at once, naming, taking up again, figures."""

import csv
import io
import re
import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.casework.models import Case, Enquiry, TakenUpAgain, Triage
from tests import factories
from tests.factories import today
from tests.web.test_enquiries import ADULT, STAGE, decide, person, text

COUNT = reverse("casework:enquiry_count")


def contact(**values):
    return {
        "received_on": f"{today():%d.%m.%Y}", "channel": factories.channel().pk, "result": "advised_once",
        "number_of": "1", "submission": str(uuid.uuid4()),
    } | values  # fmt: skip


def counted(world, **values):
    done = {"state": "advised_once", "answered_on": today(), "answered_by": world.anna, "description": ""}
    return factories.enquiry(world.anna, anonymous=True, **(done | values))


def sent(client, name, row, **values):
    data = {"version": row.version, "submission": str(uuid.uuid4())} | values
    return client.post(reverse(f"casework:{name}", args=[row.pk]), data)


# Counting --------------------------------------------------------------------------------------------


def test_a_contact_is_counted_and_the_form_is_ready_for_the_next(world, browser_for):
    client, place = browser_for(world.anna), factories.municipality()

    response = client.post(COUNT, contact(next="1", municipality=place.pk, minutes="10", number_of="4"))
    ready = text(client.get(response.url))

    assert f"municipality={place.pk}" in response.url and "minutes" not in response.url
    assert (
        f'<option value="{place.pk}" selected' in ready.replace(" data-kim-also", " x")[:200_000] or "selected" in ready
    )
    assert "4 Kontakte sind gezählt." in ready and "×4" in ready
    row = Enquiry.objects.get()
    assert (row.anonymous, row.number_of, row.minutes, row.state) == (True, 4, 10, "advised_once")


def test_the_same_form_sent_twice_counts_once(world, browser_for):
    client, data = browser_for(world.anna), contact(number_of="3")

    for _ in range(2):
        assert client.post(COUNT, data).status_code == 302

    assert Enquiry.objects.get().number_of == 3


def test_what_is_still_open_is_taken_down_one_by_one(world, browser_for):
    client = browser_for(world.anna)

    several = client.post(COUNT, contact(result="open", number_of="2"))
    one = client.post(COUNT, contact(result="open", matter="Kommt am Donnerstag wieder."))

    assert several.status_code == 422 and "einzeln" in text(several)
    assert one.status_code == 302
    assert (Enquiry.objects.get().state, Enquiry.objects.get().anonymous) == ("open", True)


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("number_of", "0", "1"),
        ("number_of", "201", "200"),
        ("number_of", "viele", ""),
        ("minutes", "1441", "1440"),
        ("minutes", "-5", ""),
        ("channel", "", "Wählen Sie"),
        ("result", "", "beraten oder weitervermittelt"),
        ("result", "admitted", ""),
        ("result", "referred_on", "Wählen Sie die Stelle"),
        ("received_on", "01.01.2999", "Zukunft"),
        ("received_on", "31.02.2026", "gibt es nicht"),
        ("answer", "x" * 10_001, "10000"),
        ("matter", "x" * 301, "300"),
        ("outreach", "999999", ""),
    ],
)
def test_bad_input_comes_back_with_its_reason_and_counts_nothing(world, browser_for, field, value, fault):
    response = browser_for(world.anna).post(COUNT, contact(matter="bleibt stehen") | {field: value})

    assert response.status_code == 422 and fault in text(response)
    if field != "matter":
        assert "bleibt stehen" in text(response)
    assert not Enquiry.objects.exists()


def test_anonymous_contacts_are_told_apart_by_the_few_words(world, browser_for):
    client = browser_for(world.anna)
    words = "Frau, 34, mit zwei Kindern"
    is_open = factories.enquiry(world.anna, anonymous=True, description="", matter=words)
    counted(world, matter="Mann, Frage zum Bescheid")

    today_page, waiting = text(client.get(COUNT)), text(client.get(reverse("casework:enquiry_list") + "?view=team"))

    assert words in today_page and "Mann, Frage zum Bescheid" in today_page and words in waiting
    assert reverse("casework:enquiry_detail", args=[is_open.pk]) in today_page
    assert reverse("casework:enquiry_edit", args=[is_open.pk]) in today_page


def test_a_slip_is_corrected_with_both_versions_shown(world, browser_for):
    row = counted(world, number_of=9)
    address = reverse("casework:enquiry_count_edit", args=[row.pk])
    assert browser_for(world.ben).post(address, contact(version=1, number_of="5")).status_code == 302
    client = browser_for(world.anna)

    clash = client.post(address, contact(version=1, number_of="7"))
    version = re.search(r'name="version" value="(\d+)"', text(clash))[1]

    assert clash.status_code == 422 and "Zwei Fassungen" in text(clash)
    assert client.post(address, contact(version=version, number_of="7")).status_code == 302
    assert Enquiry.objects.get().number_of == 7


def test_counting_costs_the_same_however_much_was_counted(world, browser_for):
    client = browser_for(world.anna)
    for _ in range(3):
        counted(world)
    with CaptureQueriesContext(connection) as few:
        client.get(COUNT)
    for _ in range(20):
        counted(world)
    with CaptureQueriesContext(connection) as many:
        client.get(COUNT)

    assert len(many) == len(few)


# Answering at once -----------------------------------------------------------------------------------


def test_an_enquiry_is_answered_at_once_without_a_check(world, browser_for):
    enquiry, client = factories.enquiry(world.anna), browser_for(world.anna)

    empty = sent(client, "enquiry_answer", enquiry, result="advised_once")
    done = sent(client, "enquiry_answer", enquiry, result="advised_once", answer="Kurse genannt.", minutes="15")

    assert empty.status_code == 422 and "was geraten wurde" in text(empty)
    assert "Kurse genannt." in text(client.get(done.url)) and not Triage.objects.exists()


def test_two_answers_to_one_enquiry_keep_the_first(world, browser_for):
    enquiry = factories.enquiry(world.anna)
    sent(browser_for(world.ben), "enquiry_answer", enquiry, result="advised_once", answer="Ben war schneller.")

    late = sent(browser_for(world.anna), "enquiry_answer", enquiry, result="advised_once", answer="Zu spät.")

    assert late.status_code == 302 and Enquiry.objects.get().answer == "Ben war schneller."


# From a figure to a person ---------------------------------------------------------------------------


def test_an_anonymous_contact_becomes_a_named_case(world, browser_for):
    factories.target_group([STAGE])
    row, client = counted(world, answer="Zuständige Stelle genannt."), browser_for(world.anna)
    assert "Person benennen und Fall eröffnen" in text(client.get(reverse("casework:enquiry_detail", args=[row.pk])))

    form = text(client.get(reverse("casework:enquiry_name", args=[row.pk])))
    assert re.search(r'Vorname\s*<span class="kim-free">freiwillig', form)

    nameless = sent(client, "enquiry_name", row)
    named = sent(client, "enquiry_name", row, given_name="Hiwot", family_name="Tekle", birth="1999")
    check = text(client.get(named.url))
    row.refresh_from_db()
    admitted = decide(client, row, result="admitted", refugee_or_newcomer="yes")
    opened = client.post(admitted.url, person(family_name="Tekle", assigned_to=world.anna.pk))
    file = text(client.get(opened.url))

    assert nameless.status_code == 422 and named.url == reverse("casework:triage", args=[row.pk])
    assert "Zuständige Stelle genannt." in check and "Hiwot Tekle" in check
    assert Case.objects.get().enquiry == row
    assert "Kam anonym, Name genannt am" in file and reverse("casework:enquiry_detail", args=[row.pk]) in file


def test_one_of_several_gets_an_enquiry_of_their_own_once(world, browser_for):
    row, client = counted(world, number_of=3), browser_for(world.anna)
    data = {"version": 1, "family_name": "Tekle", "submission": str(uuid.uuid4())}

    for _ in range(2):
        answer = client.post(reverse("casework:enquiry_name", args=[row.pk]), data)

    row.refresh_from_db()
    named = Enquiry.objects.get(taken_from=row)
    assert answer.url == reverse("casework:triage", args=[named.pk])
    assert row.number_of == 2 and Enquiry.objects.count() == 2
    assert "kam zuerst anonym" in text(client.get(reverse("casework:enquiry_detail", args=[named.pk])))


def test_an_admitted_anonymous_enquiry_asks_for_the_name_before_a_case(world, browser_for):
    enquiry, client = factories.enquiry(world.anna, anonymous=True, state="admitted"), browser_for(world.anna)

    away = client.get(reverse("casework:enquiry_open_case", args=[enquiry.pk]))
    on = sent(client, "enquiry_name", enquiry, family_name="Tekle")

    assert away.url == reverse("casework:enquiry_name", args=[enquiry.pk])
    assert on.url == reverse("casework:enquiry_open_case", args=[enquiry.pk])


def test_an_anonymous_enquiry_takes_no_name_in_its_form(world, browser_for):
    from tests.web.test_enquiries import take_down

    client = browser_for(world.anna)

    refused = take_down(client, anonymous="on", family_name="Tekle", birth="1999")
    kept = take_down(client, anonymous="on", description="")

    assert text(refused).count("weder Namen noch Geburtsdatum. Nehmen") >= 2
    assert kept.status_code == 302 and Enquiry.objects.get().anonymous


def test_who_names_second_sees_that_it_was_changed(world, browser_for):
    row = counted(world, number_of=3)
    Enquiry.objects.update(version=2)

    clash = sent(browser_for(world.anna), "enquiry_name", row, family_name="Tekle")

    assert clash.status_code == 422 and "inzwischen geändert" in text(clash) and "Tekle" in text(clash)


# Taking up again -------------------------------------------------------------------------------------


def test_taking_up_again_shows_the_earlier_decision_and_its_answers(world, browser_for):
    factories.target_group([STAGE])
    enquiry, client = factories.enquiry(world.anna, received_on=date(2026, 1, 7)), browser_for(world.anna)
    decide(client, enquiry, result="declined", reason="Wünscht keine Begleitung.", refugee_or_newcomer="yes")
    enquiry.refresh_from_db()

    without = sent(client, "enquiry_take_up", enquiry, reason="")
    again = sent(client, "enquiry_take_up", enquiry, reason="Neues Schreiben.")
    check = text(client.get(again.url))

    assert without.status_code == 422 and TakenUpAgain.objects.count() == 1
    assert "Wünscht keine Begleitung." in check and "Neues Schreiben." in check
    assert re.search(r'name="refugee_or_newcomer" value="yes"[^>]*checked', check)
    enquiry.refresh_from_db()
    assert (enquiry.waits_since, enquiry.received_on) == (today(), date(2026, 1, 7))  # nobody waited in between
    listed = text(client.get(reverse("casework:enquiry_list")))
    assert "zuerst am 07.01.2026" in listed and "heute" in listed
    decide(client, enquiry, result="admitted")
    shown = text(client.get(reverse("casework:enquiry_detail", args=[enquiry.pk])))
    assert "Frühere Entscheidungen" in shown and "Wünscht keine Begleitung." in shown


def test_an_enquiry_that_is_a_case_is_not_taken_up(world, browser_for):
    enquiry = factories.enquiry(world.anna, state="admitted")
    factories.case(world.anna, enquiry=enquiry)
    client = browser_for(world.anna)

    away = client.get(reverse("casework:enquiry_take_up", args=[enquiry.pk]))

    assert away.status_code == 302 and "ein Fall geworden" in text(client.get(away.url))


# Triage asks what the rule needs ---------------------------------------------------------------------


def test_only_questions_of_the_countys_rule_are_asked_and_answered(world, browser_for):
    years = {
        "key": "y",
        "kind": "years_in_county_at_most",
        "label_de": "Höchstens 3 Jahre",
        "label_en": "3",
        "params": {"max": 3},
    }
    factories.target_group([STAGE | {"criteria": [ADULT, years]}])
    enquiry = factories.enquiry(world.anna, birth_given="given", birth_year=today().year - 25)
    client, address = browser_for(world.anna), reverse("casework:triage", args=[enquiry.pk])

    shown = text(client.get(address))
    fragment = text(client.get(address, {"years_in_county": "2"}, headers={"HX-Request": "true"}))
    decide(client, enquiry, result="admitted", years_in_county="2")

    assert "Wie viele Jahre im Kreis?" in shown and "Wie viele Jahre in Deutschland?" not in shown
    assert "gehört diese Person zur Zielgruppe" in fragment
    triage = Triage.objects.get()
    assert (triage.rule_result, triage.years_in_county) == ("met", 2)


def test_which_agency_manages_the_case_is_kept(world, browser_for):
    enquiry, client = factories.enquiry(world.anna), browser_for(world.anna)

    unsaid = decide(client, enquiry, result="declined", reason="läuft dort", other_agency=factories.agency().pk)
    said = decide(
        client, enquiry, result="declined", reason="läuft dort", other_agency=factories.agency().pk,
        other_case_management="yes",
    )  # fmt: skip

    assert "mit Ja" in text(unsaid) and "VHS Grevenbroich" in text(client.get(said.url))
    assert Triage.objects.get().other_agency == factories.agency()


# Figures ---------------------------------------------------------------------------------------------


def test_the_team_sees_its_figures_and_a_file_hides_the_small_ones(world, browser_for):
    second = factories.municipality("Jüchen", "JU", "05162012")
    third = factories.municipality("Neuss", "NE", "05162024")
    for number, place in ((3, factories.municipality()), (41, second), (17, third)):
        counted(world, number_of=number, municipality=place)
    client = browser_for(world.anna)

    page = text(client.get(reverse("casework:enquiry_figures")))
    outside = text(client.get(reverse("casework:enquiry_figures"), {"for": "others"}))
    file = client.get(reverse("casework:enquiry_figures_file")).content.decode("utf-8-sig")
    rows = {tuple(row[:2]): row[2] for row in csv.reader(io.StringIO(file), delimiter=";")}

    assert "61" in page and "Grevenbroich" in page
    assert "verborgen" in outside
    assert rows["Wohnt in", "Neuss"] == "17"
    assert rows["Wohnt in", "Grevenbroich"].startswith("verborgen")
    assert rows["Wohnt in", "Jüchen"].startswith("verborgen"), "the neighbour keeps the small figure in doubt"


def test_figures_of_another_year_and_of_no_year(world, browser_for):
    client = browser_for(world.anna)

    for year in (str(today().year - 1), "1066", "x", ""):
        assert client.get(reverse("casework:enquiry_figures"), {"year": year}).status_code == 200


def test_figures_cost_the_same_however_many_contacts(world, browser_for):
    client, address = browser_for(world.anna), reverse("casework:enquiry_figures")
    counted(world)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(20):
        counted(world)
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)
