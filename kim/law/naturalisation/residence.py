"""Lawful residence as intervals on a line of time: what counts, what breaks it, from when it is counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from kim.law.naturalisation import constants
from kim.law.naturalisation.dates import FIRST, LAST, Span, add_months, add_years
from kim.law.naturalisation.facts import Facts
from kim.law.naturalisation.sections import section

DAY = timedelta(days=1)
RECOGNISED = {"asylum", "refugee", "subsidiary"}
STUDY = {"16", "16a", "16b", "16d", "16e", "16f"}
HALF_OR_NOTHING = {"BY", "SN"}  # Länder whose offices count time of study half or not at all
MILITARY = ("military", "wehrdienst", "zivildienst", "civil service")
IMPORTANT = (  # § 4a (6) no. 3 FreizügG/EU names these; once, up to twelve months
    *("pregnan", "birth", "schwanger", "geburt", "entbindung", "ill", "krank", "stud", "ausbildung", "training"),
    *("posting", "posted", "entsend", "entsandt", "vocational"),
)


@dataclass(slots=True)
class Run:
    """A time of residence without a break, first and last day inclusive."""

    start: date
    end: date


@dataclass(slots=True)
class Timeline:
    """The runs of one reading of the facts, with what was found on the way."""

    runs: list[Run] = field(default_factory=list)
    absences: list[tuple[date, date]] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    known: bool = True

    def run_on(self, day: date) -> int | None:
        """The position of the run this day lies in."""
        for position, run in enumerate(self.runs):
            if run.start <= day <= run.end:
                return position
        return None

    def start_on(self, day: date) -> date | None:
        """The first counted day of the residence that lasts on this day."""
        position = self.run_on(day)
        return None if position is None else self.runs[position].start

    def credited_start(self, day: date, years: int) -> date | None:
        """The same with all earlier lawful time the office may credit, at most so many years."""
        position = self.run_on(day)
        if not position:
            return None
        start = self.runs[position].start
        earlier = sum((run.end - run.start).days + 1 for run in self.runs[:position])
        return max(add_years(start, -years), start - timedelta(days=min(earlier, 36_500)))

    def absent_days(self, start: date, end: date) -> int:
        """Days abroad between two days."""
        spans = ((max(a, start), min(b, end)) for a, b in self.absences)
        return sum((b - a).days + 1 for a, b in spans if a <= b)


def timelines(facts: Facts, on: date, prefix: str = "") -> tuple[Timeline, ...]:
    """One line of time, or two (the least and the most that the facts allow) when days or reasons are not known."""
    key = (prefix, on)
    if key not in facts.timelines:
        least, vague = _build(facts, on, prefix, most=False)
        facts.timelines[key] = (least, _build(facts, on, prefix, most=True)[0]) if vague else (least,)
    found: tuple[Timeline, ...] = facts.timelines[key]
    return found


def _build(facts: Facts, on: date, prefix: str, *, most: bool) -> tuple[Timeline, bool]:
    line = Timeline()
    source = facts.table(prefix) if prefix else facts.data
    spans, vague = _lawful(facts, source, on, line, most=most, whole=not prefix)
    absences = () if prefix else facts.get("absences") or ()
    vague |= _join_runs(spans, facts.get("gap_reason"), source.get("statuses") or (), line, most=most)
    for absence in sorted(absences, key=lambda item: item["from"].first if item.get("from") else FIRST):
        vague |= _absence(absence, facts, line, most=most)
    renewed = None if prefix else facts.get("new_stay_from")
    if renewed:
        _cut(line, renewed.first, renewed.first)
        vague |= not renewed.exact
    return line, vague


def _lawful(facts: Facts, source: Any, on: date, line: Timeline, *, most: bool, whole: bool) -> tuple[list[Run], bool]:
    """The intervals that count, before gaps and absences."""
    statuses = source.get("statuses")
    if not statuses:
        return _without_papers(facts, source, line, most=most) if whole else ([], True)
    spans, vague = [], False
    born, entry = (facts.get("born"), facts.get("entry")) if whole else (None, None)
    fiction = whole and facts.get("fiction_certificate") is True
    last = max((item["to"].last if item.get("to") else LAST for item in statuses), default=LAST)
    for item in statuses:
        counts = _counts(item, facts, statuses, on, line)
        vague |= counts is None
        if not (most if counts is None else counts):
            continue
        start, end, unsure = _ends(item, on, last, most=most)
        if fiction and _runs_out(item, on, last):
            line.marks["RES.FIKTION"], end, unsure = "met", LAST, not (item.get("from") and item["from"].exact)
        start = max(start, born.first) if born else start
        # A paper of which nobody knows since when holds since the entry at the earliest.
        start = max(start, entry.first) if entry and not item.get("from") else start
        vague |= unsure
        if start <= end:
            spans.append(Run(start, end))
    return sorted(spans, key=lambda run: run.start), vague


def _runs_out(item: Any, on: date, last: date) -> bool:
    """Whether this is the last title and its card has run out, so that a fiction certificate continues it."""
    end: Span | None = item.get("to")
    return end is not None and end.last >= last and end.last < on and item.get("kind") in constants.PERMITS


def _ends(item: Any, on: date, last: date, *, most: bool) -> tuple[date, date, bool]:
    """First and last day of an interval; a title of today goes on if nothing follows it."""
    start: Span | None = item.get("from")
    end: Span | None = item.get("to")
    unsure = start is None or not start.exact or (end is not None and not end.exact)
    first = (start.first if most else start.last) if start else (FIRST if most else min(on, end.last if end else on))
    final = LAST if end is None else (end.last if most else end.first)
    if end is not None and end.last >= last:
        if end.last >= on:
            final = LAST
        elif item.get("kind") not in ("none", "duldung"):
            unsure, final = True, LAST if most else final
    return first, final, unsure


def _without_papers(facts: Facts, source: Any, line: Timeline, *, most: bool) -> tuple[list[Run], bool]:
    """Without statuses: citizens of the EU need none; 'others met' means lawful since ever or since entry."""
    nations, entry = source.get("nationality") or (), source.get("entry")
    free = any(nation in constants.FREE_MOVEMENT for nation in nations)
    if not (free or facts.others_met):
        line.known = False
        return ([Run(entry.first if entry else FIRST, LAST)] if most else []), True
    if free:
        line.marks["RES.EU"] = "met"
    if entry is None:
        if free and not facts.others_met:
            return ([Run(FIRST, LAST)] if most else []), True
        return [Run(FIRST, LAST)], False
    return [Run(entry.first if most else entry.last, LAST)], not entry.exact


def _counts(item: Any, facts: Facts, statuses: Any, on: date, line: Timeline) -> bool | None:  # noqa: PLR0911
    """Whether a status is lawful residence in the sense of § 10 StAG."""
    kind = item.get("kind")
    if kind is None:
        return None
    if kind == "aufenthaltsgestattung":
        return _procedure(facts, statuses, on, line)
    if kind == "fiktion":
        text = (item.get("section") or "").replace(" ", "").lower()
        if text.startswith("81(3)") and ("s.2" in text or "satz2" in text):
            return False
        line.marks["RES.FIKTION"] = "met"
        return True
    if kind == "duldung":
        line.marks["RES.DULDUNG"] = "not_met"
        return False
    if kind == "visum":
        line.marks["RES.VISUM"] = "met"
    elif kind in constants.PERMITS:
        study = (section(item.get("section")) or ("",))[0] in STUDY
        if study and facts.get("land") in HALF_OR_NOTHING:
            line.marks["RES.STUDY"] = "unknown"
            return None
        line.marks["RES.STUDY" if study else "RES.TITLE"] = "met"
    return kind in constants.LAWFUL


def _procedure(facts: Facts, statuses: Any, on: date, line: Timeline) -> bool | None:
    """§ 55 (3) AsylG: the time of the procedure counts once protection was granted, else never."""
    protection = facts.table("protection")
    kind, decided = protection.get("type"), protection.get("decided")
    sections = [section(item.get("section")) for item in statuses if item.get("kind") in constants.PERMITS]
    granted = any(s and s.para == "25" and s.abs in ("1", "2") for s in sections)
    if kind is None and not facts.said("protection"):
        kind = "refugee" if granted else ("deportation ban only" if sections else None)
    if kind is None:
        return None if facts.said("protection") or not facts.others_met else False
    recognised = kind in RECOGNISED and not (decided and decided.first > on)
    line.marks["ASYLG55.3"] = "met" if recognised else "not_met"
    return recognised


def _join_runs(spans: list[Run], reason: str | None, statuses: Any, line: Timeline, *, most: bool) -> bool:
    """Join what follows without a gap or with one the law ignores (§ 12b (3) StAG)."""
    vague = False
    for span in spans:
        last = line.runs[-1] if line.runs else None
        if last is None:
            line.runs.append(Run(span.start, span.end))
            continue
        if span.start <= (last.end if last.end == LAST else last.end + DAY):
            last.end = max(last.end, span.end)
            continue
        stated = any(_covers(item, last.end + DAY) for item in statuses)
        if reason == "late application for renewal":
            line.marks["STAG12b.3.LATE"] = "met"
            last.end = span.end
        elif reason is None and not stated:
            vague = True
            if most:
                last.end = span.end
            else:
                line.runs.append(Run(span.start, span.end))
        else:
            line.marks["STAG12b.3"] = "discretionary"
            line.runs.append(Run(span.start, span.end))
    return vague


def _covers(item: Any, day: date) -> bool:
    start, end = item.get("from"), item.get("to")
    return (start is None or start.first <= day) and (end is None or end.last >= day)


def _absence(item: Any, facts: Facts, line: Timeline, *, most: bool) -> bool:
    """§ 12b (1) StAG: an absence up to six months, or one the office permitted, does not interrupt."""
    start, end = item.get("from"), item.get("to")
    if start is None:
        return _without_start(end, line, most=most)
    first = start.last if most else start.first
    final = LAST if end is None else (end.first if most else end.last)
    line.absences.append((first, min(final, LAST)))
    limit, vague = add_months(first, 6), not start.exact or (end is not None and not end.exact)
    permitted: Span | None = item.get("permitted_until")
    reason = (item.get("reason") or "").lower()
    if final > limit and any(nation in constants.FREE_MOVEMENT for nation in facts.get("nationality") or ()):
        limit, unsure = _important(first, limit, reason, line, most=most)
        vague |= unsure
    if final <= limit:
        line.marks.setdefault("STAG12b.1.6M", "met")
        return vague
    if (permitted and final <= permitted.last) or any(word in reason for word in MILITARY):
        line.marks["STAG12b.1.PERMIT"] = "met"
        return vague
    line.marks["STAG12b.1.6M"] = "not_met"
    _cut(line, first, LAST if final == LAST else final + DAY)
    return vague


def _without_start(end: Span | None, line: Timeline, *, most: bool) -> bool:
    """Nobody knows since when: at the least all before the return is lost, at the most nothing."""
    if not most:
        _cut(line, FIRST, LAST if end is None else end.last + DAY)
    return True


def _important(first: date, limit: date, reason: str, line: Timeline, *, most: bool) -> tuple[date, bool]:
    """§ 4a (6) FreizügG/EU: once up to twelve months for an important reason; whether another reason is one is open."""
    if not reason or line.marks.get("STAG12b.1.EU") == "met" or any(word in reason for word in MILITARY):
        return limit, False
    named = any(word in reason for word in IMPORTANT)
    line.marks["STAG12b.1.EU"] = "met" if named else "unknown"
    return (add_months(first, 12) if named or most else limit), not named


def _cut(line: Timeline, gone: date, back: date) -> None:
    """End the run that is interrupted, and start anew on the day of return."""
    out: list[Run] = []
    for run in line.runs:
        if run.start < gone:
            out.append(Run(run.start, min(run.end, gone - DAY)))
        if run.end >= back and back < LAST:
            out.append(Run(max(run.start, back), run.end))
    line.runs = out
