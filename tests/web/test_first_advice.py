"""The first advice: a short record that also opens the gate to the assessment."""

import pytest
from django.urls import reverse

from kim.casework.facts import facts_of
from kim.casework.models import Case, Contact, FirstAdvice
from kim.casework.states import FIRST_ADVICE_HELD
from tests import factories

pytestmark = pytest.mark.django_db


def page(name, case):
    return reverse(f"casework:{name}", args=[case.pk])


def told(**changes):
    return {
        "held_on": f"{factories.today():%d.%m.%Y}", "minutes": "45", "question": "Wohnung feucht, Kita gesucht",
        "advice": "Wohnberatung genannt", "papers": "Mietvertrag", "next_steps": "Hausbesuch", "sheet_given": "yes",
        "sheet_language": "ar", "agreed": "yes", "version": "0",
    } | changes  # fmt: skip


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


@pytest.fixture
def case(world):
    return factories.case(world.anna)


def test_it_leaves_a_contact_with_its_time_and_the_agreement_to_the_advice(anna, case):
    assert not FIRST_ADVICE_HELD.met(facts_of(case))

    answer = anna.post(page("first_advice_edit", case), told())

    contact = Contact.objects.get(case=case)
    assert (contact.is_first_advice, contact.minutes, contact.held_on) == (True, 45, factories.today())
    assert Case.objects.get(pk=case.pk).advice_agreed_on == factories.today()
    assert FIRST_ADVICE_HELD.met(facts_of(case))
    html = anna.get(answer.url).content.decode()
    for words in ("Wohnung feucht", "Wohnberatung genannt", "Mietvertrag", "ja, auf Arabisch"):
        assert words in html


def test_a_contact_that_is_noted_already_is_not_noted_again(anna, case):
    factories.contact(case, is_first_advice=True)

    anna.post(page("first_advice_edit", case), told(agreed="not_asked"))

    assert Contact.objects.filter(case=case).count() == 1
    assert Case.objects.get(pk=case.pk).advice_agreed_on is None


def test_sent_twice_it_is_written_once(anna, case):
    for _click in range(2):
        assert anna.post(page("first_advice_edit", case), told()).status_code == 302

    assert FirstAdvice.objects.filter(case=case).count() == 1
    assert Contact.objects.filter(case=case).count() == 1


def test_two_who_write_it_see_both_versions_and_lose_nothing(anna, case):
    anna.post(page("first_advice_edit", case), told())

    html = anna.post(page("first_advice_edit", case), told(advice="Jugendamt genannt")).content.decode()

    assert "Zwei Fassungen" in html
    assert "Jugendamt genannt" in html
    assert "Wohnberatung genannt" in html
    anna.post(page("first_advice_edit", case), told(advice="Jugendamt genannt", version="1"))
    assert FirstAdvice.objects.get(case=case).advice == "Jugendamt genannt"


def test_an_earlier_agreement_keeps_its_day(anna, case):
    earlier = factories.today().replace(day=1)
    Case.objects.filter(pk=case.pk).update(advice_agreed_on=earlier)

    anna.post(page("first_advice_edit", case), told())

    assert Case.objects.get(pk=case.pk).advice_agreed_on == earlier


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("question", "", "leer"),
        ("held_on", "31.02.2026", "gibt es nicht"),
        ("held_on", "01.01.2020", "vor"),
        ("minutes", "-5", "1"),
        ("minutes", "9" * 30, "1440"),
        ("sheet_language", "xx", "Auswahl"),
        ("agreed", "perhaps", "Auswahl"),
    ],
)
def test_what_cannot_be_is_named_and_the_rest_stays(anna, case, field, value, said):
    html = anna.post(page("first_advice_edit", case), told(**{field: value})).content.decode()

    assert said in html
    assert "Wohnberatung genannt" in html
    assert not FirstAdvice.objects.exists()


def test_an_empty_page_says_how_to_begin_and_a_closed_case_begins_nothing(anna, world, case):
    assert "noch nicht festgehalten" in anna.get(page("first_advice", case)).content.decode()

    closed = factories.case(world.anna, phase="closed")
    assert anna.post(page("first_advice_edit", closed), told()).url == page("first_advice", closed)
    assert not FirstAdvice.objects.filter(case=closed).exists()


def test_the_gate_leads_to_the_record(anna, world):
    case = factories.case(world.anna, phase="first_advice", advice_agreed_on=factories.today())

    assert page("first_advice_edit", case) in anna.get(page("case_phase", case)).content.decode()


def test_once_it_is_written_the_next_phase_is_offered_right_there(anna, world):
    case = factories.case(world.anna, phase="first_advice")
    anna.post(page("first_advice_edit", case), told(agreed="not_asked"))
    Case.objects.filter(pk=case.pk).update(advice_agreed_on=None)

    html = anna.get(page("first_advice", case)).content.decode()
    assert "Nächste Phase: Bestandsaufnahme" in html and page("case_advice", case) in html
    assert "Weiter zu: Bestandsaufnahme" not in html

    Case.objects.filter(pk=case.pk).update(advice_agreed_on=factories.today())
    assert "Weiter zu: Bestandsaufnahme" in anna.get(page("first_advice", case)).content.decode()
    answer = anna.post(page("case_phase", case), {"to": "assessment", "page": "first_advice"})
    assert answer.url == page("first_advice", case)
    assert 'id="next-phase"' not in anna.get(answer.url).content.decode()
    assert Case.objects.get(pk=case.pk).phase == "assessment"
