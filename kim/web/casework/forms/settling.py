"""What is still open at a closing, in words, each with the choice of what becomes of it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from kim.casework.public import settling
from kim.casework.public import states as flow
from kim.web.casework.views.referral_words import referral_words
from kim.web.casework.views.shared_with import grantee
from kim.web.templatetags.kim import clock, day

# Where most cases go the same way, that way is chosen already; a referral is thought about.
_USUAL = (flow.Settled.DROPPED, flow.Settled.CALLED_OFF, flow.Settled.ENDED)

_OWN = {("appointment", flow.Settled.STAYS): pgettext_lazy("at the closing", "takes place")}


def settle_field(point: settling.OpenPoint) -> forms.ChoiceField:
    """The choice for one open point; its label says what it is about."""
    label, note = _WORDS[point.kind](point.row)
    return forms.ChoiceField(
        label=label,
        help_text=note,
        choices=[(how.value, _OWN.get((point.kind, how), how.label)) for how in point.choices],
        initial=point.choices[0].value if point.choices[0] in _USUAL else None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what becomes of it.")},
    )


def _referral(row: Any) -> tuple[str, str]:
    words = referral_words(row)
    label = _("Referral: %(offer)s, %(agency)s") % {"offer": row.offer.title, "agency": row.offer.agency}
    return label, f"{words['label']}, {words['waiting']}"


def _follow_up(row: Any) -> tuple[str, str]:
    return _("Follow-up: %(text)s") % {"text": row.text}, _("due on %(day)s") % {"day": day(row.due_on)}


def _review(row: Any) -> tuple[str, str]:
    return _("Review planned for %(day)s") % {"day": day(row.planned_on)}, row.focus


def _appointment(row: Any) -> tuple[str, str]:
    told = {"day": day(row.starts_at), "time": clock(row.starts_at)}
    return _("Appointment on %(day)s, %(time)s") % told, row.about


def _grant(row: Any) -> tuple[str, str]:
    label = _("Access for %(name)s") % {"name": grantee(row)}
    return label, _("until %(day)s: %(reason)s") % {"day": day(row.valid_to), "reason": row.reason}


_WORDS: dict[str, Callable[[Any], tuple[str, str]]] = {
    "referral": _referral,
    "follow_up": _follow_up,
    "review": _review,
    "appointment": _appointment,
    "grant": _grant,
}
