"""Funding files on pages: opened, steps done and put off, amounts with comma and dot, money that goes on."""

from datetime import date, timedelta
from decimal import Decimal as D
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.forms import ValidationError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kim.casework import file_types
from kim.organisation.roles import Role
from kim.privacy.models import AuditEvent
from kim.staffing.actions import papers as paper_acts
from kim.staffing.models import FundingGrant, GrantPaper, GrantStep
from kim.web.staffing.grants_fields import MoneyField
from tests import factories


@pytest.fixture
def assistant(world, client):
    client.force_login(factories.user("schmitz", role=Role.ASSISTANT))
    return client


def at(name, *args):
    return reverse(f"grants:{name}", args=args)


def sent(page, **values):
    form = page.context["form"]
    said = {"submission": str(form["submission"].value())}
    return said | ({"version": form["version"].value()} if form["version"].value() else {}) | values


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_file_goes_from_the_application_to_money_that_goes_on(assistant, db):
    page = assistant.get(at("new"))
    data = {
        "title": "Baustein 1, 2021", "block": "1", "year": "2021", "period_from": "31.12.2021", "period_to": "01.01.2021",
        "basis": "guideline-2020", "fte_applied": "6",
    }  # fmt: skip
    backwards = assistant.post(at("new"), sent(page, **data))
    assert backwards.status_code == 422
    assert "letzte Tag" in str(backwards.context["form"].errors["period_to"])
    data |= {"period_from": "01.01.2021", "period_to": "31.12.2021", "fte_approved": "2"}
    right = sent(page, **data)
    assert assistant.post(at("new"), right).status_code == 302
    assert assistant.post(at("new"), right).status_code == 302  # a second click
    grant = FundingGrant.objects.get()

    step = {"kind": "apply", "actor": "us", "due_on": "30.11.2020"}
    page = assistant.get(at("step_new", grant.pk))
    assert assistant.post(at("step_new", grant.pk), sent(page, **step)).status_code == 302
    first = GrantStep.objects.get()
    assert "überfällig" in text(assistant.get(at("list")))
    step = {"kind": "approval", "actor": "authority", "waits_for": first.pk}
    assert (
        assistant.post(at("step_new", grant.pk), sent(assistant.get(at("step_new", grant.pk)), **step)).status_code
        == 302
    )
    assert "Wartet auf „Antrag“ (der Kreis)" in text(assistant.get(at("detail", grant.pk)))
    page = assistant.get(at("step_done", first.pk))
    assert assistant.post(at("step_done", first.pk), sent(page, on="22.12.2020")).status_code == 302
    stale = assistant.post(at("step_postpone", first.pk), sent(page, due_on="01.01.2021", reason="spät"))
    assert stale.status_code == 422
    shown = text(assistant.get(at("detail", grant.pk)))
    assert "Antrag 22.12.2020 · Bewilligung: steht aus" in shown

    page = assistant.get(at("amount_new", grant.pk))
    less = {"kind": "approved", "amount": "-5", "on": "15.02.2021"}
    assert assistant.post(at("amount_new", grant.pk), sent(page, **less)).status_code == 422
    assert assistant.post(at("amount_new", grant.pk), sent(page, **less | {"amount": "110.000"})).status_code == 302
    assert FundingGrant.objects.get().approved_on() == D(110000)

    page = assistant.get(at("agreement_new", grant.pk))
    dormagen = factories.agency("dormagen")
    factories.Agency.objects.create(key="kreis", name="Testkreis", kind="county", in_own_house=True)
    terms = {
        "recipient": dormagen.pk,
        "fte": "2,5",
        "cap_per_fte": "55000",
        "period_from": "01.01.2021",
        "period_to": "31.12.2021",
    }
    above = assistant.post(at("agreement_new", grant.pk), sent(page, **terms))
    assert above.status_code == 422
    assert "2,50 Stellen sind mehr" in str(above.context["form"].errors["fte"])
    assert assistant.post(at("agreement_new", grant.pk), sent(page, **terms | {"fte": "1"})).status_code == 302
    agreement = grant.agreements.get()
    page = assistant.get(at("agreement_amend", agreement.pk))
    change = {"valid_from": "01.07.2021", "what": "Frist", "proof_due_on": "31.03.2022"}
    assert assistant.post(at("agreement_amend", agreement.pk), sent(page, **change)).status_code == 302
    late = {"valid_from": "01.07.2022", "what": "Halbe Stelle", "fte": "0,5"}
    page = assistant.get(at("agreement_amend", agreement.pk))
    refused = assistant.post(at("agreement_amend", agreement.pk), sent(page, **late))
    assert refused.status_code == 422
    assert "01.01.2021 bis 31.12.2021" in str(refused.context["form"].errors["valid_from"])
    shown = text(assistant.get(at("detail", grant.pk)))
    assert "55.000,00" in shown
    assert "Geändert ab 01.07.2021: Frist" in shown
    assert "1 von 2 bewilligten Stellen gehen weiter" in shown


