"""Money of a grant: bookings stay, nobody's month is paid twice, sums open to their rows."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from kim.organisation.models import Post, PostHolder
from kim.staffing import accounts, grants, monthly, proofs
from kim.staffing.actions import forwarding, money
from kim.staffing.exceptions import NotWorked, OutsideTheGrant, PaidTwice, TakenBackAlready
from kim.staffing.models import Booking, BookingKind, ChargedMonth, ForwardingAgreement
from tests import factories

pytestmark = pytest.mark.django_db
YEAR = {"period_from": date(2021, 1, 1), "period_to": date(2021, 12, 31)}


@pytest.fixture
def head():
    return factories.user(role="ki_head", in_unit=factories.unit("ki"))


@pytest.fixture
def grant():
    return factories.make_grant(approved=Decimal("110000"), fte_approved=Decimal(2))


def a_post(key: str, who=None, *, fte="1", start=date(2021, 1, 1), end=None) -> Post:
    post = Post.objects.create(key=key, title=f"Stelle {key}", block=2, role="case_manager", fte=Decimal(fte))
    if who:
        PostHolder.objects.create(post=post, user=who, fte=Decimal(fte), valid_from=start, valid_to=end)
    return post


def booked(grant, by, kind, amount, agreement=None, **more) -> Booking:
    fields = {"booked_on": date(2021, 6, 1), "text": "Personalkosten", **YEAR} | more
    return money.book(grant=grant, agreement=agreement, kind=kind, amount=Decimal(amount), by=by, **fields)


def test_a_wrong_amount_is_taken_back_once_and_both_rows_stay(grant, head, scope_as):
    with scope_as(head) as by:
        row = booked(grant, by, "spent", "4500.10")
        against = money.take_back(row=row, by=by)
        with pytest.raises(TakenBackAlready):
            money.take_back(row=row, by=by)
        for change in (lambda: Booking.objects.update(amount=1), against.delete):
            with pytest.raises(DatabaseError, match="stays as it was written"), transaction.atomic():
                change()
        assert Booking.objects.count() == 2
        assert accounts.account(grant).sums["spent"] == Decimal(0)


def test_an_amount_belongs_into_the_period_of_its_grant(grant, head):
    with pytest.raises(OutsideTheGrant, match=r"01\.01\.2021"):
        booked(grant, head, "spent", "1", period_to=date(2022, 1, 1))


def test_a_month_is_not_paid_by_two_grants_and_both_are_named(grant, head):
    anna = factories.user("anna")
    post = a_post("a", anna)
    other = factories.make_grant(block=1, title="Baustein 1, 2021")
    march = {"agreement": None, "post": post, "user": anna, "month": date(2021, 3, 1), "by": head}
    money.charge(grant=grant, share=Decimal("0.6"), **march)
    money.charge(grant=other, share=Decimal("0.4"), **march)
    third = factories.make_grant(block=3, title="Bundesmittel")
    with pytest.raises(PaidTwice, match=r"03/2021.*Baustein 2, 2021.*Bundesmittel"):
        money.charge(grant=third, share=Decimal("0.1"), **march)


def test_who_begins_on_the_15th_of_a_leap_february_is_paid_for_15_of_29_days(head):
    ben = factories.user("ben")
    post = a_post("b", ben, fte="0.5", start=date(2024, 2, 15))
    grant = factories.make_grant(year=2024, title="2024")
    february = date(2024, 2, 1)
    assert monthly.held_in(post, ben, february) == Decimal("0.2586")
    with pytest.raises(NotWorked, match="0,2586"):
        money.charge(grant=grant, agreement=None, post=post, user=ben, month=february, share=Decimal("0.5"), by=head)
    assert (
        money.charge_all(
            grant=grant,
            agreement=None,
            months=monthly.held(monthly.posts_of(grant, None), grant.period_from, grant.period_to),
            by=head,
        )
        == 11
    )
    assert ChargedMonth.objects.get(month=february).share == Decimal("0.2586")


def test_what_is_handed_on_is_settled_apart_and_all_of_it_adds_up(grant, head):
    forwarded = a_post("dormagen", factories.user("carla"), end=date(2021, 9, 30))
    a_post("own", factories.user("dora"))
    dormagen = factories.make_agreement(grant, "Dormagen", post=forwarded, cap_per_fte=Decimal("55000"))
    for agreement in (None, dormagen):
        months = monthly.held(monthly.posts_of(grant, agreement), grant.period_from, grant.period_to)
        money.charge_all(grant=grant, agreement=agreement, months=list(months), by=head)
    booked(grant, head, "called", "110000")
    booked(grant, head, "forwarded", "55000", dormagen)
    booked(grant, head, "spent", "52000", dormagen)
    booked(grant, head, "spent", "61000.55")
    found = accounts.account(grant)
    own, city = found.lines
    assert (own.person_months, city.person_months) == (12, 9)
    assert (city.cap, city.settlement.eligible, city.settlement.pay_back) == (
        Decimal("41250.00"), Decimal("41250.00"), Decimal("13750.00"),
    )  # fmt: skip
    assert (own.settlement.eligible, own.settlement.own) == (Decimal("55000.00"), Decimal("6000.55"))
    assert own.settlement.pay_back == 0, "what went on to Dormagen is Dormagen's to pay back"
    assert (found.eligible, found.settlement.pay_back) == (Decimal("96250.00"), Decimal("13750.00"))
    for kind in BookingKind:
        assert found.sums[kind] == sum(row.amount for line in found.lines for row in line.rows_of(kind))


def test_an_amount_for_a_quarter_goes_over_its_months_to_the_cent(grant, head):
    row = booked(grant, head, "planned", "100", period_from=date(2021, 1, 15), period_to=date(2021, 3, 31))
    months = accounts.by_month([row])
    assert list(months) == [date(2021, month, 1) for month in (1, 2, 3)]
    assert sum(months.values()) == Decimal("100")
    assert months[date(2021, 1, 1)] == Decimal("21.52"), "17 of 31 days against two whole months"


def test_the_account_costs_the_same_queries_for_one_row_and_for_many(grant, head, django_assert_num_queries):
    city = factories.make_agreement(grant, "Neuss")
    booked(grant, head, "spent", "10")
    with django_assert_num_queries(9):
        accounts.account(type(grant).objects.for_list().get(pk=grant.pk))
    for _each in range(5):
        booked(grant, head, "spent", "10", city)
        factories.make_agreement(grant, f"Stadt {_each}")
    with django_assert_num_queries(9):
        accounts.account(type(grant).objects.for_list().get(pk=grant.pk))


def test_an_amendment_counts_from_its_day_on_and_not_for_the_months_before(grant, head):
    # 57,000 Euro a full post until June, 55,000 from July; half a post more from October
    who = factories.user("oezdemir")
    post = a_post("do", who)
    agreement = factories.make_agreement(grant, "Dormagen", post=post, cap_per_fte=Decimal("57000"))
    for day, changes in (
        (date(2021, 7, 1), {"cap_per_fte": Decimal("55000")}),
        (date(2021, 10, 1), {"fte": Decimal("1.5")}),
    ):
        forwarding.amend(agreement=agreement, valid_from=day, what="geändert", by=head, **changes)
        agreement = ForwardingAgreement.objects.get()
    assert [(f"{first:%d.%m.}", f"{last:%d.%m.}") for first, last, _terms in agreement.spans()] == [
        ("01.01.", "30.06."), ("01.07.", "30.09."), ("01.10.", "31.12."),
    ]  # fmt: skip
    # 57,000 × 6/12 + 55,000 × 3/12 + 55,000 × 1.5 × 3/12
    assert grants.most_of(agreement.spans()) == Decimal("62875.00")
    money.charge_all(grant=grant, agreement=agreement, months=proofs.not_charged(grant, agreement), by=head)
    line = accounts.account(grant).lines[1]
    assert (line.person_months, line.cap, line.approved) == (12, Decimal("56000.00"), Decimal("62875.00"))
