"""Uploaded files become plain rows, whatever a spreadsheet program made of them."""

import io
import time
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from kim.sheets import cells
from kim.sheets.reading import LIMITS, Limits, Unreadable, read


def workbook(fill, **options) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True} | options)
    fill(book)
    book.close()
    return buffer.getvalue()


def rows_of(data: bytes):
    return read(data)[0].rows


def refused(data: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data, limits=limits)
    return caught.value.code


@pytest.mark.parametrize(
    ("encoding", "mark", "how"),
    [
        ("utf-8", b"", "utf-8 semicolon"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8-bom semicolon"),
        ("cp1252", b"", "windows-1252 semicolon"),
        ("cp1252", b"\xef\xbb\xbf", "windows-1252 semicolon"),
        ("utf-16", b"", "utf-16 semicolon"),
        ("utf-16-le", b"", "utf-16 semicolon"),
    ],
)
def test_a_csv_is_read_in_whatever_encoding_it_came(encoding, mark, how):
    sheet = read(mark + "Name;Ort;Straße\r\nMüller;Jüchen;Am Weiß 1\r\n".encode(encoding))[0]
    assert sheet.rows == [["Name", "Ort", "Straße"], ["Müller", "Jüchen", "Am Weiß 1"]]
    assert sheet.how == how


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(sign):
    assert rows_of(f"Name{sign}Ort\nHaddad{sign}Neuss\n".encode()) == [["Name", "Ort"], ["Haddad", "Neuss"]]


def test_decimal_commas_do_not_make_a_comma_the_delimiter():
    assert rows_of(b"Ort;Wert\nNeuss;1,5\nKaarst;2,5\n")[1] == ["Neuss", "1,5"]


def test_excels_own_first_line_names_the_delimiter_and_keeps_the_numbers_of_lines():
    assert rows_of(b"sep=,\nName,Ort\nHaddad,Neuss\n") == [[], ["Name", "Ort"], ["Haddad", "Neuss"]]


def test_breaks_within_quotes_stay_in_their_cell():
    assert rows_of(b'Name;Hinweis\nHaddad;"erste\nzweite; dritte"\n')[1] == ["Haddad", "erste\nzweite; dritte"]


def test_a_workbook_gives_texts_numbers_and_days():
    def fill(book):
        sheet = book.add_worksheet("Liste")
        sheet.write_row(0, 0, ["AGS", "Zahl", "Tag", "Text"])
        sheet.write_number(1, 0, 5162008)
        sheet.write_number(1, 1, 1.5)
        sheet.write_datetime(1, 2, datetime(1990, 3, 1), book.add_format({"num_format": "dd.mm.yyyy"}))
        sheet.write_string(1, 3, "05162008")

    assert rows_of(workbook(fill))[1] == [5162008, 1.5, date(1990, 3, 1), "05162008"]
    assert cells.as_key(5162008, 8) == cells.as_key("05162008", 8) == "05162008"


def test_a_value_over_merged_lines_holds_for_each_of_them():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Ort", "Name"])
        sheet.merge_range(1, 0, 3, 0, "Neuss")
        for line in (1, 2, 3):
            sheet.write(line, 1, f"Name {line}")

    sheet = read(workbook(fill))[0]
    assert [row[0] for row in sheet.rows] == ["Ort", "Neuss", "Neuss", "Neuss"]
    assert sheet.filled == 2


def test_a_number_over_merged_lines_is_there_once_for_whoever_adds_up():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "Euro"])
        for line in (1, 2, 3):
            sheet.write(line, 0, f"Name {line}")
        sheet.merge_range(1, 1, 3, 1, 4000)

    sheet = read(workbook(fill))[0]
    assert [row[1] for row in sheet.figures_once] == ["Euro", 4000, cells.MERGED, cells.MERGED]


def test_a_long_text_merged_over_all_lines_does_not_fill_the_memory_of_who_asked():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.merge_range(0, 1, 999, 1, "x" * 5000)
        for line in range(1000):
            sheet.write(line, 0, line)

    data = workbook(fill)
    assert len(data) < 50_000
    assert refused(data, Limits(text=1_000_000)) == "too_many_rows"
    assert len(rows_of(data)) == 1000


