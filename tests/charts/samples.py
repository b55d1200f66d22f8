"""Charts as the counties will draw them, and as they come at the worst: both go into the snapshots."""

from dataclasses import replace
from datetime import date

from kim.charts import (
    Bar,
    Bars,
    Bond,
    Chart,
    Climb,
    Course,
    Courses,
    Dumbbell,
    EcoMap,
    Edge,
    Gantt,
    Graph,
    Lane,
    Lines,
    Look,
    Mark,
    Node,
    Pair,
    Series,
    Span,
    Stack,
    StackedBars,
    Station,
    StationLine,
    Stop,
    Tile,
    TileMap,
    places_for,
    steps_for,
)  # fmt: skip

TODAY = date(2026, 11, 23)
HOSTILE = '</title><script>alert("1")</script>&\x00\x0b'
LONG = "Verwaltungsassistenz der koordinierenden Stelle im Kommunalen Integrationszentrum des Kreises"
NOTHING = "Es ist noch nichts eingetragen."


def number(value: float) -> str:
    """As German writes it."""
    whole = f"{value:,.2f}".replace(",", " ").replace(".", ",")
    return whole.removesuffix(",00").replace("-", "−").replace(" ", "\N{NO-BREAK SPACE}")


def german_day(day: date) -> str:
    """As German writes it."""
    return f"{day:%d.%m.%Y}"


LOOK = Look(number=number, day=german_day)
PAPER = replace(LOOK, for_paper=True)
TURNED = replace(LOOK, direction="rtl")

POSTS = {
    "05162004": ("Dormagen", 1.0),
    "05162008": ("Grevenbroich", 1.0),
    "05162012": ("Jüchen", 0.25),
    "05162016": ("Kaarst", 0.5),
    "05162020": ("Korschenbroich", 0.25),
    "05162022": ("Meerbusch", 0.75),
    "05162024": ("Neuss", 3.0),
    "05162028": ("Rommerskirchen", None),
}


def tile_map(posts: dict[str, tuple[str, float | None]] = POSTS, **values: object) -> TileMap:
    """Posts agreed per municipality."""
    places, steps = places_for(list(posts)), steps_for([value for _name, value in posts.values()])
    tiles = tuple(
        Tile(
            name=name, code=name[:2].upper(), figure="–" if value is None else number(value), place=places[ags],
            step=step, href=f"/ort/{ags}/", selected=name == "Jüchen",
        )
        for (ags, (name, value)), step in zip(posts.items(), steps, strict=True)
    )  # fmt: skip
    given = {
        "id": "tiles",
        "title": "Vereinbarte Stellen vor Ort",
        "description": "Acht Gemeinden als Kacheln.",
        "nothing": NOTHING,
        "heads": ("Gemeinde", "Stellen"),
        "tiles": tiles,
        "legend": ("bis 0,75", "bis 1,5", "bis 2,25", "bis 3"),
        "note": "Schematisch, nicht maßstäblich.",
    }
    return TileMap(**given | values)  # type: ignore[arg-type]


