"""The money of a grant in the browser's eyes: recorded, taken back, settled, proved, sent and taken over."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.organisation.models import Post, PostHolder
from kim.sheets.reading import read
from kim.sheets.writing import book_of
from kim.staffing import proof_form
from kim.staffing.models import Booking, ChargedMonth, ProofOfUse
from tests import factories

pytestmark = pytest.mark.django_db


def booking(**more):
    fields = {
        "kind": "spent", "amount": Decimal(1), "period_from": date(2021, 1, 1), "period_to": date(2021, 1, 31),
        "booked_on": date(2021, 2, 1), "text": "Personalkosten",
    }  # fmt: skip
    return Booking.objects.create(**fields | more)


def held():
    """Dormagen's agreement; its post is held in the second half of 2021."""
    post = Post.objects.create(title="Koordination Dormagen", block=1, role="coordinator", fte=Decimal(1))
    PostHolder.objects.create(post=post, user=factories.user("oezdemir"), fte=Decimal(1), valid_from=date(2021, 7, 1))
    grant = factories.make_grant(block=1, approved=Decimal("55000"))
    return factories.make_agreement(grant, "Dormagen", post=post, cap_per_fte=Decimal("55000"))


@pytest.fixture
def head(browser_for):
    return browser_for(factories.user(role="ki_head", in_unit=factories.unit("ki")))


def said(**more):
    fields = {
        "kind": "spent", "agreement": "", "amount": "4.583,33", "period_from": "01.03.2021", "period_to": "31.03.2021",
        "booked_on": "05.04.2021", "text": "Personalkosten März", "post": "", "voucher": "4711",
    }  # fmt: skip
    return fields | more


