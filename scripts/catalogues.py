"""The catalogues: compile them, and say which sentences of the source have no German yet.

    python scripts/catalogues.py compile | check [ROOM …] | missing ROOM

Needs Babel only, no gettext tools. Templates are read the way Django's makemessages reads them.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
KIM = ROOT / "kim"
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "_": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
Message = tuple[str, str]  # context, source sentence


def catalogues(language: str = "de") -> list[Path]:
    return sorted(KIM.rglob(f"{language}/LC_MESSAGES/django.po"))


def compile_all() -> None:
    """Write the .mo beside each .po that is newer."""
    for po in catalogues("*"):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime > po.stat().st_mtime:
            continue
        with po.open("rb") as file, mo.open("wb") as out:
            write_mo(out, read_po(file, locale=po.parents[1].name))


def translated() -> dict[Message, set[str]]:
    """Every German sentence by its source, from all catalogues."""
    found: dict[Message, set[str]] = defaultdict(set)
    for po in catalogues():
        with po.open("rb") as file:
            for message in read_po(file, locale="de"):
                source = message.id[0] if isinstance(message.id, tuple) else message.id
                texts = message.string if isinstance(message.string, tuple) else (message.string,)
                if source and all(texts) and not message.fuzzy:
                    found[message.context or "", source].add("|".join(texts))
    return found


def used() -> dict[Message, set[Path]]:
    """Every sentence the code and the templates use, and where."""
    found: dict[Message, set[Path]] = defaultdict(set)
    for path in sorted(KIM.rglob("*.py")):
        if "migrations" not in path.parts:
            for message in _in_python(path.read_bytes()):
                found[message].add(path)
    for path in sorted([*KIM.rglob("*.html"), *KIM.rglob("*.txt")]):
        if "templates" in path.parts:
            for message in _in_template(path):
                found[message].add(path)
    return found


def _in_python(source: bytes) -> Iterator[Message]:
    for _line, function, messages, _comments in extract_python(BytesIO(source), KEYWORDS, [], {"encoding": "utf-8"}):
        parts = messages if isinstance(messages, tuple) else (messages,)
        texts = [part for part in parts if isinstance(part, str)]
        if not texts:
            continue
        yield (texts[0], texts[1]) if "pgettext" in function and len(texts) > 1 else ("", texts[0])


def _in_template(path: Path) -> Iterator[Message]:
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    from django.utils.translation.template import templatize

    source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    flush_left = "\n".join(line.lstrip() for line in source.splitlines())  # a template's indentation is no Python
    yield from _in_python(flush_left.encode())


def missing(only: tuple[str, ...] = ()) -> dict[Message, set[Path]]:
    """What is used and has no German; `only` narrows to paths that contain one of these words."""
    known = translated()
    return {
        message: paths
        for message, paths in used().items()
        if message not in known and message[1].strip() and (not only or any(w in str(p) for p in paths for w in only))
    }


def contradictions() -> dict[Message, set[str]]:
    """Sentences that two catalogues put into German differently."""
    return {message: texts for message, texts in translated().items() if len(texts) > 1}


def unused() -> dict[Path, list[Message]]:
    """Sentences of the catalogues that nothing uses any more. What stands in quotes anywhere counts as used: f-strings hide calls."""
    known, code = {*used(), *_of_django()}, _all_code()
    found: dict[Path, list[Message]] = {}
    for po in catalogues():
        with po.open("rb") as file:
            entries = [_of(message) for message in read_po(file, locale="de") if message.id]
        if gone := [entry for entry in entries if entry not in known and not _quoted(entry[1], code)]:
            found[po] = gone
    return found


def _of_django() -> set[Message]:
    """What Django says of faulty entries: we say it anew, in German and in English (kim/web/locale)."""
    import django

    with (Path(django.__file__).parent / "conf" / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        return {_of(message) for message in read_po(file, locale="en")}


def _all_code() -> str:
    paths = [
        path for path in KIM.rglob("*") if path.suffix in (".py", ".html", ".txt") and "migrations" not in path.parts
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def _quoted(source: str, code: str) -> bool:
    return f'"{source}"' in code or f"'{source}'" in code


def _of(message: Any) -> Message:
    return (message.context or "", message.id[0] if isinstance(message.id, tuple) else message.id)


def main(arguments: list[str]) -> int:
    command, *words = arguments or ["check"]
    if command == "compile":
        compile_all()
        return 0
    gaps = missing(tuple(words))
    for (context, source), paths in gaps.items():
        places = ", ".join(str(p.relative_to(ROOT)) for p in sorted(paths)[:2])
        print(f"{places}: {f'[{context}] ' if context else ''}{source!r}")
    doubles = contradictions() if command == "check" else {}
    for (_context, source), texts in doubles.items():
        print(f"two wordings: {source!r}: {' / '.join(sorted(texts))}")
    dead = unused() if command == "check" and not words else {}
    for po, entries in dead.items():
        for _context, source in entries:
            print(f"{po.relative_to(ROOT)}: no longer used: {source!r}")
    print(
        f"{len(gaps)} sentences without German, {len(doubles)} with two wordings, {sum(map(len, dead.values()))} not used"
    )
    return 1 if gaps or doubles or dead else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
