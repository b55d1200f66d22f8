"""Papers of the bodies, in German: agenda, proposal, minutes, decisions of a year, extract for an agency; as PDF and for Word."""

from kim.steering.papers import word
from kim.steering.papers.agenda import agenda_paper, minutes_over
from kim.steering.papers.decisions import concerning, decision_paper, extract_paper, year_paper
from kim.steering.papers.loop import loop_paper
from kim.steering.papers.minutes import minutes_paper
from kim.steering.papers.points import PointLine, point_lines
from kim.steering.papers.proposal import proposal_paper
from kim.steering.papers.shared import numbered, result_of
from kim.steering.papers.standing_list import standing_list_paper

__all__ = [
    "PointLine",
    "agenda_paper",
    "concerning",
    "decision_paper",
    "extract_paper",
    "loop_paper",
    "minutes_over",
    "minutes_paper",
    "numbered",
    "point_lines",
    "proposal_paper",
    "result_of",
    "standing_list_paper",
    "word",
    "year_paper",
]
