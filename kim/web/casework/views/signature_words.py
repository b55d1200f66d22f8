"""Who signed a version of the goal agreement, in words."""

from typing import Any

from django.utils.translation import gettext

from kim.casework.public import GoalAgreement, Signatory, SignedOn
from kim.web.templatetags.kim import day

BINDING = {Signatory.CLIENT, Signatory.REPRESENTATIVE}


def signed_words(agreement: GoalAgreement) -> dict[str, Any]:
    """Whether the person (or who represents them) has signed, and who signed on which day in which way."""
    rows = list(agreement.signatures.all())
    together: dict[tuple[Any, str], list[str]] = {}
    for row in rows:
        together.setdefault((row.signed_on, row.form), []).append(row.name)
    return {
        "by_person": any(row.signatory in BINDING for row in rows),
        "lines": [_line(on, form, names) for (on, form), names in together.items()],
    }


def _line(on: Any, form: str, names: list[str]) -> str:
    """unterschrieben am 30.04.2026 auf Papier: Samar Haddad, Katrin Brandes"""
    words = (
        gettext("signed on %(day)s on the device: %(names)s")
        if form == SignedOn.DEVICE
        else gettext("signed on %(day)s on paper: %(names)s")
    )
    return words % {"day": day(on), "names": ", ".join(names)}
