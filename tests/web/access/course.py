"""Who gets which answer from the pages of a case's course. All of them concern a case of Anna's in team A."""

from django.urls import reverse

from tests import factories
from tests.web.access.cases import CONTENT, LISTS, of_case, page


def of_closed(name):
    def url(world):
        case = factories.case(world.anna, phase="closed")
        factories.closing(case)
        return reverse(f"casework:{name}", args=[case.pk])

    return url


def of_confirmation(name):
    """Anna has asked Ben, her colleague."""

    def url(world):
        waiting = factories.confirmation(factories.case(world.anna), asked=world.ben)
        return reverse(f"casework:{name}", args=[waiting.pk])

    return url


ASKED = {"case_manager": 200, "colleague": 200, "foreign": 404, "lead": 404, "administrator": 404, "stranger": 404}
# Whoever proposed it sees it, and may not decide; the one who was asked decides.
DECIDE = {"case_manager": 403, "colleague": 302, "foreign": 404, "lead": 404, "administrator": 404, "stranger": 404}

WHO_MAY = {
    "casework:case_review": ("get", of_case("case_review"), CONTENT),
    "casework:case_review_hold": ("get", of_case("case_review_hold"), CONTENT),
    "casework:case_close": ("get", of_case("case_close"), CONTENT),
    "casework:case_reopen": ("get", of_case("case_reopen", phase="closed"), CONTENT),
    "casework:case_late_entry": ("get", of_closed("case_late_entry"), CONTENT),
    "casework:case_report": ("get", of_closed("case_report"), CONTENT),
    "casework:case_sheet": ("get", of_case("case_sheet"), CONTENT),
    "casework:case_sheet_pdf": ("get", of_case("case_sheet_pdf"), CONTENT),
    "casework:case_sheet_read": ("post", of_case("case_sheet_read"), CONTENT | {"case_manager": 302}),
    "casework:case_confirmations": ("get", of_case("case_confirmations"), CONTENT),
    "casework:confirmation_list": ("get", page("confirmation_list"), LISTS),
    "casework:confirmation": ("get", of_confirmation("confirmation"), ASKED),
    "casework:confirmation_confirm": ("post", of_confirmation("confirmation_confirm"), DECIDE),
    "casework:confirmation_send_back": ("post", of_confirmation("confirmation_send_back"), ASKED | {"case_manager": 422, "colleague": 422}),
    "casework:confirmation_withdraw": ("post", of_confirmation("confirmation_withdraw"), ASKED | {"case_manager": 302, "colleague": 404}),
}  # fmt: skip
