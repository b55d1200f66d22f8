"""Who may open who may read a case: consents, grants, and the letter of a referral."""

from django.urls import reverse

from tests import factories

CONTENT = {"case_manager": 200, "colleague": 404, "foreign": 404, "lead": 404, "administrator": 404, "stranger": 404}
ACT = CONTENT | {"case_manager": 302}


def _of_a_case(name, make=None):
    def address(world):
        case = factories.case(world.anna)
        return reverse(f"casework:{name}", args=[case.pk, *([make(case).pk] if make else [])])

    return address


def _consent(case):
    return factories.consent(case)


def _grant(case):
    return factories.grant(case, factories.user())


def _referral(case):
    return factories.referral(
        case, basis="consent", consent=factories.consent(case), data_categories=["identity", "contact"]
    )


WHO_MAY = {
    "casework:case_disclosure": ("get", _of_a_case("case_disclosure"), CONTENT),
    "casework:access_list": ("get", _of_a_case("access_list"), CONTENT),
    "casework:consent_new": ("get", _of_a_case("consent_new"), CONTENT),
    "casework:consent_detail": ("get", _of_a_case("consent_detail", _consent), CONTENT),
    "casework:consent_scan": ("get", _of_a_case("consent_scan", _consent), CONTENT),
    "casework:consent_withdraw": ("get", _of_a_case("consent_withdraw", _consent), CONTENT),
    "casework:consent_pdf": ("get", _of_a_case("consent_pdf", _consent), CONTENT),
    "casework:grant_new": ("get", _of_a_case("grant_new"), CONTENT),
    "casework:grant_end": ("get", _of_a_case("grant_end", _grant), CONTENT),
    "casework:referral_letter": ("post", _of_a_case("referral_letter", _referral), ACT),
}