def gantt() -> Gantt:
    """Residence, work and benefit, with two changes of the law."""
    lanes = (
        Lane(
            name="Titel",
            spans=(
                Span(label="Aufenthaltsgestattung", start=date(2022, 3, 1), end=date(2024, 2, 14), kind="other"),
                Span(label="Aufenthaltserlaubnis", note="§ 25 Abs. 2", start=date(2024, 2, 15), end=date(2027, 2, 14)),
                Span(label="Verlängerung", start=date(2027, 2, 15), kind="expected"),
            ),
        ),
        Lane(
            name="Zählt",
            spans=(
                Span(label="4 Jahre 8 Monate von 5 Jahren", start=date(2022, 3, 1), end=TODAY, kind="good"),
                Span(label="fehlt", start=TODAY, end=date(2027, 3, 1), kind="expected"),
            ),
        ),
        Lane(name="Arbeit", spans=(Span(label="Vollzeit", start=date(2025, 4, 1), end=TODAY),), href="/arbeit/"),
        Lane(name="Bürgergeld", spans=(Span(label="ergänzend", start=date(2025, 7, 1), end=TODAY, kind="against"),)),
        Lane(
            name="Wohnen",
            spans=(
                Span(label="Unterkunft", end=date(2023, 6, 30), kind="other"),
                Span(label="eigene Wohnung", start=date(2023, 7, 1), kind="here"),
                Span(label="Dach gesperrt", start=date(2023, 9, 1), end=date(2025, 1, 15), kind="coming"),
            ),
        ),
    )
    marks = (
        Mark(day=date(2024, 6, 27), label="", note="5 statt 8 Jahre"),
        Mark(day=date(2025, 10, 30), label="", note="ohne 3-Jahre-Weg"),
        Mark(day=date(2026, 2, 1), label="Antrag", note="liegt vor", kind="paper"),
        Mark(day=date(2027, 3, 1), label="", note="frühestens", kind="coming"),
    )
    return Gantt(
        id="gantt", title="Aufenthalt und Fristen", description="Von 2022 bis 2027.", nothing=NOTHING, lanes=lanes,
        marks=marks, heads=("Zeile", "Was", "von", "bis"), today=TODAY, today_label="heute 23.11.",
    )  # fmt: skip


def bars() -> Bars:
    """Load of case managers against what is agreed."""
    return Bars(
        id="bars",
        title="Fälle je Person",
        nothing=NOTHING,
        heads=("Person", "Last", "vereinbart"),
        limit_label="vereinbart",
        bars=(
            Bar(label="Brandes, Katrin", value=61.5, limit=50, tone="bad", note="zu viel", href="/b/"),
            Bar(label="Yıldız, Emre", value=38, limit=50),
            Bar(label="Achterberg, Maren", value=12.25, limit=25, tone="here"),
            Bar(label="frei", value=None, limit=50),
            Bar(label="Neu", value=0, limit=25),
        ),
    )


def bars_below_zero() -> Bars:
    """Distances in both directions."""
    rows = (("Dormagen", 0.04), ("Jüchen", -0.22), ("Neuss", -0.19), ("Rommerskirchen", 0.15), ("Kaarst", 0))
    return Bars(
        id="below",
        title="Abstand zur Quote",
        nothing=NOTHING,
        heads=("Gemeinde", "Stellen"),
        bars=tuple(Bar(label=label, value=value) for label, value in rows),
    )


def stacked() -> StackedBars:
    """Cases by phase and case manager: six series."""
    return StackedBars(
        id="stacked",
        title="Fälle nach Phasen",
        nothing=NOTHING,
        heads=("Person", "zusammen"),
        series=("Zugang", "Aufnahme", "Ziele", "Steuerung", "Monitoring", "ruht"),
        stacks=(
            Stack(label="Brandes, Katrin", values=(4, 9, 12, 21, 8, 6)),
            Stack(label="Yıldız, Emre", values=(2, 6, 7, 11, 3, None)),
            Stack(label="Achterberg, Maren", values=(0, 1, 2, 0, 0, 1)),
            Stack(label="Verschoben", values=(-3, 0, 5, 0, 0, 0)),
        ),
    )


def lines() -> Lines:
    """Enquiries, answers and an estimate, by month."""

    def months(values: list[float | None]) -> tuple[tuple[date, float | None], ...]:
        return tuple((date(2026, month, 1), value) for month, value in enumerate(values, start=1))

    return Lines(
        id="lines",
        title="Anfragen und Antworten",
        nothing=NOTHING,
        heads=("Linie", "Monat", "Zahl"),
        series=(
            Series(label="Anfragen", points=months([12, 18, 17, 25, 31, 28, 24, 30, 36, 41])),
            Series(label="beantwortet", points=months([10, 15, None, None, 27, 27, 22, 28, 33, 39])),
            Series(label="erwartet", points=months([10, 14, 18, 22, 26, 30, 34, 38, 42, 46])),
        ),
    )


