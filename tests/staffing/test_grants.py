"""Funding files and forwarding: sums from papers, trees without loops, terms with amendments, steps that wait."""

from datetime import date
from decimal import Decimal as D

import pytest
from django.db import IntegrityError, transaction

from kim.staffing.models import AgreementAmendment, GrantAmount
from tests import factories

pytestmark = pytest.mark.django_db


def test_what_is_approved_on_a_day_is_the_sum_of_its_papers():
    # Kreis Unna 2023: 18 x 57.000 = 1.026.000 (domain.md 10.7)
    grant = factories.make_grant(year=2023, approved=D("1026000"), applied=D("1140000"))
    GrantAmount.objects.create(grant=grant, kind="amended", amount=D("-57000.00"), on=date(2023, 9, 1))

    assert grant.approved_on(date(2023, 2, 14)) is None
    assert grant.approved_on(date(2023, 8, 31)) == 18 * D(57000)
    assert grant.approved_on() == 17 * D(57000)
    with pytest.raises(IntegrityError), transaction.atomic():
        GrantAmount.objects.create(grant=grant, kind="approved", amount=D(-1), on=date(2023, 9, 1))


def test_a_tree_goes_on_from_its_parent_and_has_no_loop():
    # Kreis Unna -> Bergkamen -> Kamen / Bönen (domain.md 5.5)
    grant = factories.make_grant(year=2022, approved=D("440000"))
    first = factories.make_agreement(grant, "Bergkamen", fte=D("2.5"), cap_per_fte=D(55000))
    second = factories.make_agreement(grant, "Kamen", parent=first)
    factories.make_agreement(grant, "Bönen", parent=first, fte=D("0.5"))
    assert [str(each) for each in first.children.order_by("pk")] == ["Bergkamen → Kamen", "Bergkamen → Bönen"]

    with pytest.raises(IntegrityError, match="agreement_goes_on_from_its_parent"), transaction.atomic():
        factories.make_agreement(grant, "Selm", parent=first, giver=second.recipient)
    first.parent, first.giver = second, second.recipient
    with pytest.raises(IntegrityError, match="agreement_without_a_loop"), transaction.atomic():
        first.save()


def test_an_amendment_holds_from_its_day_and_leaves_the_rest():
    # Contract of 13.01.2022, first change 25.08.2022, second 2023 with 57.000 for a full post (domain.md 5.5)
    grant = factories.make_grant(year=2022)
    made = factories.make_agreement(grant, "Bergkamen", cap_per_fte=D(55000), signed_on=date(2022, 1, 13))
    AgreementAmendment.objects.create(
        agreement=made, valid_from=date(2023, 1, 1), what="57.000 Euro", cap_per_fte=D(57000), period_to=date(2023, 12, 31)
    )  # fmt: skip

    assert made.terms_on(date(2022, 12, 31)).cap_per_fte == D(55000)
    assert (made.newest.cap_per_fte, made.newest.fte, made.newest.period_to) == (D(57000), D(1), date(2023, 12, 31))
