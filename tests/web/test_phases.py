"""The way of a case in the browser: gates, steps back, closing and reopening."""

from datetime import timedelta

import pytest

from kim.casework.models import Closing, PhaseChange
from tests import factories


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


def text_of(response) -> str:
    return response.content.decode()


def phase_of(case) -> str:
    case.refresh_from_db()
    return case.phase


def test_a_gate_says_what_is_missing_and_where_to_do_it(world, anna):
    case = factories.case(world.anna, phase="first_advice")

    page = text_of(anna.get(f"/faelle/{case.pk}/phase/"))

    assert f'href="/faelle/{case.pk}/beratung/"' in page
    assert f'href="/faelle/{case.pk}/erstberatung/bearbeiten/"' in page


def test_going_on_with_something_missing_asks_for_a_reason_and_keeps_it(world, anna):
    case = factories.case(world.anna, phase="first_advice")
    url = f"/faelle/{case.pk}/phase/"

    refused = text_of(anna.post(url, {"to": "assessment", "reason": "  "}))
    assert "geben Sie einen Grund an" in refused
    assert phase_of(case) == "first_advice"

    anna.post(url, {"to": "assessment", "reason": "Notfall in der Familie"})
    assert phase_of(case) == "assessment"
    page = text_of(anna.get(f"/faelle/{case.pk}/"))
    assert "Weitergegangen, obwohl etwas fehlte." in page and "Notfall in der Familie" in page


def test_with_all_conditions_met_one_click_goes_on(world, anna):
    day = factories.today()
    case = factories.case(world.anna, phase="first_advice", advice_agreed_on=day)
    factories.contact(case, is_first_advice=True)

    for _press in range(2):
        anna.post(f"/faelle/{case.pk}/phase/", {"to": "assessment"}, follow=True)

    assert phase_of(case) == "assessment"
    assert PhaseChange.objects.filter(case=case, to_phase="assessment").count() == 1


@pytest.mark.parametrize("source, target", [("monitoring", "service_steering"), ("re_assessment", "assessment")])
def test_a_step_back_needs_a_reason(world, anna, source, target):
    case = factories.case(world.anna, phase=source)

    anna.post(f"/faelle/{case.pk}/phase/", {"to": target})
    assert phase_of(case) == source
    anna.post(f"/faelle/{case.pk}/phase/", {"to": target, "reason": "Neues Ziel"})
    assert phase_of(case) == target


@pytest.mark.parametrize("to", ["monitoring", "closed", "nowhere", ""])
def test_steps_that_do_not_exist_are_refused_with_a_sentence(world, anna, to):
    case = factories.case(world.anna)

    assert anna.post(f"/faelle/{case.pk}/phase/", {"to": to, "reason": "weil"}).status_code == 422
    assert phase_of(case) == "access"


@pytest.mark.parametrize(
    "typed, said", [("31.02.2026", "31.02.2026"), ("01.01.2199", "Zukunft"), ("", "steht noch nichts")]
)
def test_the_day_of_the_agreement_is_a_real_day_that_has_come(world, anna, typed, said):
    case = factories.case(world.anna)

    assert said in text_of(anna.post(f"/faelle/{case.pk}/beratung/", {"agreed_on": typed}))
    case.refresh_from_db()
    assert case.advice_agreed_on is None


def test_the_day_of_the_review_is_set_moved_and_taken_away(world, anna):
    case = factories.case(world.anna)
    days = [factories.today() + timedelta(days=number) for number in (30, 60)]
    for day in days:
        anna.post(f"/faelle/{case.pk}/ueberpruefung/", {"review_on": f"{day:%d.%m.%Y}"})
        case.refresh_from_db()
        assert (case.review_on, case.next_due_on) == (day, day)

    anna.post(f"/faelle/{case.pk}/ueberpruefung/", {"review_on": ""})
    case.refresh_from_db()
    assert case.review_on is None


def closing(**values):
    return {
        "reason": factories.closing_reason().pk,
        "result": "Arbeit gefunden.",
        "closed_on": f"{factories.today():%d.%m.%Y}",
    } | values


def test_a_case_is_closed_read_and_reopened(world, anna):
    case = factories.case(world.anna, phase="monitoring")
    url = f"/faelle/{case.pk}/"
    for _press in range(2):
        anna.post(f"{url}abschluss/", closing(handover="VHS begleitet weiter"), follow=True)
    assert Closing.objects.filter(case=case).count() == 1

    page = text_of(anna.get(url))
    assert "Arbeit gefunden." in page and "VHS begleitet weiter" in page
    assert "quick-note-text" not in page and "Fall wieder aufnehmen" in page

    anna.post(f"{url}wiederaufnahme/", {"reason": "", "to": "assessment"})
    assert phase_of(case) == "closed"
    anna.post(f"{url}wiederaufnahme/", {"reason": "Wieder ohne Arbeit", "to": "assessment"})
    assert phase_of(case) == "assessment"
    assert "Wieder ohne Arbeit" in text_of(anna.get(url))


@pytest.mark.parametrize(
    "wrong, said",
    [
        ({"reason": "999"}, "Auswahl"),
        ({"result": "   "}, "steht noch nichts"),
        ({"closed_on": "01.01.2199"}, "Zukunft"),
        ({"closed_on": "01.01.2001"}, "vor der Eröffnung"),
        ({"closed_on": "29.02.2026"}, "29.02.2026"),
    ],
)
def test_a_closing_that_is_wrong_says_so_at_its_field(world, anna, wrong, said):
    case = factories.case(world.anna)

    page = anna.post(f"/faelle/{case.pk}/abschluss/", closing(**wrong))

    assert list(page.context["form"].errors) == list(wrong)
    assert said in text_of(page)
    assert phase_of(case) == "access"


@pytest.mark.parametrize(
    "page",
    ["phase", "beratung", "ueberpruefung", "wiedervorlage", "haushalt", "person/aendern", "uebergabe", "abschluss"],
)
def test_in_a_closed_case_every_act_leads_back_to_the_file(world, anna, page):
    case = factories.case(world.anna, phase="closed")

    answer = anna.get(f"/faelle/{case.pk}/{page}/", follow=True)

    assert answer.redirect_chain[0][0].startswith(f"/faelle/{case.pk}/")
    assert "abgeschlossen" in text_of(answer)


def test_a_note_in_a_closed_case_is_refused_with_the_way_on(world, anna):
    case = factories.case(world.anna, phase="closed")

    page = text_of(anna.post(f"/faelle/{case.pk}/kontakte/", {"text": "spät", "kind": "talk"}))

    assert case.contacts.count() == 0
    assert "Der Fall ist abgeschlossen. " in page and ">spät</textarea>" in page
