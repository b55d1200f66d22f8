"""Staying signed in while one writes: asking whether one still is, and signing in again within the page."""

from allauth.account.forms import LoginForm
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.decorators import rate_limit
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from kim.web.middleware import public


@require_safe
@never_cache
def state(request: HttpRequest) -> HttpResponse:
    """Who is signed in, with a fresh token for the forms of the page; asking counts as work. Nobody: 401."""
    return _who(request)


@public
@require_POST
@never_cache
@sensitive_post_parameters("password")
@rate_limit(action="login")
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Sign in without leaving the page: the form, the counters and the words of the sign-in page."""
    form = LoginForm(request.POST, request=request)
    if not form.is_valid():
        sentences = [str(fault) for faults in form.errors.values() for fault in faults]
        return JsonResponse({"said": " ".join(sentences)}, status=422)
    try:
        form.login(request)
    except ImmediateHttpResponse:  # e.g. the account has been closed
        return _nobody()
    return _who(request) if request.user.is_authenticated else _nobody()


def _who(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"user": str(request.user.pk), "token": get_token(request)})


def _nobody() -> HttpResponse:
    return JsonResponse({"said": _("You could not be signed in here. Sign in in a new tab.")}, status=422)
