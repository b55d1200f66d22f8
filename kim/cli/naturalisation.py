"""`kim naturalisation` and `kim law`: the pre-check of a file of facts, a rule explained, the data reviewed; no database."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from kim.cli.output import FAILED, OK, USAGE, as_json, say
from kim.law import transitions
from kim.law.naturalisation import FactsError, answer, faults, law, read

# Beside the facts an entry of a list may carry what a collection of examples says about it.
WRAPPER = ("id", "as_of_date", "facts", "expected", "source", "certainty", "tier", "note")


class CannotRead(Exception):
    """The file or an entry cannot be answered; the sentence names the path inside the file."""


def check(file: Path, *, on: str | None, lang: str, for_machines: bool) -> int:
    """Answer one object of facts or a list of entries; 0 when every answer could be given, else 2."""
    try:
        raw = _json(file)
        if isinstance(raw, list):
            return _list(raw, on, lang)
        found = _one(raw, on, lang, "")
    except CannotRead as error:
        print(f"kim: {file.name}: {error}", file=sys.stderr)
        return USAGE
    if for_machines:
        as_json(found)
    else:
        _print(found, lang)
    return OK


def explain(rule_id: str, *, lang: str) -> int:
    """All wordings of a rule, with days, citation, source and certainty."""
    wordings = law().named(rule_id)
    change = next((rule for rule in transitions.rules() if rule.id == rule_id), None)
    if change is not None:
        say(f"{change.id} · {change.citation}")
        say(f"  {change.texts[f'explanation_{lang}']}")
        say(f"  {change.source} · {change.certainty}")
        return OK
    if not wordings:
        names = sorted({rule.id for rule in (*law().rules, *transitions.rules())})
        from difflib import get_close_matches

        near = get_close_matches(rule_id, names, n=1, cutoff=0.0)[0]
        print(f"kim: There is no rule '{rule_id}'; the nearest known one is '{near}'.", file=sys.stderr)
        return USAGE
    for rule in wordings:
        until = "" if rule.valid_to == date.max else f" – {rule.valid_to}"
        say(f"{rule.id} · {rule.citation} · {rule.valid_from}{until}")
        say(f"  {rule.texts[f'explanation_{lang}']}")
        if rule.texts[f"next_{lang}"]:
            say(f"  → {rule.texts[f'next_{lang}']}")
        if rule.of:
            say(f"  ↳ {', '.join(rule.of)}")
        say(f"  {', '.join(rule.bases)} · {rule.source} · {rule.certainty} · known from {rule.known_from}")
    return OK


def review() -> int:
    """Name every fault in the data of the law."""
    found = [*faults(), *transitions.faults()]
    for fault in found:
        say(fault)
    if not found:
        count = len(law().rules)
        changes = f"{len(transitions.rules())} changes of sphere"
        say(
            f"{count} rules, {len(law().versions)} versions, {changes}, reviewed until {law().last_reviewed}: no fault."
        )
    return FAILED if found else OK


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"), object_pairs_hook=_no_twins)
    except OSError:
        raise CannotRead("the file cannot be opened") from None
    except UnicodeDecodeError:
        raise CannotRead("the file is not written in UTF-8") from None
    except json.JSONDecodeError as error:
        raise CannotRead(f"line {error.lineno}, column {error.colno}: no JSON ({error.msg})") from None
    except RecursionError:
        raise CannotRead("the file is nested too deeply") from None


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise CannotRead(f"'{key}' stands twice in one object")
        found[key] = value
    return found


def _list(raw: list[Any], on: str | None, lang: str) -> int:
    answers, code = [], OK
    for n, entry in enumerate(raw):
        try:
            answers.append(_one(entry, on, lang, f"[{n}]"))
        except CannotRead as error:
            name = entry.get("id") if isinstance(entry, dict) else None
            answers.append({"id": name, "error": str(error)})
            print(f"kim: {error}", file=sys.stderr)
            code = USAGE
    as_json(answers)
    return code


def _one(entry: Any, on: str | None, lang: str, path: str) -> dict[str, Any]:
    """An answer for facts, or for facts with id and day."""
    if not isinstance(entry, dict):
        raise CannotRead(f"{path or 'file'}: an object of facts is needed")
    wrapped = "facts" in entry
    day, given = _day(entry.get("as_of_date") if wrapped else None, on, path)
    try:
        if wrapped:
            _known_wrapper(entry, path)
        facts = read(entry["facts"] if wrapped else entry, f"{path}.facts".lstrip(".") if wrapped else path)
    except FactsError as error:
        raise CannotRead(str(error)) from None
    found = answer(facts, on=day, lang=lang)
    return ({"id": entry.get("id")} if wrapped else {}) | found | given


def _known_wrapper(entry: dict[str, Any], path: str) -> None:
    from difflib import get_close_matches

    for key in entry:
        if key not in WRAPPER:
            near = get_close_matches(key, WRAPPER, n=1, cutoff=0.0)[0]
            raise FactsError(f"{path}.{key}".lstrip("."), f"unknown key '{key}'; the nearest known one is '{near}'")


def _day(stated: Any, on: str | None, path: str) -> tuple[date, dict[str, Any]]:
    text = stated or on
    if text is None:
        raise CannotRead(f"{path}.as_of_date: the day is missing; name it there or by --on".lstrip("."))
    try:
        return date.fromisoformat(str(text)), {}
    except ValueError:
        where = f"{path}.as_of_date".lstrip(".") if stated else "--on"
        raise CannotRead(f"{where}: '{text}' is no day; write YYYY-MM-DD") from None


def _print(found: dict[str, Any], lang: str) -> None:
    signs = {"met": "+", "not_met": "-", "unknown": "?", "discretionary": "~", "not_applicable": " "}
    say(f"{found['basis']} · {found['on']} · {found['law_version']}: {found.get('result', '')}")
    say(f"{found['earliest_date'] or '–'} · {found['earliest_note']}")
    for row in found["requirements"]:
        say(f" {signs[row['outcome']]} {row['rule']}: {row['text']} ({row['citation']}, {row['certainty']})")
    for name in ("missing_facts", "missing_documents", "other_paths"):
        for item in found[name]:
            say(f"   {item.get('key') or item.get('document') or item['basis']}: {item.get('why') or item['text']}")
    for warning in found["warnings"]:
        say(f" ! {warning}")
    say(found["notice"])
