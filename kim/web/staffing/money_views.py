"""The money of a grant on pages: sums that open to their rows, amounts, and the person-months that are paid."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kim.charts import HALF, Bar, Bars
from kim.exceptions import KimError
from kim.privacy.public import reading
from kim.staffing.public import (
    Booking,
    BookingKind,
    ChargedMonth,
    ForwardingAgreement,
    FundingGrant,
    GrantPaper,
    access,
    accounts,
    money_acts,
    monthly,
    proof_papers,
    proofs,
    spending,
    vacancy,
)
from kim.web.answers import form_answer
from kim.web.drafts import once
from kim.web.drawings import Shown, shown
from kim.web.staffing.grants_acts import keeper
from kim.web.staffing.grants_views import crumbs
from kim.web.staffing.money_forms import BookingForm

Words = dict[str, Any]
euro = proof_papers.euro
OWN = "0"


def person_months(months: Fraction) -> str:
    """12 or 8,5172."""
    return proof_papers.share(str(monthly.in_places(months)))


def name_of(agreement: ForwardingAgreement | None) -> str:
    """Who spends."""
    return str(agreement.recipient) if agreement else _("Own posts")


@require_safe
@reading
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """What is planned, approved, called, spent, forwarded and paid back, and what follows until the year's end."""
    grant = access.grant_for(request.user, pk)  # type: ignore[arg-type]
    found = accounts.account(grant)
    today = timezone.localdate()
    kinds = list(BookingKind)
    context = {
        "grant": grant, "crumbs": crumbs(grant, _("Money")), "heads": [kind.label for kind in kinds],
        "lines": [_line(grant, line, today) for line in found.lines],
        "sums": [{"label": kind.label, "amount": euro(found.sums[kind])} for kind in kinds], "months": person_months(found.person_months),
        "approved": euro(found.approved), "settled": _settled(found), "chart": _chart(found),
        "may_manage": access.manages_grants(request.user),  # type: ignore[arg-type]
    }  # fmt: skip
    return render(request, "staffing/money/account.html", context)


def _line(grant: FundingGrant, line: accounts.Line, today: Any) -> Words:
    where = reverse("money:bookings", args=[grant.pk])
    of = line.agreement.pk if line.agreement else OWN
    ahead = line.forecast(today)
    limit = line.cap if line.approved is None else line.approved
    return {
        "name": name_of(line.agreement), "agreement": line.agreement, "months": person_months(line.person_months),
        "cells": [
            {"amount": euro(line.sums[kind]) if line.sums[kind] else "–", "label": kind.label,
             "url": f"{where}?art={kind}&wer={of}" if line.rows_of(kind) else ""}
            for kind in BookingKind
        ],
        "cap": euro(line.cap), "approved": euro(line.approved), "eligible": euro(line.settlement.eligible),
        "pay_back": euro(line.settlement.pay_back) if line.settlement.pay_back else "",
        "own": euro(line.settlement.own) if line.settlement.own else "",
        "forecast": euro(ahead.amount), "expected": ahead.months_expected,
        "above": euro(ahead.amount - limit) if limit is not None and ahead.amount > limit else "",
    }  # fmt: skip


def _settled(found: accounts.Account) -> list[Words]:
    of = found.settlement
    rows = [
        (pgettext("money", "Approved"), euro(found.approved), ""), (pgettext("money", "Called"), euro(of.called), ""),
        (_("Eligible"), euro(of.eligible), ""),
        (_("To be paid back"), euro(of.pay_back), "bad" if of.pay_back else ""),
        (_("Still due"), euro(of.still_due), "warn" if of.still_due else ""),
    ]  # fmt: skip
    return [{"label": label, "value": value, "note": "", "tone": tone} for label, value, tone in rows]


def _chart(found: accounts.Account) -> Shown:
    rows = [(_("approved"), found.approved), *((str(kind.label), found.sums[kind]) for kind in BookingKind)]
    chart = Bars(
        id="money", title=_("Money of the grant, in Euro"), heads=(_("What"), _("Euro")),
        bars=tuple(Bar(label=label, value=None if amount is None else float(amount)) for label, amount in rows),
        description=_("What is approved, planned, called, spent, forwarded and paid back."), nothing=_("Nothing is booked yet."),
    )  # fmt: skip
    return shown(chart, width=HALF, decimals=0)


