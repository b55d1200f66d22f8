"""Planning a change of legal sphere in a case: days and gap shown, steps and the change taken into the file once, and a paper."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.casework.models import FollowUp, SphereChange
from kim.organisation.models import LegalSphere
from kim.privacy.models import AuditEvent
from tests import factories
from tests.factories import today


@pytest.fixture
def spheres(world):
    """The two spheres under the keys the law uses."""
    names = {"asylblg": "AsylbLG", "sgb-ii": "SGB II"}
    return {key: LegalSphere.objects.create(key=key, name_de=name, name_en=name) for key, name in names.items()}


@pytest.fixture
def case(world):
    return factories.case(world.anna)


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


def plan_of(case, **asked):
    return reverse("casework:case_transitions", args=[case.pk]), asked


def test_a_recognition_is_planned_and_taken_into_the_file_once(spheres, case, anna):
    day = f"{today():%d.%m.%Y}"
    address, asked = plan_of(case, event="recognised", day=day)
    page = anna.get(address, asked).content.decode()
    assert "Von AsylbLG zu SGB II zum" in page
    assert "§ 1 Abs. 2 und 3 AsylbLG" in page

    take = reverse("casework:case_transitions_take", args=[case.pk])
    for _click in range(2):
        anna.post(take, asked | {"take": "RK.RECOG:change"})
        anna.post(take, asked | {"take": "RK.RECOG:own"})
        anna.post(take, asked | {"take": "RK.RECOG:0"})

    change = SphereChange.objects.get(case=case)
    assert (change.from_sphere, change.to_sphere) == (spheres["asylblg"], spheres["sgb-ii"])
    assert change.planned_on == change.ended_on + timedelta(days=1)
    assert FollowUp.objects.filter(case=case).count() == 3, "two of the client, one of the case manager"
    assert AuditEvent.objects.filter(case_id=case.pk, kind="sphere.added").count() == 1


def test_days_without_benefits_are_told_and_the_paper_says_the_same(spheres, case, anna):
    told = today() - timedelta(days=130)
    address, asked = plan_of(case, event="recognised", day=f"{told:%d.%m.%Y}")

    assert "Tage ohne Leistung" in anna.get(address, asked).content.decode()
    paper = anna.get(reverse("casework:case_transitions_pdf", args=[case.pk]), asked)
    assert (paper["Content-Type"], paper.content[:4]) == ("application/pdf", b"%PDF")


def test_what_the_file_knows_is_proposed_and_the_date_of_birth_stays_out_of_the_address(spheres, case, anna):
    factories.residence(case, group="protection", valid_from=date(2025, 6, 1), valid_until=date(2026, 3, 4))
    factories.sphere_change(case, to_sphere=spheres["sgb-ii"], happened_on=today())
    case.person.__class__.objects.filter(pk=case.person_id).update(
        birth_given="given", birth_year=today().year - 66, birth_month=5, birth_day=17
    )

    page = anna.get(plan_of(case)[0]).content.decode()
    assert "event=ukraine&amp;day=01.06.2025" in page
    assert "event=pension" in page
    assert "17.05." not in page.partition("event=pension")[2][:40]
    drafted = anna.get(plan_of(case)[0], {"event": "ukraine", "day": "01.06.2025", "drafts": "on"}).content.decode()
    assert "Entwurf, nicht in Kraft" in drafted


def test_bad_input_is_said_at_its_field(case, anna):
    address, asked = plan_of(case, event="recognised", day="31.02.2026")
    answer = anna.get(address, asked)

    assert answer.status_code == 422
    assert "31.02.2026" in answer.content.decode()
    assert anna.get(address, {"event": "pension"}).status_code == 422
    assert anna.post(reverse("casework:case_transitions_take", args=[case.pk]), {"event": "x"}).status_code == 302
    nothing = {"event": "rejected", "day": "01.02.2026", "take": "RK.REJ:change"}
    assert anna.post(reverse("casework:case_transitions_take", args=[case.pk]), nothing).status_code == 302
    assert not SphereChange.objects.exists()


def test_more_papers_and_changes_cost_no_more_queries(spheres, case, anna):
    address = plan_of(case)[0]
    factories.residence(case, group="protection", valid_from=date(2025, 6, 1))
    factories.sphere_change(case, to_sphere=spheres["sgb-ii"])
    anna.get(address)

    def cost():
        with CaptureQueriesContext(connection) as found:
            anna.get(address)
        return len(found)

    before = cost()
    for n in range(6):
        factories.residence(case, group="permit", is_current=False, valid_until=today() - timedelta(days=n))
        factories.sphere_change(case, from_sphere=spheres["asylblg"], to_sphere=spheres["sgb-ii"])
    assert cost() == before
