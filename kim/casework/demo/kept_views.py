"""Views of the list of cases that a case manager of the demonstration keeps: one for herself, one shared with her unit."""

from __future__ import annotations

from typing import Any

from kim.organisation.public import Municipality, User
from kim.workbench.public import SavedView

OWNER = "brandes"
PLACE = "Jüchen"


def load() -> int:
    """Gives how many views are kept now; none in a county without her."""
    owner = User.objects.filter(username=OWNER).first()
    own = owner.memberships.order_by("pk").first() if owner else None
    place = Municipality.objects.filter(name=PLACE).first()
    if owner is None or own is None or place is None:
        return 0
    quiet = _query("mine", {"place": str(place.pk), "quiet": "on"}, sort="contact")
    # Columns that the team's heads have too: the lead of the unit opens it as well.
    reviews = _query("", {}, sort="review", columns=["name", "place", "phase", "review", "contact"])
    rows = [
        SavedView(list_key="faelle", name=f"{PLACE}, 30 Tage ohne Kontakt", query=quiet, owner=owner),
        SavedView(
            list_key="faelle",
            name="Überprüfungen, die nächste zuerst",
            query=reviews,
            owner=owner,
            shared_with_id=own.unit_id,
        ),
    ]
    return len(SavedView.objects.bulk_create(rows))


def _query(view: str, filters: dict[str, str], *, sort: str, columns: list[str] | None = None) -> dict[str, Any]:
    return {"view": view, "filters": filters, "sort": sort, "columns": columns or []}
