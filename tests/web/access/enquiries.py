"""Who may what with enquiries."""

from django.urls import reverse

from tests import factories

TEAM = {"case_manager": 200, "colleague": 200, "lead": 200, "administrator": 403, "stranger": 403}
# Lists and new enquiries are one's own unit's; a foreign case manager has their own.
ANY_UNIT = TEAM | {"foreign": 200}
THIS_UNIT = TEAM | {"foreign": 404}
CASE_MANAGERS = {
    "case_manager": 200,
    "colleague": 200,
    "foreign": 200,
    "lead": 403,
    "administrator": 403,
    "stranger": 403,
}


def _enquiry(name, **values):
    return lambda w: reverse(f"casework:{name}", args=[factories.enquiry(w.anna, **values).pk])


WHO_MAY = {
    "casework:enquiry_list": ("get", lambda w: reverse("casework:enquiry_list"), ANY_UNIT),
    "casework:enquiry_new": ("get", lambda w: reverse("casework:enquiry_new"), ANY_UNIT),
    "casework:enquiry_detail": ("get", _enquiry("enquiry_detail"), THIS_UNIT),
    "casework:enquiry_edit": ("get", _enquiry("enquiry_edit"), THIS_UNIT),
    "casework:triage": ("get", _enquiry("triage"), THIS_UNIT),
    "casework:enquiry_open_case": (
        "get",
        _enquiry("enquiry_open_case", state="admitted"),
        CASE_MANAGERS | {"foreign": 404},
    ),
    "casework:case_open": ("get", lambda w: reverse("casework:case_open"), CASE_MANAGERS),
}
