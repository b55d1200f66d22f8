"""What the search finds first, what it calls alike, and what it does not find: beginnings of names and references."""

import pytest

from kim.casework.models import Case
from kim.organisation.roles import Role
from tests import factories
from tests import factories_steering as steering


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def people(world):
    """Names that begin, sound and look alike, each with a case of Anna's; their references by family name."""
    named = [
        ("Roya", "Tajik"), ("Farid", "Rahimi"), ("Dschana", "Salih"), ("Suleiman", "Aydın"), ("Binta", "Cissé"), ("Jörg", "Öztürk"),
    ]  # fmt: skip
    return {family: factories.case(world.anna, person=factories.person(given_name=given, family_name=family))
            for given, family in named}  # fmt: skip


def found(client, query):
    """Family names of the cases that begin as typed, and of those only alike."""
    context = client.get("/suche/", {"q": query}).context
    return tuple([row["case"].person.family_name for row in context[part]] for part in ("found", "alike"))


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("ra", "Rahimi"), ("rah", "Rahimi"), ("sulei", "Aydın"), ("Farid R", "Rahimi"), ("rah far", "Rahimi"), ("aydi", "Aydın"),
        ("oezt", "Öztürk"), ("Özt", "Öztürk"), ("jo", "Öztürk"), ("Cisse", "Cissé"),
    ],
)  # fmt: skip
def test_the_beginning_of_a_name_is_found_before_what_is_only_alike(people, world, browser_for, query, first):
    begins, alike = found(browser_for(world.anna), query)

    assert begins == [first]
    assert first not in alike


def test_a_family_name_that_begins_so_comes_before_a_given_name(people, world, browser_for):
    factories.case(world.anna, person=factories.person(given_name="Rahim", family_name="Zand"))

    assert found(browser_for(world.anna), "rahi")[0] == ["Rahimi", "Zand"]


def test_what_is_only_alike_says_so(people, world, browser_for):
    client = browser_for(world.anna)

    assert found(client, "sulei") == (["Aydın"], ["Salih"])
    assert "Ähnlich" in page(client, "/suche/?q=sulei")
    assert "Ähnlich" not in page(client, "/suche/?q=rahi")


@pytest.mark.parametrize(
    ("query", "family"), [("Рахими", "Rahimi"), ("رحیمی", "Rahimi"), ("Rachimi", "Rahimi"), ("سليمان", "Aydın")]
)
def test_a_name_in_another_script_is_found_though_it_begins_otherwise(people, world, browser_for, query, family):
    begins, alike = found(browser_for(world.anna), query)

    assert [*begins, *alike][:1] == [family]


@pytest.mark.parametrize("query", ["zzzz", "xxxx", "qqq", "zz", "qwrtzplk", "9999", "GV-99-99999"])
def test_nonsense_finds_nobody(people, world, browser_for, query):
    assert found(browser_for(world.anna), query) == ([], [])


def test_the_beginning_of_a_reference_finds_references_that_begin_so_and_no_names(people, world, browser_for):
    for family, reference in (
        ("Rahimi", "GV-26-14"),
        ("Salih", "GV-26-2"),
        ("Tajik", "DO-26-14"),
        ("Cissé", "GV-2024-1"),
    ):
        Case.objects.filter(pk=people[family].pk).update(reference=reference)
    client = browser_for(world.anna)

    assert sorted(found(client, "gv-26")[0]) == ["Rahimi", "Salih"]
    assert found(client, "gv-26-1") == (["Rahimi"], [])
    assert found(client, "GV-2024") == (["Cissé"], [])
    assert found(client, "GV-2_") == found(client, "GV-2%") == ([], [])


def test_the_beginning_of_a_name_or_reference_finds_nothing_of_another_team(people, world, browser_for):
    client = browser_for(world.cem)
    reference = people["Rahimi"].reference

    for query in ("ra", "rahimi", reference, reference[:3]):
        assert found(client, query) == ([], [])


def test_a_protected_person_is_not_found_by_a_beginning_but_by_the_whole_reference(world, browser_for):
    client = factories.person(given_name="Samar", family_name="Haddad", is_protected=True)
    case = factories.case(world.anna, person=client)
    Case.objects.filter(pk=case.pk).update(reference="GV-26-14")

    for query in ("had", "sam", "GV-26", "GV-26-1"):
        assert found(browser_for(world.anna), query)[0] == ["Haddad"]
        assert found(browser_for(world.ben), query) == ([], [])
    assert found(browser_for(world.ben), "gv-26-14")[0] == ["Haddad"]


def test_who_sees_no_cases_is_asked_for_topics_and_offers(world, browser_for):
    coordinator = factories.user("kessenich", role=Role.COORDINATOR, in_unit=world.team_a)

    text = page(browser_for(coordinator), "/suche/")
    assert "Themen, Beschlüsse und Angebote suchen" in text
    assert "Aktenzeichen" not in text
    assert "Name, Aktenzeichen oder Angebot suchen" in page(browser_for(world.anna), "/suche/")


def test_topics_and_decisions_are_found_by_all_the_words(world, browser_for):
    coordinator = factories.user("kessenich", role=Role.COORDINATOR, in_unit=world.team_a)
    steering.topic("Dolmetschen beim Arzt")
    decided = steering.decision(steering.body(), "Dolmetschen im Krankenhaus", internal=True)
    steering.order(decided, "Liste der Dolmetschenden anlegen")
    client = browser_for(coordinator)

    assert client.get("/suche/?q=dolmetsch").context["hits"].n == 3
    assert "Dolmetschen im Krankenhaus" not in page(client, "/suche/?q=arzt dolmetschen")
    assert "Dolmetschen im Krankenhaus" in page(client, f"/suche/?q={decided.number}")
    assert "keine Sitzung enthält diese Wörter" in page(client, "/suche/?q=Schwimmkurs")


def test_what_is_not_public_is_found_by_the_offices_alone(world, browser_for):
    steering.decision(steering.body(), "Dolmetschen im Krankenhaus", internal=True)

    assert "Dolmetschen im Krankenhaus" not in page(browser_for(world.anna), "/suche/?q=dolmetschen")
