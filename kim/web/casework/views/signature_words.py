"""Who signed a version of the goal agreement, in words, with the scans that show it; and whether the version holds."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from kim.casework.public import (
    Confirmation,
    ConfirmationState,
    Document,
    GoalAgreement,
    Signatory,
    SignedOn,
)
from kim.web.templatetags.kim import day

BINDING = {Signatory.CLIENT, Signatory.REPRESENTATIVE}


def signed_words(agreement: GoalAgreement) -> dict[str, Any]:
    """Whether the person (or who represents them) has signed, and who signed on which day in which way."""
    rows = list(agreement.signatures.all())
    scans = [each for each in agreement.scans.all() if not each.is_removed]
    together: dict[tuple[Any, str], list[Any]] = {}
    for row in rows:
        together.setdefault((row.signed_on, row.form), []).append(row)
    lines = [_line(on, form, signed, scans) for (on, form), signed in together.items()]
    shown = {scan.pk for line in lines for scan in line["scans"]}
    return {
        "by_person": any(row.signatory in BINDING for row in rows),
        "on_paper": any(row.form == SignedOn.PAPER for row in rows),
        "lines": lines,
        "more_scans": [scan for scan in scans if scan.pk not in shown],
    }


def _line(on: Any, form: str, rows: list[Any], scans: list[Document]) -> dict[str, Any]:
    """unterschrieben am 30.04.2026 auf Papier: Samar Haddad, Katrin Brandes; with the scan that was filed along."""
    words = (
        gettext("signed on %(day)s on the device: %(names)s")
        if form == SignedOn.DEVICE
        else gettext("signed on %(day)s on paper: %(names)s")
    )
    names = ", ".join(row.name for row in rows)
    filed = {row.document_id for row in rows}
    return {"words": words % {"day": day(on), "names": names}, "scans": [scan for scan in scans if scan.pk in filed]}


def standing_words(agreement: GoalAgreement, asked: Mapping[int, Confirmation]) -> dict[str, str] | None:
    """What is said of a version that does not hold: that it waits and for whom, or that nobody has confirmed it."""
    row = asked.get(agreement.pk)
    if row is None:
        return None
    if row.state == ConfirmationState.WAITING:
        sentence = gettext("Not valid yet: %(name)s has to confirm it first.") % {"name": row.asked}
        return {"tone": "waiting", "label": gettext("waits for confirmation"), "sentence": sentence}
    return {
        "tone": "none",
        "label": gettext("not confirmed"),
        "sentence": gettext("This version does not hold. Agree on a new one."),
    }
