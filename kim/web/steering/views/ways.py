"""Ways to pages of steering that stand elsewhere; a page that does not exist here has no link."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from kim.steering.public import Meeting


def way(name: str, *arguments: Any) -> str:
    """The address of this page, empty where there is none."""
    try:
        return reverse(f"steering:{name}", args=arguments)
    except NoReverseMatch:
        return ""


def crumb(label: Any, url: str = "") -> dict[str, str]:
    """One step of the way to a page."""
    return {"label": str(label), "url": url}


def meeting_crumbs(meeting: Meeting, *more: dict[str, str]) -> list[dict[str, str]]:
    """From the list of meetings to a page of this one."""
    first = crumb(_("Meetings"), way("meeting_list"))
    return [first, crumb(meeting.title, way("meeting_detail", meeting.pk)), *more]
