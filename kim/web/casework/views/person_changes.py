"""What was changed about a person: read from the trail, which names the fields and never their values."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from kim.casework.public import Case
from kim.organisation.public import User
from kim.privacy.public import AuditEvent

MOST = 200
ACTS = {
    "person.edited": _("Personal data corrected"),
    "way.added": _("Way to reach them added"),
    "way.edited": _("Way to reach them corrected"),
    "way.dropped": _("Way to reach them removed"),
    "address.added": _("Address added"),
    "address.edited": _("Address corrected"),
    "address.dropped": _("Address removed"),
    "residence.noted": _("Residence document noted"),
    "residence.edited": _("Residence document corrected"),
    "residence.dropped": _("Residence document removed"),
    "sphere.added": _("Change of legal sphere noted"),
    "sphere.edited": _("Change of legal sphere corrected"),
    "sphere.dropped": _("Change of legal sphere removed"),
    "protection.noted": _("Protection noted"),
    "protection.edited": _("Reason for protection corrected"),
    "protection.lifted": _("Protection lifted"),
    "household.added": _("Somebody added to the household"),
    "household.edited": _("Household corrected"),
    "household.removed": _("Somebody taken out of the household"),
    "household.joined": _("Household joined with another case"),
    "household.shared": _("Household changed from another case"),
}
FIELDS = {
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "name_original": _("Name in original script"),
    "name_original_language": _("Language of this script"),
    "sex": _("Sex"),
    "birth_given": _("Date of birth"),
    "birth_year": _("Date of birth"),
    "birth_month": _("Date of birth"),
    "birth_day": _("Date of birth"),
    "nationalities": _("Nationalities"),
    "nationalities_given": _("Nationalities"),
    "entered_on": _("Entered Germany on"),
    "entered_given": _("Entered Germany on"),
    "languages": _("Languages"),
    "languages_given": _("Languages"),
    "language_levels": _("Languages"),
    "german_level": _("German"),
    "reading": _("Reading"),
    "scripts": _("Reading"),
    "interpreter": _("Interpreter needed"),
    "interpreter_language": _("Interpreting into"),
    "interpreter_sex": _("Who should interpret"),
    "safe_contact": _("How to reach them safely"),
    "municipality": _("Municipality"),
    "is_protected": _("Name and address are protected"),
    "kind": _("Kind"),
    "value": _("Number, address or name"),
    "safe": _("Is it safe?"),
    "at": _("When"),
    "note": _("Note"),
    "is_preferred": _("Use this way first"),
    "street": _("Street and number"),
    "postcode": _("Postcode"),
    "place": _("Place outside the county"),
    "accommodation": _("Accommodation"),
    "from_on": _("Since"),
    "to_on": _("Until"),
    "group": _("Group"),
    "title": _("Exact title"),
    "title_reason": _("Why the advice needs it"),
    "valid_from": _("Issued on"),
    "valid_until": _("Valid until"),
    "from_sphere": _("From"),
    "to_sphere": _("To"),
    "planned_on": _("Planned for"),
    "ended_on": _("Last day in the earlier one"),
    "happened_on": _("First day in the new one"),
    "reason": _("Reason"),
    "since_on": _("Since"),
    "relation": _("Relation"),
    "lives": _("Lives"),
}


@dataclass(frozen=True)
class Change:
    """One change: when, by whom, what, which fields, and whether the person asked for it."""

    at: datetime
    by: str
    act: str
    fields: str
    asked: bool


def changes_of(case: Case) -> list[Change]:
    """The newest changes of the personal data of this case; two queries, however many."""
    events = list(AuditEvent.objects.filter(case_id=case.pk, kind__in=ACTS).order_by("-id")[:MOST])
    people = User.objects.in_bulk({event.actor_id for event in events if event.actor_id})
    return [_change(event, people) for event in events]


def _change(event: AuditEvent, people: dict[int, User]) -> Change:
    payload = event.payload or {}
    named = dict.fromkeys(str(FIELDS[name]) for name in payload.get("fields", []) if name in FIELDS)
    by = people.get(event.actor_id) if event.actor_id else None
    return Change(event.at, str(by or ""), str(ACTS[event.kind]), ", ".join(named), bool(payload.get("asked")))