def dumbbell() -> Dumbbell:
    """Four ways to share posts out."""
    return Dumbbell(
        id="dumbbell",
        title="Abstand zur Quote",
        nothing=NOTHING,
        head="Gemeinde",
        series=("vereinbart", "D’Hondt", "Sainte-Laguë"),
        middle="Quote",
        lower="weniger als die Quote",
        upper="mehr als die Quote",
        pairs=(
            Pair(label="Dormagen", values=(0.04, 0.04, 0.04)),
            Pair(label="Jüchen", values=(0.03, -0.22, 0.03)),
            Pair(label="Neuss", values=(-0.19, 0.31, 0.06)),
            Pair(label="Rommerskirchen", values=(0.15, -0.1, None)),
        ),
    )


def stations() -> StationLine:
    """The phases of a case."""
    rows = (
        ("Zugang", "03.03.", "done"),
        ("Beratung", "übersprungen", "skipped"),
        ("Zustimmung", "04.03.", "decision"),
        ("Bedarfe aufnehmen", "seit 12.11.", "here"),
        ("Ziele", "", "next"),
        ("Erneute Aufnahme", "", "expected"),
    )
    return StationLine(
        id="stations",
        title="Weg des Falls",
        nothing=NOTHING,
        heads=("Station", "Stand", "Hinweis"),
        words={
            "done": "erledigt", "here": "hier", "next": "kommt", "expected": "erwartet", "skipped": "übersprungen",
            "decision": "entschieden", "paper": "Papier",
        },
        stations=tuple(Station(label=label, note=note, state=state) for label, note, state in rows),  # type: ignore[arg-type]
    )  # fmt: skip


def graph() -> Graph:
    """Who supervises and who employs."""
    nodes = (
        Node(id="ki", label="Kommunales Integrationszentrum", kind="strong"),
        Node(id="cm", label="Case Management im KI", kind="strong"),
        Node(id="p1", label="Case Management Neuss I", notes=("Katrin Brandes", "1,0 Stelle"), href="/stelle/1/"),
        Node(id="p2", label="Case Management Neuss II", notes=("unbesetzt", "0,5 Stelle"), kind="vacant"),
        Node(id="p3", label="Case Management Jüchen", notes=("Emre Yıldız", "0,75 Stelle"), kind="here"),
        Node(id="p4", label=LONG, notes=("Maren Achterberg", "0,5 Stelle")),
        Node(id="kreis", label="Rhein-Kreis Neuss", kind="soft", layer=3),
        Node(id="caritas", label="Caritasverband", kind="soft", layer=3),
    )
    edges = (
        Edge(start="ki", end="cm", kind="thin"),
        *(Edge(start="cm", end=post) for post in ("p1", "p2", "p3")),
        Edge(start="ki", end="p4"),
        *(Edge(start="ki", end=post, kind="dashed") for post in ("p1", "p2", "p4")),
        Edge(start="p1", end="kreis", kind="dotted"),
        Edge(start="p2", end="kreis", kind="dotted"),
        Edge(start="p3", end="caritas", kind="dotted"),
        Edge(start="p4", end="kreis", kind="dotted"),
    )
    return Graph(
        id="graph", title="Stellen und Aufsicht", nothing=NOTHING, nodes=nodes, edges=edges,
        heads=("Wer", "Beziehung", "zu wem"),
        words={"solid": "Fachaufsicht", "dashed": "Dienstaufsicht", "dotted": "Anstellung", "thin": "gehört zu"},
    )  # fmt: skip


