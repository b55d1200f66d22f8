"""A form that arrives twice, by a double click or a reload, acts once; with other words in it, it is another act."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from kim.casework.models import Letter, PlannedHandover
from kim.organisation.models import Absence, Agency, PostCatchment, TargetGroupRule
from kim.privacy.models import AuditEvent
from tests import factories
from tests.factories import today
from tests.web.test_areas import _form, places  # noqa: F401
from tests.web.test_county_admin import at, office, sent_by  # noqa: F401
from tests.web.test_lead_board import shown, spread_url, team  # noqa: F401
from tests.web.test_letters import new, sheet


def twice(client, url: str, data: dict) -> list[int]:
    data = {"submission": str(uuid4())} | data
    return [client.post(url, data).status_code for _time in range(2)]


def test_an_absence(world, browser_for):
    day = f"{today() + timedelta(days=1):%d.%m.%Y}"
    sent = {"deputy": world.ben.pk, "first_day": day, "last_day": day}

    assert twice(browser_for(world.anna), reverse("office:absence_new"), sent) == [302, 302]

    assert Absence.objects.count() == 1
    assert AuditEvent.objects.filter(kind="absence.planned").count() == 1


def test_a_refused_absence_may_be_sent_again(world, browser_for):
    client, url = browser_for(world.anna), reverse("office:absence_new")
    sent = {"submission": str(uuid4()), "deputy": world.ben.pk, "first_day": "31.02.2027", "last_day": "01.03.2027"}

    assert [client.post(url, sent).status_code for _time in range(2)] == [422, 422]
    day = f"{today() + timedelta(days=1):%d.%m.%Y}"
    assert client.post(url, sent | {"first_day": day, "last_day": day}).status_code == 302


def test_a_change_of_areas(world, places, browser_for):  # noqa: F811
    url = reverse("areas:change", args=["05162012"])

    assert twice(browser_for(world.admin), url, _form(places, confirm="1")) == [302, 302]

    assert PostCatchment.objects.filter(post=places["bens"], municipality=places["juechen"]).count() == 1


def test_a_letter(world, browser_for):
    case = factories.case(world.anna, municipality=factories.municipality())
    client, url = browser_for(world.anna), new(case)
    assert twice(client, url, sheet(client, url)) == [302, 302]
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("days", [0, 5])
def test_spreading(team, browser_for, days):  # noqa: F811
    factories.case(team.anna)
    lea, url = browser_for(team.lea), spread_url(team.anna)
    sent = shown(lea.get(url)) | {"on": f"{today() + timedelta(days=days):%d.%m.%Y}"}
    look = lea.post(url, sent | {"look": "1"})
    sent = shown(look) | {"confirmed": "1"}

    assert twice(lea, url, sent) == [302, 302]

    assert AuditEvent.objects.filter(kind__startswith="case.hand").exclude(kind="case.handover_sheet").count() == 1
    assert PlannedHandover.objects.count() == (1 if days else 0)


def test_a_new_entry_of_the_county(office):  # noqa: F811
    sent = {"name": "Bürgerhaus Süd", "kind": "other", "source": "Beschluss", "valid_from": "01.01.2026"}

    assert twice(office, at("county_entry_new", "agency"), sent) == [302, 302]

    assert Agency.objects.filter(name="Bürgerhaus Süd").count() == 1


def test_the_same_form_with_another_name_is_another_entry(office):  # noqa: F811
    shared = {"submission": str(uuid4()), "kind": "other", "source": "Beschluss", "valid_from": "01.01.2026"}
    for name in ("Bürgerhaus Süd", "Bürgerhaus Nord"):
        assert office.post(at("county_entry_new", "agency"), shared | {"name": name}).status_code == 302

    assert Agency.objects.filter(name__startswith="Bürgerhaus ").count() == 2


def test_an_edited_entry(office):  # noqa: F811
    agency = Agency.objects.first()
    address = at("county_entry", "agency", agency.pk)
    sent = sent_by(office.get(address)) | {"name": "Anderer Name"}
    assert twice(office, address, sent) == [302, 302]
    assert Agency.objects.get(pk=agency.pk).name == "Anderer Name"


def test_the_rule(office):  # noqa: F811
    before = TargetGroupRule.objects.count()
    sent = sent_by(office.get(at("county_rule"))) | {"day": f"{today() + timedelta(days=3):%d.%m.%Y}"}

    assert twice(office, at("county_rule"), sent) == [302, 302]
    assert TargetGroupRule.objects.count() == before + 1
