"""What other rooms may use of the workbench."""

from kim.workbench.actions import drafts, notices, saved_views, submissions
from kim.workbench.kinds import IN_INBOX, KINDS, Channel, Kind
from kim.workbench.mail import rounds as mail
from kim.workbench.mail.post import MAIL_ERRORS
from kim.workbench.mail.timing import DIGEST_AT, in_the_morning
from kim.workbench.models import Draft, ListChoice, MailState, Notice, NoticePreference, SavedView, Submission

__all__ = [
    "DIGEST_AT",
    "IN_INBOX",
    "KINDS",
    "MAIL_ERRORS",
    "Channel",
    "Draft",
    "Kind",
    "ListChoice",
    "MailState",
    "Notice",
    "NoticePreference",
    "SavedView",
    "Submission",
    "drafts",
    "in_the_morning",
    "mail",
    "notices",
    "saved_views",
    "submissions",
]
