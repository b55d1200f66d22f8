"""Funding files on pages: opened, steps done and put off, amounts with comma and dot, money that goes on."""

from datetime import date
from decimal import Decimal as D

import pytest
from django.db import connection
from django.forms import ValidationError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kim.organisation.roles import Role
from kim.staffing.models import FundingGrant, GrantStep
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
    assert assistant.post(at("agreement_move", agreement.pk), {"state": "checked"}).status_code == 302
    assert assistant.post(at("agreement_move", agreement.pk), {"state": "signed"}).status_code == 302
    shown = text(assistant.get(at("detail", grant.pk)))
    assert "55.000,00" in shown
    assert "Geändert ab 01.07.2021: Frist" in shown
    assert "1 von 2 bewilligten Stellen gehen weiter" in shown


def test_more_rows_cost_no_more_queries(assistant, db):
    def grown(count):
        grant = factories.make_grant(approved=D(900000))
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