@require_safe
@reading
def bookings(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows behind the sums: all, or those of one kind and of who spends."""
    grant = access.grant_for(request.user, pk)  # type: ignore[arg-type]
    lines = accounts.account(grant).lines
    kind, who = request.GET.get("art", ""), request.GET.get("wer", "")
    rows = [
        row for line in lines for row in line.bookings
        if kind in ("", row.kind) and who in ("", str(row.agreement_id or OWN))
    ]  # fmt: skip
    names = {str(line.agreement.pk if line.agreement else OWN): name_of(line.agreement) for line in lines}
    files = spending.list_of_file(grant)
    title = " · ".join(filter(None, (_("Amounts"), str(dict(BookingKind.choices).get(kind, "")), names.get(who, ""))))
    context = {
        "grant": grant, "title": title, "crumbs": crumbs(grant, title), "chosen": bool(kind or who),
        "rows": [_booking(row, names, files) for row in rows], "total": euro(sum((row.amount for row in rows), Decimal(0))),
        "may_manage": access.manages_grants(request.user),  # type: ignore[arg-type]
    }  # fmt: skip
    return render(request, "staffing/money/bookings.html", context)


def _booking(row: Booking, names: dict[str, str], files: dict[Any, GrantPaper]) -> Words:
    return {
        "row": row, "list": files.get(row.submission), "amount": euro(row.amount), "who": names.get(str(row.agreement_id or OWN), ""),
        "open": row.against_id is None and not hasattr(row, "taken_back_by"),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """One more amount."""
    user = keeper(request)
    grant = access.grant_for(user, pk, to_manage=True)
    form = BookingForm(request.POST or None, grant=grant)
    if form.is_bound and form.is_valid():
        if not once.claim(request, "money-book"):
            return redirect("money:account", pk)
        said = {name: value for name, value in form.cleaned_data.items() if name not in ("submission", "version")}
        try:
            money_acts.book(grant=grant, by=user, **said)
        except KimError as error:
            once.release(request, "money-book")
            form.refuse(error)
        else:
            messages.success(request, _("The amount is recorded."))
            return redirect("money:account", pk)
    title = _("Record money")
    return form_answer(
        request,
        "staffing/money/book.html",
        {"form": form, "grant": grant, "title": title, "crumbs": crumbs(grant, title)},
    )


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """A row against a wrong one."""
    user = keeper(request)
    row = get_object_or_404(Booking.objects.select_related("grant"), pk=pk)
    try:
        money_acts.take_back(row=row, by=user)
    except KimError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The amount is taken back; both rows stay."))
    return redirect("money:bookings", row.grant_id)


@require_safe
@reading
def months(request: HttpRequest, pk: int) -> HttpResponse:
    """Whose months the grant pays, month by month, and which were held and are not paid yet."""
    grant = access.grant_for(request.user, pk)  # type: ignore[arg-type]
    charged = ChargedMonth.objects.filter(grant=grant).select_related("post", "user", "agreement__recipient")
    heads = vacancy.months_of(grant.period_from, grant.period_to)
    people: dict[tuple[int, int], Words] = {}
    for row in charged:
        person = people.setdefault(
            (row.post_id, row.user_id),
            {"post": row.post, "user": row.user, "who": name_of(row.agreement), "shares": {}},
        )
        person["shares"][row.month] = row.share
    for person in people.values():
        person["cells"] = [{"month": month, "share": _share(person["shares"].get(month))} for month in heads]
        person["total"] = _share(sum(person["shares"].values()))
    context = {
        "grant": grant, "crumbs": crumbs(grant, _("Person-months")), "heads": heads, "people": list(people.values()),
        "total": _share(sum(row.share for row in charged)), "open": [_open(grant, each) for each in _spenders(grant)],
        "may_manage": access.manages_grants(request.user), "above": above_held(grant),  # type: ignore[arg-type]
    }  # fmt: skip
    return render(request, "staffing/money/months.html", context)


def above_held(grant: FundingGrant) -> list[str]:
    """Months that are paid and no longer held, in words."""
    share = proof_papers.share
    return [
        _("%(who)s, %(month)s: %(paid)s paid, %(held)s held")
        % {"who": row.user, "month": f"{row.month:%m/%Y}", "paid": share(str(row.share)), "held": share(str(held))}
        for row, held in proofs.above_held(grant)
    ]


def _share(share: Any) -> str:
    return proof_papers.share(str(share)) if share else ""


def _spenders(grant: FundingGrant) -> list[ForwardingAgreement | None]:
    return [None, *grant.agreements.exclude(post=None).select_related("recipient", "giver")]


def _open(grant: FundingGrant, agreement: ForwardingAgreement | None) -> Words:
    rows = proofs.not_charged(grant, agreement)
    return {
        "name": name_of(agreement), "value": agreement.pk if agreement else OWN, "count": len(rows),
        "months": _share(sum(row.share for row in rows)), "people": sorted({str(row.user) for row in rows}),
    }  # fmt: skip


@require_POST
def months_take(request: HttpRequest, pk: int) -> HttpResponse:
    """All months that were held and not paid yet become months of this grant."""
    user = keeper(request)
    grant = access.grant_for(user, pk, to_manage=True)
    wanted = request.POST.get("agreement", OWN)
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 18 else -1
    agreement = get_object_or_404(ForwardingAgreement, grant=grant, pk=number) if wanted != OWN else None
    try:
        added = money_acts.charge_all(
            grant=grant, agreement=agreement, months=proofs.not_charged(grant, agreement), by=user
        )
    except KimError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(n)s months are taken over.") % {"n": added})
    return redirect("money:months", pk)


@require_POST
def months_release(request: HttpRequest, pk: int, post: int, user: int) -> HttpResponse:
    """The months of a person on a post are no longer paid by this grant."""
    keeper_ = keeper(request)
    grant = access.grant_for(keeper_, pk, to_manage=True)
    for row in ChargedMonth.objects.filter(grant=grant, post_id=post, user_id=user):
        money_acts.release(row=row, by=keeper_)
    messages.success(request, _("These months are no longer paid by this grant."))
    return redirect("money:months", pk)
