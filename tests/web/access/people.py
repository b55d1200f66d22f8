"""Who gets which answer from the pages of person and household, for a case of Anna's in team A."""

from django.urls import reverse

from tests import factories
from tests.web.access.cases import CONTENT, of_case


def _row(name, make):
    """A page of a row that hangs on the case."""

    def address(world):
        case = factories.case(world.anna)
        return reverse(f"casework:{name}", args=[case.pk, make(case).pk])

    return ("get", address, CONTENT)


_OWN = ("case_languages_edit", "case_person_changes", "protection_new", "protection_lift", "household_link")
_ROWS = {
    "way": factories.way, "address": factories.address, "paper": factories.residence_document,
    "sphere": factories.sphere_change,
}  # fmt: skip

WHO_MAY = {f"casework:{name}": ("get", of_case(name), CONTENT) for name in _OWN}
WHO_MAY |= {f"casework:{key}_new": ("get", of_case(f"{key}_new"), CONTENT) for key in _ROWS}
WHO_MAY |= {
    f"casework:{key}_{act}": _row(f"{key}_{act}", make) for key, make in _ROWS.items() for act in ("edit", "drop")
}
WHO_MAY |= {
    "casework:protection_edit": _row("protection_edit", factories.protection_need),
    "casework:household_edit": _row("household_edit", factories.member),
    "casework:household_case": _row("household_case", factories.member),
}
