"""What a county may have funded: the lines of Rhein-Kreis Neuss in 2021, what is not known, and the files themselves."""

from datetime import date
from decimal import Decimal as D

from kim.law.funding import CLAIMED, CountyFacts, Office, Place, PostFact, amount_on, entitlement, faults

OFFICES = ("abh", "jugendamt", "integration_council")


def county(*, posts=(), is_county=True, **places) -> CountyFacts:
    rows = [
        Place(name, name, {office: Office(known) for office, known in zip(OFFICES, given, strict=True)})
        for name, given in places.items()
    ]
    return CountyFacts("Kreis", is_county, rows, posts)


def of(found) -> list[tuple[str, D]]:
    return [(line.rule, line.fte) for line in found.lines]


def test_the_files_have_no_fault():
    assert faults() == []


def test_a_municipality_counts_with_all_three_offices_and_a_missing_fact_is_named():
    found = entitlement(
        county(A=(True, True, True), B=(True, True, None), C=(False, None, None)), date(2021, 6, 30), "de"
    )

    assert ("B1.municipality", D("1.0")) in of(found)
    assert [line.what for line in found.lines if line.rule == "B1.municipality"] == ["Weitere Koordination für A"]
    assert any(sentence.startswith("B:") and "Integrationsrat" in sentence for sentence in found.unknown)
    assert not any(sentence.startswith("C:") for sentence in found.unknown)


def test_posts_beyond_the_rule_are_claimed_by_the_county():
    posts = [PostFact(str(n), "ABH", 3, "foreigners_office", D("0.75")) for n in range(3)]
    line = next(line for line in entitlement(county(posts=posts), date(2021, 6, 30)).lines if line.block == 3)
    assert (line.fte, line.certainty) == (D("2.25"), CLAIMED)

    line = next(line for line in entitlement(county(posts=posts[:1]), date(2021, 6, 30)).lines if line.block == 3)
    assert (line.fte, line.certainty) == (D("1.50"), "verified")


def test_the_rules_change_with_the_day():
    """Kreis Heinsberg: two posts of 0.5 in 2020, 1.5 in 2021, 2 from 2022; after the guideline of 2024 nothing is known."""
    sizes = {
        day: [line.fte for line in entitlement(county(), day).lines if line.block == 3]
        for day in (date(2020, 4, 1), date(2021, 1, 1), date(2022, 1, 1), date(2024, 12, 19))
    }
    assert list(sizes.values()) == [[D("1.0")], [D("1.50")], [D("2.0")], []]
    assert entitlement(county(), date(2024, 12, 19)).unknown
    assert entitlement(county(), date(2019, 1, 1)).lines == ()


def test_where_the_guideline_is_not_known_the_claim_leaves_out_what_has_a_rule_of_its_own():
    posts = [
        PostFact("a", "KI", 1, "coordinator", D("3.5")),
        PostFact("b", "Stadt", 1, "coordinator", D("1.0"), place="A"),
    ]
    found = entitlement(county(posts=posts, A=(True, True, True)), date(2025, 1, 1))
    assert of(found)[:3] == [("B1.coordination", D("3.5")), ("B1.assistance", D("0.5")), ("B1.municipality", D("1.0"))]
    assert found.lines[0].certainty == CLAIMED


def test_amounts_are_those_of_the_papers_and_unknown_ones_say_so():
    """Kreis Unna and StädteRegion Aachen 2023: 18 and 12 posts make 1,026,000 and 684,000 Euro."""
    known = amount_on(2, date(2023, 6, 1))
    assert (known.eur * 18, known.eur * 12) == (1_026_000, 684_000)
    assert amount_on(2, date(2024, 6, 1)).eur is None
    assert amount_on(2, date(2024, 6, 1)).certainty == "unknown"
    assert amount_on(2, date(2019, 1, 1)) is None
