"""To whom the cases of an import go: named in the row, else responsible for the municipality."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kim.casework import names
from kim.organisation.public import Membership, Municipality, PostCatchment, PostHolder, Role, User
from kim.workbench.public import import_kit as kit


class Staff:
    """Who is responsible where today, read once for a batch of rows."""

    def __init__(self, on: date, *, before: int) -> None:
        self.places = kit.Places()
        managers = Membership.objects.on(on).filter(role=Role.CASE_MANAGER, user__is_active=True).select_related("user")
        self.people = {m.user_id: m.user for m in managers}
        self.units: dict[int, int] = {}
        for membership in managers.order_by("pk"):
            self.units.setdefault(membership.user_id, membership.unit_id)
        self.by_word = _by_unique_word(self.people.values())
        holders = defaultdict(list)
        for post_id, user_id in (
            PostHolder.objects.on(on)
            .filter(user__in=self.people)
            .order_by("user__last_name", "user_id")
            .values_list("post_id", "user_id")
        ):
            holders[post_id].append(user_id)
        self.responsible: dict[int, list[int]] = defaultdict(list)
        for post_id, place_id in PostCatchment.objects.on(on).order_by("pk").values_list("post_id", "municipality_id"):
            known = self.responsible[place_id]
            known += [user_id for user_id in holders[post_id] if user_id not in known]
        self.turn = before

    def understand(self, row: kit.ImportRow) -> None:
        """The municipality and the case manager of a row."""
        values = row.values
        try:
            place = self.places.find(values["municipality"])
        except kit.CellFault as error:
            kit.fault(row, "municipality", error)
            return
        user_id = self._named(row) if values.get("case_manager") else self._in_turn(row, place)
        if user_id is None:
            return
        values |= {"place": place.pk, "user": user_id, "unit": self.units[user_id], "key": same_person(values)}
        row.summary = f"{place} → {self.people[user_id]}"

    def _named(self, row: kit.ImportRow) -> int | None:
        written = row.values["case_manager"]
        found = self.by_word.get(kit.normalised(written))
        if found is None:
            kit.fault(
                row,
                "case_manager",
                _("“%(text)s” is no case manager, or the name fits several. Write first and last name.")
                % {"text": written},
            )
        return found

    def _in_turn(self, row: kit.ImportRow, place: Municipality) -> int | None:
        known = self.responsible.get(place.pk, [])
        if not known:
            kit.fault(
                row,
                "municipality",
                _("Nobody is responsible for %(place)s today. Name the case manager in the row.") % {"place": place},
            )
            return None
        self.turn += 1
        return known[self.turn % len(known)]


def _by_unique_word(people: Iterable[User]) -> dict[str, int]:
    """The person by user name, full name in both orders, last name; words that fit two people fit nobody."""
    found: dict[str, set[int]] = defaultdict(set)
    for person in people:
        for word in (
            person.username, person.email, f"{person.first_name} {person.last_name}", f"{person.last_name} {person.first_name}",
            f"{person.title} {person.first_name} {person.last_name}", person.last_name, person.short_name,
        ):  # fmt: skip
            if name := kit.normalised(word):
                found[name].add(person.pk)
    return {word: next(iter(ids)) for word, ids in found.items() if len(ids) == 1}


def same_person(values: dict[str, Any]) -> str:
    """Who the row is about, to find the same person in another row."""
    name = f"{values.get('given_name', '')} {values['family_name']}"
    born = values.get("birth") or {}
    return f"{names.normalise(name)}|{born.get('year')}|{born.get('month')}|{born.get('day')}"
