"""Spreading: many cases to several people, line by line, with a look at what it does to everybody's load."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kim.casework.public import Case, PlannedHandover, PlannedState, exceptions, spread_cases, spreading
from kim.casework.public import load as loads
from kim.charts import HALF, Dumbbell, Pair
from kim.exceptions import KimError
from kim.organisation.public import Membership, PostCatchment, PostHolder, User
from kim.web.casework.forms.case_filter import with_listed_name
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.frame import shown_name
from kim.web.drafts import once
from kim.web.drafts.typed import saved
from kim.web.drawings import shown
from kim.web.lead.forms import SpreadForm
from kim.web.lead.views.board import holders_on, led_units
from kim.web.wording import day as written_day

Words = dict[str, Any]
AT_ONCE = 200


@dataclass(frozen=True)
class Task:
    """What is to be spread: from whom or from where, as of which day, and the sentence about it."""

    page: str  # under which its texts are kept while they are typed
    title: str
    about: str
    cases: QuerySet[Case]
    day: date
    keep_responsible: bool = False


@dataclass
class Line:
    """One case, who holds it, who is to have it, and why."""

    case: Case
    name: str
    choice: int | None
    why: str
    proposed: int | None


@require_http_methods(["GET", "HEAD", "POST"])
def spread_person(request: HttpRequest, pk: int) -> HttpResponse:
    """The cases of somebody who is away, leaves or carries too much."""
    units = led_units(request.user)
    person = get_object_or_404(User, pk=pk)
    today = timezone.localdate()
    line = loads.board(units, today).of(person.pk)
    if line is None:
        return _nothing_left(request, person, units)
    cases = _running(request.user, units).filter(assigned_to=person)
    title = _("Spread the cases of %(name)s") % {"name": person}
    return _spread(request, units, Task(f"spreading-{pk}", title, _about(line, today), cases, today))


def _nothing_left(request: HttpRequest, person: User, units: frozenset[int]) -> HttpResponse:
    """Who has left the led units and whose last case has gone over; who was never in them stays unknown."""
    if not Membership.objects.filter(user=person, unit_id__in=units).exists():
        raise Http404
    title = _("%(name)s has no more cases") % {"name": person}
    crumbs = [{"label": _("Team board"), "url": reverse("lead:board")}, {"label": title, "url": ""}]
    return render(request, "lead/nothing_left.html", {"title": title, "crumbs": crumbs})


def _about(line: loads.Load, today: date) -> str:
    if not line.in_service:
        return _("No longer in case management; the cases still lie here.")
    if line.absence and line.is_away(today):
        words = {"day": written_day(line.absence.last_day), "name": line.absence.deputy}
        return _("Away until %(day)s; %(name)s stands in. Standing in is enough for a short time.") % words
    return _("Choose for each case who takes it over; what you leave stays.")


@require_http_methods(["GET", "HEAD", "POST"])
def spread_area(request: HttpRequest, pk: int) -> HttpResponse:
    """The running cases of a municipality that goes to another post."""
    units = led_units(request.user)
    held = Prefetch("post__holders", PostHolder.objects.select_related("user"))
    area = PostCatchment.objects.filter(pk=pk, post__block=loads.CASE_MANAGEMENT).prefetch_related(held)
    found = area.select_related("post", "municipality").first()
    if found is None:
        raise Http404
    today = timezone.localdate()
    day = max(found.valid_from or today, today)
    new = holders_on(found, day)
    cases = _running(request.user, units).filter(municipality=found.municipality).exclude(assigned_to__in=new)
    words = {"place": found.municipality, "name": ", ".join(map(str, new)) or found.post, "day": written_day(day)}
    about = _("From %(day)s on %(place)s belongs to %(name)s. Running cases stay where they are unless you move them.")
    title = _("Cases in %(place)s") % words
    return _spread(request, units, Task(f"spreading_area-{pk}", title, about % words, cases, day, True))


def _running(user: User, units: frozenset[int]) -> QuerySet[Case]:
    return _in_order(Case.objects.visible_to(user).running().filter(unit_id__in=units))


def _in_order(cases: QuerySet[Case]) -> QuerySet[Case]:
    """By place and name; protected names do not tell themselves by their place in the order."""
    rows = with_listed_name(cases, False).select_related("person", "municipality", "assigned_to")
    return rows.order_by("municipality__sort_key", "person__is_protected", "listed_name", "id")


def _spread(request: HttpRequest, units: frozenset[int], task: Task) -> HttpResponse:
    """Show the proposal, then what was chosen; hand over only what was seen just like that."""
    confirms = request.method == "POST" and "confirmed" in request.POST
    if confirms and not once.claim(request, "spreading"):
        return redirect("lead:board")
    form = keep_texts(SpreadForm(request.POST or None, initial={"on": task.day}), task.page)
    on = form.cleaned_data.get("on", task.day) if form.is_bound and form.is_valid() else _typed_day(form, task.day)
    held, cases = _posted(request, units) if form.is_bound else ({}, list(task.cases[:AT_ONCE]))
    if not form.is_bound:
        held = {case.pk: case.assigned_to_id for case in cases}
    team = loads.board(units, on)
    lines = _lines(request, task, cases, team)
    changed = _changed(held, cases)
    gone = len(held) - len(cases)
    lines = [line for line in lines if line.case.pk not in changed]
    seen = _digest(lines, on)
    confirmed = confirms and form.is_valid() and not changed and not gone
    if confirmed and request.POST.get("seen") == seen and _done(request, form, lines, held, team, on):
        saved(request, task.page)
        return redirect("lead:board")
    if confirms:
        once.release(request, "spreading")
    elif form.is_bound:
        form.errors.pop("reason", None)  # only looking: the reason comes with the act
    effects = _effects(lines, team)
    context = {
        "task": task,
        "form": form,
        "on": on,
        "later": on > timezone.localdate(),
        "lines": lines,
        "left": max(task.cases.count() - AT_ONCE, 0) if not form.is_bound else 0,
        "options": [load.user for load in spreading.candidates(team)],
        "effects": effects,
        "mean": team.mean,
        "chart": shown(_chart(effects), width=HALF, decimals=1),
        "moving": sum(line.choice is not None for line in lines),
        "seen": seen,
        "look_again": confirmed and request.POST.get("seen") != seen,
        "changed": [shown_name(case, False) for case in cases if case.pk in changed],
        "gone": gone,
        "crumbs": [{"label": _("Team board"), "url": reverse("lead:board")}, {"label": task.title, "url": ""}],
    }
    return render(request, "lead/spread.html", context, status=422 if form.is_bound and form.errors else 200)


def _typed_day(form: SpreadForm, fallback: date) -> date:
    """The day typed, if that at least was right."""
    return (form.cleaned_data.get("on") if form.is_bound else None) or fallback


def _posted(request: HttpRequest, units: frozenset[int]) -> tuple[dict[int, int], list[Case]]:
    """What the page showed: each case with whoever held it then; and those cases as they are now."""
    held = {}
    for name, value in request.POST.items():
        pk = name.removeprefix("held-")
        if name.startswith("held-") and _is_id(pk) and _is_id(value) and len(held) < AT_ONCE:
            held[int(pk)] = int(value)
    visible = Case.objects.visible_to(request.user).filter(pk__in=held, unit_id__in=units)
    return held, list(_in_order(visible))


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _changed(held: dict[int, int], cases: list[Case]) -> set[int]:
    """Cases that somebody closed or handed over since the page was read."""
    return {case.pk for case in cases if case.is_closed or case.assigned_to_id != held[case.pk]}


def _lines(request: HttpRequest, task: Task, cases: list[Case], team: loads.Board) -> list[Line]:
    able = {load.user.pk for load in spreading.candidates(team)}
    planned = _planned(cases)
    lines = []
    for proposal in spreading.propose(cases, team, loads.weights(team.on)):
        case, proposed = proposal.case, proposal.to.pk if proposal.to else None
        choice, why = proposed, str(proposal.why.label)
        if task.keep_responsible and _still_responsible(team, case):
            choice = proposed = None
            why = _("is still responsible for the area")
        sent = request.POST.get(f"to-{case.pk}")
        if sent is not None:
            choice = int(sent) if _is_id(sent) and int(sent) in able - {case.assigned_to_id} else None
        why = why if choice == proposed else _("chosen by you") if choice else _("stays")
        lines.append(Line(case, shown_name(case, False), choice, f"{why}{planned.get(case.pk, '')}", proposed))
    return lines


def _planned(cases: list[Case]) -> dict[int, str]:
    """Of cases that go to somebody already: when and to whom; a new plan takes the place of that one."""
    rows = PlannedHandover.objects.filter(case__in=cases, state=PlannedState.PLANNED).select_related("to")
    return {
        row.case_id: _("; so far planned: on %(day)s to %(name)s") % {"day": written_day(row.on), "name": row.to}
        for row in rows
    }


def _still_responsible(team: loads.Board, case: Case) -> bool:
    load = team.of(case.assigned_to_id)
    return bool(load and load.in_service and case.municipality_id in {place.pk for place in load.areas})


def _digest(lines: list[Line], on: date) -> str:
    """What the page shows, so that nothing else is confirmed."""
    text = ",".join(f"{line.case.pk}:{line.choice}" for line in lines)
    return hashlib.sha256(f"{on}|{text}".encode()).hexdigest()[:24]


def _effects(lines: list[Line], team: loads.Board) -> list[Words]:
    """Before and after for everybody whose load changes."""
    weighing = loads.weights(team.on)
    change: Counter[int] = Counter()
    weight = {load.user.pk: load.weight for load in team.loads}
    for line in lines:
        if line.choice is not None:
            for pk, sign in ((line.case.assigned_to_id, -1), (line.choice, 1)):
                change[pk] += sign
                weight[pk] = weight.get(pk, Decimal(0)) + sign * weighing.get(line.case.phase, Decimal(1))
    touched = [load for load in team.loads if load.user.pk in change]
    return [
        {
            "load": load, "cases": load.total + change[load.user.pk], "change": _signed(change[load.user.pk]),
            "after": loads.per_post(weight[load.user.pk], load.fte),
        }
        for load in touched
    ]  # fmt: skip


def _chart(effects: list[Words]) -> Dumbbell:
    """Everybody's load before and after on one axis; who holds no post has none."""
    known = [each for each in effects if each["after"] is not None]
    values = [float(value) for each in known for value in (each["load"].per_fte, each["after"])]
    return Dumbbell(
        id="load-before-and-after",
        title=_("Load before and after, per whole post"),
        nothing=_("Nobody’s load changes: every case stays."),
        head=_("Case manager"),
        series=(_("before"), _("after")),
        pairs=tuple(
            Pair(label=str(each["load"].user), values=(float(each["load"].per_fte), float(each["after"])))
            for each in known
        ),
        reach=(0.0, max(values, default=0.0) or 1.0),
    )


def _signed(number: int) -> str:
    """+3, −3 with a real minus."""
    return f"+{number}" if number > 0 else f"−{-number}" if number else "0"


def _done(
    request: HttpRequest, form: SpreadForm, lines: list[Line], held: dict[int, int], team: loads.Board, on: date
) -> bool:
    """Whether everything went over, or was planned; if one case cannot go, none does."""
    people = {load.user.pk: load.user for load in team.loads}
    moves = [
        spread_cases.Move(line.case.pk, held[line.case.pk], people[line.choice])
        for line in lines
        if line.choice is not None
    ]
    try:
        spread_cases.spread(moves=moves, by=request.user, reason=form.cleaned_data["reason"], on=on)
    except exceptions.CasesChanged as error:
        form.add_error(None, str(error))
        return False
    except KimError as error:
        form.add_error(None, str(error))
        return False
    if on > timezone.localdate():
        text = ngettext("One case goes over on %(day)s.", "%(n)s cases go over on %(day)s.", len(moves))
    else:
        text = ngettext("One case has been handed over.", "%(n)s cases have been handed over.", len(moves))
    messages.success(request, text % {"n": len(moves), "day": written_day(on)})
    return True
