"""Goals, steps and the agreement on screen."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.casework.documents import DocumentError
from kim.casework.models import ClientText, Goal, Measure
from kim.privacy.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db


def page(name, case, *more):
    return reverse(f"casework:{name}", args=[case.pk, *more])


def typed(day):
    return f"{day:%d.%m.%Y}"


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


@pytest.fixture
def case(world):
    return factories.case(world.anna)


@pytest.fixture
def goal(case):
    return factories.goal(case)


def test_a_goal_stands_in_the_persons_words_and_direction(anna, case):
    factories.goal(case, own_words="أريد أن أعمل", own_words_language="ar")

    html = anna.get(page("goal_list", case)).content.decode()

    assert '<bdi lang="ar" dir="rtl">أريد أن أعمل</bdi>«' in html


def test_a_new_goal_asks_for_its_first_step_next(anna, case):
    data = {"own_words": "Lina soll in die Kita gehen.", "target_on": typed(factories.today() + timedelta(days=90))}

    answer = anna.post(page("goal_new", case), data)

    goal = case.goals.get()
    assert goal.own_words == "Lina soll in die Kita gehen."
    assert answer.url == page("measure_new", case, goal.pk)


def test_the_suggested_life_area_is_chosen_already(anna, case):
    area = factories.life_area("work")

    html = anna.get(page("goal_new", case), {"area": "work"}).content.decode()

    assert f'<option value="{area.pk}" selected>' in html
    assert anna.get(page("goal_new", case), {"area": "x" * 500}).status_code == 200


def test_a_double_click_makes_one_goal_and_one_step(anna, case, goal):
    for _click in range(2):
        anna.post(page("goal_new", case), {"own_words": "Arbeit", "submission": str(uuid.UUID(int=7))})
        anna.post(
            page("measure_new", case, goal.pk),
            {"text": "Bewerbung", "who": "client", "submission": str(uuid.UUID(int=8))},
        )

    assert case.goals.filter(own_words="Arbeit").count() == 1
    assert goal.measures.count() == 1


def test_a_step_is_ticked_and_opened_again(anna, case, goal):
    step = factories.measure(goal)

    anna.post(page("measure_end", case, goal.pk, step.pk), {"state": "done"})
    assert Measure.objects.get(pk=step.pk).ended_on == factories.today()
    assert "1 von 1" in anna.get(page("goal_list", case)).content.decode()

    anna.post(page("measure_end", case, goal.pk, step.pk), {"state": "open"})
    assert Measure.objects.get(pk=step.pk).state == "open"


def test_a_dropped_step_counts_no_longer(anna, case, goal):
    factories.measure(goal, text="eins")
    dropped = factories.measure(goal, text="zwei")

    anna.post(page("measure_end", case, goal.pk, dropped.pk), {"state": "dropped"})

    assert "0 von 1" in anna.get(page("goal_list", case)).content.decode()


@pytest.mark.parametrize(
    ("state", "said"), [("reached", "erreicht"), ("partly", "teilweise"), ("dropped", "aufgegeben")]
)
def test_a_goal_ends_and_can_be_taken_up_again(anna, case, goal, state, said):
    anna.post(page("goal_end", case, goal.pk), {"state": state})
    goal.refresh_from_db()
    assert (goal.state, goal.ended_on) == (state, factories.today())
    assert said in anna.get(page("goal_list", case)).content.decode().lower()

    anna.post(page("goal_end", case, goal.pk), {"state": "open"})
    goal.refresh_from_db()
    assert (goal.state, goal.ended_on) == ("open", None)


@pytest.mark.parametrize("state", ["", "closed", "x" * 10_000])
def test_an_outcome_nobody_offered_changes_nothing(anna, case, goal, state):
    step = factories.measure(goal)

    assert anna.post(page("goal_end", case, goal.pk), {"state": state}).status_code == 422
    assert anna.post(page("measure_end", case, goal.pk, step.pk), {"state": state}).status_code == 302

    goal.refresh_from_db()
    assert goal.state == "open"
    assert Measure.objects.get(pk=step.pk).state == "open"


def test_two_who_reword_a_goal_see_both_wordings(anna, case, goal):
    address = page("goal_edit", case, goal.pk)
    anna.post(address, {"own_words": "Anderes Wort", "version": "1"})

    html = anna.post(address, {"own_words": "Mein Wort", "version": "1"}).content.decode()

    assert "Zwei Fassungen" in html
    assert "Anderes Wort" in html
    assert "Mein Wort" in html
    anna.post(address, {"own_words": "Mein Wort", "version": "2"})
    assert Goal.objects.get(pk=goal.pk).own_words == "Mein Wort"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("own_words", "", "steht noch nichts"),
        ("own_words", " \n\x00 ", "steht noch nichts"),
        ("own_words", "z" * 501, "höchstens 500"),
        ("own_words_language", "xx", "Auswahl"),
        ("life_area", "999999", "Wählen Sie"),
        ("life_area", "abc", "Wählen Sie"),
        ("target_on", "31.02.2027", "gibt es nicht"),
        ("target_on", "01.01.2020", "vereinbart"),
        ("target_on", "01.01.2199", "20 Jahre"),
    ],
)
def test_a_goal_that_cannot_be_says_why_and_keeps_what_was_typed(anna, case, field, value, said):
    answer = anna.post(page("goal_new", case), {"own_words": "Ein Ziel"} | {field: value})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not case.goals.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"text": ""}, "steht noch nichts"),
        ({"text": "s" * 301}, "höchstens 300"),
        ({"who": "nobody"}, "Auswahl"),
        ({"who": "agency"}, "Nennen Sie die Stelle"),
        ({"due_on": "01.01.2020"}, "vereinbart"),
        ({"agency": "77777"}, "Wählen Sie"),
    ],
)
def test_a_step_that_cannot_be_says_why(anna, case, goal, data, said):
    answer = anna.post(page("measure_new", case, goal.pk), {"text": "Anruf", "who": "client"} | data)

    assert said in answer.content.decode()
    assert not goal.measures.exists()


def test_a_step_of_the_person_names_no_agency(anna, case, goal):
    data = {"text": "Anruf", "who": "client", "agency": factories.agency().pk}

    assert "Ändern Sie eines von beiden" in anna.post(page("measure_new", case, goal.pk), data).content.decode()


def test_goals_and_steps_of_another_case_are_not_found(anna, world, case, goal):
    other = factories.goal(factories.case(world.anna))
    step = factories.measure(other)

    assert anna.get(page("goal_edit", case, other.pk)).status_code == 404
    assert anna.post(page("goal_end", case, other.pk), {"state": "reached"}).status_code == 404
    assert anna.get(page("measure_new", case, other.pk)).status_code == 404
    assert anna.post(page("measure_end", case, goal.pk, step.pk), {"state": "done"}).status_code == 404
    assert anna.post(page("measure_end", case, other.pk, step.pk), {"state": "done"}).status_code == 404


def test_a_closed_case_keeps_its_goals_as_they_are(anna, world):
    closed = factories.case(world.anna, phase="closed")
    goal = factories.goal(closed)
    step = factories.measure(goal)

    assert anna.get(page("goal_new", closed)).status_code == 302
    answer = anna.post(page("measure_end", closed, goal.pk, step.pk), {"state": "done"}, follow=True)

    assert "Der Fall ist abgeschlossen" in answer.content.decode()
    assert Measure.objects.get(pk=step.pk).state == "open"


def test_high_need_without_a_goal_is_suggested(anna, case):
    factories.assessment(case, {"housing": ("4", "2"), "work": ("1", "1")})

    html = anna.get(page("goal_list", case)).content.decode()

    assert "Hoher Bedarf, noch kein Ziel" in html
    assert "?area=housing" in html
    assert "?area=work" not in html


def test_more_goals_and_steps_cost_no_further_query(anna, case):
    factories.assessment(case)
    factories.measure(factories.goal(case, life_area=factories.life_area()), agency=factories.agency(), who="agency")
    factories.agreement(case)
    anna.get(page("goal_list", case))
    with CaptureQueriesContext(connection) as before:
        anna.get(page("goal_list", case))

    for number in range(20):
        goal = factories.goal(case, life_area=factories.life_area(f"area{number}"))
        factories.measure(goal, agency=factories.agency(f"agency{number}"), who="agency")
        factories.agreement(case)
    with CaptureQueriesContext(connection) as after:
        anna.get(page("goal_list", case))

    assert len(after) == len(before)


def test_an_agreement_is_concluded_once_even_by_a_double_click(anna, case, goal):
    factories.measure(goal)
    data = {"agreed_on": typed(factories.today()), "language": "ar", "interpreted": "on"}

    for _click in range(2):
        answer = anna.post(page("agreement_new", case), data)

    agreement = case.agreements.get()
    assert answer.url == page("goal_list", case) + "#agreements"
    assert (agreement.version, agreement.language, agreement.interpreted) == (1, "ar", True)
    assert (
        f"Fassung 1 vom {typed(factories.today())} (PDF, Deutsch und Arabisch)"
        in anna.get(page("goal_list", case)).content.decode()
    )


def test_the_agreement_shows_what_goes_in_and_what_is_left_out(anna, case, goal):
    factories.measure(goal)
    factories.goal(case, own_words="Noch ohne Schritt")

    html = anna.get(page("agreement_new", case)).content.decode()

    assert "Das wird vereinbart" in html
    assert "Nicht dabei: noch kein Schritt" in html


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"agreed_on": ""}, "steht noch nichts"),
        ({"agreed_on": "30.02.2026"}, "gibt es nicht"),
        ({"agreed_on": typed(factories.today() + timedelta(days=3))}, "Zukunft"),
        ({"review_on": typed(factories.today())}, "nach der Vereinbarung"),
        ({"review_on": "01.01.2020"}, "nach der Vereinbarung"),
        ({"language": "kl"}, "Auswahl"),
    ],
)
def test_an_agreement_that_cannot_be_says_why(anna, case, goal, data, said):
    factories.measure(goal)

    answer = anna.post(page("agreement_new", case), {"agreed_on": typed(factories.today()), "language": ""} | data)

    assert said in answer.content.decode()
    assert not case.agreements.exists()


def test_without_a_step_there_is_nothing_to_agree(anna, case, goal):
    factories.measure(goal, state="dropped", ended_on=factories.today())

    answer = anna.post(page("agreement_new", case), {"agreed_on": typed(factories.today()), "language": ""})

    assert "kein offenes Ziel mit einem Schritt" in answer.content.decode()


def test_the_paper_is_a_pdf_whose_name_says_nobodys_name(anna, case, goal):
    factories.measure(goal)
    agreement = factories.agreement(case, language="ar", interpreted=True)

    answer = anna.get(page("agreement_pdf", case, agreement.pk))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == f'inline; filename="{case.reference}-zielvereinbarung-1.pdf"'
    printed = AuditEvent.objects.get(kind="agreement.printed")
    assert (printed.case_id, printed.target_id) == (case.pk, agreement.pk)


def test_the_paper_stays_as_agreed_when_goals_change(anna, case, goal, monkeypatch):
    factories.measure(goal)
    agreement = factories.agreement(case)
    Goal.objects.filter(pk=goal.pk).update(own_words="Etwas ganz anderes")
    seen = _printed_with(monkeypatch)

    anna.get(page("agreement_pdf", case, agreement.pk))

    assert seen["agreement"].goals[0].own_words == "Ich will B1 schaffen."
    assert seen["language"] is None
    assert seen["agreement"].language == "de"


def test_the_county_s_own_approved_wording_is_printed(anna, case, goal, monkeypatch):
    ClientText.objects.create(
        key="goal_agreement.title", language="en", version=1, text="Our plan", approved_by="Fachstelle"
    )
    factories.measure(goal)
    agreement = factories.agreement(case, language="en")
    seen = _printed_with(monkeypatch)

    anna.get(page("agreement_pdf", case, agreement.pk))

    assert seen["texts"]["en", "goal_agreement.title"].text == "Our plan"
    assert seen["texts"]["de", "goal_agreement.title"].text == "Zielvereinbarung"


def test_german_alone_can_be_printed_of_every_version(anna, case, goal, monkeypatch):
    factories.measure(goal)
    agreement = factories.agreement(case, language="ar")
    seen = _printed_with(monkeypatch)

    anna.get(page("agreement_pdf", case, agreement.pk), {"language": "de"})

    assert seen["language"] is None


def test_a_paper_that_cannot_be_made_says_what_to_do(anna, case, goal, monkeypatch):
    factories.measure(goal)
    agreement = factories.agreement(case)

    def fail(*args, **kwargs):
        raise DocumentError("no fonts")

    monkeypatch.setattr("kim.casework.documents.render_goal_agreement", fail)
    answer = anna.get(page("agreement_pdf", case, agreement.pk))

    assert answer.status_code == 503
    assert "nur das Drucken ist misslungen" in answer.content.decode()
    assert not AuditEvent.objects.filter(kind="agreement.printed").exists()


def test_an_agreement_of_another_case_is_not_found(anna, world, case):
    other = factories.case(world.anna)
    factories.measure(factories.goal(other))

    assert anna.get(page("agreement_pdf", case, factories.agreement(other).pk)).status_code == 404


def _printed_with(monkeypatch):
    """What the printer was given."""
    seen = {}

    def render(agreement, *, language, texts, logo, signatures, standing):
        seen.update(agreement=agreement, language=language, texts=texts, logo=logo, signatures=signatures)
        return b"%PDF-"

    monkeypatch.setattr("kim.casework.documents.render_goal_agreement", render)
    return seen
