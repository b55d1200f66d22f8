"""KIM's addresses and one more: a page with nothing on it, the floor of every other page."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from kim.config.urls import *  # noqa: F403
from kim.config.urls import urlpatterns as pages

EMPTY = '{% extends "base.html" %}{% block title %}Empty{% endblock title %}{% block main %}{% endblock main %}'
_compiled = []


def empty(request: HttpRequest) -> HttpResponse:
    """The frame of every page: middleware, session, scope, navigation, and no content."""
    if not _compiled:
        _compiled.append(engines["django"].from_string(EMPTY))
    return HttpResponse(_compiled[0].render({"crumbs": []}, request))


urlpatterns = [path("bench/empty/", empty), *pages]