def eco_map(*bonds: Bond, **values: object) -> EcoMap:
    """Who helps Samar Haddad."""
    usual = (
        Bond(name="Schwester Hiba", kind="strong", note="Familie, Kinder"),
        Bond(name="Nachbarin Frau Öztürk", kind="gives", note="seit 2025"),
        Bond(name="Frauentreff", kind="strong", ring=1, note="donnerstags"),
        Bond(name="Grundschule", kind="receives", ring=2, note="Klasse 2b"),
        Bond(name="Jobcenter Grevenbroich", kind="strained", ring=2, note="seit März 2026, kein Kontakt gewünscht"),
        Bond(name="Hausärztin Dr. Kern", kind="weak", ring=2),
        Bond(name="Familienkasse", ring=2),
    )
    given = {
        "id": "eco-map", "title": "Wer hilft", "description": "Sieben Beziehungen.", "nothing": NOTHING,
        "centre": ("Samar", "Nabil", "Yazan, Lina"), "bonds": bonds or usual,
        "rings": ("Familie, Freunde", "Gruppen", "Stellen"),
        "words": {
            "strong": "stark", "weak": "schwach", "strained": "belastet", "receives": "einseitig: hilft der Person",
            "gives": "einseitig: die Person hilft", "unknown": "nicht erfragt",
        },
        "heads": ("Wer", "Ring", "Beziehung", "Hinweis"),
    }  # fmt: skip
    return EcoMap(**given | values)  # type: ignore[arg-type]


def many_helpers() -> EcoMap:
    """As many as anybody will ever write down."""
    kinds = ("strong", "weak", "strained", "receives", "gives", "unknown")
    bonds = [
        Bond(name=f"{LONG[:30]} {n}", kind=kinds[n % 6], ring=n % 3, note="seit 2024" if n % 2 else "")
        for n in range(18)
    ]
    return eco_map(*bonds, id="eco-many", centre=(LONG, "Nabil", "Yazan", "Lina", "Rana"))


def courses() -> Courses:
    """Need and own view over four assessments."""
    rows = (
        ("Wohnen", (3, 3, 2, 1), (4, 4, 2, 1)),
        ("Sprache", (3, 3, 3, 3), (3, 4, 4, 4)),
        ("Arbeit", (2, None, 3, 3), (3, None, None, 3)),
        ("Bildung und Kinderbetreuung", (4, 3, 3, 0), (4, 4, 4, 0)),
        ("Gesundheit", (None, None, 2, 1), (None, None, None, None)),
    )
    return Courses(
        id="courses", title="Verlauf je Lebensbereich", nothing=NOTHING, series=("Bedarf", "eigene Sicht"),
        courses=tuple(Course(label=label, values=(need, own)) for label, need, own in rows),
        places=("31.03.2026", "12.06.2026", "01.09.2026", "12.11.2026"), heads=("Lebensbereich", "Reihe"),
    )  # fmt: skip


def climb(*stops: Stop, **values: object) -> Climb:
    """A topic from its observations to the steering group and on."""
    usual = (
        Stop(label="12 Beobachtungen", level=0, state="done", dots=12),
        Stop(label="Thema", level=1, state="done", note="26.02.2026"),
        Stop(label="Strukturebene", level=2, state="done", note="10.03.2026"),
        Stop(label="Beschluss", level=3, state="decision", note="24.04.2026"),
        Stop(label="Arbeitsauftrag", level=2, state="here", note="27.04.2026"),
        Stop(label="Rückmeldung", level=0, state="coming", note="22.12.2026"),
    )
    given = {
        "id": "climb", "title": "Der Weg des Themas", "description": "Von zwölf Beobachtungen bis zur Rückmeldung.",
        "nothing": NOTHING, "stops": stops or usual, "here_label": "heute hier", "heads": ("Halt", "Ebene", "Stand", "Wann"),
        "levels": ("Fallebene", "Koordinierende Stellen", "Arbeitsgruppen", "Lenkungsgruppe"),
        "words": {"done": "erledigt", "decision": "beschlossen", "here": "heute hier", "coming": "noch offen"},
    }  # fmt: skip
    return Climb(**given | values)  # type: ignore[arg-type]


KINDS: dict[str, Chart] = {
    chart.id: chart
    for chart in (
        tile_map(), gantt(), bars(), bars_below_zero(), stacked(), lines(), dumbbell(), stations(), graph(), eco_map(),
        many_helpers(), courses(), climb(),
    )
}  # fmt: skip


