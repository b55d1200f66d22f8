"""The kinds of notices: what each says in general words, how much it matters, and where it goes by itself.

The sentence names nobody. It is all that a mail ever says; the page adds what the reader may see.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """When a mail mentions a notice."""

    AT_ONCE = "at_once", _("at once")
    DIGEST = "digest", _("in the digest")
    NEVER = "never", _("no mail")


@dataclass(frozen=True)
class Kind:
    """One kind of notice."""

    key: str
    sentence: Any
    about: Any  # what the settings call it
    default: Channel
    important: bool = False  # a mail there is, at once or in the digest
    deputies: bool = True  # whoever stands in is told as well
    in_inbox: bool = True
    by_mail: bool = True

    @property
    def channels(self) -> list[Channel]:
        """What somebody may choose for this kind."""
        if not self.by_mail:
            return [Channel.NEVER]
        channels = [] if not self.in_inbox else [Channel.AT_ONCE]
        return [*channels, Channel.DIGEST, *([] if self.important else [Channel.NEVER])]


_ALL = (
    Kind(
        "case_received", _("A case was handed over to you."), _("A case is handed over to me"),
        Channel.AT_ONCE, important=True,
    ),
    Kind(
        "case_given_away", _("A case of yours was handed over to somebody else."), _("A case of mine is handed over"),
        Channel.AT_ONCE,
    ),
    Kind("enquiry_proposed", _("An enquiry is proposed to you."), _("An enquiry is proposed to me"), Channel.AT_ONCE),
    Kind("referral_answered", _("A referral was answered."), _("A referral is answered"), Channel.AT_ONCE),
    Kind(
        "referral_overdue", _("The answer to a referral is overdue."), _("The answer to a referral is overdue"),
        Channel.DIGEST,
    ),
    Kind(
        "follow_up_due", _("Follow-ups are due today."), _("Follow-ups are due"),
        Channel.DIGEST, in_inbox=False,
    ),
    Kind(
        "appointment_mail_refused", _("The mailbox of a person refuses the e-mail about an appointment."),
        _("An e-mail about an appointment cannot be delivered"), Channel.AT_ONCE,
    ),
    Kind("review_due", _("A review is due."), _("A review is due"), Channel.DIGEST),
    Kind("consent_ends", _("A consent ends within two weeks."), _("A consent ends soon"), Channel.DIGEST),
    Kind(
        "confirmation_asked", _("You are asked to confirm something as the second person."),
        _("I am asked as the second person"), Channel.AT_ONCE, important=True,
    ),
    Kind(
        "confirmation_given", _("A second person has confirmed what you proposed."),
        _("What I proposed is confirmed"), Channel.DIGEST,
    ),
    Kind(
        "confirmation_sent_back", _("A second person has sent back what you proposed."),
        _("What I proposed is sent back"), Channel.AT_ONCE,
    ),
    Kind(
        "deputy_begins", _("You will stand in for a colleague."), _("I am about to stand in for somebody"),
        Channel.AT_ONCE, important=True, deputies=False,
    ),
    Kind(
        "deputy_ends", _("Your time standing in for a colleague is ending."), _("My time of standing in is ending"),
        Channel.DIGEST, deputies=False,
    ),
    Kind(
        "absence_recorded", _("Somebody recorded an absence for you."), _("Somebody records an absence for me"),
        Channel.AT_ONCE, important=True, deputies=False,
    ),
    Kind(
        "role_changed", _("Your role in KIM has changed."), _("My role changes"),
        Channel.AT_ONCE, important=True, deputies=False,
    ),
    Kind(
        "role_ends", _("Your role in KIM is ending soon."), _("My role is ending soon"),
        Channel.DIGEST, important=True, deputies=False,
    ),
    Kind(
        "import_finished", _("An import has finished."), _("An import of mine has finished"),
        Channel.DIGEST, deputies=False,
    ),
    Kind(
        "import_failed", _("An import has failed."), _("An import of mine has failed"),
        Channel.AT_ONCE, deputies=False,
    ),
    Kind(
        "feedback", _("There is feedback on an observation of yours."), _("There is feedback on what I observed"),
        Channel.DIGEST, deputies=False,
    ),
    Kind(
        "order_given", _("You look after a new work order."), _("A work order is given to me"), Channel.AT_ONCE,
        deputies=False,
    ),
    Kind(
        "order_due", _("A work order of yours is due soon or today."), _("A work order of mine becomes due"),
        Channel.DIGEST,
    ),
    Kind("order_late", _("A work order of yours is overdue."), _("A work order of mine is overdue"), Channel.DIGEST),
    Kind(
        "order_escalated", _("A decision of your body is not implemented in time."),
        _("A decision of a body that I chair is not implemented in time"), Channel.AT_ONCE,
    ),
    Kind(
        "point_due", _("An open point of yours is due soon or today."), _("An open point of mine becomes due"),
        Channel.DIGEST,
    ),
    Kind("point_late", _("An open point is overdue."), _("An open point of mine or of my body is overdue"), Channel.DIGEST),
    Kind(
        "agreement_due", _("An agreement of your body is to be looked at again."),
        _("An agreement of a body that I chair is to be looked at again"), Channel.DIGEST,
    ),
    Kind(
        "grant_due", _("A step in a funding file is due soon or today."), _("A step in a funding file becomes due"),
        Channel.DIGEST,
    ),
    Kind("grant_late", _("A step in a funding file is overdue."), _("A step in a funding file is overdue"), Channel.DIGEST),
    Kind(
        "application_document_late", _("A document for an application is overdue."),
        _("A document for a naturalisation application is overdue"), Channel.DIGEST,
    ),
    Kind(
        "application_answer_late", _("Another office has not answered about an application in time."),
        _("Another office does not answer about a naturalisation application in time"), Channel.DIGEST,
    ),
    Kind(
        "application_three_months", _("Three months without a decision on an application are nearly over (§ 75 VwGO)."),
        _("Three months without a decision on a naturalisation application are nearly over"), Channel.DIGEST,
    ),
    Kind(
        "application_joined", _("A child has joined an application, handed over from advice."),
        _("A child joins a naturalisation application"), Channel.DIGEST,
    ),
    Kind(
        "application_appointment", _("An appointment about an application is coming up."),
        _("An appointment about a naturalisation application is coming up"), Channel.DIGEST,
    ),
    Kind(
        "mail_down", _("KIM cannot send mail."), _("KIM cannot send mail"),
        Channel.NEVER, deputies=False, by_mail=False,
    ),
)  # fmt: skip
KINDS: dict[str, Kind] = {kind.key: kind for kind in _ALL}
IN_INBOX = [kind.key for kind in _ALL if kind.in_inbox]
