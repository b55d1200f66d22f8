"""How KIM writes days, numbers, names and its fields."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from kim.web.forms import country_choices
from kim.web.templatetags import kim

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2026, 11, 23), "heute"),
        (date(2026, 11, 24), "morgen"),
        (date(2026, 11, 22), "gestern"),
        (date(2026, 11, 26), "Do\N{NO-BREAK SPACE}26.11."),
        (date(2026, 11, 19), "Do\N{NO-BREAK SPACE}19.11."),
        (date(2026, 12, 4), "04.12."),
        (date(2027, 2, 14), "14.02.2027"),
        (None, ""),
    ],
)
def test_a_near_day_is_said_as_people_say_it(value, words):
    assert kim.near_day(value, MONDAY) == words


def test_a_moment_belongs_to_the_day_it_has_in_germany():
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)

    assert kim.near_day(late, MONDAY) == "heute"
    assert kim.clock(late) == "00:30"


def test_days_are_counted_in_words():
    assert kim.ago_days(date(2026, 11, 4), MONDAY) == "vor 19 Tagen"
    assert kim.ago_days(date(2026, 12, 2), MONDAY) == "in 9 Tagen"
    assert kim.since_days(date(2026, 11, 4), MONDAY) == "seit 19 Tagen"
    assert kim.since_days(date(2026, 11, 22), MONDAY) == "seit gestern"
    assert kim.days(1) == "1 Tag"


def test_english_readers_get_english_days_and_numbers():
    with translation.override("en"):
        assert kim.day(MONDAY).replace("\N{NO-BREAK SPACE}", " ") == "23 Nov 2026"
        assert kim.near_day(date(2026, 11, 24), MONDAY) == "tomorrow"
        assert kim.grouped(65500) == "65,500"


def test_german_readers_get_points_and_commas():
    assert kim.day(date(987, 1, 2)) == "02.01.0987"
    assert kim.grouped(65500) == "65.500"
    assert kim.grouped("0.25", 2) == "0,25"
    assert [kim.grouped(value, 2) for value in (-0.2588, 0.736, 0.125, -0.004)] == ["-0,26", "0,74", "0,13", "0,00"]
    assert kim.grouped(12.5, 0) == "13"
    assert kim.capped(240) == "240"
    assert kim.capped(4711) == "1.000+"


@pytest.mark.parametrize(
    ("language", "way"),
    [("ar", "rtl"), ("fa-AF", "rtl"), ("uk", "ltr"), ("ku", "ltr"), ("ku-Arab", "rtl"), ("", "auto")],
)
def test_a_language_says_which_way_it_is_written(language, way):
    assert kim.direction(language) == way


def test_a_name_in_its_own_script_cannot_bring_markup_along():
    assert kim.bdi("<b>سمر", "ar") == '<bdi class="kim-script" lang="ar" dir="rtl">&lt;b&gt;سمر</bdi>'


def test_an_attribute_passed_through_a_component_is_escaped():
    given = {"data-name": '"><script>', "hidden": True, "title": None}

    assert kim.passed_on(given) == ' data-name="&quot;&gt;&lt;script&gt;" hidden'


class Meeting(forms.Form):
    held_on = forms.DateField(label="Tag", initial=MONDAY)
    way = forms.ChoiceField(label="Weg", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect, required=False)


def _field(form: forms.Form, name: str) -> str:
    source = "{% include 'cotton/field.html' with hint='' size='' label='' keep='' list='' unmarked='' %}"
    return Template(source).render(Context({"field": form[name]}))


def test_a_day_is_a_text_field_that_shows_how_to_write_it():
    html = _field(Meeting(), "held_on")

    assert 'value="23.11.2026"' in html
    assert 'inputmode="numeric"' in html
    assert 'aria-describedby="id_held_on_hint"' in html
    assert "TT.MM.JJJJ" in html


def test_what_may_be_left_out_says_so():
    assert "freiwillig" in _field(Meeting(), "way")
    assert "freiwillig" not in _field(Meeting(), "held_on")


def test_a_fault_points_to_its_field():
    form = Meeting({"held_on": "31.02.2027", "way": "z"})

    assert [fault["target"] for fault in kim.form_faults(form)] == ["id_held_on", "id_way_0"]
    assert 'aria-invalid="true"' in _field(form, "held_on")
    assert 'value="31.02.2027"' in _field(form, "held_on")


def test_on_a_phone_only_the_stations_around_here_are_shown():
    steps = [
        {"label": name, "state": state}
        for name, state in zip("abcde", ["done", "done", "here", "next", "next"], strict=True)
    ]

    assert [step["far"] for step in kim.stations(steps)] == [True, False, False, False, True]
    assert [step["far"] for step in kim.stations([{"label": "a", "state": "done"}])] == [False]


def test_drawings_stay_inside_their_frame():
    assert kim.rating(9, "") == kim.rating(4) != kim.rating(0)
    assert kim.change_bar(-2) == {"x": 38, "width": 32, "tone": "good"}
    assert kim.wait_marks(400, 10)["width"] == 140
    assert kim.wait_marks(19, 10)["tone"] == "bad"
    assert kim.wait_marks(5)["stroke"] is None


def test_the_list_of_nationalities_names_each_state_once_and_sorts_as_german_does():
    with translation.override("de"):
        listed = [name for _code, name in country_choices()][1:]
        assert [code for code, name in country_choices() if name == "Kosovo"] == ["XKX"]

    assert len(listed) == len(set(listed))
    assert listed[0] == "Afghanistan" and listed[1] == "Ägypten"
    assert listed[-2:] == ["staatenlos", "ungeklärt"]
    assert not {"Pseudo-Bidi", "Unbekannte Region", "Europäische Union"} & set(listed)
