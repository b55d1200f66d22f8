"""What a profile says, as plain values by kind: what JSON can hold, references as the keys of what they name."""

import dataclasses
import json
import unicodedata
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.utils import timezone

from kim.organisation.profile import Entry, Profile, Relation, Sourced
from kim.organisation.target_groups import to_json

Values = dict[str, Any]
Rows = list[Values]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# The casework room spells this station with an underscore.
PHASES = {"reassessment": "re_assessment"}
OWN_OFFICES = ("own_abh", "own_ebh", "own_jugendamt", "own_integration_council")


def plain(value: Any) -> Any:
    """A value as JSON keeps it and as both sides of a comparison write it."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value


def sort_key(name: str) -> str:
    """A name as it is filed: DIN 5007, umlauts like their vowel."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(bare.split())


def county(profile: Profile) -> Rows:
    c = profile.county
    return [
        _sourced(
            c, ags=c.ags, name=c.name, short_name=c.short_name, kind=c.kind, state=c.state, logo=c.logo or "",
            brand_colour=c.brand_colour or "", on_brand_colour=c.text_on_brand or "", reference_pattern=c.reference_pattern,
            public_finder=c.public_contact_finder, public_precheck=c.public_precheck,
            agreement_needs_second=c.agreement_needs_second, closing_needs_second=c.closing_needs_second, review_weeks=c.review_weeks,
            remind_days=c.remind_days, escalate_days=c.escalate_days,
        )
    ]  # fmt: skip


def municipality(profile: Profile) -> Rows:
    return [_sourced(m, ags=m.ags, name=m.name, code=m.code, sort_key=sort_key(m.name)) for m in profile.municipalities]


def own_office(profile: Profile) -> Rows:
    return [
        _sourced(own, municipality=place.ags, kind=kind, exists=own.exists)
        for place in profile.municipalities
        for kind in OWN_OFFICES
        for own in getattr(place, kind)
    ]


def legal_sphere(profile: Profile) -> Rows:
    return [_label(s, law=s.law or "") for s in profile.legal_spheres]


def agency(profile: Profile) -> Rows:
    return [
        _sourced(
            a, key=a.key, name=a.name, kind=a.kind, municipality=_ags(profile, a.municipality), spheres=a.spheres,
            in_own_house=a.in_own_house,
        )
        for a in profile.agencies
    ]  # fmt: skip


def unit(profile: Profile) -> Rows:
    found = [
        _sourced(u, key=u.key, name=u.name, kind=u.kind, employer=u.employer, parent=u.parent, tasks=u.tasks)
        for u in profile.units
    ]
    return _parents_first(found)


def staff(profile: Profile) -> Rows:
    today = timezone.localdate()
    return [
        _sourced(
            s, username=s.key, first_name=s.given_name, last_name=s.family_name, title=s.title or "",
            email=s.email or "", is_active=s.valid_to is None or s.valid_to >= today,
        )
        for s in profile.staff
    ]  # fmt: skip


def membership(profile: Profile) -> Rows:
    return [_sourced(m, user=m.staff, unit=m.unit, role=m.role) for m in profile.memberships]


def post(profile: Profile) -> Rows:
    return [_sourced(p, key=p.key, title=p.title, block=p.block, role=p.role, fte=p.fte) for p in profile.posts]


def holder(profile: Profile) -> Rows:
    return [_sourced(h, post=p.key, user=h.staff, fte=h.fte) for p in profile.posts for h in p.holders]


def employer(profile: Profile) -> Rows:
    return [_sourced(e, post=p.key, agency=e.agency) for p in profile.posts for e in p.employers]


def supervision(profile: Profile) -> Rows:
    return [
        _sourced(s, post=p.key, unit=s.unit, professional=s.professional) for p in profile.posts for s in p.supervisors
    ]


def workplace(profile: Profile) -> Rows:
    return [
        _sourced(w, post=p.key, agency=w.agency, municipality=_ags(profile, w.municipality))
        for p in profile.posts
        for w in p.workplaces
    ]


def catchment(profile: Profile) -> Rows:
    return [
        _sourced(c, post=p.key, municipality=_ags(profile, code))
        for p in profile.posts
        for c in p.catchments
        for code in dict.fromkeys(c.municipalities)
    ]


def office_hours(profile: Profile) -> Rows:
    return [
        _sourced(
            h, post=h.post, municipality=_ags(profile, h.municipality), weekday=WEEKDAYS.index(h.weekday),
            starts_at=h.starts_at, ends_at=h.ends_at, place=h.place,
        )
        for h in profile.office_hours
    ]  # fmt: skip


