"""What other rooms may use of the workbench."""

from kim.workbench.actions import drafts, submissions
from kim.workbench.models import Draft, Submission

__all__ = [
    "Draft",
    "Submission",
    "drafts",
    "submissions",
]
