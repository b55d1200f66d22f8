"""Contacts that are no case, from a figure to a person, deciding again, outreach: the acts and who may read what."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from kim.casework import access, enquiry_figures, exceptions, outreach
from kim.casework.actions import cases, enquiries, naming, short_answers
from kim.casework.actions import outreach as outreach_acts
from kim.casework.models import Attempt, Case, Contact, Enquiry, Outreach, TakenUpAgain, Triage
from kim.privacy.models import AuditEvent
from tests import factories
from tests.factories import today


def count(world, by=None, **values):
    by = by or world.anna
    given = {"result": "advised_once", "channel": factories.channel(), "municipality": factories.municipality()}
    return short_answers.count(by=by, unit=world.team_a, received_on=today(), **(given | values))


def go_out(world, **values):
    given = {"held_on": today(), "place": "Unterkunft Hemmerden", "occasion": "accommodation", "women": 4, "men": 3}
    return outreach_acts.record(by=world.anna, unit=world.team_a, **(given | values))


def decline(world, enquiry):
    return enquiries.decide(
        enquiry=enquiry, by=world.anna, version=enquiry.version, result="declined", finding=None, rule_version=None,
        reason="Wünscht keine Begleitung.",
    )  # fmt: skip


# Counting --------------------------------------------------------------------------------------------


def test_several_contacts_of_one_kind_are_one_row_that_counts_for_all(world, scope_as):
    with scope_as(world.anna):
        count(world, number_of=6, minutes=45, answer="Formular erklärt.")

        whole = enquiry_figures.whole(enquiry_figures.rows_between(today(), today()))

    assert (whole.contacts, whole.unnamed, whole.minutes) == (6, 6, 45)
    assert AuditEvent.objects.filter(kind="enquiry.counted").count() == 1


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"result": "admitted"}, exceptions.NoShortAnswer),
        ({"result": "referred_on"}, exceptions.AgencyMissing),
        ({"number_of": 0}, exceptions.NotANumberOfContacts),
        ({"number_of": 201}, exceptions.NotANumberOfContacts),
    ],
)
def test_what_cannot_be_counted_says_so(world, values, error):
    with pytest.raises(error):
        count(world, **values)


def test_the_database_keeps_no_name_with_an_anonymous_enquiry(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.enquiry(world.anna, anonymous=True, family_name="Haddad")
    with pytest.raises(exceptions.AnonymousHasAName):
        enquiries.record(
            by=world.anna, unit=world.team_a, received_on=today(), channel=factories.channel(), anonymous=True,
            given_name="Samar",
        )  # fmt: skip


def test_a_slip_is_corrected_and_what_was_decided_is_not(world):
    counted = count(world, number_of=9)

    short_answers.correct(
        enquiry=counted, by=world.ben, version=1, result="advised_once", number_of=6, channel=counted.channel
    )

    assert Enquiry.objects.get().number_of == 6
    with pytest.raises(exceptions.NoShortAnswer):
        decided = factories.enquiry(world.anna, anonymous=True, state="declined")
        short_answers.correct(enquiry=decided, by=world.anna, version=1, result="advised_once")


def test_answering_at_once_needs_no_check(world):
    enquiry = factories.enquiry(world.anna)
    with pytest.raises(exceptions.AnswerMissing):
        short_answers.answer(enquiry=enquiry, by=world.anna, version=1, result="advised_once")

    short_answers.answer(
        enquiry=enquiry, by=world.anna, version=1, result="advised_once", answer="Kurse genannt.", minutes=10
    )

    stored = Enquiry.objects.get()
    assert (stored.state, stored.answer, stored.minutes, stored.answered_by) == (
        "advised_once", "Kurse genannt.", 10, world.anna
    )  # fmt: skip
    assert not Triage.objects.exists()


# From a figure to a person ---------------------------------------------------------------------------


def test_an_anonymous_contact_becomes_a_named_case_and_keeps_the_link(world, scope_as):
    with scope_as(world.anna):
        counted = count(world, answer="Zuständige Stelle genannt.", minutes=5)
        named = naming.name(enquiry=counted, by=world.anna, version=1, given_name="Hiwot", family_name="Tekle")
        named.refresh_from_db()
        assert (named.pk, named.state, named.anonymous, named.named_on) == (counted.pk, "open", False, today())

        enquiries.decide(
            enquiry=named, by=world.anna, version=named.version, result="admitted", finding=None, rule_version=None
        )
        case = cases.open_case(
            by=world.anna, assigned_to=world.anna, person={"given_name": "Hiwot", "family_name": "Tekle"}, enquiry=named
        )

        assert Case.objects.get(pk=case.pk).enquiry.came_anonymously
        before = TakenUpAgain.objects.get()
        assert (before.before, before.answer) == ("advised_once", "Zuständige Stelle genannt.")
        whole = enquiry_figures.whole(enquiry_figures.rows_between(today(), today()))
    assert (whole.contacts, whole.unnamed, whole.states["admitted"]) == (1, 1, 1)


def test_one_of_several_is_taken_out_and_the_sum_stays(world, scope_as):
    with scope_as(world.anna):
        tally = count(world, number_of=3)

        named = naming.name(enquiry=tally, by=world.anna, version=1, family_name="Tekle", language="ti")

        tally.refresh_from_db()
        assert (tally.number_of, tally.anonymous, named.taken_from, named.state) == (2, True, tally, "open")
        assert named.municipality == tally.municipality and named.proposed_for == world.anna
        assert enquiry_figures.whole(enquiry_figures.rows_between(today(), today())).contacts == 3


def test_naming_needs_a_name_and_happens_once(world):
    counted = count(world)

    with pytest.raises(exceptions.NameMissing):
        naming.name(enquiry=counted, by=world.anna, version=1)
    naming.name(enquiry=counted, by=world.anna, version=1, family_name="Tekle")
    with pytest.raises(exceptions.ChangedMeanwhile):
        naming.name(enquiry=counted, by=world.ben, version=1, family_name="Anders")
    counted.refresh_from_db()
    with pytest.raises(exceptions.NotAnonymous):
        naming.name(enquiry=counted, by=world.ben, version=counted.version, family_name="Anders")


def test_an_admitted_anonymous_one_stays_admitted_when_named(world):
    enquiry = factories.enquiry(world.anna, anonymous=True, state="admitted")

    named = naming.name(enquiry=enquiry, by=world.anna, version=1, family_name="Tekle")

    assert named.state == "admitted" and not TakenUpAgain.objects.exists()


# Deciding again --------------------------------------------------------------------------------------


def test_deciding_again_keeps_the_earlier_decision_beside_the_new_one(world, scope_as):
    with scope_as(world.anna):
        enquiry = factories.enquiry(world.anna)
        decline(world, enquiry)
        enquiry.refresh_from_db()

        enquiries.take_up_again(enquiry=enquiry, by=world.anna, version=enquiry.version, reason="Neues Schreiben.")
        enquiry.refresh_from_db()
        enquiries.decide(
            enquiry=enquiry, by=world.anna, version=enquiry.version, result="admitted", finding=None, rule_version=None
        )

        assert [t.result for t in Triage.objects.filter(enquiry=enquiry)] == ["admitted", "declined"]
        assert TakenUpAgain.objects.get().reason == "Neues Schreiben."


def test_taking_up_again_needs_a_reason_a_decision_and_no_case(world):
    enquiry = factories.enquiry(world.anna)
    with pytest.raises(exceptions.EnquiryIsOpen):
        enquiries.take_up_again(enquiry=enquiry, by=world.anna, version=1, reason="Neu")
    Enquiry.objects.update(state="declined")
    with pytest.raises(exceptions.ReasonMissing):
        enquiries.take_up_again(enquiry=enquiry, by=world.anna, version=1, reason="  ")
    with pytest.raises(exceptions.ChangedMeanwhile):
        enquiries.take_up_again(enquiry=enquiry, by=world.anna, version=7, reason="Neu")
    factories.case(world.anna, enquiry=enquiry)
    with pytest.raises(exceptions.EnquiryIsACase):
        enquiries.take_up_again(enquiry=enquiry, by=world.anna, version=1, reason="Neu")


def test_several_counted_contacts_are_not_taken_up_together(world):
    tally = count(world, number_of=3)

    with pytest.raises(exceptions.SeveralContacts):
        enquiries.take_up_again(enquiry=tally, by=world.anna, version=1, reason="Neu")


def test_nobody_rewrites_a_decision_and_nobody_else_adds_one(world, scope_as):
    enquiry = factories.enquiry(world.anna)
    decline(world, enquiry)

    with scope_as(world.anna):
        assert Triage.objects.update(reason="anders") == 0
    with scope_as(world.cem), pytest.raises(DatabaseError), transaction.atomic():
        TakenUpAgain.objects.create(enquiry_id=enquiry.pk, before="declined", reason="x", taken_up_by=world.cem)
    with scope_as(world.ben), pytest.raises(DatabaseError), transaction.atomic():
        TakenUpAgain.objects.create(enquiry_id=enquiry.pk, before="declined", reason="x", taken_up_by=world.anna)


# Outreach and attempts -------------------------------------------------------------------------------


def test_outreach_is_the_teams(world, scope_as):
    with scope_as(world.anna):
        made = go_out(world, partners=[factories.agency()], staff=[world.anna, world.ben])

    with scope_as(world.ben) as ben:
        seen = outreach.outreach_for(ben, made.pk)
        assert (seen.reached, [str(a) for a in seen.partners.all()]) == (7, ["VHS Grevenbroich"])
        assert seen.staff.count() == 2
    with scope_as(world.cem):
        assert not Outreach.objects.exists()
        assert not Outreach.partners.through.objects.exists() and not Outreach.staff.through.objects.exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            Outreach.partners.through.objects.create(outreach_id=made.pk, agency_id=factories.agency().pk)
    with scope_as(world.stranger) as stranger, pytest.raises(PermissionDenied):
        outreach.outreach_for(stranger, made.pk)


def test_what_came_of_outreach_is_counted_past_the_walls_of_the_file(world, scope_as):
    with scope_as(world.anna):
        made = go_out(world)
        count(world, number_of=4, outreach=made)
    enquiry = factories.enquiry(world.ben, outreach=made, state="admitted")
    factories.case(world.ben, enquiry=enquiry)

    with scope_as(world.anna):
        assert not Enquiry.objects.filter(pk=enquiry.pk).exists()
        assert outreach.yields([made])[made.pk] == outreach.Yield(5, 1)
        row = outreach.with_yield(Outreach.objects.all()).get()
        assert (row.contacts, row.cases) == (5, 1)
    with scope_as(world.cem):
        assert outreach.yields([made]) == {}


def test_a_day_ahead_is_a_plan_with_nobody_reached(world):
    tomorrow = today() + timedelta(days=1)

    with pytest.raises(exceptions.ReachedLater):
        go_out(world, held_on=tomorrow)
    with pytest.raises(exceptions.DayTooFar):
        go_out(world, held_on=today() + timedelta(days=400), women=0, men=0)

    assert go_out(world, held_on=tomorrow, women=0, men=0).reached == 0


def test_two_people_editing_outreach_lose_nothing_and_partners_count(world, scope_as):
    with scope_as(world.anna):
        made = go_out(world)
        outreach_acts.edit(outreach=made, by=world.anna, version=1, partners=[factories.agency()])
    with scope_as(world.ben), pytest.raises(exceptions.ChangedMeanwhile):
        outreach_acts.edit(outreach=made, by=world.ben, version=1, result="Bens Fassung")

    stored = Outreach.objects.get()
    assert (stored.version, stored.changed_by) == (2, world.anna)


def test_a_next_step_is_done_once_and_a_new_one_is_open_again(world):
    made = go_out(world, next_step="Merkblatt mitbringen")
    outreach_acts.step_done(outreach=made, by=world.anna)
    done = outreach_acts.step_done(outreach=made, by=world.ben)
    assert done.next_done_on == today() and not done.awaits_next_step

    again = outreach_acts.edit(outreach=done, by=world.anna, version=done.version, next_step="Anrufen")

    assert again.awaits_next_step


def test_attempts_on_an_enquiry_add_up_and_end_with_it(world, scope_as):
    with scope_as(world.anna):
        enquiry = factories.enquiry(world.anna)
        for result in ("not_reached", "left"):
            outreach_acts.attempt(by=world.anna, way="phone", result=result, made_on=today(), enquiry=enquiry)
        assert Attempt.objects.filter(enquiry=enquiry).count() == 2
        decline(world, enquiry)
        with pytest.raises(exceptions.EnquiryAlreadyDecided):
            outreach_acts.attempt(by=world.anna, way="phone", result="left", made_on=today(), enquiry=enquiry)
    with scope_as(world.cem):
        assert not Attempt.objects.exists()


def test_an_attempt_in_a_case_is_a_contact_too(world, scope_as):
    case = factories.case(world.anna)

    with scope_as(world.anna):
        missed = outreach_acts.attempt(by=world.anna, way="visit", result="not_reached", made_on=today(), case=case)
        met = outreach_acts.attempt(by=world.anna, way="phone", result="reached", made_on=today(), case=case)
        assert (missed.contact.kind, met.contact.kind) == ("attempt", "phone")
        assert Case.objects.get(pk=case.pk).last_contact_on == today()
    with scope_as(world.ben):
        assert not Attempt.objects.exists() and not Contact.objects.exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            Attempt.objects.create(
                case_id=case.pk,
                contact_id=met.contact_id,
                made_on=today(),
                way="phone",
                result="left",
                recorded_by=world.ben,
            )


def test_an_attempt_is_about_one_person_and_not_in_the_future(world):
    enquiry, case = factories.enquiry(world.anna), factories.case(world.anna)

    for about in ({}, {"enquiry": enquiry, "case": case}):
        with pytest.raises(exceptions.AttemptIsAboutOne):
            outreach_acts.attempt(by=world.anna, way="phone", result="left", made_on=today(), **about)
    with pytest.raises(exceptions.DayInTheFuture):
        outreach_acts.attempt(
            by=world.anna, way="phone", result="left", made_on=today() + timedelta(days=1), enquiry=enquiry
        )


# Figures ---------------------------------------------------------------------------------------------


def test_figures_are_of_ones_own_units(world, scope_as):
    with scope_as(world.anna):
        count(world, number_of=7)
    factories.enquiry(world.cem)

    with scope_as(world.cem):
        assert enquiry_figures.whole(enquiry_figures.rows_between(today(), today())).contacts == 1
    with scope_as(world.stranger):
        assert enquiry_figures.rows_between(today(), today()) == []
    with scope_as(world.lea):
        assert enquiry_figures.whole(enquiry_figures.rows_between(today(), today())).contacts == 7


def test_small_figures_are_hidden_where_they_leave_the_team(world, scope_as):
    other = factories.municipality("Jüchen", "JU", "05162012")
    third = factories.municipality("Neuss", "NE", "05162024")
    with scope_as(world.anna):
        count(world, number_of=30)
        count(world, number_of=2, municipality=other)
        count(world, number_of=11, municipality=third)
        rows = enquiry_figures.rows_between(today(), today())

        inside, outside = enquiry_figures.counted(rows, "place"), enquiry_figures.protected(rows, "place")

    assert [line.total for line in inside.lines] == [30, 2, 11]
    assert [line.total for line in outside.lines] == [None, None, 11]  # the neighbour hides the small one's difference
    assert outside.total == 43 and all(line.cells == () for line in outside.lines)


def test_an_enquiry_is_known_to_its_team_alone(world, scope_as):
    from django.http import Http404

    with scope_as(world.anna):
        counted = count(world)
    with scope_as(world.cem) as cem, pytest.raises(Http404):
        access.enquiry_for(cem, counted.pk)
