"""The loop's state as a paper: the picture, and its figures stage by stage."""

from collections.abc import Sequence

from django.utils import translation

from kim.documents import Chart, Column, Paragraph, Report, Table
from kim.steering.loop import Stage
from kim.steering.papers.shared import report

TITLE = "Der Kreislauf: was wo wartet"
COLUMNS = (
    Column("Station", width=2.4),
    Column("Wartet", width=1.2),
    Column("Tage, Mitte", width=1.3),
    Column("Tage, längstens", width=1.5),
    Column("Zu lange", width=1.2),
    Column("Dauer im letzten Jahr", width=2),
)


def loop_paper(stages: Sequence[Stage], picture: bytes) -> Report:
    """In German, whoever looks."""
    with translation.override("de"):
        rows = tuple(_row(each) for each in stages)
        words = ", ".join(f"{each.label}: {_told(each.number)}" for each in stages)
    notes = (
        "„Zu lange“: Hinweise und Themen nach 30 Tagen, Vorschläge nach 60, Beschlüsse ohne Auftrag nach 14, Aufträge "
        "nach ihrer Frist, Wirkungen nach 90, Beschlüsse ohne Rückmeldung nach 30 Tagen. Die Dauer im letzten Jahr ist die "
        "Mitte der Tage, die Themen an der Station blieben. Weniger als fünf Beobachtungen werden nicht genannt."
    )
    drawn = Chart(picture, description=f"Stationen des Kreislaufs mit dem, was dort wartet. {words}")
    return report(None, TITLE, (drawn, Table("", COLUMNS, rows), Paragraph(notes)))


def _row(stage: Stage) -> tuple[str, ...]:
    if stage.number is None:
        return (stage.label, "unter 5", "", "", "", "")
    figures = (stage.median, stage.longest, stage.late)
    took = f"{stage.took} Tage" if stage.took is not None else ""
    return (stage.label, str(stage.number), *(str(each) if each is not None else "–" for each in figures), took)


def _told(number: int | None) -> str:
    return "unter 5" if number is None else str(number)
