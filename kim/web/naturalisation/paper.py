"""The result as an accessible PDF: German first, and below it what matters in the person's own language."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping

from django.http import HttpResponse
from django.utils import translation

from kim.casework.public import client_texts, paper_texts
from kim.documents import LANGUAGES as PAPER_LANGUAGES
from kim.documents import Chart, Column, DocumentError, Head, Heading, Paragraph, Report, Table, render_report
from kim.organisation.public import County, logos
from kim.web.drawings import look
from kim.web.forms import language_name
from kim.web.naturalisation.dialogue import Dialogue
from kim.web.naturalisation.drawing import timeline_of
from kim.web.naturalisation.results import AGAINST, FOR, OPEN, Line, Result, result_of

log = logging.getLogger("kim.web")
PAPER, GERMAN = "naturalisation", "de"
TITLE = "Vorprüfung Einbürgerung"
SIDES = ((AGAINST, "Spricht dagegen"), (OPEN, "Offen"), (FOR, "Spricht dafür"))
NOTICE = "Dies ist eine Einschätzung und keine Entscheidung. Es entscheidet die Einbürgerungsbehörde."
Texts = Mapping[str, client_texts.ClientText]
Part = Heading | Paragraph | Table | Chart


def languages() -> list[tuple[str, str]]:
    """The languages a result can be printed in beside German."""
    codes = [code for code in client_texts.languages_of(PAPER) if code in PAPER_LANGUAGES]
    return sorted(((code, language_name(code)) for code in codes), key=lambda each: each[1])


def made(dialogue: Dialogue, language: str = "", *, name: str = "") -> bytes | None:
    """The paper; nothing where it cannot be made now."""
    language = language if language in dict(languages()) else ""
    try:
        return render_report(_report(dialogue, language, name))
    except (DocumentError, RuntimeError, OSError) as error:
        log.error("the naturalisation pre-check cannot be printed: %s", type(error).__name__)
        return None


def response(content: bytes) -> HttpResponse:
    """Shown in the browser, kept nowhere."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="vorpruefung-einbuergerung.pdf"'
    answer["Cache-Control"] = "no-store, private"
    return answer


def _report(dialogue: Dialogue, language: str, name: str) -> Report:
    with translation.override(GERMAN):
        result = result_of(dialogue, lang=GERMAN)
        parts = [*_german(dialogue, result), *(_translated(result, language) if language else ())]
        return Report(
            head=_head(), title=TITLE, subtitle=name, on=result.day, parts=tuple(parts),
            summary=f"{result.title} {_earliest(result)}{result.note}\n\n{NOTICE}",
        )  # fmt: skip


def _head() -> Head:
    county, logo = County.objects.first(), logos.county_logo()
    return Head(
        county=county.name if county else "", colour=county.brand_colour if county else "",
        logo=logo.content if logo else None, logo_alt=logo.alt if logo else "",
    )  # fmt: skip


def _earliest(result: Result) -> str:
    return f"Frühester Tag: {_day(result)}. " if result.earliest else ""


def _day(result: Result) -> str:
    return f"{result.earliest:%d.%m.%Y}" if result.earliest else ""


def _german(dialogue: Dialogue, result: Result) -> Iterable[Part]:
    if result.outside:
        yield Paragraph(result.notice)
        return
    timeline = timeline_of(dialogue, result)
    if not timeline.is_empty:
        drawing = timeline.draw(look(for_paper=True, language=GERMAN))
        yield Chart(drawing.svg.encode(), f"{drawing.title}. {drawing.description}", drawing.title)
    for side, heading in SIDES:
        if lines := result.of(side):
            yield Heading(heading)
            yield _table(lines)
    yield from _lists(result)
    yield Paragraph(result.notice)


def _table(lines: list[Line]) -> Table:
    columns = (
        Column("Voraussetzung", width=4),
        Column("Vorschrift", width=2),
        Column("Sicherheit"),
        Column("Nächster Schritt", width=4),
    )
    rows = tuple((line.title, line.row["citation"], line.certainty, _step(line)) for line in lines)
    return Table("", columns, rows)


def _step(line: Line) -> str:
    """What is to be done; where nothing is, by what it is met all the same."""
    if line.side == FOR:
        if line.waived:
            return f"Durch eine Ausnahme erfüllt: {line.exception}."
        return "Wenn die Behörde zustimmt." if line.by_office else "–"
    when = f"Möglich ab {line.reached:%d.%m.%Y}. " if line.reached else ""
    return f"{when}{line.next_step}".strip() or "–"


def _lists(result: Result) -> Iterable[Part]:
    if result.documents:
        yield Heading("Mitbringen")
        yield Table(
            "",
            (Column("Unterlage", width=3), Column("Warum", width=4)),
            tuple((each["document"], each["why"]) for each in result.documents),
        )
    if result.ways:
        yield Heading("Andere Wege")
        words = {FOR: "spricht dafür", OPEN: "offen", AGAINST: "spricht dagegen"}
        rows = tuple(
            (way.text, "Ermessen der Behörde" if way.by_office and way.side != AGAINST else words[way.side], way.note)
            for way in result.ways
        )
        yield Table("", (Column("Weg", width=3), Column("Einschätzung", width=2), Column("Dazu", width=4)), rows)


def _translated(result: Result, language: str) -> Iterable[Part]:
    """The same in short in another language, with the mark of what nobody has approved."""
    every = paper_texts.wordings(PAPER)
    texts = {
        key.partition(".")[2]: text
        for (spoken, key), text in every.items()
        if spoken == language and key.startswith(f"{PAPER}.")
    }
    yield Heading(_say(texts, "title"), language=language)
    if any(not text.may_stand_alone for text in texts.values()):
        yield Paragraph(_say(texts, "unapproved"), language=language)
    yield Paragraph(
        f"{_say(texts, 'estimate')} {_say(texts, 'earliest', day=_day(result)) if result.earliest else ''}".strip(),
        language=language,
    )
    for side, _heading in SIDES:
        names = [name for line in result.of(side) if (name := _say(texts, key_of(line.rule)))]
        if names:
            yield Heading(_say(texts, side), language=language)
            yield Paragraph("\n".join(f"- {name}" for name in dict.fromkeys(names)), language=language)
    papers = [name for each in result.documents if (name := _say(texts, each["id"]))]
    if papers:
        yield Heading(_say(texts, "documents"), language=language)
        yield Paragraph("\n".join(f"- {name}" for name in papers), language=language)


def key_of(rule: str) -> str:
    """The key of a requirement among the texts: NE and family rules have names of their own."""
    return rule.replace(".", "_").replace("(", "_").replace(")", "")


def _say(texts: Texts, key: str, **values: str) -> str:
    found = texts.get(key)
    words = found.text if found else ""
    for name, value in values.items():
        words = words.replace(f"{{{name}}}", value)
    return words