def test_an_amount_is_recorded_read_behind_its_sum_and_taken_back(head):
    grant = factories.make_grant(approved=Decimal("55000"))
    assert head.post(reverse("money:book", args=[grant.pk]), said()).status_code == 302
    page = head.get(reverse("money:account", args=[grant.pk])).content.decode()
    assert "4.583,33 €" in page and "?art=spent&amp;wer=0" in page
    rows = head.get(reverse("money:bookings", args=[grant.pk]) + "?art=spent&wer=0").content.decode()
    assert "Personalkosten März" in rows and "4711" in rows
    assert head.post(reverse("money:take_back", args=[Booking.objects.get().pk])).status_code == 302
    assert sum(row.amount for row in Booking.objects.all()) == 0


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"amount": "4583,333"}, "Das ist kein Betrag"),
        ({"amount": "0"}, "mehr als 0"),
        ({"period_to": "01.02.2021"}, "Der letzte Tag liegt vor dem ersten"),
        ({"period_to": "31.01.2022"}, "zwischen dem 01.01.2021 und dem 31.12.2021"),
        ({"kind": "forwarded"}, "Wählen Sie die Vereinbarung"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(head, more, sentence):
    grant = factories.make_grant()
    answer = head.post(reverse("money:book", args=[grant.pk]), said(**more))
    assert answer.status_code == 422
    assert sentence in answer.content.decode() and "Personalkosten März" in answer.content.decode()
    assert not Booking.objects.exists()


def test_months_are_taken_over_and_given_back(head):
    agreement = held()
    where = reverse("money:months", args=[agreement.grant_id])
    head.post(reverse("money:months_take", args=[agreement.grant_id]), {"agreement": agreement.pk})
    row = ChargedMonth.objects.first()
    assert ChargedMonth.objects.count() == 6 and str(row.user) in head.get(where).content.decode()
    head.post(reverse("money:months_release", args=[agreement.grant_id, row.post_id, row.user_id]))
    assert not ChargedMonth.objects.exists()
    for hostile in ("abc", "99999999999999999999", "-1"):
        answer = head.post(reverse("money:months_take", args=[agreement.grant_id]), {"agreement": hostile})
        assert answer.status_code == 404


def test_dormagens_form_goes_out_comes_back_and_its_proof_is_submitted(head):
    agreement = held()
    out = head.get(reverse("money:form", args=[agreement.pk]))
    assert out.status_code == 200 and "Dormagen" in out["Content-Disposition"]
    (part,), about = proof_form.form(agreement)
    rows = [[*row[:4], "viel" if number == 2 else 4583.33, None, None] for number, row in enumerate(part.rows)]
    where = reverse("money:form_back", args=[agreement.pk])

    def sent(rows):
        data = book_of([type(part)(part.name, part.heads, rows)], about)
        return head.post(where, {"file": SimpleUploadedFile("nachweis.xlsx", data)})

    wrong = sent(rows)
    assert wrong.status_code == 422 and "Zeile: 4" in wrong.content.decode() and not Booking.objects.exists()
    rows[2][4] = 4583.33
    assert sent(rows).status_code == 302
    proof = reverse("money:proof_agreement", args=[agreement.pk])
    assert "27.499,98 €" in head.get(proof).content.decode()
    assert head.post(proof, {"report": "Sechs Monate Aufbau.", "version": 0}).status_code == 302
    submit = reverse("money:submit_agreement", args=[agreement.pk])
    assert head.post(submit, {"on": "31.03.2022", "version": 1}).status_code == 302
    booking(grant=agreement.grant, agreement=agreement, period_from=date(2021, 8, 1), period_to=date(2021, 8, 31))
    page = head.get(proof).content.decode()
    assert "27.499,98 €" in page and "31.03.2022" in page and "<textarea" not in page
    assert ProofOfUse.objects.get().report == "Sechs Monate Aufbau."


def test_a_proof_that_comes_back_says_why_and_is_open_again(head):
    grant = factories.make_grant(state="approved", approved=Decimal(55000))
    booking(grant=grant)
    proof, back = (reverse(f"money:{name}_grant", args=[grant.pk]) for name in ("proof", "come_back"))
    assert head.get(back).url == proof, "nothing went out yet"
    early = head.post(reverse("money:submit_grant", args=[grant.pk]), {"on": "31.12.2020", "version": 0})
    assert early.status_code == 422 and "01.01.2021" in str(early.context["form"].errors["on"])
    head.post(reverse("money:submit_grant", args=[grant.pk]), {"on": "31.03.2022", "version": 0})
    grant.refresh_from_db()
    assert grant.state == "proved"
    assert head.get(reverse("grants:move", args=[grant.pk]), {"stand": "approved"}).url == back
    for wrong, field in (({"reason": ""}, "reason"), ({"on": "30.03.2022"}, "on"), ({"on": "01.01.2099"}, "on")):
        answer = head.post(back, {"on": "10.04.2022", "reason": "Beleg 4711 fehlt"} | wrong)
        assert answer.status_code == 422 and list(answer.context["form"].errors) == [field]
    assert head.post(back, {"on": "10.04.2022", "reason": "Beleg 4711 fehlt"}).status_code == 302
    page = head.get(proof).content.decode()
    assert "Früher eingereicht" in page and "Beleg 4711 fehlt" in page and "31.03.2022" in page
    assert "<textarea" in page, "the report may be written again"


def test_a_proof_without_any_money_is_asked_about_and_is_submitted_once(head):
    grant = factories.make_grant()
    where = reverse("money:submit_grant", args=[grant.pk])
    sent = {"on": "31.03.2022", "version": 0}
    asked = head.post(where, sent)
    assert asked.status_code == 422 and list(asked.context["form"].errors) == ["nothing"]
    assert not ProofOfUse.objects.exists() and "31.03.2022" in asked.content.decode()
    assert head.post(where, sent | {"nothing": "on"}).status_code == 302
    late = head.get(where, follow=True)
    assert "31.03.2022" in late.content.decode() and late.redirect_chain[0][0] == reverse(
        "money:proof_grant", args=[grant.pk]
    )


def test_all_months_that_are_paid_twice_are_named(head):
    agreement = held()
    other = factories.make_grant(block=3, title="Andere Förderung")
    for month in (8, 9):
        post = agreement.post
        ChargedMonth.objects.create(
            grant=other, post=post, user=post.holders.get().user, month=date(2021, month, 1), share=Decimal(1)
        )
    sent = {"agreement": agreement.pk}
    page = head.post(reverse("money:months_take", args=[agreement.grant_id]), sent, follow=True).content.decode()
    assert "08/2021" in page.split("Andere")[0] and "09/2021" in page and "07/2021: " not in page
    assert ChargedMonth.objects.filter(grant=agreement.grant).count() == 0


def test_pages_of_money_ask_the_same_for_more_rows(head, django_assert_max_num_queries):
    agreement = held()
    names = ("account", "bookings", "months", "proof_grant")

    def asked():
        counts = []
        for name in names:
            with django_assert_max_num_queries(80) as found:
                assert head.get(reverse(f"money:{name}", args=[agreement.grant_id])).status_code == 200
            counts.append(len(found))
        return counts

    booking(grant=agreement.grant)
    asked()
    before = asked()
    for number in range(4):
        booking(grant=agreement.grant)
        booking(grant=agreement.grant, agreement=agreement)
        factories.make_agreement(agreement.grant, f"Stadt {number}")
    assert asked() == before


def test_the_years_stand_side_by_side_and_every_sum_is_that_of_its_rows(head):
    first = factories.make_grant(year=2021, approved=Decimal(100000), applied=Decimal(110000))
    other = factories.make_grant(year=2021, block=1, title="Baustein 1", approved=Decimal(50000))
    later = factories.make_grant(year=2022, approved=Decimal(70000))
    city = factories.make_agreement(other, "Dormagen")
    gone = factories.make_agreement(other, "Neuss", state="cancelled")
    onward = factories.make_agreement(other, "Kaarst", parent=city)
    booking(grant=first, amount=Decimal("1000.50"))
    booking(grant=other, amount=Decimal("200"), agreement=city)
    booking(grant=other, kind="forwarded", amount=Decimal("900"), agreement=city)
    booking(
        grant=other, kind="forwarded", amount=Decimal("400"), agreement=onward
    )  # the city gave it on, not the county
    booking(grant=other, kind="forwarded", amount=Decimal("77"), agreement=gone)
    called = booking(grant=first, kind="called", amount=Decimal("5000"))
    booking(grant=first, kind="called", amount=Decimal("4500"))
    booking(grant=first, kind="called", amount=Decimal("-5000"), against=called)
    booking(grant=other, kind="returned", amount=Decimal("33"), agreement=city)  # to the county, not to the authority

    page = head.get(reverse("money:years"))
    year = next(each for each in page.context["years"] if each["year"] == 2021)
    sums = dict(year["sum"])

    assert sums == {
        "beantragt": "110.000,00", "bewilligt": "150.000,00", "geplant": "", "abgerufen": "4.500,00",
        "ausgegeben": "1.200,50", "weitergeleitet": "900,00", "zurückgezahlt": "",
    }  # fmt: skip
    assert dict(page.context["all"])["bewilligt"] == "220.000,00"
    assert [row["block"] for row in page.context["blocks"]] == [1, 2]
    assert later.title in page.content.decode()
    [sheet, *_about] = read(head.get(reverse("money:years_sheet")).content)
    assert [row[2] for row in sheet.rows[1:4]] == [later.title, "Baustein 1", first.title]


def test_thirty_grants_ask_no_more_questions_than_two(head):
    for number in range(2):
        booking(grant=factories.make_grant(year=2021 + number))
    head.get(reverse("money:years"))
    with CaptureQueriesContext(connection) as two:
        head.get(reverse("money:years"))
    for number in range(28):
        booking(grant=factories.make_grant(year=2023 + number // 3, block=1 + number % 3))
    with CaptureQueriesContext(connection) as thirty:
        head.get(reverse("money:years"))
    assert len(thirty) == len(two)
