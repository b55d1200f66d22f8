"""The proof of use: figures of the day it was submitted, the recipient's form there and back, papers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kim.documents import render_report
from kim.organisation.models import Post, PostHolder
from kim.sheets.reading import read
from kim.sheets.writing import book_of
from kim.staffing import proof_form, proof_papers, proofs
from kim.staffing.actions import money
from kim.staffing.actions import proofs as acts
from kim.staffing.exceptions import FormNotReadable, FormOfAnother, FormRowsWrong, FormTakenOver, ProofIsSubmitted
from kim.staffing.models import Booking, ChargedMonth
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
    assert taken == (9, Decimal("41250.01"))
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
    assert list(sheets) == ["Geld", "Stellen und Personen", "Unbesetzte Zeiten", "Ausgaben", "Angaben"]
    assert sum(Decimal(str(row[5])) for row in sheets["Ausgaben"][1:]) == Decimal("41250.01")
