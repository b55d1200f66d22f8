"""Pages for when something is wrong: they say what happened and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is older than the session: sign in again, the browser has kept the text."""
    context = {"title": _("This form is too old"), "text": _("You were signed out in the meantime. Sign in again; what you typed is still in the form when you go back.")}
    return render(request, "403.html", context, status=403)


def database_away(request: HttpRequest) -> HttpResponse:
    """Without the database nothing can be looked up, so this page asks it for nothing."""
    page = render_to_string("503.html", {"LANGUAGE_CODE": getattr(request, "LANGUAGE_CODE", "de")})
    response = HttpResponse(page, status=503)
    response["Retry-After"] = "10"
    return response