def test_an_agreement_goes_on_day_by_day_and_a_proof_that_goes_back_leaves_the_signature(assistant, db):
    agreement = factories.make_agreement(factories.make_grant(), "Dormagen")
    agreement.state = "draft"
    agreement.signed_on = None
    agreement.save()

    def step(state, **days):
        page = assistant.get(at("agreement_move", agreement.pk), {"stand": state})
        answer = assistant.post(f"{at('agreement_move', agreement.pk)}?stand={state}", sent(page, **days))
        agreement.refresh_from_db()
        return answer

    assert assistant.get(at("agreement_move", agreement.pk), {"stand": "checked"}).status_code == 302
    assert step("signed", on="").status_code == 422
    assert step("signed", on="31.12.2099").status_code == 422
    assert step("signed", on="15.02.2021").status_code == 302
    early = step("received", on="14.02.2021")
    assert "15.02.2021" in str(early.context["form"].errors["on"])
    assert step("received", on="20.03.2022").status_code == 302
    back = assistant.get(at("agreement_move", agreement.pk), {"stand": "signed"})
    assert back.url == reverse("money:come_back_agreement", args=[agreement.pk])
    assert assistant.post(back.url, sent(assistant.get(back.url), on="25.03.2022", reason="")).status_code == 422
    answer = assistant.post(back.url, sent(assistant.get(back.url), on="25.03.2022", reason="Beleg fehlt"))
    assert answer.status_code == 302
    agreement.refresh_from_db()
    assert (agreement.state, agreement.signed_on, agreement.received_on) == ("signed", date(2021, 2, 15), None)
    step("received", on="01.04.2022")
    step("checked", on="12.05.2022")
    assert (agreement.state, agreement.checked_on) == ("checked", date(2022, 5, 12))


def test_more_rows_cost_no_more_queries(assistant, db):
    def grown(count):
        grant = factories.make_grant(approved=D(900000), block=1 if count > 5 else 2)
        for number in range(count):
            factories.make_agreement(grant, f"Stadt {number}")
            GrantStep.objects.create(grant=grant, kind="report", due_on=date(2021, 1, 1))
        return grant

    def cost(*urls):
        with CaptureQueriesContext(
            connection,
        ) as found:
            for url in urls:
                assert assistant.get(url).status_code == 200
        return len(found)

    small = grown(2)
    few = cost(at("list"), at("detail", small.pk))
    big = grown(12)
    assert cost(at("list"), at("detail", big.pk)) <= few


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("1.026.000,00 €", "1026000"), ("1026000.00", "1026000"), ("55.000", "55000"), ("55000,5", "55000.5"), ("1,026,000.00", "1026000"),
     ("55,000", None), ("1.02", "1.02"), ("1.0.0", None), ("٥٥", None), ("1e9", None)],
)  # fmt: skip
def test_an_amount_is_read_with_comma_and_dot_or_asked_back(typed, amount):
    if amount is None:
        with pytest.raises(ValidationError):
            MoneyField().clean(typed)
    else:
        assert MoneyField().clean(typed) == D(amount)


@pytest.fixture
def store(settings, tmp_path):
    settings.KIM_FILES = str(tmp_path / "files")


