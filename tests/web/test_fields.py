"""Fields with lists of the standards: what is typed is understood, and what is not is named."""

from datetime import time

import pytest
from django import forms
from django.urls import reverse

from kim.web.fields import (
    Address,
    AddressField,
    LanguageField,
    MunicipalityField,
    NationalitiesField,
    PhoneField,
    PostcodeField,
    TimeOfDayField,
    all_languages,
)
from tests import factories


def cleaned(field, value):
    return field.clean(value)


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("9", time(9)),
        ("9:30", time(9, 30)),
        ("9.30", time(9, 30)),
        ("0930", time(9, 30)),
        ("9 Uhr", time(9)),
        ("23:59 Uhr", time(23, 59)),
    ],
)
def test_a_time_is_understood_as_people_write_it(typed, means):
    assert cleaned(TimeOfDayField(), typed) == means


@pytest.mark.parametrize("typed", ["25", "9:75", "halb zehn", "9:3", "٩:٣٠x", "-1"])
def test_what_is_no_time_is_named(typed):
    with pytest.raises(forms.ValidationError, match="keine Uhrzeit"):
        cleaned(TimeOfDayField(), typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("02181 601-1234", "+49 2181 6011234"),
        ("0177/1234567", "+49 177 1234567"),
        ("+380 44 123 4567", "+380 44 123 4567"),
        ("0090 532 123 45 67", "+90 532 123 45 67"),
        ("", ""),
    ],
)
def test_a_telephone_number_is_kept_in_its_international_form(typed, kept):
    assert cleaned(PhoneField(required=False), typed) == kept


@pytest.mark.parametrize("typed", ["12", "nach 17 Uhr", "+999 1234567", "0" * 40])
def test_what_is_no_telephone_number_is_named_with_an_example(typed):
    with pytest.raises(forms.ValidationError, match="02181 601-1234"):
        cleaned(PhoneField(required=False), typed)


def test_a_number_noted_before_stays_as_it_was_noted():
    field = PhoneField(required=False, initial="Nachbarin, 02181 99")
    assert cleaned(field, "Nachbarin, 02181 99") == "Nachbarin, 02181 99"


@pytest.mark.parametrize(
    ("typed", "good"), [("41515", True), ("415 15", True), ("4151", False), ("D-41515", False), ("٤١٥١٥", False)]
)
def test_a_postcode_has_five_digits(typed, good):
    if good:
        assert cleaned(PostcodeField(), typed) == "41515"
    else:
        with pytest.raises(forms.ValidationError, match="fünf Ziffern"):
            cleaned(PostcodeField(), typed)


def test_an_address_is_whole_or_empty():
    whole = cleaned(AddressField(required=False), ["Am Ständehaus 1", "41515", "Grevenbroich"])
    assert whole.lines == ["Am Ständehaus 1", "41515 Grevenbroich"]
    assert cleaned(AddressField(required=False), ["", "", ""]) == Address()
    with pytest.raises(forms.ValidationError, match="Ergänzen Sie"):
        cleaned(AddressField(required=False), ["Am Ständehaus 1", "", ""])


def test_languages_often_spoken_here_come_first_and_all_others_follow():
    _empty, (_often, common), (_others, rest), (_varieties, local) = all_languages()
    assert "kmr" in dict(common) and "ti" in dict(common)
    assert dict(rest)["ny"] == "Nyanja" and "la" not in dict(rest)
    assert "arz" in dict(local), "Egyptian Arabic is a local form of a language often spoken here"
    groups = [set(dict(group)) for group in (common, rest, local)]
    assert sum(map(len, groups)) == len(set.union(*groups))
    assert len(rest) > 300


def test_a_language_is_found_by_its_own_name_and_its_code():
    widget = LanguageField().widget
    shown = widget.render("language", "")
    assert 'value="uk" data-kim-also="uk Ukrainian Ukrainisch українська"' in shown


def test_nationalities_know_stateless_and_refuse_what_is_no_state():
    field = NationalitiesField()
    assert cleaned(field, ["SYR", "XXA"]) == ["SYR", "XXA"]
    with pytest.raises(forms.ValidationError):
        cleaned(field, ["Atlantis"])


@pytest.mark.django_db
def test_a_municipality_is_found_by_name_code_and_official_key(django_assert_num_queries):
    place = factories.municipality()
    with django_assert_num_queries(2):
        shown = (
            MunicipalityField().widget.__class__
            and MunicipalityField().get_bound_field(forms.Form(), "place").as_widget()
        )
    assert f'value="{place.pk}" data-kim-also="GV 05162008"' in shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "day"), [("2026", "2026-06-04"), ("1800", "2000-11-01"), ("zwanzig", "-11-01"), ("99999", "-11-01")]
)
def test_the_holidays_of_a_year_are_told(world, browser_for, asked, day):
    told = browser_for(world.anna).get(reverse("holidays"), {"jahr": asked}).json()
    assert any(key.endswith(day) for key in told)


@pytest.mark.django_db
def test_a_number_noted_otherwise_before_may_stay_when_the_rest_is_corrected(world, browser_for):
    from kim.web.casework.forms.person_rows import WayForm

    way = factories.way(factories.case(world.anna), value="Nachbarin, 02181 99")
    stored = WayForm.from_row(way)
    typed = {"kind": "phone", "value": "Nachbarin, 02181 99", "at": "vormittags"}

    assert WayForm(typed, initial=stored, fresh=False).is_valid()
    assert "value" in WayForm(typed | {"value": "noch anders"}, initial=stored, fresh=False).errors
