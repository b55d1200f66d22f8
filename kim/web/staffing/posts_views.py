"""Posts and people on pages: all posts of a year, one post, what is vacant and the table of it to take along."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from csp.decorators import csp_exempt
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kim.casework.public import Case
from kim.casework.public import access as case_access
from kim.organisation.public import Block, Membership, Municipality, Permission, Post, PostHolder, Role, User
from kim.organisation.public import posts as acts
from kim.privacy.public import audit, reading
from kim.sheets import writing
from kim.staffing.public import access, posts
from kim.web.drawings import Shown
from kim.web.staffing import posts_drawings, posts_sheet
from kim.web.staffing.posts_forms import YearForm
from kim.web.staffing.posts_words import in_year, kind_of, month_count, share, state_of, what_of
from kim.web.staffing.tabs import tabs
from kim.web.templatetags.office import period_of

Words = dict[str, Any]


def reader(request: HttpRequest) -> User:
    """Whoever may read about posts; everybody else is refused."""
    if not access.reads_posts(request.user):  # type: ignore[arg-type]
        raise PermissionDenied
    return request.user  # type: ignore[return-value]


def crumbs(*more: tuple[str, str]) -> list[Words]:
    """The way from the list of posts to here."""
    first = (_("Posts and people"), reverse("staffing:post_list"))
    return [{"label": str(label), "url": url} for label, url in (first, *more)]


def of_year(year: int) -> list[posts.OverTime]:
    """Every post of a year."""
    return posts.over(date(year, 1, 1), date(year, 12, 31), timezone.localdate())


@require_safe
@reading
def post_list(request: HttpRequest) -> HttpResponse:
    """All posts of a year: who holds and employs, what stays vacant, and all of them over time."""
    user = reader(request)
    form = YearForm(request.GET)
    rows = of_year(form.chosen)
    names = dict(Block.objects.values_list("number", "name_de"))
    context = {
        "form": form, "year": form.chosen, "tabs": tabs(user, "post_list"), "sums": _sums(rows),
        "blocks": [
            {"number": block, "name": names.get(block, ""), "fte": share(_fte(group)), "rows": [_row(each) for each in group]}
            for block, group in posts.by_block(rows)
        ],
        "timeline": _timeline(form.chosen),
        "may_plan": acts.may_plan(user), "may_see_load": user.has(Permission.COORDINATE),
    }  # fmt: skip
    return render(request, "staffing/posts/list.html", context, status=422 if form.errors else 200)


def _timeline(year: int) -> Shown:
    """The year and the next one, so that what is planned is seen."""
    rows = posts.over(date(year, 1, 1), date(year + 1, 12, 31), timezone.localdate())
    return posts_drawings.timeline(rows, [change for each in rows for change in moves_of(each)])


def _fte(rows: list[posts.OverTime]) -> Decimal:
    return sum((each.post.fte for each in rows), Decimal(0))


def _sums(rows: list[posts.OverTime]) -> list[Words]:
    months = sum((each.months_vacant for each in rows), Fraction(0))
    funded = sum((each.months_funded for each in rows), Fraction(0))
    free = sum((each.free_today for each in rows), Decimal(0))
    return [
        {"label": _("Posts"), "value": share(_fte(rows)), "note": "", "tone": ""},
        {"label": _("Held today"), "value": share(sum((each.held_today for each in rows), Decimal(0))), "note": "", "tone": ""},
        {"label": _("Vacant today"), "value": share(free), "note": "", "tone": "warn" if free else ""},
        {
            "label": _("Vacant in the year"), "value": month_count(months) or "0", "tone": "",
            "note": _("of %(n)s person-months") % {"n": month_count(funded) or "0"},
        },
    ]  # fmt: skip


def _row(each: posts.OverTime) -> Words:
    return {
        "post": each.post, "fte": share(each.post.fte), "holders": in_year(each.holders, each.first, each.last),
        "employers": in_year(each.employers, each.first, each.last), "months": month_count(each.months_vacant),
        "state": state_of(each), "planned": each.is_planned,
    }  # fmt: skip


def moves_of(each: posts.OverTime) -> list[posts.Change]:
    """What is planned for the post itself, not for who holds it."""
    return [change for change in posts.planned(each) if not isinstance(change.row, PostHolder)]


def one(pk: int) -> posts.OverTime:
    """One post over this year; a post of other years too."""
    today = timezone.localdate()
    post = get_object_or_404(Post, pk=pk)
    year = (post.valid_to if post.valid_to and post.valid_to < today else today).year
    only = Post.objects.filter(pk=pk)
    found = posts.over(date(year, 1, 1), date(year, 12, 31), today, only=only)
    return found[0] if found else posts.over(date.min, date.max, today, only=only)[0]


@require_safe
@reading
def post_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One post: what it is, who holds it and when, what is vacant to the day, what is planned."""
    user = reader(request)
    each = one(pk)
    context = {
        "each": each, "post": each.post, "facts": _facts(each), "holders": _holders(user, each),
        "relations": [*_dated(each.employers, each), *_dated(each.supervisors, each), *_dated(each.workplaces, each)],
        "catchment": _dated(each.catchments, each), "gaps": [gap_row(gap) for gap in posts.gaps([each])], "year": each.first.year,
        "months": month_count(each.months_vacant), "months_by_now": month_count(each.months_vacant_by_now) or "0",
        "area": posts_drawings.area(each, list(Municipality.objects.on(each.today))), "crumbs": crumbs((each.post.title, "")),
        "may_plan": acts.may_plan(user), "may_recruit": access.recruits(user),
    }  # fmt: skip
    return render(request, "staffing/posts/detail.html", context)


