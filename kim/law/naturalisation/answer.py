"""The answer for screen, paper and JSON: requirements with their reasons, what is missing, from when, other ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kim.law.kleene import MET, NOT_MET, UNKNOWN, Kleene
from kim.law.naturalisation.engine import Standing, Verdict, earliest, evaluate
from kim.law.naturalisation.facts import Facts
from kim.law.naturalisation.leaf import Leaf
from kim.law.naturalisation.rules import Law, Rule, law

ELIGIBLE = {MET: "yes", NOT_MET: "no", UNKNOWN: "unknown"}
LIVELIHOOD = ("STAG10.1.3", "STAG10.1.3old")


def answer(facts: Facts, *, on: date, lang: str = "de") -> dict[str, Any]:
    """The whole answer as plain values, by the contract of the command."""
    book = law()
    head = {"on": on.isoformat(), "law_version": book.version_on(on), "basis": facts.basis}
    if on < book.first_day:
        return _outside(head | {"law_version": None}, say("answer.before", lang, {"day": book.first_day}), facts)
    if facts.basis not in book.bases:
        return _outside(head, say("answer.basis", lang), facts)
    if "DE" in (facts.get("nationality") or ()) and facts.basis not in ("StAG4(3)", "NE9", "NE26(3)"):
        return _outside(head, say("answer.german", lang), facts)
    today = evaluate(facts, on=on)
    first = earliest(facts, on=on, today=today)
    rows = list(_rows(today, lang))
    return head | {
        "eligible": ELIGIBLE[today.value],
        "discretionary": today.may,
        "result": say(f"answer.{ELIGIBLE[today.value]}", lang),
        "earliest_date": first.isoformat() if first else None,
        "earliest_note": _note(facts, today, first, lang),
        "requirements": rows,
        "missing_facts": _missing_facts(today, lang),
        "missing_documents": _documents(today, lang),
        "other_paths": _paths(facts, today, on, lang),
        "warnings": list(facts.warnings),
        "notice": _notice(on, lang),
    }


def say(key: str, lang: str, params: Mapping[str, Any] | None = None) -> str:
    """A sentence in the reader's language; days as the language writes them."""
    text = law().words[key][lang]
    return text.format(**{name: _shown(value, lang) for name, value in (params or {}).items()}) if params else text


def _shown(value: Any, lang: str) -> str:
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y") if lang == "de" else value.isoformat()
    return str(value)


def _notice(on: date, lang: str) -> str:
    book = law()
    start = next(day for day, name in book.versions if name == book.version_on(on))
    text = say("answer.notice", lang, {"version": start, "reviewed": book.last_reviewed})
    late = {"reviewed": book.last_reviewed}
    return text + say("answer.after", lang, late) if on > book.last_reviewed else text


def _outside(head: dict[str, Any], notice: str, facts: Facts) -> dict[str, Any]:
    nothing: dict[str, Any] = {"earliest_date": None, "earliest_note": notice}
    lists: dict[str, Any] = {name: [] for name in ("requirements", "missing_facts", "missing_documents", "other_paths")}
    outcome = {"eligible": "unknown", "discretionary": False}
    return head | outcome | nothing | lists | {"warnings": list(facts.warnings), "notice": notice}


def _rows(today: Verdict, lang: str) -> Iterable[dict[str, Any]]:
    """Requirements, what stands in for them, and every rule they rest on, each once."""
    seen: set[tuple[str, str]] = set()
    for standing in today.standings:
        for row in _of_standing(standing, today.day, lang):
            key = (row["rule"], row["outcome"])
            if key not in seen:
                seen.add(key)
                yield row
    yield from _not_in_force(today, {rule for rule, _outcome in seen}, lang)


def _of_standing(standing: Standing, day: date, lang: str) -> Iterable[dict[str, Any]]:
    group, leaf = standing.group, standing.leaf
    row = _row(group.main, leaf, lang)
    if standing.covered_by:
        row["covered_by"] = standing.covered_by
    yield row
    yield from _rested(leaf, day, lang)
    for rule, found in standing.waivers:
        if found.value is not None:
            yield _row(rule, found, lang)
            yield from _rested(found, day, lang)
    if standing.value is not MET:
        for rule in group.paths if standing.value is NOT_MET else ():
            yield _row(rule, Leaf(UNKNOWN, "discretion", may=True), lang)


def _rested(leaf: Leaf, day: date, lang: str) -> Iterable[dict[str, Any]]:
    for rule_id, outcome in leaf.rests_on:
        for rule in law().named(rule_id, day)[:1]:
            yield _row(rule, Leaf(UNKNOWN), lang) | {"outcome": outcome}


def _outcome(leaf: Leaf) -> str:
    if leaf.value is None:
        return "not_applicable"
    return "discretionary" if leaf.may else str(leaf.value.value)


