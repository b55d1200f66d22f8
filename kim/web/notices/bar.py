"""What the bar says on every page: how many notices wait, and to administrators whether mail goes out."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kim.organisation.public import Permission
from kim.workbench.public import MailState, mail, notices

CAP = 99


def waiting_for(request: HttpRequest) -> dict[str, Any]:
    """One query for everybody, one more for administrators; both only if the page asks."""
    return {
        "bell": SimpleLazyObject(lambda: _unread(request)),
        "bell_count": SimpleLazyObject(lambda: _capped(_unread(request))),
        "mail_is_down": SimpleLazyObject(lambda: _mail_is_down(request)),
    }


def _unread(request: HttpRequest) -> int:
    if not hasattr(request, "_kim_unread"):
        user = getattr(request, "user", None)
        signed_in = user is not None and user.is_authenticated
        request._kim_unread = notices.count_unread(user, cap=CAP) if signed_in else 0  # type: ignore[attr-defined, arg-type]
    return int(request._kim_unread)  # type: ignore[attr-defined]


def _capped(number: int) -> str:
    return "" if not number else f"{CAP}+" if number > CAP else str(number)


def _mail_is_down(request: HttpRequest) -> bool:
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.has(Permission.COUNTY_MANAGE):
        return False
    return mail.is_down(MailState.objects.filter(id=1).first())
