"""Sheets: no text is ever computed, days are days, umlauts arrive, nothing is too long."""

import csv
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from python_calamine import load_workbook

from kim.sheets.writing import About, Head, csv_blocks, is_formula, sheet_name, xlsx_blocks

HEADS = [Head("Name", 20), Head("Tag", 12), Head("Zahl")]
FORMULAS = [
    "=1+1",
    "+49 2181 601",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =cmd|' /C calc'!A0",
    "＝1+1",
    "－1",
    "\u00a0=1",
]


def as_csv(rows) -> str:
    return b"".join(csv_blocks(HEADS, rows)).decode("utf-8")


def as_book(rows, about=None) -> bytes:
    return b"".join(xlsx_blocks(HEADS, rows, about or About("Fälle")))


def test_csv_opens_in_german_offices_with_umlauts_days_and_commas():
    text = as_csv([['Özdemir; "Nurcan"', date(2026, 3, 4), Decimal("1234.50")], ["محمد", None, -7]])

    assert text.startswith("\ufeffName;Tag;Zahl\r\n")
    rows = list(csv.reader(io.StringIO(text[1:]), delimiter=";"))
    assert rows[1:] == [['Özdemir; "Nurcan"', "04.03.2026", "1234,50"], ["محمد", "", "-7"]]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_would_be_computed_stays_text_in_csv(text):
    row = next(csv.reader(io.StringIO(as_csv([[text, None, None]]).split("\r\n", 1)[1]), delimiter=";"))

    assert row[0].startswith("'")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_would_be_computed_is_a_cell_of_text_in_xlsx(text):
    book = zipfile.ZipFile(io.BytesIO(as_book([[text, None, None]])))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()

    assert "<f>" not in sheet
    assert 't="inlineStr"' in sheet or 't="s"' in sheet


@pytest.mark.parametrize("text", ["Haddad", "a=b", "1+1", "", "O'Neill", "https://example.org", "<b>"])
def test_what_no_spreadsheet_computes_stays_as_it_is(text):
    assert not is_formula(text)
    assert as_csv([[text, None, None]]).split("\r\n")[1].startswith(text)


def test_xlsx_has_days_as_days_figures_as_figures_and_a_frozen_head():
    content = as_book([["Özdemir", date(2026, 3, 4), Decimal("1.5")], ["Vor 1900", date(1899, 12, 31), 3]])
    rows = load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()

    assert rows[0] == ["Name", "Tag", "Zahl"]
    assert rows[1][:2] == ["Özdemir", date(2026, 3, 4)] and rows[1][2] == 1.5
    assert rows[2][1] == "31.12.1899"
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert 'state="frozen"' in sheet and 'width="20' in sheet


def test_control_characters_long_texts_and_odd_titles_do_not_break_the_file():
    nasty = "a\x00b\x08\u202ec\ufffe" + "x" * 40_000
    content = as_book(
        [[nasty, datetime(2026, 3, 4, 12, 30), float(2)]],
        About("Fälle [2026]: */?\\" * 4, "Angaben", [("Filter", nasty)]),
    )

    rows = load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[1][0].startswith("abcx") and len(rows[1][0]) <= 32_767
    assert "\x00" not in as_csv([[nasty, None, None]])


def test_a_sheet_always_has_a_name():
    assert sheet_name("[]:*?/\\") == "KIM"
    assert len(sheet_name("x" * 80, 12)) == 31
