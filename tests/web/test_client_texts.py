"""Translations: read beside German, worded anew, approved by name and day."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.casework.actions import client_texts as acts
from kim.casework.client_texts import in_force
from kim.casework.models import ClientText
from tests import factories

pytestmark = pytest.mark.django_db
PAPER = ["goal_agreement", "ar"]


@pytest.fixture
def office(world, browser_for):
    return browser_for(world.admin)


def in_use(key, language):
    return in_force(acts.stored(key))[language, key]


def approval(*chosen, **changes):
    day = f"{factories.today():%d.%m.%Y}"
    return {"chosen": chosen, "name": "Frau Nasser, vereidigte Übersetzerin", "on": day} | changes


def test_every_paper_says_how_many_of_its_texts_are_approved(office):
    html = " ".join(office.get(reverse("casework:text_list")).content.decode().split())

    for words in ("Zielvereinbarung", "Briefe", "Kurmandschi", "Ukrainisch", "0 von", "Quelle, gilt"):
        assert words in html


def test_what_is_ticked_is_approved_by_name_and_day_and_prints_without_a_mark(office, world):
    url = reverse("casework:text_paper", args=PAPER)
    assert not in_use("goal_agreement.title", "ar").may_stand_alone

    answer = office.post(url, approval("goal_agreement.title:1", "goal_agreement.goals:1"))

    assert answer.status_code == 302
    row = ClientText.objects.get(key="goal_agreement.title", language="ar")
    assert (row.approved_by, row.approved_on, row.approved_for) == (
        "Frau Nasser, vereidigte Übersetzerin", factories.today(), 1,
    )  # fmt: skip
    assert in_use("goal_agreement.title", "ar").may_stand_alone
    assert not in_use("goal_agreement.intro", "ar").may_stand_alone
    assert "freigegeben von Frau Nasser" in office.get(url).content.decode()


def test_the_whole_page_is_approved_in_the_versions_that_stood_on_it(office):
    url = reverse("casework:text_paper", args=PAPER)
    seen = ["goal_agreement.title:1", "goal_agreement.intro:1"]

    office.post(url, approval(all="1", seen=seen))

    approved = ClientText.objects.exclude(approved_by="").values_list("key", flat=True)
    assert set(approved) == {"goal_agreement.title", "goal_agreement.intro"}


def test_a_new_wording_waits_for_approval_while_the_approved_one_goes_on_printing(office):
    office.post(reverse("casework:text_paper", args=PAPER), approval("goal_agreement.title:1"))
    url = reverse("casework:text_edit", args=[*PAPER, "title"])

    office.post(url, {"text": "اتفاق الأهداف", "version": "1"})

    assert in_use("goal_agreement.title", "ar").version == 1
    office.post(reverse("casework:text_paper", args=PAPER), approval("goal_agreement.title:2"))
    assert in_use("goal_agreement.title", "ar").text == "اتفاق الأهداف"
    assert "Fassung 2" in office.get(url).content.decode()


def test_a_german_text_worded_anew_takes_the_approval_of_its_translations_back(office):
    office.post(reverse("casework:text_paper", args=PAPER), approval("goal_agreement.title:1"))

    office.post(
        reverse("casework:text_edit", args=["goal_agreement", "de", "title"]), {"text": "Unser Plan", "version": "1"}
    )

    assert not in_use("goal_agreement.title", "ar").may_stand_alone
    html = office.get(reverse("casework:text_paper", args=PAPER)).content.decode()
    assert "Deutscher Text seit der Freigabe neu gefasst" in html
    office.post(reverse("casework:text_paper", args=PAPER), approval("goal_agreement.title:1"))
    assert in_use("goal_agreement.title", "ar").may_stand_alone


def test_a_text_that_moved_on_since_it_was_read_is_not_approved(office, world):
    acts.reword(key="goal_agreement.title", language="ar", text="اتفاق", version=1, by=world.admin)

    answer = office.post(reverse("casework:text_paper", args=PAPER), approval("goal_agreement.title:1"))

    assert answer.status_code == 422
    assert "inzwischen neu gefasst" in answer.content.decode()
    assert not ClientText.objects.exclude(approved_by="").exists()


def test_two_who_word_a_text_anew_do_not_overwrite_each_other(office):
    url = reverse("casework:text_edit", args=[*PAPER, "title"])
    office.post(url, {"text": "eins", "version": "1"})

    answer = office.post(url, {"text": "zwei", "version": "1"})

    assert answer.status_code == 422
    assert "zwei" in answer.content.decode()
    assert ClientText.objects.filter(key="goal_agreement.title", language="ar").count() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "leer"), ("bis wann", "{date}"), ("{date} {name}", "{date}"), ("x" * 10_000, "höchstens 4000")],
)
def test_a_wording_keeps_the_places_to_fill_in(office, text, said):
    answer = office.post(reverse("casework:text_edit", args=[*PAPER, "by_date"]), {"text": text, "version": "1"})

    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "said"), [({"name": ""}, "leer"), ({"on": "31.02.2026"}, "gibt es nicht"), ({"chosen": []}, "Kreuzen")]
)
def test_an_approval_names_who_and_when(office, changes, said):
    answer = office.post(reverse("casework:text_paper", args=PAPER), approval("goal_agreement.title:1", **changes))

    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize("address", [["nothing", "ar"], ["goal_agreement", "xx"], ["goal_agreement", "ar", "nothing"]])
def test_what_does_not_exist_is_not_found(office, address):
    name = "text_paper" if len(address) == 2 else "text_edit"

    assert office.get(reverse(f"casework:{name}", args=address)).status_code == 404


def test_more_versions_cost_no_further_query(office, world):
    url = reverse("casework:text_paper", args=PAPER)
    acts.reword(key="goal_agreement.title", language="ar", text="v2", version=1, by=world.admin)
    office.get(url)
    with CaptureQueriesContext(connection) as few:
        office.get(url)
    for version in range(2, 22):
        acts.reword(key="goal_agreement.title", language="ar", text=f"v{version + 1}", version=version, by=world.admin)

    with CaptureQueriesContext(connection) as many:
        office.get(url)

    assert len(many) == len(few)
