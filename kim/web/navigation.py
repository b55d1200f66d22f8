"""The side navigation: what this person has to do with, and how much of it."""

from typing import Any

from django.http import HttpRequest


def navigation_for(request: HttpRequest) -> list[dict[str, Any]]:
    return []
