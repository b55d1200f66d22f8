"""A closed meeting as one package: papers as PDF/A, papers as handed in, metadata as XML, and a list of checksums.

Laid out like an archival package of eCH-0160: `header/metadata.xml` says what it is, `content/` holds the files,
`header/sha256.txt` proves them.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as xml

from kim.documents import Report, render_report
from kim.steering.exceptions import StepNotPossible
from kim.steering.models import Meeting, PaperVersion
from kim.steering.papers import agenda_paper, decision_paper, minutes_paper
from kim.steering.states import MeetingState

READY = (MeetingState.APPROVED, MeetingState.CLOSED)
EARLIEST = (1980, 1, 1, 0, 0, 0)  # what ZIP files can say
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Piece:
    """A file of the package: where it lies, what it is called, its bytes."""

    path: str
    title: str
    media_type: str
    content: bytes
    standard: str = "wie eingereicht"  # only KIM's own papers are made for archives; the others are kept byte by byte

    @property
    def sha256(self) -> str:
        """Its checksum."""
        return hashlib.sha256(self.content).hexdigest()


def package_of(meeting: Meeting) -> bytes:
    """The package of a meeting whose minutes are approved; the same meeting gives the same files in the same order."""
    if meeting.state not in READY:
        raise StepNotPossible
    pieces = list(_pieces(meeting))
    header = xml.tostring(_metadata(meeting, pieces), encoding="utf-8", xml_declaration=True)
    sums = [(piece.path, piece.sha256) for piece in pieces]
    sums.append(("header/metadata.xml", hashlib.sha256(header).hexdigest()))
    listed = "".join(f"{checksum}  {path}\n" for path, checksum in sums).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for path, content in (("header/metadata.xml", header), ("header/sha256.txt", listed)):
            package.writestr(zipfile.ZipInfo(path, EARLIEST), content)
        for piece in pieces:
            package.writestr(zipfile.ZipInfo(piece.path, EARLIEST), piece.content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _pieces(meeting: Meeting) -> Iterator[Piece]:
    yield _pdf("01-einladung.pdf", agenda_paper(meeting, inside=True))
    yield _pdf("02-niederschrift.pdf", minutes_paper(meeting, inside=True))
    decided = meeting.decisions.order_by("number").select_related("body", "topic", "proposal", "ballot", "meeting")
    for number, decision in enumerate(decided, start=1):
        yield _pdf(f"beschluesse/{number:02d}-{_safe(decision.number)}.pdf", decision_paper(decision))
    handed_in = PaperVersion.objects.filter(paper__meeting=meeting).select_related("paper")
    for number, version in enumerate(handed_in.order_by("paper_id", "number"), start=1):
        path = f"content/unterlagen/{number:02d}-{_safe(version.file_name)}"
        yield Piece(path, f"{version.paper.title} ({version.number})", version.media_type, bytes(version.content))


def _pdf(name: str, report: Report) -> Piece:
    return Piece(f"content/{name}", report.title, "application/pdf", render_report(report), "PDF/A-2a, PDF/UA-1")


def _safe(name: str) -> str:
    """A file name that no unpacking can lead elsewhere."""
    return _UNSAFE.sub("-", name).strip(".-")[-80:] or "datei"


def _metadata(meeting: Meeting, pieces: list[Piece]) -> xml.Element:
    root = xml.Element("paket", {"version": "1"})
    said = xml.SubElement(root, "sitzung")
    for name, value in _facts(meeting):
        xml.SubElement(said, name).text = _plain(value)
    for decision in meeting.decisions.order_by("number"):
        told = xml.SubElement(said, "beschluss", {"nummer": decision.number, "ergebnis": decision.outcome})
        xml.SubElement(told, "titel").text = _plain(decision.title)
        xml.SubElement(told, "oeffentlich").text = "nein" if decision.internal else "ja"
    files = xml.SubElement(root, "dateien")
    for piece in pieces:
        facts = {"pfad": piece.path, "typ": piece.media_type, "norm": piece.standard, "sha256": piece.sha256}
        told = xml.SubElement(files, "datei", facts)
        xml.SubElement(told, "titel").text = _plain(piece.title)
    return root


def _facts(meeting: Meeting) -> Iterator[tuple[str, str]]:
    yield "gremium", meeting.body.name
    yield "titel", meeting.title
    yield "nummer", str(meeting.number)
    yield "tag", meeting.held_on.isoformat()
    yield "ort", meeting.place
    yield "oeffentlich", "ja" if meeting.public else "nein"
    yield "kennung", str(meeting.uid)
    yield "genehmigt", meeting.approved_on.isoformat() if meeting.approved_on else ""
    if isinstance(meeting.invited_at, datetime):
        yield "eingeladen", meeting.invited_at.isoformat()


def _plain(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return "".join(sign for sign in text if sign in "\n\t" or ord(sign) >= 32)
