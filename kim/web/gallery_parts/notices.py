"""Samples of the notices: the way to the inbox, rows of it, keys."""

from typing import Any

from django.utils.translation import gettext as _


def sample() -> dict[str, Any]:
    """The number in the bar, unread and read notices, one for somebody one stands in for, one no longer open."""
    person = "Samar Haddad, GV-26-3"
    return {
        "notices_counts": ["", "3", "99+"],
        "notices_rows": [
            _row("15:40", person, _("A case was handed over to you."), url="#notices", unread=True),
            _row("10:30", person, _("A referral was answered."), url="#notices", unread=True, behalf="Katrin Brandes"),
            _row(
                "09:12", _("No longer open to you"), _("A case of yours was handed over to somebody else."), hidden=True
            ),
            _row("08:05", "", _("An import has finished.")),
        ],
        "notices_keys": [["/"], ["n"], ["g", "f"]],
    }


def _row(clock: str, subject: str, sentence: str, **more: Any) -> dict[str, Any]:
    row = {
        "clock": clock,
        "subject": subject,
        "sentence": sentence,
        "url": "",
        "behalf": "",
        "unread": False,
        "hidden": False,
    }
    return row | more
