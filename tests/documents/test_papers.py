"""Letter, form, report and list: under the county's head, in nine languages, readable for everybody."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kim import documents as d
from kim.documents.head import initials_of
from kim.documents.labels import labels_in
from kim.documents.prose import prose

DAY = date(2026, 11, 23)
HEAD = d.Head("Rhein-Kreis Neuss", "Case Management", "#00567d", return_address="Rhein-Kreis Neuss · Case Management")
GREETINGS = {
    "de": "Guten Tag", "en": "Good morning", "fr": "Bonjour à tous", "tr": "Günaydın, hoş geldiniz", "kmr": "Rojbaş, çawa yî",
    "uk": "Добрий день, ґанок їжака", "ru": "Здравствуйте, объявление", "ar": "أهلا وسهلا بكم", "fa": "خوش آمدید پژوهش گچ",
}  # fmt: skip
MARKUP = r'#panic() $x^2$ *fett* _kursiv_ @ref <label> \n "Wort" `raw` // weg [a](b) = Titel'
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40"><rect width="120" height="20"/>'
    b'<text x="130" y="15" font-family="Fira Sans">52</text></svg>'
)


def letter(language: str | None = None, **changes) -> d.Letter:
    text = d.LetterText(
        "Ihr Termin", "Guten Tag Samar Haddad,", "wir sehen uns:\n- am 02.12.\n- um 10 Uhr\n\nBis dann.", "Gruß"
    )
    said = GREETINGS.get(language or "")
    other = (
        d.Translation(d.LetterText(said, said, said, said, language), said, "Es gilt der deutsche Text.", said)
        if said
        else None
    )
    usual = d.Letter(
        HEAD, ("Samar Haddad", "Bahnstraße 12", "41515 Grevenbroich"), text, DAY, "Katrin Brandes", "Case Management",
        (("Aktenzeichen", "GV-26-179"),), ("Wegbeschreibung",), translation=other,
    )  # fmt: skip
    return replace(usual, **changes)


def form(language: str | None = None, **changes) -> d.Form:
    said = GREETINGS.get(language or "", "")
    fields = (
        d.Field("Name", "Samar Haddad", said, half=True), d.Field("Geburtsdatum", half=True, other=said),
        d.Field("Dolmetschen", choices=(d.Choice("ja", said, ticked=True), d.Choice("nein", said))), d.Field("Anliegen", lines=4),
    )  # fmt: skip
    usual = d.Form(
        HEAD, "Anmeldung", (d.Section("Zur Person", fields, said, "Bitte ausfüllen."),), DAY, said, "Guten Tag.", said,
        (("Ort, Datum", said), ("Unterschrift", said)), "Danke.", other_language=language,
    )  # fmt: skip
    return replace(usual, **changes)


def listing(language: str = "de", rows: int = 3, **changes) -> d.Listing:
    columns = (d.Column(GREETINGS[language], width=3), d.Column("Fälle", align="end"))
    usual = d.Listing(
        HEAD, GREETINGS[language], columns, tuple((f"Gemeinde {n}", str(n)) for n in range(rows)), DAY, ("Summe", "412"),
        ("Phase: Monitoring",), "Ohne ruhende Fälle.", language=language,
    )  # fmt: skip
    return replace(usual, **changes)


def report(language: str = "de", **changes) -> d.Report:
    said = GREETINGS[language]
    parts = (
        d.Heading(said), d.Paragraph("83 Menschen[*], davon 31 neu[*].", ("Stichtag 31.10.", "ohne ruhende")),
        d.Heading("Grevenbroich", 2), d.Chart(SVG, "Ein Balken: 52 Fälle.", "Fälle"),
        d.Table("Fälle", listing(language).columns, listing(language).rows, ("Summe", "3")), d.Heading("Ausblick"),
    )  # fmt: skip
    return replace(d.Report(HEAD, said, parts, DAY, "Untertitel", "Katrin Brandes", said, language), **changes)


KINDS = {
    "letter": (letter, d.render_letter),
    "form": (form, d.render_form),
    "report": (report, d.render_report),
    "list": (listing, d.render_list),
}


def errors_of(pdf: bytes, folder: Path) -> list[str]:
    """What the two checkers of PDF/UA-1 find wrong."""
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    loud = [f"{each.rule}: {each.message}" for each in outloud.check(str(file)).findings if each.severity == "error"]
    strict = [each for each in pdfua.validate(str(file)).findings if each.severity is pdfua.Severity.ERROR]
    return loud + [f"{each.rule_id}: {each.message}" for each in strict]


def text_of(pdf: bytes) -> str:
    with pymupdf.open(stream=pdf) as document:
        text = "\n".join(page.get_text() for page in document)
    return " ".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("language", d.LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_accessible_in_every_language(kind, language, tmp_path):
    make, render = KINDS[kind]

    pdf = render(make(language))

    assert errors_of(pdf, tmp_path) == []
    assert "▯" not in text_of(pdf)


@pytest.mark.parametrize("language", d.LANGUAGES)
def test_every_script_has_its_letters_in_the_fonts(language):
    assert d.undisplayable(GREETINGS[language] + " ".join(labels_in(language).values())) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_says_title_language_and_standards(kind):
    make, render = KINDS[kind]

    with pikepdf.open(BytesIO(render(make("de")))) as pdf:
        about = pdf.open_metadata()
        assert about["dc:title"]
        assert pdf.Root.Lang == "de"
        assert pdf.Root.MarkInfo.Marked
        assert (about["pdfuaid:part"], about["pdfaid:part"], about["pdfaid:conformance"]) == ("1", "2", "A")


def test_an_arabic_list_says_so_and_runs_from_the_right():
    with pikepdf.open(BytesIO(d.render_list(listing("ar")))) as pdf:
        assert pdf.Root.Lang == "ar"
    with pymupdf.open(stream=d.render_list(listing("ar"))) as document:
        first = document[0].search_for("Gemeinde 1")[0]
        assert first.x0 > document[0].rect.width / 2


def test_address_information_and_fold_marks_stand_where_windows_and_hands_expect_them():
    with pymupdf.open(stream=d.render_letter(letter())) as document:
        page, mm = document[0], 72 / 25.4
        name, sign = page.search_for("Samar Haddad")[0], page.search_for("GV-26-179")[0]
        marks = {round(drawing["rect"].y0 / mm) for drawing in page.get_drawings() if drawing["rect"].x1 < 15 * mm}
    assert 20 * mm <= name.x0 <= 30 * mm
    assert 45 * mm + 16 * mm <= name.y0 <= 45 * mm + 27 * mm
    assert sign.x0 >= 125 * mm
    assert {105, 210} <= marks


def test_a_letter_in_two_languages_says_german_first_and_which_text_applies():
    text = text_of(d.render_letter(letter("uk")))

    assert text.index("Guten Tag Samar Haddad") < text.index("Es gilt der deutsche Text.") < text.rindex("Добрий день")


def test_a_long_letter_counts_its_pages_and_names_itself_on_each():
    long = replace(letter().text, body="\n\n".join(["Ein Absatz, der etwas sagt. " * 8] * 30))
    with pymupdf.open(stream=d.render_letter(letter(text=long))) as document:
        pages = [page.get_text() for page in document]

    assert len(pages) > 1
    assert all(f"Seite {n} von {len(pages)}" in page for n, page in enumerate(pages, 1))
    assert "Ihr Termin" in pages[1]


def test_the_signature_never_stands_on_a_page_of_its_own():
    for lines in range(20, 40):
        text = replace(letter().text, body="\n\n".join(f"Absatz {n}." for n in range(lines)))
        with pymupdf.open(stream=d.render_letter(letter(text=text, enclosures=()))) as document:
            last = document[-1].get_text()
        assert f"Absatz {lines - 1}." in last
        assert "Katrin Brandes" in last


def test_a_list_repeats_its_head_on_every_page_and_its_sum_once(tmp_path):
    pdf = d.render_list(listing(rows=120))
    with pymupdf.open(stream=pdf) as document:
        pages = [page.get_text() for page in document]

    assert len(pages) > 2
    assert all("Fälle" in page for page in pages)
    assert ["412" in page for page in pages] == [False] * (len(pages) - 1) + [True]
    assert "Phase: Monitoring" in pages[0]
    assert "Stand: 23.11.2026" in pages[0]
    assert errors_of(pdf, tmp_path) == []


def test_an_empty_list_says_that_it_is_empty(tmp_path):
    pdf = d.render_list(listing(rows=0, totals=None))

    assert "Es gibt keine Einträge." in text_of(pdf)
    assert errors_of(pdf, tmp_path) == []


def test_rows_that_are_too_short_or_too_long_fit_the_columns():
    text = text_of(d.render_list(listing(rows=1)))
    odd = text_of(d.render_list(replace(listing(rows=0), rows=(("allein",), ("a", "b", "zu viel")))))

    assert "Gemeinde 0" in text
    assert "allein" in odd
    assert "zu viel" not in odd


def test_a_chart_is_said_in_words_and_footnotes_stand_where_they_belong():
    pdf = d.render_report(report())
    with pikepdf.open(BytesIO(pdf)) as file:
        spoken = [str(each.Alt) for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]

    assert "Ein Balken: 52 Fälle." in spoken
    assert "Stichtag 31.10." in text_of(pdf)
    assert "[*]" not in text_of(pdf)


def test_a_short_report_has_neither_cover_nor_contents_and_a_long_one_names_every_heading_in_them():
    long = report(parts=(*report().parts, *(d.Paragraph("Ein Satz zur Lage. " * 90) for _ in range(12))))
    with pymupdf.open(stream=d.render_report(report())) as brief, pymupdf.open(stream=d.render_report(long)) as whole:
        first, cover, contents = brief[0].get_text(), whole[0].get_text(), whole[1].get_text()

    assert "Ausblick" in first and "Inhalt" not in first
    assert "Ausblick" not in cover and "Inhalt" in contents
    assert text_of(d.render_report(report())).count("Ausblick") == 1
    assert text_of(d.render_report(long)).count("Ausblick") == 2


def test_boxes_say_whether_they_are_ticked():
    with pikepdf.open(BytesIO(d.render_form(form()))) as file:
        spoken = [str(each.Alt) for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]

    assert sorted(spoken) == ["angekreuzt", "nicht angekreuzt"]


def test_a_logo_stands_with_its_words_and_initials_stand_in_for_it(tmp_path):
    with_logo = letter(head=replace(HEAD, logo=SVG, logo_alt="Wappen des Kreises"))
    pdf = d.render_letter(with_logo)

    assert errors_of(pdf, tmp_path) == []
    with pikepdf.open(BytesIO(pdf)) as file:
        assert any(
            str(e.Alt) == "Wappen des Kreises"
            for e in file.objects
            if isinstance(e, pikepdf.Dictionary) and "/Alt" in e
        )
    assert "RN" in text_of(d.render_letter(letter()))


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Rhein-Kreis Neuss", "RN"), ("Kreis Viersen", "KV"), ("", "·"), ("Köln", "K"), ("Stadt an der Aue", "SA")],
)
def test_initials_are_those_of_the_words_that_count(name, initials):
    assert initials_of(name) == initials


def test_a_logo_that_is_no_picture_is_refused():
    with pytest.raises(d.NoPicture):
        d.render_letter(letter(head=replace(HEAD, logo=b"%PDF-1.7")))


def test_a_broken_picture_is_refused_in_one_sentence():
    with pytest.raises(d.NotTypeset):
        d.render_letter(letter(head=replace(HEAD, logo=b"\x89PNG\r\n\x1a\nkaputt")))


def test_lines_with_a_dash_become_a_list_and_empty_lines_part_paragraphs():
    parts = prose("Bitte mitbringen:\n- Pass\n– Zeugnis\n\nDanke.")

    assert [part["kind"] for part in parts] == ["paragraph", "list", "paragraph"]
    assert [item["text"] for item in parts[1]["items"]] == ["Pass", "Zeugnis"]


def test_what_people_type_is_never_read_as_markup():
    text = text_of(d.render_letter(letter(text=d.LetterText(MARKUP, MARKUP, MARKUP, MARKUP))))

    assert text.count("#panic() $x^2$ *fett*") >= 4


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_text_anywhere_can_be_printed(words):
    text = d.LetterText(words, words, words, words)
    head = d.Head(words, words, words, None, words, words, (words,))
    other = d.Translation(replace(text, language="ar"), words, words, words)
    papers = (
        d.render_letter(
            d.Letter(head, (words,), text, DAY, words, words, ((words, words),), (words,), translation=other)
        ),
        d.render_form(form("ar", head=head, title=words, introduction=words, note=words)),
        d.render_list(replace(listing(), head=head, title=words, rows=((words, words),), filters=(words,), note=words)),
        d.render_report(report(head=head, title=words, parts=(d.Paragraph(words, (words,)), d.Heading(words)))),
    )

    assert all(paper.startswith(b"%PDF") for paper in papers)
