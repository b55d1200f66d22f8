"""The county as data: what KIM knows about it, where that comes from, and what is invented for demonstration."""

from collections.abc import Callable
from datetime import date
from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kim.casework.public import states
from kim.organisation import public as org
from kim.organisation.public import Permission
from kim.privacy.public import reading
from kim.web.office import words
from kim.web.office.views.county_lists import LISTS
from kim.web.tables.pages import table_page

Context = dict[str, Any]


@require_safe
@reading
def county(request: HttpRequest, part: str = "") -> HttpResponse:
    """One part of the county's data; everyone with a role may look."""
    if not request.user.has(Permission.COUNTY_READ):
        raise PermissionDenied
    if part not in PARTS:
        raise Http404
    _label, name, context = PARTS[part]
    template = f"office/county/{name}.html"
    if part in LISTS:
        table = LISTS[part](request.user, request.GET)  # type: ignore[arg-type]
        return table_page(request, table, template, lambda: _frame(request, part) | context(request))
    return render(request, template, _frame(request, part) | context(request))


def _frame(request: HttpRequest, part: str) -> Context:
    return {
        "tabs": _tabs(part),
        "part_label": PARTS[part][0],
        "loaded": org.LoadedProfile.objects.only("digest", "name", "loaded_at", "loaded_by").first(),
        "may_manage": request.user.has(Permission.COUNTY_MANAGE),  # type: ignore[union-attr]
    }


def _tabs(current: str) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "url": reverse("office:county_part", args=[part]) if part else reverse("office:county"),
            "current": part == current,
        }
        for part, (label, _template, _context) in PARTS.items()
    ]


def _overview(request: HttpRequest) -> Context:
    return {
        "kind": words.word(words.COUNTY_KINDS, getattr(org.County.objects.first(), "kind", "")),
        "goals": list(org.CountyGoal.objects.all()),
        "blocks": list(org.Block.objects.all()),
        "legal_bases": list(org.LegalBasis.objects.all()),
        "milestones": list(org.Milestone.objects.all()),
        "terms": org.Term.objects.order_by("key"),
    }


def _nothing_more(request: HttpRequest) -> Context:
    """The list says it all."""
    return {}


def _agencies(request: HttpRequest) -> Context:
    return {"spheres": list(org.LegalSphere.objects.all())}


def _units(request: HttpRequest) -> Context:
    units = list(org.Unit.objects.select_related("employer", "parent"))
    for unit in units:
        unit.kind_word = words.word(words.UNIT_KINDS, unit.kind)
    bodies = org.Body.objects.select_related("parent")
    levels = list(org.BodyLevel.values)
    return {"units": units, "bodies": sorted(bodies, key=lambda body: (levels.index(body.level), body.name))}


def _relation(model: type, *related: str) -> QuerySet:
    return model.objects.select_related(*related).order_by("valid_from", "pk")


def _posts(request: HttpRequest) -> Context:
    posts = list(
        org.Post.objects.prefetch_related(
            Prefetch("holders", _relation(org.PostHolder, "user")),
            Prefetch("employers", _relation(org.PostEmployer, "agency")),
            Prefetch(
                "supervisors", _relation(org.PostSupervision, "unit").order_by("-professional", "valid_from", "pk")
            ),
            Prefetch("workplaces", _relation(org.PostWorkplace, "agency", "municipality")),
            Prefetch("catchments", _relation(org.PostCatchment, "municipality")),
            Prefetch("office_hours", org.OfficeHours.objects.select_related("municipality")),
        )
    )
    blocks = {block.number: block.label for block in org.Block.objects.all()}
    for post in posts:
        post.role_word = words.word(words.POST_ROLES, post.role)
        post.areas = _areas(post)
        post.hours = list(post.office_hours.all())
        for hours in post.hours:
            hours.weekday_word = WEEKDAYS[hours.weekday]
    grouped = [(number, blocks.get(number, ""), list(found)) for number, found in groupby(posts, key=lambda p: p.block)]
    return {"blocks": grouped}


def _areas(post: Any) -> list[Any]:
    """Areas with the same days and origin on one line."""
    grouped: dict[tuple[Any, ...], Any] = {}
    for area in post.catchments.all():
        key = (area.valid_from, area.valid_to, area.source, area.note, area.synthetic)
        first = grouped.setdefault(key, area)
        first.names = [*getattr(first, "names", []), area.municipality.name]
    return list(grouped.values())


def _target_group(request: HttpRequest) -> Context:
    return rule_in_words()


def rule_in_words() -> Context:
    """The rule that holds today, stage by stage, and the days of the versions before and after it."""
    rules = list(org.TargetGroupRule.objects.all())
    today = timezone.localdate()
    begun = [rule for rule in rules if rule.valid_from is None or rule.valid_from <= today]
    rule = next(iter(begun or rules[-1:]), None)
    places = dict(org.Municipality.objects.values_list("ags", "name"))
    stages = [_stage(stage, places) for stage in rule.stages] if rule else []
    coming = [each for each in rules if each not in begun and each != rule]
    return {"rule": rule, "older": begun[1:], "coming": coming, "stages": stages}


def _stage(stage: dict[str, Any], places: dict[str, str]) -> dict[str, Any]:
    days = {name: date.fromisoformat(stage[name]) if stage.get(name) else None for name in ("valid_from", "valid_to")}
    return stage | days | {
        "label": words.in_language(stage, "label_de", "label_en"),
        "criteria": [_criterion(each, places) for each in stage["criteria"]],
    }  # fmt: skip


def _criterion(criterion: dict[str, Any], places: dict[str, str]) -> dict[str, Any]:
    return {
        "label": words.in_language(criterion, "label_de", "label_en"),
        "check": words.criterion_check(criterion["kind"], criterion["params"], places),
        "counts": criterion["counts"],
        "source": criterion["source"],
        "parts": [_criterion(part, places) for part in criterion["parts"]],
    }


def _lists(request: HttpRequest) -> Context:
    weights = list(org.PhaseWeight.objects.all())
    order = [*states.Phase.values]
    weights.sort(key=lambda weight: order.index(weight.phase) if weight.phase in order else len(order))
    for weight in weights:
        weight.label = dict(states.Phase.choices).get(weight.phase, weight.phase)
    return {
        "life_areas": org.LifeArea.objects.all(),
        "channels": org.AccessChannel.objects.all(),
        "questions": org.IntakeQuestion.objects.all(),
        "omissions": org.IntakeOmission.objects.all(),
        "closing_reasons": org.ClosingReason.objects.all(),
        "weights": weights,
        "retention_classes": org.RetentionClass.objects.order_by("years", "key"),
    }


PARTS: dict[str, tuple[Any, str, Callable[[HttpRequest], Context]]] = {
    "": (_("Overview"), "overview", _overview),
    "gemeinden": (_("Municipalities"), "municipalities", _nothing_more),
    "stellen-und-traeger": (_("Legal spheres and agencies"), "agencies", _agencies),
    "einheiten": (_("Units and bodies"), "units", _units),
    "personalstellen": (_("Posts"), "posts", _posts),
    "zielgruppe": (_("Target group"), "target_group", _target_group),
    "listen": (_("Lists"), "lists", _lists),
    "zahlen": (_("Figures"), "figures", _nothing_more),
}
