"""What is being typed lies sealed: what will be confidential is so before anybody has said it."""

from django.db import connection
from django.urls import reverse

from kim.privacy.models import DataKey
from tests import factories
from tests.web.test_drafts import keep


def test_a_draft_lies_sealed_and_opens_for_its_author_alone(world, browser_for, scope_as):
    case = factories.case(world.anna)
    anna, page = browser_for(world.anna), f"contact-{case.pk}"
    first = keep(anna, page, "Sie hat Angst vor ihm.").json()
    keep(anna, page, "", seen=first["version"])
    assert anna.get(reverse("drafts:page", args=[page])).json()["fields"]["text"]["text"] == ""
    keep(anna, page, "Sie hat große Angst.", seen=2)

    with connection.cursor() as cursor:
        cursor.execute("select d::text from workbench_draft d")
        [row] = cursor.fetchone()
    assert "Angst" not in row and b"Angst".hex() not in row
    assert anna.get(reverse("drafts:page", args=[page])).json()["fields"]["text"]["text"] == "Sie hat große Angst."
    with scope_as(world.ben):
        assert not DataKey.objects.filter(kind="user").exists()
