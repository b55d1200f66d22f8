"""The goal agreement on paper: readable for everybody, in German beside the person's language."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kim.casework.client_texts import in_force, languages_of, load_client_texts
from kim.casework.documents import (
    FontsMissing,
    GoalAgreementData,
    GoalLine,
    MeasureLine,
    NoTextsInLanguage,
    picture_goal_agreement,
    render_goal_agreement,
    undisplayable,
)
from kim.documents import LANGUAGES, typesetting
from kim.documents.writing import printable, written

MARK = "Übersetzung nicht freigegeben"
MARKUP = r'#panic() $x^2$ *fett* _kursiv_ @ref <label> \n "Wort" `raw` // weg /* weg */ [a](b) ~ -- = Titel'
PICTOGRAPHS = "Ich freue mich 🙂 👩‍⚕️ ❤️ 👍🏽 🇺🇦"


def agreement(**changes) -> GoalAgreementData:
    """Samar Haddad's agreement, as her case manager would print it."""
    course = MeasureLine("Für den B1-Kurs anmelden", "Katrin Brandes", "", date(2026, 12, 4), done=True)
    papers = MeasureLine("Zeugnisse einreichen", "Frau Haddad", "السيدة حداد", None, done=False)
    goals = (
        GoalLine("Ich will B1 schaffen.", "Sprache", "اللغة", date(2027, 6, 30), (course, papers)),
        GoalLine("أريد أن تذهب لينا إلى الروضة", "Familie", "الأسرة", date(2027, 8, 1), ()),
    )
    usual = GoalAgreementData(
        county_name="Rhein-Kreis Neuss",
        reference="GV-26-179",
        person_name="Samar Haddad",
        person_name_original="سمر حداد",
        original_language="ar",
        case_manager="Katrin Brandes",
        agreed_on=date(2026, 11, 23),
        version=1,
        language="ar",
        explained_by_interpreter=True,
        goals=goals,
        review_on=date(2027, 2, 15),
    )
    return replace(usual, **changes)


def hostile() -> GoalAgreementData:
    """What a form lets through when somebody tries, or pastes without looking."""
    endless, long = "Wort" * 2500, "sehr lang " * 1000
    turned = "\u202eabc \u2066 \u2067 20.11.2026"
    measures = (
        MeasureLine(MARKUP, endless, "ب" * 3000, None, done=False),
        MeasureLine(turned, "\x00\x07\x1b[31m", "\ud800", date(2027, 1, 1), done=True),
    )
    goals = (
        GoalLine(MARKUP, MARKUP, MARKUP, None, measures),
        GoalLine(long, long, "", None, ()),
        GoalLine(PICTOGRAPHS, "", "", None, ()),
        GoalLine("", "", "", None, (MeasureLine("", "", "", None, done=False),)),
    )
    return agreement(
        goals=goals,
        county_name=endless,
        reference=MARKUP,
        person_name=endless,
        person_name_original=turned,
        original_language="x-nicht-da",
        case_manager=long,
        language="??",
        review_on=None,
    )


def text_of(pdf: bytes) -> str:
    """The words as a reader finds them, without the places where lines and long words break."""
    with pymupdf.open(stream=pdf) as document:
        text = "\n".join(page.get_text() for page in document)
    return " ".join(text.replace("\u00ad\n", "").replace("\u200b", "").split())


def errors_of(pdf: bytes, folder: Path) -> list[str]:
    """What the two checkers of PDF/UA-1 find wrong."""
    file = folder / "agreement.pdf"
    file.write_bytes(pdf)
    loud = [f"{each.rule}: {each.message}" for each in outloud.check(str(file)).findings if each.severity == "error"]
    strict = [each for each in pdfua.validate(str(file)).findings if each.severity is pdfua.Severity.ERROR]
    return loud + [f"{each.rule_id}: {each.message}" for each in strict]


def twenty_goals() -> GoalAgreementData:
    return agreement(goals=agreement().goals * 10)


