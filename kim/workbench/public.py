"""What other rooms may use of the workbench."""

from kim.workbench import letter_fields
from kim.workbench.actions import drafts, letter_templates, notices, saved_views, submissions
from kim.workbench.kinds import IN_INBOX, KINDS, Channel, Kind
from kim.workbench.mail import rounds as mail
from kim.workbench.mail.post import MAIL_ERRORS
from kim.workbench.mail.timing import DIGEST_AT, in_the_morning
from kim.workbench.models import (
    Draft,
    LetterTemplate,
    ListChoice,
    MailState,
    Notice,
    NoticePreference,
    SavedView,
    Submission,
)

__all__ = [
    "DIGEST_AT",
    "IN_INBOX",
    "KINDS",
    "MAIL_ERRORS",
    "Channel",
    "Draft",
    "Kind",
    "LetterTemplate",
    "ListChoice",
    "MailState",
    "Notice",
    "NoticePreference",
    "SavedView",
    "Submission",
    "drafts",
    "in_the_morning",
    "letter_fields",
    "letter_templates",
    "mail",
    "notices",
    "saved_views",
    "submissions",
]
