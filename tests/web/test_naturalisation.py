"""The naturalisation pre-check in the browser: asks what decides, forgets everything, and says when an answer cannot be."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse
from pypdf import PdfReader

from kim.casework.models import Document, ResidenceDocument
from kim.law.naturalisation.sections import section
from kim.organisation.models import County
from kim.web.naturalisation.dialogue import Dialogue
from kim.web.naturalisation.forms import living
from kim.web.naturalisation.from_file import found_in
from kim.web.naturalisation.walking import walk
from tests import factories

pytestmark = pytest.mark.django_db

FAMILY = {  # a refugee from Syria: asylum procedure since March 2022, recognised in February 2024
    "who": {"said": "adult"},
    "nationality": {"first": "SYR"},
    "entry": {"entry": "03.2022"},
    "papers": {
        "rows": "2", "kind_0": "aufenthaltserlaubnis", "section_0": "§ 25 Abs. 2 S. 1 Alt. 1", "from_0": "15.02.2024",
        "to_0": "14.02.2030", "kind_1": "aufenthaltsgestattung", "from_1": "01.03.2022", "to_1": "14.02.2024",
    },
    "protection": {"type": "refugee", "decided": "02.2024"},
    "absences": {"rows": "1", "longer": "no"},
    "language": {"said": "B1"},
    "civics": {"said": "test"},
    "identity": {"said": "passport"},
    "convictions": {"said": "none"},
    "proceedings": {"pending": "no", "deceived": "no"},
    "declarations": {"said": "yes"},
    "benefits": {"drawn": "none"},
    "livelihood": {"said": "yes"},
}  # fmt: skip


def _state(page) -> str:
    return re.search(r'name="state" value="([^"]+)"', page.content.decode())[1]


def _question(page) -> str:
    found = re.search(r'name="question" value="([^"]+)"', page.content.decode())
    return found[1] if found else ""


def _walk(client, address, answers, **first):
    """Answer every question that is asked; what has no answer here is not known."""
    page, asked = client.post(address, {"step": "start"} | first), []
    while question := _question(page):
        assert len(asked) < 30 and question not in asked
        asked.append(question)
        sent = {"state": _state(page), "question": question}
        given = answers.get(question)
        page = client.post(address, sent | ({"step": "next"} | given if given else {"step": "unknown"}))
        assert page.status_code == 200, page.content.decode()
    return page, asked


@pytest.fixture
def public(db):
    factories.county()
    County.objects.update(public_precheck=True)
    return Client(), reverse("naturalisation:check")


def _rows_of_all_tables() -> dict[str, int]:
    with connection.cursor() as cursor:
        counted = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'select count(*) from "{table}"')
            counted[table] = cursor.fetchone()[0]
    return counted


def test_a_refugee_learns_from_when_it_could_work_and_nothing_is_stored(public, caplog):
    client, address = public
    before = _rows_of_all_tables()

    page, asked = _walk(client, address, FAMILY)

    words = page.content.decode()
    assert "01.03.2027" in words
    assert "§ 55 Abs. 3 AsylG" in words and "keine Entscheidung" in words
    assert "guest" not in asked and "born" not in asked
    assert page["Cache-Control"] == "no-store, private"
    assert "sessionid" not in client.cookies
    assert _rows_of_all_tables() == before
    assert "SYR" not in caplog.text and "25 Abs" not in caplog.text


def test_one_may_go_back_change_an_answer_and_look_at_another_day(public):
    client, address = public
    page, _asked = _walk(client, address, FAMILY)

    again = client.post(address, {"state": _state(page), "go": "papers"})
    assert _question(again) == "papers" and "15.02.2024" in again.content.decode()
    longer = FAMILY["papers"] | {"from_1": "01.03.2021", "step": "next", "question": "papers", "state": _state(again)}
    faulty = client.post(address, longer)
    assert faulty.status_code == 200  # a paper before the arrival is possible: the office may have dated it so
    other = client.post(address, {"state": _state(page), "day": "20.08.2020"})
    assert other.status_code == 422 and "20.08.2021" in other.content.decode()
    late = client.post(address, {"state": _state(page), "day": "01.01.2040"})
    assert late.status_code == 422
    old = client.post(address, {"state": _state(page), "day": "01.06.2024"})
    assert old.status_code == 200 and "Acht Jahre" in old.content.decode()


@pytest.mark.parametrize(
    ("question", "sent", "says"),
    [
        ("papers", {"kind_0": "aufenthaltserlaubnis", "from_0": "02.2024", "to_0": "01.2023"}, "Der letzte Tag liegt vor dem ersten"),
        ("papers", {"kind_0": "aufenthaltserlaubnis", "section_0": "Karte"}, "Schreiben Sie den Paragrafen"),
        ("entry", {"entry": "29.02.2023"}, "Den 29.02.2023 gibt es nicht"),
        ("entry", {"entry": "1989"}, "vor der Geburt"),
        ("benefits", {"drawn": ["none", "SGB2"]}, "keine davon"),
        ("absences", {"longer": "yes", "from_0": "03.2023", "to_0": "01.2023"}, "Die Rückkehr liegt vor der Abreise"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field(public, question, sent, says):
    client, address = public
    page = client.post(address, {"step": "start"})
    for key, answer in (("who", {"said": "child"}), ("born", {"born": "14.03.2012"})):
        page = client.post(address, {"state": _state(page), "question": key, "step": "next"} | answer)

    answered = client.post(address, {"state": _state(page), "question": question, "step": "next"} | sent)

    assert answered.status_code == 422
    assert says in answered.content.decode()


def test_a_leap_day_and_five_ways_to_write_a_section_are_read(public):
    client, address = public
    ways = ("§ 25 Abs. 2", "25(2)", "25 II", "§25 Absatz 2", "25 Abs.2 S. 1 Alt. 1")
    assert {section(way).short for way in ways} == {"25(2)"}

    page, _asked = _walk(client, address, FAMILY | {"entry": {"entry": "29.02.2024"}})

    assert "29.02.2024" in page.content.decode()


def test_without_an_answer_everything_stays_open_and_a_forged_state_begins_anew(public):
    client, address = public
    page, _asked = _walk(client, address, {"who": {"said": "adult"}})
    assert "Offen sind" in page.content.decode()

    forged = client.post(address, {"state": _state(page)[:-3] + "abc", "question": "who", "step": "next"})

    assert forged.status_code == 422


def test_where_the_county_keeps_it_closed_only_staff_find_it(public):
    County.objects.update(public_precheck=False)

    assert public[0].get(public[1]).status_code == 404


def test_from_a_case_only_what_is_ticked_is_taken_over_and_the_result_is_filed_on_a_click(world, browser_for):
    case = factories.case(world.anna)
    case.profile.nationalities, case.profile.nationalities_given = ["SYR"], "given"
    case.profile.save()
    factories.residence_document(case, group="permit", title="", valid_until=None)
    client = browser_for(world.anna)
    address = reverse("naturalisation:case_check", args=[case.pk])

    asked = _walk(client, address, FAMILY)[1]
    page, fewer = _walk(client, address, FAMILY, take=["nationality"])

    assert "nationality" in asked and "nationality" not in fewer
    assert not Document.objects.filter(case=case).exists()
    client.post(reverse("naturalisation:case_check_file", args=[case.pk]), {"state": _state(page), "language": "ar"})
    assert Document.objects.get(case=case).title.startswith("Vorprüfung Einbürgerung")
    public_one = client.post(reverse("naturalisation:check"), {"state": _state(page), "go": "who"})
    assert public_one.status_code == 422, "answers of a case fit nowhere else"


def test_temporary_protection_of_the_file_names_its_section_and_a_page_left_without_an_answer_is_not_one(world):
    case = factories.case(world.anna)
    factories.residence_document(case, group="protection", title="", valid_until=date(2027, 3, 4))
    papers = next(each for each in found_in(case) if each.key == "papers")
    assert papers.raw["section_0"] == "§ 24 Abs. 1"

    dialogue = Dialogue({"who": {"said": "adult"}}, [], date(2026, 11, 23))
    request = RequestFactory().post("/", {"question": "entry", "step": "back"})
    walk(request, dialogue)
    assert "entry" not in dialogue.answers


def test_a_card_of_temporary_protection_that_ran_out_is_continued_by_regulation():
    now = date(2026, 11, 23)
    card = ResidenceDocument(group="protection", valid_until=date(2026, 3, 4))

    assert card.days_left(now) == (date(2027, 3, 4) - now).days
    assert ResidenceDocument(group="protection", valid_until=date(2026, 1, 31)).days_left(now) < 0
    assert ResidenceDocument(group="permit", valid_until=date(2026, 3, 4)).days_left(now) < 0


def test_a_fiction_certificate_holds_in_place_of_the_card_and_a_late_application_is_told():
    card = {"group": "permit", "valid_until": date(2026, 11, 1)}
    in_time = ResidenceDocument(**card, extension_applied_on=date(2026, 11, 1), fiction_until=date(2027, 1, 31))
    late = ResidenceDocument(**card, extension_applied_on=date(2026, 11, 2))

    assert (in_time.applied_in_time, in_time.holds_until) == (True, date(2027, 1, 31))
    assert (late.applied_in_time, late.holds_until) == (False, date(2026, 11, 1))


def test_several_convictions_and_an_earlier_deception_reach_the_engine():
    rows = {"type_0": "fine", "units_0": "60", "type_1": "fine", "units_1": "60", "rows": "2", "together": "85"}
    convicted = living.ConvictionsForm({"said": "some"} | rows)
    assert convicted.is_valid(), convicted.errors
    entries = [{"type": "fine", "day_units": 60}] * 2
    assert convicted.facts() == {
        "convictions": entries, "pending_investigation": None, "aggregate_sentence_day_units": 85
    }  # fmt: skip
    barred = living.ProceedingsForm({"pending": "no", "deceived": "yes", "found_on": "03.2026", "final": "yes"})
    assert barred.is_valid(), barred.errors
    told = {"date": "2026-03", "final_or_immediately_enforceable": True}
    assert barred.facts() == {"pending_investigation": False, "deception_finding": told}


def test_the_work_of_a_spouse_is_asked_of_the_married_only_and_of_them_by_name(public):
    client, address = public
    poor = FAMILY | {
        "benefits": {"drawn": ["SGB2"]},
        "livelihood": {"said": "no"},
        "work": {"full_time": "no", "months": "0"},
    }
    _page, asked = _walk(client, address, poor | {"marriage": {"said": "none"}})
    assert "spouse_work" not in asked and "child" not in asked
    _page, asked = _walk(client, address, poor)
    assert "spouse_work" not in asked, "nobody knows of a spouse"
    _page, asked = _walk(client, address, poor | {"marriage": {"said": "other"}})
    assert asked.index("marriage") < asked.index("spouse_work")
    labels = [str(field.label) for field in living.SpouseWorkForm().fields.values()]
    assert any("Ihre Ehefrau oder Ihr Ehemann" in label for label in labels)


def test_times_abroad_that_cannot_be_are_said_at_their_field(public):
    client, address = public
    page = client.post(address, {"step": "start"})
    while (question := _question(page)) != "absences":
        page = client.post(address, {"state": _state(page), "question": question, "step": "next"} | FAMILY[question])
    sent = {"state": _state(page), "question": "absences", "step": "next", "rows": "1"}
    never = client.post(address, sent | {"longer": "no", "from_0": "01.05.2024", "to_0": "01.02.2025"})
    assert never.status_code == 422 and "Darunter stehen Zeiten im Ausland" in never.content.decode()
    before = client.post(address, sent | {"longer": "yes", "from_0": "01.05.2020", "to_0": "01.02.2021"})
    assert before.status_code == 422 and "Das liegt vor der Einreise" in before.content.decode()
    assert 'value="01.05.2020"' in before.content.decode(), "what was typed stays"


def test_an_exception_names_where_it_is_written_on_the_page_and_on_paper(public):
    client, address = public
    said = FAMILY | {"language": {"said": "A2"}, "civics": {"said": "none"}, "spoken": {"oral": "no", "efforts": "no"},
                     "obstacle": {"said": "yes"}}  # fmt: skip
    page, asked = _walk(client, address, said)
    assert {"spoken", "obstacle"} <= set(asked)
    assert page.content.decode().count('<span class="kim-s kim-block">§ 10 Abs. 6 StAG</span>') == 2
    paper = client.post(reverse("naturalisation:check_paper"), {"state": _state(page)})
    text = " ".join("".join(each.extract_text() for each in PdfReader(BytesIO(paper.content)).pages).split())
    assert text.count("Durch eine Ausnahme erfüllt: § 10 Abs. 6 StAG.") == 2


def test_what_is_not_known_is_to_be_found_out_and_called_no_failure(public):
    client, address = public
    page, _asked = _walk(
        client, address, {"who": {"said": "adult"}, "nationality": {"first": "SYR"}, "entry": {"entry": "05.2024"}}
    )
    words = page.content.decode()
    assert "Zu klären: Welche Aufenthaltspapiere" in words
    assert "welcher andere Aufenthaltstitel in Frage kommt" not in words
