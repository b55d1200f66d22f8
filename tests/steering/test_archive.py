"""The package of a closed meeting: its papers are what its metadata calls them, PDF/A-2a."""

import hashlib
import io
import zipfile
from xml.etree import ElementTree

import pikepdf
import pytest
from pikepdf import pdfa

from kim.steering import archive
from kim.steering.exceptions import StepNotPossible
from tests import factories_steering as rows

# What the checker does not know: it checks level B, knows no XMP schema beyond the predefined ones although 6.6.2.3.2 lets a file
# declare its own, and refuses a bookmark's destination that is an object of its own.
BEYOND = (
    "pdfaid:conformance is 'A', expected 'B'",
    "XMP namespace pdfa",
    "XMP property pdfaExtension:schemas",
    "xmpTPg",
)
DECLARED = "http://www.aiim.org/pdfua/ns/id/"


@pytest.fixture
def package(world, scope_as):
    """An approved meeting with an agenda, a decision and a vote of words that XML and PDF could stumble over."""
    group = rows.body()
    meeting = rows.meeting(group, state="approved", title="Sitzung <O'Brien> & „Łódź“ العربية")
    point = rows.item(meeting, "Kurse & Betreuung")
    rows.decision(group, meeting=meeting, item=point, topic=rows.topic())
    return zipfile.ZipFile(io.BytesIO(archive.package_of(meeting)))


def papers(package):
    return {name: package.read(name) for name in package.namelist() if name.endswith(".pdf")}


def test_every_paper_keeps_the_rules_of_pdf_a_2(package):
    assert len(papers(package)) == 3
    for name, content in papers(package).items():
        found = pdfa.validate_written(io.BytesIO(content), pdfa.Flavour.PDFA_2B).findings
        wrong = [
            each
            for each in found
            if str(each.kind) != "unsupported" and not any(part in each.message for part in BEYOND)
        ]
        wrong = [
            each for each in wrong if "pdfuaid:part" not in each.message and each.rule != "pikepdf:schema-OutlineItem"
        ]
        assert not wrong, (name, [str(each) for each in wrong])
        with pikepdf.open(io.BytesIO(content)) as pdf:
            declared = pdf.Root.Metadata.read_bytes().decode()
        assert f"<pdfaSchema:namespaceURI>{DECLARED}<" in declared  # so pdfuaid:part may stand there


def test_every_paper_has_what_level_a_asks_for_beyond_that(package):
    for name, content in papers(package).items():
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "de", name
            told = dict(pdf.Root.StructTreeRoot.get("/RoleMap", {}))
            for each in tagged(pdf.Root.StructTreeRoot.K):
                kind = str(each.S)
                assert str(told.get(kind, kind)) in STANDARD, (name, kind)
                assert kind != "/Figure" or each.get("/Alt"), name
            fonts = [
                each
                for each in pdf.objects
                if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == "/Type0"
            ]
            assert fonts and all("/ToUnicode" in font for font in fonts), name  # every sign can be read as text
            assert all("/StructParents" in page for page in pdf.pages), name


NAMES = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody"
    " Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Figure Formula Form"
)
STANDARD = frozenset(f"/{name}" for name in NAMES.split())


def tagged(node):
    """All elements of the structure."""
    for each in node if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield each
            if "/K" in each:
                yield from tagged(each.K)


def test_the_metadata_name_the_meeting_and_every_file_with_its_checksum(package):
    told = ElementTree.fromstring(package.read("header/metadata.xml"))
    listed = {each.get("pfad"): each for each in told.iter("datei")}
    assert told.findtext("sitzung/titel") == "Sitzung <O'Brien> & „Łódź“ العربية"
    assert [each.get("ergebnis") for each in told.iter("beschluss")] == ["accepted"]
    assert set(listed) == {name for name in package.namelist() if not name.startswith("header/")}
    for path, said in listed.items():
        assert said.get("sha256") == hashlib.sha256(package.read(path)).hexdigest()
        assert said.get("norm") == "PDF/A-2a, PDF/UA-1" and said.findtext("titel")
        with pikepdf.open(io.BytesIO(package.read(path))) as pdf, pdf.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfaid:conformance"], about["pdfuaid:part"]) == ("2", "A", "1")
            assert about["dc:title"] == said.findtext("titel")


@pytest.mark.django_db
def test_a_meeting_without_approved_minutes_has_no_package():
    with pytest.raises(StepNotPossible):
        archive.package_of(rows.meeting(rows.body(), state="minutes_out"))
