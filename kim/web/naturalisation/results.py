"""The result: what speaks for it, against it, what is open, from when, what to bring, which other ways there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from kim.law.kleene import MET, NOT_MET, UNKNOWN
from kim.law.naturalisation import answer, evaluate, law
from kim.law.naturalisation.sections import section
from kim.web.naturalisation.dialogue import BORN_HERE, NOT_KNOWN, Dialogue
from kim.web.naturalisation.questions import BY_FACT, BY_KEY

FOR, OPEN, AGAINST = "for", "open", "against"
_SIDE = {MET: FOR, UNKNOWN: OPEN, NOT_MET: AGAINST}
Row = dict[str, Any]


@dataclass
class Line:
    """One requirement with the provisions it rests on."""

    row: Row
    side: str
    waived: bool = False  # another rule stands in for this one
    exception: str = ""  # where that is written
    asked: str = ""  # the question whose answer is missing
    reasons: list[Row] = field(default_factory=list)

    @property
    def rule(self) -> str:
        return str(self.row["rule"])

    @property
    def title(self) -> str:
        """What is required, without the finding."""
        return str(self.row["text"])

    @property
    def certainty(self) -> str:
        return certainty_words(self.row["certainty"])

    @property
    def next_step(self) -> str:
        """What to do: where something is only not known, to find it out; else what the provision advises."""
        if self.side == OPEN and self.asked and not self.by_office:
            return _("Find out: %(question)s") % {"question": self.asked}
        return str(self.row["next_step"] or "")

    @property
    def in_force(self) -> date | None:
        """Since when this wording holds."""
        return _day(self.row["valid_from"])

    @property
    def grounds(self) -> list[tuple[str, str, str, str]]:
        """What it rests on: text, citation, outcome, certainty."""
        return [
            (row["text"], row["citation"], outcome_words(row["outcome"]), certainty_words(row["certainty"]))
            for row in self.reasons
        ]

    @property
    def by_office(self) -> bool:
        return bool(self.row["outcome"] == "discretionary")

    @property
    def reached(self) -> date | None:
        """The day from which it could be met by time alone."""
        days = [row["from"] for row in (self.row, *self.reasons) if row["from"] and row["outcome"] != "met"]
        return min(map(date.fromisoformat, days)) if days and self.side == AGAINST else None


@dataclass(frozen=True)
class Way:
    """Another basis beside the first: how it stands and from when."""

    basis: str
    text: str
    side: str
    by_office: bool
    earliest: date | None
    note: str


@dataclass(frozen=True)
class Result:
    """All that the page and the paper say."""

    day: date
    version: date | None
    title: str
    note: str
    notice: str
    earliest: date | None
    lines: list[Line]
    documents: list[Row]
    ways: list[Way]
    told: list[tuple[str, str, list[tuple[str, str]]]]
    open_questions: list[str]
    outside: bool

    @property
    def shown_day(self) -> date | None:
        """The day worth showing large: one to come, or since when everything is there."""
        ready = not self.of(OPEN) and not self.of(AGAINST)
        return self.earliest if self.earliest and (ready or self.earliest > self.day) else None

    @property
    def before_day(self) -> str:
        """What stands before it."""
        if self.shown_day is None:
            return ""
        return _("earliest from") if self.shown_day > self.day else pgettext("met", "since")

    def of(self, side: str) -> list[Line]:
        return [line for line in self.lines if line.side == side]

    @property
    def steps(self) -> list[tuple[date | None, str]]:
        """What to do, each once: what has a day first."""
        found = {line.next_step: line.reached for line in self.lines if line.side != FOR and line.next_step}
        return sorted(((day, text) for text, day in found.items()), key=lambda each: each[0] or date.max)


def language() -> str:
    """The engine speaks German and English."""
    return "en" if (get_language() or "de").startswith("en") else "de"


def result_of(dialogue: Dialogue, *, lang: str = "") -> Result:
    """Hold the answers against the law of the day."""
    lang = lang or language()
    facts, on = dialogue.facts(), dialogue.day
    found = answer(facts, on=on, lang=lang)
    outside = found["law_version"] is None
    earliest = _day(found["earliest_date"])
    lines = [] if outside else _lines(found["requirements"], dialogue)
    return Result(
        day=on, version=_valid_since(found["law_version"]), title=_title(found["eligible"], earliest, on, lines),
        note=found["earliest_note"], notice=found["notice"], earliest=earliest, lines=lines,
        documents=found["missing_documents"], ways=[] if outside else list(_ways(dialogue, lang)),
        told=list(_told(dialogue)), open_questions=_unknown(dialogue), outside=outside,
    )  # fmt: skip


def _lines(rows: Iterable[Row], dialogue: Dialogue) -> list[Line]:
    """Requirements that hold on the day, each with what stands below it."""
    verdict = evaluate(dialogue.facts(), on=dialogue.day)
    standing = {each.group.main.id: each for each in verdict.standings}
    lines: list[Line] = []
    last: Line | None = None
    for row in rows:
        if row["role"] != "requirement":
            if last is not None:
                last.reasons.append(row)
            continue
        found = standing.get(row["rule"])
        last = None
        if found is not None and found.value is not None:
            cited = law().named(found.covered_by, dialogue.day)[0].citation if found.covered_by else ""
            last = Line(row, _SIDE[found.value], bool(cited), cited, _asked(found.leaf.asks, dialogue))
            lines.append(last)
    return lines


def _asked(facts: Iterable[str], dialogue: Dialogue) -> str:
    """The first question behind these facts that has no answer yet."""
    questions = (BY_FACT[fact] for fact in facts if fact in BY_FACT)
    found = (each for each in questions if dialogue.answers.get(each.key, NOT_KNOWN) == NOT_KNOWN)
    return next((str(each.title) for each in found), "")


def _title(eligible: str, earliest: date | None, on: date, lines: list[Line]) -> str:
    waiting = sum(line.side == OPEN for line in lines)
    against = sum(line.side == AGAINST for line in lines)
    if eligible == "yes":
        return _("By what was said, everything speaks for it.")
    if eligible == "unknown":
        return ngettext("It depends on %(n)s open point.", "It depends on %(n)s open points.", waiting) % {"n": waiting}
    if earliest and earliest > on:
        return _("Not yet. Time will help.")
    return ngettext(
        "Today %(n)s point speaks against it.", "Today %(n)s points speak against it.", against
    ) % {"n": against}  # fmt: skip


def _ways(dialogue: Dialogue, lang: str) -> Iterable[Way]:
    """The other bases that are worth a look, side by side."""
    if dialogue.said("who") == BORN_HERE:
        return
    bases = ["StAG10(2)"] if dialogue.said("together") != "no" or dialogue.said("who") == "child" else []
    bases += ["StAG9"] if dialogue.said("marriage") == "german" else []
    for basis in [*bases, "StAG8", *_settlement(dialogue)]:
        found = answer(dialogue.facts(basis), on=dialogue.day, lang=lang)
        side = {"yes": FOR, "no": AGAINST, "unknown": OPEN}[found["eligible"]]
        text = law().bases[basis][lang]
        by_office = found["discretionary"] or basis == "StAG8"
        yield Way(
            basis, text[0].upper() + text[1:], side, by_office, _day(found["earliest_date"]), found["earliest_note"]
        )


def _settlement(dialogue: Dialogue) -> list[str]:
    """Settlement permits, for people with a permit that ends."""
    kinds = [value for name, value in dialogue.answers.get("papers", {}).items() if name.startswith("kind_")]
    if "aufenthaltserlaubnis" not in kinds:
        return []
    recognised = dialogue.said("protection", "type") in ("asylum", "refugee")
    return ["NE26(3)"] if recognised or any(_of_refugees(text) for text in _sections(dialogue)) else ["NE9"]


def _sections(dialogue: Dialogue) -> list[str]:
    papers = dialogue.facts().get("statuses") or ()
    return [paper["section"] for paper in papers if paper.get("section") and not paper.get("to")] or [
        paper["section"] for paper in papers if paper.get("section")
    ]


def _of_refugees(text: str) -> bool:
    """Whether a title is that of asylum or of a refugee."""
    found = section(text)
    return bool(found and (found.short == "25(1)" or (found.short == "25(2)" and found.alternative == "1")))


def _told(dialogue: Dialogue) -> Iterable[tuple[str, str, list[tuple[str, str]]]]:
    """The answers by question, in the order in which they were given."""
    forms = dialogue.read_forms()
    for key in dialogue.order:
        form = forms.get(key)
        words = form.told() if form is not None and form.is_valid() else [("", _("I do not know"))]
        yield key, str(BY_KEY[key].title), words


def _unknown(dialogue: Dialogue) -> list[str]:
    return [str(BY_KEY[key].title) for key in dialogue.order if dialogue.answers[key] == NOT_KNOWN]


def _valid_since(name: str | None) -> date | None:
    return next((day for day, version in law().versions if version == name), None)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def certainty_words(value: str) -> str:
    """How sure the reading of a provision is."""
    return {"high": _("high"), "medium": _("medium")}.get(value, _("not checked"))


def outcome_words(value: str) -> str:
    """What a provision below a requirement says."""
    known = {
        "met": pgettext("provision", "applies"), "not_met": pgettext("provision", "does not apply"),
        "discretionary": _("the office decides"), "not_applicable": _("plays no part"),
    }  # fmt: skip
    return known.get(value, pgettext("provision", "open"))
