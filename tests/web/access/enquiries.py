"""Who may what with enquiries and outreach."""

from django.urls import reverse

from kim.casework.models import Outreach
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


def _counted(name):
    """A contact without a name that was answered at once."""

    def address(w):
        done = {"state": "advised_once", "answered_on": factories.today(), "answered_by": w.anna}
        return reverse(f"casework:{name}", args=[factories.enquiry(w.anna, anonymous=True, **done).pk])

    return address


def _outreach(name):
    def address(w):
        day = Outreach.objects.create(
            unit=w.team_a, recorded_by=w.anna, held_on=factories.today(), place="Unterkunft", occasion="accommodation"
        )
        return reverse(f"casework:{name}", args=[day.pk])

    return address


WHO_MAY = {
    "casework:enquiry_list": ("get", lambda w: reverse("casework:enquiry_list"), ANY_UNIT),
    "casework:enquiry_new": ("get", lambda w: reverse("casework:enquiry_new"), ANY_UNIT),
    "casework:enquiry_count": ("get", lambda w: reverse("casework:enquiry_count"), ANY_UNIT),
    "casework:enquiry_figures": ("get", lambda w: reverse("casework:enquiry_figures"), ANY_UNIT),
    "casework:enquiry_figures_file": ("get", lambda w: reverse("casework:enquiry_figures_file"), ANY_UNIT),
    "casework:enquiry_detail": ("get", _enquiry("enquiry_detail"), THIS_UNIT),
    "casework:enquiry_edit": ("get", _enquiry("enquiry_edit"), THIS_UNIT),
    "casework:enquiry_answer": ("get", _enquiry("enquiry_answer"), THIS_UNIT),
    "casework:enquiry_attempt": ("get", _enquiry("enquiry_attempt"), THIS_UNIT),
    "casework:enquiry_count_edit": ("get", _counted("enquiry_count_edit"), THIS_UNIT),
    "casework:enquiry_name": ("get", _counted("enquiry_name"), THIS_UNIT),
    "casework:enquiry_take_up": ("get", _enquiry("enquiry_take_up", state="declined"), THIS_UNIT),
    "casework:triage": ("get", _enquiry("triage"), THIS_UNIT),
    "casework:enquiry_open_case": (
        "get",
        _enquiry("enquiry_open_case", state="admitted"),
        CASE_MANAGERS | {"foreign": 404},
    ),
    "casework:case_open": ("get", lambda w: reverse("casework:case_open"), CASE_MANAGERS),
    "casework:case_attempts": (
        "get",
        lambda w: reverse("casework:case_attempts", args=[factories.case(w.anna).pk]),
        {"case_manager": 200, "colleague": 404, "foreign": 404, "lead": 404, "administrator": 404, "stranger": 404},
    ),
    "casework:outreach_list": ("get", lambda w: reverse("casework:outreach_list"), ANY_UNIT),
    "casework:outreach_new": ("get", lambda w: reverse("casework:outreach_new"), ANY_UNIT),
    "casework:outreach_detail": ("get", _outreach("outreach_detail"), THIS_UNIT),
    "casework:outreach_edit": ("get", _outreach("outreach_edit"), THIS_UNIT),
    "casework:outreach_attempt": ("get", _outreach("outreach_attempt"), THIS_UNIT),
    "casework:outreach_step_done": (
        "post",
        _outreach("outreach_step_done"),
        {"case_manager": 302, "colleague": 302, "lead": 302, "foreign": 404, "administrator": 403, "stranger": 403},
    ),
}
