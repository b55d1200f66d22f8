"""Contrast of words in drawings, measured from what the browser painted: the accessibility checker cannot tell their ground."""

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
