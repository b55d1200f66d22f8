"""Weights as the statistical offices write them: columns, sums, footnotes, hidden cells, thousands."""

import io
from fractions import Fraction as F

import pytest
import xlsxwriter

from kim.staffing.weights import WeightsError, weights_of


def read(text: str, encoding: str = "utf-8") -> dict[str, F]:
    return {unit.key: unit.weight for unit in weights_of(text.encode(encoding)).units}


def test_the_layout_of_a_statistical_office_in_windows_1252():
    text = (
        "Ausländische Bevölkerung nach Gemeinden\n"
        "Stichtag 31.03.2021\n"
        ";;Ausländer;;\n"
        "Amtlicher Gemeindeschlüssel;Gebiet;insgesamt;männlich;weiblich\n"
        "05;Nordrhein-Westfalen;2.900.000;x;x\n"
        "05162;Rhein-Kreis Neuss;58.012;.;.\n"
        "05162004;  Dormagen 1);7.012;3.400;.\n"
        "05162012;Jüchen;1 871;x;.\n"
        "05162024;Neuss, Stadt;26.260 2);x;.\n"
        "05162028;Rommerskirchen;-;x;.\n"
        "________\n"
        "1) Stadt seit 1969\n"
        "Quelle;IT.NRW\n"
    )
    found = weights_of(text.encode("cp1252"))

    assert [(unit.key, unit.name, unit.weight) for unit in found.units] == [
        ("05162004", "Dormagen", 7012),
        ("05162012", "Jüchen", 1871),
        ("05162024", "Neuss, Stadt", 26260),
        ("05162028", "Rommerskirchen", 0),
    ]
    assert len(found.remarks) == 2


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("a,A,1\nb,B,2", [1, 2]),
        ("a;A;0.34\nb;B;0.345", ["0.34", "0.345"]),
        ("a;A;1.234,5\nb;B;12,25", ["1234.5", "12.25"]),
        ("a;A;1.234\nb;B;987", [1234, 987]),
        ('a,A,"1,234"\nb,B,987', [1234, 987]),
        ("a;A;0,345\nb;B;2", ["0.345", 2]),
        ("a;A;(1.234)\nb;B;5 r", [1234, 5]),
    ],
)
def test_the_whole_column_tells_how_figures_are_written(rows, expected):
    sign = "," if "a,A" in rows else ";"
    assert list(read(f"key{sign}name{sign}weight\n{rows}\n").values()) == [F(value) for value in expected]


def test_utf_8_with_a_mark_sums_without_keys_and_keys_without_zero():
    text = "\ufeffAGS;Name;Gewicht\n5162004;Dormagen;563\n5162012;Jüchen;198\n;Summe;761\n"
    assert read(text) == {"05162004": 563, "05162012": 198}
    assert read("key,name,weight\n1,A,5\n10,B,6\n10000,C,7\n") == {"1": 5, "10": 6, "10000": 7}


def test_a_workbook_with_numbers_for_keys():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 2, "Registered foreigners, 31.03.2021")
        for number, row in enumerate(
            [("key", "name", "weight"), (5162004, "Dormagen", 563), (5162012, "Jüchen", 0.25)]
        ):
            sheet.write_row(number + 1, 0, row)
    found = weights_of(stream.getvalue())
    assert {unit.key: unit.weight for unit in found.units} == {"05162004": 563, "05162012": F(1, 4)}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("05162012;Jüchen;x", "Line 3: the weight of Jüchen is hidden"),
        ("05162012;Jüchen;.", "hidden"),
        ("05162012;Jüchen;", "missing"),
        ("05162012;Jüchen;-4", "0 or more"),
        ("05162012;Jüchen;viel", "no number"),
        (";Jüchen;4", "has no key"),
    ],
)
def test_a_weight_that_is_none_is_named_with_its_line(row, said):
    with pytest.raises(WeightsError, match=said):
        read(f"AGS;Gemeinde;Anzahl\n05162004;Dormagen;7\n{row}\n")


@pytest.mark.parametrize("text", ["", "nothing here\n", "key;name;weight\n", "\x00\x01\x02"])
def test_what_is_no_table_of_weights_is_refused(text):
    with pytest.raises(WeightsError):
        read(text)
