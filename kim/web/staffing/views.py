"""Posts on pages: entitlement, plan, record, agreed table, decision."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kim.law.apportionment import Apportionment as Computed
from kim.law.apportionment import ApportionmentError, apportion
from kim.law.funding import amount_on
from kim.organisation.public import User
from kim.privacy.public import reading
from kim.staffing.public import (
    Apportionment,
    Method,
    access,
    apportionments,
    county,
    exceptions,
    papers,
    planning,
    words,
)
from kim.web.casework.saving import added, edited
from kim.web.staffing import drawings, next_year
from kim.web.staffing.forms import AgreeForm, DayForm, DecideForm, KeepForm, PlanForm, first_of_next_year
from kim.web.staffing.tabs import tabs

Words = dict[str, Any]
# The field beside which it stands why posts cannot be shared as asked.
FIELD_OF = {
    "posts": "posts", "posts_step": "posts", "step": "step", "minimum": "minimum", "minimum_posts": "minimum",
    "threshold": "threshold", "threshold_posts": "threshold", "all_zero": "key",
}  # fmt: skip


def _user(request: HttpRequest) -> User:
    """Whoever may read here; everybody else is refused."""
    if not access.reads(request.user):  # type: ignore[arg-type]
        raise PermissionDenied
    return request.user  # type: ignore[return-value]


def _crumbs(*more: tuple[str, str]) -> list[Words]:
    first = (_("Apportionments"), reverse("staffing:apportionment_list"))
    return [{"label": str(label), "url": url} for label, url in (first, *more)]


@require_safe
@reading
def entitlement(request: HttpRequest) -> HttpResponse:
    """The posts the county may have funded on a day: rule, facts, certainty and source of each line."""
    user = _user(request)
    form = DayForm(request.GET if "on" in request.GET else None, initial={"on": timezone.localdate()})
    day = form.cleaned_data["on"] if form.is_bound and form.is_valid() else None
    day = day or timezone.localdate()
    found = county.entitlement_on(day)
    blocks = [
        {
            "number": block, "lines": lines, "fte": sum(line["fte"] for line in lines), "amount": amount_on(block, day),
        }
        for block in (1, 2, 3)
        if (lines := [_line(line) for line in found.lines if line.block == block])
    ]  # fmt: skip
    context = {
        "form": form, "on": day, "blocks": blocks, "total": found.total, "unknown": found.unknown, "tabs": tabs(user, "entitlement"),
        "is_today": day == timezone.localdate(),
    }  # fmt: skip
    return render(request, "staffing/entitlement.html", context, status=422 if form.errors else 200)


def _line(line: Any) -> Words:
    """A line with its certainty in words."""
    sure = words.certainty(line.certainty)
    return {"line": line, "fte": line.fte, "certainty": sure, "doubtful": line.certainty != "verified"}


@require_safe
@reading
def apportionment_list(request: HttpRequest) -> HttpResponse:
    """All apportionments, the county's own first, then what other counties published."""
    user = _user(request)
    rows = access.apportionments_for(user).order_by("-year", "-pk")
    context = {
        "own": [row for row in rows if not row.area], "others": [row for row in rows if row.area],
        "tabs": tabs(user, "apportionment_list"), "plans": access.plans(user),
    }  # fmt: skip
    return render(request, "staffing/list.html", context)


def plan(request: HttpRequest) -> HttpResponse:
    """Try posts, key and rule: all methods side by side. The address holds the plan; sent by POST it becomes a record."""
    user = _user(request)
    today = timezone.localdate()
    places, sets = planning.places(today), planning.figure_sets()
    sets += planning.projected(sets, date(first_of_next_year(today), 1, 1))
    first = {"method": "largest-remainder", "step": "0.5", "key": request.GET.get("key")}
    form = PlanForm(request.GET if "posts" in request.GET else None, places=places, sets=sets, initial=first)
    keep = KeepForm(
        request.POST or None, initial={"title": _("Shares of case management"), "year": first_of_next_year(today)}
    )
    context: Words = {
        "form": form,
        "keep": keep,
        "crumbs": _crumbs((_("Plan"), "")),
        "result": None,
        "before": None,
        "takes_figures": access.takes_figures(user),
        "plans": access.plans(user),
    }
    if form.is_bound and form.is_valid():
        context |= _computed(form)
        context["before"] = next_year.beside(user, request.GET.get("vorher", ""), context["result"])
    if request.method == "POST":
        kept = _kept(request, user, form, keep, context["result"])
        if kept:
            return kept
    refused = bool(form.errors) or bool(context.get("refused")) or keep.is_bound
    return render(request, "staffing/plan.html", context, status=422 if refused else 200)


def _computed(form: PlanForm) -> Words:
    """The table of the chosen method beside all others."""
    units, order = form.units(), form.order()
    names = {place.ags: place.name for place in form.places}
    compared = planning.compare(units, order)
    try:
        result = apportion(units, order)
    except ApportionmentError as error:
        if error.code.startswith("fixed_"):
            form.refuse_fixed(words.refusal(error), error.values.get("share"))
        else:
            form.add_error(FIELD_OF.get(error.code), words.refusal(error))
        return {"refused": True, "result": None}
    remarks = [words.remark(each, _names(result)) for each in apportionments.remarks_of(result)]
    return {
        "result": result, "compared": _table(result, compared), "heads": _heads(compared, order.method), "told": form.told(),
        "errors": drawings.errors(compared, order.method), "distances": drawings.distances(compared, order.method),
        "map": drawings.tiles(result, names), "errors_map": drawings.error_tiles(result, names),
        "remarks": [each for each in remarks if each],
    }  # fmt: skip


