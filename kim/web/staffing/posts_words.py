"""How posts are told on pages: shares, months, who is there from when to when."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kim.organisation.public import PostCatchment, PostEmployer, PostHolder, PostSupervision
from kim.staffing.public import posts, posts_states
from kim.web.templatetags.office import period_of
from kim.web.wording import grouped

Words = dict[str, Any]


def share(value: Any) -> str:
    """0,75 or 1, without zeros nobody needs."""
    text = grouped(value, 2)
    return text.rstrip("0").rstrip(",.") if "," in text or "." in text else text


def month_count(value: Fraction) -> str:
    """Person-months with two places; nothing for none."""
    return grouped(float(value), 2) if value else ""


def what_of(row: Any) -> str:
    """Whom or what a relation of a post names."""
    if isinstance(row, PostHolder):
        return f"{row.user} ({share(row.fte)})" if row.fte != row.post.fte else str(row.user)
    if isinstance(row, PostEmployer):
        return str(row.agency)
    if isinstance(row, PostSupervision):
        return str(row.unit)
    if isinstance(row, PostCatchment):
        return str(row.municipality)
    return ", ".join(str(part) for part in (row.municipality, row.agency) if part)


def kind_of(row: Any) -> tuple[str, str]:
    """What a relation is: its word, and its name where it can be taken back."""
    if isinstance(row, PostHolder):
        return pgettext("post", "Holder"), "holder"
    if isinstance(row, PostEmployer):
        return _("Employer"), "employer"
    if isinstance(row, PostSupervision):
        return (_("Professional supervision") if row.professional else _("Line supervision")), "supervision"
    if isinstance(row, PostCatchment):
        return _("Catchment"), ""
    return _("Place of work"), "workplace"


def in_year(rows: Iterable[Any], first: date, last: date) -> str:
    """Who or what it is in this year; with days where it changes within."""
    found = posts.during(rows, first, last)
    if len(found) < 2 and all((row.valid_from or first) <= first and (row.valid_to or last) >= last for row in found):
        return "; ".join(what_of(row) for row in found)
    return "; ".join(f"{what_of(row)} {_days(row, first, last)}".strip() for row in found)


def _days(row: Any, first: date, last: date) -> str:
    begins = row.valid_from if row.valid_from and row.valid_from > first else None
    ends = row.valid_to if row.valid_to and row.valid_to < last else None
    words = period_of(begins, ends)
    return f"({words})" if words else ""


def state_of(each: posts.OverTime) -> Words:
    """Held, or how far the search is; colour only where somebody has to act."""
    row = each.recruitment
    if not each.free_today and not (row and row.state != posts_states.RecruitingState.VACANT and each.vacant):
        return {"label": pgettext("post", "held") if each.held_today else "", "tone": ""}
    if row is None or row.state == posts_states.RecruitingState.VACANT:
        return {"label": pgettext("recruiting", "vacant"), "tone": "warn"}
    if row.filled_from:
        return {"label": _("filled from %(day)s") % {"day": f"{row.filled_from:%d.%m.%Y}"}, "tone": "good"}
    return {"label": row.get_state_display(), "tone": "waiting"}