def test_formulas_give_their_result_and_errors_are_named():
    def fill(book):
        sheet = book.add_worksheet("A & Ä")
        sheet.write_row(0, 0, ["Summe", "Fehler"])
        sheet.write_formula(1, 0, "=1+1", None, 2)
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")

    assert rows_of(workbook(fill))[1] == [2, cells.Broken("#DIV/0!")]


@pytest.mark.parametrize("result", [b"", b"<v></v>", b"<v/>"])
def test_a_formula_stored_without_its_result_is_no_empty_cell(result):
    row = b'<row r="2"><c r="A2"><f>B1</f>' + result + b'</c><c r="B2"><v>7</v></c></row>'
    data = workbook(lambda book: book.add_worksheet().write_row(0, 0, ["Kopf", "Name"]))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            text = source.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                text = text.replace(b"</sheetData>", row + b"</sheetData>")
            target.writestr(info.filename, text)
    assert rows_of(out.getvalue())[1] == [cells.Broken("=?"), 7]


def test_hidden_sheets_are_left_alone_and_empty_ones_not_offered():
    def fill(book):
        book.add_worksheet("leer")
        book.add_worksheet("Liste").write(0, 0, "Name")
        book.add_worksheet("geheim").write(0, 0, "x")
        book.get_worksheet_by_name("geheim").hide()

    assert [sheet.name for sheet in read(workbook(fill))] == ["Liste"]


def test_line_numbers_stay_those_of_the_file():
    def fill(book):
        book.add_worksheet().write(4, 2, "Name")

    assert rows_of(workbook(fill)) == [[], [], [], [], [None, None, "Name"]]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\r\n \n", "empty"),
        (b";;;\n;;\n", "empty"),
        (b"PK\x03\x04" + b"junk" * 50, "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"junk" * 500, "broken"),
        (bytes(range(256)) * 40, "not_a_table"),
        (b"\x89PNG\r\n\x1a\n" + bytes(1000), "not_a_table"),
        (";".join(f"Spalte {n}" for n in range(10_000)).encode(), "too_many_columns"),
        (b"Name;Text\nx;" + b"y" * 6000, "too_long"),
    ],
)
def test_what_is_no_table_is_refused_with_one_reason(data, code):
    assert refused(data) == code


def test_a_file_too_large_is_refused_before_it_is_opened():
    assert refused(b"x" * 101, Limits(size=100)) == "too_big"


def test_an_archive_that_is_no_workbook_is_no_table():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("brief.txt", "Guten Tag")
    assert refused(out.getvalue()) == "not_a_table"


def test_a_workbook_called_csv_is_read_by_what_is_in_it():
    assert rows_of(workbook(lambda book: book.add_worksheet().write(0, 0, "Name"))) == [["Name"]]


def test_a_small_archive_that_unpacks_to_very_much_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 3_000_000)
    assert refused(out.getvalue(), Limits(unpacked=1_000_000)) == "too_many_rows"


def test_two_cells_at_opposite_corners_do_not_take_the_memory():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "b")

    started = time.monotonic()
    assert refused(workbook(fill)) == "too_many_rows"
    assert time.monotonic() - started < 20


def test_a_workbook_of_many_rows_gets_a_sentence_with_the_limit():
    def fill(book):
        sheet = book.add_worksheet()
        for line in range(1_200):
            sheet.write_row(line, 0, ["Name", line])

    with pytest.raises(Unreadable) as caught:
        read(workbook(fill, in_memory=False), limits=Limits(rows=1_000))
    assert (caught.value.code, caught.value.values) == ("too_many_rows", {"rows": 1_000})


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1234", 1234),
        ("1.234", 1234),
        ("12.5", 12.5),
        ("1 234", 1234),
        ("vier", None),
        ("", None),
    ],
)
def test_numbers_are_read_as_germans_and_spreadsheets_write_them(text, number):
    assert cells.as_number(text) == number


def test_a_number_that_may_be_a_day_says_which():
    assert cells.serial_day(33314) == date(1991, 3, 17)
    assert cells.serial_day(1990) is None
    assert cells.serial_day(True) is None


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_rows_or_a_reason(data):
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return
    try:
        assert read(data)
    except Unreadable as fault:
        assert fault.code in Unreadable.CODES
