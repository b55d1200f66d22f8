"""Colours of drawings as the browser paints them: text 4.5 to 1 on its ground, marks 3 to 1."""

import pytest

from kim.charts.paint import PAPER
from tests.charts.test_contrast import STATIC, too_weak

pytestmark = pytest.mark.browser

STYLES = ("vendor/kern.min.css", "kim/css/kern.css", "kim/css/tokens.css", "kim/css/charts.css")
SEEN = """names => Object.fromEntries(names.map(name => {
  const sheet = document.createElement('canvas').getContext('2d')
  sheet.fillStyle = getComputedStyle(document.getElementById(name)).fill
  sheet.fillRect(0, 0, 1, 1)
  return [name, Array.from(sheet.getImageData(0, 0, 1, 1).data).slice(0, 3)]
}))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawings_on_screen_can_be_read(scheme, page):
    styles = "".join(f"<style>{(STATIC / path).read_text(encoding='utf-8')}</style>" for path in STYLES)
    rects = "".join(f'<rect class="kd-fill-{name}" id="{name}"/>' for name in PAPER)
    page.emulate_media(color_scheme=scheme)
    page.set_content(f'{styles}<svg class="kim-drawing">{rects}</svg>')

    colours = page.evaluate(SEEN, list(PAPER))

    assert too_weak({name: tuple(colour) for name, colour in colours.items()}) == []
