"""What a case knows is collected, found in a text and kept from other people's words; rare combinations are coarsened."""

from datetime import date
from itertools import pairwise

import pytest
from django.db import DatabaseError, transaction
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from kim.casework import guard
from kim.casework.guard.rarity import WORTH
from kim.casework.models import Case, ClientProfile, Household
from kim.privacy.scope import NOBODY, open_scope
from tests import factories

MARCH = date(2026, 3, 1)


def marked(text, known):
    return [(text[found.start : found.end], str(found.kind), found.sure) for found in guard.check(text, known)]


@pytest.fixture
def case(world):
    client = factories.person(
        given_name="Samar", family_name="Haddad", name_original="سمر حداد", birth_given="given",
        birth_year=1998, birth_month=5, birth_day=3,
    )  # fmt: skip
    case = factories.case(world.anna, person=client)
    Case.objects.update(reference="GV-24-31")
    case.refresh_from_db()
    ClientProfile.objects.filter(case=case).update(entered_given="given", entered_on=date(2022, 9, 17))
    factories.way(case, value="0176 4455 6677")
    factories.way(case, kind="email", value="samar@post.example")
    factories.address(case, street="Lindenstraße 14")
    factories.helper(case, "Nachbarin Frau Klein")
    factories.member(case, person=factories.person(given_name="Rima", family_name="Haddad"))
    return case


def test_what_the_file_and_its_household_know_is_found_in_a_text(case, world, scope_as, django_assert_max_num_queries):
    text = (
        "Rimas Mutter (حداد), geb. 03.05.98, eingereist am 17.9.2022, Lindenstr. 14, Tel. 0176-44556677, samar@post.example, "
        f"Akte {case.reference}. Frau Klein hilft. Gruß, Anna."
    )

    with scope_as(world.anna), django_assert_max_num_queries(14):
        found = marked(text, guard.words_of(case))

    assert [word for word, _kind, _sure in found] == [
        "Rimas", "حداد", "03.05.98", "17.9.2022", "Lindenstr. 14", "0176-44556677", "samar@post.example", case.reference,
        "Frau Klein"[5:], "Anna",
    ]  # fmt: skip
    assert all(sure for _word, _kind, sure in found)
    with scope_as(world.cem):
        assert marked("Lindenstr. 14 und Rimas Zeugnis", guard.words_of(case)) == []


def test_a_protected_member_with_a_case_of_their_own_is_not_told_by_the_guard(case, world, scope_as):
    protected = factories.person(given_name="Huda", family_name="Nasser", is_protected=True)
    factories.case(world.cem, person=protected)
    factories.member(case, person=protected, seen_by="nobody")

    with scope_as(world.anna):
        assert marked("Die Schwester Huda Nasser fand keinen Platz.", guard.words_of(case)) == []


def test_without_a_case_what_anybody_can_be_reached_by_is_still_found():
    text = (
        "Frau Petrowa (0157 1234567, petrowa@post.example), IBAN DE89 3704 0044 0532 0130 00, AZR-Nummer 180512345678, geboren am "
        "7. Juli 1991, wohnt Rheinstraße 12."
    )

    assert [kind for _word, kind, _sure in marked(text, guard.Known())] == [
        "name", "phone", "email", "number", "number", "date", "address",
    ]  # fmt: skip
    assert (
        marked("Frau Doktor, eine Frau Anfang 40, Herr und Frau, 0800 1110111, am 1. Juni 2022, 41515", guard.Known())
        == []
    )


def test_each_kind_has_its_german_word():
    with translation.override("de"):
        assert "Tag" in [str(kind.label) for kind in guard.Kind]
        assert not {str(kind.label) for kind in guard.Kind} & {"day", "name", "file reference"}


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_and_each_place_lies_within_it_once(text):
    known = guard.known(
        names=["Samar Haddad"], streets=["Lindenstraße 14"], phones=["0176 4455 6677"], references=["GV-24-31"]
    )

    found = guard.check(text + " Haddads", known)

    assert all(0 <= each.start < each.end <= len(text) + 8 for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert found
    guard.known(names=[text], helpers=[text], streets=[text], phones=[text], emails=[text], references=[text])


@pytest.mark.parametrize(
    "text", ["a" * 10_000, "0 " * 5_000, "Am " * 3_000, "1." * 5_000, "Frau " * 2_000, "@." * 5_000, "-" * 10_000]
)
def test_long_and_hostile_texts_take_no_time_worth_waiting_for(text):
    known = guard.known(
        names=["Samar Haddad"], streets=["Am Stadtpark 3"], phones=["0176 4455 6677"], references=["GV-24-31"]
    )

    guard.check(text, known)


FULL = guard.Traits(
    month=MARCH, life_area=1, municipality=2, sphere_from=3, sphere_to=4, offer=5, reason="full", process_step="assessment",
    language="ar",
)  # fmt: skip


def test_a_combination_that_fits_enough_people_stays_and_one_that_never_does_is_held_back():
    assert guard.too_rare(FULL, lambda traits: True) == []
    assert guard.too_rare(FULL, lambda traits: False) == [guard.HOLD_BACK]


@settings(max_examples=60)
@given(st.sets(st.sampled_from(WORTH)), st.sets(st.sampled_from(WORTH)))
def test_what_is_left_fits_enough_people_and_not_a_trait_more_would(one, other):
    """Too many traits of `one`, or of `other`, together fit too few."""
    asked = []

    def enough(traits):
        asked.append(traits)
        told = {name for name in WORTH if (not traits.quarter if name == "month" else getattr(traits, name))}
        return not any(few and few <= told for few in (one, other))

    left_out = guard.too_rare(FULL, enough)

    assert len(asked) <= 10
    assert enough(guard.coarsened(FULL, left_out))
    for name in left_out:
        assert not enough(guard.coarsened(FULL, [each for each in left_out if each != name]))


def test_the_database_says_whether_five_households_fit_and_only_to_case_managers(world, scope_as):
    neuss, area, offer = factories.municipality("Neuss", "NE", "05162024"), factories.life_area(), factories.offer()
    cases = [factories.case(world.cem, municipality=neuss, opened_on=MARCH) for _ in range(5)]
    for case in cases:
        factories.assessment(case, {"language": ("3", "4")})
        factories.sphere_change(case)
    factories.referral(cases[0], offer=offer)
    wide = guard.Traits(month=MARCH, municipality=neuss.pk, life_area=area.pk, sphere_to=factories.sphere().pk)

    with scope_as(world.anna):
        assert guard.enough_people(wide)
        assert not guard.enough_people(guard.Traits(month=date(2025, 12, 1), municipality=neuss.pk))
        assert guard.too_rare(
            guard.Traits(month=MARCH, municipality=neuss.pk, offer=offer.pk), guard.enough_people
        ) == ["offer"]
    home = Household.objects.create()
    ClientProfile.objects.filter(case__in=cases[:2]).update(home=home)
    with scope_as(world.anna):
        assert not guard.enough_people(wide)
    for user in (world.admin, world.stranger):
        with scope_as(user), pytest.raises(DatabaseError, match="manages cases"), transaction.atomic():
            guard.enough_people(wide)
    with open_scope(NOBODY), pytest.raises(DatabaseError, match="manages cases"), transaction.atomic():
        guard.enough_people(wide)
