"""Every kind of drawing, word for word as somebody looked at it.

After a wanted change: `KIM_SNAPSHOTS=write pytest tests/charts`, then open each changed file beside charts.css in a
browser, light and dark, before committing it.
"""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from kim.charts import NARROW
from tests.charts.samples import KINDS, LOOK, PAPER, TURNED

SNAPSHOTS = Path(__file__).parent / "snapshots"
LOOKS = {"wide": LOOK, "narrow": replace(LOOK, width=NARROW), "turned": TURNED, "paper": PAPER}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_looks_as_it_did_when_somebody_looked_at_it(kind, look):
    drawn = KINDS[kind].draw(LOOKS[look]).svg + "\n"
    snapshot = SNAPSHOTS / f"{kind}-{look}.svg"

    if os.environ.get("KIM_SNAPSHOTS") == "write":
        snapshot.write_text(drawn, encoding="utf-8")

    assert drawn == snapshot.read_text(encoding="utf-8")


def test_no_snapshot_is_left_over():
    assert {path.stem for path in SNAPSHOTS.iterdir()} == {f"{kind}-{look}" for kind in KINDS for look in LOOKS}
