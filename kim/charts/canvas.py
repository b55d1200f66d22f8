"""The sheet a chart is drawn on. Positions count from the side where reading starts, so that a chart turns by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

from kim.charts.look import Look
from kim.charts.paint import FONTS, painted, pattern
from kim.charts.words import clean, fitted, safe, width_of

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]
_TURNED: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}
_ISOLATED = "&#8296;{}&#8297;"  # each text runs as its own words do, also a German name in an Arabic chart


def short(value: float) -> str:
    """A coordinate with one decimal at most."""
    text = f"{value:.1f}"
    if text.endswith(".0"):
        text = text[:-2]
    return "0" if text == "-0" else text


class Canvas:
    """Collects elements and knows how far down they reach."""

    def __init__(self, look: Look, scope: str) -> None:
        self.look = look
        self.scope = scope
        self.width = float(look.width)
        self.height = 0.0
        self.links = 0
        self._in_link = False
        self._parts: list[str] = []
        self._patterns: set[str] = set()

    def x(self, value: float) -> float:
        """Where this distance from the start of the line lies on the sheet."""
        return self.width - value if self.look.turned else value

    @property
    def parts(self) -> Sequence[str]:
        """What has been put down so far."""
        return self._parts

    def paint(self, fill: str = "none", stroke: str = "none") -> str:
        """The attributes that colour one element; a pattern is defined on its first use."""
        self._patterns |= {fill, stroke} & {"hatch", "dots"}
        return painted(fill, stroke, for_paper=self.look.for_paper, scope=self.scope)

    def add(self, markup: str, bottom: float = 0) -> None:
        """Put an element down as it is."""
        self._parts.append(markup)
        self.height = max(self.height, bottom)

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, stroke: str = "none", *,
        thick: float = 1, dash: str = "", title: str = "", round_by: float = 0,
    ) -> None:  # fmt: skip
        """A rectangle; `title` is what a pointer held over it says."""
        left = self.x(x + width) if self.look.turned else x
        more = _stroked(stroke, thick, dash) + (f' rx="{short(round_by)}"' if round_by else "")
        place = f'x="{short(left)}" y="{short(y)}" width="{short(max(width, 0))}" height="{short(max(height, 0))}"'
        self.add(_closed("rect", f"{self.paint(fill, stroke)} {place}{more}", title), y + height)

    def circle(
        self, x: float, y: float, r: float, fill: str, stroke: str = "none", *, thick: float = 2, dash: str = ""
    ) -> None:
        """A disc or a ring."""
        place = f'cx="{short(self.x(x))}" cy="{short(y)}" r="{short(r)}"'
        self.add(f"<circle {self.paint(fill, stroke)} {place}{_stroked(stroke, thick, dash)}/>", y + r)

    def ellipse(
        self, x: float, y: float, rx: float, ry: float, stroke: str, *, thick: float = 1, dash: str = ""
    ) -> None:
        """A ring that is wider than high, or higher than wide."""
        place = f'cx="{short(self.x(x))}" cy="{short(y)}" rx="{short(rx)}" ry="{short(ry)}"'
        self.add(f"<ellipse {self.paint('none', stroke)} {place}{_stroked(stroke, thick, dash)}/>", y + ry)

    def line(
        self, points: Sequence[Point], stroke: str = "ink", *, thick: float = 1, dash: str = "", fill: str = "none",
        closed: bool = False,
    ) -> None:  # fmt: skip
        """Straight lines from point to point."""
        placed = [(self.width - x, y) for x, y in points] if self.look.turned else points
        inside = "L".join([f"{x:.1f} {y:.1f}" for x, y in placed])
        joined = ' stroke-linejoin="round"' if stroke != "none" else ""
        shape = f'd="M{inside}{"z" if closed else ""}"'
        self.add(f"<path {self.paint(fill, stroke)}{_stroked(stroke, thick, dash)}{joined} {shape}/>")
        self.height = max(self.height, *[y for _x, y in points])

    def lines(self, runs: Iterable[Sequence[Point]], stroke: str, *, thick: float = 1, dash: str = "") -> None:
        """Several lines in the same ink as one element."""
        place = self.x
        inside = "".join("M" + "L".join(f"{short(place(x))} {short(y)}" for x, y in run) for run in runs)
        if inside:
            corners = ' stroke-linecap="square"' if thick > 1 and not dash else ""
            self.add(f'<path {self.paint("none", stroke)}{_stroked(stroke, thick, dash)}{corners} d="{inside}"/>')

    def text(
        self, x: float, y: float, text: str, *, size: float = 13, weight: int = 400, anchor: Anchor = "start",
        colour: str = "ink", room: float = 0, halo: bool = False, underline: bool = True,
    ) -> None:  # fmt: skip
        """A line of text; shortened where it does not fit into `room` (its title says the rest), underlined in a link."""
        whole = clean(text)
        if not whole:
            return
        shown = fitted(whole, room, size, weight) if room else whole
        title = f"<title>{safe(whole)}</title>" if shown != whole else ""
        if anchor == "middle":
            half = min(width_of(shown, size, weight), self.width) / 2
            x = min(max(x, half), self.width - half)
        inside = _ISOLATED.format(safe(shown)) if self.look.turned else safe(shown)
        side = _TURNED[anchor] if self.look.turned else anchor
        more = f' font-size="{short(size)}"' + (f' font-weight="{weight}"' if weight != 400 else "")
        more += f' text-anchor="{side}"' if side != "start" else ""
        more += ' paint-order="stroke" stroke-width="4" stroke-linejoin="round"' if halo else ""
        more += ' text-decoration="underline"' if underline and self._in_link else ""
        paint = self.paint(colour, "paper" if halo else "none")
        self.add(f'<text {paint} x="{short(self.x(x))}" y="{short(y)}"{more}>{inside}{title}</text>', y + size * 0.3)

    @contextmanager
    def group(self, *, href: str = "", current: bool = False) -> Iterator[None]:
        """What is drawn inside belongs together, and leads somewhere if there is an address within KIM."""
        leads = not self.look.for_paper and href[:1] in {"/", "#", "?"} and not href.startswith("//")
        now = ' aria-current="true"' if current and leads else ""
        self.links += leads
        self._in_link = leads
        self.add(f'<a class="kd-link" href="{safe(href)}"{now}>' if leads else "<g>")
        yield
        self._in_link = False
        self.add("</a>" if leads else "</g>")

    def markup(self, title: str, description: str) -> str:
        """The finished drawing."""
        height = self.height + 4
        size = f'width="{short(self.width / 16)}rem" height="{height / 16:.3f}rem"'
        if self.look.for_paper:
            size = f'width="{short(self.width)}" height="{short(height)}" font-family="{FONTS}"'
        kind = "group" if self.links else "img"
        named = f'role="{kind}" aria-labelledby="{self.scope}-t{f" {self.scope}-d" if description else ""}"'
        space = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {short(self.width)} {short(height)}"'
        head = f'<svg {space} class="kim-drawing" {size} direction="ltr" {named}>'
        told = f'<title id="{self.scope}-t">{safe(title)}</title>'
        told += f'<desc id="{self.scope}-d">{safe(description)}</desc>' if description else ""
        drawn = sorted(self._patterns)
        defs = "".join(pattern(name, for_paper=self.look.for_paper, scope=self.scope) for name in drawn)
        return "\n".join([head + told, *([f"<defs>{defs}</defs>"] if defs else []), *self._parts, "</svg>"])


def _stroked(stroke: str, thick: float, dash: str) -> str:
    if stroke == "none":
        return ""
    dashed = f' stroke-dasharray="{dash}"' + (' stroke-linecap="round"' if dash.startswith("0") else "") if dash else ""
    return f' stroke-width="{short(thick)}"{dashed}'


def _closed(name: str, attributes: str, title: str) -> str:
    return f"<{name} {attributes}><title>{safe(title)}</title></{name}>" if title else f"<{name} {attributes}/>"