def _row(rule: Rule, leaf: Leaf, lang: str) -> dict[str, Any]:
    detail = say(leaf.why, lang, leaf.params) if leaf.why else ""
    open_next = leaf.value is not MET and leaf.value is not None
    reached = leaf.when.isoformat() if leaf.when and leaf.when.year > 1910 else None
    return {
        "rule": rule.id,
        "outcome": _outcome(leaf),
        "since": reached if leaf.value is MET else None,
        "from": reached if leaf.value is not MET else None,
        "citation": rule.citation,
        "certainty": rule.certainty,
        "source": rule.source,
        "text": f"{rule.texts[f'explanation_{lang}']} {detail}".strip(),
        "next_step": rule.texts[f"next_{lang}"] if open_next else "",
        "valid_from": rule.valid_from.isoformat(),
        "role": rule.role,
    }


def _not_in_force(today: Verdict, seen: set[str], lang: str) -> Iterable[dict[str, Any]]:
    """Requirements and waivers of other days: named as not applicable, so that nobody looks for them in vain."""
    for rule in law().rules:
        of_basis = rule.role in ("requirement", "waiver") and today.basis in rule.bases
        if of_basis and rule.id not in seen and not rule.valid_from <= today.day <= rule.valid_to:
            seen.add(rule.id)
            yield _row(rule, Leaf(None, "excluded_before"), lang)


def _note(facts: Facts, today: Verdict, first: date | None, lang: str) -> str:
    if facts.basis == "StAG4(3)":
        return say("answer.birth", lang)
    if first is None and today.value is NOT_MET:
        against = [standing for standing in today.standings if standing.value is NOT_MET]
        reasons = " ".join(
            say(standing.leaf.why, lang, standing.leaf.params) + f" ({standing.group.main.citation})"
            for standing in against
        )
        return say("answer.never", lang, {"reasons": reasons})
    for standing in today.standings:
        leaves = (standing.leaf, *(leaf for _rule, leaf in standing.waivers))
        for leaf in leaves:
            if standing.value is not MET and first is not None and leaf.params.get("credited") == first:
                return say("answer.credit", lang, {"plain": leaf.params["plain"]})
    if first in [start for start, _name in law().versions] and today.value is NOT_MET:
        return say("answer.change", lang, {"day": first})
    return say("answer.already" if today.value is MET else "answer.from", lang)


def _missing_facts(today: Verdict, lang: str) -> list[dict[str, str]]:
    """What to ask next: first what stands alone between now and an answer, then in the office's order."""
    open_ones = [standing for standing in today.standings if standing.value is UNKNOWN]
    found: dict[str, list[Rule]] = {}
    for standing in sorted(open_ones, key=lambda standing: len(_asked(standing))):
        for key, rule in _asked(standing):
            found.setdefault(key, []).append(rule)
    return [{"key": key, "why": _why("answer.fact", rules, lang)} for key, rules in found.items()]


def _asked(standing: Standing) -> list[tuple[str, Rule]]:
    pairs = [(key, standing.group.main) for key in standing.leaf.asks]
    return pairs + [(key, rule) for rule, leaf in standing.waivers if leaf.value is UNKNOWN for key in leaf.asks]


def _documents(today: Verdict, lang: str) -> list[dict[str, str]]:
    """Papers for what is required and not ruled out, each with the provisions it is for."""
    found: dict[str, list[Rule]] = {}
    for standing in today.standings:
        if standing.value is None:
            continue
        rules = [standing.group.main]
        rules += [rule for rule, leaf in standing.waivers if leaf.value not in (None, NOT_MET)]
        for rule in rules:
            for document in rule.documents:
                found.setdefault(document, []).append(rule)
    book: Law = law()
    return [
        {"document": book.documents[key][lang], "id": key, "why": _why("answer.paper", rules, lang)}
        for key, rules in sorted(found.items())
    ]


def _why(key: str, rules: Iterable[Rule], lang: str) -> str:
    return say(key, lang, {"rules": ", ".join(dict.fromkeys(rule.citation for rule in rules))})


def _paths(facts: Facts, today: Verdict, on: date, lang: str) -> list[dict[str, Any]]:
    """Other bases worth a look; the way of discretion always when § 10 fails on livelihood."""
    if facts.basis not in ("StAG10", "StAG10(2)", "StAG9") or today.value is MET:
        return []
    bases = [] if facts.basis == "StAG9" or not facts.get("spouse_german") else ["StAG9"]
    bases += ["StAG10(2)"] if facts.basis == "StAG10" and facts.get("parent_naturalised_at_same_time") else []
    return [_path(facts, basis, on, lang) for basis in (*bases, "StAG8")]


def _path(facts: Facts, basis: str, on: date, lang: str) -> dict[str, Any]:
    other = Facts(facts.data | {"basis": basis}, [])
    found = evaluate(other, on=on)
    outcome: str = found.value.value if not found.may else "discretionary"
    value: Kleene = found.value
    text = law().bases[basis][lang]
    return {"basis": basis, "outcome": outcome, "text": f"{text}: {say(f'answer.{ELIGIBLE[value]}', lang)}"}
