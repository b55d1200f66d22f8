"""The proof of use on paper and as a workbook, in German: it goes to the grant authority."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from kim.documents import Column, Head, Heading, Paragraph, Report, Table
from kim.organisation.public import County, logos
from kim.sheets.writing import About, Part, Value
from kim.sheets.writing import Head as SheetHead
from kim.staffing.amounts import in_words
from kim.staffing.models import ForwardingAgreement, FundingGrant, ProofOfUse
from kim.staffing.proofs import Figures
from kim.staffing.vacancy import months_of

Piece = Heading | Paragraph | Table


def euro(amount: str | Decimal | None) -> str:
    """1.026.000,00 €, less with a true minus sign; a dash where nothing is known."""
    if amount is None:
        return "–"
    return f"{in_words(Decimal(amount))} €"


def share(months: str) -> str:
    """0,2586; 1 without places."""
    return f"{Decimal(months).normalize():f}".replace(".", ",")


def day(iso: str) -> str:
    """31.12.2021"""
    return f"{date.fromisoformat(iso):%d.%m.%Y}"


def title_of(grant: FundingGrant, agreement: ForwardingAgreement | None) -> str:
    """What the proof is of."""
    of = f"{agreement.recipient}, {grant}" if agreement else str(grant)
    return _("Proof of use: %(of)s") % {"of": of}


def money_of(figures: Figures) -> Iterator[tuple[str, str, str | None]]:
    """Key, words and value of the figures about money, in the order in which one follows from the other."""
    said = {
        "person_months": _("Person-months paid"), "approved": pgettext("money", "Approved"), "cap": _("At most by person-months"),
        "spent": _("Spent"), "eligible": _("Eligible"), "own": _("Own share"), "received": _("Received"),
        "pay_back": _("To be paid back"), "still_due": _("Still due"), "exceeds": _("Spent above the approval"),
    }  # fmt: skip
    for key, words in said.items():
        if key in figures.money and (key != "exceeds" or Decimal(figures.money[key] or 0)):
            yield key, words, figures.money[key]


def money_rows(figures: Figures) -> list[tuple[str, str]]:
    """Words and the value as it is read."""
    return [
        (words, share(value or "0") if key == "person_months" else euro(value))
        for key, words, value in money_of(figures)
    ]


def paper(proof: ProofOfUse, figures: Figures) -> Report:
    """The proof as a paper."""
    with override("de"):
        county, logo = County.objects.first(), logos.county_logo()
        head = Head(
            county=county.name if county else "", unit="Kommunales Integrationsmanagement",
            colour=county.brand_colour if county else "", logo=logo.content if logo else None,
            logo_alt=logo.alt if logo else "",
        )  # fmt: skip
        period = _("%(first)s to %(last)s") % {"first": day(figures.first), "last": day(figures.last)}
        return Report(
            head=head, title=title_of(proof.grant, proof.agreement), subtitle=period, on=date.fromisoformat(figures.on),
            parts=tuple(_parts(proof, figures)),
        )  # fmt: skip


def _parts(proof: ProofOfUse, figures: Figures) -> Iterator[Piece]:
    grant = proof.grant
    facts = [(_("Authority"), grant.authority), (pgettext("grant", "Reference"), grant.reference)]
    yield Table("", (Column(_("What"), width=2), Column(_("Value"), width=3)), tuple(row for row in facts if row[1]))
    yield Heading(_("Money"))
    yield Table("", (Column(_("What"), width=3), Column(_("Amount"), "end", 2)), tuple(money_rows(figures)))
    if figures.handed_on:
        yield Heading(_("Forwarded"))
        yield from _handed_on(figures)
    yield Heading(_("Posts and people"))
    yield from _people(figures)
    yield Heading(_("Vacant times"))
    yield from _vacant(figures)
    yield Heading(_("Spending"))
    yield from _costs(figures)
    if proof.report:
        yield Heading(_("Report"))
        yield from (Paragraph(part) for part in proof.report.split("\n") if part.strip())


def _handed_on(figures: Figures) -> Iterator[Piece]:
    columns = (
        Column(_("Recipient"), width=2.4), Column(_("Person-months"), "end", 1.2), Column(_("Received"), "end", 1.6),
        Column(_("Spent"), "end", 1.6), Column(_("Eligible"), "end", 1.6), Column(_("To be paid back"), "end", 1.6),
    )  # fmt: skip
    rows = tuple(
        (row.recipient, share(row.person_months), euro(row.received), euro(row.spent), euro(row.eligible), euro(row.pay_back))
        for row in figures.handed_on
    )  # fmt: skip
    *_name, months, received, spent, eligible, back = _handed_on_sheet(figures).total
    total = ("", share(str(months)), *(euro(str(each)) for each in (received, spent, eligible, back)))
    yield Table("", columns, rows, total)


def _people(figures: Figures) -> Iterator[Piece]:
    if not figures.people:
        yield Paragraph(_("No person-months are paid."))
        return
    columns = (
        Column(pgettext("post", "Post"), width=3), Column(_("Held by"), width=2), Column(_("Months"), width=2),
        Column(_("Person-months"), "end", 1.2),
    )  # fmt: skip
    rows = tuple((row.post, row.who, _span(row.months), share(row.total)) for row in figures.people)
    together = sum((Decimal(row.total) for row in figures.people), Decimal(0))
    yield Table("", columns, rows, ("", "", "", share(str(together))))


def _span(months: dict[str, str]) -> str:
    first, last = min(months), max(months)
    return f"{first[5:]}/{first[:4]} – {last[5:]}/{last[:4]}"


def _vacant(figures: Figures) -> Iterator[Piece]:
    if not figures.vacant:
        yield Paragraph(_("Every post was held on every day."))
        return
    columns = (
        Column(pgettext("post", "Post"), width=3), Column(_("Vacant from"), width=1.3), Column(_("Vacant until"), width=1.3),
        Column(_("Share"), "end", 0.8), Column(_("Person-months"), "end", 1.2),
    )  # fmt: skip
    rows = tuple((row.post, day(row.first), day(row.last), share(row.fte), share(row.months)) for row in figures.vacant)
    together = sum((Decimal(row.months) for row in figures.vacant), Decimal(0))
    yield Table("", columns, rows, ("", "", "", "", share(str(together))))


def _costs(figures: Figures) -> Iterator[Piece]:
    columns = (
        Column(_("Time"), width=2), Column(_("What for"), width=2.6), Column(_("Voucher"), width=1.2),
        Column(_("Amount"), "end", 1.5),
    )  # fmt: skip
    rows = tuple(
        (f"{day(row.first)} – {day(row.last)}", " · ".join(filter(None, (row.text, row.post))), row.voucher, euro(row.amount))
        for row in figures.costs
    )  # fmt: skip
    yield Table("", columns, rows, ("", "", "", euro(sum((Decimal(row.amount) for row in figures.costs), Decimal(0)))))


def workbook(proof: ProofOfUse, figures: Figures) -> tuple[list[Part], About]:
    """The proof as sheets: amounts and person-months as numbers, months side by side."""
    with override("de"):
        amounts: list[list[Value]] = [
            [words, None if value is None else Decimal(value)] for _key, words, value in money_of(figures)
        ]
        title = title_of(proof.grant, proof.agreement)
        lines = [
            (_("Title"), title), (_("Authority"), proof.grant.authority), (pgettext("grant", "Reference"), proof.grant.reference),
            (_("Period"), f"{day(figures.first)} – {day(figures.last)}"), (_("As of"), day(figures.on)), (_("Report"), proof.report),
        ]  # fmt: skip
        handed_on = [_handed_on_sheet(figures)] if figures.handed_on else []
        return [
            Part(_("Money"), [SheetHead(_("What"), 32), SheetHead(_("Amount"), 18)], amounts), *handed_on,
            _people_sheet(figures), _vacant_sheet(figures), _costs_sheet(figures),
        ], About(title, _("About"), lines)  # fmt: skip


def _handed_on_sheet(figures: Figures) -> Part:
    heads = [
        SheetHead(_("Recipient"), 32), SheetHead(_("Person-months"), 14), SheetHead(_("Received"), 16), SheetHead(_("Spent"), 16),
        SheetHead(_("Eligible"), 16), SheetHead(_("To be paid back"), 18),
    ]  # fmt: skip
    rows: list[list[Value]] = [
        [row.recipient, *map(Decimal, (row.person_months, row.received, row.spent, row.eligible, row.pay_back))]
        for row in figures.handed_on
    ]
    return Part(_("Forwarded"), heads, rows, _together(rows, 5))


def _together(rows: list[list[Value]], figures: int) -> list[Value]:
    """The row below: the word, and what each of the last columns comes to."""
    if not rows:
        return []
    first = len(rows[0]) - figures
    columns = zip(*(row[first:] for row in rows), strict=True)
    sums = [sum((cell for cell in column if isinstance(cell, Decimal)), Decimal(0)) for column in columns]
    return [_("Together"), *[None] * (first - 1), *sums]


def _people_sheet(figures: Figures) -> Part:
    months = [
        f"{month:%Y-%m}" for month in months_of(date.fromisoformat(figures.first), date.fromisoformat(figures.last))
    ]
    heads = [SheetHead(pgettext("post", "Post"), 40), SheetHead(_("Held by"), 24)]
    heads += [SheetHead(f"{month[5:]}/{month[:4]}", 9) for month in months] + [SheetHead(_("Person-months"), 14)]
    rows: list[list[Value]] = [
        [row.post, row.who, *(Decimal(row.months[m]) if m in row.months else None for m in months), Decimal(row.total)]
        for row in figures.people
    ]
    return Part(_("Posts and people"), heads, rows, _together(rows, len(months) + 1))


def _vacant_sheet(figures: Figures) -> Part:
    heads = [
        SheetHead(pgettext("post", "Post"), 40), SheetHead(_("Vacant from"), 14), SheetHead(_("Vacant until"), 14),
        SheetHead(_("Share"), 10), SheetHead(_("Person-months"), 14),
    ]  # fmt: skip
    rows: list[list[Value]] = [
        [row.post, date.fromisoformat(row.first), date.fromisoformat(row.last), Decimal(row.fte), Decimal(row.months)]
        for row in figures.vacant
    ]
    return Part(_("Vacant times"), heads, rows, _together(rows, 1))


def _costs_sheet(figures: Figures) -> Part:
    heads = [
        SheetHead(_("From"), 14), SheetHead(pgettext("day", "To"), 14), SheetHead(_("What for"), 40),
        SheetHead(pgettext("post", "Post"), 40), SheetHead(_("Who spends"), 24), SheetHead(_("Voucher"), 16), SheetHead(_("Amount"), 16),
    ]  # fmt: skip
    rows: list[list[Value]] = [
        [
            date.fromisoformat(row.first), date.fromisoformat(row.last), row.text, row.post, row.who or _("Own posts"), row.voucher,
            Decimal(row.amount),
        ]
        for row in figures.costs
    ]  # fmt: skip
    return Part(_("Spending"), heads, rows, _together(rows, 1))
