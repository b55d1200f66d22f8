"""The timeline of a result: papers, the time that counts, work, changes of the law, today and the earliest day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kim.charts import FULL, Gantt, Lane, Mark, Span
from kim.law.naturalisation import Facts
from kim.law.naturalisation.dates import FIRST, LAST
from kim.law.naturalisation.residence import timelines
from kim.web.drawings import Shown, shown
from kim.web.naturalisation.dialogue import Dialogue
from kim.web.naturalisation.forms.stay import KINDS
from kim.web.naturalisation.results import Result


def timeline_of(dialogue: Dialogue, result: Result) -> Gantt:
    """The drawing as plain values."""
    facts, on = dialogue.facts(), dialogue.day
    ahead = result.earliest if result.earliest and result.earliest > on else None
    lanes = [
        Lane(name=pgettext("residence", "Papers"), spans=tuple(_papers(facts, on))),
        Lane(name=_("Counts"), spans=tuple(_counted(facts, on, ahead))),
        Lane(name=_("Work"), spans=tuple(_work(facts, on))),
    ]
    start = min((span.start for lane in lanes for span in lane.spans if span.start), default=on)
    return Gantt(
        id="residence-chart", title=_("Stay and deadlines"), nothing=_("No days of the stay are known."),
        description=_("Papers, the time that counts, and the changes of the law between."),
        lanes=tuple(lane for lane in lanes if lane.spans), heads=(_("Line"), _("what"), _("from"), _("until")),
        marks=tuple(_marks(start, on, ahead)) if any(lane.spans for lane in lanes) else (),
        today=on, today_label=_("checked day"), open_end=_("open"),
    )  # fmt: skip


def drawn(dialogue: Dialogue, result: Result) -> Shown:
    """The drawing for a page."""
    return shown(timeline_of(dialogue, result), width=FULL)


def _papers(facts: Facts, on: date) -> Iterable[Span]:
    names = {key: _short(str(label)) for key, label in KINDS}
    for each in facts.get("statuses") or ():
        if each.get("from") is None:
            continue
        start, until = each["from"].first, each["to"].last if each.get("to") else None
        lawful = each.get("kind") not in ("duldung", "aufenthaltsgestattung")
        section = f" § {each['section']}" if each.get("section") else ""
        words = f"{names.get(each['kind'], '')}{section}".strip()
        kind = "coming" if start > on else "done" if lawful else "other"
        yield Span(label=words, start=start, end=until or on, kind=kind)  # type: ignore[arg-type]


def _short(label: str) -> str:
    """The German name of a paper: in an English label it stands in brackets, in a German one before them."""
    name, _open, inside = label.rstrip(")").partition(" (")
    return name if name[:1].isupper() or not inside else inside


def _counted(facts: Facts, on: date, ahead: date | None) -> Iterable[Span]:
    """What surely counts up to the day; what would be added until the earliest day is dashed."""
    for run in timelines(facts, on)[0].runs:
        if run.start <= FIRST or run.start > on:
            continue
        end = min(run.end, on)
        yield Span(label=_spent(run.start, end), start=run.start, end=end, kind="good")
        if ahead and run.end == LAST:
            yield Span(label="", start=on, end=ahead, kind="expected")


def _work(facts: Facts, on: date) -> Iterable[Span]:
    since = facts.table("employment").get("full_time_since")
    if facts.table("employment").get("full_time_now") and since:
        yield Span(label=_("full time"), start=min(since.last, on), end=on, kind="done")


def _marks(start: date, on: date, ahead: date | None) -> Iterable[Mark]:
    told = {date(2024, 6, 27): _("5 years instead of 8"), date(2025, 10, 30): _("no way of 3 years any more")}
    last = ahead or on
    for day, words in told.items():
        if start <= day <= last:
            yield Mark(day=day, label="", note=words)
    if ahead:
        yield Mark(day=ahead, label="", note=_("earliest day"), kind="coming")


def _spent(start: date, end: date) -> str:
    """4 years and 8 months, roughly as people say it."""
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return _("%(years)s years, %(months)s months") % {"years": months // 12, "months": months % 12}
