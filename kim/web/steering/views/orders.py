"""A work order: giving it, reading it, reporting on it, finishing, dropping, taking up again."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kim.exceptions import KimError
from kim.privacy.public import reading
from kim.steering.public import OrderState, WorkOrder, access, orders, reminders, states
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.saving import edited
from kim.web.drafts.typed import saved
from kim.web.forms import KimForm
from kim.web.steering.forms.orders import DoneForm, OrderForm, ReasonForm, ReportForm, WhyForm
from kim.web.steering.views.decisions import decision_for
from kim.web.steering.views.ways import crumb

JOINED = ("decision__topic", "decision__body__rules", "body", "agency", "unit", "person")


class Act(NamedTuple):
    """Something that can be done with a work order: its form, its action, and what stands on the page."""

    form: type[KimForm]
    do: Callable[..., Any]
    title: Any
    button: Any
    done: Any
    draft: str  # the word under which what was typed is kept


ACTS = {
    "bericht": Act(
        ReportForm, orders.report, gettext_lazy("Report on the work order"), gettext_lazy("Save the report"),
        gettext_lazy("The report is saved."), "order_report",
    ),
    "warum": Act(
        WhyForm, orders.say_why, gettext_lazy("Say why it stands still"), gettext_lazy("Save the reason"),
        gettext_lazy("The reason stands on the list of what is not implemented."), "order_why",
    ),
    "erledigt": Act(
        DoneForm, orders.finish, gettext_lazy("Report the work order as done"), gettext_lazy("Report as done"),
        gettext_lazy("The work order is done."), "order_done",
    ),
    "fallen-lassen": Act(
        ReasonForm, orders.drop, gettext_lazy("Drop the work order"), gettext_lazy("Drop it"),
        gettext_lazy("The work order is dropped. Its reason stays to be read."), "order_drop",
    ),
    "wieder-aufnehmen": Act(
        ReasonForm, orders.reopen, gettext_lazy("Take the work order up again"), gettext_lazy("Take it up again"),
        gettext_lazy("The work order is open again."), "order_reopen",
    ),
}  # fmt: skip


def order_for(request: HttpRequest, pk: int) -> WorkOrder:
    """A work order this person may read."""
    rows = access.orders_for(request.user)  # type: ignore[arg-type]
    found: WorkOrder = get_object_or_404(rows.select_related(*JOINED), pk=pk)
    return found


def acts_of(request: HttpRequest, order: WorkOrder) -> list[str]:
    """What this person may do with it now."""
    user, is_open = request.user, order.state in states.OPEN_ORDER_STATES
    found = ["bericht", "erledigt"] if is_open and access.may_report(user, order) else []  # type: ignore[arg-type]
    if found and order.due_on < timezone.localdate():
        found.insert(0, "warum")
    if orders.may_give(user, order.decision):  # type: ignore[arg-type]
        found += ["fallen-lassen"] if is_open else ["wieder-aufnehmen"] if order.state == OrderState.DONE else []
    return found


@reading
def order_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """All about a work order."""
    order, user = order_for(request, pk), request.user
    today, is_open = timezone.localdate(), order.state in states.OPEN_ORDER_STATES
    context = {
        "order": order, "to": order.body or order.agency or order.unit, "crumbs": _crumbs(order),
        "late": (today - order.due_on).days if is_open and order.due_on < today else 0,
        "acts": [{"title": ACTS[act].title, "url": reverse("steering:order_act", args=[pk, act])} for act in acts_of(request, order)],
        "reads_decision": access.decisions_for(user).filter(pk=order.decision_id).exists(),  # type: ignore[arg-type]
        "reminders": order.reminders.all(), "rules": reminders.days_of(order.decision.body, reminders.county_days()) if is_open else None,
        "reports": order.reports.select_related("reported_by").order_by("-reported_on", "-id"),
    }  # fmt: skip
    return render(request, "steering/orders/detail.html", context)


def order_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a work order from a decision."""
    decision, user = decision_for(request, pk), request.user
    if not orders.may_give(user, decision):  # type: ignore[arg-type]
        raise PermissionDenied
    form = keep_texts(OrderForm(request.POST or None), f"order_new-{pk}")
    if form.is_bound and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        try:
            made = orders.give(decision=decision, by=user, **said)  # type: ignore[arg-type]
        except KimError as error:
            form.refuse(error)
        else:
            saved(request, f"order_new-{pk}")
            messages.success(request, _("The work order is given."))
            return redirect("steering:order_detail", made.pk)
    here = [crumb(decision.number, reverse("steering:decision_detail", args=[pk])), crumb(_("Give a work order"))]
    context = {"form": form, "decision": decision, "crumbs": here}
    return render(request, "steering/orders/new.html", context, status=422 if form.errors else 200)


def order_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Report, finish, drop or take up again."""
    if act not in ACTS:
        raise Http404
    order, chosen = order_for(request, pk), ACTS[act]
    if act not in acts_of(request, order):
        messages.error(request, _("This is not possible with this work order now."))
        return redirect("steering:order_detail", pk)
    known, key = {"version": order.version, "percent": order.percent}, f"{chosen.draft}-{pk}"
    form = keep_texts(chosen.form(request.POST or None, initial=known), key)
    if form.is_bound and form.is_valid() and _done(request, order, chosen, form):
        saved(request, key)
        messages.success(request, str(chosen.done))
        return redirect("steering:order_detail", pk)
    context = {"form": form, "order": order, "act": chosen, "crumbs": _crumbs(order, str(chosen.title))}
    return render(request, "steering/orders/act.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest, order: WorkOrder, chosen: Act, form: KimForm) -> bool:
    said = {name: value for name, value in form.cleaned_data.items() if name not in ("version", "submission")}

    def now() -> Any:
        fresh = order_for(request, order.pk)
        return {}, {"version": fresh.version}, fresh

    version = form.cleaned_data["version"] or 0
    return edited(form, lambda: chosen.do(order=order, by=request.user, version=version, **said), now)


def _crumbs(order: WorkOrder, last: str = "") -> list[dict[str, str]]:
    name, here = f"{order.decision.number}, {order.number}", reverse("steering:order_detail", args=[order.pk])
    found = [crumb(_("Work orders"), reverse("steering:order_list")), crumb(name, here if last else "")]
    return [*found, crumb(last)] if last else found
