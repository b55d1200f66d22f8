"""Acts in funding files: the course of an application, steps that wait, what cannot be forwarded."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from django.core.exceptions import PermissionDenied

from kim.law.funding.rules import funding
from kim.organisation.roles import Role
from kim.privacy.models import AuditEvent
from kim.staffing import exceptions, grants
from kim.staffing.actions import forwarding, grant_reminders, money
from kim.staffing.actions import grants as acts
from kim.staffing.models import Terms
from kim.workbench.models import Notice
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = factories.today()


@pytest.fixture
def assistant():
    return factories.user("schmitz", role=Role.ASSISTANT)


def terms(fte="1", cap="55000", first=date(2022, 1, 1), last=date(2022, 12, 31), own="0") -> Terms:
    return Terms(D(fte), D(cap), D(own), first, last, date(2023, 3, 31))


def test_the_course_of_a_file_moves_its_state_and_a_step_waits_for_another(assistant):
    period = {"period_from": date(2021, 1, 1), "period_to": date(2021, 12, 31)}
    grant = acts.open_file(by=assistant, title="B1", block=1, year=2021, **period)
    applied = acts.add_step(grant=grant, kind="apply", by=assistant)
    approval = acts.add_step(grant=grant, kind="approval", actor="authority", waits_for=applied, by=assistant)

    with pytest.raises(exceptions.WaitsForEarlierStep, match=r"Application|Antrag"):
        acts.done(step=approval, on=date(2021, 9, 1), by=assistant, version=1)
    acts.done(step=applied, on=date(2020, 12, 22), by=assistant, version=1)
    grant.refresh_from_db()
    assert grant.state == "applied"
    with pytest.raises(exceptions.DoneInFuture):
        acts.done(step=approval, on=TODAY + timedelta(days=1), by=assistant, version=1)
    put_off = acts.postpone(step=approval, due_on=date(2021, 10, 1), reason="Haushalt", by=assistant, version=1)
    assert [(row.was_due_on, row.reason) for row in put_off.delays.all()] == [(None, "Haushalt")]
    with pytest.raises(exceptions.ChangedMeanwhile):
        acts.done(step=approval, on=date(2021, 11, 2), by=assistant, version=1)
    # An approval long after the first day of the grant is a normal case.
    acts.done(step=approval, on=date(2021, 11, 2), by=assistant, version=2)
    grant.refresh_from_db()
    assert grant.state == "approved"
    assert AuditEvent.objects.filter(kind="grant.step_done").count() == 2
    with pytest.raises(PermissionDenied):
        acts.open_file(by=factories.user("lead", role=Role.LEAD), title="B1", block=1, year=2021, **period)


def test_one_file_for_a_block_and_year_until_it_brings_no_money(assistant):
    period = {"period_from": date(2022, 1, 1), "period_to": date(2022, 12, 31)}
    first = acts.open_file(by=assistant, title="Koordination 2022", block=1, year=2022, **period)
    other = acts.open_file(by=assistant, title="Fallmanagement 2022", block=2, year=2022, **period)

    with pytest.raises(exceptions.GrantOfTheYear, match="Koordination 2022"):
        acts.open_file(by=assistant, title="Noch einmal", block=1, year=2022, **period)
    with pytest.raises(exceptions.GrantOfTheYear, match="Koordination 2022"):
        acts.change_file(grant=other, by=assistant, version=1, block=1)
    with pytest.raises(exceptions.PeriodOutsideYear, match="2032"):
        acts.open_file(by=assistant, title="Vertippt", block=1, year=2032, **period)

    # Refused: a new application may take its place, and then the refused one cannot come back beside it.
    acts.move(grant=first, state="applied", on=date(2022, 1, 3), by=assistant, version=None)
    acts.move(grant=first, state="refused", by=assistant, version=None)
    acts.open_file(by=assistant, title="Zweiter Antrag", block=1, year=2022, **period)
    with pytest.raises(exceptions.GrantOfTheYear, match="Zweiter Antrag"):
        acts.move(grant=first, state="applied", on=date(2022, 5, 1), by=assistant, version=None)
    first.refresh_from_db()
    assert first.state == "refused"


def test_what_goes_on_stays_within_posts_amount_period_and_chain(assistant):
    # Kreis Unna: Kreis -> Bergkamen -> Kamen and Bönen; 2.5 posts of 8 (domain.md 5.4, 5.5)
    grant = factories.make_grant(year=2022, approved=D(440000), fte_approved=D(8))
    county, bergkamen, kamen, boenen = (factories.Agency.objects.create(key=n, name=n, kind="x") for n in "abcd")
    here = {"grant": grant, "giver": county, "by": assistant}
    first = forwarding.agree(**here, recipient=bergkamen, terms=terms("2.5"), signed_on=date(2022, 1, 13))
    forwarding.agree(**here, recipient=kamen, terms=terms("1"), parent=first)
    second = forwarding.agree(**here, recipient=boenen, terms=terms("0.5"), parent=first)

    found = grants.tree(grant.agreements.select_related("giver", "recipient").prefetch_related("amendments"), TODAY)
    assert [(row.depth, row.most, row.passed_on) for row in found] == [
        (0, D("137500.00"), D("1.50")), (1, D("55000.00"), D(0)), (1, D("27500.00"), D(0)),
    ]  # fmt: skip
    assert found[0].proof_late
    for refused, error in (
        ({"terms": terms("1.01"), "parent": first, "recipient": county}, exceptions.AgreementToItself),
        ({"terms": terms("5.51"), "recipient": boenen}, exceptions.AgreementAboveGrant),
        ({"terms": terms("5.5", cap="57000"), "recipient": boenen}, exceptions.AgreementAboveAmount),
        ({"terms": terms(last=date(2023, 1, 1)), "recipient": boenen}, exceptions.AgreementOutsidePeriod),
    ):
        with pytest.raises(error):
            forwarding.agree(**here, **refused)
    with pytest.raises(exceptions.AgreementAboveGrant):  # 1.5 posts have gone on already
        forwarding.amend(agreement=first, valid_from=date(2022, 8, 25), what="weniger", fte=D(1), by=assistant)
    forwarding.amend(agreement=second, valid_from=date(2022, 8, 25), what="mehr", fte=D("1.5"), by=assistant)
    moved = forwarding.move(agreement=first, state="received", on=date(2023, 3, 1), by=assistant, version=1)
    assert forwarding.move(agreement=moved, state="checked", on=None, by=assistant, version=2).checked_on == TODAY


def test_a_rule_that_ends_while_a_grant_runs_is_told():
    basis = next(each for each in funding().bases if each.id == "guideline-2020")
    grant = factories.make_grant(block=1, year=2024, basis=basis.id)
    assert grants.ends_within(grant) == basis
    assert [each.id for each in grants.bases(grant)] == ["guideline-2020", "guideline-2024"]
    assert grants.begins_late(factories.make_grant(block=1, year=2020, basis=basis.id)) == basis


def test_what_is_due_reminds_once_whoever_looks_after_it_or_all_who_keep_files(assistant):
    grant = factories.make_grant(year=TODAY.year)
    head = factories.user("vossbeck", role=Role.KI_HEAD)
    acts.add_step(grant=grant, kind="drawdown", due_on=TODAY + timedelta(days=9), by=assistant)
    acts.add_step(grant=grant, kind="final", due_on=TODAY + timedelta(days=15), by=assistant)
    acts.add_step(grant=grant, kind="interim", due_on=TODAY - timedelta(days=1), person=head, by=assistant)
    factories.make_agreement(grant, "Dormagen", state="signed", proof_due_on=TODAY - timedelta(days=3))

    for _round in range(2):
        grant_reminders.remind_due(TODAY)

    told = Notice.objects.order_by("pk").values_list("recipient__username", "kind", "target_type")
    assert sorted(told) == sorted(
        [(who, "grant_due", "staffing.grantstep") for who in ("schmitz", "vossbeck")]
        + [("vossbeck", "grant_late", "staffing.grantstep")]
        + [(who, "grant_late", "staffing.forwardingagreement") for who in ("schmitz", "vossbeck")]
    )


def test_no_posts_a_proof_due_before_the_start_and_a_cancelled_agreement_are_refused(assistant):
    grant = factories.make_grant(year=2022, approved=D("385000"), fte_approved=D(7))
    county, dormagen = (factories.Agency.objects.create(key=n, name=n, kind="x") for n in "ab")
    who = {"grant": grant, "recipient": dormagen, "giver": county, "by": assistant}
    with pytest.raises(exceptions.NoPostsForwarded):
        forwarding.agree(terms=terms(fte="0"), **who)
    with pytest.raises(exceptions.ProofDueTooEarly):
        forwarding.agree(terms=replace(terms(), proof_due_on=date(2021, 12, 31)), **who)
    made = forwarding.agree(terms=terms(), **who)
    with pytest.raises(exceptions.NoPostsForwarded):
        forwarding.amend(agreement=made, valid_from=date(2022, 7, 1), what="nichts mehr", fte=D(0), by=assistant)
    forwarding.move(agreement=made, state="cancelled", on=None, by=assistant, version=None)
    made.refresh_from_db()
    with pytest.raises(exceptions.AgreementIsCancelled):
        forwarding.amend(agreement=made, valid_from=date(2022, 7, 1), what="mehr", fte=D(2), by=assistant)


def test_an_amendment_takes_away_no_more_than_is_approved(assistant):
    grant = factories.make_grant(approved=D("55000"))
    with pytest.raises(exceptions.AmendedBelowNothing, match=r"55\.000,00"):
        acts.add_amount(grant=grant, kind="amended", amount=D("-55000.01"), on=date(2021, 6, 1), by=assistant)
    acts.add_amount(grant=grant, kind="amended", amount=D("-55000"), on=date(2021, 6, 1), by=assistant)


def test_no_more_is_called_than_is_approved_less_what_went_back(assistant):
    grant = factories.make_grant(approved=D("55000"))
    row = {
        "grant": grant, "agreement": None, "period_from": date(2021, 1, 1), "period_to": date(2021, 12, 31), "text": "Abruf",
        "booked_on": date(2021, 9, 1), "by": assistant,
    }  # fmt: skip
    money.book(kind="called", amount=D("50000"), **row)
    with pytest.raises(exceptions.CalledAboveApproval, match=r"56\.000,00 .* 55\.000,00"):
        money.book(kind="called", amount=D("6000"), **row)
    money.book(kind="returned", amount=D("1000"), **row)
    money.book(kind="called", amount=D("6000"), **row)
    unknown = factories.make_grant(year=2020)
    money.book(
        kind="called",
        amount=D("6000"),
        **row | {"grant": unknown, "period_from": date(2020, 1, 1), "period_to": date(2020, 12, 31)},
    )
