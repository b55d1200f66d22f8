"""Words to the marks: a row of samples that breaks where the width ends."""

from collections.abc import Callable, Sequence

from kim.charts.canvas import Canvas
from kim.charts.words import width_of

Sample = Callable[[Canvas, float, float], None]


def legend(canvas: Canvas, entries: Sequence[tuple[Sample, str]], y: float) -> float:
    """Draw the samples with their words from this height on; the height below them."""
    x, line = 2.0, y + 8
    for sample, words in entries:
        needed = 26 + width_of(words, 13)
        if x > 2 and x + needed > canvas.width:
            x, line = 2.0, line + 22
        sample(canvas, x + 8, line)
        canvas.text(x + 22, line + 4.5, words, colour="muted", room=canvas.width - x - 22)
        x += needed + 14
    return line + 18 if entries else y


def swatch(fill: str) -> Sample:
    """A square filled like a series."""
    return lambda canvas, x, y: canvas.rect(x - 7, y - 7, 14, 14, fill, "ink")


def shape(name: str) -> Sample:
    """One of the marks that tell series apart."""
    return lambda canvas, x, y: mark(canvas, name, x, y)


SHAPES = ("square", "ring", "diamond", "stroke", "disc")
ORDER = ("stroke", "ring", "diamond", "square", "disc")
_SIZES = {"square": (6.0, 3.2), "ring": (6.5, 10.0), "diamond": (7.0, 7.0), "stroke": (9.0, 14.0), "disc": (5.0, 2.2)}


def mark(canvas: Canvas, name: str, x: float, y: float, *, crowded: bool = False) -> None:
    """A mark around this place; crowded ones have sizes that leave each visible inside the other."""
    size = _SIZES[name][crowded]
    if name == "square":
        canvas.rect(x - size, y - size, 2 * size, 2 * size, "ink")
    elif name == "ring":
        canvas.circle(x, y, size, "paper", "ink")
    elif name == "diamond":
        around = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
        canvas.line(around, "ink", thick=1.5, fill="scale2", closed=True)
    elif name == "stroke":
        canvas.rect(x - 2.5, y - size, 5, 2 * size, "scale3")
    else:
        canvas.circle(x, y, size, "scale3", "paper", thick=1)
