"""The tables of the workbench, one family a file."""

from kim.workbench.models.draft import Draft
from kim.workbench.models.notice import MailState, Notice, NoticePreference
from kim.workbench.models.submission import Submission

__all__ = [
    "Draft",
    "MailState",
    "Notice",
    "NoticePreference",
    "Submission",
]
