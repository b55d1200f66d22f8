"""Addresses of the documents of a case."""

from django.urls import URLPattern, path

from kim.web.casework.views import case_exports, document_files, documents, scans

_DOCUMENTS = "faelle/<int:pk>/dokumente/"
_ONE = f"{_DOCUMENTS}<int:document_pk>/"
_VERSION = f"{_ONE}fassungen/<int:number>/"

urlpatterns: list[URLPattern] = [
    path("faelle/ausgeben/", case_exports.cases_export, name="cases_export"),
    path("faelle/<int:pk>/ausgeben/", case_exports.case_export, name="case_export"),
    path(_DOCUMENTS, documents.document_list, name="document_list"),
    path(f"{_DOCUMENTS}neu/", documents.document_new, name="document_new"),
    path(_ONE, documents.document_detail, name="document_detail"),
    path(f"{_ONE}bearbeiten/", documents.document_edit, name="document_edit"),
    path(f"{_ONE}herausnehmen/", documents.document_remove, name="document_remove"),
    path(f"{_ONE}verknuepfung-loesen/", scans.scan_unlink, name="scan_unlink"),
    path(f"{_ONE}fassungen/neu/", documents.document_version, name="document_version"),
    path(_VERSION, document_files.document_file, name="document_file"),
    path(f"{_VERSION}ansicht/", document_files.document_view, name="document_view"),
    path(f"{_VERSION}vorschau/", document_files.document_preview, name="document_preview"),
]
