"""The inbox, and the page about mail for whoever looks after the installation."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Case, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from kim.organisation.public import Permission, User
from kim.privacy.public import audit, reading
from kim.steering.public import mail as meeting_mail
from kim.web.keyset import Page, keyset_page
from kim.web.notices.telling import Told, tell_all, tell_one
from kim.web.wording import near_day
from kim.workbench.public import IN_INBOX, KINDS, MAIL_ERRORS, MailState, Notice, mail, notices

SIZE = 30


def own_notices(user: User) -> Any:
    """What stands in this person's inbox."""
    return Notice.objects.filter(recipient=user, kind__in=IN_INBOX)


@require_safe
@reading
def inbox(request: HttpRequest) -> HttpResponse:
    """Everything KIM told this person: what is unread first, then by day."""
    user: User = request.user  # type: ignore[assignment]
    kind = request.GET.get("kind", "")
    kind = kind if kind in IN_INBOX else ""
    rows = own_notices(user).select_related("stands_in_for")
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.annotate(
        was_read=Case(When(read_at=None, then=Value(False)), default=Value(True), output_field=BooleanField())
    )
    page = keyset_page(rows, request.GET, order=("was_read", "-created_at", "-pk"), size=SIZE)
    context = {
        "groups": grouped(tell_all(user, page.rows)), "page": page, "kind": kind, "chips": _chips(user, kind),
        "pager": _pager_text(page), "unread": sum(1 for row in page.rows if row.read_at is None),
        "before": _mark("before", page.before, kind), "after": _mark("after", page.after, kind),
    }  # fmt: skip
    return render(request, "notices/inbox.html", context)


def grouped(told: Sequence[Told]) -> list[dict[str, Any]]:
    """Unread ones and read ones, each by the day on which they were told."""
    groups: list[dict[str, Any]] = []
    for entry in told:
        unread = entry.notice.read_at is None
        day = timezone.localdate(entry.notice.created_at)
        if not groups or groups[-1]["unread"] is not unread:
            groups.append({"unread": unread, "days": []})
        days = groups[-1]["days"]
        if not days or days[-1]["day"] != day:
            days.append({"day": day, "name": near_day(day), "rows": []})
        days[-1]["rows"].append(entry)
    return groups


def _chips(user: User, kind: str) -> list[dict[str, Any]]:
    """A filter for each kind this person has notices of."""
    present = set(own_notices(user).order_by().values_list("kind", flat=True).distinct())
    here = reverse("notices:inbox")
    return [
        {"label": KINDS[key].about, "on": key == kind, "url": here if key == kind else f"{here}?kind={key}"}
        for key in IN_INBOX
        if key in present or key == kind
    ]


def _pager_text(page: Page) -> str:
    if not page.rows:
        return ""
    values = {"first": page.first, "last": page.last, "total": "1.000+" if page.capped else page.total}
    return _("%(first)s to %(last)s of %(total)s") % values


def _mark(name: str, mark: str, kind: str) -> str:
    return f"?{name}={mark}" + (f"&kind={kind}" if kind else "") if mark else ""


def notice_for(user: User, pk: int) -> Notice:
    """One's own notice; anybody else's is unknown."""
    try:
        return get_object_or_404(own_notices(user).select_related("stands_in_for"), pk=pk)
    except OverflowError as error:
        raise Http404 from error


@require_safe
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Go where the notice points, and know it as read."""
    user: User = request.user  # type: ignore[assignment]
    notice = notice_for(user, pk)
    told = tell_one(user, notice)
    notices.mark_read(notice=notice, by=user)
    return redirect(told.url or "notices:inbox")


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Know one notice as read and stay."""
    user: User = request.user  # type: ignore[assignment]
    notices.mark_read(notice=notice_for(user, pk), by=user)
    return redirect("notices:inbox")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Know everything as read, or everything of one kind."""
    kind = request.POST.get("kind", "")
    kind = kind if kind in IN_INBOX else ""
    number = notices.mark_all_read(by=request.user, kind=kind)  # type: ignore[arg-type]
    messages.success(
        request,
        ngettext("%(number)s notice is read now.", "%(number)s notices are read now.", number) % {"number": number},
    )
    return redirect(reverse("notices:inbox") + (f"?kind={kind}" if kind else ""))


def must_look_after_mail(user: Any) -> None:
    """Administrators."""
    if not user.has(Permission.COUNTY_MANAGE):
        raise PermissionDenied


@require_safe
@reading
def mail_state(request: HttpRequest) -> HttpResponse:
    """Whether mail goes out, since when not, why, and how much waits."""
    must_look_after_mail(request.user)
    state = MailState.objects.filter(id=1).first()
    waiting, refusing = mail.figures()
    letters, refused = meeting_mail.figures()
    context = {
        "state": state, "down": mail.is_down(state), "way": settings.KIM_MAIL_WAY, "refusing": refusing,
        "letters": "1.000+" if letters > 1000 else letters, "refused": refused,
        "waiting": "1.000+" if waiting > 1000 else waiting, "sender": settings.DEFAULT_FROM_EMAIL,
        "server": f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}", "folder": settings.EMAIL_FILE_PATH,
        "error": MAIL_ERRORS.get(state.last_error, "") if state else "", "own_address": request.user.email,  # type: ignore[union-attr]
    }  # fmt: skip
    return render(request, "notices/mail.html", context)


@require_POST
def mail_trial(request: HttpRequest) -> HttpResponse:
    """Send a mail to oneself now; says whether it was taken."""
    must_look_after_mail(request.user)
    user: User = request.user  # type: ignore[assignment]
    if settings.KIM_MAIL_WAY == "off":
        messages.error(request, _("No mail server is set up. Operations says how."))
    elif not user.email:
        messages.error(request, _("Your account has no e-mail address. Enter one under Staff."))
    else:
        _report(request, mail.send_trial(user))
    audit.record("mail.tried")
    return redirect("notices:mail")


def _report(request: HttpRequest, wrong: str) -> None:
    if not wrong:
        messages.success(request, _("The mail server took a trial mail for your address."))
    elif wrong == "mailbox":
        messages.error(request, _("The mail server works, but refuses mail for your address."))
    else:
        messages.error(request, str(MAIL_ERRORS[wrong]))
