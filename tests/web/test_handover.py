"""Handing cases over: by oneself, by the lead, one or several, within and across teams."""

import pytest

from kim.casework.models import Assignment, Case
from kim.privacy.models import AuditEvent
from tests import factories


def text_of(response) -> str:
    return response.content.decode()


def hand_over(client, case, receiver, **values):
    typed = {"to": receiver.pk, "reason": "Umzug nach Neuss"} | values
    return client.post(f"/faelle/{case.pk}/uebergabe/", typed, follow=True)


def responsible(case) -> str:
    return Case.objects.get(pk=case.pk).assigned_to.username


def test_the_lead_hands_a_case_to_somebody_else_of_the_team(world, browser_for):
    case = factories.case(world.anna)

    page = hand_over(browser_for(world.lea), case, world.ben)

    assert responsible(case) == "ben"
    assert "Der Fall liegt jetzt bei Kim Ben." in text_of(page)
    assert "Umzug nach Neuss" in text_of(browser_for(world.ben).get(f"/faelle/{case.pk}/"))
    assert AuditEvent.objects.filter(kind="case.handed_over", case_id=case.pk).count() == 1


def test_a_case_may_go_to_another_team_and_out_of_sight(world, browser_for):
    case = factories.case(world.anna)
    anna = browser_for(world.anna)

    page = hand_over(anna, case, world.cem)

    assert responsible(case) == "cem"
    assert page.redirect_chain == [("/faelle/", 302)]
    assert anna.get(f"/faelle/{case.pk}/").status_code == 404
    assert browser_for(world.cem).get(f"/faelle/{case.pk}/").status_code == 200


def test_what_one_sees_afterwards_is_said_before(world, browser_for):
    case = factories.case(world.anna)

    mine = text_of(browser_for(world.anna).get(f"/faelle/{case.pk}/uebergabe/"))
    leads = text_of(browser_for(world.lea).get(f"/faelle/{case.pk}/uebergabe/"))

    assert "nicht mehr Notizen, Ziele und Dokumente" in mine
    assert "Sie sehen weiter Name, Phase und Zuständigkeit" in leads


@pytest.mark.parametrize("who, field", [("admin", "to"), ("lea", "to"), ("anna", "to")])
def test_somebody_who_cannot_take_it_is_refused_at_the_field(world, browser_for, who, field):
    case = factories.case(world.anna)

    page = hand_over(browser_for(world.lea), case, getattr(world, who))

    assert list(page.context["form"].errors) == [field]
    assert responsible(case) == "anna"


@pytest.mark.parametrize(
    "wrong", [{"to": ""}, {"to": "999999"}, {"to": "x"}, {"reason": " \t "}, {"reason": "x" * 301}]
)
def test_nothing_is_handed_over_on_half_an_answer(world, browser_for, wrong):
    case = factories.case(world.anna)

    page = hand_over(browser_for(world.lea), case, world.ben, **wrong)

    assert list(page.context["form"].errors) == list(wrong)
    assert responsible(case) == "anna"


def test_several_cases_go_over_after_a_look_at_what_will_happen(world, browser_for):
    cases = [factories.case(world.anna) for _number in range(3)]
    lea, url = browser_for(world.lea), "/faelle/uebergeben/"
    typed = {"case": [case.pk for case in cases[:2]], "to": world.ben.pk, "reason": "Elternzeit"}

    preview = lea.post(url, typed)
    assert "2 Fälle gehen an Kim Ben." in text_of(preview)
    assert {responsible(case) for case in cases} == {"anna"}

    done = lea.post(url, typed | {"confirmed": "1"}, follow=True)
    assert "2 Fälle liegen jetzt bei Kim Ben." in text_of(done)
    assert [responsible(case) for case in cases] == ["ben", "ben", "anna"]


def test_several_cases_are_not_offered_to_oneself(world, browser_for):
    case = factories.case(world.anna)
    url = f"/faelle/uebergeben/?case={case.pk}"

    def offered(user):
        groups = browser_for(user).get(url).context["form"].fields["to"].choices[1:]
        return {pk for _unit, people in groups for pk, _name in people}

    assert world.anna.pk not in offered(world.anna) and world.ben.pk in offered(world.anna)
    assert world.anna.pk in offered(world.lea)


def test_the_look_ahead_names_another_team(world, browser_for):
    case = factories.case(world.anna)
    typed = {"case": [case.pk], "to": world.cem.pk, "reason": "Umzug"}

    assert "Das ist ein anderes Team" in text_of(browser_for(world.lea).post("/faelle/uebergeben/", typed))


def test_if_one_of_several_cannot_go_none_does(world, browser_for):
    cases = [factories.case(world.anna), factories.case(world.ben)]
    typed = {"case": [case.pk for case in cases], "to": world.ben.pk, "reason": "Elternzeit", "confirmed": "1"}

    page = browser_for(world.lea).post("/faelle/uebergeben/", typed)

    assert list(page.context["form"].errors) == ["to"]
    assert [responsible(case) for case in cases] == ["anna", "ben"]


def test_a_selection_reaches_no_case_one_may_not_know_or_not_give_away(world, browser_for):
    foreign, mine = factories.case(world.cem), factories.case(world.anna)
    typed = {"to": world.ben.pk, "reason": "Elternzeit", "confirmed": "1"}

    assert (
        browser_for(world.lea).post("/faelle/uebergeben/", typed | {"case": [foreign.pk, mine.pk]}).status_code == 404
    )
    assert browser_for(world.ben).post("/faelle/uebergeben/", typed | {"case": [mine.pk]}).status_code == 403
    assert (responsible(foreign), responsible(mine)) == ("cem", "anna")


@pytest.mark.parametrize("chosen", [[], ["x"], ["9" * 40], ["-1"]])
def test_a_selection_of_nothing_asks_to_tick_cases(world, browser_for, chosen):
    answer = browser_for(world.lea).get("/faelle/uebergeben/", {"case": chosen}, follow=True)

    assert "Kreuzen Sie die Fälle an" in text_of(answer)


def test_a_second_click_changes_nothing_more(world, browser_for):
    case = factories.case(world.anna)
    for _press in range(2):
        hand_over(browser_for(world.lea), case, world.ben)

    assert Assignment.objects.filter(case=case).count() == 2
