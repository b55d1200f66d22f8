"""Longer text as people type it: empty lines part paragraphs, a dash at the beginning makes a list."""

import re
from typing import Any

from kim.documents.writing import written

_DASH = re.compile(r"^\s*[-–•*]\s+")
_GAP = re.compile(r"\n[ \t]*\n+")


def prose(text: str, *, language: str | None = None) -> list[dict[str, Any]]:
    """The paragraphs and lists of a text, ready for a template; nothing else in it is read as markup."""
    parts: list[dict[str, Any]] = []
    for block in _GAP.split(text.replace("\r\n", "\n").replace("\r", "\n").strip()):
        parts += _block(block, language)
    return parts


def _block(block: str, language: str | None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    lines: list[str] = []

    def paragraph() -> None:
        if any(line.strip() for line in lines):
            found.append({"kind": "paragraph", **written("\n".join(lines), language=language)})
        lines.clear()

    for line in block.split("\n"):
        if _DASH.match(line):
            paragraph()
            item = written(_DASH.sub("", line), language=language)
            if found and found[-1]["kind"] == "list":
                found[-1]["items"].append(item)
            else:
                found.append({"kind": "list", "items": [item], "speech": item["speech"]})
        else:
            lines.append(line)
    paragraph()
    return found
