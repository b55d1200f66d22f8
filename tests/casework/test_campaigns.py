"""Who is found and invited to a campaign, and who sees of it what."""

from datetime import time, timedelta

import pytest
from django.db import ProgrammingError, transaction

from kim.casework import campaigns
from kim.casework.actions import campaigns as acts
from kim.casework.exceptions import ConsentNoLongerHolds, NotInvited
from kim.casework.models import Campaign, CampaignCandidate, Letter, TimeStanding
from tests import factories
from tests.factories import today

YEAR = timedelta(days=366)


@pytest.fixture
def campaign(world, scope_as):
    with scope_as(world.lea) as lea:
        return acts.plan(
            unit=world.team_a, by=lea, name="Abend im Kreishaus", held_on=today() + timedelta(days=21),
            held_at=time(17, 30), place="Kreishaus", months=6,
        )  # fmt: skip


def agreed(world, years=None, entered=None, **values):
    """A case of Anna's whose person agreed to be written to and has held a permit for so long."""
    case = factories.case(world.anna)
    case.profile.languages = ["ar"]
    case.profile.entered_on, case.profile.entered_given = entered, "given" if entered else "not_asked"
    case.profile.save()
    factories.consent(case, purpose=campaigns.PURPOSE, data_categories=list(campaigns.DATA), **values)
    if years is not None:
        start = today() - timedelta(days=int(years * 365.25))
        factories.residence_document(case, valid_from=start, valid_until=today() + YEAR)
    return case


def test_who_agreed_and_may_have_the_time_is_listed_and_invited_in_two_languages(world, scope_as, campaign):
    there, soon, unknown = agreed(world, 6), agreed(world, 4.8), agreed(world)
    agreed(world, 2, entered=today() - 3 * YEAR)
    lacking = agreed(world, 2, entered=today() - 8 * YEAR)
    factories.residence_document(factories.case(world.anna), valid_from=today() - 7 * YEAR, valid_until=today() + YEAR)

    with scope_as(world.anna) as anna:
        found = acts.list_own(campaign=campaign, by=anna)
        rows = {row.case_id: row for row in campaigns.candidates_of(campaign, anna)}
        written = acts.invite(campaign=campaign, candidates=list(rows.values()), by=anna)
        again = acts.invite(campaign=campaign, candidates=list(rows.values()), by=anna)
        acts.note_answer(candidate=rows[soon.pk], by=anna, answer="coming")
        letter = Letter.objects.get(case=there)

    assert found == 4
    assert {pk: row.standing for pk, row in rows.items()} == {
        there.pk: TimeStanding.NOW, soon.pk: TimeStanding.SOON, unknown.pk: TimeStanding.OPEN,
        lacking.pk: TimeStanding.OPEN,
    }  # fmt: skip
    assert today() < rows[soon.pk].reached_on < today() + YEAR / 2
    assert (written, again) == (4, 0)
    assert letter.language == "ar"
    assert "Kreishaus" in letter.snapshot["german"]["body"]
    assert "17:30" in letter.snapshot["other"]["body"]


def test_a_withdrawn_consent_stops_the_invitation_and_nobody_answers_before(world, scope_as, campaign):
    case = agreed(world, 6)
    with scope_as(world.anna) as anna:
        acts.list_own(campaign=campaign, by=anna)
        row = campaigns.candidates_of(campaign, anna).get()
        with pytest.raises(NotInvited):
            acts.note_answer(candidate=row, by=anna, answer="coming")
    case.consents.update(
        withdrawn_on=today(),
        withdrawal_form="talk",
        withdrawal_noted_by=world.anna,
        withdrawal_noted_at="2026-01-01T00:00Z",
    )

    with scope_as(world.anna) as anna, pytest.raises(ConsentNoLongerHolds):
        acts.invite(campaign=campaign, candidates=[row], by=anna)


def test_colleagues_lead_and_coordination_see_no_candidate_and_counts_without_small_ones(world, scope_as, campaign):
    for years in (6, 6, 7, 7, 8, 8, 9):
        agreed(world, years)
    with scope_as(world.anna) as anna:
        acts.list_own(campaign=campaign, by=anna)
        acts.invite(campaign=campaign, candidates=campaigns.candidates_of(campaign, anna)[:1], by=anna)

    office = factories.user("office", role="coordinator", in_unit=factories.unit("office"))
    for reader in (world.lea, world.ben, office):
        with scope_as(reader):
            assert not CampaignCandidate.objects.exists()
    with scope_as(office):
        rows, _sums, _total = campaigns.figures(today())
        assert not Campaign.objects.exists()
    assert rows[0].total == 7
    assert 1 not in rows[0].counts
    with scope_as(world.stranger):
        assert campaigns.figures(today()) == ([], [], 0)


def test_only_a_lead_plans_a_campaign(world, scope_as):
    with scope_as(world.anna) as anna, pytest.raises(ProgrammingError), transaction.atomic():
        acts.plan(unit=world.team_a, by=anna, name="Abend", held_on=today(), held_at=time(9), place="Rathaus", months=6)
