"""What a file is, found from its content: the few kinds that are filed, and why others are not. Values in, values out."""

import codecs
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.casework.exceptions import CaseworkError

Words = str | Promise
HEAD = 1024
MOST_PARTS = 5000
NAME_LENGTH = 200
TEXT_ENCODINGS = ("utf-8-sig", "cp1252")


@dataclass(frozen=True)
class FileType:
    """A kind of file that is filed; `preview` says how a browser shows it (image, pdf, text), empty where it cannot."""

    key: str
    media_type: str
    extensions: tuple[str, ...]
    words: Words
    preview: str = ""


class FileRefused(CaseworkError):
    """A file that is not filed, with what to do instead."""


class FileIsEmpty(FileRefused):
    message = _("This file is empty. Check it on your device and choose it again.")


class FileIsAProgram(FileRefused):
    message = _("This is a program or a script, not a document. It is not filed.")


class FileIsAnArchive(FileRefused):
    message = _("This is an archive with other files in it. Unpack it and file the documents one by one.")


class FileHasMacros(FileRefused):
    message = _(
        "This document contains macros, that is small programs. Save it without macros or as PDF and file that."
    )


class FileIsOldOffice(FileRefused):
    message = _("This is an old or protected office file. Save it as PDF or in the present format without a password.")


class FileIsUnknown(FileRefused):
    message = _(
        "Files of this kind are not filed. Save it as PDF, picture (JPEG, PNG), Word or text and choose it again."
    )


class NameDoesNotFit(FileRefused):
    message = _(
        "The name ends in .%(ending)s, but the content is something else: %(found)s. Save the file anew in the right format."
    )


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ODT, _ODS = "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"
PDF = FileType("pdf", "application/pdf", ("pdf",), _("PDF"), "pdf")
JPEG = FileType("jpeg", "image/jpeg", ("jpg", "jpeg", "jpe", "jfif"), _("picture (JPEG)"), "image")
PNG = FileType("png", "image/png", ("png",), _("picture (PNG)"), "image")
WEBP = FileType("webp", "image/webp", ("webp",), _("picture (WebP)"), "image")
HEIC = FileType("heic", "image/heic", ("heic", "heif"), _("picture (HEIC)"))
TIFF = FileType("tiff", "image/tiff", ("tif", "tiff"), _("picture (TIFF)"))
DOCX = FileType("docx", _WORD, ("docx",), _("Word document"))
XLSX = FileType("xlsx", _EXCEL, ("xlsx",), _("Excel table"))
ODT = FileType("odt", _ODT, ("odt",), _("OpenDocument text"))
ODS = FileType("ods", _ODS, ("ods",), _("OpenDocument table"))
TEXT = FileType(
    "text", "text/plain", ("txt", "text", "csv", "md", "log"), pgettext_lazy("kind of file", "text"), "text"
)
TYPES = (PDF, JPEG, PNG, WEBP, HEIC, TIFF, DOCX, XLSX, ODT, ODS, TEXT)
BY_MEDIA = {kind.media_type: kind for kind in TYPES}
# What a choice of files offers first; what is filed is decided by the content.
ACCEPT = ",".join(
    f".{ending}" for kind in TYPES for ending in kind.extensions if ending not in ("jpe", "jfif", "log", "md")
)

_STARTS = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
)
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
    b"#!",
    b"L\x00\x00\x00\x01\x14\x02\x00",
)
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"MSCF")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(rb"\s*(<!doctype|<html|<script|<svg|<\?xml|<\?php|@echo|<head|<body)", re.IGNORECASE)
# Control characters, marks that turn the reading direction, and what file systems do not take.
_NOT_IN_NAMES = re.compile('[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff<>:"|?*]')


def clean_name(name: str) -> str:
    """The name without folders, without what cannot be seen, at a bearable length; its ending stays."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    last = re.sub(r"\s+", " ", _NOT_IN_NAMES.sub("", last)).strip(" .")
    if len(last) <= NAME_LENGTH:
        return last
    stem, dot, ending = last.rpartition(".")
    if not dot or len(ending) > 10:
        return last[:NAME_LENGTH].strip()
    return f"{stem[: NAME_LENGTH - len(ending) - 1].strip()}.{ending}"


def ending_of(name: str) -> str:
    """pdf, of Antrag.PDF; empty where there is none."""
    return name.rpartition(".")[2].lower() if "." in name.strip(".") else ""


def recognise(file: BinaryIO, name: str) -> FileType:
    """What the file is; FileRefused says why it is not filed. The name decides nothing, but must not say something else."""
    head = _head(file)
    if not head:
        raise FileIsEmpty
    found = _found(head, file)
    ending = ending_of(clean_name(name))
    said = next((kind for kind in TYPES if ending in kind.extensions), None)
    if said is not None and said is not found:
        raise NameDoesNotFit(ending=ending, found=found.words)
    return found


def _head(file: BinaryIO) -> bytes:
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    return head


def _found(head: bytes, file: BinaryIO) -> FileType:
    if head.startswith(_PROGRAMS):
        raise FileIsAProgram
    if head.startswith(_ARCHIVES):
        raise FileIsAnArchive
    if head.startswith(_OLD_OFFICE):
        raise FileIsOldOffice
    if head.startswith(b"PK"):
        return _office(file)
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return HEIC
    if _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise FileIsAProgram
    return _text(file)


def _office(file: BinaryIO) -> FileType:
    """A Word, Excel or OpenDocument file, told apart by its table of contents; nothing in it is unpacked but its type."""
    try:
        with zipfile.ZipFile(file) as container:
            names = {entry.filename for entry in container.infolist()}
            media = _read_small(container, "mimetype") if "mimetype" in names else ""
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise FileIsUnknown from error
    finally:
        file.seek(0)
    if len(names) > MOST_PARTS:
        raise FileIsAnArchive
    if any(_is_macro(name) for name in names):
        raise FileHasMacros
    if media in (_ODT, _ODS):
        return BY_MEDIA[media]
    if "[Content_Types].xml" in names:
        if "word/document.xml" in names:
            return DOCX
        if "xl/workbook.xml" in names:
            return XLSX
        raise FileIsUnknown
    raise FileIsAnArchive


def _read_small(container: zipfile.ZipFile, name: str) -> str:
    if container.getinfo(name).file_size > 200:
        return ""
    return container.read(name).decode("ascii", "replace").strip()


def _is_macro(name: str) -> bool:
    low = name.lower()
    return (
        low.endswith(("vbaproject.bin", "vbadata.xml"))
        or low.startswith(("basic/", "scripts/"))
        or "/macrosheets/" in low
    )


def _text(file: BinaryIO) -> FileType:
    """Text is what reads as text from beginning to end."""
    for encoding in TEXT_ENCODINGS:
        try:
            if all(_is_plain(part) for part in decoded(file, encoding)):
                return TEXT
        except UnicodeDecodeError:
            continue
        finally:
            file.seek(0)
    raise FileIsUnknown


def decoded(file: BinaryIO, encoding: str) -> Iterator[str]:
    """The text part by part; UnicodeDecodeError if it is written otherwise."""
    reader = codecs.getincrementaldecoder(encoding)()
    while chunk := file.read(64 * 1024):
        yield reader.decode(chunk)
    yield reader.decode(b"", final=True)


def _is_plain(part: str) -> bool:
    return not any(sign < " " and sign not in "\t\n\r\f" for sign in part)