@pytest.mark.parametrize(
    ("what", "language"),
    [
        (agreement(), None),
        (agreement(language="en", explained_by_interpreter=False), "en"),
        *((agreement(), language) for language in ("ar", "fa", "fr", "kmr", "ru", "tr", "uk")),
        (agreement(goals=(), review_on=None), "ar"),
        (twenty_goals(), "ar"),
        (hostile(), None),
        (hostile(), "ar"),
    ],
    ids=[
        "german",
        "english",
        "arabic",
        "persian",
        "french",
        "kurmanji",
        "russian",
        "turkish",
        "ukrainian",
        "empty",
        "twenty-goals",
        "hostile-german",
        "hostile-arabic",
    ],
)
def test_the_pdf_is_accessible_to_everybody(what, language, tmp_path):
    pdf = render_goal_agreement(what, language=language)

    assert errors_of(pdf, tmp_path) == []


def test_the_person_finds_their_name_and_words_in_both_scripts():
    text = text_of(render_goal_agreement(agreement(), language="ar"))

    assert "Samar Haddad" in text
    assert "»Ich will B1 schaffen.«" in text
    assert {"سمر", "حداد", "تذهب", "لينا", "الروضة", "السيدة"} <= set(re.findall(r"\w+", text))


def test_the_german_paper_names_the_person_in_both_scripts_too():
    text = text_of(render_goal_agreement(agreement(), language=None))

    assert re.search(r"Samar Haddad \(.*سمر", text)
    assert "السيدة" not in text


def test_days_are_written_the_german_way():
    text = text_of(render_goal_agreement(agreement(), language="en"))

    assert {"23.11.2026", "04.12.2026", "15.02.2027"} <= set(text.split())
    assert "bis 30.06.2027" in text
    assert "by 30.06.2027" in text


def test_screen_readers_are_told_each_language():
    with pikepdf.open(_stream(render_goal_agreement(agreement(), language="ar"))) as pdf:
        spoken = set(re.findall(rb"/Lang\s*\((\w+)\)", b"".join(p.Contents.read_bytes() for p in pdf.pages)))
        assert pdf.Root.Lang == "de"
        assert pdf.Root.MarkInfo.Marked
        assert b"ar" in spoken | _languages_in_tree(pdf.Root.StructTreeRoot)


def test_the_window_shows_a_title_and_the_file_says_which_standards_it_keeps():
    with pikepdf.open(_stream(render_goal_agreement(agreement(), language=None))) as pdf:
        about = pdf.open_metadata()
        assert about["dc:title"] == "Zielvereinbarung GV-26-179, Samar Haddad"
        assert (about["pdfuaid:part"], about["pdfaid:part"], about["pdfaid:conformance"]) == ("1", "2", "A")


def test_every_page_says_which_it_is_without_being_read_aloud(tmp_path):
    pdf = render_goal_agreement(twenty_goals(), language="ar")

    with pymupdf.open(stream=pdf) as document:
        pages = [page.get_text() for page in document]
    assert len(pages) > 2
    assert all(f"Seite {n} von {len(pages)}" in page for n, page in enumerate(pages, start=1))
    (tmp_path / "agreement.pdf").write_bytes(pdf)
    assert "PAG-001" not in {each.rule for each in outloud.check(str(tmp_path / "agreement.pdf")).findings}


def test_signatures_never_stand_on_a_page_of_their_own():
    for count in range(1, 8):
        goals = agreement().goals[:1] * count
        with pymupdf.open(stream=render_goal_agreement(agreement(goals=goals), language="ar")) as document:
            last = document[-1].get_text()
        assert "Unterschriften" in last
        assert "Ihre Daten" in last


def test_an_unapproved_translation_says_that_the_german_text_governs():
    text = text_of(render_goal_agreement(agreement(), language="en"))

    assert f"{MARK}, der deutsche Text gilt." in text
    assert "Translation not approved, the German text applies." in text


def test_an_approved_translation_and_a_german_paper_carry_no_mark():
    approved = in_force(replace(text, approved_by="Sprachmittlung Neuss") for text in load_client_texts())

    assert MARK not in text_of(render_goal_agreement(agreement(), language="en", texts=approved))
    assert MARK not in text_of(render_goal_agreement(agreement(), language=None))


def test_a_text_missing_in_the_other_language_is_said_in_german():
    texts = {(language, key): text for (language, key), text in in_force(load_client_texts()).items()}
    del texts[("en", "goal_agreement.signatures")], texts[("en", "goal_agreement.review")]

    text = text_of(render_goal_agreement(agreement(), language="en", texts=texts))

    assert "Unterschriften Unterschriften" in text
    assert "On 15.02.2027" not in text


