"""What the frame says to the scripts that keep texts and watch over the session."""

from django import template
from django.conf import settings

from kim.workbench.public import drafts

register = template.Library()


@register.simple_tag
def idle_seconds() -> int:
    """How long a session lives without work."""
    return int(settings.SESSION_COOKIE_AGE)


@register.simple_tag
def longest_draft() -> int:
    """How many characters a draft may have."""
    return drafts.LONGEST
