"""The files themselves: to keep, or to look at in the browser. Decrypted while they are sent, never lying in clear anywhere."""

import logging

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kim.casework.public import Case, Document, DocumentVersion, access, file_types, filed
from kim.documents import DocumentError, first_page
from kim.exceptions import KimError
from kim.privacy.public import audit, reading
from kim.web.casework.views.plan_shared import frame
from kim.web.handed_files import LOOKED_AT, SHUT, guarded, sent_file

log = logging.getLogger("kim.web")
SECTION = "documents"


@require_safe
@reading
def document_file(request: HttpRequest, pk: int, document_pk: int, number: int) -> HttpResponseBase:
    """One file of a document, to keep."""
    case, document, version = _version(request, pk, document_pk, number)
    return _sent(request, case, document, version, as_attachment=True)


@require_safe
@reading
def document_view(request: HttpRequest, pk: int, document_pk: int, number: int) -> HttpResponseBase:
    """One file of a document, to look at: pictures, PDF and text."""
    case, document, version = _version(request, pk, document_pk, number)
    if not file_types.BY_MEDIA[version.media_type].preview:
        raise Http404
    return _sent(request, case, document, version, as_attachment=False)


@require_safe
@reading
def document_preview(request: HttpRequest, pk: int, document_pk: int, number: int) -> HttpResponseBase:
    """The first page of a PDF as a picture, drawn while it is asked for and kept nowhere; else the words that there is none."""
    case, document, version = _version(request, pk, document_pk, number)
    if file_types.BY_MEDIA[version.media_type] is not file_types.PDF:
        raise Http404
    try:
        drawn, media = first_page(b"".join(filed.open_version(version))), "image/png"
    except (KimError, DocumentError):
        drawn, media = _nothing_to_see(), "image/svg+xml"
    audit.record("document.viewed", target=document, case_id=case.pk, number=version.number)
    return guarded(HttpResponse(drawn, content_type=media), SHUT)


def _nothing_to_see() -> bytes:
    return _NOTHING.format(words=escape(_("There is no picture of this file."))).encode()


_NOTHING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="360" height="48" viewBox="0 0 360 48">'
    '<text x="0" y="30" font-family="sans-serif" font-size="15" fill="#6b7086">{words}</text></svg>'
)


def _version(request: HttpRequest, pk: int, document_pk: int, number: int) -> tuple[Case, Document, DocumentVersion]:
    case = access.case_for(request.user, pk, section=SECTION)
    document = filed.document_for(case, document_pk)
    return case, document, filed.version_of(document, number)


def _sent(
    request: HttpRequest, case: Case, document: Document, version: DocumentVersion, *, as_attachment: bool
) -> HttpResponseBase:
    try:
        chunks = filed.open_version(version)
    except KimError as error:
        log.error("document %s, version %s: %s", document.pk, version.number, type(error).__name__)
        context = frame(request, case, "document_list", document.title, document=document, trouble=str(error))
        return render(request, "casework/documents/unavailable.html", context, status=503)
    audit.record(
        "document.saved" if as_attachment else "document.viewed", target=document, case_id=case.pk, number=version.number
    )  # fmt: skip
    return sent_file(
        chunks, version.media_type, size=version.size, name=version.original_name or document.title,
        as_attachment=as_attachment,
        policy=SHUT if as_attachment else LOOKED_AT[file_types.BY_MEDIA[version.media_type].preview],
    )  # fmt: skip
