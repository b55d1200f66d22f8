"""Whether a file is a plain Word document: no macros, nothing embedded, nothing fetched, no bomb."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 40 * 1024 * 1024
MAX_XML = 3 * 1024 * 1024
MAX_PARTS = 400
MAIN = "word/document.xml"
_TYPES = "[Content_Types].xml"
_PLAIN_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ACTIVE = re.compile(
    r"vbaproject|vbadata|activex|/embeddings/|oleobject|customui|afchunk|\.(?:exe|js|vbs|html?|mht)$", re.I
)
_ACTIVE_TYPE = re.compile("macroenabled|vbaproject|activex|oleobject", re.I)
_ACTIVE_RELATION = re.compile("/(?:aFChunk|oleObject|package|control|vbaProject|attachedToolbars)$", re.I)
_FETCHES = re.compile(r"\b(INCLUDEPICTURE|INCLUDETEXT|DDE|DDEAUTO|LINK|IMPORT|DATABASE|RD)\b", re.I)
_LINK_TO_CLICK = re.compile(r"^(https?|mailto|tel):", re.I)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Problem:
    """Why a file cannot be used: a code that pages put into words, and what it is about."""

    code: str
    detail: str = ""


def read_xml(content: bytes) -> etree._Element:
    """One part of the package, without entities, without the net."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)


def problems_of_package(content: bytes) -> list[Problem]:
    """What stands against opening this file at all; the first kind of problem found is enough."""
    if len(content) > MAX_BYTES:
        return [Problem("too_large")]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return list(_in_package(package))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return [Problem("not_docx")]


def _in_package(package: zipfile.ZipFile) -> Iterator[Problem]:
    parts = package.infolist()
    names = [part.filename for part in parts]
    if _TYPES not in names or MAIN not in names:
        yield Problem("not_docx")
        return
    if len(parts) > MAX_PARTS or len(set(names)) < len(names) or sum(p.file_size for p in parts) > MAX_UNPACKED:
        yield Problem("bomb")
        return
    if any(p.file_size > MAX_XML for p in parts if p.filename.endswith((".xml", ".rels"))):
        yield Problem("bomb")
        return
    if any(part.flag_bits & 1 or ".." in part.filename.split("/") or part.filename[:1] == "/" for part in parts):
        yield Problem("not_docx")
        return
    if any(name.lower().endswith((".xml", ".rels")) and name != _usual(name) for name in names):
        yield Problem("not_docx")  # written in another way it would be opened, but not looked into here
        return
    yield from (Problem("macros", name) for name in names if _ACTIVE.search(f"/{name}"))
    for name in names:
        if name.endswith((".xml", ".rels")):
            yield from _in_part(name, package.read(name))


def _in_part(name: str, content: bytes) -> Iterator[Problem]:
    try:
        root = read_xml(content)
    except etree.XMLSyntaxError:
        yield Problem("unreadable", name)
        return
    if root.getroottree().docinfo.doctype:
        yield Problem("bomb", name)
    elif name == _TYPES:
        yield from _in_types(root)
    elif name.endswith(".rels"):
        yield from _in_relations(root)
    else:
        yield from _in_field_codes(root)


def _usual(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{stem}{dot}{ending.lower()}"


def _in_types(root: etree._Element) -> Iterator[Problem]:
    kinds = {str(each.get("PartName", "")): str(each.get("ContentType", "")) for each in root.iter(etree.Element)}
    if any(_ACTIVE_TYPE.search(kind) for kind in kinds.values()):
        yield Problem("macros")
    elif kinds.get(f"/{MAIN}") != _PLAIN_DOCUMENT or any(map(_is_hidden_xml, root.iter(etree.Element))):
        yield Problem("not_docx")


def _is_hidden_xml(kind: etree._Element) -> bool:
    """Whether this line of the types makes XML of parts that are not called so, and would not be looked into here."""
    what = str(kind.get("ContentType", "")).lower()
    named = str(kind.get("PartName", "")) or f".{kind.get('Extension', '')}"
    is_xml = what.endswith("xml") and not what.startswith("image/")
    return is_xml and not named.lower().endswith((".xml", ".rels"))


def _in_relations(root: etree._Element) -> Iterator[Problem]:
    """A link that somebody may click is plain text; everything else from outside would be fetched on opening."""
    for relation in root.iter(_RELATION):
        kind, target = str(relation.get("Type", "")), str(relation.get("Target", ""))
        if _ACTIVE_RELATION.search(kind):
            yield Problem("macros", target[:120])
        elif str(relation.get("TargetMode", "")).lower() == "external" and not _is_link_to_click(kind, target):
            yield Problem("external", target[:120])


def _is_link_to_click(kind: str, target: str) -> bool:
    return kind.endswith("/hyperlink") and bool(_LINK_TO_CLICK.match(target))


def _in_field_codes(root: etree._Element) -> Iterator[Problem]:
    """Word's own fields can fetch files when the letter is opened; their code may be spread over several runs."""
    codes = "".join(each.text or "" for each in root.iter(f"{WORD}instrText"))
    codes += " ".join(str(each.get(f"{WORD}instr", "")) for each in root.iter(f"{WORD}fldSimple"))
    found = _FETCHES.search(codes)
    if found:
        yield Problem("external", found[0].upper())
    if "{{" in codes or "{%" in codes:  # what somebody types would become a code
        yield Problem("not_allowed", codes.strip()[:160])