def _holders(user: User, each: posts.OverTime) -> list[Words]:
    """Who holds the post and when; whoever has left and still has running cases leaves a handover to the lead."""
    rows = _dated(each.holders, each)
    if not rows or not user.has(Permission.CASE_HAND_OVER):
        return rows
    units = case_access.scope_for(user).supervised
    led = Membership.objects.filter(
        unit_id__in=units, role=Role.CASE_MANAGER, user__in=[row["row"].user_id for row in rows]
    )
    managers = set(led.values_list("user", flat=True))
    cases = Case.objects.visible_to(user).running().filter(unit_id__in=units, assigned_to__in=managers)
    left = set(cases.values_list("assigned_to", flat=True))
    for entry in rows:
        entry["hands_over"] = entry["row"].user_id in managers
        entry["leaves_cases"] = entry["over"] and entry["row"].user_id in left
    return rows


def _facts(each: posts.OverTime) -> list[tuple[str, str]]:
    row, post = each.recruitment, each.post
    found = [
        (_("Block"), str(post.block)), (_("Funded share"), share(post.fte)),
        (_("Exists"), period_of(post.valid_from, post.valid_to) or _("without an end")),
        (_("Held today"), share(each.held_today)),
        (_("Qualification asked for"), row.qualification if row and row.qualification else _("not recorded")),
        (_("Search for somebody"), state_of(each)["label"]),
    ]  # fmt: skip
    return [*found, (_("Source"), post.source)] if post.source else found


def _dated(rows: Any, each: posts.OverTime) -> list[Words]:
    """Relations with their days; what is to come says so, what is over stands back."""
    found = []
    for row in rows:
        word, kind = kind_of(row)
        found.append({
            "row": row, "what": what_of(row), "kind": word, "period": period_of(row.valid_from, row.valid_to), "take_back": kind,
            "coming": bool(row.valid_from and row.valid_from > each.today), "over": bool(row.valid_to and row.valid_to < each.today),
            "moved": _came_by_move(row, rows),
        })  # fmt: skip
    return sorted(found, key=lambda entry: (entry["over"], not entry["coming"] and entry["over"]))


def _came_by_move(row: Any, rows: Any) -> bool:
    """Whether the post came to this by its last move, told from the rows at hand; the act looks again."""
    if kind_of(row)[1] in ("holder", "") or row.valid_from is None or row.valid_to is not None:
        return False
    beside = [other for other in rows if kind_of(other)[0] == kind_of(row)[0] and other is not row]
    before = row.valid_from - timedelta(days=1)
    return any(other.valid_to == before for other in beside) and not any(
        other.valid_from and other.valid_from >= row.valid_from for other in beside
    )


def gap_row(gap: posts.Gap) -> Words:
    """A vacant stretch as a page tells it."""
    return {
        "gap": gap, "post": gap.post, "first": gap.vacancy.start, "last": gap.vacancy.end, "fte": share(gap.vacancy.fte),
        "months": month_count(gap.months), "state": gap.recruitment.get_state_display() if gap.recruitment else "",
    }  # fmt: skip


@require_safe
@reading
def vacancy_list(request: HttpRequest) -> HttpResponse:
    """Every stretch of days in a year on which somebody is missing."""
    user = reader(request)
    form = YearForm(request.GET)
    found = posts.gaps(of_year(form.chosen))
    context = {
        "form": form, "year": form.chosen, "rows": [gap_row(gap) for gap in found],
        "months": month_count(sum((gap.months for gap in found), Fraction(0))) or "0",
        "may_take": user.has(Permission.LIST_EXPORT), "crumbs": crumbs((_("Vacant times"), "")),
    }  # fmt: skip
    return render(request, "staffing/posts/vacancies.html", context, status=422 if form.errors else 200)


@csp_exempt()  # a file, no page
@require_safe
@reading
def vacancy_sheet(request: HttpRequest, year: int) -> HttpResponse:
    """The vacant times of a year as a sheet."""
    user = reader(request)
    if not user.has(Permission.LIST_EXPORT):
        raise PermissionDenied
    year = min(max(year, 2019), 2100)
    made = b"".join(writing.xlsx_blocks(*posts_sheet.vacancies(posts.gaps(of_year(year)), year)))
    audit.record("post.vacancy_sheet", year=year)
    response = HttpResponse(made, content_type=writing.XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="Unbesetzte Stellen {year}.xlsx"'
    response["Cache-Control"] = "no-store, private"
    return response
