"""What counties published about posts (domain.md 5.3, 5.4 and 10.6), row by row: held as a record, or the reason why it is none."""

from datetime import date
from decimal import Decimal as D
from fractions import Fraction

import pytest

from kim.law.funding.rules import amount_on as funding_amount
from kim.staffing.demo.grants import grants
from kim.staffing.demo.published import TABLES
from kim.staffing.demo.published import load as load_published
from kim.staffing.models import Apportionment, FundingGrant
from kim.staffing.money import lump_sum

# domain.md 5.3: county, block, year, posts, and where they stand here. A sum without a split is no apportionment.
NO_SPLIT = "only the sum is published"
POSTS = """
Kreis Coesfeld       | B2 | 2021 |  6.0 | only the sum is published
Kreis Coesfeld       | B2 | 2022 | 12.0 | Case Management im Kreis Coesfeld
Kreis Coesfeld       | B3 | 2023 |  2.0 | only the sum is published
Kreis Mettmann       | B2 | 2021 |  9.0 | Case Management im Kreis Mettmann
Kreis Mettmann       | B2 | 2022 | 16.0 | Case Management im Kreis Mettmann
Kreis Mettmann       | B3 | 2023 |  3.0 | only the sum is published
Kreis Unna           | B2 | 2021 |  8.0 | Stellenanteile im Case Management, Kreis Unna
Kreis Unna           | B2 | 2023 | 18.0 | only the sum is published
StädteRegion Aachen  | B2 | 2022 |  6.0 | only the sum is published
StädteRegion Aachen  | B2 | 2023 | 12.0 | only the sum is published
Stadt Aachen         | B2 | 2022 |  6.0 | only the sum is published
Leverkusen           | B2 | 2022 |  9.0 | only the sum is published
Kreis Heinsberg      | B2 | 2023 | 12.0 | only the sum is published
Kreis Heinsberg      | B3 | 2021 |  1.5 | only the sum is published
Kreis Heinsberg      | B3 | 2022 |  2.0 | only the sum is published
Kreis Wesel          | all | 2023 | 16.0 | only the sum is published
Rhein-Sieg-Kreis     | B2 | 2025 | 17.0 | only the sum is published
Köln                 | B2 | 2022 | 17.0 | only the sum is published
Münster              | B2 | 2022 |  7.0 | Case Management in Münster
"""

# domain.md 5.4: who got how much of what. The sum of each is what was shared; parts of a county's posts are shared by themselves.
SHARES = {
    ("Kreis Unna", 2021, "8"): {  # Kamen 141/2021; 10.6: the other seven municipalities 8 - 2.5
        "Kamen": ("0.85", "1.0"), "Bergkamen": ("1.19", "1.0"), "Bönen": ("0.38", "0.5"), "Sieben übrige Gemeinden": ("5.58", "5.5"),
    },
    ("Kreis Siegen-Wittgenstein", 2021, "6"): {
        "Wittgenstein": (None, "1"), "Südliches Siegerland": (None, "1"), "Kreuztal und Hilchenbach": (None, "1"),
        "Netphen und Freudenberg": (None, "1"), "Siegen": (None, "2"),
    },
    ("Kreis Coesfeld", 2022, "12"): {"Kommunales Integrationszentrum": (None, "6"), "Gemeinden": (None, "6")},
    ("Kreis Coesfeld", 2022, "6"): {
        "Coesfeld mit Billerbeck, Havixbeck und Rosendahl": (None, "2.5"), "Dülmen mit Nottuln": (None, "1.0"),
        "Übrige Gemeinden": (None, "2.5"),
    },
    ("StädteRegion Aachen", 2023, "6"): {  # 2023/0120: 3.5 filled, 2.5 that nobody could be found for
        "Caritas: Roetgen und Simmerath": (None, "0.5"), "Ev. Lydia-Gemeinde: Herzogenrath": (None, "0.5"), "Baesweiler": (None, "0.5"),
        "SPRUNGbrett": (None, "1.5"), "Würselen": (None, "0.5"), "Alsdorf": (None, "0.5"), "Eschweiler": (None, "1.0"),
        "Stolberg": (None, "1.0"),
    },
    ("Kreis Heinsberg", 2023, "3"): {"DRK": (None, "1.5"), "Diakonie": (None, "1.5")},
    ("Münster", 2022, "7"): {"Sozialamt": (None, "4"), "DRK": (None, "1"), "Caritas": (None, "1"), "GGUA": (None, "1")},
    ("Kreis Mettmann", 2021, "9"): {"Kommunales Integrationszentrum": (None, "8"), "Ausländerbehörde": (None, "1")},
    ("Kreis Mettmann", 2022, "16"): {"Kreis": (None, "9"), "Weitergeleitet an die Städte": (None, "7")},
}  # fmt: skip

