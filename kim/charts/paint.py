"""What a drawing is painted with: names on screen, where the stylesheet knows day and night, and colours on paper."""

PAPER = {
    "ink": "#14152a",
    "muted": "#494c70",
    "rule": "#d9dae3",
    "mid": "#7c7f9f",
    "here": "#fccf00",
    "onhere": "#14152a",
    "paper": "#ffffff",
    "soft": "#f5f6fa",
    "good": "#00694f",
    "bad": "#b51d12",
    "warn": "#8a4600",
    "act": "#2143a6",
    "scale0": "#e9ecf4",
    "scale1": "#c7d3ef",
    "scale2": "#9ab0e2",
    "scale3": "#3557b5",
    "onscale0": "#14152a",
    "onscale1": "#14152a",
    "onscale2": "#14152a",
    "onscale3": "#ffffff",
}
FONTS = "Fira Sans, Noto Sans Arabic, Noto Sans Ethiopic, sans-serif"

# Series of a chart: the name of the fill; a pattern keeps them apart where colours are lost.
SERIES = ("ink", "scale2", "hatch", "paper", "dots", "scale3")
PATTERNS = frozenset({"hatch", "dots"})


def painted(fill: str, stroke: str, *, for_paper: bool, scope: str) -> str:
    """The attributes that colour one element."""
    classes: list[str] = []
    attributes: list[str] = []
    for kind, colour in (("fill", fill), ("stroke", stroke)):
        if colour in PATTERNS:
            attributes.append(f'{kind}="url(#{scope}-{colour})"')
        elif colour == "none":
            attributes.append(f'{kind}="none"' if kind == "fill" else "")
        elif for_paper:
            attributes.append(f'{kind}="{PAPER[colour]}"')
        else:
            classes.append(f"kd-{kind}-{colour}")
    if classes:
        attributes.insert(0, f'class="{" ".join(classes)}"')
    return " ".join(filter(None, attributes))


def pattern(name: str, *, for_paper: bool, scope: str) -> str:
    """One pattern as a definition."""
    ground = painted("paper", "none", for_paper=for_paper, scope=scope)
    head = f'<pattern id="{scope}-{name}" patternUnits="userSpaceOnUse" width="6" height="6"'
    if name == "hatch":
        line = painted("none", "ink", for_paper=for_paper, scope=scope)
        inside = f'<path {line} stroke-width="2" d="M0 1H6"/>'
        return f'{head} patternTransform="rotate(45)"><rect {ground} width="6" height="6"/>{inside}</pattern>'
    dot = painted("ink", "none", for_paper=for_paper, scope=scope)
    return f'{head}><rect {ground} width="6" height="6"/><circle {dot} cx="3" cy="3" r="1.3"/></pattern>'
