"""A checked template with values in it: words stay words, lines stay lines, Arabic runs as Arabic."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from copy import deepcopy

from docxtpl import DocxTemplate
from lxml import etree

from kim.documents.exceptions import UnusableTemplate
from kim.documents.word.environment import PlainEnvironment
from kim.documents.word.package import WORD, read_xml
from kim.documents.writing import cleaned

Values = Mapping[str, str | Sequence[str]]
_FILLED = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml")
_NO_XML = re.compile("[\ufffe\uffff\ufdd0-\ufdef]")
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
# A stretch from the first to the last such letter; digits and spaces between them belong to it.
_RUN_OF_RTL = re.compile(f"[{_RTL}](?:[^A-Za-z\u00c0-\u058f\u1e00-\u1fff\n]*[{_RTL}])?")
_BEHIND_RTL = tuple(
    f"{WORD}{name}" for name in ("cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange")
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def fill_template(content: bytes, values: Values) -> bytes:
    """The letter as DOCX. Fields without a value stay empty."""
    document = DocxTemplate(io.BytesIO(content))
    filled = io.BytesIO()
    try:
        document.render({name: _plain(value) for name, value in values.items()}, PlainEnvironment())
        document.save(filled)
    except Exception as error:  # whatever the library stumbles over, the page says one sentence
        raise UnusableTemplate(reason=str(error)[:200]) from error
    return _with_directions(filled.getvalue())


def _plain(value: str | Sequence[str]) -> str | list[str]:
    """Text that XML can hold; the library turns its line ends into breaks."""
    return _words(value) if isinstance(value, str) else [_words(each) for each in value]


def _words(text: str) -> str:
    return _NO_XML.sub("", cleaned(text)).strip("\n")


def _with_directions(content: bytes) -> bytes:
    """The same package, its right-to-left words marked as such: Word then takes font and direction from their script."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as marked:
        for part in package.infolist():
            body = package.read(part.filename)
            marked.writestr(part, _marked(body) if _FILLED.fullmatch(part.filename) else body)
    return out.getvalue()


def _marked(xml: bytes) -> bytes:
    root = read_xml(xml)
    for run in list(root.iter(f"{WORD}r")):
        if any(_RUN_OF_RTL.search(each.text or "") for each in run.findall(f"{WORD}t")):
            _split(run)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _split(run: etree._Element) -> None:
    """One run for each stretch of one direction, all with the look of the first."""
    look = run.find(f"{WORD}rPr")
    pieces: list[etree._Element] = []
    for child in list(run):
        if child is look:
            continue
        if child.tag != f"{WORD}t":
            pieces.append(_run(run, look, child, rtl=False))
            continue
        for words, rtl in _stretches(child.text or ""):
            text = etree.Element(f"{WORD}t")
            text.text = words
            text.set(_SPACE, "preserve")
            pieces.append(_run(run, look, text, rtl=rtl))
    parent = run.getparent()
    if parent is not None:
        at = parent.index(run)
        pieces[-1].tail = run.tail
        parent[at : at + 1] = pieces


def _stretches(text: str) -> list[tuple[str, bool]]:
    found, end = [], 0
    for match in _RUN_OF_RTL.finditer(text):
        found += [(text[end : match.start()], False), (match[0], True)]
        end = match.end()
    return [(words, rtl) for words, rtl in [*found, (text[end:], False)] if words]


def _run(like: etree._Element, look: etree._Element | None, child: etree._Element, *, rtl: bool) -> etree._Element:
    run = etree.Element(like.tag, dict(like.attrib))
    properties = deepcopy(look) if look is not None else etree.Element(f"{WORD}rPr")
    if rtl and properties.find(f"{WORD}rtl") is None:
        behind = next((at for at, each in enumerate(properties) if each.tag in _BEHIND_RTL), len(properties))
        properties.insert(behind, etree.Element(f"{WORD}rtl"))
    if len(properties):
        run.append(properties)
    run.append(child)
    return run
