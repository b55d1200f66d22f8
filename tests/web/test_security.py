"""What must not get out, and what must not be forgotten, on any page."""

import io
import logging

import pytest
from django.db import IntegrityError, connection
from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler
from django.urls import reverse

from kim.organisation.models import Absence, Membership
from kim.privacy.models import AuditEvent
from kim.web.drafts.versions import put_beside
from kim.web.forms import KimForm, as_sent
from kim.web.middleware import nothing_is_kept
from tests import factories
from tests.factories import today


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    "part",
    ["case_detail", "case_person", "case_person_edit", "assessment_list", "goal_list", "goal_new", "referral_list",
     "referral_find", "case_phase", "case_close"],
)  # fmt: skip
def test_opening_any_part_of_the_content_leaves_a_trace(world, browser_for, part):
    case = factories.case(world.anna)

    browser_for(world.anna).get(reverse(f"casework:{part}", args=[case.pk]))

    assert AuditEvent.objects.filter(kind="case.viewed", case_id=case.pk, actor_id=world.anna.pk).count() == 1


def test_seeing_the_head_alone_is_no_reading(world, browser_for):
    case = factories.case(world.anna)

    browser_for(world.ben).get(reverse("casework:case_detail", args=[case.pk]))

    assert not AuditEvent.objects.filter(kind="case.viewed").exists()


def test_pages_of_somebody_signed_in_are_kept_by_no_browser(world, browser_for):
    case = factories.case(world.anna)
    anna = browser_for(world.anna)

    for address in (
        "/",
        reverse("casework:case_list"),
        reverse("casework:case_detail", args=[case.pk]),
        "/faelle/9999/",
    ):
        assert "no-store" in anna.get(address)["Cache-Control"], address
    assert "no-store" not in Client().get(reverse("brand_css"))["Cache-Control"]


def test_a_view_cannot_have_an_answer_kept_and_refusals_are_not_kept_either(world, rf, browser_for):
    def careless(request):
        return HttpResponse("Samar Haddad", headers={"Cache-Control": "private, max-age=600"})

    request = rf.get("/")
    request.resolver_match = None
    anna = browser_for(world.anna)
    anna.handler = ClientHandler(enforce_csrf_checks=True)  # its own: the others share one
    act = reverse("set_language")

    assert nothing_is_kept(careless)(request)["Cache-Control"] == "no-store, private"
    for answer, status in ((anna.get(act), 405), (anna.post(act), 403)):
        assert (answer.status_code, answer["Cache-Control"]) == (status, "no-store, private")


def test_whoever_is_closed_out_is_out_at_once(world, browser_for):
    anna = browser_for(world.anna)
    assert anna.get("/").status_code == 200
    world.anna.is_active = False
    world.anna.save(update_fields=["is_active"])

    assert anna.get("/").status_code == 302


def test_a_role_that_has_ended_opens_no_former_case(world, browser_for):
    case = factories.case(world.anna)
    Membership.objects.filter(user=world.anna).delete()

    assert browser_for(world.anna).get(reverse("casework:case_detail", args=[case.pk])).status_code == 404


def test_a_protected_name_stands_nowhere_on_the_leads_pages(world, browser_for):
    client = factories.person(given_name="Samira", family_name="Verborgen", is_protected=True)
    case = factories.case(world.anna, person=client)
    for _ in range(31):
        factories.case(world.anna, person=factories.person(family_name="Zander"))
    lea = browser_for(world.lea)

    for address in (
        f"{reverse('casework:case_hand_over_many')}?case={case.pk}", reverse("casework:case_hand_over", args=[case.pk]),
        reverse("casework:case_list"),
    ):  # fmt: skip
        page = lea.get(address)
        assert page.status_code == 200
        assert "Verborgen" not in text(page)


