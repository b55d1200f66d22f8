"""What a view says when a form is saved, and how drafts are put into words."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kim.organisation.public import User
from kim.web.templatetags.kim import clock, near_day
from kim.workbench.public import Draft, drafts


def saved(request: HttpRequest, page: str) -> None:
    """The texts of this page are saved where they belong: their drafts go in the same transaction."""
    drafts.discard(by=_user(request), page=page)


def _user(request: HttpRequest) -> User:
    user: User = request.user  # type: ignore[assignment]
    return user


def when(at: datetime) -> str:
    """heute, 14:32"""
    return f"{near_day(at)}, {clock(at)}"


def in_words(draft: Draft) -> dict[str, Any]:
    """A draft as the script of the page takes it, with the sentences it may show."""
    time = when(draft.saved_at)
    return {
        "text": draft.text,
        "base": draft.base,
        "version": draft.version,
        "kept": _("saved as a draft, %(time)s") % {"time": clock(draft.saved_at)},
        "put_in": _("Draft of %(time)s, put in") % {"time": time},
        "newer": _("Draft of %(time)s. Since you began it, something else has been saved in this field.")
        % {"time": time},
        "elsewhere": _("In another window of yours, this was written here at %(time)s:")
        % {"time": clock(draft.saved_at)},
    }
