"""Who signed a version of the goal agreement, in words."""

from typing import Any

from django.utils.translation import gettext

from kim.casework.public import GoalAgreement, Signatory, SignedOn
from kim.web.templatetags.kim import day

BINDING = {Signatory.CLIENT, Signatory.REPRESENTATIVE}


def signed_words(agreement: GoalAgreement) -> dict[str, Any]:
    """Whether the person (or who represents them) has signed, and a sentence for each signature."""
    rows = list(agreement.signatures.all())
    return {"by_person": any(row.signatory in BINDING for row in rows), "lines": [_line(row) for row in rows]}


def _line(row: Any) -> str:
    words = (
        gettext("%(who)s signed on %(day)s on the device")
        if row.form == SignedOn.DEVICE
        else gettext("%(who)s signed on %(day)s on paper")
    )
    return words % {"who": row.name, "day": day(row.signed_on)}
