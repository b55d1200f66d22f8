"""From a template and its data to a PDF that every reader can use (PDF/UA-1) and archives keep (PDF/A-2a)."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final, cast

import typst

from kim.documents.exceptions import FontsMissing, NotTypeset

STANDARDS: Final = ("ua-1", "a-2a")
ROOT = Path(__file__).parents[1]
TEMPLATES = Path(__file__).parent / "templates"
FONTS = ROOT / "fonts"

_fonts_lock = Lock()


def typeset(template: Path, paper: Mapping[str, Any]) -> bytes:
    """The template filled with this data; the data is read as JSON and never as markup."""
    try:
        compiled = _compiler(template, paper).compile(format="pdf", pdf_standards=list(STANDARDS))
    except typst.TypstError as error:
        raise NotTypeset(reason=error.message) from error
    return cast(bytes, compiled)


def pictures(template: Path, paper: Mapping[str, Any], *, dots_per_inch: int = 96) -> list[bytes]:
    """The same paper as PNG, one picture a page, for handbook and preview."""
    try:
        compiled = _compiler(template, paper).compile(format="png", ppi=dots_per_inch)
    except typst.TypstError as error:
        raise NotTypeset(reason=error.message) from error
    return [compiled] if isinstance(compiled, bytes) else list(compiled or [])


@cache
def font_coverage() -> dict[str, frozenset[int]]:
    """The families in the order they are tried, each with the characters it can show."""
    try:
        families = json.loads((FONTS / "coverage.json").read_text(encoding="utf-8"))
    except OSError as error:
        raise FontsMissing from error
    return {
        family: frozenset(code for first, last in ranges for code in range(first, last + 1))
        for family, ranges in families.items()
    }


def _compiler(template: Path, paper: Mapping[str, Any]) -> typst.Compiler:
    return typst.Compiler(
        template,
        root=ROOT,  # papers of every room share /documents/templates/paper.typ
        font_paths=_shared_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps({**paper, "fonts": list(font_coverage())})},
    )


def _shared_fonts() -> typst.Fonts:
    with _fonts_lock:  # reading the fonts takes longer than a letter: once a process, whoever comes first
        return _read_fonts()


@cache
def _read_fonts() -> typst.Fonts:
    font_coverage()  # says what to do when the folder is empty
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
