"""What a county asks when somebody turns to it: questions of its own, and those it leaves out, by way in."""

import uuid

import pytest
from django.urls import reverse

from kim.casework.models import Enquiry
from kim.organisation.models import AccessChannel, CountyChange, IntakeOmission, IntakeQuestion
from kim.organisation.profile.intake import SPECIAL
from kim.web.casework.views.enquiry_list import own_in_words
from tests import factories
from tests.web.test_county_admin import at, sent_by
from tests.web.test_enquiries import take_down, text

NEW = reverse("casework:enquiry_new")


@pytest.fixture
def asked(world):
    """One question of each kind; the choice on one way in only."""
    factories.channel()
    AccessChannel.objects.create(key="by-phone", name_de="Telefon", name_en="Telephone")
    IntakeQuestion.objects.create(
        key="care", name_de="Kinderbetreuung vorhanden", name_en="Child care", answer="yes_no", position=1
    )
    IntakeQuestion.objects.create(
        key="time",
        name_de="Wann erreichbar",
        name_en="When",
        answer="choice",
        choices=["früh", "spät"],
        channels=["by-phone"],
        position=2,
    )
    IntakeQuestion.objects.create(key="hint", name_de="Was hilft", name_en="What helps", answer="text", position=3)


def test_the_countys_questions_are_asked_kept_shown_and_taken_out(asked, world, browser_for):
    anna = browser_for(world.anna)
    form = text(anna.get(NEW))
    phone = AccessChannel.objects.get(key="by-phone").pk
    assert "Fragen des Kreises" in form and f'data-kim-only-on="{phone}"' in form

    wrong = take_down(anna, own_time="nie", own_hint="Bruder kommt mit")
    assert "own_time" in wrong.context["form"].errors and "Bruder kommt mit" in text(wrong)
    page = text(anna.get(take_down(anna, own_care="yes", own_time="spät", own_hint="Bruder kommt mit").url))

    enquiry = Enquiry.objects.get()
    assert enquiry.told == [
        ("Kinderbetreuung vorhanden", "ja"),
        ("Wann erreichbar", "spät"),
        ("Was hilft", "Bruder kommt mit"),
    ]
    assert "Wann erreichbar" in page and "spät" in page
    assert own_in_words({"item": enquiry}).startswith("Kinderbetreuung vorhanden: ja; Wann erreichbar: spät")


def test_an_answer_stays_when_its_question_ends(asked, world, browser_for):
    anna = browser_for(world.anna)
    take_down(anna, own_time="spät")
    IntakeQuestion.objects.filter(key="time").update(valid_to="2020-01-01", choices=["mittags", "nie"])
    enquiry = Enquiry.objects.get()
    edit = reverse("casework:enquiry_edit", args=[enquiry.pk])
    assert 'name="own_time"' in text(anna.get(edit)) and 'name="own_time"' not in text(anna.get(NEW))

    sent = {"version": enquiry.version, "submission": str(uuid.uuid4()), "own_time": "spät", "own_care": "no"}
    fields = {"received_on": f"{enquiry.received_on:%d.%m.%Y}", "channel": enquiry.channel_id, "description": "Frau"}
    anna.post(edit, fields | sent)
    assert [answer for _question, answer in Enquiry.objects.get().told] == ["nein", "spät"]


def test_what_the_county_leaves_out_is_not_asked(asked, world, browser_for):
    for question in ("referrer", "outreach", "language", "interpreter", "life_area"):
        IntakeOmission.objects.create(question=question)
    IntakeOmission.objects.create(question="urgency", channels=["by-phone"])
    anna = browser_for(world.anna)
    form = text(anna.get(NEW))

    assert all(
        f'name="{name}"' not in form for name in ("referrer", "referrer_note", "outreach", "interpreter", "life_area")
    )
    assert "data-kim-not-on" in form
    assert take_down(anna).status_code == 302 and Enquiry.objects.get().interpreter == "not_asked"


@pytest.mark.parametrize("field, typed", [("name_de", "Religion der Familie"), ("choices", "Muslimisch\nanders")])
def test_a_question_about_special_categories_is_refused_at_its_field(world, browser_for, field, typed):
    admin, new = browser_for(world.admin), at("county_entry_new", "intake_question")
    given = sent_by(admin.get(new)) | {"name_de": "Frage", "name_en": "Question", "answer": "choice", "choices": "a\nb"}

    refused = admin.post(new, given | {field: typed})
    assert refused.status_code == 422 and "Art. 9" in str(refused.context["form"].errors[field])
    assert not IntakeQuestion.objects.exists()
    admin.post(new, given | {"submission": str(uuid.uuid4())})
    assert IntakeQuestion.objects.get().choices == ["a", "b"]
    assert CountyChange.objects.filter(kind="intake_question", act="insert").exists()


def test_words_of_everyday_life_are_no_special_categories():
    assert not any(
        SPECIAL.search(each)
        for each in ("kinderbetreuung vorhanden", "wann erreichbar", "schule der kinder", "wohnung")
    )
