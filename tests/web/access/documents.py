"""Who may open, file and take out the documents of a case."""

from django.urls import reverse

from tests import factories

CONTENT = {"case_manager": 200, "colleague": 404, "foreign": 404, "lead": 404, "administrator": 404, "stranger": 404}
SENT_EMPTY = CONTENT | {"case_manager": 422}


def _of_case(name):
    return lambda world: reverse(f"casework:{name}", args=[factories.case(world.anna).pk])


def _document(name, *, version=False):
    def address(world):
        document = factories.document(factories.case(world.anna))
        return reverse(f"casework:{name}", args=[document.case_id, document.pk, *([1] if version else [])])

    return address


OWN_CASES = {"case_manager": 200, "colleague": 200, "foreign": 200, "lead": 404, "administrator": 404, "stranger": 404}


WHO_MAY = {
    "casework:cases_export": ("get", lambda _world: reverse("casework:cases_export"), OWN_CASES),
    "casework:case_export": ("get", _of_case("case_export"), CONTENT),
    "casework:document_list": ("get", _of_case("document_list"), CONTENT),
    "casework:document_new": ("post", _of_case("document_new"), SENT_EMPTY),
    "casework:document_detail": ("get", _document("document_detail"), CONTENT),
    "casework:document_edit": ("get", _document("document_edit"), CONTENT),
    "casework:document_remove": ("get", _document("document_remove"), CONTENT),
    "casework:scan_unlink": ("post", _document("scan_unlink"), CONTENT | {"case_manager": 302}),
    "casework:document_version": ("post", _document("document_version"), SENT_EMPTY),
    "casework:document_file": ("get", _document("document_file", version=True), CONTENT),
    "casework:document_preview": ("get", _document("document_preview", version=True), CONTENT),
    "casework:document_view": ("get", _document("document_view", version=True), CONTENT),
}
