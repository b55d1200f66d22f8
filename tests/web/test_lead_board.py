"""The lead's board: who carries how much, and spreading cases with a look at what it does."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kim.casework.models import Case, PlannedHandover
from kim.organisation.models import Absence, Membership, PostCatchment, PostHolder
from kim.privacy.models import AuditEvent
from tests import factories
from tests.factories import today

BOARD = "/leitung/"
DAY = timedelta(days=1)


@pytest.fixture
def team(world):
    """Anna for Grevenbroich, Ben for Neuss, each with a whole post."""
    world.neuss = factories.municipality("Neuss", "NE", "05162024")
    factories.post_for(world.ben, world.neuss)
    return world


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def spread_url(person) -> str:
    return reverse("lead:spread", args=[person.pk])


def shown(page) -> dict:
    """What the page would send: every case with whoever holds it, the choice, and the mark of the preview."""
    lines = page.context["lines"]
    sent = {"seen": page.context["seen"], "on": f"{page.context['on']:%d.%m.%Y}", "reason": "Elternzeit"}
    for line in lines:
        sent |= {f"held-{line.case.pk}": line.case.assigned_to_id, f"to-{line.case.pk}": line.choice or ""}
    return sent


def holder(case) -> str:
    return Case.objects.get(pk=case.pk).assigned_to.username


def test_the_board_shows_phases_load_areas_and_who_is_away(team, browser_for):
    for phase in ("access", "assessment", "assessment"):
        factories.case(team.anna, phase=phase)
    Absence.objects.create(
        user=team.anna, deputy=team.ben, first_day=today(), last_day=today() + 3 * DAY, recorded_by=team.lea
    )

    page = browser_for(team.lea).get(BOARD)

    text = text_of(page)
    assert "Kim Anna" in text and "Grevenbroich" in text
    assert "abwesend bis" in text and "K. Ben vertritt" in text
    assert f"view=team&amp;responsible={team.anna.pk}&amp;phase=assessment" in text
    assert [row["load"].total for row in page.context["rows"]] == [3, 0]


def test_the_board_tells_heads_only(team, browser_for):
    case = factories.case(team.anna)
    factories.contact(case, text="Sehr vertraulich")

    lea = browser_for(team.lea)

    for url in (BOARD, spread_url(team.anna)):
        assert "Sehr vertraulich" not in text_of(lea.get(url))


def test_a_protected_name_is_not_told_when_cases_are_spread(team, browser_for):
    factories.case(team.anna, person=factories.person(family_name="Geheim", is_protected=True))

    text = text_of(browser_for(team.lea).get(spread_url(team.anna)))

    assert "Geheim" not in text and "Name geschützt" in text


def test_enquiries_without_anybody_come_first(team, browser_for):
    factories.enquiry(team.anna)
    factories.enquiry(team.anna, proposed_for=team.ben, description="Mann, 40")

    page = browser_for(team.lea).get(BOARD)

    text = text_of(page)
    assert "Anfragen ohne Zuständigkeit" in text and "Mann, 40" not in text
    assert [row["load"].enquiries for row in page.context["rows"]] == [0, 1]


def test_cases_of_somebody_whose_role_has_ended_are_told_on_top(team, browser_for):
    factories.case(team.anna)
    Membership.objects.filter(user=team.anna).update(valid_from=today() - 9 * DAY, valid_to=today() - DAY)

    text = text_of(browser_for(team.lea).get(BOARD))

    assert "Ein Fall liegt bei Kim Anna, nicht mehr im Case Management." in text
    assert "Rolle beendet" in text


def test_a_post_held_above_its_share_for_one_day_is_told_with_the_day(team, browser_for):
    post = PostHolder.objects.get(user=team.anna).post
    day = today() + 5 * DAY
    PostHolder.objects.filter(user=team.anna).update(valid_to=day)
    with factories.before_shares_were_kept():
        PostHolder.objects.create(post=post, user=team.ben, fte=1, valid_from=day)

    assert f"am {day:%d.%m.%Y} mit 2,00 statt 1,00 besetzt" in text_of(browser_for(team.lea).get(BOARD))


def test_the_board_follows_an_area_on_its_day(team, browser_for):
    day = today() + 8 * DAY
    PostCatchment.objects.filter(municipality=team.neuss).update(valid_to=day - DAY)
    PostCatchment.objects.create(
        post=PostHolder.objects.get(user=team.anna).post, municipality=team.neuss, valid_from=day
    )
    factories.case(team.ben, municipality=team.neuss)
    lea = browser_for(team.lea)

    before, after = lea.get(BOARD), lea.get(BOARD, {"am": f"{day:%d.%m.%Y}"})

    assert "+ Neuss" in text_of(before) and "Ein laufender Fall liegt anderswo." in text_of(before)
    areas = {row["load"].user.username: row["load"].areas for row in after.context["rows"]}
    assert [place.name for place in areas["anna"]] == ["Grevenbroich", "Neuss"]
    assert areas["ben"] == []


@pytest.mark.parametrize("typed", ["31.02.2026", "morgen", "01.01.1700", "1" * 300])
def test_a_day_that_is_none_is_said_at_its_field(team, browser_for, typed):
    page = browser_for(team.lea).get(BOARD, {"am": typed})

    assert page.status_code == 422
    assert page.context["form"].errors["am"]
    assert page.context["on"] == today()


def test_twenty_more_case_managers_cost_no_further_query(team, browser_for, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    lea = browser_for(team.lea)
    factories.case(team.anna)
    lea.get(BOARD)
    with CaptureQueriesContext(
        connection,
    ) as few:
        lea.get(BOARD)
    for _number in range(20):
        person = factories.user(in_unit=team.team_a)
        factories.post_for(person, team.neuss)
        factories.case(person)

    with django_assert_max_num_queries(len(few)):
        assert len(lea.get(BOARD).context["rows"]) == 22


# Spreading -------------------------------------------------------------------------------------------


def test_protected_names_do_not_tell_themselves_by_their_order(team, browser_for):
    place = factories.municipality()
    later = factories.case(
        team.anna, municipality=place, person=factories.person(family_name="Zander", is_protected=True)
    )
    earlier = factories.case(
        team.anna, municipality=place, person=factories.person(family_name="Abel", is_protected=True)
    )

    lines = browser_for(team.lea).get(spread_url(team.anna)).context["lines"]
    assert [line.case.pk for line in lines if line.case.person.is_protected] == [later.pk, earlier.pk]


def test_the_lead_spreads_an_absent_colleagues_cases_after_a_preview(team, browser_for):
    Absence.objects.create(user=team.anna, deputy=team.ben, first_day=today(), last_day=today(), recorded_by=team.lea)
    cases = [factories.case(team.anna) for _number in range(3)]
    lea = browser_for(team.lea)

    preview = lea.get(spread_url(team.anna))
    assert [line.choice for line in preview.context["lines"]] == [team.ben.pk] * 3
    assert "Vorher" in text_of(preview) and "3 Fälle gehen sofort über" in text_of(preview)
    assert {holder(case) for case in cases} == {"anna"}

    done = lea.post(spread_url(team.anna), shown(preview) | {"confirmed": "1"}, follow=True)
    assert "3 Fälle sind übergeben." in text_of(done)
    assert {holder(case) for case in cases} == {"ben"}
    assert AuditEvent.objects.filter(kind="case.handed_over").count() == 3


def test_a_line_that_is_changed_is_shown_once_more_before_anything_happens(team, browser_for):
    kept, given = factories.case(team.anna), factories.case(team.anna)
    lea = browser_for(team.lea)
    sent = shown(lea.get(spread_url(team.anna))) | {f"to-{kept.pk}": "", "confirmed": "1"}

    again = lea.post(spread_url(team.anna), sent)
    assert "Sie haben seit der letzten Vorschau Zeilen geändert." in text_of(again)
    assert (holder(kept), holder(given)) == ("anna", "anna")

    lea.post(spread_url(team.anna), shown(again) | {"confirmed": "1"})
    assert (holder(kept), holder(given)) == ("anna", "ben")


def test_cases_changed_meanwhile_are_named_and_left_out_only_after_asking(team, browser_for):
    moved, fine = factories.case(team.anna), factories.case(team.anna)
    lea = browser_for(team.lea)
    sent = shown(lea.get(spread_url(team.anna))) | {"confirmed": "1"}
    Case.objects.filter(pk=moved.pk).update(phase="closed", closed_on=today())

    asked = lea.post(spread_url(team.anna), sent)
    assert "Ein Fall wurde inzwischen geschlossen oder übergeben:" in text_of(asked)
    assert moved.person.full_name in text_of(asked)
    assert holder(fine) == "anna"

    lea.post(spread_url(team.anna), shown(asked) | {"confirmed": "1"})
    assert (holder(moved), holder(fine)) == ("anna", "ben")


def test_without_a_reason_nothing_goes_and_everything_chosen_stays(team, browser_for):
    case = factories.case(team.anna)
    lea = browser_for(team.lea)
    sent = shown(lea.get(spread_url(team.anna))) | {"confirmed": "1", "reason": " "}

    page = lea.post(spread_url(team.anna), sent)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["reason"]
    assert [line.choice for line in page.context["lines"]] == [team.ben.pk]
    assert holder(case) == "anna"


def test_renewing_the_preview_asks_for_no_reason(team, browser_for):
    case = factories.case(team.anna)
    lea = browser_for(team.lea)
    sent = shown(lea.get(spread_url(team.anna))) | {"look": "1", "reason": "", f"to-{case.pk}": ""}

    page = lea.post(spread_url(team.anna), sent)

    assert page.status_code == 200
    assert "Niemandes Last ändert sich" in text_of(page)


@pytest.mark.parametrize("typed", ["31.02.2027", "gestern", "", "01.01.2020"])
def test_a_day_for_the_handover_that_cannot_be_is_refused(team, browser_for, typed):
    case = factories.case(team.anna)
    lea = browser_for(team.lea)

    page = lea.post(spread_url(team.anna), shown(lea.get(spread_url(team.anna))) | {"confirmed": "1", "on": typed})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["on"]
    assert holder(case) == "anna"


def test_somebody_who_is_no_choice_is_not_taken(team, browser_for):
    case = factories.case(team.anna)
    lea = browser_for(team.lea)
    for wrong in (team.cem.pk, team.admin.pk, "x", "9" * 40, "-1"):
        sent = shown(lea.get(spread_url(team.anna))) | {"confirmed": "1", f"to-{case.pk}": wrong}
        assert lea.post(spread_url(team.anna), sent).status_code == 200
        assert holder(case) == "anna"


def test_cases_of_another_team_cannot_be_slipped_in(team, browser_for):
    foreign, own = factories.case(team.cem), factories.case(team.anna)
    lea = browser_for(team.lea)
    sent = shown(lea.get(spread_url(team.anna))) | {"confirmed": "1"}
    sent |= {f"held-{foreign.pk}": team.cem.pk, f"to-{foreign.pk}": team.ben.pk}

    page = lea.post(spread_url(team.anna), sent)

    assert "einer, den Sie nicht mehr sehen" in text_of(page)
    assert (holder(foreign), holder(own)) == ("cem", "anna")


def test_a_handover_for_a_later_day_is_planned_shown_and_can_be_called_off(team, browser_for):
    case = factories.case(team.anna)
    lea, day = browser_for(team.lea), today() + 9 * DAY
    looked = lea.post(
        spread_url(team.anna), shown(lea.get(spread_url(team.anna))) | {"look": "1", "on": f"{day:%d.%m.%Y}"}
    )

    done = lea.post(spread_url(team.anna), shown(looked) | {"confirmed": "1"}, follow=True)
    assert f"Ein Fall geht am {day:%d.%m.%Y} über." in text_of(done)
    assert holder(case) == "anna"
    planned = PlannedHandover.objects.get()
    assert reverse("lead:call_off", args=[planned.pk]) in text_of(done)

    assert f"bisher geplant: am {day:%d.%m.%Y} an Kim Ben" in text_of(lea.get(spread_url(team.anna)))

    off = lea.post(reverse("lead:call_off", args=[planned.pk]), follow=True)
    assert "Abgesagt: Der Fall bleibt bei Kim Anna." in text_of(off)
    again = lea.post(reverse("lead:call_off", args=[planned.pk]), follow=True)
    assert "schon ausgeführt oder abgesagt" in text_of(again)


def test_cases_of_an_area_that_moves_are_proposed_for_the_day_of_the_move(team, browser_for):
    day = today() + 8 * DAY
    PostCatchment.objects.filter(municipality=team.neuss).update(valid_to=day - DAY)
    area = PostCatchment.objects.create(
        post=PostHolder.objects.get(user=team.anna).post, municipality=team.neuss, valid_from=day
    )
    factories.case(team.ben, municipality=team.neuss), factories.case(team.ben)

    page = browser_for(team.lea).get(reverse("lead:area", args=[area.pk]))

    assert page.context["on"] == day
    assert [(line.case.municipality.name, line.choice) for line in page.context["lines"]] == [("Neuss", team.anna.pk)]


def test_whoever_is_still_responsible_for_a_shared_area_keeps_the_cases(team, browser_for):
    area = PostCatchment.objects.create(
        post=PostHolder.objects.get(user=team.anna).post, municipality=team.neuss, valid_from=today()
    )
    factories.case(team.ben, municipality=team.neuss)

    page = browser_for(team.lea).get(reverse("lead:area", args=[area.pk]))

    assert [line.choice for line in page.context["lines"]] == [None]
    assert "ist weiter für das Gebiet zuständig" in text_of(page)


def test_there_is_nothing_to_spread_of_somebody_outside_the_team(team, browser_for):
    lea = browser_for(team.lea)

    assert lea.get(spread_url(team.cem)).status_code == 404
    assert lea.get("/leitung/verteilen/999999/").status_code == 404
    assert lea.get("/leitung/gebiet/999999/").status_code == 404
    assert "Hier ist kein laufender Fall zu verteilen." in text_of(lea.get(spread_url(team.ben)))


def test_after_the_last_case_of_somebody_who_left_the_page_says_so(team, browser_for):
    Membership.objects.filter(user=team.anna).update(valid_from=today() - 9 * DAY, valid_to=today() - DAY)
    PostHolder.objects.filter(user=team.anna).delete()

    page = browser_for(team.lea).get(spread_url(team.anna))

    assert page.status_code == 200
    assert "Kim Anna hat keine Fälle mehr" in text_of(page) and f'href="{BOARD}"' in text_of(page)


def test_the_absence_form_opens_with_the_person_of_the_board(team, browser_for):
    page = browser_for(team.lea).get(reverse("office:absence_new"), {"user": team.anna.pk})

    assert f'value="{team.anna.pk}" selected' in text_of(page)


def test_the_board_says_whose_reviews_answers_and_papers_run_out(team, browser_for):
    case = factories.case(team.anna, review_on=today() - DAY)
    factories.referral(case, answer_due_on=today() - DAY)
    factories.residence(case, valid_until=today() + 30 * DAY)
    closed = factories.case(team.ben, phase="closed")
    factories.residence(closed, valid_until=today() + 30 * DAY)
    factories.residence(factories.case(team.ben), valid_until=today() + 300 * DAY)

    page = browser_for(team.lea).get(BOARD)

    text = text_of(page)
    assert "eine Überprüfung überfällig" in text and "eine Vermittlung ohne Antwort" in text
    assert "ein Papier läuft binnen 90 Tagen ab" in text
    assert {row["load"].user: row["load"].pressing.total for row in page.context["rows"]} == {team.anna: 3, team.ben: 0}


def test_what_presses_in_other_units_is_nobodys_figure(team, browser_for):
    factories.case(team.anna, review_on=today() - DAY, in_unit=factories.unit("other"))

    page = browser_for(team.lea).get(BOARD)

    assert all(row["load"].pressing.total == 0 for row in page.context["rows"])


def test_the_board_is_put_in_order_and_turned_in_pages(team, browser_for, monkeypatch):
    monkeypatch.setattr("kim.web.lead.views.board.PER_PAGE", 1)
    factories.case(team.ben, review_on=today() - DAY)
    lea = browser_for(team.lea)

    assert lea.get(BOARD).context["rows"][0]["load"].user == team.anna
    first = lea.get(BOARD, {"sort": "pressing"})
    assert first.context["rows"][0]["load"].user == team.ben and "1 bis 1 von 2" in text_of(first)
    second = lea.get(BOARD, {"sort": "pressing", "seite": "2"})
    assert second.context["rows"][0]["load"].user == team.anna
    assert lea.get(BOARD, {"sort": "x", "seite": "-7"}).status_code == 200
