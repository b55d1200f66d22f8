"""What other rooms may use of the workbench."""

from kim.workbench import demo_import, import_kit, importing, letter_fields
from kim.workbench.actions import drafts, import_steps, imports, letter_templates, notices, saved_views, submissions
from kim.workbench.import_errors import FileUnreadable, ImportFault
from kim.workbench.kinds import IN_INBOX, KINDS, Channel, Kind
from kim.workbench.mail import rounds as mail
from kim.workbench.mail.parcels import REFUSAL_PAUSES
from kim.workbench.mail.post import MAIL_ERRORS, MailboxRefuses, MailDown, Post
from kim.workbench.mail.timing import DIGEST_AT, in_the_morning
from kim.workbench.models import (
    Draft,
    ImportRow,
    ImportRun,
    ImportState,
    LetterTemplate,
    ListChoice,
    MailState,
    Notice,
    NoticePreference,
    Purpose,
    RowAct,
    RowState,
    SavedView,
    Submission,
)

__all__ = [
    "DIGEST_AT",
    "IN_INBOX",
    "KINDS",
    "MAIL_ERRORS",
    "REFUSAL_PAUSES",
    "Channel",
    "Draft",
    "FileUnreadable",
    "ImportFault",
    "ImportRow",
    "ImportRun",
    "ImportState",
    "Kind",
    "LetterTemplate",
    "ListChoice",
    "MailDown",
    "MailState",
    "MailboxRefuses",
    "Notice",
    "NoticePreference",
    "Post",
    "Purpose",
    "RowAct",
    "RowState",
    "SavedView",
    "Submission",
    "demo_import",
    "drafts",
    "import_kit",
    "import_steps",
    "importing",
    "imports",
    "in_the_morning",
    "letter_fields",
    "letter_templates",
    "mail",
    "notices",
    "saved_views",
    "submissions",
]
