"""The first page of a PDF as a picture, drawn in a process that a broken or hostile file cannot leave."""

import subprocess
import sys
from random import Random

import pytest
from django.urls import reverse

from kim.documents import NoPreview, first_page, preview
from kim.documents.preview_page import MEMORY
from tests import factories
from tests.documents.test_papers import d, report

HOSTILE = {
    "empty": b"%PDF-1.7\n%%EOF",
    "noise": b"%PDF-1.7\n" + Random(1).randbytes(50_000),
    "cut": d.render_report(report())[:9000],
    "no height": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 1 0]>>endobj\ntrailer<</Root 1 0 R>>",
}


def test_the_first_page_is_a_picture_and_a_broken_file_is_none():
    drawn = first_page(d.render_report(report()))

    assert drawn.startswith(b"\x89PNG") and 10_000 < len(drawn) < 500_000
    for name, content in HOSTILE.items():
        try:
            assert len(first_page(content)) < 10_000, name  # an empty page is no harm
        except NoPreview:
            continue


def test_what_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(preview, "LONGEST", 0.01)
    with pytest.raises(NoPreview):
        first_page(d.render_report(report()))


def test_the_process_that_draws_opens_nothing_and_takes_no_more_than_its_memory():
    shut = "import sys; sys.path.insert(0, sys.argv[1]); import preview_page; preview_page._shut()\n"
    for act in ("open('/etc/hostname')", "__import__('socket').socket()", f"bytearray({MEMORY + 1})"):
        told = subprocess.run(
            [sys.executable, "-c", f"{shut}try:\n    {act}\nexcept (OSError, MemoryError):\n    print('shut')",
             str(preview.DRAWER.parent)], capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert told.stdout == "shut\n", act


@pytest.mark.django_db
def test_the_page_of_a_pdf_shows_it_and_says_where_there_is_none(world, browser_for):
    case = factories.case(world.anna)
    good = factories.document(case, content=d.render_report(report()))
    broken = factories.document(case, name="Kaputt.pdf", content=HOSTILE["noise"])
    anna = browser_for(world.anna)

    def preview_of(document):
        return reverse("casework:document_preview", args=[case.pk, document.pk, 1])

    html = anna.get(reverse("casework:document_detail", args=[case.pk, good.pk])).content.decode()
    assert f'src="{preview_of(good)}"' in html
    picture, words = anna.get(preview_of(good)), anna.get(preview_of(broken))
    assert (picture["Content-Type"], picture["Cache-Control"]) == ("image/png", "no-store, private")
    assert "keine Vorschau" in words.content.decode() and "sandbox" in words["Content-Security-Policy"]