def body(profile: Profile) -> Rows:
    found = [_sourced(b, key=b.key, name=b.name, level=b.level, parent=b.parent, tasks=b.tasks) for b in profile.bodies]
    return _parents_first(found)


def target_group(profile: Profile) -> Rows:
    stages = json.loads(json.dumps(to_json(profile.target_group_rule())))
    return [{"stages": stages, "remarks": _remarks(profile.target_group)}] if stages else []


def _remarks(entries: Iterable[Any], place: str = "") -> dict[str, Values]:
    """What the law does not ask for: notes and marks of stages and criteria by their place."""
    found: dict[str, Values] = {}
    for number, entry in enumerate(entries):
        here = f"{place}{number}"
        if entry.note or entry.synthetic:
            found[here] = {"note": entry.note, "synthetic": entry.synthetic}
        found |= _remarks(getattr(entry, "criteria", ()) or getattr(entry, "parts", ()), f"{here}.")
    return found


def life_area(profile: Profile) -> Rows:
    return [_label(a, position=a.position) for a in profile.life_areas]


def access_channel(profile: Profile) -> Rows:
    return [_label(c, position=c.position or n) for n, c in enumerate(profile.access_channels, start=1)]


def intake_question(profile: Profile) -> Rows:
    numbered = enumerate(profile.intake_questions, start=1)
    return [
        _label(q, answer=q.answer, choices=list(q.choices), channels=list(q.channels), position=q.position or n)
        for n, q in numbered
    ]


def intake_omission(profile: Profile) -> Rows:
    return [_sourced(o, question=o.question, channels=list(o.channels)) for o in profile.intake_omissions]


def closing_reason(profile: Profile) -> Rows:
    numbered = enumerate(profile.closing_reasons, start=1)
    return [_label(r, successful=r.successful, position=r.position or n) for n, r in numbered]


def phase_weight(profile: Profile) -> Rows:
    return [_sourced(w, phase=PHASES.get(w.phase, w.phase), weight=w.weight) for w in profile.phase_weights]


def retention_class(profile: Profile) -> Rows:
    return [_label(r, years=r.years) for r in profile.retention_classes]


def lead_time(profile: Profile) -> Rows:
    return [_sourced(each, agency=each.agency, weeks=each.weeks) for each in profile.lead_times]


def figure(profile: Profile) -> Rows:
    return [
        _sourced(
            f, municipality=_ags(profile, f.municipality), what=f.what, value=f.value,
            reference_date=f.reference_date, precision=f.precision,
        )
        for f in profile.population_figures
    ]  # fmt: skip


def term(profile: Profile) -> Rows:
    words = profile.terminology
    names = [field.name for field in dataclasses.fields(words.de)]
    return [
        {"key": name, "name_de": getattr(words.de, name) or "", "name_en": getattr(words.en, name) or ""}
        for name in names
        if getattr(words.de, name) or getattr(words.en, name)
    ]


def goal(profile: Profile) -> Rows:
    return [_label(g, position=g.position or n) for n, g in enumerate(profile.goals, start=1)]


def legal_basis(profile: Profile) -> Rows:
    return [_label(b, law=b.law or "") for b in profile.legal_bases]


def milestone(profile: Profile) -> Rows:
    return [_sourced(m, happened_on=m.on, name_de=m.de, name_en=m.en) for m in profile.milestones]


def block(profile: Profile) -> Rows:
    return [_sourced(b, number=b.number, name_de=b.de, name_en=b.en) for b in profile.blocks]


def figure_kind(profile: Profile) -> Rows:
    numbered = enumerate(profile.figure_kinds, start=1)
    return [_label(k, unit=k.unit, position=k.position or n) for n, k in numbered]


def _sourced(entry: Sourced, **values: Any) -> Values:
    values |= {"source": entry.source, "note": entry.note, "synthetic": entry.synthetic}
    if isinstance(entry, (Entry, Relation)):
        values |= {"valid_from": entry.valid_from, "valid_to": entry.valid_to}
    return {name: plain(value) for name, value in values.items()}


def _label(entry: Any, **values: Any) -> Values:
    return _sourced(entry, key=entry.key, name_de=entry.de, name_en=entry.en, **values)


def _ags(profile: Profile, code: str | None) -> str | None:
    return profile.municipality(code).ags if code else None


def _parents_first(rows: Iterable[Values]) -> Rows:
    """Each entry after the one above it, so that it can be written in this order."""
    waiting, placed, done = list(rows), [], set()
    while waiting:
        ready = [row for row in waiting if row["parent"] is None or row["parent"] in done]
        placed += ready
        done |= {row["key"] for row in ready}
        waiting = [row for row in waiting if row["key"] not in done]
    return placed
