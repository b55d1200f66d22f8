"""What holds for every drawing: well-formed, without styles or scripts, readable without colours, never out of bounds."""

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kim.charts import Bar, Bars, Edge, Gantt, Graph, Lane, Lines, Node, Series, Span, places_for, steps_for
from kim.charts.words import fitted, width_of
from tests.charts.samples import HOSTILE, KINDS, LONG, LOOK, NOTHING, PAPER, TURNED, empty, stacked, tile_map, worst

ISOLATES = "\u2068\u2069"
SVG = "{http://www.w3.org/2000/svg}"
LOOKS = {"wide": LOOK, "narrow": replace(LOOK, width=344), "turned": TURNED, "paper": PAPER}
ALL = {**KINDS, **{f"worst-{name}": chart for name, chart in worst().items()}}
everywhere = pytest.mark.parametrize("look", LOOKS)
all_charts = pytest.mark.parametrize("chart", ALL.values(), ids=ALL.keys())


def said(element):
    return (element.text or "").strip(ISOLATES)


def parsed(chart, look):
    return ElementTree.fromstring(chart.draw(look).svg)


@all_charts
@everywhere
def test_a_drawing_is_named_and_described_for_those_who_do_not_see_it(chart, look):
    root = parsed(chart, LOOKS[look])

    ids = root.get("aria-labelledby").split()
    texts = {element.get("id"): element.text for element in root if element.get("id")}

    assert texts[ids[0]]
    assert all(place in texts for place in ids)


@all_charts
@everywhere
def test_a_drawing_needs_no_styles_and_no_scripts(chart, look):
    root = parsed(chart, LOOKS[look])

    assert not [element for element in root.iter() if element.tag in {f"{SVG}script", f"{SVG}style"}]
    assert not [name for element in root.iter() for name in element.attrib if name == "style" or name.startswith("on")]


@all_charts
@everywhere
def test_nothing_is_drawn_outside_the_sheet(chart, look):
    root = parsed(chart, LOOKS[look])
    _x, _y, width, height = map(float, root.get("viewBox").split())

    for element in root.iter(f"{SVG}rect"):
        if element.get("x"):
            assert float(element.get("x")) >= -1
            assert float(element.get("x")) + float(element.get("width")) <= width + 1
            assert float(element.get("y")) + float(element.get("height")) <= height
    for element in root.iter(f"{SVG}text"):
        left, right = _reach_of(element)
        assert left >= -4 and right <= width + 4, element.text
        assert 8 < float(element.get("y")) < height


def _reach_of(element):
    text = said(element)
    wide = width_of(text, float(element.get("font-size")), int(element.get("font-weight", 400)))
    x = float(element.get("x"))
    before = {"start": 0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
    return x - before, x - before + wide


@all_charts
def test_paper_brings_its_colours_and_screens_theirs(chart):
    screen, paper = parsed(chart, LOOK), parsed(chart, PAPER)

    assert not [e for e in paper.iter() if (e.get("class") or "").startswith("kd-")]
    assert not [e for e in screen.iter() if "#" in (e.get("fill") or "") and "url" not in e.get("fill")]
    assert not list(paper.iter(f"{SVG}a"))


@pytest.mark.parametrize("chart", worst().values(), ids=worst())
def test_hostile_words_stay_words(chart):
    drawing = chart.draw(LOOK)

    assert drawing.title == HOSTILE
    assert "<script" not in drawing.svg
    assert "\x00" not in drawing.svg and "\x0b" not in drawing.svg


@pytest.mark.parametrize("chart", empty().values(), ids=empty())
def test_without_figures_there_is_a_sentence_and_no_empty_picture(chart):
    drawing = chart.draw(LOOK)

    assert (drawing.svg, drawing.nothing) == ("", NOTHING)


@all_charts
def test_the_figures_of_a_drawing_are_a_table_with_a_head_for_every_column(chart):
    figures = chart.draw(LOOK).figures

    assert figures.rows
    assert {len(row) for row in figures.rows} == {len(figures.head)}


def test_two_drawings_of_one_chart_share_no_ids():
    chart = stacked()
    wide, narrow = chart.draw(LOOK).svg, chart.draw(LOOKS["narrow"]).svg

    assert set(re.findall(r' id="([^"]+)"', wide)).isdisjoint(re.findall(r' id="([^"]+)"', narrow))


def test_a_drawing_that_leads_somewhere_is_no_mere_picture_to_a_screen_reader():
    assert parsed(tile_map(), LOOK).get("role") == "group"
    assert parsed(tile_map(), PAPER).get("role") == "img"


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "//evil.example/", "https://evil.example/", "data:text/html,x"]
)
def test_a_drawing_leads_only_within_kim(href):
    drawing = Bars(id="b", title="t", nothing="n", heads=("a", "b"), bars=(Bar(label="x", value=1, href=href),)).draw(
        LOOK
    )

    assert "<a " not in drawing.svg


def test_what_does_not_fit_is_shortened_and_its_title_says_the_rest():
    svg = Bars(id="b", title="t", nothing="n", heads=("a", "b"), bars=(Bar(label=LONG, value=1),)).draw(LOOK).svg

    assert f"<title>{LONG}</title>" in svg
    assert "…" in svg