@pytest.mark.parametrize("sort", ["name", "-name"])
def test_the_order_and_the_marks_of_the_list_do_not_tell_a_protected_name(world, browser_for, sort):
    import base64
    import re

    for n in range(30):
        factories.case(world.anna, person=factories.person(family_name=f"Aa{n:02}"))
    hidden = factories.person(family_name="Aazz-Verborgen", is_protected=True)
    factories.case(world.anna, person=hidden)
    factories.case(world.anna, person=factories.person(family_name="Zz"))
    lea, seen, address = browser_for(world.lea), "", f"?view=team&sort={sort}"

    page = lea.get(reverse("casework:case_list") + address)
    for mark in re.findall(r"after=([A-Za-z0-9_%-]+)", text(page)):
        seen += base64.urlsafe_b64decode(mark.split("%")[0] + "===").decode(errors="ignore")
    names = [row["case"].person_id for row in page.context["rows"]]

    assert "verborgen" not in seen.lower()
    assert (hidden.pk in names) == (sort == "name")  # those without a name come first, whatever it is


def test_nobody_makes_themselves_the_stand_in(world, browser_for):
    days = {"first_day": f"{today():%d.%m.%Y}", "last_day": f"{today():%d.%m.%Y}"}
    Membership.objects.create(user=world.lea, unit=world.team_a, role="case_manager")
    Membership.objects.create(user=world.admin, unit=world.team_a, role="case_manager")

    for somebody in (world.ben, world.lea, world.admin):
        answer = browser_for(somebody).post(
            reverse("office:absence_new"), {"user": world.anna.pk, "deputy": somebody.pk} | days
        )
        assert answer.status_code == 422
    assert not Absence.objects.exists()


def test_an_absence_of_a_colleague_cannot_be_forged_into_ones_own_form(world, browser_for):
    days = {"first_day": f"{today():%d.%m.%Y}", "last_day": f"{today():%d.%m.%Y}"}

    browser_for(world.ben).post(reverse("office:absence_new"), {"user": world.anna.pk, "deputy": world.cem.pk} | days)

    assert not Absence.objects.filter(user=world.anna).exists()


def test_nobody_gives_themselves_a_role(world, browser_for):
    browser_for(world.admin).post(
        reverse("office:role_new", args=[world.admin.pk]),
        {"unit": world.team_a.pk, "role": "case_manager", "first_day": f"{today():%d.%m.%Y}"},
    )

    assert not Membership.objects.filter(user=world.admin, role="case_manager").exists()


def test_what_is_stored_and_what_a_browser_sends_are_compared_alike():
    from django import forms

    class Sample(KimForm):
        place = forms.IntegerField()
        note = forms.CharField(required=False)
        sure = forms.BooleanField(required=False)

    form = Sample({"place": "3", "note": "a\r\nb", "sure": "on", "version": "1"})

    assert put_beside(form, {"place": 3, "note": "a\nb", "sure": True}, {"version": 2}) is False
    assert [as_sent(value) for value in (None, False, True, 3)] == ["", "", "on", "3"]


def test_the_log_does_not_repeat_what_people_told_us(db):
    from django.conf import settings

    from kim.web.logs import WithoutValues

    given = {k: v for k, v in settings.LOGGING["formatters"]["line"].items() if k != "()"}
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(WithoutValues(**given))
    log = logging.Logger("sample")
    log.addHandler(handler)
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into casework_person (given_name, family_name, name_original, name_original_language, sex, birth_given,"
                " is_protected, sort_key, search_text, search_keys, registered_at, version, birth_day)"
                " values (E'Samar\\n\\ngeheim', 'Haddad', '', '', 'f', 'given', false, '', '', '{}', now(), 1, 77)"
            )
    except IntegrityError:
        log.exception("a fault")

    written = out.getvalue()
    assert "DETAIL: (left out)" in written
    assert "IntegrityError" in written
    assert "Haddad" not in written.replace("'Haddad'", "") and ", geheim" not in written
    assert "Failing row" not in written


def test_one_click_sign_in_has_a_limit(world, monkeypatch):
    from kim.privacy.models import Installation

    Installation.objects.create(demo=True)
    factories.user("brandes", synthetic=True, in_unit=world.team_a)
    answers = [Client().post(reverse("persona", args=["brandes"])).status_code for _ in range(31)]

    assert set(answers[:30]) == {302}
    assert answers[30] == 429
