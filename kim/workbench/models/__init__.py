"""The tables of the workbench, one family a file."""

from kim.workbench.models.draft import Draft
from kim.workbench.models.imports import (
    ImportFile,
    ImportMapping,
    ImportRow,
    ImportRun,
    ImportState,
    RowAct,
    RowState,
)
from kim.workbench.models.letter_template import LetterTemplate, Purpose
from kim.workbench.models.notice import MailState, Notice, NoticePreference
from kim.workbench.models.saved_view import ListChoice, SavedView
from kim.workbench.models.submission import Submission

__all__ = [
    "Draft",
    "ImportFile",
    "ImportMapping",
    "ImportRow",
    "ImportRun",
    "ImportState",
    "LetterTemplate",
    "ListChoice",
    "MailState",
    "Notice",
    "NoticePreference",
    "Purpose",
    "RowAct",
    "RowState",
    "SavedView",
    "Submission",
]
