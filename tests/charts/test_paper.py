"""Each drawing goes into a paper that a screen reader can read: Typst checks it against PDF/UA-1 and PDF/A-2a."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdf
import pytest

from kim.charts import Drawing
from kim.documents import Chart, Head, Report, picture_report, render_report
from tests.charts.samples import KINDS, PAPER, worst

ALL = {**KINDS, **{f"worst-{name}": chart for name, chart in worst().items()}}


def in_words(drawing: Drawing) -> str:
    rows = "; ".join(", ".join(row) for row in drawing.figures.rows)
    return f"{drawing.title}: {rows}"


def report_with(drawing: Drawing) -> Report:
    chart = Chart(picture=drawing.svg.encode(), description=in_words(drawing), caption=drawing.title)
    return Report(head=Head(county="Rhein-Kreis Neuss"), title="Bericht", parts=(chart,), on=date(2026, 11, 23))


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("kind", ALL)
def test_a_drawing_becomes_part_of_an_accessible_paper(kind, direction):
    drawing = ALL[kind].draw(replace(PAPER, direction=direction))

    paper = pypdf.PdfReader(BytesIO(render_report(report_with(drawing))))

    assert paper.root_object["/MarkInfo"]["/Marked"]
    assert figures_in(paper.root_object["/StructTreeRoot"])


def figures_in(element) -> list[str]:
    """What the figures of a paper say to those who do not see them."""
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        return [text for child in element for text in figures_in(child)]
    if not isinstance(element, dict):
        return []
    own = [str(element["/Alt"])] if element.get("/S") == "/Figure" and element.get("/Alt") else []
    return own + (figures_in(element["/K"]) if "/K" in element else [])


def test_the_words_of_a_drawing_are_words_in_the_paper():
    paper = pypdf.PdfReader(BytesIO(render_report(report_with(KINDS["tiles"].draw(PAPER)))))

    text = "".join(page.extract_text() for page in paper.pages)

    assert "Grevenbroich" in text and "0,75" in text


def test_a_paper_can_be_seen_before_it_is_printed():
    page = picture_report(report_with(KINDS["graph"].draw(PAPER)))[-1]

    assert page.startswith(b"\x89PNG")
