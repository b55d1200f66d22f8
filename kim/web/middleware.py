"""What every request passes: the language, the sign-in, the scope of its transaction."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.db import Error, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import translation

from kim.casework.public import access
from kim.organisation.public import words_in_force
from kim.privacy.public import NOBODY, Scope, open_scope, widen

Answer = Callable[[HttpRequest], HttpResponse]
# Pages that need nobody signed in say so themselves with @public; these belong to libraries.
PUBLIC_NAMES = {"account_login", "account_logout", "set_language"}


def public(view: Callable) -> Callable:  # type: ignore[type-arg]
    """Mark a page that people may read without signing in."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def chosen_language(get_response: Answer) -> Answer:
    """The language of the person signed in, else of this browser (cookie), else the county's: German."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = _own_language(request) or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
            response = get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response.render()
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def _own_language(request: HttpRequest) -> str:
    """What somebody set for themselves; a database that is away is not noticed here but by the page itself."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    try:
        return getattr(request.user, "language", "")
    except Error:
        return ""


def words_of_the_county(get_response: Answer) -> Answer:
    """While a request runs, labels are answered with the county's own words."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with words_in_force():
            response = get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response.render()
        return response

    return middleware


def nothing_is_kept(get_response: Answer) -> Answer:
    """No browser and no proxy keeps an answer: on a shared desk the next person's back button shows nothing.

    Static files are answered before; a public page without personal data may say itself how long it is kept.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        view = request.resolver_match.func if request.resolver_match else None
        says_itself = getattr(view, "is_public", False) and response.has_header("Cache-Control")
        if not says_itself and "no-store" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = "no-store, private"
        return response

    return middleware


def sign_in_is_the_rule(get_response: Answer) -> Answer:
    """Without a sign-in only public pages answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> HttpResponse | None:  # type: ignore[type-arg]
        if request.user.is_authenticated or getattr(view, "is_public", False):
            return None
        if request.resolver_match and request.resolver_match.view_name in PUBLIC_NAMES:
            return None
        if request.headers.get("HX-Request") or request.headers.get("X-Kim-Fetch"):
            return HttpResponse(status=401)
        back = request.get_full_path() if request.method == "GET" else request.headers.get("Referer", "")
        return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}")

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def acts_are_not_read(get_response: Answer) -> Answer:
    """An address that only takes a form, opened as a page, e.g. from the address bar: a page that says so."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 405 and request.method in ("GET", "HEAD") and not response.content:
            page = render(request, "405.html", status=405)
            page["Allow"] = response["Allow"]
            return page
        return response

    return middleware


def scope_of_the_request(get_response: Answer) -> Answer:
    """The whole view runs in one transaction in the scope of whoever is signed in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        signed_in = user.is_authenticated
        with open_scope(Scope(name="request", user_id=user.pk) if signed_in else NOBODY):
            if signed_in:
                widen(access.scope_with_grants(user))  # type: ignore[arg-type]
            response = get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response.render()
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    return middleware