@given(st.text(max_size=60), st.integers(10, 300))
def test_a_shortened_text_fits(text, room):
    shown = fitted(text, room, 13)

    assert shown == text or shown.endswith("…")
    assert width_of(shown, 13) <= max(room, width_of("…", 13))


@settings(max_examples=60)
@example([2.2250738585072014e-308])
@given(
    st.lists(st.one_of(st.none(), st.floats(-1e15, 1e15), st.decimals(-1000, 1000, places=2)), min_size=1, max_size=12)
)
def test_any_numbers_make_a_drawing(values):
    bars = Bars(
        id="b", title="t", nothing="n", heads=("a", "b"), bars=tuple(Bar(label="x", value=value) for value in values)
    )
    lines = Lines(
        id="l",
        title="t",
        nothing="n",
        heads=("a", "b", "c"),
        series=(Series(label="x", points=tuple(enumerate(values))),),
    )

    assert "nan" not in bars.draw(LOOK).svg
    assert "nan" not in lines.draw(LOOK).svg


@settings(max_examples=60)
@given(st.lists(st.tuples(st.dates(), st.one_of(st.none(), st.integers(0, 40000))), min_size=1, max_size=8))
def test_any_days_make_a_timeline(spans):
    def end(start, length):
        return None if length is None else min(start, date.max - timedelta(length)) + timedelta(length)

    chart = Gantt(
        id="g", title="t", nothing="n", heads=("a", "b", "c", "d"),
        lanes=(Lane(name="x", spans=tuple(Span(label="y", start=s, end=max(s, end(s, n)) if n else None) for s, n in spans)),),
    )  # fmt: skip

    ElementTree.fromstring(chart.draw(LOOK).svg)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25))
def test_any_relations_make_a_graph_even_in_circles(pairs):
    nodes = tuple(Node(id=str(number), label=f"Nr. {number}") for number in range(10))
    edges = tuple(Edge(start=str(a), end=str(b)) for a, b in pairs)
    chart = Graph(id="g", title="t", nothing="n", heads=("a", "b", "c"), nodes=nodes, edges=edges, words={"solid": "s"})

    for look in LOOKS.values():
        root = ElementTree.fromstring(chart.draw(look).svg)
        assert len([e for e in root.iter(f"{SVG}text") if said(e).startswith("Nr.")]) >= 10


def test_boxes_of_a_graph_never_lie_on_each_other():
    root = parsed(KINDS["graph"], LOOK)
    boxes = [
        tuple(float(e.get(name)) for name in ("x", "y", "width", "height"))
        for e in root.iter(f"{SVG}rect")
        if float(e.get("width")) > 50
    ]

    for number, (x, y, width, height) in enumerate(boxes):
        for other in boxes[:number]:
            same = other == (x, y, width, height)
            apart = (
                x + width <= other[0] or other[0] + other[2] <= x or y + height <= other[1] or other[1] + other[3] <= y
            )
            assert same or apart


def test_the_county_is_known_and_any_other_gets_a_layout_of_its_own():
    neuss = places_for(["05162024", "05162012", "05162022"])
    other = places_for([f"0515400{number}" for number in range(7)])

    assert neuss["05162012"][0] < neuss["05162024"][0]
    assert neuss["05162022"][1] < neuss["05162024"][1]
    assert len(set(other.values())) == 7


def test_a_map_keeps_west_on_the_left_from_whichever_side_words_are_read():
    def left(look):
        root = parsed(tile_map(), look)
        return {said(e): float(e.get("x")) for e in root.iter(f"{SVG}text") if e.get("text-anchor") == "middle"}

    for look in (LOOK, TURNED):
        assert left(look)["Jüchen"] < left(look)["Grevenbroich"] < left(look)["Dormagen"]


@pytest.mark.parametrize(
    ("values", "steps"),
    [([], []), ([None], [None]), ([0, 0], [0, 0]), ([1, 2, 3, 4, None], [0, 1, 2, 3, None]), ([-1, 4], [0, 3])],
)
def test_a_value_gets_one_of_four_steps(values, steps):
    assert steps_for(values) == steps


@pytest.mark.parametrize(
    "make",
    [
        lambda: Span(label="x", start=date(2026, 2, 1), end=date(2026, 1, 1)),
        lambda: replace(stacked(), series=("a", "b", "c", "d", "e", "f", "g")),
        lambda: replace(stacked(), series=("a",)),
        lambda: replace(KINDS["graph"], nodes=(Node(id="a", label="a"), Node(id="a", label="b")), edges=()),
        lambda: replace(KINDS["graph"], edges=(Edge(start="ki", end="nowhere"),)),
        lambda: replace(KINDS["dumbbell"], series=("a",)),
        lambda: replace(KINDS["dumbbell"], series=tuple("abcdef"), pairs=()),
        lambda: replace(KINDS["lines"], series=KINDS["lines"].series * 2),
    ],
)
def test_what_cannot_be_told_apart_or_contradicts_itself_is_refused(make):
    with pytest.raises(ValueError):
        make()
