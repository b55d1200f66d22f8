"""The money of a grant on pages: what is booked is shown, and the proof of use of a forwarded post is printed."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from kim.organisation.models import Post, PostHolder
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_head_books_takes_months_over_and_prints_the_proof_of_a_forwarded_post(client):
    client.force_login(factories.user(role="ki_head", in_unit=factories.unit("ki")))
    grant = factories.make_grant(year=2022, block=1, approved=Decimal("330000"))
    post = Post.objects.create(title="Koordination Dormagen", block=1, role="coordinator", fte=Decimal(1))
    who = factories.user("oezdemir")
    PostHolder.objects.create(post=post, user=who, fte=Decimal(1), valid_from=date(2022, 4, 1))
    agreement = factories.make_agreement(grant, "Dormagen", post=post, cap_per_fte=Decimal("55000"))

    client.post(reverse("money:months_take", args=[grant.pk]), {"agreement": agreement.pk})
    page = client.get(reverse("money:book", args=[grant.pk]))
    sent = {
        "submission": page.context["form"]["submission"].value(), "kind": "spent", "agreement": agreement.pk, "amount": "41.512,50",
        "period_from": "01.01.2022", "period_to": "31.12.2022", "booked_on": "31.12.2022", "text": "Personalkosten",
    }  # fmt: skip
    assert client.post(reverse("money:book", args=[grant.pk]), sent | {"amount": "viel"}).status_code == 422
    assert client.post(reverse("money:book", args=[grant.pk]), sent).status_code == 302

    assert "41.512,50 €" in client.get(reverse("money:account", args=[grant.pk])).content.decode()
    proof = client.get(reverse("money:proof_agreement", args=[agreement.pk])).content.decode()
    assert "41.250,00 €" in proof and "262,50 €" in proof and str(who) in proof
    paper = client.get(reverse("money:pdf_agreement", args=[agreement.pk]))
    assert paper.content.startswith(b"%PDF")
    for name in ("bookings", "months"):
        assert client.get(reverse(f"money:{name}", args=[grant.pk])).status_code == 200
