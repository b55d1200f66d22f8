"""Assessments on screen: talked through, saved in parts, completed, compared."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.casework.models import Assessment, Scale
from tests import factories

pytestmark = pytest.mark.django_db


def page(name, case, *more):
    return reverse(f"casework:{name}", args=[case.pk, *more])


def entries(assessment, **changes):
    """The form as the browser would send it."""
    data = {"held_on": "20.11.2026", "version": assessment.version, "resources": assessment.resources}
    for item in assessment.items.all():
        data |= {
            f"situation_{item.pk}": item.situation,
            f"need_{item.pk}": item.need,
            f"own_view_{item.pk}": item.own_view,
        }
    return data | changes


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


@pytest.fixture
def case(world):
    return factories.case(world.anna)


@pytest.fixture
def draft(case):
    return factories.assessment(
        case, {"language": ("not_asked", "not_asked"), "housing": ("2", "refused")}, completed=False
    )


def test_the_newest_completed_assessment_stands_beside_the_one_before(anna, case):
    factories.assessment(case, {"housing": ("3", "3"), "work": ("2", "2")})
    factories.assessment(case, {"housing": ("1", "1"), "work": ("3", "3")})

    html = anna.get(page("assessment_list", case)).content.decode()

    assert "2. Bestandsaufnahme" in html
    assert "2 weniger" in html
    assert "1 mehr" in html
    assert "Arbeit: hoher Bedarf, noch kein Ziel" in html


def test_answers_that_are_no_figure_are_shown_as_words(anna, case):
    factories.assessment(case, {"housing": ("refused", "not_known"), "work": ("1", "not_asked")})

    html = anna.get(page("assessment_list", case)).content.decode()

    for word in (Scale.REFUSED.label, Scale.NOT_KNOWN.label, Scale.NOT_ASKED.label):
        assert str(word) in html


def test_an_open_goal_in_the_area_stops_the_call_for_one(anna, case):
    factories.assessment(case, {"work": ("4", "4")})
    factories.goal(case, life_area=factories.life_area("work"))

    assert "noch kein Ziel" not in anna.get(page("assessment_list", case)).content.decode()


def test_an_empty_file_says_how_to_begin(anna, case):
    html = anna.get(page("assessment_list", case)).content.decode()

    assert "Es gibt noch keine Bestandsaufnahme." in html
    assert page("assessment_new", case) in html


def test_a_second_click_goes_on_with_the_assessment_that_is_open(anna, case):
    factories.life_area("housing")
    for _click in range(2):
        answer = anna.post(page("assessment_new", case), {"held_on": "20.11.2026"})

    assert case.assessments.count() == 1
    assert answer.url == page("assessment_edit", case, case.assessments.get().pk)


def test_a_re_assessment_shows_what_was_said_before_and_stores_none_of_it(anna, case):
    first = factories.assessment(case, {"housing": ("3", "3")}, resources="Spricht drei Sprachen")
    first.items.update(situation="Zwei Zimmer, feucht", resources="Kennt den Vermieter")

    begun = anna.post(page("assessment_new", case), {"held_on": "20.11.2026"})

    item = case.assessments.last().items.get(life_area__key="housing")
    assert (item.situation, item.resources, item.need, case.assessments.last().resources) == ("", "", "not_asked", "")
    html = anna.get(begun.url).content.decode()
    assert "Zwei Zimmer, feucht" in html
    assert "Bedarf 3 hoch" in html


def test_what_still_holds_is_taken_over_by_a_tick_and_never_over_what_was_typed(anna, case):
    first = factories.assessment(case, {"housing": ("3", "3"), "work": ("2", "2")})
    first.items.update(situation="Wie im März", resources="Viel Geduld")
    second = factories.assessment(
        case, {"housing": ("not_asked", "not_asked"), "work": ("not_asked", "not_asked")}, completed=False
    )
    housing, work = (second.items.get(life_area__key=key) for key in ("housing", "work"))

    ticked = {f"same_{housing.pk}": "on", f"same_{work.pk}": "on", f"situation_{work.pk}": "Neue Stelle"}
    anna.post(page("assessment_edit", case, second.pk), entries(second, **ticked))

    for item in (housing, work):
        item.refresh_from_db()
    assert (housing.situation, housing.resources, housing.need) == ("Wie im März", "Viel Geduld", "not_asked")
    assert (work.situation, work.resources) == ("Neue Stelle", "Viel Geduld")


def test_resources_and_urgency_are_kept_by_life_area(anna, case, draft):
    item = draft.items.get(life_area__key="language")
    told = {f"resources_{item.pk}": "Lernt schnell", f"pressing_{item.pk}": "now", f"need_{item.pk}": "3"}

    anna.post(page("assessment_edit", case, draft.pk), entries(draft, **told))
    anna.post(page("assessment_complete", case, draft.pk))

    item.refresh_from_db()
    assert (item.resources, item.pressing) == ("Lernt schnell", "now")
    html = anna.get(page("assessment_list", case)).content.decode()
    assert "Lernt schnell" in html
    assert "sofort" in html


def test_areas_that_were_left_out_are_named_below_the_table(anna, case):
    factories.assessment(case, {"housing": ("not_asked", "not_asked"), "work": ("2", "2")})

    html = " ".join(anna.get(page("assessment_list", case)).content.decode().split())

    assert "Nicht besprochen: Wohnen." in html


def test_more_than_two_assessments_are_drawn_as_courses_with_their_figures(anna, case):
    for need in ("4", "3"):
        factories.assessment(case, {"housing": (need, "2")})
    assert "Verlauf über alle" not in anna.get(page("assessment_list", case)).content.decode()

    factories.assessment(case, {"housing": ("1", "refused")})

    html = anna.get(page("assessment_list", case)).content.decode()
    assert "Verlauf über alle Bestandsaufnahmen" in html
    assert '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960' in html


def test_the_newest_assessment_opens_again_with_a_reason_and_keeps_it(anna, case):
    factories.assessment(case)
    newest = factories.assessment(case)
    url = page("assessment_reopen", case, newest.pk)

    assert "leer" in anna.post(url, {"reason": ""}).content.decode()
    answer = anna.post(url, {"reason": "Zahl verwechselt"})

    newest.refresh_from_db()
    assert (newest.completed_on, newest.reopening_reason) == (None, "Zahl verwechselt")
    assert answer.url == page("assessment_edit", case, newest.pk)
    anna.post(page("assessment_complete", case, newest.pk))
    assert "wieder geöffnet am" in anna.get(page("assessment_list", case)).content.decode()


def test_an_older_assessment_or_one_that_was_agreed_on_stays_closed(anna, case):
    older = factories.assessment(case)
    assert "Nur die neueste" in _reopened(anna, case, older, newer=True)

    newest = case.assessments.last()
    factories.measure(factories.goal(case))
    factories.agreement(case)

    assert "beruht schon eine Zielvereinbarung" in _reopened(anna, case, newest)
    assert case.assessments.filter(completed_on=None).count() == 0


def _reopened(anna, case, assessment, *, newer=False):
    if newer:
        factories.assessment(case)
    return anna.post(page("assessment_reopen", case, assessment.pk), {"reason": "Irrtum"}).content.decode()


def test_what_is_entered_so_far_is_saved_and_the_rest_stays_open(anna, case, draft):
    item = draft.items.get(life_area__key="language")
    data = {"held_on": "20.11.2026", "version": 1, f"need_{item.pk}": "3", f"situation_{item.pk}": "A2 bestanden"}

    answer = anna.post(page("assessment_edit", case, draft.pk), data)

    item.refresh_from_db()
    assert answer.status_code == 302
    assert (item.need, item.own_view, item.situation) == ("3", "not_asked", "A2 bestanden")
    assert draft.items.get(life_area__key="housing").own_view == "refused"


def test_two_who_write_at_once_see_both_versions_and_lose_nothing(anna, case, draft):
    item = draft.items.get(life_area__key="language")
    mine = entries(draft, **{f"situation_{item.pk}": "Mein Text"})
    anna.post(page("assessment_edit", case, draft.pk), entries(draft, **{f"situation_{item.pk}": "Anderer Text"}))

    html = anna.post(page("assessment_edit", case, draft.pk), mine).content.decode()

    assert "Zwei Fassungen" in html
    assert "Anderer Text" in html
    assert "Mein Text" in html
    anna.post(page("assessment_edit", case, draft.pk), mine | {"version": "2"})
    item.refresh_from_db()
    assert item.situation == "Mein Text"


@pytest.mark.parametrize("version", ["", "abc", "99", "-1"])
def test_a_form_without_a_true_version_overwrites_nothing(anna, case, draft, version):
    answer = anna.post(page("assessment_edit", case, draft.pk), entries(draft, version=version))

    assert answer.status_code == 422
    assert Assessment.objects.get(pk=draft.pk).version == 1


def test_completing_asks_first_and_then_nothing_can_be_changed(anna, case, draft):
    to_complete = page("assessment_complete", case, draft.pk)
    answer = anna.post(page("assessment_edit", case, draft.pk), entries(draft, complete="1"))
    assert answer.url == to_complete
    assert "Von da an bleibt sie, wie sie ist." in anna.get(to_complete).content.decode()

    anna.post(to_complete)

    item = draft.items.first()
    late = anna.post(page("assessment_edit", case, draft.pk), entries(draft, version=3, **{f"need_{item.pk}": "4"}))
    item.refresh_from_db()
    assert "Beginnen Sie eine neue" in late.content.decode() or "abgeschlossen" in late.content.decode()
    assert item.need == "not_asked"
    assert anna.get(page("assessment_edit", case, draft.pk)).url == page("assessment_detail", case, draft.pk)


def test_an_assessment_without_any_figure_cannot_be_completed(anna, case):
    empty = factories.assessment(case, {"housing": ("refused", "not_known")}, completed=False)

    assert "Jetzt abschließen" not in anna.get(page("assessment_complete", case, empty.pk)).content.decode()
    anna.post(page("assessment_complete", case, empty.pk))

    assert Assessment.objects.get(pk=empty.pk).completed_on is None


def test_any_two_can_be_compared_and_the_later_one_is_what_is_now(anna, case):
    first = factories.assessment(case, {"housing": ("4", "4")})
    factories.assessment(case, {"housing": ("2", "2")})
    third = factories.assessment(case, {"housing": ("1", "1")})

    html = anna.get(page("assessment_compare", case), {"now": first.pk, "before": third.pk}).content.decode()

    assert "3 weniger" in html
    assert "Verglichen mit der 1. Bestandsaufnahme" in html


@pytest.mark.parametrize("query", [{"now": "x"}, {"now": "9" * 30}, {"before": "0"}])
def test_an_unknown_assessment_cannot_be_compared(anna, case, query):
    factories.assessment(case)
    factories.assessment(case)

    assert anna.get(page("assessment_compare", case), query).status_code == 404


def test_an_assessment_of_another_case_is_not_found(anna, world, case):
    others = factories.assessment(factories.case(world.anna))

    for name in ("assessment_detail", "assessment_edit", "assessment_complete"):
        assert anna.get(page(name, case, others.pk)).status_code == 404
    factories.assessment(case)
    mine = factories.assessment(case)
    assert anna.get(page("assessment_compare", case), {"now": mine.pk, "before": others.pk}).status_code == 404


def test_in_a_closed_case_nothing_new_begins(anna, world):
    closed = factories.case(world.anna, phase="closed")
    draft = factories.assessment(closed, completed=False)

    for address in (page("assessment_new", closed), page("assessment_edit", closed, draft.pk)):
        answer = anna.get(address, follow=True)
        assert "Der Fall ist abgeschlossen" in answer.content.decode()
        anna.post(address, {"held_on": "20.11.2026", "version": 1})
    assert closed.assessments.count() == 1


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("", "steht noch nichts"),
        ("31.02.2026", "31.02.2026 gibt es nicht"),
        ("29.02.2023", "29.02.2023 gibt es nicht"),
        ("gestern", "Datum"),
        ("01.01.1890", "1900"),
        ((factories.today() + timedelta(days=2)).isoformat(), "Zukunft"),
        ("9" * 10_000, "Datum"),
    ],
)
def test_a_day_that_cannot_be_is_named_and_kept(anna, case, draft, day, said):
    answer = anna.post(page("assessment_edit", case, draft.pk), entries(draft, held_on=day))

    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "سمر تبحث عن شقة",
        "👩‍👧‍👦 drei Zimmer",
        "a\x00b\x1bc\u202ed",
        "<script>alert(1)</script>",
        "  \n\t ",
    ],
)
def test_every_text_is_stored_clean_or_refused_and_never_breaks_the_page(anna, case, draft, text):
    item = draft.items.get(life_area__key="language")

    answer = anna.post(
        page("assessment_edit", case, draft.pk), entries(draft, **{f"situation_{item.pk}": text}), follow=True
    )

    item.refresh_from_db()
    assert answer.status_code == 200
    assert not set(item.situation) & {"\x00", "\x1b", "\u202e"}
    assert b"<script>alert" not in answer.content


def test_a_text_that_is_too_long_stays_in_the_form(anna, case, draft):
    item = draft.items.get(life_area__key="language")

    answer = anna.post(
        page("assessment_edit", case, draft.pk), entries(draft, **{f"situation_{item.pk}": "y" * 10_001})
    )

    assert "höchstens 10000 Zeichen" in answer.content.decode()
    assert "y" * 10_001 in answer.content.decode()


def test_a_figure_nobody_offered_is_refused(anna, case, draft):
    item = draft.items.first()

    answer = anna.post(page("assessment_edit", case, draft.pk), entries(draft, **{f"need_{item.pk}": "7"}))

    assert answer.status_code == 422
    assert Assessment.objects.get(pk=draft.pk).version == 1


@pytest.mark.parametrize("name", ["assessment_list", "assessment_compare"])
def test_more_life_areas_and_assessments_cost_no_further_query(anna, case, name):
    few = {f"area{n}": ("1", "2") for n in range(3)}
    many = {f"area{n}": ("4", "2") for n in range(20)}
    for _each in range(3):  # from the third on the courses are drawn
        factories.assessment(case, few)
    anna.get(page(name, case))
    with CaptureQueriesContext(connection) as before:
        anna.get(page(name, case))

    for _each in range(3):
        factories.assessment(case, many)
    with CaptureQueriesContext(connection) as after:
        anna.get(page(name, case))

    assert len(after) == len(before)


def test_the_form_costs_the_same_for_many_life_areas(anna, world, case):
    other = factories.case(world.anna)
    small = factories.assessment(case, completed=False)
    large = factories.assessment(other, {f"area{n}": ("1", "2") for n in range(20)}, completed=False)
    for of, held in ((case, small), (other, large)):
        anna.get(page("assessment_edit", of, held.pk))
    with CaptureQueriesContext(connection) as few:
        anna.get(page("assessment_edit", case, small.pk))
    with CaptureQueriesContext(connection) as many:
        anna.get(page("assessment_edit", other, large.pk))

    assert len(many) == len(few)


def test_the_page_is_complete_in_english(anna, case):
    factories.assessment(case)
    anna.cookies["kim_language"] = "en"

    html = anna.get(page("assessment_list", case)).content.decode()

    assert "What follows from this" in html
    assert "high need, no goal yet" in html


def test_after_the_assessment_the_next_phase_is_offered(anna, world):
    case = factories.case(world.anna, phase="assessment")
    factories.assessment(case, {"housing": ("3", "3")})

    html = anna.get(page("assessment_list", case)).content.decode()

    assert "Weiter zu: Zielvereinbarung" in html


def test_the_form_opens_the_first_empty_area_and_saving_goes_on_with_the_next(anna, case):
    areas = {"language": ("2", "1"), "housing": ("not_asked", "not_asked"), "work": ("not_asked", "not_asked")}
    draft = factories.assessment(case, areas, completed=False)
    first, second, third = draft.items.order_by("pk")
    url = page("assessment_edit", case, draft.pk)

    html = anna.get(url).content.decode()
    assert _open_areas(html) == [str(second.pk)]
    assert html.count("ausgefüllt") == 2 and "Bedarf 2" in html

    answer = anna.post(url, entries(draft, go=str(third.pk)))
    assert answer.url == f"{url}?area={third.pk}#in-{third.pk}"
    assert _open_areas(anna.get(answer.url).content.decode()) == [str(third.pk)]

    draft.refresh_from_db()
    looked = anna.post(url, entries(draft, **{f"situation_{first.pk}": "Sie ist Muslimin"}))
    assert looked.status_code == 200 and _open_areas(looked.content.decode()) == [str(first.pk)]
    assert "geändert" in looked.content.decode()


def _open_areas(html):
    return re.findall(r'data-kim-area="(\d+)" open', html)