def pdf(content: bytes = b"%PDF-1.4 Bescheid", name: str = "Bescheid_2021.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_a_paper_is_filed_read_replaced_and_taken_out_with_a_reason(assistant, db, store):
    grant = factories.make_grant()
    page = assistant.get(at("paper_new", grant.pk))
    refused = assistant.post(at("paper_new", grant.pk), sent(page, kind="approval", title="Bescheid", file=pdf(b"MZ")))
    assert refused.status_code == 422
    assert "Programm" in str(refused.context["form"].errors["file"]) and 'value="Bescheid"' in text(refused)
    right = sent(page, kind="approval", dated_on="15.02.2021")
    assert assistant.post(at("paper_new", grant.pk), right | {"file": pdf()}).status_code == 302
    assert assistant.post(at("paper_new", grant.pk), right | {"file": pdf()}).status_code == 302  # a second click
    paper = GrantPaper.objects.get()
    shown = text(assistant.get(at("detail", grant.pk)))
    assert "Bescheid 2021" in shown and "15.02.2021" in shown

    file = assistant.get(at("paper_file", paper.pk, 1))
    assert b"".join(file.streaming_content) == b"%PDF-1.4 Bescheid"
    assert "Bescheid_2021.pdf" in file["Content-Disposition"] and "sandbox" in file["Content-Security-Policy"]
    assert AuditEvent.objects.filter(kind="grant.paper_read").count() == 1

    looked = assistant.get(at("paper_look", paper.pk, 1))
    assert (
        looked["Content-Disposition"].startswith("inline") and "script-src 'none'" in looked["Content-Security-Policy"]
    )
    assert at("paper_look", paper.pk, 1) in text(assistant.get(at("paper_detail", paper.pk)))
    assert AuditEvent.objects.filter(kind="grant.paper_read").count() == 2
    table = paper_acts.Handed("Liste.xlsx", file_types.XLSX.media_type, BytesIO(b"PK"))
    other = paper_acts.add(grant=grant, handed=table, kind="other", by=factories.user(role=Role.ASSISTANT))
    assert assistant.get(at("paper_look", other.pk, 1)).status_code == 404  # no browser shows a table
    assert at("paper_look", other.pk, 1) not in text(assistant.get(at("paper_detail", other.pk)))

    again = assistant.post(
        at("paper_version", paper.pk), sent(assistant.get(at("paper_version", paper.pk)), file=pdf())
    )
    assert again.status_code == 422 and "dieselbe Datei" in str(again.context["form"].errors["file"])
    newer = sent(assistant.get(at("paper_version", paper.pk)), file=pdf(b"%PDF-1.4 neu"))
    assert assistant.post(at("paper_version", paper.pk), newer)["Location"] == at("paper_detail", paper.pk)
    assert "Fassung 2" in text(assistant.get(at("paper_detail", paper.pk)))

    page = assistant.get(at("paper_take_out", paper.pk))
    assert assistant.post(at("paper_take_out", paper.pk), sent(page, reason=" ")).status_code == 422
    assert assistant.post(at("paper_take_out", paper.pk), sent(page, reason="gehört nach 2022")).status_code == 302
    assert "gehört nach 2022" in text(assistant.get(at("paper_detail", paper.pk)))
    assert assistant.get(at("paper_file", paper.pk, 2)).status_code == 404
    for form in ("paper_version", "paper_describe", "paper_take_out"):
        led = assistant.get(at(form, paper.pk), follow=True)
        assert led.redirect_chain == [(at("paper_detail", paper.pk), 302)] and "herausgenommen" in text(led)


def test_a_paper_of_an_agreement_and_a_step_names_both(assistant, db, store):
    grant = factories.make_grant()
    agreement = factories.make_agreement(grant, "Dormagen")
    step = GrantStep.objects.create(grant=grant, kind="apply")
    GrantPaper.objects.create(grant=grant, kind="letter", title="Brief", step=step, agreement=agreement)
    GrantPaper.objects.update(removed_at=timezone.now(), removal_reason="x")
    [row] = assistant.get(at("detail", grant.pk)).context["papers"]
    assert row["of"] == [str(agreement), str(step)]


def test_an_amount_rests_on_the_paper_handed_in_with_it_and_nobody_takes_that_out(assistant, db, store):
    grant = factories.make_grant()
    said = {"kind": "approved", "amount": "55.000,00", "on": "15.02.2021", "paper": "Bescheid vom 15.02."}
    page = assistant.get(at("amount_new", grant.pk))
    assert assistant.post(at("amount_new", grant.pk), sent(page, handed=pdf(), **said)).status_code == 302
    paper = GrantPaper.objects.get()
    assert grant.amounts.get().document == paper
    assert at("paper_detail", paper.pk) in text(assistant.get(at("detail", grant.pk)))
    page = assistant.get(at("paper_take_out", paper.pk))
    kept = assistant.post(at("paper_take_out", paper.pk), sent(page, reason="falsch"))
    assert kept.status_code == 422 and "Ein Betrag stützt sich" in text(kept)

    both = sent(assistant.get(at("amount_new", grant.pk)), handed=pdf(b"%PDF-1.4 b"), document=paper.pk, **said)
    refused = assistant.post(at("amount_new", grant.pk), both)
    assert refused.status_code == 422 and "nicht beides" in str(refused.context["form"].errors["document"])
    chosen = sent(refused, document=paper.pk, **said)
    assert assistant.post(at("amount_new", grant.pk), chosen).status_code == 302
    assert grant.amounts.filter(document=paper).count() == 2


def test_a_paper_is_described_anew_and_two_at_once_lose_nothing(assistant, db, store):
    grant = factories.make_grant()
    step = GrantStep.objects.create(grant=grant, kind="apply")
    page = assistant.get(at("paper_new", grant.pk))
    assistant.post(at("paper_new", grant.pk), sent(page, kind="other", title="Antrag", file=pdf()))
    paper = GrantPaper.objects.get()
    first, second = (assistant.get(at("paper_describe", paper.pk)) for _ in range(2))
    ahead = sent(
        first, kind="application", title="Antrag 2021", dated_on=f"{factories.today() + timedelta(1):%d.%m.%Y}"
    )
    assert assistant.post(at("paper_describe", paper.pk), ahead).status_code == 422
    said = {"kind": "application", "title": "Antrag 2021", "dated_on": "22.12.2020", "step": step.pk}
    assert assistant.post(at("paper_describe", paper.pk), sent(first, **said)).status_code == 302
    late = assistant.post(at("paper_describe", paper.pk), sent(second, **said | {"title": "Anders"}))
    assert late.status_code == 422 and "Inzwischen hat hier jemand" in text(late) and 'value="Anders"' in text(late)


def test_a_file_with_thirty_papers_asks_no_more_questions_than_one_with_one(assistant, db, store):
    grant = factories.make_grant()

    def papers(number):
        for _ in range(number):
            row = GrantPaper.objects.create(grant=grant, kind="letter", title="Schreiben")
            row.versions.create(grant=grant, number=1, media_type="application/pdf", size=9, sha256="0" * 64)

    papers(1)
    assistant.get(at("detail", grant.pk))
    with CaptureQueriesContext(connection) as one:
        assistant.get(at("detail", grant.pk))
    papers(29)
    with CaptureQueriesContext(connection) as thirty:
        answer = assistant.get(at("detail", grant.pk))
    assert len(answer.context["papers"]) == 30 and len(thirty) == len(one)


def test_a_file_goes_on_with_the_day_and_the_step_of_the_procedure(assistant, db):
    grant = factories.make_grant()
    FundingGrant.objects.update(state="prepared")
    waiting = GrantStep.objects.create(grant=grant, kind="apply", due_on=date(2020, 12, 31))

    def go(state, **values):
        address = f"{at('move', grant.pk)}?stand={state}"
        return assistant.post(address, sent(assistant.get(address), **values))

    tomorrow = f"{factories.today() + timedelta(days=1):%d.%m.%Y}"
    assert go("applied", on=tomorrow).status_code == 422
    assert go("applied", on="22.12.2020").status_code == 302
    waiting.refresh_from_db()
    grant.refresh_from_db()
    assert (grant.state, waiting.done_on) == ("applied", date(2020, 12, 22)), "the step that waited is done"
    early = go("approved", on="21.12.2020")
    assert early.status_code == 422 and "erledigt am 22.12.2020" in text(early)
    go("approved", on="15.03.2021")
    approval = GrantStep.objects.get(kind="approval")
    assert (approval.done_on, approval.actor) == (date(2021, 3, 15), "authority")
    assert assistant.get(at("move", grant.pk), {"stand": "refused"}).status_code == 302
    grant.refresh_from_db()
    assert grant.state == "approved", "no step of the table, no other state"
