"""Contrast measured from what the browser painted, where the accessibility checker cannot tell: drawings, cells out of view."""

from collections import Counter
from io import BytesIO

from PIL import Image

from tests.charts.test_contrast import contrast

# Words that are shown, with their place in the drawing and the colour they are painted in.
WORDS = """svg => {
  const paper = document.createElement('canvas').getContext('2d', {willReadFrequently: true})
  const around = svg.getBoundingClientRect()
  return [...svg.querySelectorAll('text')].filter(text => text.textContent.trim() && text.getBoundingClientRect().width).map(text => {
    const box = text.getBoundingClientRect(), style = getComputedStyle(text)
    paper.fillStyle = style.fill
    paper.fillRect(0, 0, 1, 1)
    return {words: text.textContent.trim(), colour: [...paper.getImageData(0, 0, 1, 1).data].slice(0, 3),
            box: [box.left - around.left, box.top - around.top, box.right - around.left, box.bottom - around.top]}
  })
}"""


# The colour an element's words are painted in.
COLOUR = """node => {
  const paper = document.createElement('canvas').getContext('2d', {willReadFrequently: true})
  paper.fillStyle = getComputedStyle(node).color
  paper.fillRect(0, 0, 1, 1)
  return [...paper.getImageData(0, 0, 1, 1).data].slice(0, 3)
}"""


# What decides how an element is painted: its own looks and those of everything it stands in.
PAINTED_LIKE = """node => {
  const told = []
  for (let each = node; each; each = each.parentElement) {
    const style = getComputedStyle(each)
    told.push(each.tagName, each.className, style.color, style.backgroundColor, style.backgroundImage, style.opacity)
  }
  return told.join(' ')
}"""
MEASURED: dict[str, float] = {}


def measured_contrast(page, selector: str) -> float:
    """How far an element's words stand out from its ground, once it has been scrolled into sight; its like is measured once."""
    node = page.locator(selector).first
    like = node.evaluate(PAINTED_LIKE)
    if like not in MEASURED:
        node.scroll_into_view_if_needed()
        picture = Image.open(BytesIO(node.screenshot(animations="disabled"))).convert("RGB")
        MEASURED[like] = contrast(tuple(node.evaluate(COLOUR)), _ground(picture, [0, 0, *picture.size]))
    return MEASURED[like]


def unreadable_words(page) -> list[str]:
    """Words in drawings that stand out from their ground by less than 4.5 to 1."""
    found = []
    for svg in page.locator("svg:has(text)").all():
        if not svg.is_visible():
            continue
        words = svg.evaluate(WORDS)
        picture = Image.open(BytesIO(svg.screenshot(animations="disabled"))).convert("RGB")
        for word in words:
            ratio = contrast(tuple(word["colour"]), _ground(picture, word["box"]))
            if ratio < 4.5:
                found.append(f"{word['words']!r} in a drawing has a contrast of {ratio:.1f}")
    return found


def _ground(picture: Image.Image, box: list[float]) -> tuple[int, int, int]:
    """The commonest colour of the place: letters cover less of it than what is behind them."""
    left, top, right, bottom = (max(0, round(edge)) for edge in box)
    place = picture.crop((left, top, max(right, left + 1), max(bottom, top + 1)))
    return Counter(place.get_flattened_data()).most_common(1)[0][0]
