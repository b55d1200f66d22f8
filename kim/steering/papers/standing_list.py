"""What was decided and is not implemented, as a paper for the next agenda."""

from collections.abc import Iterable, Iterator

from django.utils import translation

from kim.documents import Column, Paragraph, Report, Table
from kim.organisation.public import Body
from kim.steering.papers.shared import Part, german_day, report
from kim.steering.unfinished import Unfinished

TITLE = "Beschlossen, aber nicht umgesetzt"
COLUMNS = (
    Column("Beschluss", width=2.3),
    Column("Auftrag", width=2.3),
    Column("Wer", width=1.7),
    Column("Warum er hier steht", width=3.2),
    Column("Letzter Bericht", width=2.3),
)


def standing_list_paper(body: Body | None, rows: Iterable[Unfinished]) -> Report:
    """The list in German, the oldest first."""
    with translation.override("de"):
        return report(body, TITLE, tuple(_parts(list(rows))))


def _parts(rows: list[Unfinished]) -> Iterator[Part]:
    if not rows:
        yield Paragraph("Alle Beschlüsse sind umgesetzt oder in der Frist.")
        return
    yield Paragraph("Das Älteste steht oben. Tage zählen ab der Frist, ohne Auftrag ab dem Beschluss.")
    yield Table("", COLUMNS, tuple(_row(each) for each in rows))


def _row(row: Unfinished) -> tuple[str, ...]:
    order, decision = row.order, row.decision
    what = order.what if order else "noch keiner"
    who = str(order.person or order.body or order.agency or order.unit) if order else ""
    since = f"Frist {german_day(order.due_on)}" if order else f"Beschluss vom {german_day(decision.decided_on)}"
    last = f"{german_day(row.last.reported_on)}: {row.last.text}" if row.last else "keiner"
    why = row.held_up_by or ("Warum es stillsteht, ist noch nicht gesagt." if order else "")
    waits = f"{row.why.label}: {since}, {row.days} {'Tag' if row.days == 1 else 'Tage'}."
    return (f"{decision.number} {decision.title}", what, who, f"{waits} {why}".strip(), last)
