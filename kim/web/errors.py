"""Pages for when something is wrong: they say what happened and what to do."""

import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from kim.casework.public import exceptions


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What arrived cannot be read, or is larger than any form of KIM."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return HttpResponse(_plain(request, "413.html", back=_back(request)), status=413)
    return HttpResponse(_plain(request, "400.html", back=_back(request)), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """They may know of it, but not do this; of a case, its head says whom to ask. Below a head of others is nothing: 404."""
    if not isinstance(exception, exceptions.OnlyTheHead):
        return render(request, "403.html", {"case_url": ""}, status=403)
    case_url = reverse("casework:case_detail", args=[exception.case_id])
    if isinstance(exception, exceptions.OnlyReading):
        return render(request, "403.html", {"case_url": case_url}, status=403)
    said = {
        "title": _("Of this case you see the head only"),
        "text": _(
            "What lies in it is read by the person responsible and their deputy. The page of the case says whom to ask."
        ),
    }
    return render(request, "403.html", {"case_url": case_url} | said, status=404)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing is here, or nothing they may know of."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours. The transaction may be broken, so this page asks the database for nothing."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return database_away(request)
    return HttpResponse(_plain(request, "500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is older than the sign-in: opened anew it has the text that the browser has kept."""
    return render(request, "start/too_old.html", {"back": _back(request)}, status=403)


def _back(request: HttpRequest) -> str:
    """The page somebody came from, if it is one of ours."""
    try:
        before, host = request.headers.get("Referer", ""), request.get_host()
    except DisallowedHost:
        return ""
    known = url_has_allowed_host_and_scheme(before, {host}, require_https=request.is_secure())
    return urlsplit(before)._replace(scheme="", netloc="").geturl() if known and before else ""


def database_away(request: HttpRequest) -> HttpResponse:
    """Without the database nothing can be looked up, so this page asks it for nothing."""
    response = HttpResponse(_plain(request, "503.html"), status=503)
    response["Retry-After"] = "10"
    return response


def _plain(request: HttpRequest, template: str, **more: str) -> str:
    language = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    return render_to_string(template, {"LANGUAGE_CODE": language} | more)
