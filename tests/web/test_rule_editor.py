"""The target-group rule row by row: what is typed, what it means in words, what is stored, and back into the file."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kim.law.age import AgeRange
from kim.law.kleene import MET, NOT_MET
from kim.law.target_group import Facts, evaluate
from kim.network.public import KINDS, export_county, plan_county
from kim.organisation.models import TargetGroupRule, User
from kim.organisation.public import loading, profile, target_group_from_json
from kim.web.office.rule_rows import MOST_ROWS, Rows
from tests.web.test_county_admin import office, sent_by  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> str:
    return reverse("office:county_rule")


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\xa0", " ")


def press(client, page: str, typed: dict, act: str, place: str = ""):
    """Press one of the buttons that change rows."""
    return client.post(page, typed | {act: place})


def faults(response) -> dict[str, str]:
    return {name: " ".join(map(str, texts)) for name, texts in response.context["form"].errors.items()}


def test_saved_as_it_is_the_rule_stays_the_same_and_comes_back_from_the_file(office, page):  # noqa: F811
    before = TargetGroupRule.objects.get()

    assert office.post(page, sent_by(office.get(page))).status_code == 302

    after = TargetGroupRule.objects.first()
    assert after.version == 2
    assert (after.stages, after.remarks) == (before.stages, before.remarks)
    assert plan_county(profile.read(export_county().encode()), "x").steps == ()


def test_each_stage_says_in_a_sentence_whom_it_means(office, page):  # noqa: F811
    shown = words(office.get(page))

    assert (
        "Gemeint ist, wer (1) im Kreis wohnt, (2) geflüchtet oder neu zugewandert ist oder Kind einer Person der Zielgruppe ist"
        " und (3) 18 bis 35 Jahre alt ist oder Kind einer Person der Zielgruppe ist."
    ) in shown
    assert "Nur ein Hinweis für das Gespräch: wer kein anderes Fallmanagement hat." in shown


def test_the_sentence_follows_what_is_typed_before_it_is_saved(office, page):  # noqa: F811
    typed = sent_by(office.get(page)) | {"s0_c2_c0_least": "16", "s0_c2_c0_most": ""}

    shown = press(office, page, typed, "look")

    assert shown.status_code == 200
    assert "mindestens 16 Jahre alt ist oder Kind" in words(shown)
    assert TargetGroupRule.objects.count() == 1


def test_a_stage_is_built_without_a_script_and_decides_about_people(office, page):  # noqa: F811
    typed = sent_by(press(office, page, sent_by(office.get(page)), "remove", "s1"))
    typed = sent_by(press(office, page, typed, "add"))
    typed = sent_by(press(office, page, typed, "add", "s3"))
    typed |= {
        "s3_label_de": "Stufe 3a", "s3_label_en": "Stage 3a", "s3_c0_kind": "lives_in_municipality",
        "s3_c0_municipalities": ["NE", "DO"], "s3_c1_kind": "any_of",
    }  # fmt: skip
    for _ in range(2):
        typed = sent_by(press(office, page, typed, "add", "s3_c1"))
    typed |= {"s3_c1_c0_kind": "age_between", "s3_c1_c0_most": "27", "s3_c1_c1_kind": "years_in_germany_at_most",
              "s3_c1_c1_most": "3", "s3_c1_c1_label_de": "Ganz neu hier"}  # fmt: skip

    response = office.post(page, typed)

    assert response.status_code == 302, faults(response)
    rule = TargetGroupRule.objects.first()
    assert [stage["key"] for stage in rule.stages] == ["stage-1", "stage-3", "stage-2"]
    stage = rule.stages[2]
    assert [each["key"] for each in stage["criteria"]] == ["lives-in-municipality", "any-of"]
    assert stage["criteria"][0]["label_de"] == "Wohnt an einem dieser Orte: Neuss, Dormagen"
    assert stage["criteria"][1]["label_de"] == "Höchstens 27 Jahre alt oder Ganz neu hier"
    assert stage["criteria"][1]["label_en"].startswith("At most 27 years old or At most 3 years in Germany")
    law = target_group_from_json([stage])
    neuss = {"municipality_ags": "05162024", "years_in_germany": 9}
    assert evaluate(law, Facts(age=AgeRange(20, 20), **neuss), on=timezone.localdate()).value is MET
    assert evaluate(law, Facts(age=AgeRange(40, 40), **neuss), on=timezone.localdate()).value is NOT_MET
    assert plan_county(profile.read(export_county().encode()), "x").steps == ()


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"s0_c2_c0_least": "40"}, "s0_c2_c0_most", "Das liegt unter dem Alter, ab dem es gilt."),
        ({"s0_c2_c0_least": "", "s0_c2_c0_most": ""}, "s0_c2_c0_least", "Geben Sie an, ab welchem Alter"),
        ({"s0_c2_c0_least": "achtzehn"}, "s0_c2_c0_least", "ganze Zahl"),
        ({"s0_c0_kind": ""}, "s0_c0_kind", "Wählen Sie etwas aus"),
        ({"s0_c0_kind": "lives_in_municipality"}, "s0_c0_municipalities", "Wählen Sie wenigstens eines."),
        ({"s0_c0_kind": "status_group_in"}, "s0_c0_groups", "Wählen Sie wenigstens eines."),
        ({"s0_c0_kind": "years_in_county_at_most"}, "s0_c0_most", "Geben Sie an, wie viele Jahre."),
        ({"s0_c0_kind": "any_of"}, "s0_c0_kind", "Dazu gehört noch nichts."),
        ({"s0_c1_kind": "lives_in_county"}, "s0_c1_kind", "Diese Art hat keine Teile."),
        ({"s0_label_de": ""}, "s0_label_de", "Tragen Sie es ein."),
        ({"s1_planned": ""}, "s1_planned", "Eine Stufe, die begonnen hat, hat Kriterien."),
        ({"s0_valid_from": "02.01.2027", "s0_valid_to": "01.01.2027"}, "s0_valid_to", "vor dem ersten"),
        ({"s0_valid_from": "31.02.2027"}, "s0_valid_from", "Den 31.02.2027 gibt es nicht."),
        ({"s1_key": "stage-1"}, "s1_key", "schon vergeben"),
        ({"rows": ""}, "__all__", "wenigstens eine Stufe"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_at_its_field_in_the_language_of_the_screen(office, page, typed, field, sentence):  # noqa: F811
    sent = sent_by(office.get(page)) | typed | {"s0_source": "Was getippt war"}

    response = office.post(page, {name: value for name, value in sent.items() if value != "" or name != "s1_planned"})

    assert response.status_code == 422
    assert sentence in faults(response).get(field, ""), faults(response)
    assert "Was getippt war" in response.content.decode() or field == "__all__"
    assert TargetGroupRule.objects.count() == 1


def test_in_english_everything_is_english(office, page):  # noqa: F811
    User.objects.filter(username="kueppers").update(language="en")
    sent = sent_by(office.get(page)) | {"s0_c2_c0_least": "40"}

    response = office.post(page, sent)

    assert faults(response)["s0_c2_c0_most"] == "This is below the age from which it counts."
    assert "Meant is whoever (1) lives in the county" in words(response)


def test_rows_change_places_and_keep_what_was_typed(office, page):  # noqa: F811
    typed = sent_by(office.get(page)) | {"s0_c0_label_de": "Wohnt bei uns"}

    moved = press(office, page, typed, "down", "s0_c0")

    assert moved.context["form"].shown[0]["below"][1]["label_de"].value() == "Wohnt bei uns"
    assert office.post(page, sent_by(moved)).status_code == 302
    criteria = TargetGroupRule.objects.first().stages[0]["criteria"]
    assert [each["key"] for each in criteria][:2] == ["arrived-or-child", "lives-in-county"]
    assert criteria[1]["label_de"] == "Wohnt bei uns"


def test_of_two_administrators_the_second_sees_what_the_first_saved_and_loses_nothing(office, page, browser_for):  # noqa: F811
    mine = sent_by(office.get(page)) | {"s0_label_de": "Meine Stufe"}
    office.post(page, sent_by(office.get(page)) | {"s0_label_de": "Deine Stufe"})

    both = office.post(page, mine)

    assert both.status_code == 422
    assert "hat Jan Küppers am" in words(both) and "Fassung 2 gespeichert" in words(both)
    assert "Deine Stufe" in words(both)
    assert 'value="Meine Stufe"' in both.content.decode()
    assert office.post(page, sent_by(both)).status_code == 302
    assert TargetGroupRule.objects.first().stages[0]["label_de"] == "Meine Stufe"
    assert TargetGroupRule.objects.first().version == 3


def test_a_day_on_which_the_rule_of_now_does_not_yet_hold_is_refused_at_its_field(office, page):  # noqa: F811
    day = timezone.localdate() + timedelta(days=9)
    office.post(page, sent_by(office.get(page)) | {"day": f"{day:%d.%m.%Y}"})
    sent = sent_by(office.get(page))

    assert sent["day"] == f"{day:%d.%m.%Y}"
    refused = office.post(page, sent | {"day": f"{timezone.localdate():%d.%m.%Y}"})
    assert "day" in faults(refused)


@pytest.mark.parametrize(
    "rows",
    ["s0_c0", "s0,s0,s0_c0_c0_c0", "x'; drop", "s" * 9000, ",".join(f"s{n}" for n in range(900)), "s0,s0_c99999"],
)
def test_invented_rows_break_nothing(office, page, rows):  # noqa: F811
    for act in ({}, {"add": rows[:50]}, {"remove": "s0_c7"}, {"up": "nowhere"}):
        response = office.post(page, {"rows": rows, "day": "01.01.2027", "version": "1"} | act)
        assert response.status_code in (200, 302, 422)
    assert len(list(Rows.of(rows).walk())) <= MOST_ROWS


def test_a_new_county_begins_with_an_empty_stage(office, page):  # noqa: F811
    TargetGroupRule.objects.all().delete()

    sent = sent_by(office.get(page))

    assert sent["rows"] == "s0,s0_c0"
    sent |= {"s0_label_de": "Alle", "s0_label_en": "Everybody", "s0_c0_kind": "lives_in_county"}
    assert office.post(page, sent).status_code == 302
    assert TargetGroupRule.objects.get().stages[0]["criteria"][0]["label_de"] == "Wohnt in einer Gemeinde des Kreises"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[target_group]]\nkey stage", "Zeile 2: Das ist kein gültiges TOML (nach einem Schlüssel fehlt das Gleichheitszeichen)"),
        ('[[target_group]]\nkey = "stage', "es fehlt ein Anführungszeichen"),
        ("[county]\nname = 1", "nur Stufen der Zielgruppe"),
        ('[[target_group]]\nkey = "a"\nplanned = true\nlabel_de = "A"', "Hier fehlt der Schlüssel „label_en“."),
    ],
)  # fmt: skip
def test_the_text_of_the_rule_is_complained_about_in_german(office, text, sentence):  # noqa: F811
    sent = sent_by(office.get(reverse("office:county_rule_text"))) | {"text": text}

    response = office.post(reverse("office:county_rule_text"), sent)

    assert sentence in faults(response)["text"]
    assert "Expected" not in faults(response)["text"]


def test_all_kinds_of_the_law_can_be_chosen():
    from typing import get_args

    from kim.law.target_group import CriterionKind
    from kim.web.office.rule_form import CRITERIA

    assert {kind for kind, _label in CRITERIA} == set(get_args(CriterionKind))
    assert {kind.name for kind in KINDS} >= {"target_group"}
    assert loading.rule_stages(KINDS) == []
