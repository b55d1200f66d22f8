"""Papers of the bodies, in German: agenda, minutes, decisions of a year, extract for an agency."""

from kim.steering.papers.agenda import agenda_paper
from kim.steering.papers.decisions import concerning, decision_paper, extract_paper, year_paper
from kim.steering.papers.minutes import minutes_paper
from kim.steering.papers.shared import numbered, result_of

__all__ = [
    "agenda_paper",
    "concerning",
    "decision_paper",
    "extract_paper",
    "minutes_paper",
    "numbered",
    "result_of",
    "year_paper",
]
