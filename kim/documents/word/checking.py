"""Which fields a template uses, and whether it may be used: only fields, conditions and loops over lists."""

import difflib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes

from kim.documents.word.environment import PlainEnvironment
from kim.documents.word.package import MAX_BYTES, Problem, problems_of_package

Kind = Literal["text", "list"]
MAX_TAGS = 1000
_PLAIN_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.For, nodes.Not, nodes.And, nodes.Or,
)  # fmt: skip
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
_DEEPEST = 3
# What the library adds to its template language: raw values in place of runs, cells that follow a value.
_SPECIAL = re.compile(r"{{-?\s*(?:r|p|tr|tc)\s[^}]*}}|{%-?\s*(?:colspan|cellbg|vm|hm)\b[^%]*%}")


class _NotPlain(Exception):
    """A tag that puts a value elsewhere than into words."""


__all__ = ["MAX_BYTES", "CheckedTemplate", "Problem", "UnknownField", "check_template"]


@dataclass(frozen=True)
class UnknownField:
    """A field nobody knows, and the known one whose name comes closest."""

    name: str
    closest: str = ""


@dataclass(frozen=True)
class CheckedTemplate:
    """What a check found; `fields` are the known fields in the order of the text."""

    fields: tuple[str, ...] = ()
    unknown: tuple[UnknownField, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Whether KIM may keep the file at all; unknown fields can still be put right."""
        return not any(problem.code in _FATAL for problem in self.problems)

    @property
    def is_usable(self) -> bool:
        """Whether letters can be made with it."""
        return not self.problems and not self.unknown


_FATAL = {"too_large", "not_docx", "bomb", "macros", "external", "unreadable"}


def check_template(content: bytes, known: Mapping[str, Kind]) -> CheckedTemplate:
    """Everything that can be said about this file without ever filling it."""
    if problems := problems_of_package(content):
        return CheckedTemplate(problems=tuple(dict.fromkeys(problems)))
    try:
        sources = _sources(content)
    except _NotPlain as found:
        return CheckedTemplate(problems=(Problem("not_allowed", str(found)),))
    except Exception as error:  # the library fails in many ways on files that only look like Word
        return CheckedTemplate(problems=(Problem("unreadable", type(error).__name__),))
    reading = _Reading(known)
    for source in sources:
        reading.read(source)
    return reading.result()


def _sources(content: bytes) -> list[str]:
    """The parts that are filled, as the library hands them to its template engine, one paragraph a line."""
    document = DocxTemplate(io.BytesIO(content))
    document.init_docx()
    raw = [document.get_xml()]
    for kind in (document.HEADER_URI, document.FOOTER_URI):
        raw += [document.get_part_xml(part) for _key, part in document.get_headers_footers(kind)]
    for part in document.docx.part.package.iter_parts():
        if part.content_type == _FOOTNOTES:
            raw.append(part.blob.decode("utf-8"))
    raw += [str(getattr(document.docx.core_properties, name)) for name in _PROPERTIES]
    if special := next(filter(None, map(_SPECIAL.search, (re.sub("<[^>]*>", "", xml) for xml in raw))), None):
        raise _NotPlain(special[0].strip())
    if sum(xml.count("{{") + xml.count("{%") + xml.count("{#") for xml in raw) > MAX_TAGS:
        raise ValueError
    return [re.sub(r"<w:p([ >])", r"\n<w:p\1", document.patch_xml(xml)) for xml in raw]


class _Reading:
    """Walks through the parts of one template."""

    def __init__(self, known: Mapping[str, Kind]) -> None:
        self.known = known
        self.fields: dict[str, None] = {}
        self.unknown: dict[str, None] = {}
        self.problems: dict[Problem, None] = {}

    def read(self, source: str) -> None:
        try:
            tree = PlainEnvironment().parse(source)
        except TemplateSyntaxError as error:
            self.problems[Problem("syntax", _paragraph(source, error.lineno))] = None
            return
        self._walk(tree, frozenset(), source, 0)

    def result(self) -> CheckedTemplate:
        unknown = tuple(UnknownField(name, closest(name, self.known)) for name in self.unknown)
        return CheckedTemplate(tuple(self.fields), unknown, tuple(self.problems))

    def _walk(self, node: nodes.Node, own: frozenset[str], source: str, depth: int) -> None:
        """`own` are names that a loop around this place has given itself."""
        if not isinstance(node, _PLAIN_NODES):
            self.problems[Problem("not_allowed", _paragraph(source, node.lineno))] = None
        elif isinstance(node, nodes.For):
            self._loop(node, own, source, depth + 1)
        elif isinstance(node, nodes.Output):
            for shown in node.nodes:
                if isinstance(shown, nodes.Name):
                    self._name(shown.name, own, "text")
                else:
                    self._walk(shown, own, source, depth)
        elif isinstance(node, nodes.Name):
            self._name(node.name, own, None)
        else:
            for child in node.iter_child_nodes():
                self._walk(child, own, source, depth)

    def _loop(self, node: nodes.For, own: frozenset[str], source: str, depth: int) -> None:
        simple = isinstance(node.iter, nodes.Name) and isinstance(node.target, nodes.Name)
        if not simple or node.test is not None or node.recursive or depth > _DEEPEST:
            self.problems[Problem("not_allowed", _paragraph(source, node.lineno))] = None
            return
        assert isinstance(node.iter, nodes.Name) and isinstance(node.target, nodes.Name)  # noqa: S101
        self._name(node.iter.name, own, "list")
        for child in node.body:
            self._walk(child, own | {node.target.name}, source, depth)
        for child in node.else_:
            self._walk(child, own, source, depth)

    def _name(self, name: str, own: frozenset[str], use: Kind | None) -> None:
        if name in own:
            if use == "list":
                self.problems[Problem("text_as_list", name)] = None
        elif name not in self.known:
            self.unknown[name] = None
        else:
            self.fields[name] = None
            if use == "text" and self.known[name] == "list":
                self.problems[Problem("list_as_text", name)] = None
            if use == "list" and self.known[name] == "text":
                self.problems[Problem("text_as_list", name)] = None


def closest(name: str, known: Mapping[str, Kind]) -> str:
    """The known field that was probably meant, or nothing."""
    plain = {_plain(each): each for each in known}
    found = difflib.get_close_matches(_plain(name), list(plain), n=1, cutoff=0.7)
    return plain[found[0]] if found else ""


def _plain(name: str) -> str:
    swaps = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))
    name = name.lower()
    for umlaut, letters in swaps:
        name = name.replace(umlaut, letters)
    return re.sub("[^a-z0-9]", "", name)


def _paragraph(source: str, line: int) -> str:
    """The words of the paragraph a fault stands in, so that it can be found in Word."""
    lines: Iterator[str] = iter(source.split("\n")[max(line - 1, 0) :])
    return " ".join(re.sub("<[^>]*>", "", next(lines, "")).split())[:160]
