"""The profile of Rhein-Kreis Neuss says what its source says, and marks what is invented."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kim.law.age import AgeRange
from kim.law.kleene import MET, NOT_MET, UNKNOWN, Kleene
from kim.law.target_group import Facts, evaluate
from kim.organisation.profile import Profile, check_report, read

FILE = Path(__file__).parents[2] / "counties" / "rhein-kreis-neuss.toml"
ON = date(2026, 11, 22)


@pytest.fixture(scope="module")
def county() -> Profile:
    return read(FILE)


def test_the_profile_is_in_order() -> None:
    report = check_report(FILE)

    assert report.ok, report.text


def test_it_has_the_eight_municipalities_with_their_official_keys(county: Profile) -> None:
    assert {place.ags: place.name for place in county.municipalities} == {
        "05162004": "Dormagen",
        "05162008": "Grevenbroich",
        "05162012": "Jüchen",
        "05162016": "Kaarst",
        "05162020": "Korschenbroich",
        "05162022": "Meerbusch",
        "05162024": "Neuss",
        "05162028": "Rommerskirchen",
    }


def test_the_posts_are_those_of_the_slides(county: Profile) -> None:
    blocks = Counter({block: Decimal(0) for block in (1, 2, 3)})
    for post in county.posts:
        blocks[post.block] += post.fte

    assert blocks == {1: Decimal("6.0"), 2: Decimal("7.0"), 3: Decimal("2.25")}
    assert sum(post.role == "coordinator" for post in county.posts) == 6


def test_the_cities_employ_their_coordinators_and_the_ki_supervises_them(county: Profile) -> None:
    posts = {post.key: post for post in county.posts}

    for city in ("neuss", "dormagen"):
        post = posts[f"koordination-{city}"]
        assert [employer.agency for employer in post.employers] == [f"stadt-{city}"]
        assert [unit.unit for unit in post.supervisors if unit.professional] == ["ki"]


def test_every_municipality_has_a_case_manager_and_brandes_has_grevenbroich_and_juechen(
    county: Profile,
) -> None:
    managers = {
        code: holder.staff
        for post in county.posts
        if post.role == "case_manager"
        for area in post.catchments
        for code in area.municipalities
        for holder in post.holders
    }

    assert managers.keys() == {place.code for place in county.municipalities}
    assert managers["GV"] == managers["JÜ"] == "brandes"


def test_participation_management_ended_in_june_2022(county: Profile) -> None:
    [sphere] = [sphere for sphere in county.legal_spheres if sphere.key == "teilhabemanagement"]

    assert sphere.holds_on(date(2022, 6, 30)) and not sphere.holds_on(date(2022, 7, 1))


def test_persons_office_hours_and_offers_are_marked_as_invented(county: Profile) -> None:
    invented = (*county.staff, *county.memberships, *county.office_hours, *county.offers)
    holders = [holder for post in county.posts for holder in post.holders]

    assert all(entry.synthetic for entry in (*invented, *holders))
    assert all(person.email.endswith(".example") for person in county.staff)


def test_what_is_not_invented_says_where_it_comes_from(county: Profile) -> None:
    lists = (county.municipalities, county.posts, county.bodies, county.legal_spheres, county.agencies)

    bare = [entry for part in lists for entry in part if not entry.synthetic and not entry.source]

    assert bare == []


def test_no_figure_pretends_to_be_the_register_of_march_2021(county: Profile) -> None:
    per_place = [
        figure
        for figure in county.population_figures
        if figure.municipality and figure.reference_date == date(2021, 3, 31)
    ]

    assert per_place == []


def test_the_sourced_figures_add_up(county: Profile) -> None:
    def total(what: str, day: date) -> tuple[Decimal, Decimal]:
        figures = [f for f in county.population_figures if (f.what, f.reference_date) == (what, day)]
        parts = sum((f.value for f in figures if f.municipality), Decimal(0))
        return parts, next(f.value for f in figures if not f.municipality)

    assert total("asylum_seekers", date(2012, 10, 10)) == (416, 416)
    assert total("assigned", date(2017, 12, 31)) == (3025, 3025)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Facts(age=AgeRange(24, 24), refugee_or_newcomer=True, lives_in_county=True), MET),
        (Facts(age=AgeRange(17, 18), refugee_or_newcomer=True, lives_in_county=True), UNKNOWN),
        (Facts(age=AgeRange(6, 6), child_of_member=True, lives_in_county=True), MET),
        (Facts(age=AgeRange(50, 50), child_of_member=False, lives_in_county=True), NOT_MET),
        (Facts(age=AgeRange(24, 24), refugee_or_newcomer=True, lives_in_county=False), NOT_MET),
        (Facts(), UNKNOWN),
    ],
)
def test_the_first_stage_is_for_newcomers_from_18_to_35_and_their_children(
    county: Profile, facts: Facts, expected: Kleene
) -> None:
    finding = evaluate(county.target_group_rule(), facts, on=ON)

    assert finding.value is expected
    assert [stage.in_force for stage in finding.stages] == [True, False, False]
