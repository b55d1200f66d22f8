"""A county profile is read whole or not at all, and every fault is named with its place."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kim.organisation.profile import MOST_BYTES, ProfileError, ProfileErrors, check_report, read, read_with_warnings

CITY = Path(__file__).parent.parent / "data" / "musterstadt.toml"
TEXT = CITY.read_text()


def faults(text: str | bytes) -> list[ProfileError]:
    """What is wrong with this text, in the order of its lines."""
    content = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(ProfileErrors) as caught:
        read(content, "city.toml")
    return list(caught.value.errors)


def changed(old: str, new: str) -> str:
    assert TEXT.count(old) >= 1
    return TEXT.replace(old, new, 1)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_city_of_one_municipality_is_a_profile_too() -> None:
    city = read(CITY)

    assert (city.county.kind, len(city.municipalities)) == ("independent_city", 1)
    assert city.posts[0].fte == Decimal("0.5")
    assert [employer.agency for employer in city.posts[0].employers] == ["stadt", "verband"]
    assert city.posts[0].employers[1].holds_on(date(2025, 1, 1))
    assert not city.posts[0].employers[0].holds_on(date(2025, 1, 1))
    assert city.terminology.de.steering_group == "Steuerkreis"
    assert city.county.text_on_brand == "#000000"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    content = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()

    assert read(content) == read(CITY)


@pytest.mark.parametrize(
    ("old", "new", "kind", "key_path", "shown"),
    [
        ('short_name = "Musterstadt"', "short_name = 3", "wrong_type", "county.short_name", "3"),
        ("fte = 0.5", 'fte = "0.5"', "wrong_type", "posts[1].fte", '"0.5"'),
        ("fte = 0.5", "fte = true", "wrong_type", "posts[1].fte", "true"),
        ("fte = 0.5", "fte = 1.25", "out_of_range", "posts[1].fte", "1.25"),
        ("fte = 0.5", "fte = nan", "out_of_range", "posts[1].fte", "NaN"),
        ("fte = 0.5", "fte = 0.555", "too_precise", "posts[1].fte", "0.555"),
        ("block = 2", "block = 2.0", "wrong_type", "posts[1].block", "2.0"),
        ("block = 2", "block = 4", "not_allowed", "posts[1].block", "4"),
        ("position = 1", "position = true", "wrong_type", "life_areas[1].position", "true"),
        ("in_own_house = true", "in_own_house = 1", "wrong_type", "agencies[1].in_own_house", "1"),
        (
            "valid_from = 2023-01-01",
            'valid_from = "2023-01-01"',
            "wrong_type",
            "target_group[1].valid_from",
            '"2023-01-01"',
        ),
        (
            "valid_from = 2023-01-01",
            "valid_from = 2023-01-01T10:00:00",
            "wrong_type",
            "target_group[1].valid_from",
            "2023-01-01 10:00:00",
        ),
        ('kind = "welfare"', 'kind = "wellfare"', "not_allowed", "agencies[2].kind", "wellfare"),
        ('ags = "05999"', 'ags = "5999"', "bad_form", "county.ags", "5999"),
        ('ags = "05999000"', 'ags = "05162004"', "not_in_county", "municipalities[1].ags", "05162004"),
        ('ags = "05999000"', 'ags = "05999٠٠٠"', "bad_form", "municipalities[1].ags", "05999٠٠٠"),
        ('brand_colour = "#ffd400"', 'brand_colour = "yellow"', "bad_form", "county.brand_colour", "yellow"),
        ('"KIM/{yyyy}/{n}"', '"KIM/{year}"', "bad_form", "county.reference_pattern", "KIM/{year}"),
        ('spheres = ["sgb-ii"]', 'spheres = ["sgb-i"]', "dangling", "agencies[2].spheres[1]", "sgb-i"),
        (
            'municipality = "MU"',
            'municipality = "MX"',
            "dangling",
            "posts[1].workplaces[1].municipality",
            "MX",
        ),
        ("to = 2024-12-31", "from = 2025-01-01, to = 2024-12-31", "ends_before_start", "", "2024-12-31"),
        ('given_name = "Maxi"', 'given_name = "   "', "bad_length", "staff[1].given_name", "0"),
        (
            'given_name = "Maxi"',
            'given_name = "M\\u202Exi"',
            "hidden_character",
            "staff[1].given_name",
            "U+202E",
        ),
        ('email = "muster@example.org"', 'email = "muster"', "bad_form", "staff[1].email", "muster"),
        (
            "params = { max = 3 }",
            "params = { min = 3 }",
            "missing",
            "target_group[1].criteria[1].params.max",
            "max",
        ),
    ],
)
def test_a_fault_names_line_key_and_value(old: str, new: str, kind: str, key_path: str, shown: str) -> None:
    text = changed(old, new)

    found = next(error for error in faults(text) if error.kind == kind)

    assert (found.file, found.line, found.found) == ("city.toml", line_of(text, new), shown)
    assert not key_path or found.key_path == key_path


def test_an_unknown_key_shows_the_known_ones_and_the_likely_one() -> None:
    text = changed("own_abh =", "own_abg =")

    [error] = faults(text)

    assert (error.line, error.key_path) == (line_of(text, "own_abg"), "municipalities[1].own_abg")
    assert "own_abh" in error.allowed
    assert "Meinten Sie „own_abh“?" in error.message_de
    assert "Did you mean “own_abh”?" in error.message_en


def test_a_missing_key_is_named_at_its_table() -> None:
    text = changed('code = "MU"\n', "")

    first = next(error for error in faults(text) if error.kind == "missing")

    assert (first.line, first.key_path) == (line_of(text, "[[municipalities]]"), "municipalities[1].code")


def test_all_faults_come_at_once_and_in_order() -> None:
    text = TEXT
    for old, new in [
        ('kind = "independent_city"', 'kind = "town"'),
        ('key = "verband"', 'key = "stadt"'),
        ("block = 2", "block = 9"),
        ('role = "case_manager"\nfrom', 'roll = "case_manager"\nfrom'),
    ]:
        text = text.replace(old, new, 1)

    found = [(error.kind, error.line) for error in faults(text)]

    assert found == [
        ("not_allowed", line_of(text, 'kind = "town"')),
        ("duplicate", line_of(text, 'key = "stadt"\nname = "Wohl')),
        ("not_allowed", line_of(text, "block = 9")),
        ("dangling", line_of(text, '{ agency = "verband"')),
        ("missing", line_of(text, "[[memberships]]")),
        ("unknown_key", line_of(text, "roll = ")),
    ]


def test_a_second_use_of_a_name_tells_where_the_first_is() -> None:
    text = TEXT + '\n[[staff]]\nkey = "muster"\ngiven_name = "B"\nfamily_name = "C"\nemail = "b@example.org"\n'

    [error] = faults(text)

    first = line_of(TEXT, 'key = "muster"')
    assert error.message_de == f"„muster“ ist schon in Zeile {first} vergeben."


@pytest.mark.parametrize(
    ("addition", "kind"),
    [
        ('[[municipalities]]\nags = "05999001"\nname = "B"\ncode = "BB"\n', "one_municipality"),
        ('[[units]]\nkey = "a"\nname = "A"\nkind = "other"\nemployer = "stadt"\nparent = "a"\n', "circle"),
        ('[[life_areas]]\nkey = "work"\nposition = 1\nde = "A"\nen = "W"\n', "duplicate"),
        ('[[target_group]]\nkey = "two"\nlabel_de = "2"\nlabel_en = "2"\n', "needs_one_of"),
        ('[[memberships]]\nstaff = "nobody"\nunit = "ki"\nrole = "lead"\n', "dangling"),
        (
            '[[office_hours]]\npost = "cm"\nmunicipality = "MU"\nweekday = "monday"\n'
            'from = "12:00"\nto = "09:00"\nplace = "P"\n',
            "ends_before_start",
        ),
        (
            '[[office_hours]]\npost = "cm"\nmunicipality = "MU"\nweekday = "monday"\n'
            'from = "24:00"\nto = "09:00"\nplace = "P"\n',
            "wrong_type",
        ),
        (
            '[[figure_kinds]]\nkey = "foreigners"\nde = "A"\nen = "F"\nunit = "persons"\n'
            '[[population_figures]]\nwhat = "foreigners"\nvalue = 12.5\n'
            'reference_date = 2021-03-31\nsource = "x"\n',
            "out_of_range",
        ),
        (
            '[[figure_kinds]]\nkey = "foreigners"\nde = "A"\nen = "F"\nunit = "persons"\n'
            '[[population_figures]]\nwhat = "foreigners"\nvalue = 12\nreference_date = 2021-03-31\n',
            "missing",
        ),
    ],
)
def test_entries_that_do_not_go_together_are_named(addition: str, kind: str) -> None:
    assert [error.kind for error in faults(f"{TEXT}\n{addition}")] == [kind]


def test_a_circle_of_three_names_all_three() -> None:
    unit = '[[units]]\nkey = "{}"\nname = "N"\nkind = "other"\nemployer = "stadt"\nparent = "{}"\n'

    found = faults(TEXT + "\n" + "".join(unit.format(*pair) for pair in ("ab", "bc", "ca")))

    assert [error.kind for error in found] == ["circle"] * 3


def test_more_people_than_the_post_has_are_named_with_the_day() -> None:
    text = changed(
        "from = 2023-01-01 }]\nworkplaces",
        'from = 2023-01-01 }, { staff = "muster", fte = 0.25, from = 2024-06-01 }]\nworkplaces',
    )

    _profile, [warning] = read_with_warnings(text.encode())

    assert (warning.kind, warning.found, warning.allowed) == ("over_filled", "0.75", ("0.5",))
    assert "2024-06-01" in warning.message_de


def test_one_holder_after_the_other_is_fine() -> None:
    text = changed(
        "from = 2023-01-01 }]\nworkplaces",
        'from = 2023-01-01, to = 2024-05-31 }, { staff = "muster", fte = 0.5, from = 2024-06-01 }]\nworkplaces',
    )

    assert len(read(text.encode()).posts[0].holders) == 2


def test_text_on_the_brand_colour_must_be_readable() -> None:
    [error] = faults(changed('"#ffd400"', '"#ffd400"\non_brand_colour = "#ffffff"'))

    assert (error.kind, error.allowed) == ("low_contrast", ("4.5",))
    assert "1.4" in error.message_en


def test_a_file_over_five_megabytes_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    big = tmp_path / "big.toml"
    big.write_bytes(b"= not toml\n" * (MOST_BYTES // 11 + 1))

    report = check_report(big)

    assert [error["kind"] for error in report.data["errors"]] == ["too_big"]


@pytest.mark.parametrize(
    ("content", "kind", "place"),
    [
        (b"a = 1\n[county\n", "syntax", (2, 8)),
        (b"a = 1\nb = 'x\n", "syntax", (2, None)),
        (b"a = 1\na = 2\n", "syntax", (2, 6)),
        (b"a = 1\nb = \xff\n", "not_utf8", (2, None)),
        (b"a = 2021-02-31\n", "syntax", (1, 5)),
        (b"a = " + (b"[" * 3000 + b"\n") * 3, "too_deep", (None, None)),
        (b"ok = 1\n" + b"a." * 60 + b"b = 1\n", "too_many_dots", (2, None)),
        (b"ok = 1\n" + b"a." * 3000 + b"b = 1\n", "line_too_long", (2, None)),
    ],
)
def test_what_is_no_toml_is_named_with_line_and_column(
    content: bytes, kind: str, place: tuple[int | None, int | None]
) -> None:
    [error] = faults(content)

    assert (error.kind, (error.line, error.column)) == (kind, place)


@pytest.mark.parametrize("number", ["9" * 3900, "1e999999999", "-inf", "0x" + "f" * 3000, "1e-400"])
def test_a_number_of_any_size_is_a_fault_and_no_crash(number: str) -> None:
    assert faults(changed("fte = 0.5", f"fte = {number}"))


def test_a_file_that_is_not_there_or_a_folder_is_said_so(tmp_path: Path) -> None:
    missing, folder = check_report(tmp_path / "none.toml"), check_report(tmp_path)

    assert "Diese Datei gibt es nicht." in missing.text
    assert "Das ist ein Ordner, keine Datei." in folder.text


def test_after_a_thousand_faults_the_rest_is_not_listed() -> None:
    members = '[[memberships]]\nstaff = "nobody"\nunit = "nowhere"\nrole = "lead"\n' * 2000

    assert len(faults(f"{TEXT}\n{members}")) == 1000


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_at_all_bring_the_reader_down(content: bytes) -> None:
    assert not check_report(content).ok


@settings(deadline=None)
@given(st.data())
def test_a_profile_with_a_line_left_out_is_read_or_its_faults_are_named(data: st.DataObject) -> None:
    lines = TEXT.split("\n")
    gone = data.draw(st.integers(0, len(lines) - 1))
    text = "\n".join(lines[:gone] + lines[gone + 1 :])

    report = check_report(text.encode())

    assert report.ok or all(error["message_de"] and error["line"] for error in report.data["errors"])


def test_the_report_speaks_both_languages_and_machines_can_read_it() -> None:
    german, english = check_report(CITY, "de"), check_report(CITY, "en")
    broken = check_report(changed("block = 2", "block = 7").encode(), "en", "city.toml")

    assert german.ok and "Das Profil ist in Ordnung." in german.text and "0,5 Stellenanteilen" in german.text
    assert "The profile is in order." in english.text
    assert f"city.toml:{line_of(TEXT, 'block = 2')}: posts[1].block: “7” is not one of: 1, 2, 3." in broken.text
    assert broken.text.endswith("1 error. Nothing was loaded.")
    assert json.loads(json.dumps(broken.data))["errors"][0]["allowed"] == ["1", "2", "3"]


def test_whoever_catches_the_errors_reads_their_places() -> None:
    with pytest.raises(ProfileErrors, match=r"city\.toml:\d+: posts\[1\]\.block"):
        read(changed("block = 2", "block = 7").encode(), "city.toml")
