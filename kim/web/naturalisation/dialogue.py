"""Where a dialogue stands: the answers so far, what they say to the engine, and what is worth asking next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core import signing
from django.utils import timezone

from kim.law.kleene import MET, NOT_MET, UNKNOWN
from kim.law.naturalisation import Facts, FactsError, Verdict, earliest, evaluate, law, read
from kim.law.naturalisation.constants import FREE_MOVEMENT
from kim.law.naturalisation.dates import parse
from kim.web.naturalisation.forms.base import Answer, Raw
from kim.web.naturalisation.questions import BY_FACT, BY_KEY, QUESTIONS

NOT_KNOWN = {"unknown": "1"}
STANDS_AGAINST = {"STAG10.1.2", "STAG10.1.5"}
OF_A_COUPLE = ("child", "spouse_work")  # asked of those who said that they are married
BORN_HERE, CHILD = "born_here", "child"


@dataclass
class Dialogue:
    """The answers as they were typed, by question. They travel with the page, signed, and are kept nowhere."""

    answers: dict[str, Raw] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    on: date | None = None
    thorough: bool = False  # goes on asking although the answer stands
    forms: dict[str, Answer] = field(default_factory=dict, repr=False)

    def token(self, salt: str) -> str:
        """The whole as text for a hidden field."""
        on = self.on.isoformat() if self.on else ""
        value = {"a": self.answers, "o": self.order, "d": on, "t": self.thorough}
        return signing.dumps(value, salt=salt, compress=True)

    @classmethod
    def from_token(cls, token: str, salt: str) -> Dialogue | None:
        """What a page sent back; nothing where it is not ours or was changed on the way."""
        try:
            value = signing.loads(token, salt=salt)
        except (signing.BadSignature, ValueError):
            return None
        on = date.fromisoformat(value["d"]) if value["d"] else None
        answers = {key: raw for key, raw in value["a"].items() if key in BY_KEY}
        return cls(answers, [key for key in value["o"] if key in answers], on, bool(value["t"]))

    @property
    def day(self) -> date:
        """The day that is checked."""
        return self.on or timezone.localdate()

    def keep(self, key: str, raw: Raw) -> None:
        """Take an answer in; an earlier one to the same question is replaced."""
        self.answers[key] = raw
        self.order = [*self.order, key] if key not in self.order else self.order
        self.forms.clear()

    def before(self, key: str) -> str:
        """The question that was asked before this one."""
        place = self.order.index(key) if key in self.order else len(self.order)
        return self.order[place - 1] if place else ""

    def said(self, key: str, name: str = "said") -> Any:
        """One answer as it was typed."""
        return self.answers.get(key, {}).get(name, "")

    def read_forms(self) -> dict[str, Answer]:
        """The answered pages, read anew in the order of the questions."""
        if not self.forms:
            known: Raw = {}
            for question in QUESTIONS:
                raw = self.answers.get(question.key)
                if raw is None or raw == NOT_KNOWN:
                    continue
                form = question.form(raw, known=known)
                self.forms[question.key] = form
                if form.is_valid():
                    known = merged(known, form.facts())
        return self.forms

    def faulty(self) -> str:
        """A page whose answer no longer fits the others, say an arrival before the birth that was changed."""
        return next((key for key, form in self.read_forms().items() if not form.is_valid()), "")

    def raw_facts(self) -> Raw:
        """What is known, as the engine reads it."""
        facts: Raw = {}
        for form in self.read_forms().values():
            if form.is_valid():
                facts = merged(facts, form.facts())
        if facts.get("application_date") == "today":
            facts["application_date"] = self.day.isoformat()
        if self.said("who") == CHILD and not facts.get("born"):
            facts["age"] = None
        return facts

    @property
    def basis(self) -> str:
        """The way that is asked about first."""
        return "StAG4(3)" if self.said("who") == BORN_HERE else "StAG10"

    def facts(self, basis: str = "") -> Facts:
        """The facts for one way."""
        return read(self.raw_facts() | {"basis": basis or self.basis})

    def contradiction(self) -> str:
        """The page the engine finds a contradiction on, if there is one."""
        try:
            self.facts()
        except FactsError as error:
            found = BY_FACT.get(error.path.split("[")[0].split(".")[0])
            return found.key if found else "papers"
        return ""

    def next_question(self) -> str:
        """What to ask now; empty when nothing more decides."""
        return next(self._open(), "")

    def place_of(self, key: str) -> int:
        """Which question this is, counted from the first; how many will follow depends on the answers."""
        return (self.order.index(key) if key in self.order else len(self.order)) + 1

    def _open(self) -> Iterator[str]:
        yield from self._first()
        facts = self.facts()
        verdict = evaluate(facts, on=self.day)
        if self.thorough or not hopeless(facts, self.day, verdict):
            for keys in _keys(verdict):
                yield from self._unasked(keys)
        if verdict.value is not MET and self.said("who") != BORN_HERE:
            yield from self._other_ways()

    def _other_ways(self) -> Iterator[str]:
        """What opens another way: a German spouse, or the family that is naturalised together."""
        ways = ("together",) if self.said("who") == CHILD else ("marriage", "together")
        yield from (key for key in ways if key not in self.answers)
        if self.said("marriage") == "german":
            for keys in _keys(evaluate(self.facts("StAG9"), on=self.day)):
                yield from self._unasked(keys)

    def _first(self) -> Iterator[str]:
        """What everything else rests on; each only where it matters."""
        facts = self.raw_facts()
        wanted = ["who"]
        if self.said("who") == BORN_HERE:
            wanted += ["birth_here", "parent"]
        else:
            wanted += ["nationality"] + (["born"] if self.said("who") == CHILD else []) + ["entry"]
            wanted += self._about_the_stay(facts)
        yield from (key for key in wanted if key not in self.answers)

    def _about_the_stay(self, facts: Raw) -> list[str]:
        papers = facts.get("statuses") or []
        free = any(nation in FREE_MOVEMENT for nation in facts.get("nationality") or ())
        wanted = [] if free else ["papers"]
        wanted += ["protection"] if any(paper["kind"] == "aufenthaltsgestattung" for paper in papers) else []
        wanted += ["gap"] if has_gap(papers) else []
        return [*wanted, "absences"]

    def _unasked(self, facts: Iterable[str]) -> Iterator[str]:
        """The questions behind these facts that nobody has answered, and that make sense for this person."""
        for fact in facts:
            question = BY_FACT.get(fact)
            if question and question.key in OF_A_COUPLE and "marriage" not in self.answers:
                question = BY_KEY["marriage"]
            if question and question.key not in self.answers and self._makes_sense(question.key):
                yield question.key

    def _makes_sense(self, key: str) -> bool:
        if key in OF_A_COUPLE:
            return self.said("marriage") in ("other", "german")
        if key in ("applied", "responsible"):
            return self.said("benefits", "drawn") != ["none"]
        return True


def _keys(verdict: Verdict) -> list[tuple[str, ...]]:
    """The facts each open requirement waits for: those that stand alone between now and an answer first."""
    found = []
    for standing in verdict.standings:
        if standing.value is UNKNOWN:
            waiting = [leaf for _rule, leaf in standing.waivers if leaf.value is UNKNOWN]
            found.append((*standing.leaf.asks, *(key for leaf in waiting for key in leaf.asks)))
    return sorted(found, key=len)


def hopeless(facts: Facts, on: date, verdict: Verdict) -> bool:
    """Whether the title or a conviction stands against it and no waiting mends that: then no further answer decides."""
    if on < law().first_day or verdict.value is not NOT_MET or earliest(facts, on=on, today=verdict):
        return False
    return any(each.value is NOT_MET and each.group.main.id in STANDS_AGAINST for each in verdict.standings)


def has_gap(papers: list[Raw]) -> bool:
    """Whether days lie between two papers, as far as their days are known."""
    known = sorted((parse(each["from"]), each) for each in papers if each.get("from"))
    reached: date | None = None
    for start, each in known:
        if reached is not None and start.first > reached + timedelta(days=1):
            return True
        end = parse(each["to"]).last if each.get("to") else date.max - timedelta(days=1)
        reached = max(reached, end) if reached else end
    return False


def merged(one: Raw, other: Raw) -> Raw:
    """Facts of two pages; tables are joined key by key."""
    out = dict(one)
    for key, value in other.items():
        old = out.get(key)
        out[key] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
    return out
