"""Standing items and agreements of a body."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kim.steering.public import StandingItem, standing_items
from kim.web.casework.forms.keeping import keep_texts
from kim.web.casework.saving import added, edited
from kim.web.drafts.typed import saved
from kim.web.steering.forms.points import StandingForm
from kim.web.steering.views.bodies import body_for, form_page


def standing_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A further item, or an agreement."""
    body, key = body_for(request, pk, manages=True), f"standing_new-{pk}"
    form = keep_texts(StandingForm(request.POST or None), key)

    def act() -> StandingItem:
        return standing_items.save(body=body, by=request.user, **form.values())  # type: ignore[arg-type]

    if form.is_bound and form.is_valid() and added(request, form, "standing-form", act, _("It is noted.")):
        saved(request, key)
        return redirect(_place(pk))
    return form_page(request, form, _("New standing item"), body, "standing")


def standing_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one; if somebody else has saved meanwhile, both versions are shown."""
    item = _item(pk)
    body, key = body_for(request, item.body_id, manages=True), f"standing-{pk}"
    form = keep_texts(StandingForm(request.POST or None, initial=StandingForm.from_item(item)), key)
    if form.is_bound and form.is_valid():

        def act() -> None:
            version = form.cleaned_data["version"] or 0
            standing_items.save(body=body, by=request.user, item=item, version=version, **form.values())  # type: ignore[arg-type]

        def now() -> Any:
            fresh = _item(pk)
            return StandingForm.from_item(fresh), {"version": fresh.version}, fresh

        if edited(form, act, now):
            saved(request, key)
            messages.success(request, _("The standing item is saved."))
            return redirect(_place(body.pk))
    return form_page(request, form, _("Change the standing item"), body, "standing")


@require_POST
def standing_move(request: HttpRequest, pk: int, way_to: str) -> HttpResponse:
    """One place up or down."""
    item = _item(pk)
    body_for(request, item.body_id, manages=True)
    standing_items.move(item=item, by=request.user, up=way_to == "hoch")  # type: ignore[arg-type]
    return redirect(_place(item.body_id))


@require_POST
def standing_end(request: HttpRequest, pk: int) -> HttpResponse:
    """It comes onto no further agenda."""
    item = _item(pk)
    body_for(request, item.body_id, manages=True)
    standing_items.end(item=item, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("It comes onto no further agenda."))
    return redirect(_place(item.body_id))


def _item(pk: int) -> StandingItem:
    found: StandingItem = get_object_or_404(StandingItem.objects.select_related("body", "changed_by"), pk=pk)
    return found


def _place(body: int) -> str:
    return reverse("steering:body_detail", args=[body]) + "#standing"
