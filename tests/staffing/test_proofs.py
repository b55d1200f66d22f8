"""The proof of use: figures of the day it was submitted, the recipient's form there and back, papers."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter

from kim.documents import render_report
from kim.organisation.models import Post, PostHolder
from kim.sheets.reading import read
from kim.sheets.writing import book_of
from kim.staffing import accounts, proof_form, proof_papers, proofs
from kim.staffing.actions import forwarding, money
from kim.staffing.actions import proofs as acts
from kim.staffing.exceptions import (
    AgreementIsCancelled,
    DayBeforeLast,
    FormNotReadable,
    FormOfAnother,
    FormRowsWrong,
    FormTakenOver,
    FormWithoutAmounts,
    ProofBeforePeriod,
    ProofIsChecked,
    ProofIsSubmitted,
)
from kim.staffing.models import Booking, ChargedMonth, ForwardingAgreement, ReturnedProof
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    return factories.user(role="ki_head", in_unit=factories.unit("ki"))


@pytest.fixture
def dormagen():
    """The post handed on to Dormagen in 2021, held from 1 April, paid with at most 55,000 Euro."""
    grant = factories.make_grant(approved=Decimal("55000"), title="Baustein 1, 2021", block=1)
    who = factories.user("oezdemir")
    post = Post.objects.create(key="do", title="Koordination Dormagen", block=1, role="coordinator", fte=Decimal(1))
    PostHolder.objects.create(post=post, user=who, fte=Decimal(1), valid_from=date(2021, 4, 1))
    return factories.make_agreement(grant, "Dormagen", post=post, cap_per_fte=Decimal("55000"))


def filled(agreement, change) -> bytes:
    """The form as the recipient sends it back; rows are those of the file, the heads being the first."""
    (part,), about = proof_form.form(agreement)
    rows = [list(row) for row in part.rows]
    change(rows)
    return book_of([replace(part, rows=rows)], about)


def every_month(rows):
    for number, row in enumerate(rows):
        row[4] = "4.583,34" if number % 2 else 4583.33


def test_a_form_goes_there_and_back_and_the_proof_adds_up(dormagen, head):
    file = filled(dormagen, every_month)
    taken = acts.take_over(agreement=dormagen, data=file, by=head)
    assert taken == (9, Decimal("41250.01"), 0)
    assert ChargedMonth.objects.filter(agreement=dormagen).count() == 9
    money.book(
        grant=dormagen.grant, agreement=dormagen, kind="forwarded", amount=Decimal("55000"), period_from=date(2021, 1, 1),
        period_to=date(2021, 12, 31), booked_on=date(2021, 3, 1), text="Rate", by=head,
    )  # fmt: skip
    said = proofs.count(dormagen.grant, dormagen, date(2022, 3, 1))
    assert said.money["person_months"] == "9.0000"
    assert (said.money["cap"], said.money["eligible"], said.money["pay_back"]) == ("41250.00", "41250.00", "13750.00")
    assert [(gap.first, gap.last, gap.months) for gap in said.vacant] == [("2021-01-01", "2021-03-31", "3.0000")]
    with pytest.raises(FormTakenOver):
        acts.take_over(agreement=dormagen, data=file, by=head)


def test_what_is_wrong_in_a_form_is_said_row_by_row_and_nothing_is_taken_over(dormagen, head):
    def wrong(rows):
        every_month(rows)
        rows[1][0] = "Mai"
        rows[2][2] = "Wer Anders"
        rows[3][3] = Decimal("0.5")
        rows[4][4] = "viel"
        rows[5][4] = Decimal("-3")
        rows[7][0] = rows[6][0]

    data = filled(dormagen, wrong)
    _rows, faults = proof_form.back(data, dormagen)
    assert {(fault.row, fault.column) for fault in faults} >= {
        (3, "Monat"), (4, "Name"), (5, "Personenmonate"), (6, "Personalkosten in Euro"), (7, "Personalkosten in Euro"),
        (9, "Monat"),
    }  # fmt: skip
    with pytest.raises(FormRowsWrong, match="3, 4, 5, 6"):
        acts.take_over(agreement=dormagen, data=data, by=head)
    assert not Booking.objects.exists() and not ChargedMonth.objects.exists()


def test_a_form_of_another_agreement_or_another_file_is_refused(dormagen, head):
    other = factories.make_agreement(dormagen.grant, "Neuss")
    with pytest.raises(FormOfAnother, match=proof_form.sign_of(dormagen)):
        acts.take_over(agreement=other, data=filled(dormagen, every_month), by=head)
    for data in (b"", b"PK\x03\x04broken", b"Monat;Betrag\n03/2021;5\n"):
        with pytest.raises(FormNotReadable):
            acts.take_over(agreement=dormagen, data=data, by=head)


def test_a_submitted_proof_stays_as_it_was(dormagen, head):
    grant, day = dormagen.grant, date(2022, 3, 31)
    acts.write(grant=grant, agreement=dormagen, report="Ein Jahr.", version=0, by=head)
    kept = acts.submit(grant=grant, agreement=dormagen, on=day, version=1, by=head)
    money.book(
        grant=grant, agreement=dormagen, kind="spent", amount=Decimal("99"), period_from=date(2021, 5, 1),
        period_to=date(2021, 5, 31), booked_on=day, text="Nachzügler", by=head,
    )  # fmt: skip
    kept.refresh_from_db()
    assert proofs.figures_of(kept, date(2022, 5, 1)).money["spent"] == "0.00"
    assert proofs.count(grant, dormagen, day).money["spent"] == "99.00"
    with pytest.raises(ProofIsSubmitted, match=r"31\.03\.2022"):
        acts.write(grant=grant, agreement=dormagen, report="Anders.", version=2, by=head)


def test_the_proof_of_a_grant_is_a_paper_and_a_workbook(dormagen, head):
    acts.take_over(agreement=dormagen, data=filled(dormagen, every_month), by=head)
    proof = acts.write(
        grant=dormagen.grant, agreement=None, report="Aufbau der Stelle.\nZwei Netzwerke.", version=0, by=head
    )
    figures = proofs.figures_of(proof, date(2022, 3, 31))
    made = render_report(proof_papers.paper(proof, figures))
    assert made.startswith(b"%PDF")
    sheets = {sheet.name: sheet.rows for sheet in read(book_of(*proof_papers.workbook(proof, figures)))}
    assert list(sheets) == [
        "Geld",
        "Weitergeleitet",
        "Stellen und Personen",
        "Unbesetzte Zeiten",
        "Ausgaben",
        "Angaben",
    ]
    assert [str(cell) for cell in sheets["Ausgaben"][0]][:2] == ["Von", "Bis"]
    for name, column in (
        ("Weitergeleitet", 3),
        ("Stellen und Personen", -1),
        ("Unbesetzte Zeiten", -1),
        ("Ausgaben", -1),
    ):
        *rows, together = [Decimal(str(row[column])) for row in sheets[name][1:]]
        assert together == sum(rows), name
    assert (
        dict(row[:2] for row in sheets["Geld"])["Ausgegeben"]
        == sheets["Ausgaben"][-1][-1]
        == sheets["Weitergeleitet"][-1][3]
    )
    assert {row[4] for row in sheets["Ausgaben"][1:-1]} == {"Dormagen"}
    assert Decimal(str(sheets["Ausgaben"][-1][-1])) == Decimal("41250.01")


def of_so_much(amount):
    def fill(rows):
        for row in rows:
            row[4] = amount

    return fill


def spent(agreement):
    return sum(row.amount for row in Booking.objects.filter(agreement=agreement, kind="spent"))


def test_a_corrected_form_takes_the_place_of_the_one_before(dormagen, head):
    acts.take_over(agreement=dormagen, data=filled(dormagen, of_so_much(Decimal("4500"))), by=head)
    by_hand = money.book(
        grant=dormagen.grant, agreement=dormagen, kind="spent", amount=Decimal("70"), period_from=date(2021, 5, 1),
        period_to=date(2021, 5, 31), booked_on=date(2021, 6, 1), text="Personalkosten Nachtrag", by=head,
    )  # fmt: skip

    def corrected(rows):
        of_so_much(Decimal("4500"))(rows)
        rows[0][4], rows[1][4] = Decimal("4600"), None

    taken = acts.take_over(agreement=dormagen, data=filled(dormagen, corrected), by=head)
    assert taken == (9, Decimal("36100.00"), 2)
    again = acts.take_over(agreement=dormagen, data=filled(dormagen, of_so_much(Decimal("4500"))), by=head)
    assert again == (9, Decimal("40500.00"), 1), "the first file was right after all"
    acts.take_over(agreement=dormagen, data=filled(dormagen, corrected), by=head)
    assert spent(dormagen) == Decimal("36100.00") + by_hand.amount
    told = [Decimal(row.amount) for row in proofs.count(dormagen.grant, dormagen, date(2022, 3, 1)).costs]
    assert sum(told) == spent(dormagen) and min(told) > 0, "what was mistaken stands in the account, not in the proof"
    assert ChargedMonth.objects.filter(agreement=dormagen).count() == 9


def test_months_that_stood_with_the_own_posts_go_to_whoever_proves_them(dormagen, head):
    months = proofs.not_charged(dormagen.grant, dormagen)
    money.charge_all(grant=dormagen.grant, agreement=None, months=months, by=head)
    acts.take_over(agreement=dormagen, data=filled(dormagen, of_so_much(Decimal("4500"))), by=head)
    assert set(ChargedMonth.objects.values_list("agreement", flat=True)) == {dormagen.pk}
    said = proofs.count(dormagen.grant, dormagen, date(2022, 3, 1))
    assert (said.money["person_months"], said.money["eligible"]) == ("9.0000", "40500.00")


def test_a_number_over_merged_lines_is_asked_back_and_not_counted_for_each(dormagen, head):
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    page = book.add_worksheet("Verwendungsnachweis")
    (part,), _about = proof_form.form(dormagen)
    for place, column in enumerate(part.heads):
        page.write(0, place, str(column.title))
    for line, row in enumerate(part.rows, start=1):
        page.write(line, 0, str(row[0]))
        page.write(line, 2, str(row[2]))
    page.merge_range(1, 4, 3, 4, 4000)
    book.close()
    _rows, faults = proof_form.back(data.getvalue(), dormagen)
    assert [(fault.row, fault.column) for fault in faults] == [
        (3, "Personalkosten in Euro"),
        (4, "Personalkosten in Euro"),
    ]
    assert "über mehrere Zeilen" in faults[0].message


def test_an_empty_form_and_one_of_a_cancelled_agreement_are_refused(dormagen, head):
    with pytest.raises(FormWithoutAmounts):
        acts.take_over(agreement=dormagen, data=filled(dormagen, lambda rows: None), by=head)
    forwarding.move(agreement=dormagen, state="cancelled", on=None, by=head, version=None)
    dormagen.refresh_from_db()
    with pytest.raises(AgreementIsCancelled):
        acts.take_over(agreement=dormagen, data=filled(dormagen, every_month), by=head)


def test_a_recipients_proof_is_sent_back_put_right_and_submitted_anew(dormagen, head):
    ForwardingAgreement.objects.update(state="signed", signed_on=date(2021, 3, 1))
    dormagen.refresh_from_db()
    acts.take_over(agreement=dormagen, data=filled(dormagen, of_so_much(Decimal("4500"))), by=head)
    acts.submit(grant=dormagen.grant, agreement=dormagen, on=date(2022, 2, 1), version=0, by=head)
    dormagen.refresh_from_db()
    assert (dormagen.state, dormagen.received_on) == ("received", date(2022, 2, 1))
    right = filled(dormagen, of_so_much(Decimal("4400")))
    with pytest.raises(ProofIsSubmitted):
        acts.take_over(agreement=dormagen, data=right, by=head)
    back = {"grant": dormagen.grant, "agreement": dormagen, "reason": "Beleg für Mai fehlt", "by": head}
    with pytest.raises(DayBeforeLast):
        acts.come_back(on=date(2022, 1, 1), **back)
    acts.come_back(on=date(2022, 2, 10), **back)
    kept = ReturnedProof.objects.get()
    assert (kept.submitted_on, kept.figures["money"]["spent"]) == (date(2022, 2, 1), "40500.00")
    dormagen.refresh_from_db()
    assert (dormagen.state, dormagen.received_on, dormagen.signed_on) == ("signed", None, date(2021, 3, 1))
    acts.take_over(agreement=dormagen, data=right, by=head)
    proof = acts.proof_of(dormagen.grant, dormagen)
    acts.submit(grant=dormagen.grant, agreement=dormagen, on=date(2022, 2, 20), version=proof.version, by=head)
    assert proofs.figures_of(acts.proof_of(dormagen.grant, dormagen), date.today()).money["spent"] == "39600.00"
    dormagen.refresh_from_db()
    forwarding.move(agreement=dormagen, state="checked", on=date(2022, 3, 1), by=head, version=None)
    with pytest.raises(ProofIsChecked):
        acts.come_back(on=date(2022, 3, 2), **back)


def test_the_file_goes_on_with_its_proof_and_back_with_it(dormagen, head):
    grant = dormagen.grant
    grant.state = "approved"
    grant.save()
    with pytest.raises(ProofBeforePeriod):
        acts.submit(grant=grant, agreement=None, on=date(2020, 1, 1), version=0, by=head)
    acts.submit(grant=grant, agreement=None, on=date(2022, 3, 30), version=0, by=head)
    grant.refresh_from_db()
    assert grant.state == "proved"
    assert [(step.kind, step.done_on) for step in grant.steps.all()] == [("final", date(2022, 3, 30))]
    acts.come_back(grant=grant, agreement=None, on=date(2022, 6, 1), reason="Belege fehlen", by=head)
    grant.refresh_from_db()
    assert grant.state == "approved"
    row = acts.proof_of(grant, None)
    assert row.submitted_on is None
    acts.submit(grant=grant, agreement=None, on=date(2022, 6, 20), version=row.version, by=head)
    grant.refresh_from_db()
    assert grant.state == "proved"


def test_a_cancelled_agreement_gives_its_post_back_and_its_money_stays_in_the_sums(dormagen, head):
    money.book(
        grant=dormagen.grant, agreement=dormagen, kind="forwarded", amount=Decimal("1000"), period_from=date(2021, 1, 1),
        period_to=date(2021, 12, 31), booked_on=date(2021, 3, 1), text="Rate", by=head,
    )  # fmt: skip
    forwarding.move(agreement=dormagen, state="cancelled", on=None, by=head, version=None)
    found = accounts.account(dormagen.grant)
    assert found.sums["forwarded"] == Decimal("1000.00")
    assert len(proofs.not_charged(dormagen.grant, None)) == 9


def test_a_month_that_is_no_longer_held_is_named_and_months_to_come_are_not_paid(dormagen, head):
    acts.take_over(agreement=dormagen, data=filled(dormagen, every_month), by=head)
    assert proofs.above_held(dormagen.grant) == []
    PostHolder.objects.update(valid_to=date(2021, 11, 15))  # corrected afterwards
    found = [(row.month, row.share, held) for row, held in proofs.above_held(dormagen.grant)]
    assert found == [(date(2021, 11, 1), 1, Decimal("0.5")), (date(2021, 12, 1), 1, 0)]

    today = factories.today()
    running = factories.make_grant(year=today.year, block=1, period_to=date(today.year + 1, 12, 31))
    PostHolder.objects.update(valid_to=None)
    assert all(each.month < today.replace(day=1) for each in proofs.not_charged(running, None))
