"""The course of a case in the browser: rounds, alerts, the history by kind and words, reviews, the end, the second person."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kim.casework.actions.shared import change_phase
from kim.casework.models import (
    Case,
    Closing,
    Confirmation,
    Contact,
    HandoverSheet,
    HouseholdMember,
    LateEntry,
    PhaseChange,
    Review,
)
from kim.organisation.models import County
from tests import factories
from tests.factories import today


@pytest.fixture
def anna(world, browser_for):
    return browser_for(world.anna)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def day(days=0):
    return f"{today() + timedelta(days=days):%d.%m.%Y}"


def test_the_stepper_says_in_which_round_the_case_is(world, anna):
    case = factories.case(world.anna, phase="goal_agreement")
    for source, target in (
        ("goal_agreement", "monitoring"),
        ("monitoring", "re_assessment"),
        ("re_assessment", "goal_agreement"),
    ):
        PhaseChange.objects.create(
            case=case, from_phase=source, to_phase=target, changed_on=today(), changed_by=world.anna
        )

    page = text_of(anna.get(f"/faelle/{case.pk}/"))

    assert "2. Runde, seit" in page and "zuletzt" in page


def test_two_alerts_are_shown_and_the_rest_stands_behind_a_word(world, anna):
    past = today() - timedelta(days=40)
    case = factories.case(world.anna, phase="monitoring", opened_on=past, review_on=past)
    factories.referral(case, sent_on=past)
    case.follow_ups.create(due_on=past, text="Rückruf", recorded_by=world.anna)

    page = text_of(anna.get(f"/faelle/{case.pk}/"))

    before, behind = page.split('<details class="kim-more">')
    assert "antwortet seit" in before and "Überprüfung festhalten" in before
    assert "2 weitere Hinweise" in behind and "Rückruf" in behind.split("</details>")[0]


def test_the_history_is_narrowed_by_kind_and_by_words(world, anna):
    case = factories.case(world.anna)
    factories.contact(case, text="Wohngeld beantragt")
    factories.contact(case, text="Kita besucht")
    factories.referral(case, note="Wohngeld")
    url = f"/faelle/{case.pk}/?history="

    assert "Kita besucht" not in text_of(anna.get(f"{url}all&words=wohngeld"))
    assert "Wohngeld beantragt" in text_of(anna.get(f"{url}all&words=wohngeld"))
    assert "Nichts dieser Art mit diesen Wörtern." in text_of(anna.get(f"{url}papers&words=wohngeld"))
    assert "Kita besucht" not in text_of(anna.get(f"{url}referrals"))
    assert anna.get(f"{url}nonsense&words=%00%25_%27&before=x").status_code == 200


def test_a_review_is_held_once_however_often_the_form_is_sent(world, anna):
    case = factories.case(world.anna, phase="monitoring", review_on=today())
    goal = factories.goal(case)
    sent = {
        "submission": str(uuid4()), "held_on": day(), "with_person": "on", f"course_{goal.pk}": "stuck",
        f"words_{goal.pk}": "Kein Platz", "summary": "Kurz gesprochen", "next_on": day(90), "next_focus": "Kita",
    }  # fmt: skip

    answers = [anna.post(f"/faelle/{case.pk}/ueberpruefung/festhalten/", sent).status_code for _time in range(2)]

    assert answers == [302, 302] and Review.objects.filter(state="held").count() == 1
    page = text_of(anna.get(f"/faelle/{case.pk}/"))
    assert "Kurz gesprochen" in page and "stockt" in page and f"Nächste Überprüfung am {day(90)}" in page
    assert "Beim letzten Mal: stockt" in text_of(anna.get(f"/faelle/{case.pk}/ueberpruefung/festhalten/"))


@pytest.mark.parametrize(
    "wrong, said",
    [({"held_on": day(1)}, "Zukunft"), ({"next_on": day(-1)}, "vorbei"), ({"held_on": ""}, "steht noch nichts")],
)
def test_a_review_that_is_wrong_says_so_and_keeps_what_was_typed(world, anna, wrong, said):
    case = factories.case(world.anna)
    answer = anna.post(
        f"/faelle/{case.pk}/ueberpruefung/festhalten/", {"held_on": day(), "summary": "Getippt", **wrong}
    )
    assert answer.status_code == 422 and said in text_of(answer) and "Getippt" in text_of(answer)


def test_a_closing_asks_for_the_result_of_each_open_goal_and_shows_how_long_the_file_is_kept(world, anna):
    from kim.organisation.models import RetentionClass

    RetentionClass.objects.create(key="case", name_de="Fallakten", name_en="Case files", years=3)
    case, url = factories.case(world.anna, phase="monitoring"), "/faelle/{}/abschluss/"
    goal, done = factories.goal(case), factories.goal(case, own_words="Fertig", state="reached", ended_on=today())
    url = url.format(case.pk)
    assert f"wird die Akte bis {today().replace(year=today().year + 3):%d.%m.%Y} aufbewahrt" in text_of(anna.get(url))

    sent = {"reason": factories.closing_reason().pk, "result": "Arbeit", "closed_on": day(), "informed": "spoken"}
    refused = anna.post(url, sent)
    assert not Closing.objects.exists() and f"result_{goal.pk}" in text_of(refused)
    assert "zwingend erforderlich" not in text_of(refused)
    assert f"result_{done.pk}" not in text_of(refused)
    anna.post(url, sent | {f"result_{goal.pk}": "partly", f"words_{goal.pk}": "A2"})

    page = text_of(anna.get(f"/faelle/{case.pk}/"))
    assert "teilweise erreicht" in page and "Aufbewahrt bis" in page and "Abschlussbericht (PDF)" in page
    paper = anna.get(f"/faelle/{case.pk}/abschlussbericht.pdf")
    assert (paper.status_code, paper.content[:5], paper["Cache-Control"]) == (200, b"%PDF-", "no-store, private")


def test_a_closing_settles_what_is_still_open_in_one_go(world, anna):
    """A county that wants a second person gets the same, once they have confirmed."""
    case = factories.case(world.anna, phase="monitoring", review_on=today() + timedelta(days=9))
    started = factories.referral(case, state="started", sent_on=today() - timedelta(days=20))
    waiting = factories.referral(case)
    call = case.follow_ups.create(
        due_on=today(), text="Anrufen", repeats="weekly", repeats_until=today() + timedelta(days=90),
        recorded_by=world.anna,
    )  # fmt: skip
    review = Review.objects.create(case=case, planned_on=case.review_on, recorded_by=world.anna)
    meeting = factories.appointment(case)
    factories.appointment(case, in_hours=-24)
    grant = factories.grant(case, world.ben)
    url = f"/faelle/{case.pk}/abschluss/"
    page = text_of(anna.get(url))
    assert page.count('name="settle_') == 3 + 2 + 2 + 1 + 2 + 2

    sent = {
        "reason": factories.closing_reason().pk, "result": "Arbeit", "closed_on": day(),
        f"settle_referral_{started.pk}": "completed", f"settle_referral_{waiting.pk}": "stays",
        f"settle_review_{review.pk}": "called_off", f"settle_appointment_{meeting.pk}": "called_off",
        f"settle_grant_{grant.pk}": "ended",
    }  # fmt: skip
    for wrong in ({}, {f"settle_follow_up_{call.pk}": "stays"}):
        anna.post(url, sent | wrong)
        assert not Closing.objects.exists()
    anna.post(url, sent | {f"settle_follow_up_{call.pk}": "dropped"})

    for row in (case, started, waiting, call, review, meeting, grant):
        row.refresh_from_db()
    assert case.is_closed and case.review_on is None and case.next_due_on is None
    assert (started.state, waiting.state, review.state, meeting.state) == (
        "completed", "requested", "called_off", "cancelled"
    )  # fmt: skip
    assert call.dropped and case.follow_ups.filter(done_at=None).count() == 0 and grant.ended_at is not None
    assert "Entfallen: Anrufen" in text_of(anna.get(f"/faelle/{case.pk}/"))


def test_a_case_that_was_never_closed_has_no_final_report(world, anna):
    assert anna.get(f"/faelle/{factories.case(world.anna).pk}/abschlussbericht.pdf").status_code == 404


def test_a_late_entry_is_made_once_and_marked(world, anna):
    case = factories.case(world.anna, phase="closed")
    url = f"/faelle/{case.pk}/nachtrag/"
    sent = {
        "submission": str(uuid4()),
        "text": "Bescheid ist da",
        "kind": "letter",
        "held_on": day(-20),
        "reason": "Post kam später",
    }

    assert anna.post(url, sent | {"reason": " "}).status_code == 422
    assert [anna.post(url, sent).status_code for _time in range(2)] == [302, 302]

    assert (Contact.objects.count(), LateEntry.objects.count()) == (1, 1)
    told, now = f"achgetragen am {day()}, zum {day(-20)}", Contact.objects.get()
    shown = anna.get(f"/faelle/{case.pk}/?history=late")  # said after each sending, and at the entry
    assert text_of(shown).count(told) == 2 + 1 and "Post kam später" in text_of(shown)
    place = re.search(r'href="([^"]+)#contact-\d+"', shown.content.decode())[1].replace("&amp;", "&")
    at_its_day = anna.get(place).context["entries"]
    assert [entry.row for entry in shown.context["entries"]] == [now] and at_its_day[0].row == now


def test_a_late_entry_says_where_and_with_whom_as_any_contact_does(world, anna):
    case = factories.case(world.anna, phase="closed")
    child = factories.person(given_name="Lina", family_name="Haddad")
    HouseholdMember.objects.create(case=case, person=child, relation="child")
    url = f"/faelle/{case.pk}/nachtrag/"
    values = {
        "text": "Abschied", "kind": "visit", "held_on": day(), "reason": "Krank gewesen", "minutes": "30", "place": "home",
        "interpreter": "lay", "present": child.pk, "present_note": "Nachbarin",
    }  # fmt: skip

    page, answer = anna.get(url).content.decode(), anna.post(url, values)

    assert "Lina Haddad" in page and 'name="confidential"' not in page
    made = Contact.objects.get()
    assert answer.status_code == 302
    assert (made.place, made.interpreter, made.present, made.present_note) == ("home", "lay", [child.pk], "Nachbarin")
    assert (made.minutes, made.life_areas, made.confidential) == (30, [], False)


def test_whoever_stands_in_enters_late_what_belongs_there_and_whoever_only_reads_does_not(world, browser_for):
    from kim.organisation.models import Absence

    case = factories.case(world.anna, phase="closed")
    Absence.objects.create(
        user=world.anna, deputy=world.ben, first_day=today(), last_day=today(), recorded_by=world.anna
    )
    meeting = factories.appointment(case, in_hours=-3)
    factories.grant(case, world.cem, sections=["contacts"])
    ben, cem, late = browser_for(world.ben), browser_for(world.cem), f"/faelle/{case.pk}/nachtrag/"
    contact = {"text": "x", "kind": "letter", "held_on": day(), "reason": "y"}

    assert late in ben.get(f"/faelle/{case.pk}/").content.decode()
    assert cem.post(late, contact).status_code == 403 and not Contact.objects.exists()
    assert ben.post(late, contact).status_code == 302
    held = {"state": "held", "version": meeting.version, "late_reason": "Sie war krank"}
    assert ben.post(f"/termine/{meeting.pk}/ausgang/", held).status_code == 302
    assert sorted(case.late_entries.values_list("kind", "recorded_by__username")) == [
        ("appointment", "ben"), ("contact", "ben"),
    ]  # fmt: skip


def test_a_running_case_needs_no_late_entries(world, anna):
    case = factories.case(world.anna)
    assert anna.get(f"/faelle/{case.pk}/nachtrag/").status_code == 302


@pytest.fixture
def asked(world, anna):
    """Anna has put a closing before Ben."""
    County.objects.update(closing_needs_second=True)
    case = factories.case(world.anna, phase="monitoring")
    factories.contact(case, text="Inhalt der Akte")
    call = case.follow_ups.create(due_on=today(), text="Anrufen", recorded_by=world.anna)
    sent = {
        "reason": factories.closing_reason().pk, "result": "Arbeit gefunden", "closed_on": day(), "asked": world.ben.pk,
        "shown": "Alles ist erledigt", f"settle_follow_up_{call.pk}": "done",
    }  # fmt: skip
    assert anna.post(f"/faelle/{case.pk}/abschluss/", sent | {"asked": ""}).status_code == 422
    assert anna.post(f"/faelle/{case.pk}/abschluss/", sent)["Location"] == f"/faelle/{case.pk}/bestaetigungen/"
    return Case.objects.get(pk=case.pk)


def test_the_second_person_finds_it_in_my_day_reads_no_content_and_confirms(world, anna, browser_for, asked):
    ben, row = browser_for(world.ben), Confirmation.objects.get()
    assert "Wartet auf eine zweite Person." in text_of(anna.get(f"/faelle/{asked.pk}/"))
    assert f"/bestaetigungen/{row.pk}/" in text_of(ben.get("/")) and "Wartet auf Ihre Bestätigung" in text_of(
        ben.get("/")
    )

    page = text_of(ben.get(f"/bestaetigungen/{row.pk}/"))
    assert "Alles ist erledigt" in page and "Ziele erreicht" in page
    assert "Arbeit gefunden" not in page and "Inhalt der Akte" not in page

    for _click in range(2):
        ben.post(f"/bestaetigungen/{row.pk}/bestaetigen/")
    asked.refresh_from_db()
    assert asked.is_closed and Closing.objects.count() == 1
    assert not asked.follow_ups.filter(done_at=None).exists()
    assert "Bestätigung" not in text_of(ben.get("/"))


def test_it_is_sent_back_and_proposed_again_with_what_was_typed(world, anna, browser_for, asked):
    ben, row = browser_for(world.ben), Confirmation.objects.get()
    assert ben.post(f"/bestaetigungen/{row.pk}/zurueckgeben/", {"words": " "}).status_code == 422
    ben.post(f"/bestaetigungen/{row.pk}/zurueckgeben/", {"words": "Wer begleitet den Antrag?"})

    page = text_of(anna.get(f"/faelle/{asked.pk}/abschluss/"))
    assert "Wer begleitet den Antrag?" in page and "Arbeit gefunden" in page


def test_a_waiting_closing_is_taken_back(world, anna, asked):
    row = Confirmation.objects.get()
    assert anna.get(f"/faelle/{asked.pk}/abschluss/").status_code == 302
    anna.post(f"/bestaetigungen/{row.pk}/zuruecknehmen/")
    assert "Um Bestätigung bitten" in text_of(anna.get(f"/faelle/{asked.pk}/abschluss/"))


def test_handing_over_keeps_the_sheet_for_whoever_goes_on(world, anna, browser_for):
    case = factories.case(world.anna, phase="service_steering")
    anna.post(
        f"/faelle/{case.pk}/uebergabe/", {"to": world.ben.pk, "reason": "Umzug", "words": "Nur nachmittags anrufen"}
    )

    assert HandoverSheet.objects.get().words == "Nur nachmittags anrufen"
    ben = browser_for(world.ben)
    assert "Nur nachmittags anrufen" in text_of(ben.get(f"/faelle/{case.pk}/uebergabebogen/"))
    assert ben.get(f"/faelle/{case.pk}/uebergabebogen.pdf").content[:5] == b"%PDF-"
    assert "Übergabebogen ansehen" in text_of(ben.get(f"/faelle/{case.pk}/"))


def test_a_sheet_is_kept_once(world, anna):
    case, sent = factories.case(world.anna), {"submission": str(uuid4()), "words": "Achtung"}
    assert [anna.post(f"/faelle/{case.pk}/uebergabebogen/", sent).status_code for _time in range(2)] == [302, 302]
    assert HandoverSheet.objects.count() == 1


def queries(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


@pytest.mark.parametrize(
    "page", ["", "ueberpruefung/", "ueberpruefung/festhalten/", "abschluss/", "bestaetigungen/", "uebergabebogen/"]
)
def test_more_rows_cost_no_further_query(world, anna, page):
    case = factories.case(world.anna, phase="monitoring")
    url = f"/faelle/{case.pk}/{page}"

    def more(number):
        for _each in range(number):
            goal = factories.goal(case)
            held = Review.objects.create(case=case, state="held", held_on=today(), recorded_by=world.anna)
            held.goals.create(case=case, goal=goal, course="stuck")
            factories.confirmation(
                case, asked=world.ben, state="withdrawn", decided_by=world.anna, decided_at="2026-01-01T00:00Z"
            )
            factories.referral(case)

    more(2)
    few = queries(anna, url)
    more(20)
    assert queries(anna, url) <= few


def test_answers_and_appointments_come_into_a_closed_file_with_their_reason(world, anna):
    case = factories.case(world.anna, phase="monitoring")
    referral = factories.referral(case, sent_on=today() - timedelta(days=9))
    meeting = factories.appointment(case, in_hours=-48)
    case.closed_on = today()
    change_phase(case, "closed", today(), world.anna, "")
    answer, settle = f"/faelle/{case.pk}/vermittlungen/{referral.pk}/", f"/termine/{meeting.pk}/ausgang/"
    assert f'href="{answer}"' in text_of(anna.get(f"/faelle/{case.pk}/nachtrag/"))
    assert "Nachtrag: Dokument ablegen" in text_of(anna.get(f"/faelle/{case.pk}/dokumente/"))

    sent = {"state": "accepted", "on": day(), "version": referral.version}
    assert "Sagen Sie, warum" in text_of(anna.post(f"{answer}stand/", sent))
    anna.post(f"{answer}stand/", sent | {"late_reason": "Antwort kam heute"})
    anna.post(settle, {"state": "held", "version": meeting.version, "late_reason": "Vergessen"})

    for row in (referral, meeting):
        row.refresh_from_db()
    assert (referral.state, meeting.state) == ("accepted", "held")
    assert set(LateEntry.objects.values_list("kind", "reason")) == {
        ("referralstep", "Antwort kam heute"), ("appointment", "Vergessen")
    }  # fmt: skip
    assert "Antwort kam heute" in text_of(anna.get(f"/faelle/{case.pk}/"))
    page = anna.get(f"/faelle/{case.pk}/wiederaufnahme/")
    assert page.context["form"]["to"].value() == "monitoring"


def test_the_same_offer_again_shows_the_earlier_referral_and_does_not_stop(world, anna):
    case = factories.case(world.anna)
    earlier = factories.referral(case, state="declined", decline_reason="no_place")

    page = text_of(anna.get(f"/faelle/{case.pk}/vermittlungen/angebote/{earlier.offer_id}/"))

    assert "wurde schon an dieses Angebot vermittelt" in page
    assert f"/faelle/{case.pk}/vermittlungen/{earlier.pk}/" in page and "kein Platz frei" in page
