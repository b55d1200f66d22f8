"""Acts reached in a way their pages do not offer: from the address bar, or by somebody who only reads."""

import pytest
from django.urls import reverse

from kim.casework.models import AccessGrant, Contact, Goal
from tests import factories


def test_an_act_opened_as_a_page_says_what_to_do_and_changes_nothing(world, browser_for):
    case = factories.case(world.anna)

    answer = browser_for(world.anna).get(f"/faelle/{case.pk}/kontakte/")

    assert answer.status_code == 405
    assert "nimmt nur ein Formular an" in answer.content.decode()


@pytest.mark.parametrize(
    "page", ["contact_new", "goal_new", "assessment_new", "case_close", "case_phase", "case_person_edit"]
)
def test_whoever_reads_by_a_grant_is_told_so_before_anything_is_written(world, browser_for, page):
    case = factories.case(world.anna)
    AccessGrant.objects.create(
        case=case, grantee=world.ben, sections=["profile", "contacts", "assessment", "plan"], basis="supervision", reason="Beratung",
        valid_from=factories.today(), valid_to=factories.today(), given_by=world.anna,
    )  # fmt: skip

    answer = browser_for(world.ben).post(
        reverse(f"casework:{page}", args=[case.pk]), {"text": "Notiz", "own_words": "Ziel"}
    )

    assert answer.status_code in (403, 405)
    assert not Contact.objects.filter(case=case).exists() and not Goal.objects.filter(case=case).exists()
