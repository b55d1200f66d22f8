"""Colours of drawings, measured by sums on paper: text 4.5 to 1 on its ground, marks 3 to 1. On screen: tests/browser/test_drawings.py."""

import re
from pathlib import Path

from kim.charts.paint import PAPER, SERIES

STATIC = Path(__file__).parents[2] / "kim" / "web" / "static"
TEXT = [
    ("ink", "paper"), ("muted", "paper"), ("ink", "soft"), ("muted", "soft"), ("onhere", "here"), ("bad", "paper"),
    ("good", "paper"), ("warn", "paper"), ("act", "paper"), ("paper", "ink"),
    *((f"onscale{step}", f"scale{step}") for step in range(4)), ("ink", "scale2"),
]  # fmt: skip
# The pale steps of the scale have an edge of "mid".
MARKS = [(name, "paper") for name in ("ink", "muted", "mid", "good", "bad", "warn", "act", "scale3")]


def luminance(colour: tuple[float, float, float]) -> float:
    parts = [c / 255 / 12.92 if c / 255 <= 0.03928 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(first: tuple[float, float, float], second: tuple[float, float, float]) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_weak(colours: dict[str, tuple[float, float, float]]) -> list[str]:
    pairs = [(*pair, 4.5) for pair in TEXT] + [(*pair, 3.0) for pair in MARKS]
    found = [(a, b, contrast(colours[a], colours[b]), least) for a, b, least in pairs]
    # Yellow stands out from the paper by night, and by its edge of ink by day.
    yellow = max(contrast(colours["here"], colours["paper"]), contrast(colours["here"], colours["ink"]))
    found.append(("here", "paper", yellow, 3.0))
    return [f"{a} on {b}: {ratio:.2f}" for a, b, ratio, least in found if ratio < least]


def test_drawings_on_paper_can_be_read():
    colours = {name: tuple(int(code[i : i + 2], 16) for i in (1, 3, 5)) for name, code in PAPER.items()}

    assert too_weak(colours) == []


def test_every_colour_of_a_drawing_has_its_rule_in_the_stylesheet():
    css = (STATIC / "kim/css/charts.css").read_text(encoding="utf-8")
    snapshots = "".join(path.read_text(encoding="utf-8") for path in (Path(__file__).parent / "snapshots").iterdir())

    used = set(re.findall(r"kd-(?:fill|stroke)-\w+", snapshots)) | {
        f"kd-fill-{fill}" for fill in SERIES if fill in PAPER
    }

    assert used <= set(re.findall(r"\.(kd-(?:fill|stroke)-\w+)", css))