# Also in 5.4, and no record: no figure for any place, no year, or the county's own that is invented (kim.staffing.demo.own).
WITHOUT_FIGURES = ("Rhein-Sieg-Kreis 2025", "Kreis Gütersloh", "Rheine", "Bocholt und Borken", "Rhein-Kreis Neuss 2021")


@pytest.fixture
def held(db) -> dict[tuple[str, int, str], Apportionment]:
    load_published(date(2026, 11, 24))
    rows = Apportionment.objects.exclude(area="").prefetch_related("shares")
    return {(row.area, row.year, f"{row.posts.normalize():f}"): row for row in rows}


def lines() -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in POSTS.strip().splitlines()]


@pytest.mark.parametrize(
    "line", [line for line in lines() if line[4] != NO_SPLIT], ids=lambda line: f"{line[0]} {line[2]}"
)
def test_posts_of_a_county_and_year_are_held_where_their_split_is_published(held, line):
    county, _block, year, posts, title = line
    assert held[county, int(year), f"{D(posts).normalize():f}"].title == title


def test_every_published_share_is_held_and_nothing_beside_it(held):
    assert held.keys() == SHARES.keys()
    for key, rows in SHARES.items():
        said = {row.name: (row.computed, row.agreed) for row in held[key].rows}
        assert said == {name: (computed and D(computed), D(agreed)) for name, (computed, agreed) in rows.items()}, key
        assert sum(agreed for _computed, agreed in said.values()) == D(key[2])
        assert held[key].source, key


def test_the_posts_of_the_own_county_stand_in_its_files(db):
    """5.3: B2 2020 6.0 from 01.07. (approval 25.05.2020), B1 2021 3.5 + 0.5 + 1.0 + 1.0, B2 2021 7.0, B3 2021 2 × 0.75 + 0.75."""
    grants(date(2026, 11, 24))
    files = {(row.block, row.year): row for row in FundingGrant.objects.all()}
    assert (files[2, 2020].fte_approved, files[2, 2020].period_from) == (6, date(2020, 7, 1))
    assert files[2, 2020].steps.get(kind="approval").done_on == date(2020, 5, 25)
    assert (files[1, 2021].fte_applied, files[2, 2021].fte_approved, files[3, 2021].fte_applied) == (6, 7, D("2.25"))


@pytest.mark.parametrize(
    ("half_posts", "amount"),
    # 5.3, approvals of block 3 in 2020: Heinsberg, Borken, Bocholt, Soest, Lippstadt; Rhein-Erft and Düren; the city of Düren
    [(2, 50_000), (3, 75_000), (1, 25_000), (200, 5_000_000)],
)
def test_half_posts_of_2020_are_25000_euro_each(half_posts, amount):
    per_year = funding_amount(3, date(2020, 4, 1)).eur
    assert lump_sum(per_year, Fraction(half_posts, 2) * 12) == amount


def test_what_was_agreed_otherwise_than_computed_has_its_reason(held):
    unna = {row.name: row for row in held["Kreis Unna", 2021, "8"].rows}
    assert sum(row.computed for row in unna.values()) == 8  # 2.42 and 5.58
    assert "Lünen" in unna["Kamen"].reason and "Lünen" in unna["Bönen"].reason
    assert "nennt die Vorlage nicht" in unna["Bergkamen"].reason
    assert held["Kreis Unna", 2021, "8"].threshold == D("0.5")  # only shares of at least half a post are funded


def test_shares_are_halves_and_more_as_in_every_source_but_one():
    # "All published final shares are multiples of 0.5, except Rheine 1.9" (5.4), which names no year.
    assert all(D(row.agreed or 0) * 2 % 1 == 0 for table in TABLES for row in table.rows)
    assert not any(place in table.title for table in TABLES for place in WITHOUT_FIGURES)
