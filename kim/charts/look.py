"""What all charts share: how they are to look, what they hand out, and the head every chart has."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kim.charts.canvas import Canvas

FULL, WIDE, HALF, NARROW = 960, 720, 520, 344
DOTTED, DASHED = "0 5", "6 4"


def plain_number(value: float) -> str:
    """A number without a language."""
    return f"{value:g}"


def plain_month(day: date) -> str:
    """A month without a language."""
    return f"{day:%m.%Y}"


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a chart is drawn: how wide in sixteenths of a rem, from which side, for what, and with which wording."""

    width: int = WIDE
    direction: Literal["ltr", "rtl"] = "ltr"
    for_paper: bool = False
    number: Callable[[float], str] = plain_number
    day: Callable[[date], str] = date.isoformat
    month: Callable[[date], str] = plain_month

    @property
    def turned(self) -> bool:
        """Whether reading starts on the right."""
        return self.direction == "rtl"

    @property
    def narrow(self) -> bool:
        """Whether names have to stand above their marks instead of beside them."""
        return self.width < 480

    def at(self, width: int) -> Look:
        """The same for another width."""
        return replace(self, width=width)


@dataclass(frozen=True)
class Figures:
    """The figures of a chart as a table; the first cell of a row is its head, the first `texts` columns hold words."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    texts: int = 1


@dataclass(frozen=True)
class Drawing:
    """A finished chart. Without anything to draw there is no markup but a sentence."""

    svg: str
    title: str
    description: str
    figures: Figures
    width: int
    nothing: str = ""


@dataclass(frozen=True, kw_only=True)
class Chart(ABC):
    """What every chart says of itself. `id` is unique on the page, `nothing` is said where there is nothing to draw."""

    id: str
    title: str
    nothing: str
    description: str = ""

    @property
    @abstractmethod
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""

    @abstractmethod
    def figures(self, look: Look) -> Figures:
        """What the chart shows, as a table."""

    @abstractmethod
    def paint(self, canvas: Canvas) -> None:
        """Draw it."""

    def draw(self, look: Look) -> Drawing:
        """The chart as a drawing for this look."""
        from kim.charts.canvas import Canvas  # noqa: PLC0415 - the sheet knows the look

        svg = ""
        if not self.is_empty:
            canvas = Canvas(look, f"{self.id}-{look.width}")
            self.paint(canvas)
            svg = canvas.markup(self.title, self.description)
        return Drawing(
            svg, self.title, self.description, self.figures(look), look.width, self.nothing if self.is_empty else ""
        )
