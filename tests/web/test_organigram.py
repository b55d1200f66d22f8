"""The organisation chart: what is drawn is what is recorded, on the day one asks for."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.organisation.models import (
    Agency,
    Block,
    Body,
    Municipality,
    Post,
    PostCatchment,
    PostEmployer,
    PostHolder,
    PostSupervision,
    Unit,
)
from kim.web.organigram.structure import Over, periods_over, posts_on
from tests import factories
from tests import factories_steering as rows

pytestmark = pytest.mark.django_db
BLOCKS = [
    {"number": 1, "name_de": "Steuerung", "name_en": "Steering"},
    {"number": 2, "name_de": "Case Management", "name_en": "Case management"},
    {"number": 3, "name_de": "Einbürgerung", "name_en": "Naturalisation"},
]


def chart(client: Client, status: int = 200, **query: str) -> str:
    response = client.get(reverse("organigram:chart"), query)
    assert response.status_code == status
    content = response.content.decode()
    return content[content.index("<main") : content.index("</main>")]


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup))


def post(key: str, *, block: int = 2, fte: str = "1", **values) -> Post:
    return Post.objects.create(key=key, title=f"Stelle {key}", block=block, fte=Decimal(fte), **values)


def hold(held: Post, user, fte: str = "1", first: date | None = None, last: date | None = None) -> PostHolder:
    return PostHolder.objects.create(post=held, user=user, fte=Decimal(fte), valid_from=first, valid_to=last)


@pytest.fixture
def county(world):
    """Three blocks with two posts in the second one: one held by Anna, one vacant."""
    Block.objects.bulk_create(Block(**block) for block in BLOCKS)
    Post.objects.all().delete()
    ki = Unit.objects.create(key="ki", name="Integrationszentrum", kind="ki")
    team = Unit.objects.create(key="cm", name="Team Fallmanagement", kind="case_management", parent=ki)
    kreis = Agency.objects.create(key="kreis", name="Kreisverwaltung", kind="authority")
    annas, vacant = post("annas", fte="0.75"), post("frei")
    hold(annas, world.anna, "0.75")
    for each in (annas, vacant):
        PostSupervision.objects.create(post=each, unit=team, professional=True)
        PostSupervision.objects.create(post=each, unit=ki, professional=False)
        PostEmployer.objects.create(post=each, agency=kreis)
    steering = Body.objects.create(key="lg", name="Lenkungsgruppe des Kreises", level="steering")
    Body.objects.create(key="ag", name="Arbeitsgruppe Wohnen", level="structure", parent=steering)
    return annas


@pytest.fixture
def ben(world, browser_for):
    """Somebody who may look, and holds none of the posts."""
    return browser_for(world.ben)


def test_the_chart_names_posts_holders_supervision_and_employers(county, ben, world):
    text = words(chart(ben))

    for name in ("Stelle annas", str(world.anna), "Team Fallmanagement", "Integrationszentrum", "Kreisverwaltung"):
        assert name in text
    for relation in ("Fachaufsicht", "Dienstaufsicht", "Anstellungsträger"):
        assert relation in text
    bodies = words(chart(ben, ansicht="gremien"))
    assert "Lenkungsgruppe des Kreises" in bodies and "Arbeitsgruppe Wohnen" in bodies


def test_the_head_counts_posts_and_full_time_posts_of_each_block(county, ben):
    head = words(re.search(r'<ul class="kim-blocks">.*?</ul>', chart(ben), re.DOTALL)[0])

    assert "Baustein 1 0 Stelle Steuerung 0 Personalstellen" in head
    assert "Baustein 2 1,75 Stellen Case Management 2 Personalstellen, 1 unbesetzt" in head


def test_a_vacant_post_is_marked_in_the_drawing_and_in_the_list(county, ben):
    page = chart(ben)

    assert re.search(r'class="is-vacant">\s*<a[^>]*>Stelle frei</a>\s*<span>unbesetzt</span>', page)
    assert 'stroke-dasharray="4 3"' in page


def test_a_post_leads_to_its_line_among_the_posts(county, ben):
    address = re.search(r'href="([^"]*#post-annas)"', chart(ben))[1]

    assert 'id="post-annas"' in ben.get(address).content.decode()


def test_ones_own_post_is_yellow(county, browser_for, world):
    assert "kd-fill-here" in chart(browser_for(world.anna))
    assert "kd-fill-here" not in chart(browser_for(world.ben))


def test_the_chart_shows_the_day_one_asks_for(county, ben, world):
    moving = factories.today() + timedelta(days=10)
    PostHolder.objects.filter(post=county).update(valid_to=moving - timedelta(days=1))
    hold(county, world.cem, "0.75", first=moving)

    today, later = words(chart(ben)), words(chart(ben, on=f"{moving:%d.%m.%Y}"))

    assert str(world.anna) in today and str(world.cem) not in today
    assert str(world.cem) in later and str(world.anna) not in later
    assert f"Stand {moving:%d.%m.%Y}" in later


def test_what_did_not_exist_yet_or_no_longer_does_is_not_drawn(county, ben):
    yesterday = factories.today() - timedelta(days=1)
    Post.objects.filter(key="frei").update(valid_to=yesterday)
    PostEmployer.objects.filter(post=county).update(valid_to=yesterday)
    Unit.objects.filter(key="ki").update(valid_to=yesterday)

    text = words(chart(ben))

    assert "Stelle frei" not in text and "Kreisverwaltung" not in text
    assert "Stelle frei" in words(chart(ben, on=f"{yesterday:%d.%m.%Y}"))


def test_one_block_can_be_looked_at_alone_and_the_day_stays(county, ben):
    post("leitung", block=1)
    day = f"{factories.today() - timedelta(days=3):%d.%m.%Y}"

    page = chart(ben, block="2", on=day)

    assert "Stelle annas" in page and "Stelle leitung" not in page
    assert 'name="block" value="2"' in page
    assert f"?on={day}&amp;block=1" in page


def test_a_post_held_above_its_size_for_one_day_is_named(county, ben, world):
    today = factories.today()
    with factories.before_shares_were_kept():
        hold(county, world.cem, "0.5", first=today, last=today)

    text = words(chart(ben))

    assert f"Stelle annas ({world.anna}, {world.cem}): 1,25 statt 0,75, {today:%d.%m.%Y}" in text
    assert "1,25 besetzt" in text
    assert "1,25 statt" not in words(chart(ben, on=f"{today + timedelta(days=1):%d.%m.%Y}"))


def test_a_part_that_nobody_holds_is_named(county, ben, world):
    hold(Post.objects.get(key="frei"), world.cem, "0.4")

    assert "1 Stelle, 0,6 unbesetzt" in words(chart(ben))


@pytest.mark.parametrize(
    ("held", "found"),
    [
        ([], []),
        ([("1", None, None)], []),
        ([("1", None, None), ("0.5", None, None)], [(None, None, "1.5")]),
        ([("1", None, 10), ("1", 11, None)], []),
        ([("1", None, 10), ("1", 10, None)], [(10, 10, "2")]),
        ([("1", 1, 20), ("0.5", 5, 6), ("0.25", 6, 30)], [(5, 5, "1.5"), (6, 6, "1.75"), (7, 20, "1.25")]),
    ],
)
def test_the_days_above_the_size_of_a_post_are_found(held, found):
    def day(number):
        return number and date(2026, 1, number)

    holders = [PostHolder(fte=Decimal(fte), valid_from=day(first), valid_to=day(last)) for fte, first, last in held]

    periods = periods_over(holders, Decimal(1))

    assert [(each.first, each.last, each.held) for each in periods] == [
        (day(first), day(last), Decimal(fte)) for first, last, fte in found
    ]
    assert all(isinstance(each, Over) for each in periods)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"on": "31.02.2026"}, "Den 31.02.2026 gibt es nicht."),
        ({"on": "morgen"}, "kein Datum"),
        ({"block": "7000"}, "Diesen Baustein gibt es nicht."),
        ({"block": "<script>"}, "Diesen Baustein gibt es nicht."),
    ],
)
def test_a_day_or_block_that_does_not_exist_is_said_and_today_is_shown(county, ben, query, sentence):
    page = chart(ben, status=422, **query)

    assert sentence in words(page)
    assert "Stelle annas" in page
    assert "<script>" not in page


def test_an_empty_county_says_so(ben, world):
    Post.objects.all().delete()
    Block.objects.all().delete()

    assert "Es ist keine Stelle und kein Baustein eingetragen." in words(chart(ben))


def test_posts_without_supervision_or_employer_are_drawn_all_the_same(county, ben):
    PostSupervision.objects.all().delete()
    PostEmployer.objects.all().delete()

    text = words(chart(ben))

    assert "Stelle annas" in text and "ohne Fachaufsicht" in text


def test_names_from_the_profile_stay_words(county, ben):
    Post.objects.filter(key="frei").update(title='<img src=x onerror="alert(1)">')

    assert "<img" not in chart(ben)


def test_more_posts_cost_no_more_queries(county, ben, world):
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            chart(ben)
        return len(caught)

    few = queries()
    team, kreis = Unit.objects.get(key="cm"), Agency.objects.get(key="kreis")
    for number in range(20):
        more = post(f"mehr-{number}")
        hold(more, world.cem)
        PostSupervision.objects.create(post=more, unit=team)
        PostEmployer.objects.create(post=more, agency=kreis)
        Unit.objects.create(key=f"u-{number}", name=f"U {number}", kind="ki", parent=team, employer=kreis)

    assert queries() == few


def test_a_municipality_that_goes_to_another_post_moves_in_the_chart_on_that_day(county, ben, world):
    neuss = Municipality.objects.create(ags="05162999", name="Hombroich", code="HO", sort_key="hombroich")
    PostCatchment.objects.create(post=county, municipality=neuss, valid_to=date(2026, 11, 30))
    PostCatchment.objects.create(post=Post.objects.get(key="frei"), municipality=neuss, valid_from=date(2026, 12, 1))

    covered = {
        day: {each.post.key: each.areas for each in posts_on(day)} for day in (date(2026, 11, 30), date(2026, 12, 1))
    }

    assert covered[date(2026, 11, 30)] == {"annas": ("Hombroich",), "frei": ()}
    assert covered[date(2026, 12, 1)] == {"annas": (), "frei": ("Hombroich",)}
    assert "Gebiet: Hombroich" in words(chart(ben, on="01.12.2026"))


def test_bodies_are_drawn_with_chair_seats_and_reporting_lines_for_any_day(county, ben, world):
    group, working = Body.objects.get(key="lg"), Body.objects.get(key="ag")
    rows.seat(group, "Dr. Erika Vorsitz", name="Rhein-Kreis", chairs=True)
    rows.seat(group, world.ben, name="Stadt Kaarst")
    rows.seat(working, name="Stadt Kaarst")
    page = words(chart(ben, ansicht="gremien"))
    assert "Vorsitz: Dr. Erika Vorsitz" in page and "2 von 2 Sitzen besetzt" in page and "0 von 1 Sitz besetzt" in page
    assert "Sitz ist unbesetzt" in page and "berichtet dorthin" in page
    Body.objects.filter(pk=working.pk).update(valid_to=factories.today() - timedelta(days=1))
    assert "Arbeitsgruppe Wohnen" not in words(chart(ben, ansicht="gremien"))
    then = words(chart(ben, ansicht="gremien", on=f"{factories.today() - timedelta(days=9):%d.%m.%Y}"))
    assert "Arbeitsgruppe Wohnen" in then

    def queries() -> int:
        with CaptureQueriesContext(connection) as told:
            chart(ben, ansicht="gremien")
        return len(told)

    few = queries()
    for number in range(20):
        rows.seat(
            Body.objects.create(key=f"ug-{number}", name=f"Untergruppe {number}", level="case", parent=group), "Wer"
        )
    assert queries() == few
