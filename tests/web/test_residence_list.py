"""The list of residence documents: what runs out, and by when the office in charge wants the application."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kim.law.continuation import continuations
from kim.organisation.models import Absence, Agency, LeadTime
from tests import factories

URL = "/aufenthaltspapiere/"


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


@pytest.fixture
def offices(world):
    """The county's office wants eight weeks, that of Neuss twelve."""
    neuss = factories.municipality("Neuss", "NE", "05162024")
    for key, place, weeks in (("abh-kreis", None, 8), ("abh-neuss", neuss, 12)):
        agency = Agency.objects.create(key=key, name=key, kind="authority", spheres=["aufenthg"], municipality=place)
        LeadTime.objects.create(agency=agency, weeks=weeks)
    return neuss


def ahead(days: int):
    return factories.today() + timedelta(days=days)


def of(response) -> list[tuple[str, str, object]]:
    return [(row["group"], row["item"].case.reference, row["item"].apply_by) for row in response.context["rows"]]


def test_each_office_has_its_own_day_and_what_presses_stands_first(world, anna, offices):
    late, soon, later = (factories.case(world.anna) for _ in range(3))
    late.municipality = offices
    late.save()
    factories.residence_document(late, valid_until=ahead(80))
    factories.residence_document(soon, valid_until=ahead(70))
    factories.residence_document(later, valid_until=ahead(400))

    answer = anna.get(URL)

    assert of(answer) == [
        ("Der Tag ist vorbei", late.reference, ahead(80 - 84)),
        ("In den nächsten 30 Tagen", soon.reference, ahead(14)),
        ("Später", later.reference, ahead(400 - 56)),
    ]
    assert "Jetzt Verlängerung beantragen" in answer.content.decode()
    assert [reference for _group, reference, _by in of(anna.get(URL, {"now": "on"}))] == [
        late.reference,
        soon.reference,
    ]


def test_what_was_applied_for_or_holds_by_regulation_is_not_asked_for_again(world, anna, offices):
    applied, with_fiction, continued = (factories.case(world.anna) for _ in range(3))
    factories.residence_document(applied, valid_until=ahead(20), extension_applied_on=ahead(-1))
    factories.residence_document(
        with_fiction, valid_until=ahead(-5), extension_applied_on=ahead(-9), fiction_until=ahead(90)
    )
    rule = next(iter(continuations()))
    factories.residence_document(continued, group=rule.group, valid_until=rule.valid_on)

    page = anna.get(URL)
    rows = {row["item"].case.reference: row for row in page.context["rows"]}

    assert rows[applied.reference]["item"].apply_by is None
    assert rows[applied.reference]["state"].endswith("nach der Fiktionsbescheinigung fragen")
    assert rows[with_fiction.reference]["item"].holds == ahead(90) and not rows[with_fiction.reference]["is_late"]
    assert rows[continued.reference]["item"].holds == rule.holds_until and rows[continued.reference]["continued"]
    assert "durch Verordnung" in page.content.decode()


def test_without_a_lead_time_the_last_day_counts(world, anna):
    case, over = factories.case(world.anna), factories.case(world.anna)
    factories.residence_document(case, valid_until=ahead(10))
    factories.residence_document(over, valid_until=ahead(-3))

    rows = anna.get(URL).context["rows"]

    assert [(row["item"].apply_by, row["state"], row["office"]) for row in rows] == [
        (None, "Abgelaufen", "keiner bekannt"), (None, "Verlängerung beantragen", "keiner bekannt"),
    ]  # fmt: skip


def test_only_own_running_cases_and_those_one_stands_in_for(world, anna, browser_for):
    mine, bens = factories.case(world.anna), factories.case(world.ben)
    for case in (mine, bens, factories.case(world.cem), factories.case(world.anna, phase="closed")):
        factories.residence_document(case, valid_until=ahead(10))
    Absence.objects.create(
        user=world.ben, deputy=world.anna, first_day=ahead(0), last_day=ahead(0), recorded_by=world.lea
    )

    assert [row["item"].case for row in anna.get(URL).context["rows"]] == [mine]
    assert [row["item"].case for row in anna.get(URL, {"view": "deputy"}).context["rows"]] == [bens]
    assert browser_for(world.lea).get(URL).status_code == 403


def test_as_many_queries_for_thirty_documents_as_for_one(world, anna, offices, django_assert_max_num_queries):
    factories.residence_document(factories.case(world.anna), valid_until=ahead(50))
    anna.get(URL)
    with django_assert_max_num_queries(40) as one:
        anna.get(URL)
    for number in range(29):
        factories.residence_document(factories.case(world.anna), valid_until=ahead(60 + number))
    with django_assert_max_num_queries(len(one)):
        answer = anna.get(URL)

    assert len(answer.context["rows"]) == 30
    assert f'href="{reverse("casework:residence_list")}"' in answer.content.decode()
