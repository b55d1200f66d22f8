"""An assessment put into words and figures: rows of the table, sums, what follows."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from kim.casework.public import Assessment, AssessmentItem, Case, GoalState, Pressing, access, comparison
from kim.charts import FULL, Course, Courses, rating_line
from kim.organisation.public import User
from kim.web.drawings import Shown, look, shown
from kim.web.forms import language_name
from kim.web.templatetags.kim import day, grouped


@dataclass(frozen=True)
class LifeRow:
    """One life area in the table."""

    item: AssessmentItem
    area: comparison.AreaChange
    need_words: str
    own_words: str
    change_words: str
    tone: str
    picture: SafeString
    pressing_tone: str


def title_of(assessment: Assessment) -> str:
    """2. Bestandsaufnahme, 12.11.2026"""
    return gettext("Assessment %(number)s, %(day)s") % {"number": assessment.number, "day": day(assessment.held_on)}


def comparison_words(user: User, case: Case, now: Assessment, before: Assessment | None) -> dict[str, Any]:
    """Context of the table: the later assessment, changes since the earlier one, sums, what follows."""
    items = list(now.items.select_related("life_area"))
    earlier = list(before.items.all()) if before else []
    compared = comparison.compare(map(_rating, items), map(_rating, earlier))
    by_area = {area.area: area for area in compared.areas}
    rows = [_row(item, by_area[item.life_area_id], before is not None) for item in items if item.was_talked_about]
    return {
        "now": now,
        "before": before,
        "heading": title_of(now),
        "circumstances": _circumstances(now, before),
        "rows": rows,
        "left_out": [item.life_area for item in items if not item.was_talked_about],
        "sums": _sums(compared, before is not None),
        **_what_follows(user, case, compared, {item.life_area_id: item.life_area for item in items}),
    }


def _rating(item: AssessmentItem) -> comparison.Rating:
    return comparison.Rating(item.life_area_id, item.need_points, item.own_points)


def _row(item: AssessmentItem, area: comparison.AreaChange, compared: bool) -> LifeRow:
    return LifeRow(
        item=item,
        area=area,
        need_words=_points_or_words(area.need, item.get_need_display()),
        own_words=_points_or_words(area.own, item.get_own_view_display()),
        change_words=_change_words(area.change) if compared else "",
        tone=_tone(area.change),
        picture=_picture(area),
        pressing_tone=_PRESSING.get(item.pressing, ""),
    )


_PRESSING = {Pressing.NOW.value: "bad", Pressing.SOON.value: "warn"}


def _picture(area: comparison.AreaChange) -> SafeString:
    """Need and own view on their scale, and where the need was before."""
    before = area.need_before if area.change else None
    return mark_safe(rating_line(look(), need=area.need, own=area.own, before=before))  # noqa: S308 - figures only


def courses_of(case: Case, done: list[Assessment]) -> Shown | None:
    """Need and own view of each life area over all completed assessments, once there are more than two."""
    if len(done) < 3:
        return None
    held = sorted(done, key=lambda each: each.number)
    items = AssessmentItem.objects.filter(assessment__in=held).select_related("life_area")
    told: dict[Any, dict[int, AssessmentItem]] = {}
    for item in items.order_by("life_area__position", "id"):
        told.setdefault(item.life_area, {})[item.assessment_id] = item
    rows = [
        Course(label=area.label, values=(_over(held, found, "need_points"), _over(held, found, "own_points")))
        for area, found in told.items()
        if any(item.was_talked_about for item in found.values())
    ]
    chart = Courses(
        id="courses",
        title=gettext("Need and own view by life area over %(number)s assessments") % {"number": len(held)},
        description=gettext("0 none, 1 low, 2 medium, 3 high, 4 urgent"),
        nothing=gettext("No life area has a figure yet."),
        courses=tuple(rows),
        series=(gettext("need as the professional sees it"), gettext("the person’s own view")),
        places=tuple(day(each.held_on) for each in held),
        heads=(gettext("Life area"), gettext("Whose view")),
    )
    return shown(chart, width=FULL)


def _over(held: list[Assessment], found: dict[int, AssessmentItem], name: str) -> tuple[int | None, ...]:
    return tuple(getattr(found.get(each.pk), name, None) for each in held)


def _points_or_words(points: int | None, words: str) -> str:
    return str(points) if points is not None else str(words)


def _change_words(change: int | None) -> str:
    if change is None:
        return gettext("not comparable")
    if change == 0:
        return gettext("the same")
    words = gettext("%(points)s less") if change < 0 else gettext("%(points)s more")
    return words % {"points": abs(change)}


def _tone(change: int | None) -> str:
    return "m" if not change else "ok" if change < 0 else "bad"


def _sums(compared: comparison.Comparison, has_earlier: bool) -> dict[str, Any]:
    return {
        "need": "–" if compared.need_sum is None else grouped(compared.need_sum),
        "own": "–" if compared.own_sum is None else grouped(compared.own_sum),
        "note": _known(compared),
        "change": _change_words(compared.change_sum) if has_earlier else "",
        "tone": _tone(compared.change_sum),
    }


def _known(compared: comparison.Comparison) -> str:
    """Says where the sums leave areas out, for 4 of 9 areas is another sum than 4 of 4."""
    need, own, total = compared.needs_known, compared.own_known, len(compared.areas)
    if need == own == total:
        return ""
    if need == own:
        return gettext("from %(known)s of %(total)s areas") % {"known": need, "total": total}
    words = gettext("need from %(need)s, own view from %(own)s of %(total)s areas")
    return words % {"need": need, "own": own, "total": total}


def _circumstances(now: Assessment, before: Assessment | None) -> str:
    """By whom, in which language, compared with what."""
    parts = [gettext("recorded by %(name)s") % {"name": now.recorded_by}]
    if now.language:
        parts.append(gettext("in %(language)s") % {"language": language_name(now.language)})
    if now.interpreted:
        parts.append(gettext("with interpreter"))
    if now.reopened_on:
        parts.append(
            gettext("opened again on %(day)s: %(reason)s")
            % {"day": day(now.reopened_on), "reason": now.reopening_reason.rstrip(".")}
        )
    sentence = ", ".join(parts) + "."
    if before:
        sentence += " " + gettext("Compared with assessment %(number)s of %(day)s.") % {
            "number": before.number, "day": day(before.held_on)
        }  # fmt: skip
    return sentence[0].upper() + sentence[1:]


def _what_follows(user: User, case: Case, compared: comparison.Comparison, areas: dict[int, Any]) -> dict[str, Any]:
    """Findings in words; only who may read the plan is told where a goal is missing."""
    sees_plan = access.may_work_in(user, case, section="plan")
    goals = case.goals.filter(state=GoalState.OPEN).values_list("life_area_id", flat=True) if sees_plan else areas
    with_goal = set(goals)
    found = comparison.findings(compared, areas_with_goal=with_goal)
    return {
        "sees_plan": sees_plan,
        "findings": [
            {
                "title": _headline(finding, areas[finding.area.area].label),
                "text": " ".join(_sentence(reason, finding.area) for reason in finding.reasons),
                "area": areas[finding.area.area],
                "has_goal": finding.area.area in with_goal,
            }
            for finding in found
        ],
    }


def _headline(finding: comparison.Finding, area: str) -> str:
    headlines = {
        comparison.Reason.WITHOUT_GOAL: gettext("%(area)s: high need, no goal yet"),
        comparison.Reason.NEED_RISEN: gettext("%(area)s: the need has risen"),
        comparison.Reason.OWN_HIGHER: gettext("%(area)s: more urgent to the person than to us"),
    }
    return headlines[finding.reasons[0]] % {"area": area}


def _sentence(reason: comparison.Reason, area: comparison.AreaChange) -> str:
    if reason is comparison.Reason.NEED_RISEN:
        return gettext("Need risen from %(before)s to %(now)s.") % {"before": area.need_before, "now": area.need}
    if reason is comparison.Reason.OWN_HIGHER:
        words = gettext("Own view %(own)s, need %(need)s: talk about it first when it comes to goals.")
        return words % {"own": area.own, "need": area.need}
    return gettext("Need %(need)s, and none of the open goals is about it.") % {"need": area.need}


def areas_in_need(case: Case) -> list[dict[str, Any]]:
    """Life areas with high need in the newest completed assessment and no open goal, for the page of goals."""
    newest = case.assessments.filter(completed_on__isnull=False).last()
    if newest is None:
        return []
    items = {item.life_area_id: item for item in newest.items.select_related("life_area")}
    with_goal = set(case.goals.filter(state=GoalState.OPEN).values_list("life_area_id", flat=True))
    compared = comparison.compare(map(_rating, items.values()))
    return [
        {"area": items[area.area].life_area, "need": area.need, "own": area.own}
        for area in sorted(compared.areas, key=lambda each: -each.highest)
        if area.highest >= comparison.HIGH_NEED and area.area not in with_goal
    ]
