"""Codes as words."""

from django import template

from kim.web.forms import language_name as named

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """Arabic for ar, in the language of the screen."""
    return named(code)
