"""What other rooms may use of the workbench."""

from kim.workbench.actions import drafts, saved_views, submissions
from kim.workbench.models import Draft, ListChoice, SavedView, Submission

__all__ = [
    "Draft",
    "ListChoice",
    "SavedView",
    "Submission",
    "drafts",
    "saved_views",
    "submissions",
]
