"""Light or dark and the language: with the account, and as cookies of this browser for the sign-in page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "kim_theme"
A_YEAR = 365 * 24 * 60 * 60


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Remember light or dark; anything else means: as the system does."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    keep_theme(request, response, request.POST.get("theme", ""))
    return response


set_theme.is_public = True  # type: ignore[attr-defined]  # whoever signs in may want it dark already


def keep_theme(request: HttpRequest, response: HttpResponse, theme: str) -> None:
    """The theme for this browser's sign-in page."""
    if theme in {"light", "dark"}:
        response.set_cookie(COOKIE, theme, A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    else:
        response.delete_cookie(COOKIE, samesite="Lax")


def keep_language(request: HttpRequest, response: HttpResponse, language: str) -> None:
    """The language for this browser's sign-in page."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
    )
