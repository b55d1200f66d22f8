"""Texts that are kept while they are typed, and forms that are sent once."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from kim.casework.models import Case, Contact
from kim.workbench.models import Draft
from tests import factories

FETCH = {"X-Kim-Fetch": "1"}


@pytest.fixture(autouse=True)
def _fresh_counters(db):
    cache.clear()


def text(response):
    return response.content.decode()


def keep(client, page, typed="Anruf vom Jobcenter", field="text", **more):
    return client.post(f"/entwuerfe/{page}/aufheben/", {"field": field, "text": typed, **more}, headers=FETCH)


def draft(owner, page, typed="Anruf vom Jobcenter", field="text", **more):
    return Draft.objects.create(user=owner, page=page, field=field, text=typed, saved_at=timezone.now(), **more)


# Keeping and bringing back ----------------------------------------------------------------------------


def test_a_text_typed_here_is_offered_on_another_machine(world, browser_for):
    page = f"contact-{factories.case(world.anna).pk}"

    answer = keep(browser_for(world.anna), page)
    elsewhere = browser_for(world.anna).get(f"/entwuerfe/{page}/", headers=FETCH).json()

    assert answer.status_code == 200
    assert answer.json()["kept"].startswith("gespeichert als Entwurf, ")
    assert elsewhere["fields"]["text"]["text"] == "Anruf vom Jobcenter"
    assert elsewhere["fields"]["text"]["put_in"].startswith("Entwurf von heute, ")


def test_a_consent_being_taken_down_is_kept_as_a_draft(world, browser_for):
    page = f"consent-{factories.case(world.anna).pk}-new"

    answer = keep(browser_for(world.anna), page, "Kita-Platz für Lina", field="purpose")

    assert answer.status_code == 200
    assert browser_for(world.anna).get(f"/entwuerfe/{page}/", headers=FETCH).status_code == 200


def test_a_window_that_does_not_know_the_newest_draft_gets_it_shown(world, browser_for):
    client, page = browser_for(world.anna), f"contact-{factories.case(world.anna).pk}"
    keep(client, page)

    clash = keep(client, page, "Etwas anderes")

    assert clash.status_code == 409
    assert clash.json()["other"]["text"] == "Anruf vom Jobcenter"
    assert Draft.objects.get().text == "Anruf vom Jobcenter"


def test_saving_the_form_ends_its_draft(world, browser_for):
    case = factories.case(world.anna)
    client = browser_for(world.anna)
    keep(client, f"contact-{case.pk}")
    draft(world.anna, "enquiry-new", field="matter")
    draft(world.ben, f"contact-{case.pk}")

    client.post(f"/faelle/{case.pk}/kontakte/", {"text": "Anruf vom Jobcenter", "kind": "talk"})

    assert {(each.user, each.page) for each in Draft.objects.all()} == {
        (world.anna, "enquiry-new"),
        (world.ben, f"contact-{case.pk}"),
    }


def test_a_form_that_is_refused_keeps_its_draft(world, browser_for):
    case = factories.case(world.anna)
    client = browser_for(world.anna)
    keep(client, f"contact-{case.pk}")

    client.post(f"/faelle/{case.pk}/kontakte/", {"text": "Anruf", "kind": "talk", "held_on": "31.02.2026"})

    assert Draft.objects.exists()


def test_a_draft_about_a_case_vanishes_with_the_case(world, browser_for):
    case = factories.case(world.anna)
    draft(world.anna, f"contact-{case.pk}", "Vertrauliches")
    client = browser_for(world.anna)
    assert "Vertrauliches" in text(client.get("/entwuerfe/"))

    Case.objects.filter(pk=case.pk).update(assigned_to=world.cem, unit=world.team_b)

    assert "Vertrauliches" not in text(client.get("/entwuerfe/"))
    assert client.get(f"/entwuerfe/contact-{case.pk}/", headers=FETCH).status_code == 404
    assert keep(client, f"contact-{case.pk}").status_code == 404


def test_my_drafts_say_where_they_belong_and_lead_there(world, browser_for):
    case, enquiry = factories.case(world.anna), factories.enquiry(world.anna)
    goal = factories.goal(case)
    places = {
        f"contact-{case.pk}": f"/faelle/{case.pk}/#quick-note",
        f"closing-{case.pk}": f"/faelle/{case.pk}/abschluss/",
        f"goal-{case.pk}-new": f"/faelle/{case.pk}/ziele/neu/",
        f"goal-{case.pk}-{goal.pk}": f"/faelle/{case.pk}/ziele/{goal.pk}/",
        "enquiry-new": "/anfragen/neu/",
        f"triage-{enquiry.pk}": f"/anfragen/{enquiry.pk}/entscheiden/",
        "opening-new": "/faelle/neu/",
    }
    for page in places:
        draft(world.anna, page)
    client = browser_for(world.anna)

    page = text(client.get("/entwuerfe/"))

    for url in places.values():
        assert f'href="{url}"' in page
        assert client.get(url.partition("#")[0]).status_code == 200
    assert case.person.list_name in page


def test_twenty_more_drafts_cost_no_further_query(world, browser_for, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = browser_for(world.anna)
    draft(world.anna, f"contact-{factories.case(world.anna).pk}")
    client.get("/entwuerfe/")
    with CaptureQueriesContext(connection) as few:
        client.get("/entwuerfe/")
    for _ in range(20):
        draft(world.anna, f"contact-{factories.case(world.anna).pk}")

    with django_assert_num_queries(len(few)):
        client.get("/entwuerfe/")


def test_a_draft_is_discarded_from_the_list(world, browser_for):
    page = f"contact-{factories.case(world.anna).pk}"
    draft(world.anna, page)
    draft(world.ben, page)

    response = browser_for(world.anna).post(f"/entwuerfe/{page}/verwerfen/", {"field": "text"})

    assert response.url == "/entwuerfe/"
    assert Draft.objects.get().user == world.ben


def test_every_long_text_is_kept_under_a_name_that_is_known(world, browser_for):
    from kim.web.drafts import places

    case = factories.case(world.anna, phase="service_steering")
    goal, held, sent = factories.goal(case), factories.assessment(case, completed=False), factories.referral(case)
    enquiry = factories.enquiry(world.anna)
    client = browser_for(world.anna)
    for url in (
        f"/faelle/{case.pk}/", f"/faelle/{case.pk}/abschluss/", f"/faelle/{case.pk}/phase/", f"/faelle/{case.pk}/uebergabe/",
        f"/faelle/{case.pk}/ziele/neu/", f"/faelle/{case.pk}/ziele/{goal.pk}/", f"/faelle/{case.pk}/ziele/{goal.pk}/schritte/neu/",
        f"/faelle/{case.pk}/bestandsaufnahme/{held.pk}/bearbeiten/", f"/faelle/{case.pk}/vermittlungen/{sent.pk}/",
        f"/faelle/{case.pk}/vermittlungen/angebote/{sent.offer_id}/", "/anfragen/neu/", f"/anfragen/{enquiry.pk}/bearbeiten/",
        f"/anfragen/{enquiry.pk}/entscheiden/", "/faelle/neu/",
    ):  # fmt: skip
        page = text(client.get(url))
        for tag in page.split("<textarea")[1:]:
            key = tag.partition('data-kim-keep="')[2].partition('"')[0]
            assert key, f"{url}: {tag[:120]}"
            name, field = key.rsplit("-", 1)
            assert places.FIELD.fullmatch(field)
            assert keep(client, name, field=field).status_code == 200, key


# Hostile drafts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "nothing", "nothing-1", "contact", "contact-", "contact-0", "contact--1", "contact-1-2", "contact-9223372036854775808",
        "contact-99999999999999999999999", "contact-x", "contact-new", "goal-1", "CONTACT-1", "contact-١", "..-1", "%00-1",
        "enquiry-999999", "contact-999999",
    ],
)  # fmt: skip
def test_what_is_no_page_of_mine_is_404(world, browser_for, page):
    client = browser_for(world.anna)

    assert client.get(f"/entwuerfe/{page}/", headers=FETCH).status_code == 404
    assert keep(client, page).status_code == 404
    assert not Draft.objects.exists()


def test_a_goal_of_another_case_is_no_page(world, browser_for):
    case, other = factories.case(world.anna), factories.case(world.ben)
    goal = factories.goal(other)

    assert keep(browser_for(world.anna), f"goal-{case.pk}-{goal.pk}", field="own_words").status_code == 404
    assert keep(browser_for(world.anna), f"goal-{case.pk}-424242", field="own_words").status_code == 404


@pytest.mark.parametrize("who", ["ben", "lea", "cem", "admin", "stranger"])
def test_nobody_keeps_a_draft_about_a_case_they_do_not_work_in(world, browser_for, who):
    case = factories.case(world.anna)

    assert keep(browser_for(getattr(world, who)), f"contact-{case.pk}").status_code == 404


def test_a_lead_keeps_the_reason_of_a_handover_and_sees_no_name_of_content(world, browser_for):
    case = factories.case(world.anna)
    client = browser_for(world.lea)

    assert keep(client, f"handover-{case.pk}", field="reason").status_code == 200
    assert case.reference in text(client.get("/entwuerfe/"))


@pytest.mark.parametrize("length", [20_001, 400_000, 3_000_000, 10_000_000])
def test_a_text_without_end_is_refused(world, browser_for, length):
    page = f"contact-{factories.case(world.anna).pk}"

    answer = keep(browser_for(world.anna), page, "x" * length)

    assert answer.status_code in (400, 413, 422)
    assert not Draft.objects.exists()
    if answer.status_code != 400:
        assert "zu lang" in answer.json()["said"]


@pytest.mark.parametrize(
    "typed", ["a\x00b", "\u202eabc", "<script>alert(1)</script>", "👩‍👩‍👧‍👦", "محمد", "a\r\nb", "{{ 7*7 }}"]
)
def test_odd_characters_do_no_harm(world, browser_for, typed):
    client, page = browser_for(world.anna), f"contact-{factories.case(world.anna).pk}"

    assert keep(client, page, typed).status_code == 200
    listed = client.get("/entwuerfe/")

    assert listed.status_code == 200
    assert "<script>alert(1)" not in text(listed)


@pytest.mark.parametrize("field", ["", "x" * 61, "Text", "a-b", "a b", "ä"])
def test_what_is_no_field_is_404(world, browser_for, field):
    page = f"contact-{factories.case(world.anna).pk}"

    assert keep(browser_for(world.anna), page, field=field).status_code == 404


def test_without_a_session_a_draft_is_not_kept_and_the_script_is_told(world):
    assert keep(Client(), f"contact-{factories.case(world.anna).pk}").status_code == 401


# Sent once ---------------------------------------------------------------------------------------------


def test_a_case_opened_by_a_double_click_is_one_case_and_one_page(world, browser_for):
    client = browser_for(world.anna)
    form = client.get("/faelle/neu/").context["form"]
    data = {
        "submission": str(form.initial["submission"]), "given_name": "Samar", "family_name": "Haddad",
        "assigned_to": world.anna.pk, "advice_agreed_on": "", "birth_given": "not_asked", "sex": "not_asked",
        "languages_given": "not_asked", "nationalities_given": "not_asked", "entered_given": "not_asked",
        "german_level": "", "interpreter": "",
    }  # fmt: skip
    data |= {
        name: form.fields[name].choices[0][0] for name in ("sex", "german_level", "interpreter") if name in form.fields
    }

    first, second = client.post("/faelle/neu/", data), client.post("/faelle/neu/", data)

    assert first.status_code == 302, first.context["form"].errors
    assert second.url == first.url
    assert Case.objects.count() == 1


def test_a_note_sent_again_is_one_note(world, browser_for):
    case = factories.case(world.anna)
    client = browser_for(world.anna)
    form = client.get(f"/faelle/{case.pk}/").context["note_form"]
    data = {"text": "Anruf", "kind": "talk", "submission": str(form.initial["submission"])}

    answers = [client.post(f"/faelle/{case.pk}/kontakte/", data) for _ in range(3)]

    assert {answer.url for answer in answers} == {f"/faelle/{case.pk}/"}
    assert Contact.objects.count() == 1
