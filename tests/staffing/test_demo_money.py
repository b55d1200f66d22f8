"""The demo county's money: what is shown adds up."""

from datetime import date
from decimal import Decimal

import pytest

from kim.organisation.models import Post, PostHolder
from kim.organisation.roles import Role
from kim.staffing import accounts, spending
from kim.staffing.demo.lists import lists
from kim.staffing.demo.money import money
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_post_at_dormagen_has_a_year_of_money_with_one_vacancy():
    grant = factories.make_grant(year=2022, block=1, approved=Decimal("330000"), synthetic=True)
    post = Post.objects.create(title="Koordination Dormagen", block=1, role="coordinator", fte=Decimal(1))
    PostHolder.objects.create(post=post, user=factories.user("oezdemir"), fte=Decimal(1), valid_from=date(2022, 4, 1))
    agreement = factories.make_agreement(grant, "Stadt-Dormagen", post=post, cap_per_fte=Decimal("55000"))

    money()
    money()

    line = next(line for line in accounts.account(grant).lines if line.agreement == agreement)
    assert (line.person_months, line.sums["spent"]) == (9, Decimal("41512.50"))
    assert (line.settlement.eligible, line.settlement.own) == (Decimal("41250.00"), Decimal("262.50"))
    assert line.settlement.pay_back == Decimal("13750.00")


def test_one_list_of_the_demo_is_booked_and_one_waits_with_rows_to_be_mended(settings, tmp_path):
    settings.KIM_FILES = str(tmp_path / "files")
    factories.user("schmitz", role=Role.ASSISTANT)
    grant = factories.make_grant(year=2022, block=1, synthetic=True)

    lists()
    lists()

    [waiting, booked] = [paper for paper, _booked in spending.lists_of(grant)]
    assert spending.booked_of(booked).amount == Decimal("2356.90")
    states = [(row.is_new, len(row.faults), row.booked is not None) for row in spending.listing_of(waiting).rows]
    assert states == [(False, 0, True), (True, 0, False), (False, 1, False), (False, 1, False)]
