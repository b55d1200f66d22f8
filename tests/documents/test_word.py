"""The county's Word templates: plain documents only, known fields only, filled with words that stay words."""

import io
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from kim.documents import UnusableTemplate
from kim.documents.word import MAX_BYTES, Problem, UnknownField, check_template, fill_template
from kim.documents.word.environment import PlainEnvironment

KNOWN = {"name": "text", "vorname": "text", "text": "text", "kreis": "text", "ziele": "list"}
RELS = "word/_rels/document.xml.rels"
EXTERNAL = (
    '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
    ' Target="{target}" TargetMode="External"/>'
)


def word(*paragraphs: str, footer: str = "") -> bytes:
    document, file = Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    document.save(file)
    return file.getvalue()


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    """The same package with other words in one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.namelist():
            body = package.read(name)
            copy.writestr(name, body.decode().replace(old, new, 1) if name == part else body)
    return out.getvalue()


def with_part(content: bytes, name: str, body: bytes) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, body)
    return out.getvalue()


def lines_of(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]


def codes(content: bytes) -> set[str]:
    return {problem.code for problem in check_template(content, KNOWN).problems}


def test_known_fields_are_listed_in_the_order_of_the_text_even_across_runs_and_in_the_footer():
    document, file = Document(), io.BytesIO()
    paragraph = document.add_paragraph("Guten Tag {{ na")
    paragraph.add_run("me }}").bold = True
    document.sections[0].footer.paragraphs[0].text = "{{ kreis }}"
    document.save(file)

    found = check_template(file.getvalue(), KNOWN)

    assert found.fields == ("name", "kreis")
    assert found.is_usable


def test_an_unknown_field_is_named_with_the_closest_known_one():
    found = check_template(word("{{ vornahme }} {{ Name }} {{ quittungsnummer }}"), KNOWN)

    assert found.unknown == (
        UnknownField("vornahme", "vorname"),
        UnknownField("Name", "name"),
        UnknownField("quittungsnummer"),
    )
    assert found.is_readable
    assert not found.is_usable


@pytest.mark.parametrize(
    "text",
    [
        "{{ name.__class__ }}", "{{ name['x'] }}", "{{ name|upper }}", "{{ name() }}", "{% set a = 1 %}", "{{ 7 * 7 }}", "{{ 'x' }}",
        "{% include 'x' %}", "{% import 'x' as y %}", "{{ [1] }}", "{{ name ~ kreis }}", "{{r name }}",
        "{% if name is defined %}a{% endif %}",
        "{% for a in ziele|sort %}{{ a }}{% endfor %}", "{% macro m() %}{% endmacro %}", "{%p cellbg name %}", "{% cellbg name %}",
    ],
)  # fmt: skip
def test_a_template_can_do_nothing_but_name_ask_and_repeat(text):
    assert codes(word(text)) & {"not_allowed", "syntax"}


def test_even_an_unchecked_template_reaches_nothing():
    for text in ("{{ name.__class__ }}", "{{ name.upper() }}", "{{ name|upper }}", "{{ range(9) }}"):
        with pytest.raises(UnusableTemplate):
            fill_template(word(text), {"name": "Samar"})
    assert not PlainEnvironment().globals


def test_lists_are_repeated_and_texts_are_shown_and_not_the_other_way_round():
    right = word(
        "{%p for ziel in ziele %}", "– {{ ziel }}", "{%p endfor %}", "{% if name %}ja{% else %}nein{% endif %}"
    )

    assert check_template(right, KNOWN).is_usable
    assert check_template(word("{{ ziele }}"), KNOWN).problems == (Problem("list_as_text", "ziele"),)
    assert check_template(word("{% for x in name %}{{ x }}{% endfor %}"), KNOWN).problems == (
        Problem("text_as_list", "name"),
    )
    assert lines_of(fill_template(right, {"ziele": ["Arbeit", "Wohnung"], "name": ""})) == [
        "– Arbeit",
        "– Wohnung",
        "nein",
    ]


def test_a_brace_that_is_not_closed_is_shown_with_its_words():
    assert check_template(word("Sehr geehrte {{ name"), KNOWN).problems == (Problem("syntax", "Sehr geehrte {{ name"),)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04kaputt", b"%PDF-1.7", b"x" * 100, "keine Datei".encode("utf-16")])
def test_what_is_no_word_document_is_refused(content):
    assert codes(content) == {"not_docx"}


def test_a_spreadsheet_and_a_zip_are_no_letters():
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")

    assert codes(empty.getvalue()) == {"not_docx"}


def test_more_than_five_megabytes_are_refused_unread():
    assert codes(b"PK" + b"0" * MAX_BYTES) == {"too_large"}


def test_macros_and_embedded_objects_are_refused():
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

    assert codes(with_part(word("a"), "word/vbaProject.bin", b"x")) == {"macros"}
    assert codes(with_part(word("a"), "word/embeddings/oleObject1.bin", b"x")) == {"macros"}
    assert codes(
        changed(word("a"), "[Content_Types].xml", main, "application/vnd.ms-word.document.macroEnabled.main+xml")
    ) == {"macros"}
    assert codes(changed(word("a"), "[Content_Types].xml", main, "application/vnd.ms-excel.sheet")) == {"not_docx"}


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("image", "http://192.0.2.1/x.png"),
        ("attachedTemplate", "file:///x.dotm"),
        ("hyperlink", "file:///etc/passwd"),
        ("frame", "https://example.org"),
    ],
)
def test_what_would_be_fetched_from_outside_is_refused(kind, target):
    content = changed(
        word("a"), RELS, "</Relationships>", EXTERNAL.format(kind=kind, target=target) + "</Relationships>"
    )

    assert codes(content) == {"external"}


def test_a_link_to_click_is_harmless():
    content = changed(
        word("a"),
        RELS,
        "</Relationships>",
        EXTERNAL.format(kind="hyperlink", target="mailto:x@example.org") + "</Relationships>",
    )

    assert check_template(content, KNOWN).is_usable


def test_fields_of_word_that_fetch_files_are_refused():
    code = '<w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE "http://x/y.png"</w:instrText></w:r></w:p>'

    assert codes(changed(word("a"), "word/document.xml", "<w:p>", code + "<w:p>")) == {"external"}


CODE = "<w:p><w:r><w:instrText>{}</w:instrText></w:r></w:p><w:sectPr"


def test_a_field_of_word_takes_no_field_of_kim():
    content = changed(word("Guten Tag"), "word/document.xml", "<w:sectPr", CODE.format("QUOTE {{ text }}"))
    assert codes(content) == {"not_allowed"}
    content = changed(word("Guten Tag"), "word/document.xml", "<w:sectPr", CODE.format("IF {% if text %}"))
    assert codes(content) == {"not_allowed"}


@pytest.mark.parametrize("name", ["doc/header9.xml", "customXml/item9.xml"])
def test_field_codes_are_looked_for_in_every_part(name):
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    part = f'<w:hdr xmlns:w="{space}">{CODE.removesuffix("<w:sectPr").format("INCLUDETEXT file")}</w:hdr>'
    assert codes(with_part(word("Guten Tag"), name, part.encode())) == {"external"}


@pytest.mark.parametrize("line", ["Override PartName='/word/header9.bin'", "Default Extension='bin'"])
def test_xml_under_another_name_is_refused(line):
    header = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    content = changed(word("Guten Tag"), "[Content_Types].xml", "</Types>", f"<{line} ContentType='{header}'/></Types>")
    assert codes(content) == {"not_docx"}
    assert codes(with_part(word("Guten Tag"), "word/header9.XML", b"<x/>")) == {"not_docx"}


def test_bombs_are_refused_before_they_go_off():
    entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    with_entities = changed(word("a"), "word/document.xml", "<w:document", entity + "<w:document")
    many = word("a")
    for number in range(420):
        many = with_part(many, f"word/media/{number}.png", b"")

    assert codes(with_entities) == {"bomb"}
    assert codes(with_part(word("a"), "word/media/x.png", b"\0" * 50_000_000)) == {"bomb"}
    assert codes(many) == {"bomb"}


def test_broken_parts_and_ways_out_of_the_package_are_refused():
    assert codes(changed(word("a"), "word/document.xml", "</w:body>", "")) == {"unreadable"}
    assert codes(with_part(word("a"), "../x.xml", b"<a/>")) == {"not_docx"}


def test_names_with_markup_pictographs_and_line_breaks_come_out_right():
    hostile = 'Anna <b> & "Co" {{ vorname }} {% raw %} 🙂 O’Brien\nzweite Zeile\n\nvierte'
    filled = fill_template(
        word("Guten Tag {{ name }}!", "{{ text }}"), {"name": hostile, "text": "a\tb\x00\x07\ufffe\ud800"}
    )

    assert lines_of(filled) == [f"Guten Tag {hostile}!", "a b?"]


def test_right_to_left_names_are_marked_as_such_and_their_neighbours_are_not():
    filled = fill_template(word("Guten Tag {{ name }}, wie geht es?"), {"name": "سمر حداد 26"})
    runs = Document(io.BytesIO(filled)).paragraphs[0].runs

    assert [(run.text, run.font.rtl) for run in runs] == [
        ("Guten Tag ", None), ("سمر حداد", True), (" 26, wie geht es?", None),
    ]  # fmt: skip


def test_a_field_keeps_the_look_its_name_had():
    document, file = Document(), io.BytesIO()
    document.add_paragraph("Name: ").add_run("{{ name }}").bold = True
    document.save(file)
    runs = Document(io.BytesIO(fill_template(file.getvalue(), {"name": "سمر Haddad"}))).paragraphs[0].runs

    assert [(run.text, run.bold) for run in runs if run.text] == [("Name: ", None), ("سمر", True), (" Haddad", True)]


def test_a_field_without_a_value_stays_empty():
    assert lines_of(fill_template(word("[{{ name }}]"), {})) == ["[]"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_name_can_be_filled_in(words):
    filled = fill_template(word("x{{ name }}", footer="{{ name }}"), {"name": words})

    assert lines_of(filled)[0].startswith("x")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="{}%# namezil|.()[]'\"forin_<>&", max_size=40))
def test_any_template_text_is_either_usable_or_said_to_be_wrong(words):
    content = word(words)
    found = check_template(content, KNOWN)

    if found.is_usable:
        assert fill_template(content, {"name": "Samar", "ziele": ["a"]})
