"""One-click sign-in as an invented person: only in a database made by `kim demo`, never with production settings."""

from allauth.core import ratelimit
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from kim.organisation.public import User
from kim.web.middleware import public
from kim.web.settings.start_pages import start_page_of
from kim.web.start.personas import PERSONAS, is_demo, personas_here

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@public
@require_safe
def personas(request: HttpRequest) -> HttpResponse:
    """Whom one can be in the demonstration."""
    listed = personas_here()
    if not listed:
        raise Http404
    return render(request, "start/personas.html", {"personas": listed, "redirect_field": ""})


@public
@require_POST
def persona(request: HttpRequest, username: str) -> HttpResponse:
    """Sign in as this persona and go on to the page asked for, if it is one of ours."""
    if username not in PERSONAS or not is_demo():
        raise Http404
    if not ratelimit.consume(request, action="login"):  # as many as signing in with a password
        return ratelimit.respond_429(request)
    user = User.objects.filter(username=username, synthetic=True, is_active=True).first()
    if user is None:
        raise Http404
    login(request, user, backend=BACKEND)
    target = request.POST.get("next", "")
    local = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if target and local else start_page_of(user))
