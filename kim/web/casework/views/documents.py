"""The documents of a case: listed, filed, looked at, given a newer file, taken out."""

import logging
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kim.casework.public import Case, Document, access, document_acts, exceptions, file_types, filed
from kim.exceptions import KimError
from kim.privacy.public import reading
from kim.web.answers import form_answer
from kim.web.casework.forms.document import DescribeForm, FileForm, RemoveForm, VersionForm
from kim.web.casework.views.plan_shared import frame
from kim.web.drafts.versions import put_beside
from kim.web.forms import clean_text
from kim.web.keyset import keyset_page

log = logging.getLogger("kim.web")
SECTION = "documents"
TAB = "document_list"
SIZE = 30
MOST = settings.KIM_DOCUMENT_BYTES // 1024**2
ORDER = ("-recorded_at", "-pk")


@require_safe
@reading
def document_list(request: HttpRequest, pk: int) -> HttpResponse:
    """What is filed in this case, the newest first, found by words of the title."""
    case = access.case_for(request.user, pk, section=SECTION)
    return _list_page(request, case, FileForm(closed=case.is_closed))


@require_POST
def document_new(request: HttpRequest, pk: int) -> HttpResponse:
    """File one or several documents; what cannot be filed is named with the reason, the others are filed."""
    case = access.case_to_work_in(request.user, pk, section=SECTION)
    form = FileForm(request.POST, request.FILES, closed=case.is_closed)
    if not form.is_valid():
        return _list_page(request, case, form)
    done, refused = _file_each(request, case, form)
    if done:
        said = ngettext("One document is filed.", "%(number)s documents are filed.", done) % {"number": done}
        messages.success(request, said)
    for sentence in refused:
        form.add_error("files", sentence)
    if refused:
        return _list_page(request, case, form)
    return redirect("casework:document_list", case.pk)


def _file_each(request: HttpRequest, case: Case, form: FileForm) -> tuple[int, list[str]]:
    """Each file by itself: how many are filed, and what stands against the others."""
    done, refused = 0, []
    for place, file in enumerate(form.cleaned_data["files"]):
        name = file.name or ""
        try:
            with transaction.atomic():
                document_acts.add(
                    case=case, by=request.user, name=name, content=file, submission=_number_of(form, place, file),  # type: ignore[arg-type]
                    **form.values(),
                )  # fmt: skip
            done += 1
        except KimError as error:
            refused.append(f"{file_types.clean_name(name) or _('File without a name')}: {error}")
    return done, refused


def _number_of(form: FileForm, place: int, file: UploadedFile) -> UUID | None:
    """Each file of a form counts for itself when the form is sent twice."""
    sent = form.cleaned_data["submission"]
    return uuid5(sent, f"{place} {file.name} {file.size}") if sent else None


def _list_page(request: HttpRequest, case: Case, form: FileForm) -> HttpResponse:
    words = clean_text(request.GET.get("worte", ""))[:100]
    rows = Document.objects.filter(case=case).there()
    found = rows.filter(title__icontains=words) if words else rows
    page = keyset_page(found.for_list(), request.GET, order=ORDER, size=SIZE)
    for row in page:
        row.file = file_types.BY_MEDIA[row.newest.media_type]
    context = frame(
        request, case, TAB, page=page, form=form, words=words, kept=f"&worte={words}" if words else "",
        may_file=access.may_change(request.user, case), most=MOST,
    )  # fmt: skip
    return form_answer(request, "casework/documents/list.html", context)


def _document(request: HttpRequest, pk: int, document_pk: int, *, to_work: bool = False) -> tuple[Case, Document]:
    door = access.case_to_work_in if to_work else access.case_for
    case = door(request.user, pk, section=SECTION)
    return case, filed.document_for(case, document_pk)


@require_safe
@reading
def document_detail(request: HttpRequest, pk: int, document_pk: int) -> HttpResponse:
    """What is known of a document, a look at it, its versions."""
    case, document = _document(request, pk, document_pk)
    return _detail_page(request, case, document, VersionForm())


@require_POST
def document_version(request: HttpRequest, pk: int, document_pk: int) -> HttpResponse:
    """A newer file of the same document."""
    case, document = _document(request, pk, document_pk, to_work=True)
    form = VersionForm(request.POST, request.FILES)
    if form.is_valid():
        [file] = form.cleaned_data["file"]
        try:
            with transaction.atomic():
                document_acts.add_version(
                    document=document, by=request.user, name=file.name, content=file,
                    submission=form.cleaned_data["submission"],
                )  # fmt: skip
            messages.success(request, _("The newer file is filed, the older one stays."))
            return redirect("casework:document_detail", case.pk, document.pk)
        except KimError as error:
            form.add_error("file", str(error))
    return _detail_page(request, case, document, form)


def _detail_page(request: HttpRequest, case: Case, document: Document, form: VersionForm) -> HttpResponse:
    versions = [] if document.is_removed else list(document.versions.all())
    for version in versions:
        version.file = file_types.BY_MEDIA[version.media_type]
    text, trouble = "", ""
    if versions:
        text, trouble = _look(versions[0])
    context = frame(
        request, case, TAB, document.title, document=document, versions=versions, newest=versions[0] if versions else None,
        text=text, trouble=trouble, form=form, may_file=access.may_change(request.user, case), most=MOST,
    )  # fmt: skip
    return form_answer(request, "casework/documents/detail.html", context)


def _look(version: Any) -> tuple[str, str]:
    """The beginning of a text, and what stands against showing the file at all."""
    try:
        if version.file.preview == "text":
            return filed.beginning_of(version), ""
        filed.check_version(version)
    except KimError as error:
        return "", str(error)
    return "", ""


@require_http_methods(["GET", "HEAD", "POST"])
def document_edit(request: HttpRequest, pk: int, document_pk: int) -> HttpResponse:
    """Title, kind and day of a document."""
    case, document = _document(request, pk, document_pk, to_work=True)
    form = DescribeForm(request.POST if request.method == "POST" else None, document=document)
    if request.method == "POST" and form.is_valid():
        try:
            document_acts.describe(
                document=document, by=request.user, version=form.cleaned_data["version"], **form.values()
            )
            messages.success(request, _("The document is described anew."))
            return redirect("casework:document_detail", case.pk, document.pk)
        except exceptions.ChangedMeanwhile as error:
            if not _beside(form, filed.document_for(case, document_pk)):  # the same form sent twice
                return redirect("casework:document_detail", case.pk, document.pk)
            form.add_error(None, str(error))
        except KimError as error:
            form.add_error(None, str(error))
    context = frame(request, case, TAB, document.title, form=form, document=document)
    return form_answer(request, "casework/documents/edit.html", context)


def _beside(form: DescribeForm, stored: Document) -> bool:
    current = {name: getattr(stored, name) for name in ("kind", "title", "dated_on", "confidential")}
    return put_beside(form, current, {"version": stored.version}, stored)


@require_http_methods(["GET", "HEAD", "POST"])
def document_remove(request: HttpRequest, pk: int, document_pk: int) -> HttpResponse:
    """Say what follows, then take it out for good."""
    case, document = _document(request, pk, document_pk, to_work=True)
    if document.proves:
        messages.error(request, str(document_acts.DocumentProvesSomething()))
        return redirect("casework:document_detail", case.pk, document.pk)
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            document_acts.remove(document=document, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The document has been taken out of the file."))
            return redirect("casework:document_list", case.pk)
        except KimError as error:
            form.add_error(None, str(error))
    context = frame(request, case, TAB, document.title, form=form, document=document)
    return form_answer(request, "casework/documents/remove.html", context)
