"""The table of an apportionment on paper and as a sheet."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from kim.documents import Column, Head, Heading, Paragraph, Report, Table
from kim.organisation.public import County, logos
from kim.sheets.writing import About, Value
from kim.sheets.writing import Head as SheetHead
from kim.sheets.writing import Part as SheetPart
from kim.staffing import words
from kim.staffing.models import Apportionment

Part = Heading | Paragraph | Table


def paper(of: Apportionment) -> Report:
    """The table with its rule, the reasons and the decision, in German."""
    with override("de"):
        county, logo = County.objects.first(), logos.county_logo()
        head = Head(
            county=county.name if county else "", unit="Kommunales Integrationsmanagement",
            colour=county.brand_colour if county else "", logo=logo.content if logo else None,
            logo_alt=logo.alt if logo else "",
        )  # fmt: skip
        subtitle = ", ".join(part for part in (of.area, words.posts_of(of.posts), str(of.year)) if part)
        return Report(head=head, title=of.title, subtitle=subtitle, on=timezone.localdate(), parts=tuple(_parts(of)))


def _parts(of: Apportionment) -> Iterator[Part]:
    yield Table("", (Column(_("What"), width=1.4), Column(_("Value"), width=4)), tuple(facts(of)))
    yield Heading(_("Shares"))
    columns = (
        Column(_("Municipality"), width=2.6), Column(pgettext("apportionment", "Weight"), "end", 1.3),
        Column(_("By weight alone"), "end", 1.3), Column(_("Computed"), "end", 1.2), Column(_("Agreed"), "end", 1.2),
    )  # fmt: skip
    rows = tuple(
        (
            row.name, words.in_steps(row.weight, 4), words.in_steps(row.quota, 4), words.in_steps(row.computed, 4),
            words.in_steps(row.agreed),
        )
        for row in of.rows
    )  # fmt: skip
    computed, agreed = _sum(each.computed for each in of.rows), _sum(each.agreed for each in of.rows)
    yield Table("", columns, rows, ("", "", "", words.in_steps(computed), words.in_steps(agreed)))
    reasons = [(row.name, words.in_steps(row.deviation), row.reason) for row in of.rows if row.reason]
    if reasons:
        yield Heading(_("Why agreed shares are not the computed ones"))
        heads = (Column(_("Municipality"), width=2), Column(_("Deviation"), "end", 1), Column(_("Reason"), width=4))
        yield Table("", heads, tuple(reasons))
    if remarks := words.remarks(of):
        yield Heading(_("About the computation"))
        yield from (Paragraph(sentence) for sentence in remarks)


def _sum(figures: Iterable[Decimal | None]) -> Decimal | None:
    """What a column comes to, where every row has its figure."""
    rows = list(figures)
    return sum((row for row in rows if row is not None), Decimal(0)) if rows and None not in rows else None


def facts(of: Apportionment) -> Iterator[tuple[str, str]]:
    """Inputs, rule and decision as label and value."""
    yield str(_("Posts")), words.in_steps(of.posts)
    yield str(_("Weights")), of.weights
    yield str(_("Method")), of.get_method_display() if of.method else str(_("not published"))
    if of.step is not None and of.method != "exact":
        yield str(_("Step")), words.in_steps(of.step)
    if of.minimum:
        yield str(_("Minimum")), words.in_steps(of.minimum)
    if of.threshold:
        yield str(_("Threshold")), words.in_steps(of.threshold)
    if of.agreed_on and not of.area:
        yield str(_("Agreed on")), f"{of.agreed_on:%d.%m.%Y}"
    if of.is_decided:
        yield str(_("Decided by")), of.decided_by
        yield str(_("Decided on")), f"{of.decided_on:%d.%m.%Y}"
    if of.decision:
        yield str(_("Number of the decision")), of.decision
    if of.valid_from:
        yield str(_("Valid from")), f"{of.valid_from:%d.%m.%Y}"
    if of.source:
        yield str(_("Source")), of.source


def sheet(of: Apportionment) -> tuple[SheetPart, About]:
    """The table with what its columns come to, and what the sheet says about itself."""
    heads = [
        SheetHead(str(_("Key")), 12), SheetHead(str(_("Municipality")), 30), SheetHead(pgettext("apportionment", "Weight"), 12),
        SheetHead(str(_("By weight alone")), 14), SheetHead(str(_("Computed")), 12), SheetHead(str(_("Agreed")), 12),
        SheetHead(str(_("Deviation")), 12), SheetHead(str(_("Reason")), 60),
    ]  # fmt: skip
    rows: list[list[Value]] = [
        [row.key, row.name, row.weight, row.quota, row.computed, row.agreed, row.deviation, row.reason]
        for row in of.rows
    ]
    columns = (each.weight for each in of.rows), (each.computed for each in of.rows), (each.agreed for each in of.rows)
    weight, computed, agreed = map(_sum, columns)
    total: list[Value] = [_("Together"), None, weight, None, computed, agreed]
    about = About(of.title, str(_("About")), [(str(_("Title")), of.title), *facts(of)])
    return SheetPart(of.title, heads, rows, total), about
