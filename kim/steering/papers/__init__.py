"""Papers of the bodies, in German: agenda, minutes, decisions of a year, extract for an agency."""

from kim.steering.papers.agenda import agenda_paper
from kim.steering.papers.decisions import decision_paper, extract_paper, year_paper
from kim.steering.papers.minutes import minutes_paper

__all__ = ["agenda_paper", "decision_paper", "extract_paper", "minutes_paper", "year_paper"]
