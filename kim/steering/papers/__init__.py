"""Papers of the bodies, in German: agenda, minutes, decisions of a year, extract for an agency."""

from kim.steering.papers.agenda import agenda_paper
from kim.steering.papers.decisions import concerning, decision_paper, extract_paper, year_paper
from kim.steering.papers.loop import loop_paper
from kim.steering.papers.minutes import minutes_paper
from kim.steering.papers.shared import numbered, result_of
from kim.steering.papers.standing_list import standing_list_paper

__all__ = [
    "agenda_paper",
    "concerning",
    "decision_paper",
    "extract_paper",
    "loop_paper",
    "minutes_paper",
    "numbered",
    "result_of",
    "standing_list_paper",
    "year_paper",
]
