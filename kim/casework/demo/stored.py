"""The county as it stands in the database, the way the invented people need it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from kim.casework.client_texts import load_client_texts
from kim.casework.demo.profile import (
    PERSONS_2017,
    DemoProfile,
    Keyed,
    Manager,
    OfferAt,
    Place,
    TargetFacts,
    no_rule,
)
from kim.casework.target_group import ANSWERS, finding_as_rows, rule_on
from kim.law.age import age_range
from kim.law.target_group import Facts, evaluate
from kim.network.public import Offer
from kim.organisation.public import (
    AccessChannel,
    Agency,
    ClosingReason,
    County,
    LegalSphere,
    LifeArea,
    Membership,
    Municipality,
    RetentionClass,
    Role,
    case_managers_for,
    target_group_from_json,
    unit_of_case_manager,
)


class CountyIsIncomplete(Exception):
    """Something without which nobody can be invented."""


def stored_profile(today: date) -> DemoProfile:
    """Places, case managers, lists and offers valid on this day, with their database ids."""
    places, managers = _places(), _managers(today)
    lists: dict[str, Any] = {name: _keyed(model, today) for name, model in _LISTS.items()}
    missing = [
        name for name, found in (("municipalities", places), ("case_managers", managers), *lists.items()) if not found
    ]
    if missing:
        raise CountyIsIncomplete(f"The county has no {', no '.join(missing)}. Load its profile first.")
    lead = _on(Membership, today).filter(role=Role.LEAD).order_by("id").values_list("user_id", flat=True).first()
    county = County.objects.get()
    return DemoProfile(
        county_name=county.name,
        places=places,
        managers=managers,
        lead=lead or managers[0].ref,
        referrers=_agencies(today),
        offers=_offers(today),
        spheres=tuple(Keyed(entry.pk, entry.key, entry.name_de) for entry in _on(LegalSphere, today)),
        reference_pattern=county.reference_pattern,
        paper_languages=frozenset(text.language for text in load_client_texts() if text.language != "de"),
        target_group=_target_group(today),
        keep_years=RetentionClass.objects.filter(key="case").values_list("years", flat=True).first(),
        **lists,
    )


def _on(model: Any, today: date) -> Any:
    """What is valid on this day."""
    return model.objects.on(today)


_ANSWERS = {str(answer): value for answer, value in ANSWERS.items()}
_LISTS: dict[str, Any] = {
    "life_areas": LifeArea,
    "channels": AccessChannel,
    "closing_reasons": ClosingReason,
}


def _keyed(model: Any, today: date) -> tuple[Keyed, ...]:
    return tuple(Keyed(entry.pk, entry.key, entry.name_de) for entry in _on(model, today).order_by("position", "key"))


def _places() -> tuple[Place, ...]:
    """The municipalities; where a figure is known, the demo follows it."""
    return tuple(
        Place(place.pk, place.ags, place.code, place.name, PERSONS_2017.get(place.ags, 300))
        for place in Municipality.objects.order_by("ags")
    )


def _managers(today: date) -> tuple[Manager, ...]:
    """Those who are responsible somewhere, each with their municipalities."""
    found: dict[int, tuple[Any, list[str]]] = {}
    for place in Municipality.objects.order_by("ags"):
        for user in case_managers_for(place, today):
            found.setdefault(user.pk, (user, []))[1].append(place.ags)
    return tuple(
        Manager(user.pk, user.username, user.get_full_name(), unit_of_case_manager(user, today), tuple(places))
        for user, places in found.values()
    )


def _agencies(today: date) -> tuple[Keyed, ...]:
    agencies = _on(Agency, today).select_related("municipality").order_by("key")
    return tuple(Keyed(a.pk, a.key, a.name, a.municipality.ags if a.municipality else "") for a in agencies)


def _offers(today: date) -> tuple[OfferAt, ...]:
    return tuple(
        OfferAt(
            offer.pk,
            offer.title,
            offer.agency_id,
            tuple(offer.life_areas),
            tuple(offer.municipalities),
            offer.answer_days,
            offer.usual_wait_days or 0,
        )
        for offer in _on(Offer, today).order_by("key")
    )


def _target_group(today: date) -> Any:
    """The county's rule of this day as a function of what was answered."""
    stored = rule_on(today)
    if stored is None:
        return no_rule
    rule = target_group_from_json(stored.stages)

    @lru_cache(maxsize=50_000)
    def held_against(facts: Facts, on: date) -> tuple[str, str]:
        finding = evaluate(rule, facts, on=on)
        return finding.value.value, json.dumps(finding_as_rows(finding), ensure_ascii=False)

    def answer(asked: TargetFacts) -> tuple[int | None, str, Any]:
        facts = Facts(
            age=age_range(*asked.birth, asked.on),
            refugee_or_newcomer=_ANSWERS.get(asked.refugee_or_newcomer),
            child_of_member=_ANSWERS.get(asked.child_of_target_group),
            lives_in_county=True,
            municipality_ags=asked.ags,
            has_other_case_management=_ANSWERS.get(asked.other_case_management),
        )
        return stored.version, *held_against(facts, _same_stages(asked.on))

    @lru_cache(maxsize=10_000)
    def _same_stages(on: date) -> date:
        """A day on which the same stages are in force; what a stage asks does not depend on the day."""
        turns = {
            day
            for stage in rule.stages
            for day in (stage.valid_from, stage.valid_to and stage.valid_to + timedelta(1))
            if day
        }
        return max((day for day in turns if day <= on), default=date.min)

    return answer
