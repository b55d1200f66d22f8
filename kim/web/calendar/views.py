"""The calendar file, without a sign-in, and the settings page of its address."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from kim.casework.public import access, calendar_feed, calendar_feeds
from kim.organisation.public import Permission, User
from kim.privacy.public import Scope, open_scope, widen
from kim.web.calendar import limits
from kim.web.middleware import public
from kim.web.settings.views import tabs

TYPE = "text/calendar; charset=utf-8"


@public
@require_safe
@sensitive_variables("token")
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Time, reference and kind of place of one person's appointments; whoever has the address reads it, nobody else."""
    if limits.has_missed_too_often(request):
        return _later()
    user_id = calendar_feeds.opened(token)
    user = User.objects.filter(pk=user_id, is_active=True).first() if user_id else None
    if user is None or not user.has(Permission.CASE_WORK):
        limits.note_miss(request)
        raise Http404
    if limits.reads_too_often(user.pk):
        return _later()
    return _file(user)


def _file(user: User) -> HttpResponse:
    """Written in a scope of its own: that person's, as on any page of theirs, whoever is signed in in this browser."""
    with open_scope(Scope(name="calendar", user_id=user.pk)):
        widen(access.scope_with_grants(user, name="calendar"))
        slots = calendar_feed.slots_of(user)
    with translation.override(user.language or settings.LANGUAGE_CODE):
        content = calendar_feed.file_of(slots, host=_host())
    response = HttpResponse(content, content_type=TYPE)
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = 'inline; filename="kim.ics"'
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _host() -> str:
    return settings.KIM_ADDRESS.split("//", 1)[-1].split("/", 1)[0].split(":", 1)[0] or "kim"


def _later() -> HttpResponse:
    return HttpResponse(status=429, headers={"Retry-After": str(limits.MISS_SECONDS), "Cache-Control": "no-store"})


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_settings(request: HttpRequest) -> HttpResponse:
    """Make the address, make it anew, take it back. It is shown once, right after it was made."""
    user: User = request.user  # type: ignore[assignment]
    address = ""
    if request.method == "POST":
        if request.POST.get("act") == "revoke":
            calendar_feeds.revoke(by=user)
            messages.success(request, _("The address is taken back. Calendars that read it get nothing more."))
            return redirect("calendar:settings")
        token = calendar_feeds.make(by=user)
        address = settings.KIM_ADDRESS.rstrip("/") + reverse("calendar:feed", args=[token])
    context = {
        "tabs": tabs("calendar:settings"), "feed": calendar_feeds.own(user), "address": address,
        "has_appointments": user.has(Permission.CASE_WORK),
    }  # fmt: skip
    return render(request, "calendar/settings.html", context)
