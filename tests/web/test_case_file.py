"""The file of a case: reading it, noting in it, and what others may know of it."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kim.casework.models import Contact, FollowUp, HouseholdMember
from kim.privacy.models import AuditEvent
from tests import factories


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


@pytest.fixture
def case(world):
    return factories.case(world.anna, phase="first_advice")


def note(**values):
    return {"text": "Stundenplan besprochen.", "kind": "phone", "submission": str(uuid.uuid4())} | values


def text_of(response) -> str:
    return response.content.decode()


def test_a_note_stands_in_the_history_after_saving(anna, case):
    page = anna.post(f"/faelle/{case.pk}/kontakte/", note(minutes="20", held_on=""), follow=True)

    assert "Telefon, 20 Minuten" in text_of(page) and "Stundenplan besprochen." in text_of(page)
    case.refresh_from_db()
    assert case.last_contact_on == factories.today()


def test_pressing_save_twice_notes_once(anna, case):
    same = note()
    for _press in range(2):
        assert anna.post(f"/faelle/{case.pk}/kontakte/", same).status_code == 302

    assert Contact.objects.filter(case=case).count() == 1


@pytest.mark.parametrize(
    "wrong, said",
    [
        ({"text": " \n "}, "Schreiben Sie, was war."),
        ({"text": "x" * 10_001}, "10000"),
        ({"held_on": "31.02.2026"}, "31.02.2026"),
        ({"held_on": "01.01.2199"}, "Zukunft"),
        ({"held_on": "01.01.1899"}, "1900"),
        ({"minutes": "viele"}, "Zahl"),
        ({"minutes": "-5"}, "1"),
        ({"kind": "hug"}, "Diese Auswahl gibt es nicht"),
        ({"submission": "x"}, "nicht mehr aktuell"),
    ],
)
def test_what_cannot_be_saved_stays_in_the_form_with_the_reason(anna, case, wrong, said):
    page = text_of(anna.post(f"/faelle/{case.pk}/kontakte/", note(**wrong)))

    assert said in page
    assert wrong.get("text", "Stundenplan besprochen.").strip() in page
    assert not Contact.objects.filter(case=case).exists()


def test_a_note_is_shown_as_text_whatever_is_in_it(anna, case):
    typed = "<script>alert(1)</script> \u202eabc\u202c 👩🏽‍🎓 مرحبا\x00\x07 {{ x }}"
    page = text_of(anna.post(f"/faelle/{case.pk}/kontakte/", note(text=typed), follow=True))

    assert "&lt;script&gt;alert(1)&lt;/script&gt; abc 👩🏽‍🎓 مرحبا {{ x }}" in page
    assert Contact.objects.get().text == "<script>alert(1)</script> abc 👩🏽‍🎓 مرحبا {{ x }}"


def test_a_deputy_reads_the_file_but_no_confidential_note(world, case, browser_for):
    from kim.organisation.models import Absence

    day = factories.today()
    Absence.objects.create(user=world.anna, deputy=world.ben, first_day=day, last_day=day, recorded_by=world.lea)
    factories.contact(case, text="Offenes Gespräch")
    factories.contact(case, text="Nur für Anna", confidential=True)

    page = text_of(browser_for(world.ben).get(f"/faelle/{case.pk}/"))

    assert "Offenes Gespräch" in page and "Nur für Anna" not in page
    assert "Sie vertreten Kim Anna" in page
    assert "vertraulich: nicht für Vertretungen" in text_of(browser_for(world.anna).get(f"/faelle/{case.pk}/"))


def test_a_colleague_and_the_lead_see_the_head_and_whom_to_ask(world, case, browser_for):
    factories.contact(case, text="Offenes Gespräch")

    for person in (world.ben, world.lea):
        page = text_of(browser_for(person).get(f"/faelle/{case.pk}/"))
        assert "Den Inhalt sehen nur Kim Anna und die Vertretung." in page
        assert "Offenes Gespräch" not in page and "quick-note-text" not in page


def test_opening_the_content_leaves_one_trace_in_ten_minutes(world, case, anna, browser_for):
    for _visit in range(3):
        anna.get(f"/faelle/{case.pk}/")
    browser_for(world.lea).get(f"/faelle/{case.pk}/")

    traces = AuditEvent.objects.filter(kind="case.viewed", case_id=case.pk)
    assert [event.actor_id for event in traces] == [world.anna.pk]


def test_unknown_cases_and_huge_numbers_are_not_found(anna):
    for number in ("0", "999999", "9" * 30):
        assert anna.get(f"/faelle/{number}/").status_code == 404
        assert anna.post(f"/wiedervorlagen/{number}/erledigt/").status_code == 404


def test_the_history_is_complete_and_without_doubles_over_all_its_pages(anna, case):
    day = factories.today()
    for number in range(47):
        factories.contact(case, held_on=day - timedelta(days=number // 9), text=f"Kontakt Nummer {number}.")
    factories.referral(case, sent_on=day - timedelta(days=2))
    factories.assessment(case)
    seen, query = [], {}
    while True:
        page = anna.get(f"/faelle/{case.pk}/", query)
        seen += [(entry.kind, entry.row.pk) for entry in page.context["entries"]]
        if not page.context["earlier"]:
            break
        query = {"before": page.context["earlier"]}

    assert len(seen) == len(set(seen)) == 47 + 1 + 1 + 1


@pytest.mark.parametrize(
    "query",
    [
        {"before": "x"},
        {"before": "2026-02-31.120000000000.1.1"},
        {"before": f"2026-01-01.120000000000.1.{'9' * 30}"},
        {"history": "?"},
    ],
)
def test_nonsense_in_the_address_of_the_history_is_no_error(anna, case, query):
    assert anna.get(f"/faelle/{case.pk}/", query).status_code == 200


def test_the_history_can_be_narrowed_to_contacts_and_to_decisions(anna, case):
    factories.contact(case)
    factories.assessment(case)

    kinds = {
        name: {entry.kind for entry in anna.get(f"/faelle/{case.pk}/", {"history": name}).context["entries"]}
        for name in ("contacts", "decisions")
    }

    assert kinds == {"contacts": {"contact"}, "decisions": {"assessment", "phase"}}


def test_a_fuller_file_costs_no_further_query(anna, case):
    url = f"/faelle/{case.pk}/"

    def fill(times):
        for _time in range(times):
            factories.contact(case)
            factories.measure(factories.goal(case))
            factories.referral(case)
            case.follow_ups.create(due_on=factories.today(), text="Rückruf", recorded_by=case.assigned_to)
            HouseholdMember.objects.create(case=case, person=factories.person(), relation="child")

    fill(1)
    anna.get(url)
    with CaptureQueriesContext(connection) as few:
        anna.get(url)
    fill(20)
    with CaptureQueriesContext(connection) as many:
        anna.get(url)

    assert len(many) <= len(few)  # the first page of a fuller file holds fewer kinds of entries


def test_at_most_two_alerts_and_the_unanswered_referral_first(anna, case):
    day = factories.today()
    factories.referral(case, sent_on=day - timedelta(days=19))
    case.follow_ups.create(due_on=day - timedelta(days=2), text="Rückruf", recorded_by=case.assigned_to)
    case.opened_on = day - timedelta(days=60)
    case.review_on = day - timedelta(days=1)
    case.save()

    alerts = anna.get(f"/faelle/{case.pk}/").context["case_alerts"]

    assert len(alerts) == 2
    assert alerts[0]["core"] == "VHS Grevenbroich antwortet seit 19 Tagen nicht"


def test_a_follow_up_is_planned_once_and_ticked_off_once(anna, case):
    planned = {"text": "Schulamt anrufen", "due_on": factories.today().isoformat(), "submission": str(uuid.uuid4())}
    for _press in range(2):
        anna.post(f"/faelle/{case.pk}/wiedervorlage/", planned)
    follow_up = FollowUp.objects.get()
    case.refresh_from_db()
    assert case.next_due_on == factories.today()

    for _press in range(2):
        answer = anna.post(f"/wiedervorlagen/{follow_up.pk}/erledigt/", {"next": "/wiedervorlagen/?view=mine"})

    assert answer["Location"] == "/wiedervorlagen/?view=mine"
    case.refresh_from_db()
    assert case.next_due_on is None


@pytest.mark.parametrize("there", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_ticking_off_never_leads_out_of_kim(anna, case, there):
    follow_up = case.follow_ups.create(due_on=factories.today(), text="Rückruf", recorded_by=case.assigned_to)

    answer = anna.post(f"/wiedervorlagen/{follow_up.pk}/erledigt/", {"next": there})

    assert answer["Location"].startswith(f"/faelle/{case.pk}/")


def test_a_follow_up_in_the_past_is_refused(anna, case):
    typed = {"text": "Schulamt anrufen", "due_on": "01.01.2020"}

    assert "Dieser Tag ist vorbei." in text_of(anna.post(f"/faelle/{case.pk}/wiedervorlage/", typed))


def test_a_household_grows_once_for_two_clicks_and_shrinks_again(anna, case):
    member = {"relation": "child", "family_name": "Haddad", "given_name": "Lina", "birth": "02.2022"}
    for _press in range(2):
        anna.post(f"/faelle/{case.pk}/haushalt/", member)
    lina = HouseholdMember.objects.get()
    assert "02.2022" in text_of(anna.get(f"/faelle/{case.pk}/person/"))

    asked = anna.get(f"/faelle/{case.pk}/haushalt/{lina.pk}/entfernen/")
    anna.post(f"/faelle/{case.pk}/haushalt/{lina.pk}/entfernen/")

    assert "Lina Haddad aus dem Haushalt nehmen?" in text_of(asked)
    assert not HouseholdMember.objects.exists()


def test_a_member_of_another_household_is_not_found(anna, case, world):
    other = factories.case(world.anna)
    member = HouseholdMember.objects.create(case=other, person=factories.person(), relation="child")

    assert anna.post(f"/faelle/{case.pk}/haushalt/{member.pk}/entfernen/").status_code == 404


def test_saving_over_a_newer_version_shows_both_and_the_next_saving_decides(anna, case):
    url = f"/faelle/{case.pk}/person/aendern/"
    opened = anna.get(url).context["form"].initial
    mine = {name: value for name, value in opened.items() if isinstance(value, str | int) and value is not False}
    mine |= {"municipality": case.person.municipality_id, "family_name": "Haddad-Neu"}
    case.person.family_name, case.person.version = "Haddad-Kollegin", 2
    case.person.save()

    conflict = anna.post(url, mine)
    assert "Haddad-Kollegin" in text_of(conflict) and "Haddad-Neu" in text_of(conflict)
    rows = conflict.context["form"].versions.rows
    assert ("Familienname", "Haddad-Kollegin") in [(row.label, row.stored) for row in rows]

    again = dict(mine) | {"version": "2"}
    assert anna.post(url, again).status_code == 302
    case.person.refresh_from_db()
    assert case.person.family_name == "Haddad-Neu"


def test_the_frame_of_a_file_asks_six_questions_at_most(world, case, scope_as, rf):
    from kim.casework import access
    from kim.web.casework.frame import case_frame

    factories.referral(case, sent_on=factories.today() - timedelta(days=19))
    with scope_as(world.anna) as anna:
        request = rf.get("/")
        request.user = anna
        request.session = {"cases_seen": {str(case.pk): timezone.now().isoformat()}}
        found = access.case_for(anna, case.pk)
        with CaptureQueriesContext(connection) as asked:
            case_frame(request, found, "case_detail")

    assert len(asked) <= 6


@pytest.mark.parametrize("part", ["phase/", "ziele/", "person/aendern/"])
def test_a_refused_page_of_a_case_leads_to_its_head(world, case, browser_for, part):
    refused = browser_for(world.ben).get(f"/faelle/{case.pk}/{part}")

    assert refused.status_code == 404
    assert f'href="/faelle/{case.pk}/"' in text_of(refused) and "wen Sie fragen können" in text_of(refused)


def test_a_case_that_must_not_be_known_is_not_named_in_a_refusal(world, case, browser_for):
    for person in (world.cem, world.admin, world.stranger):
        refused = browser_for(person).get(f"/faelle/{case.pk}/phase/")
        assert refused.status_code == 404
        assert f'href="/faelle/{case.pk}/"' not in text_of(refused)


def test_a_refusal_that_is_about_no_case_leads_to_the_start_page(world, browser_for):
    refused = browser_for(world.admin).get("/faelle/")

    assert refused.status_code == 403
    assert "Zur Startseite" in text_of(refused) and "Zum Fall" not in text_of(refused)


@pytest.mark.parametrize("phase, asked", [("access", True), ("first_advice", True), ("assessment", False)])
def test_only_at_the_beginning_a_contact_may_be_the_first_advice(world, anna, phase, asked):
    case = factories.case(world.anna, phase=phase)

    assert ("das war die Erstberatung" in text_of(anna.get(f"/faelle/{case.pk}/"))) is asked

    anna.post(f"/faelle/{case.pk}/kontakte/", note(is_first_advice="on"))
    assert Contact.objects.get().is_first_advice is asked


def test_after_the_first_advice_nobody_is_asked_again(anna, case):
    factories.contact(case)
    assert "das war die Erstberatung" in text_of(anna.get(f"/faelle/{case.pk}/"))
    anna.post(f"/faelle/{case.pk}/kontakte/", note(is_first_advice="on"))

    page = anna.get(f"/faelle/{case.pk}/")
    anna.post(f"/faelle/{case.pk}/kontakte/", note(text="Noch einmal", is_first_advice="on"))

    assert "das war die Erstberatung" not in text_of(page)
    assert not Contact.objects.get(text="Noch einmal").is_first_advice


def test_a_ticked_first_advice_stays_ticked_in_a_note_that_cannot_be_saved_yet(anna, case):
    page = text_of(anna.post(f"/faelle/{case.pk}/kontakte/", note(text="", is_first_advice="on")))

    assert 'name="is_first_advice"' in page
    assert "checked" in page[page.index('name="is_first_advice"') :].split(">")[0]
