"""The county's logo: what may come in, and handing it out for pages and papers.

An SVG can act and load things, so it is built anew from what is on the lists below and nothing else; a PNG is walked through
chunk by chunk. What does not fit is refused, not repaired, except for harmless extras of drawing programs.
"""

import hashlib
import re
import struct
import xml.etree.ElementTree as ET
import zlib
from dataclasses import dataclass
from pathlib import Path

from kim.organisation.exceptions import LogoRefused
from kim.organisation.models import County, CountyLogo
from kim.organisation.profile import County as ProfileCounty

MOST_BYTES = 200_000
MOST_PIXELS = 4096
SVG, PNG = "image/svg+xml", "image/png"
_SVG_SPACE = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = frozenset(
    {
        "circle", "clipPath", "defs", "desc", "ellipse", "g", "line", "linearGradient", "mask", "path", "pattern",
        "polygon", "polyline", "radialGradient", "rect", "stop", "svg", "symbol", "text", "title", "tspan", "use",
    }
)  # fmt: skip
_ATTRIBUTES = frozenset(
    {
        "clip-path", "clip-rule", "clipPathUnits", "color", "cx", "cy", "d", "display", "dx", "dy", "fill",
        "fill-opacity", "fill-rule", "font-family", "font-size", "font-style", "font-weight", "fx", "fy",
        "gradientTransform", "gradientUnits", "height", "id", "letter-spacing", "mask", "maskContentUnits",
        "maskUnits", "offset", "opacity", "patternContentUnits", "patternTransform", "patternUnits", "points",
        "preserveAspectRatio", "r", "role", "rx", "ry", "spreadMethod", "stop-color", "stop-opacity", "stroke",
        "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
        "stroke-opacity", "stroke-width", "text-anchor", "transform", "version", "viewBox", "visibility", "width",
        "x", "x1", "x2", "y", "y1", "y2",
    }
)  # fmt: skip
# Colours, numbers, paths, and references to parts of the same drawing.
_VALUE = re.compile(r"(?:[^<>&\\:;@]|:(?=\s))*")
_ADDRESS = re.compile(r"url\(\s*['\"]?#[\w.-]+['\"]?\s*\)")
_PART = re.compile(r"#[\w.-]+")


@dataclass(frozen=True)
class Logo:
    """A logo as it is kept and handed out; the text says what it shows to those who do not see it."""

    file_name: str
    media_type: str
    content: bytes
    alt: str = ""

    @property
    def digest(self) -> str:
        """What tells two logos apart."""
        return hashlib.sha256(self.content).hexdigest()


def checked(content: bytes, file_name: str) -> Logo:
    """The logo in these bytes, made harmless; LogoRefused says why it cannot be taken."""
    if len(content) > MOST_BYTES:
        raise LogoRefused(reason=f"{len(content)} > {MOST_BYTES} Byte")
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        _walk_png(content)
        return Logo(file_name, PNG, content)
    return Logo(file_name, SVG, _rebuilt_svg(content))


def county_logo() -> Logo | None:
    """The logo of the county with its words for those who do not see it; None without one."""
    row = CountyLogo.objects.first()
    if row is None:
        return None
    name = County.objects.values_list("name", flat=True).first() or ""
    return Logo(row.file_name, row.media_type, bytes(row.content), name)


def store(logo: Logo) -> bool:
    """Keep this logo; False when it is the one already."""
    if CountyLogo.objects.filter(digest=logo.digest, file_name=logo.file_name).exists():
        return False
    values = {
        "file_name": logo.file_name,
        "media_type": logo.media_type,
        "content": logo.content,
        "digest": logo.digest,
    }
    CountyLogo.objects.update_or_create(id=1, defaults=values)
    return True


def beside(profile_file: Path, county: ProfileCounty) -> Logo | None:
    """The logo a profile names, from the file beside it; None when it names none or the file is not there."""
    path = profile_file.parent / (county.logo or "")
    if not county.logo or not path.is_file():
        return None
    with path.open("rb") as stream:
        return checked(stream.read(MOST_BYTES + 1), county.logo)


def _rebuilt_svg(content: bytes) -> bytes:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LogoRefused(reason="UTF-8") from error
    if re.search(r"<!(?!--)", text):  # a document type may define entities
        raise LogoRefused(reason="<!DOCTYPE")
    try:
        root = ET.fromstring(text)  # noqa: S314  # without document type there are no entities to expand
    except ET.ParseError as error:
        raise LogoRefused(reason=str(error)) from error
    if root.tag != f"{{{_SVG_SPACE}}}svg":
        raise LogoRefused(reason=root.tag[:60])
    ET.register_namespace("", _SVG_SPACE)
    drawing = _rebuilt(root, 0)
    _refuse_multiplying(drawing)
    return ET.tostring(drawing, encoding="utf-8", xml_declaration=False)


def _refuse_multiplying(drawing: ET.Element) -> None:
    """A part that repeats parts is not repeated itself: ten of ten of ten would be more than anybody can draw."""
    use = f"{{{_SVG_SPACE}}}use"
    repeating = {part.get("id") for part in drawing.iter() if part.find(f".//{use}") is not None}
    if any(each.get("href", "").removeprefix("#") in repeating for each in drawing.iter(use)):
        raise LogoRefused(reason="<use>")


def _rebuilt(old: ET.Element, depth: int) -> ET.Element:
    """The element with everything that is allowed in it; foreign elements of drawing programs are left out."""
    name = old.tag.removeprefix(f"{{{_SVG_SPACE}}}")
    if name not in _ELEMENTS or depth > 30:
        raise LogoRefused(reason=f"<{name[:60]}>")
    new = ET.Element(f"{{{_SVG_SPACE}}}{name}", dict(filter(None, (_attribute(*pair) for pair in old.items()))))
    new.text, new.tail = old.text, old.tail
    for child in old:
        drawn = isinstance(child.tag, str) and child.tag.startswith(f"{{{_SVG_SPACE}}}")
        if drawn and child.tag != f"{{{_SVG_SPACE}}}metadata":
            new.append(_rebuilt(child, depth + 1))
    return new


def _attribute(name: str, value: str) -> tuple[str, str] | None:
    if name in ("href", _LINK):
        if not _PART.fullmatch(value):
            raise LogoRefused(reason=f"href={value[:40]}")
        return "href", value
    if name.lower().startswith("on") or name == "style":
        raise LogoRefused(reason=f"{name}=")
    if name not in _ATTRIBUTES:
        return None
    if "url" in value.lower() and not _ADDRESS.fullmatch(value.strip()):
        raise LogoRefused(reason=f"{name}={value[:40]}")
    if not _VALUE.fullmatch(value):
        raise LogoRefused(reason=f"{name}={value[:40]}")
    return name, value


def _walk_png(content: bytes) -> None:
    """Every chunk is whole and right, the size is one a logo has, and nothing follows the end."""
    place, kinds = 8, []
    while place + 12 <= len(content):
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        end = place + 12 + length
        if (
            end > len(content)
            or zlib.crc32(content[place + 4 : end - 4]) != struct.unpack(">I", content[end - 4 : end])[0]
        ):
            raise LogoRefused(reason="PNG")
        if kind == b"IHDR" and max(struct.unpack(">II", content[place + 8 : place + 16])) > MOST_PIXELS:
            raise LogoRefused(reason=f"> {MOST_PIXELS} px")
        kinds.append(kind)
        place = end
    if place != len(content) or kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        raise LogoRefused(reason="PNG")