def test_a_language_without_texts_is_refused_in_one_sentence():
    with pytest.raises(NoTextsInLanguage, match="xx"):
        render_goal_agreement(agreement(), language="xx")


def test_what_people_type_is_never_read_as_markup():
    text = text_of(render_goal_agreement(hostile(), language=None))

    assert f"»{MARKUP}«" in text
    assert text.replace(" ", "").count("Wort") > 7000  # thrice 2500, less what page heads cut
    assert text.count("sehr lang") >= 1000


def test_pictographs_reach_the_paper():
    goal = GoalLine(PICTOGRAPHS, "", "", None, ())

    assert undisplayable(PICTOGRAPHS) == ""
    assert "🙂" in text_of(render_goal_agreement(agreement(goals=(goal,)), language=None))


def test_direction_marks_cannot_turn_the_words_around_them():
    assert printable("\u202eabc\n\u2067def") == "\u202eabc\u202c\n\u2067def\u2069"
    assert printable("\u2066a\u2069b") == "\u2066a\u2069b"


def test_control_characters_vanish_and_lines_stay_lines():
    assert printable("a\x00b\x07\r\nc\td\x1b\u2028e\x85f\n\n") == "ab\nc d\ne\nf"


def test_a_character_no_font_has_becomes_one_frame_and_is_reported():
    assert printable("Gza გზა!") == "Gza ▯▯▯!"
    assert undisplayable("Gza გზა გ!") == "გზა"
    assert printable("\ue000") == "▯"


def test_words_in_the_persons_script_run_in_its_direction():
    assert written("سمر")["speech"] == {"lang": "ar", "rtl": True}
    assert written("سمر", language="fa")["speech"] == {"lang": "fa", "rtl": True}
    assert written("Ганна")["speech"]["lang"] == "uk"
    assert written("Samar", language="ar")["speech"] == {"lang": "de", "rtl": False}
    assert written("أريد", quoted=True)["text"] == "«أريد»"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.sampled_from([None, "ar", "en"]))
def test_any_text_anywhere_can_be_printed(words, language):
    step = MeasureLine(words, words, words, None, done=False)
    goal = GoalLine(words, words, words, None, (step,), own_words_language=words)
    everywhere = agreement(
        county_name=words,
        reference=words,
        person_name=words,
        person_name_original=words,
        original_language=words,
        case_manager=words,
        language=words,
        goals=(goal,),
    )

    assert render_goal_agreement(everywhere, language=language).startswith(b"%PDF")


def test_the_same_agreement_gives_the_same_file_from_several_threads_at_once():
    with ThreadPoolExecutor(4) as pool:
        files = list(pool.map(lambda _: render_goal_agreement(agreement(), language="ar"), range(8)))

    assert len(set(files)) == 1


def test_pages_can_be_shown_as_pictures():
    pages = picture_goal_agreement(agreement(), language="ar")

    assert [page[:4] for page in pages] == [b"\x89PNG"] * 2


def test_missing_fonts_are_named_with_the_way_out(monkeypatch, tmp_path):
    monkeypatch.setattr(typesetting, "FONTS", tmp_path)
    typesetting.font_coverage.cache_clear()

    with pytest.raises(FontsMissing, match=r"scripts/assets\.py"):
        typesetting.font_coverage()


def test_every_text_speaks_each_language_and_keeps_its_places():
    texts = in_force(load_client_texts())
    keys = {key for _, key in texts}

    for paper in ("goal_agreement", "letters"):
        assert {"de", *languages_of(paper)} == set(LANGUAGES)
    for key in keys:
        places = {frozenset(re.findall(r"{\w+}", texts[(language, key)].text)) for language in LANGUAGES}
        assert len(places) == 1, key


def test_the_newest_approved_wording_is_in_force():
    first = load_client_texts()[0]
    approved = replace(first, language="en", version=1, approved_by="Amt", text="old")
    draft = replace(approved, version=2, approved_by="", text="draft")
    newer = replace(approved, version=3, text="new")

    assert in_force([approved, draft])[("en", first.key)].text == "old"
    assert in_force([newer, draft, approved])[("en", first.key)].text == "new"


def _stream(pdf: bytes):
    from io import BytesIO

    return BytesIO(pdf)


def _languages_in_tree(element) -> set[bytes]:
    found = {bytes(element.Lang)} if "/Lang" in element else set()
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            found |= _languages_in_tree(child)
    return found
