"""A late entry for the demonstration: a letter that came after a case had been closed."""

from __future__ import annotations

from datetime import date

from kim.casework.models import Case, Contact, LateEntry
from kim.casework.states import Phase

HERO = "brandes"


def write(today: date) -> int:
    """One closed case of the case manager everybody meets, or of anybody; gives how many entries were made."""
    closed = Case.objects.filter(phase=Phase.CLOSED, closed_on__lt=today).order_by("-closed_on", "pk")
    case = closed.filter(assigned_to__username=HERO).first() or closed.first()
    if case is None:
        return 0
    note = Contact.objects.create(
        case=case, kind="letter", held_on=today, text="Bescheid über das Wohngeld ist noch eingegangen, weitergeleitet.",
        recorded_by_id=case.assigned_to_id,
    )  # fmt: skip
    Case.objects.filter(pk=case.pk).update(last_contact_on=today)
    LateEntry.objects.create(
        case=case, kind="contact", row=note.pk, reason="Der Brief kam erst nach dem Abschluss an.",
        recorded_by_id=case.assigned_to_id,
    )  # fmt: skip
    return 1
