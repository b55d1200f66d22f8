"""A case goes over with its sheet, whoever hands it over; follow-ups go to whoever stands in; time counts wherever a case is."""

from datetime import timedelta

import pytest

from kim.casework.models import Case, FollowUp, HandoverSheet
from kim.organisation.models import Absence
from kim.privacy.models import AuditEvent
from tests import factories
from tests.factories import today


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def handed_over(world, browser_for):
    """The lead gives Ben a case of Anna's in which something waits."""
    case = factories.case(world.anna, phase="service_steering")
    factories.goal(case, own_words="Ich will B1 schaffen.")
    FollowUp.objects.create(case=case, due_on=today(), text="Kitaplatz nachfragen", recorded_by=world.anna)
    browser_for(world.lea).post(f"/faelle/{case.pk}/uebergabe/", {"to": world.ben.pk, "reason": "Elternzeit"})
    return case


def test_the_lead_hands_over_a_sheet_that_only_the_new_one_reads(handed_over, world, browser_for, scope_as):
    sheet, ben = HandoverSheet.objects.get(case=handed_over), browser_for(world.ben)

    assert (sheet.written_by, sheet.written_for) == (world.lea, world.ben)
    assert "Kitaplatz nachfragen" in str(sheet.snapshot) and "Ich will B1 schaffen." in str(sheet.snapshot)
    for who in (world.anna, world.lea, world.cem):
        with scope_as(who):
            assert not HandoverSheet.objects.exists()
    assert AuditEvent.objects.get(kind="case.handover_sheet").actor_id == world.lea.pk
    address = f"/faelle/{handed_over.pk}/uebergabebogen/"
    assert "Übernommen, Bogen noch nicht gelesen" in text_of(ben.get("/"))
    assert "Als gelesen vermerken" in text_of(ben.get(address))
    assert ben.post(f"{address}gelesen/").status_code == 302
    assert "Bogen noch nicht gelesen" not in text_of(ben.get("/"))
    assert "Als gelesen vermerken" not in text_of(ben.get(f"{address}?bogen={sheet.pk}"))
    for wrong in ("x", "0", "99999999999999999999"):
        assert ben.get(f"{address}?bogen={wrong}").status_code == 404


def test_what_was_written_in_time_goes_along_and_nothing_of_a_sheet_changes(world, browser_for, scope_as):
    case = factories.case(world.anna)
    browser_for(world.anna).post(f"/faelle/{case.pk}/uebergabebogen/", {"words": "Bitte nur nachmittags anrufen."})
    browser_for(world.lea).post(f"/faelle/{case.pk}/uebergabe/", {"to": world.ben.pk, "reason": "Krank"})

    with scope_as(world.ben):
        last = Case.objects.get(pk=case.pk).handover_sheets.last()
        assert (last.words, last.written_by, last.written_for) == (
            "Bitte nur nachmittags anrufen.",
            world.anna,
            world.ben,
        )
    with pytest.raises(Exception, match="stay where they are"), scope_as(world.ben):
        HandoverSheet.objects.filter(pk=last.pk).update(words="anders")


def test_several_cases_go_over_with_a_sheet_each(world, browser_for):
    cases = [factories.case(world.anna) for _number in range(3)]
    chosen = {"case": [case.pk for case in cases], "to": world.ben.pk, "reason": "Umzug", "confirmed": "1"}
    browser_for(world.lea).post("/faelle/uebergeben/", chosen)

    assert HandoverSheet.objects.filter(case__in=cases, written_for=world.ben).count() == 3


def test_follow_ups_go_to_the_stand_in_while_somebody_is_away_and_come_back(world, browser_for):
    case = factories.case(world.anna)
    rows = [
        FollowUp.objects.create(case=case, due_on=today(), text=f"Aufgabe {n}", recorded_by=world.anna) for n in "AB"
    ]
    ben = browser_for(world.ben)
    assert "Aufgabe A" not in text_of(ben.get("/"))
    away = Absence.objects.create(
        user=world.anna,
        deputy=world.ben,
        first_day=today(),
        last_day=today() + timedelta(days=3),
        recorded_by=world.lea,
    )

    assert "Aufgabe A" in text_of(ben.get("/")) and "in Vertretung für Kim Anna" in text_of(ben.get("/"))
    assert "Kim Anna" in text_of(ben.get("/wiedervorlagen/?view=deputy"))
    ben.post(f"/wiedervorlagen/{rows[0].pk}/erledigt/")
    Absence.objects.filter(pk=away.pk).update(
        first_day=today() - timedelta(days=3), last_day=today() - timedelta(days=1)
    )

    mine = text_of(browser_for(world.anna).get("/"))
    assert "Aufgabe B" in mine and FollowUp.objects.get(pk=rows[0].pk).done_by == world.ben
    assert "Aufgabe B" not in text_of(browser_for(world.ben).get("/"))


def test_follow_ups_that_are_not_done_go_along_with_the_case(handed_over, world, browser_for):
    assert "Kitaplatz nachfragen" in text_of(browser_for(world.ben).get("/"))
    assert "Kitaplatz nachfragen" not in text_of(browser_for(world.anna).get("/"))


def test_time_in_contacts_counts_cases_that_have_left_ones_sight(world, browser_for):
    seen, gone = factories.case(world.anna), factories.case(world.cem)
    for case, minutes in ((seen, 30), (gone, 45)):
        factories.contact(case, by=world.anna, minutes=minutes)
    factories.contact(gone, minutes=600)

    page = text_of(browser_for(world.anna).get("/termine/zeit/"))

    assert "1 h 15" in page and "Fälle, die Sie nicht mehr sehen" in page and gone.reference not in page


def test_what_waits_for_the_second_person_stands_in_the_navigation(world, browser_for):
    ben = browser_for(world.ben)
    assert "/bestaetigungen/" not in text_of(ben.get("/faelle/"))
    row = factories.confirmation(factories.case(world.anna), asked=world.ben)

    assert 'href="/bestaetigungen/"' in text_of(ben.get("/faelle/"))
    page = text_of(ben.get("/bestaetigungen/"))
    assert f'href="/bestaetigungen/{row.pk}/"' in page and "Auf Sie wartet nichts" not in page
    ben.post(f"/bestaetigungen/{row.pk}/bestaetigen/")
    assert "Zuletzt entschieden" in text_of(ben.get("/bestaetigungen/"))
