"""The documentation says what is so: generated pages are fresh, named files exist, every decision has its page."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"])
DECISIONS = sorted((ROOT / "docs" / "adr").glob("0*.md"))
# Made at set-up, so not in a fresh clone; or an example of what to type.
NOT_COMMITTED = {"kim/web/static/vendor"}
IN_THE_REPOSITORY = re.compile(r"`((?:kim|docs|tests|scripts|bench|counties|requirements)/[\w./-]+[\w/])`")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")


def named_files(page: Path) -> set[str]:
    return {path.rstrip("/") for path in IN_THE_REPOSITORY.findall(page.read_text(encoding="utf-8"))} - NOT_COMMITTED


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_names_only_files_that_exist(page):
    assert [name for name in sorted(named_files(page)) if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_picture_exists_is_small_and_has_words_for_those_who_do_not_see_it(page):
    for words, target in PICTURE.findall(page.read_text(encoding="utf-8")):
        picture = page.parent / target
        assert picture.is_file(), target
        assert picture.stat().st_size <= 150_000, target
        assert len(words) > 20, target


def test_every_picture_is_shown_somewhere():
    shown = {
        (page.parent / target).resolve()
        for page in PAGES
        for _, target in PICTURE.findall(page.read_text(encoding="utf-8"))
    }

    assert {path.resolve() for path in (ROOT / "docs" / "pictures").iterdir()} == shown


def test_the_state_pages_say_what_the_code_says():
    run = subprocess.run(
        [sys.executable, "scripts/states_doc.py", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (run.returncode, run.stdout.strip()) == (0, ""), run.stderr


def test_decisions_are_numbered_without_gap_and_listed():
    numbers = [int(path.name[:4]) for path in DECISIONS]
    listed = re.findall(r"\((0\d{3}-[\w-]+\.md)\)", (ROOT / "docs" / "adr" / "index.md").read_text(encoding="utf-8"))

    assert numbers == list(range(1, len(DECISIONS) + 1))
    assert listed == [path.name for path in DECISIONS]


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_has_its_three_parts_and_says_where_it_is_kept(page):
    text = page.read_text(encoding="utf-8")

    assert text.startswith(f"# {int(page.name[:4])}. ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert "\nKept in: " in text


def test_every_setting_of_the_environment_is_explained():
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "kim").rglob("*.py"))
    read = set(re.findall(r"environ(?:\.get\(|\.setdefault\(|\[)\s*\"(KIM_\w+|PORT)\"", code))
    explained = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")

    assert read >= {"KIM_STATE", "KIM_DATABASE_URL", "KIM_IDLE_MINUTES"}
    assert {name for name in read if f"`{name}`" not in explained} - {"KIM_CONNECT_AS", "KIM_INVALID_VARIABLE"} == set()


def test_the_demo_logins_of_the_readme_are_the_real_ones():
    from kim.cli.demo import PASSWORD
    from kim.web.start.personas import PERSONAS

    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert f"`{PASSWORD}`" in readme
    assert set(re.findall(r"^\| `([\w-]+)` \|", readme, re.MULTILINE)) == set(PERSONAS)


@pytest.mark.parametrize(
    "page", sorted(str(page.relative_to(ROOT)) for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
)
def test_no_page_holds_the_marks_of_an_unfinished_merge(page):
    assert not re.search(r"^(<{7}|>{7}|={7}$)", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
