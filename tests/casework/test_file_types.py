"""What a file is comes from its content; what it is called must not say something else."""

import io
import zipfile

import pytest

from kim.casework import file_types as types


def office(*names: str, mimetype: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as container:
        if mimetype:
            container.writestr("mimetype", mimetype)
        for name in names:
            container.writestr(name, "x")
    return file.getvalue()


WORD = office("[Content_Types].xml", "word/document.xml")
KNOWN = {
    "pdf": (b"%PDF-1.4\n...", types.PDF),
    "jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF", types.JPEG),
    "jpeg": (b"\xff\xd8\xff\xe1\x00\x10Exif", types.JPEG),
    "png": (b"\x89PNG\r\n\x1a\n....", types.PNG),
    "webp": (b"RIFF\x00\x00\x00\x00WEBPVP8 ", types.WEBP),
    "heic": (b"\x00\x00\x00\x18ftypheic\x00\x00", types.HEIC),
    "tif": (b"II*\x00\x08\x00\x00\x00", types.TIFF),
    "tiff": (b"MM\x00*\x00\x00\x00\x08", types.TIFF),
    "docx": (WORD, types.DOCX),
    "xlsx": (office("[Content_Types].xml", "xl/workbook.xml"), types.XLSX),
    "odt": (office("content.xml", mimetype=types.ODT.media_type), types.ODT),
    "ods": (office("content.xml", mimetype=types.ODS.media_type), types.ODS),
    "txt": ("Grüße aus Neuss, سمر".encode(), types.TEXT),
    "csv": ("Straße;Ort\r\n".encode("cp1252"), types.TEXT),
}
REFUSED = {
    "nothing": (b"", types.FileIsEmpty),
    "Windows program": (b"MZ\x90\x00\x03", types.FileIsAProgram),
    "Linux program": (b"\x7fELF\x02\x01", types.FileIsAProgram),
    "shell script": (b"#!/bin/sh\nrm -rf /\n", types.FileIsAProgram),
    "page": (b"  <!DOCTYPE html><script>alert(1)</script>", types.FileIsAProgram),
    "drawing with script": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", types.FileIsAProgram),
    "page with mark": (b"\xef\xbb\xbf<html>", types.FileIsAProgram),
    "zip": (office("a.txt", "b/c.exe"), types.FileIsAnArchive),
    "gzip": (b"\x1f\x8b\x08\x00", types.FileIsAnArchive),
    "7z": (b"7z\xbc\xaf\x27\x1c\x00", types.FileIsAnArchive),
    "rar": (b"Rar!\x1a\x07\x00", types.FileIsAnArchive),
    "word with macros": (
        office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), types.FileHasMacros
    ),
    "odt with scripts": (office("Basic/Standard/x.xml", mimetype=types.ODT.media_type), types.FileHasMacros),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), types.FileIsOldOffice),
    "broken zip": (b"PK\x03\x04" + bytes(40), types.FileIsUnknown),
    "power point": (office("[Content_Types].xml", "ppt/presentation.xml"), types.FileIsUnknown),
    "binary": (bytes(range(256)), types.FileIsUnknown),
    "video": (b"\x00\x00\x00\x18ftypmp42", types.FileIsUnknown),
}  # fmt: skip


@pytest.mark.parametrize("ending", KNOWN)
def test_a_file_is_recognised_by_its_content_with_any_name(ending):
    content, kind = KNOWN[ending]

    for name in (f"brief.{ending}", f"BRIEF.{ending.upper()}", "brief", ""):
        assert types.recognise(io.BytesIO(content), name) is kind


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_filed_is_refused_with_its_reason(what):
    content, refusal = REFUSED[what]

    for name in ("rechnung.pdf", "x", "x.txt"):
        with pytest.raises(refusal):
            types.recognise(io.BytesIO(content), name)


@pytest.mark.parametrize(
    ("name", "ending"), [("scan.pdf", "png"), ("foto.jpg", "pdf"), ("brief.docx", "odt"), ("a.txt", "pdf")]
)
def test_a_name_that_says_something_else_is_named(name, ending):
    content, kind = KNOWN[ending]

    with pytest.raises(types.NameDoesNotFit) as caught:
        types.recognise(io.BytesIO(content), name)
    assert str(kind.words) in str(caught.value) and f".{name.rpartition('.')[2]}" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\anna\\Brief.pdf", "Brief.pdf"),
        ("gnp.\u202efdp.exe", "gnp.fdp.exe"),
        ('a<b>:"c|d?*.pdf', "abcd.pdf"),
        ("  .. Brief  vom\tMai.pdf . ", "Brief vomMai.pdf"),
        ("\x00\x1b[31m.pdf", "[31m.pdf"),
        ("تقرير.pdf", "تقرير.pdf"),
        ("...", ""),
        ("", ""),
        ("x" * 400 + ".pdf", "x" * 196 + ".pdf"),
        ("y" * 400, "y" * 200),
    ],
)
def test_names_keep_nothing_that_misleads(name, clean):
    assert types.clean_name(name) == clean


def test_what_is_recognised_is_left_at_its_beginning():
    for content, _kind in KNOWN.values():
        file = io.BytesIO(content)
        types.recognise(file, "")
        assert file.tell() == 0


def test_every_ending_belongs_to_one_kind():
    endings = [ending for kind in types.TYPES for ending in kind.extensions]

    assert len(endings) == len(set(endings)) and set(types.BY_MEDIA.values()) == set(types.TYPES)
