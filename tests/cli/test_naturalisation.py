"""`kim naturalisation check` and `explain`, `kim law check`: without a database, by exit code and path in the file."""

import json
from pathlib import Path

import pytest

from kim.cli import main
from kim.cli.naturalisation import check

GOOD = {"basis": "StAG10", "statuses": [{"kind": "blaue_karte", "from": "2022-03-01"}], "others_met": True}


@pytest.fixture
def file(tmp_path: Path):
    def write(value: object) -> Path:
        path = tmp_path / "facts.json"
        path.write_text(value if isinstance(value, str) else json.dumps(value))
        return path

    return write


def run(capsys, file: Path, *more: str) -> tuple[int, str, str]:
    code = main(["naturalisation", "check", "--facts", str(file), "--json", *more])
    return code, *capsys.readouterr()


def test_one_object_gives_one_answer_with_its_law_and_notice(capsys, file):
    code, out, _err = run(capsys, file(GOOD), "--on", "2026-11-22", "--lang", "en")

    found = json.loads(out)
    assert (code, found["eligible"], found["earliest_date"]) == (0, "no", "2027-03-01")
    assert (found["law_version"], found["on"], found["basis"]) == ("V4", "2026-11-22", "StAG10")
    assert "No legal decision" in found["notice"]


def test_in_a_list_a_bad_entry_names_its_fault_and_the_others_are_answered(capsys, file):
    entries = [
        {"id": "good", "as_of_date": "2026-11-22", "facts": GOOD},
        {"id": "bad", "as_of_date": "2026-11-22", "facts": GOOD | {"natonality": ["SY"]}},
    ]
    code, out, err = run(capsys, file(entries))

    good, bad = json.loads(out)
    assert (code, good["id"], good["eligible"]) == (2, "good", "no")
    assert bad["id"] == "bad"
    assert "[1].facts.natonality" in bad["error"]
    assert "'nationality'" in bad["error"]
    assert bad["error"] in err


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        (GOOD | {"statuses": [{"kind": "visum", "from": "2024-02-01", "to": "2023-02-01"}]}, "statuses[0]"),
        (GOOD | {"language": {"levl": "B1"}}, "language.levl"),
        (GOOD | {"born": "2020-02-30"}, "born"),
        (GOOD | {"born": "1990-01-01", "entry": "1989"}, "entry"),
        ({"others_met": True}, "basis"),
        ("{", "line 1"),
        ('{"basis": "StAG10", "basis": "StAG9"}', "stands twice"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_path(capsys, file, facts, named):
    code, out, err = run(capsys, file(facts), "--on", "2026-11-22")

    assert (code, out) == (2, "")
    assert named in err


def test_an_unknown_constant_counts_as_unknown_with_a_warning(capsys, file):
    code, out, _err = run(capsys, file(GOOD | {"statuses": [{"kind": "blaue_kart"}]}), "--on", "2026-11-22")

    found = json.loads(out)
    assert (code, found["eligible"]) == (0, "unknown")
    assert "blaue_karte" in found["warnings"][0]


def test_for_people_the_answer_is_written_in_lines(capsys, file):
    assert check(file(GOOD), on="2026-11-22", lang="de", for_machines=False) == 0
    assert "STAG10.1.RES" in capsys.readouterr().out


def test_a_rule_is_explained_in_all_its_wordings_and_the_data_has_no_fault(capsys):
    assert main(["naturalisation", "explain", "STAG10.1.RES"]) == 0
    assert "Acht Jahre" in (out := capsys.readouterr().out)
    assert "Fünf Jahre" in out
    assert main(["naturalisation", "explain", "STAG10.1.REZ"]) == 2
    assert "'STAG10.1.RES'" in capsys.readouterr().err
    assert main(["law", "check"]) == 0
    assert "no fault" in capsys.readouterr().out
