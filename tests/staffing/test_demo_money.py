"""The demo county's money: what is shown adds up."""

from datetime import date
from decimal import Decimal

import pytest

from kim.organisation.models import Post, PostHolder
from kim.staffing import accounts
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
