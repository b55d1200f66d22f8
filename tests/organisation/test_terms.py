"""The county's own words stand on every page where KIM has a label for them, and only there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext

from kim.organisation.models import Term
from kim.organisation.profile import ProfileErrors, Words, read
from kim.organisation.roles import Role
from kim.organisation.terms import LABELS, words_in_force

pytestmark = pytest.mark.django_db


def call(key: str, german: str, english: str = "") -> None:
    Term.objects.create(key=key, name_de=german, name_en=english)


def test_a_label_is_answered_with_the_words_of_the_county():
    call("cases", "Vorgänge")
    call("case_manager", "Fallbegleitung")

    with words_in_force():
        assert gettext("Cases") == "Vorgänge"
        assert str(Role.CASE_MANAGER.label) == "Fallbegleitung"
    assert gettext("Cases") == "Fälle"


def test_a_sentence_keeps_the_usual_words():
    call("case", "Vorgang")
    call("cases", "Vorgänge")

    with words_in_force():
        assert gettext("Close the case") == "Fall abschließen"
        assert ngettext("%(count)s entry", "%(count)s entries", 2) == "%(count)s Einträge"


def test_a_label_with_a_context_is_the_same_label():
    call("assessment", "Bedarfsprüfung")

    with words_in_force():
        assert pgettext("part of the file", "Assessment") == "Bedarfsprüfung"
        assert pgettext("to compare", "Assessment") != "Bedarfsprüfung"


def test_each_language_has_its_own_word_and_a_missing_one_stays_usual():
    call("cases", "Vorgänge")

    with words_in_force(), translation.override("en"):
        assert gettext("Cases") == "Cases"
    Term.objects.update(name_en="Matters")
    with words_in_force(), translation.override("en"):
        assert gettext("Cases") == "Matters"


def test_however_many_labels_stand_on_a_page_the_words_are_read_once():
    call("cases", "Vorgänge")

    with CaptureQueriesContext(connection) as caught, words_in_force():
        for labels in LABELS.values():
            for label in labels:
                gettext(label)
    assert len(caught) == 1


def test_a_word_that_would_be_markup_never_reaches_a_page():
    call("cases", "<script>alert(1)</script>")
    call("offers", "Rat & Tat")

    with words_in_force():
        assert gettext("Cases") == "Fälle"
        assert gettext("Offers") == "Angebote"


def test_pages_and_navigation_speak_the_words_of_the_county(world, browser_for):
    call("cases", "Vorgänge")
    call("case_manager", "Fallbegleitung")
    call("municipality", "Kommune")

    page = browser_for(world.anna).get(reverse("casework:case_list")).content.decode()
    staff = browser_for(world.admin).get(reverse("office:staff")).content.decode()
    places = browser_for(world.admin).get(reverse("office:county_part", args=["gemeinden"])).content.decode()

    assert ">Vorgänge</h1>" in page.replace("\n", "") or "Vorgänge" in page[page.index("<h1") :]
    assert "Vorgänge" in page[page.index("kim-nav") : page.index("<main")]
    assert "Fallbegleitung" in staff
    assert ">Kommune</a></th>" in places


def test_every_word_a_profile_may_name_has_a_label_and_the_other_way_round():
    assert set(LABELS) == set(Words.__dataclass_fields__)
    labels = [label for listed in LABELS.values() for label in listed]
    assert len(labels) == len(set(labels))


def test_a_profile_with_a_word_that_looks_like_markup_has_a_fault():
    with pytest.raises(ProfileErrors) as found:
        read(b'schema_version = 1\n[terminology.de]\ncases = "<b>F\xc3\xa4lle</b>"\n')
    assert any(error.key_path == "terminology.de.cases" and error.kind == "bad_form" for error in found.value.errors)
