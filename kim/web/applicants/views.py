"""One application of a naturalisation office, and who is responsible for whom."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from kim.naturalisation.public import Application, OfficeArea, access, states
from kim.organisation.public import User
from kim.privacy.public import reading
from kim.web.applicants import people_words
from kim.web.applicants.forms import AskForm, DocumentForm, ResponsibleForm
from kim.web.applicants.tabs import tabs
from kim.web.forms import country_names
from kim.web.naturalisation.fields import german

Words = dict[str, Any]
Stage = states.Stage


def officer(request: HttpRequest) -> User:
    """Whoever works in a naturalisation office; everybody else is refused."""
    if not access.works_here(request.user):  # type: ignore[arg-type]
        raise PermissionDenied
    return request.user  # type: ignore[return-value]


def crumbs(*more: tuple[str, str]) -> list[Words]:
    """The way from the worklist to here."""
    first = (pgettext("naturalisation", "Applications"), reverse("applicants:application_list"))
    return [{"label": str(label), "url": url} for label, url in (first, *more)]


@require_safe
@reading
def application_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One application: where it stands, who it is about, what is missing, whom the office has asked."""
    row = access.application_for(officer(request), pk)
    return render(request, "applicants/detail.html", page_of(row))


def page_of(row: Application, document_form: DocumentForm | None = None, ask_form: AskForm | None = None) -> Words:
    """What the page of an application shows; faulty forms come back in their place."""
    today = timezone.localdate()
    people = list(row.applicants.select_related("municipality"))
    return {
        "application": row, "people": [_person(each) for each in people], "steps": _steps(row), "today": today,
        "facts": _facts(row), "waits_since": row.waits_since(today),
        "documents": [{"row": each, "late": each.is_late(today)} for each in row.documents.order_by("settled_on", "kind")],
        "enquiries": [{"row": each, "late": each.is_late(today)} for each in row.enquiries.all()],
        "document_form": document_form or DocumentForm(), "ask_form": ask_form or AskForm(),
        "crumbs": crumbs((row.reference, "")), "people_history": people_words.history_of(row), **people_words.may(row),
    }  # fmt: skip


def _day(day: date | None) -> str:
    return date_format(day, "d.m.Y") if day else ""


def _facts(row: Application) -> list[tuple[str, str]]:
    found = [
        (pgettext("naturalisation", "Office"), str(row.unit)), (_("Legal basis"), row.get_basis_display()),
        (pgettext("application", "Stage"), row.get_stage_display()), (pgettext("application", "Since"), _day(row.stage_since)),
        (_("Submitted on"), _day(row.submitted_on) or _("not yet")),
        (_("In charge"), str(row.caretaker or pgettext("application", "nobody"))),
    ]  # fmt: skip
    if row.from_advice:
        found.append((_("Came"), _("from advice, with the consent of the person")))
    if row.certificate_on:
        found.append((_("German since"), _day(row.certificate_on)))
    if row.end_reason:
        found.append((_("Reason for the end"), row.get_end_reason_display()))
    return found


def _person(each: Any) -> Words:
    names = country_names()
    hidden = _("blocked (§ 51 BMG)") if each.is_protected else ""
    place = ", ".join(filter(None, (each.street, str(each.municipality or ""))))
    return {
        "pk": each.pk, "relation": each.get_relation_display(), "name": str(each), "born": german(each.born_on),
        "citizenships": ", ".join(names.get(c, c) for c in each.citizenships),
        "place": f"{place} – {hidden}" if hidden and place else place or hidden,
        "contact": ", ".join(filter(None, (each.phone, each.email))),
    }  # fmt: skip


def _steps(row: Application) -> list[Words]:
    """The stepper: what was passed with its day, where it stands, what is to come."""
    days = {entry.stage: entry.entered_on for entry in row.entries.all()}
    way = [stage for stage in Stage if stage != Stage.ENDED]
    if Stage.ASSURANCE not in days:
        way.remove(Stage.ASSURANCE)  # rarely used since several citizenships are accepted
    if row.stage == Stage.ENDED:
        way = [stage for stage in way if stage in days] + [Stage.ENDED]
    place = way.index(Stage(row.stage))
    found = []
    for number, stage in enumerate(way):
        day = days.get(stage)
        state = "here" if number == place else "next" if number > place else "done" if day else "skipped"
        found.append({"label": stage.label, "note": _day(day), "state": state})
    return found


@require_safe
@reading
def responsible(request: HttpRequest) -> HttpResponse:
    """Which naturalisation office decides for a municipality on a day, and the whole table."""
    user: User = request.user  # type: ignore[assignment]
    if not access.looks_up(user):
        raise PermissionDenied
    form = ResponsibleForm(request.GET)
    found, asked = None, False
    if form.is_bound and form.is_valid():
        asked, found = True, access.responsible(form.cleaned_data["place"], form.cleaned_data["on"])
    areas = OfficeArea.objects.select_related("unit", "municipality").order_by("municipality__sort_key", "valid_from")
    context = {
        "form": form,
        "asked": asked,
        "found": found,
        "areas": areas,
        "tabs": tabs("responsible") if access.works_here(user) else [],
    }
    context["may_record"] = access.records_areas(user)
    return render(request, "applicants/responsible.html", context, status=422 if form.errors else 200)
