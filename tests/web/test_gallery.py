"""The gallery keeps its promise: every component, with what it is for."""

import re
from pathlib import Path

import pytest

from kim import charts
from kim.web.gallery import COMPONENTS, described_components
from tests.charts import samples

# These stand in the frame of every page, the gallery's own included.
IN_THE_FRAME = {"icon", "head", "sec"}
TEMPLATES = COMPONENTS.parent


def _used(folders: list[str]) -> set[str]:
    pages = [path for folder in folders for path in TEMPLATES.glob(folder)]
    return set(re.findall(r"<c-([a-z-]+)", "".join(path.read_text(encoding="utf-8") for path in pages)))


def test_every_component_has_its_place_in_the_gallery():
    shown = _used(["gallery.html", "gallery/*.html"]) | IN_THE_FRAME
    inside_others = _used(["cotton/*.html"])
    names = {path.stem.replace("_", "-") for path in COMPONENTS.glob("*.html")}

    assert names - shown - inside_others == set()


@pytest.mark.parametrize("component", described_components(), ids=lambda component: component.tag)
def test_a_component_says_what_it_is_for(component):
    assert len(component.about) > 20


@pytest.mark.parametrize("path", sorted(COMPONENTS.rglob("*.html")), ids=lambda path: path.stem)
def test_a_component_stays_small_and_passes_attributes_escaped(path):
    source = path.read_text(encoding="utf-8")

    assert len(source.splitlines()) <= 22
    assert "{{ attrs }}" not in source


@pytest.mark.django_db
def test_the_gallery_shows_them_to_whoever_is_signed_in(world, browser_for):
    page = browser_for(world.anna).get("/muster/")

    assert page.status_code == 200
    assert "Bausteine" in page.content.decode()


def test_every_kind_of_drawing_has_its_place_in_the_gallery_and_among_the_samples():
    folders = (TEMPLATES.parent / "gallery_parts", Path(samples.__file__).parent)
    known = {name for name, kind in vars(charts).items() if isinstance(kind, type) and issubclass(kind, charts.Chart)}

    for folder in folders:
        sources = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
        assert {name for name in known - {"Chart"} if f"{name}(" not in sources} == set(), folder