def _names(result: Computed) -> dict[str, str]:
    return {row.unit.key: row.unit.name for row in result.shares}


def _heads(compared: list[planning.Compared], chosen: str) -> list[Words]:
    return [
        {"label": Method(each.method).label, "chosen": each.method == chosen, "error": words.in_steps(each.error)}
        for each in compared
        if each.result
    ]


def _table(result: Computed, compared: list[planning.Compared]) -> list[Words]:
    """One row a municipality: weight, quota, and its share by each method."""
    results = [each.result for each in compared if each.result]
    shares = [{row.unit.key: row.share for row in each.shares} for each in results]
    return [
        {
            "name": row.unit.name, "weight": words.in_steps(row.unit.weight, 4), "quota": words.in_steps(row.quota, 4), "how": row.how,
            "shares": [
                {
                    "text": words.in_steps(share[row.unit.key], 4 if each.order.method == "exact" else 2),
                    "chosen": each.order.method == result.order.method,
                }
                for each, share in zip(results, shares, strict=True)
            ],
        }
        for row in result.shares
    ]  # fmt: skip


def _kept(
    request: HttpRequest, user: User, form: PlanForm, keep: KeepForm, result: Computed | None
) -> HttpResponse | None:
    """Keep what the address says, once however often it is sent."""
    if not access.plans(user):
        raise PermissionDenied
    if result is None:
        keep.add_error(None, _("Fill in the plan first; then it can be kept."))
    if not keep.is_valid() or result is None:
        return None
    data = keep.cleaned_data

    made: list[int] = []

    def act() -> Apportionment:
        row = apportionments.record(
            computed=result,
            by=user,
            title=data["title"],
            year=data["year"],
            weights=form.told()[:300],
            figures=form.origins(),
        )
        made.append(row.pk)
        return row

    if not added(request, keep, "apportionment", act, _("The plan is kept.")):
        return None
    return redirect("staffing:apportionment_detail", *made) if made else redirect("staffing:apportionment_list")


@require_safe
@reading
def apportionment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Inputs, rule, computed and agreed table, reasons, decision."""
    row = access.apportionment_for(_user(request), pk)
    context = {
        "row": row, "facts": list(papers.facts(row)), "remarks": words.remarks(row), "plans": access.plans(request.user),  # type: ignore[arg-type]
        "table": [_shown(each) for each in row.rows], "sum": words.in_steps(row.agreed_sum), "posts": words.in_steps(row.posts),
        "has_weights": any(each.weight is not None for each in row.rows),
        "has_computed": any(each.computed is not None for each in row.rows),
        "crumbs": _crumbs((row.title, "")), "again": next_year.address_of(row) if row.method and not row.area else "",
    }  # fmt: skip
    return render(request, "staffing/detail.html", context)


def _shown(row: Any) -> Words:
    deviation = row.deviation
    return {
        "name": row.name, "weight": words.in_steps(row.weight, 4), "quota": words.in_steps(row.quota, 4),
        "computed": words.in_steps(row.computed, 4), "agreed": words.in_steps(row.agreed),
        "deviation": words.in_steps(deviation) if deviation else "", "reason": row.reason, "how": row.how,
    }  # fmt: skip


def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the agreed table, with a reason for each share that is not the computed one."""
    user = _user(request)
    row = access.apportionment_for(user, pk, to_plan=True)
    if row.is_decided and request.method != "POST":
        messages.info(request, str(exceptions.DecidedAlready()))
        return redirect("staffing:apportionment_detail", pk)
    form = AgreeForm(request.POST or None, apportionment=row)
    if form.is_bound and form.is_valid():

        def act() -> None:
            version = form.cleaned_data["version"] or 0
            apportionments.agree(apportionment=row, by=user, version=version, shares=form.shares())

        def now() -> Any:
            fresh = access.apportionment_for(user, pk, to_plan=True)
            return AgreeForm(apportionment=fresh).initial, {"version": fresh.version}, fresh

        if edited(form, act, now):
            messages.success(request, _("Saved."))
            return redirect("staffing:apportionment_detail", pk)
    return _form_page(request, "agree", form, row, _("Record the agreed shares"))


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Record which body decided, and from when it holds."""
    user = _user(request)
    row = access.apportionment_for(user, pk, to_plan=True)
    if request.method != "POST" and (row.is_decided or not row.is_agreed):
        messages.info(request, str(exceptions.DecidedAlready() if row.is_decided else exceptions.NotAgreedYet()))
        return redirect("staffing:apportionment_detail", pk)
    initial = {"version": row.version, "valid_from": date(row.year, 1, 1)}
    form = DecideForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data

        def act() -> None:
            apportionments.decide(
                apportionment=row, by=user, version=data["version"] or 0, body=data["body"], on=data["on"],
                decision=data["decision"], valid_from=data["valid_from"],
            )  # fmt: skip

        def now() -> Any:
            fresh = access.apportionment_for(user, pk, to_plan=True)
            return {}, {"version": fresh.version}, fresh

        if edited(form, act, now):
            messages.success(request, _("Saved."))
            return redirect("staffing:apportionment_detail", pk)
    return _form_page(request, "decide", form, row, _("Record the decision"))


def _form_page(request: HttpRequest, name: str, form: Any, row: Apportionment, title: str) -> HttpResponse:
    here = _crumbs((row.title, reverse("staffing:apportionment_detail", args=[row.pk])), (title, ""))
    context = {"form": form, "row": row, "title": title, "crumbs": here, "posts": words.in_steps(row.posts)}
    return render(request, f"staffing/{name}.html", context, status=422 if form.is_bound else 200)