def worst() -> dict[str, Chart]:
    """Hostile and overlong words, single values, nothing but zeros."""
    shared = {"nothing": NOTHING, "title": HOSTILE, "description": HOSTILE}
    day = date(2026, 1, 1)
    return {
        "tiles": tile_map({"1": (LONG, 0.0), "2": (HOSTILE, 0.0), "3": ("C", None)}, title=HOSTILE),
        "gantt": Gantt(
            id="w-gantt", heads=("a", "b", "c", "d"), marks=(Mark(day=day, label=LONG, note=HOSTILE),),
            lanes=(Lane(name=LONG, spans=(Span(label=LONG, start=day, end=day), Span(label=HOSTILE))),), **shared,
        ),
        "bars": Bars(
            id="w-bars", heads=("a", "b"), bars=(Bar(label=LONG, value=0), Bar(label=HOSTILE, value=0)), **shared
        ),
        "stacked": StackedBars(
            id="w-stacked", heads=("a", "b"), series=(HOSTILE,), stacks=(Stack(label=LONG, values=(0,)),), **shared
        ),
        "lines": Lines(
            id="w-lines", heads=("a", "b", "c"), series=(Series(label=LONG, points=((day, 7),)),), **shared
        ),
        "dumbbell": Dumbbell(
            id="w-dumbbell", head="a", series=(LONG,), pairs=(Pair(label=HOSTILE, values=(0,)),), **shared
        ),
        "stations": StationLine(
            id="w-stations", heads=("a", "b", "c"), words={"here": HOSTILE},
            stations=(Station(label=LONG, note=HOSTILE, state="here"),), **shared,
        ),
        "graph": Graph(
            id="w-graph", heads=("a", "b", "c"), words={"solid": HOSTILE},
            nodes=(Node(id="a", label=LONG), Node(id="b", label=HOSTILE, notes=(LONG,))),
            edges=(Edge(start="a", end="b"), Edge(start="b", end="a"), Edge(start="a", end="a")), **shared,
        ),
        "eco-map": eco_map(
            Bond(name=LONG, kind="strained", note=HOSTILE), Bond(name=HOSTILE, kind="gives", ring=2, note=LONG),
            id="w-eco", centre=(HOSTILE, LONG), title=HOSTILE, description=HOSTILE,
        ),
        "courses": Courses(
            id="w-courses", series=(HOSTILE,), courses=(Course(label=LONG, values=((0,),)),), places=(HOSTILE,),
            heads=("a", "b"), **shared,
        ),
        "climb": climb(
            Stop(label=LONG, level=0, state="done", dots=99), Stop(label=HOSTILE, level=3, state="here", note=LONG),
            id="w-climb", title=HOSTILE, description=HOSTILE, here_label=HOSTILE, levels=(HOSTILE, "a", "b", LONG),
        ),
    }  # fmt: skip


def empty() -> dict[str, Chart]:
    """Each kind without anything to draw."""
    shared = {"title": "Leer", "nothing": NOTHING}
    return {
        "tiles": tile_map({}),
        "gantt": Gantt(id="e", heads=("a", "b", "c", "d"), lanes=(Lane(name="Titel", spans=()),), **shared),
        "bars": Bars(id="e", heads=("a", "b"), bars=(), **shared),
        "stacked": StackedBars(id="e", heads=("a", "b"), series=("x",), stacks=(), **shared),
        "lines": Lines(id="e", heads=("a", "b", "c"), series=(Series(label="x", points=((TODAY, None),)),), **shared),
        "dumbbell": Dumbbell(id="e", head="a", series=("x",), pairs=(Pair(label="Neuss", values=(None,)),), **shared),
        "stations": StationLine(id="e", heads=("a", "b", "c"), words={}, stations=(), **shared),
        "graph": Graph(id="e", heads=("a", "b", "c"), words={}, nodes=(), edges=(), **shared),
        "eco-map": EcoMap(
            id="e", centre=("a",), bonds=(), rings=("a", "b", "c"), words={}, heads=("a", "b", "c", "d"), **shared
        ),
        "courses": Courses(id="e", series=("a",), courses=(), places=("b",), heads=("a", "b"), **shared),
        "climb": Climb(
            id="e", stops=(), levels=("a",), heads=("a", "b", "c", "d"), words={}, here_label="hier", **shared
        ),
    }
