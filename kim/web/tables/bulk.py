"""Acting on many rows at once: chosen rows, a look ahead that says what happens with each, then the act."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import UUIDField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kim.exceptions import KimError
from kim.privacy.public import audit
from kim.web.forms import KimForm
from kim.web.keyset import in_order

if TYPE_CHECKING:
    from kim.web.tables.table import Table

AT_ONCE = 500
_IS_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch


@dataclass(frozen=True)
class Outcome:
    """What will happen with one row: its name, facts beside it, and in words what becomes of it or why nothing does."""

    item: Any
    name: str
    will: bool
    text: str
    note: str = ""
    facts: Sequence[str] = ()


class BulkAction(ABC):
    """Something that is done with many rows. `plan` looks ahead, `carry_out` does it for those that will."""

    key: ClassVar[str] = ""
    label: ClassVar[Any] = ""  # a verb
    title: ClassVar[Any] = ""  # of its page; the label if empty
    confirm: ClassVar[Any] = ""  # a verb with "now"
    caption: ClassVar[Any] = ""  # of the table of rows
    nothing: ClassVar[Any] = _("Tick the rows first.")
    url_name: ClassVar[str] = ""  # where the action has an address of its own
    form_class: ClassVar[type[KimForm] | None] = None
    fact_labels: ClassVar[Sequence[Any]] = ()  # heads of Outcome.facts

    def offered(self, table: Table) -> bool:
        """Whether the list shows this action to this person."""
        return True

    def form(self, table: Table, data: Any) -> KimForm | None:
        """What is asked before anything happens; nothing where the rows alone are enough."""
        return self.form_class(data) if self.form_class else None

    def picked(self, table: Table, items: list[Any]) -> None:  # noqa: B027 - most acts take every row
        """Refuse rows that were ticked but may not be acted on; for all that fit a filter, `plan` says so instead."""

    @abstractmethod
    def plan(self, table: Table, items: list[Any], form: KimForm | None) -> list[Outcome]:
        """What will happen with each row. Before the form is filled (`form` is None), as far as one can say."""

    @abstractmethod
    def sentence(self, table: Table, going: list[Any], form: KimForm | None) -> tuple[str, str, str]:
        """What will happen on the whole: the core, more about it, and the tone of the alert."""

    @abstractmethod
    def carry_out(self, table: Table, items: list[Any], form: KimForm | None) -> str:
        """Do it; the sentence for afterwards. A KimError undoes all of it."""

    def field_of(self, error: KimError) -> str | None:
        """The field of the form that a refusal belongs to."""
        return None

    def address(self, table: Table) -> str:
        return reverse(self.url_name) if self.url_name else reverse("tables:bulk", args=[table.key, self.key])


def bulk_page(request: HttpRequest, table: Table, action: BulkAction) -> HttpResponse:
    """Choose, look at what will happen, do it; rows that cannot be acted on are named with the reason."""
    items, total = _chosen(request, table, action)
    if not items:
        messages.error(request, str(action.nothing))
        return redirect(table.url)
    posted = request.method == "POST"
    form = action.form(table, request.POST if posted else None)
    ready = form is None or (posted and form.is_valid())
    plan = action.plan(table, items, form if ready else None)
    going = [outcome.item for outcome in plan if outcome.will]
    if ready and form is not None and not going:
        form.add_error(action.field_of(KimError()), plan[0].text)
        ready = False
    if posted and ready and "confirmed" in request.POST and _done(request, table, action, plan, form):
        return redirect(table.url)
    ready = ready and (form is None or form.is_valid())
    plan = plan if ready else action.plan(table, items, None)
    context = _context(table, action, plan, form, total) | {"ready": ready}
    if ready:
        context |= dict(zip(("core", "more", "tone"), action.sentence(table, going, form), strict=True))
    faulty = posted and form is not None and bool(form.errors)
    return render(request, "tables/bulk_page.html", context, status=422 if faulty else 200)


def _context(table: Table, action: BulkAction, plan: list[Outcome], form: Any, total: int) -> dict[str, Any]:
    going = [outcome for outcome in plan if outcome.will]
    return {
        "table": table,
        "action": action,
        "title": str(action.title or action.label),
        "form": form,
        "going": going,
        "staying": [outcome for outcome in plan if not outcome.will],
        "staying_title": gettext("These stay as they are"),
        "left": max(0, total - len(plan)),
        "number": len(going),
        "sent": [(b.html_name, b.value()) for b in form] if form is not None and form.is_bound else [],
        "core": "", "more": "", "tone": "",
        "crumbs": [{"label": str(table.title), "url": table.url}, {"label": str(action.title or action.label), "url": ""}],
    }  # fmt: skip


def _chosen(request: HttpRequest, table: Table, action: BulkAction) -> tuple[list[Any], int]:
    """The rows ticked, or all that fit the filters up to a limit; and how many fit."""
    named = request.POST.getlist(table.pick_name)
    if not named and request.GET.get("all"):
        found = list(in_order(table.listed, table.order)[:AT_ONCE])
        total = len(found) if len(found) < AT_ONCE else table.narrowed.order_by().count()
        return found, total
    wanted = _keys(table, named or request.GET.getlist(table.pick_name))
    rows = table.for_rows(table.for_sort(_everything(table), table.sort.lstrip("-"))).filter(pk__in=wanted)
    found = list(in_order(rows, table.order))
    if len(found) != len(wanted):
        raise Http404
    action.picked(table, found)
    return found, len(found)


def _everything(table: Table) -> Any:
    """All rows of all views this person has; the widest one holds the others or is joined to them."""
    views = list(table.sources.values())
    joined = views[0]
    for view in views[1:]:
        joined = joined | view
    return joined


def _keys(table: Table, named: list[str]) -> set[Any]:
    """The rows ticked, by number, or by random id where the rows of this list have such."""
    if isinstance(_everything(table).model._meta.pk, UUIDField):
        return {UUID(pk) for pk in named[:AT_ONCE] if _IS_UUID(pk)}
    return {int(pk) for pk in named[:AT_ONCE] if pk.isascii() and pk.isdecimal() and len(pk) < 19}


def _done(request: HttpRequest, table: Table, action: BulkAction, plan: list[Outcome], form: Any) -> bool:
    """Whether all of them were acted on; if one cannot be, none is."""
    stopped = next((outcome for outcome in plan if not outcome.will), None)
    if stopped is not None:
        _refuse(request, form, action.field_of(KimError()), stopped.text)
        return False
    try:
        with transaction.atomic():
            text = action.carry_out(table, [outcome.item for outcome in plan], form)
            audit.record("list.acted", list=table.key, action=action.key, rows=len(plan))
    except KimError as error:
        _refuse(request, form, action.field_of(error), str(error))
        return False
    messages.success(request, text)
    return True


def _refuse(request: HttpRequest, form: forms.Form | None, field: str | None, text: str) -> None:
    if form is None:
        messages.error(request, text)
    else:
        form.add_error(field, text)


def action_of(table: Table, key: str) -> BulkAction:
    """The action of this list (404 if it has none such, 403 if it is not this person's)."""
    action = next((each for each in table.actions if each.key == key), None)
    if action is None:
        raise Http404
    if not action.offered(table):
        raise PermissionDenied
    return action


def bulk_of(table: Table) -> list[dict[str, str]]:
    """The actions for the bar: label and address."""
    return [{"label": str(a.label), "url": a.address(table)} for a in table.actions if a.offered(table)]


def all_words(total: int) -> str:
    """What ticking everything means: all 214, or the first 500 of 1.000+."""
    from kim.web.templatetags.kim import capped  # noqa: PLC0415

    if total <= AT_ONCE:
        return gettext("all %(total)s that fit the filters") % {"total": total}
    return gettext("the first %(most)s of %(total)s that fit the filters") % {"most": AT_ONCE, "total": capped(total)}
