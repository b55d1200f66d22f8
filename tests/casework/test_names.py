"""Names in several scripts and spellings are found as one, and no input breaks the folding."""

from __future__ import annotations

import unicodedata
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim.casework import names

ANY_TEXT = st.text(max_size=120)
NAME_LIKE = st.lists(
    st.sampled_from(
        [
            "Abd",
            "abdul",
            "al",
            "el-",
            "-",
            " ",
            "ال",
            "عبد",
            "محمد",
            "ue",
            "Ä",
            "ß",
            "ash-Shami",
            "Müller",
            "Мухаммед",
            "'",
        ]
    ),
    max_size=12,
).map("".join)

ALIKE = [
    ["Mohammed", "Muhamad", "Mohamad", "Мухаммед", "محمد"],
    ["Müller", "Mueller", "Muller", "MÜLLER"],
    ["Çelik", "Celik", "Tschelik"],
    ["Khalil", "Chalil", "Halil", "خليل"],
    ["Oleksandr", "Alexander", "Олександр", "Aleksandr"],
    ["Shaaban", "Schaban", "شعبان", "Şaban"],
    ["Schewtschenko", "Shevchenko", "Шевченко"],
    ["Abd al-Rahman", "Abdulrahman", "Abdel Rahman", "Abdurrahman", "عبد الرحمن", "عبدالرحمن"],
    ["Abdullah", "Abdallah", "Abdulla", "عبد الله"],
    ["Yusuf", "Jusuf", "Joussef", "يوسف"],
    ["al-Hassan", "El Hasan", "Hasan", "الحسن"],
    ["Serhij", "Сергій"],
    ["Sergey", "Сергій"],
    ["Osman", "Othman", "عثمان"],
    ["Jamal", "Dschamal", "Djamal", "Gamal", "Cemal", "جمال"],
    ["Marwan", "Marouan", "مروان"],
    ["Xasan", "Hassan", "حسن"],
    ["Cabdi", "Abdi"],
    ["Şahin", "Sahin", "Schahin", "Shahin"],
    ["Ash-Shami", "al-Shami", "Shami", "الشامي"],
    ["Tesfay", "ተስፋይ"],
]


@pytest.mark.parametrize("spellings", ALIKE, ids=lambda spellings: spellings[0])
def test_spellings_of_one_name_share_a_key(spellings):
    for one, other in combinations(spellings, 2):
        assert set(names.keys(one)) & set(names.keys(other)), (one, other, names.keys(one), names.keys(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Haddad", "Rahimi"), ("Samar", "Nabil"), ("Müller", "Maier"), ("Ahmed", "Ali")]
)
def test_different_names_share_no_key(one, other):
    assert not set(names.keys(one)) & set(names.keys(other))


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("  Groß-Müller ", "gross muller"),
        ("Işıl Çağlar", "isil caglar"),
        ("O'Brien", "obrien"),
        ("Al-Hashimi", "hashimi"),
        ("Abd al-Rahman Haddad", "abdrahman haddad"),
        ("Al", "al"),
        ("Олександра Коваленко", "oleksandra kovalenko"),
        ("Zoë\u202e\u0007 Núñez 😀", "zo nunez"),
        ("", ""),
    ],
)
def test_a_name_becomes_plain_latin_words(written, normal):
    assert names.normalise(written) == normal


def test_names_sort_as_in_a_german_list():
    people = [
        ("Zander", "A"),
        ("Öztürk", "Ada"),
        ("Oz", "B"),
        ("Çelik", "C"),
        ("Celik", "A"),
        ("Şahin", "D"),
        ("Strauß", "E"),
        ("Strauss", "F"),
        ("Ärmel", "G"),
        ("Коваль", "О"),
        ("Ilk", "H"),
        ("Işık", "I"),
    ]

    ordered = sorted(people, key=lambda person: names.sort_key(*person))

    assert [family for family, _ in ordered] == [
        "Ärmel",
        "Celik",
        "Çelik",
        "Ilk",
        "Işık",
        "Коваль",
        "Oz",
        "Öztürk",
        "Şahin",
        "Strauß",
        "Strauss",
        "Zander",
    ]


def test_a_short_family_name_stands_before_a_longer_one():
    assert names.sort_key("Ali", "Zara") < names.sort_key("Ali Khan", "Adam") < names.sort_key("Alia", "Bea")


def test_a_search_is_taken_apart_into_words_and_birth():
    by_year, by_day = names.find_terms("Haddad 1994"), names.find_terms("samar 14.03.1994")

    assert (by_year.tokens, by_year.born_year, by_year.born_on) == (("haddad",), 1994, None)
    assert (by_day.tokens, by_day.born_on) == (("samar",), date(1994, 3, 14))
    assert set(names.find_terms("حداد").keys) & set(by_year.keys)


@pytest.mark.parametrize("query", ["", "   ", "31.02.1990", "99.99.9999", "0000-00-00", "%", "'; drop", "1" * 500])
def test_an_odd_search_is_no_error(query):
    assert names.find_terms(query).born_on is None


@given(ANY_TEXT | NAME_LIKE)
def test_normalising_twice_changes_nothing(text):
    once = names.normalise(text)

    assert names.normalise(once) == once


@given(ANY_TEXT | NAME_LIKE)
def test_only_plain_letters_come_out(text):
    assert set(names.normalise(text)) <= set("abcdefghijklmnopqrstuvwxyz ")
    for key in [*names.keys(text), names.sort_key(text, text)]:
        assert not any(unicodedata.category(character) in {"Cc", "Cf"} for character in key)


@given(ANY_TEXT | NAME_LIKE)
def test_every_word_has_a_key(text):
    assert len(names.key_sets(text)) == len(names.tokens(text)) or not names.tokens(text)
    assert all(names.key_sets(text))


@pytest.mark.parametrize("letter", ["a", "ش", "語", "\u202e", "\x00", "😀", "ﷺ", " - ", "ü ", "ch", "abdul "])
def test_ten_thousand_characters_stay_small(letter):
    name = letter * 10_000

    assert len(names.normalise(name)) <= 700
    assert len(names.sort_key(name, name)) <= 602
    assert len(names.keys(name)) <= 200


def test_invisible_characters_do_not_change_the_keys():
    assert names.keys("Ha\u200bdd\u202ead\x07") == names.keys("Haddad")
    assert names.sort_key("Ha\u200bddad", "Sa\u2066mar") == names.sort_key("Haddad", "Samar")
