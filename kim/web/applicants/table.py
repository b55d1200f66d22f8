"""The worklist of a naturalisation office: what stands where, since when, and what is late."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case as Choose
from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kim.naturalisation.public import (
    Applicant,
    Application,
    AuthorityEnquiry,
    MissingDocument,
    access,
    states,
    three_months_before,
)
from kim.organisation.public import User
from kim.privacy.public import reading
from kim.web.applicants.tabs import tabs
from kim.web.keyset import Page
from kim.web.naturalisation.fields import PartialDayField
from kim.web.tables.columns import Column, Row
from kim.web.tables.filters import FilterForm
from kim.web.tables.pages import table_page
from kim.web.tables.table import Table
from kim.web.templatetags.kim import capped

CELLS = "applicants/cells.html"
ORDER = {stage: place for place, stage in enumerate(states.Stage)}


class ApplicationFilterForm(FilterForm):
    """Applications by words, stage, and those where something is late."""

    quick = ("late",)
    lookups = {"stage": "stage"}
    search = "words"

    words = forms.CharField(label=_("Name, reference or date of birth"), required=False, max_length=80)
    stage = forms.ChoiceField(label=pgettext_lazy("application", "Stage"), required=False)
    late = forms.BooleanField(label=_("Something is late"), required=False)

    def prepare(self) -> None:
        of_view = states.RUNNING if self.table.view == "open" else states.FINAL
        choices = [(stage.value, stage.label) for stage in of_view]
        self.fields["stage"].choices = [("", _("all stages")), *choices]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Application]) -> QuerySet[Application]:
        rows = super().narrow(rows)
        for word in self.cleaned_data.get("words", "").split():
            rows = rows.filter(_named(word))
        if not self.cleaned_data.get("late"):
            return rows
        today = timezone.localdate()
        waited = Q(submitted_on__lt=three_months_before(today), decided_on=None)
        return rows.filter(
            _late(MissingDocument, "settled_on", today) | _late(AuthorityEnquiry, "answered_on", today) | waited
        )


class ApplicationTable(Table):
    """The applications of the own office."""

    key = "einbuergerungen"
    title = pgettext_lazy("naturalisation", "Applications")
    url_name = "applicants:application_list"
    form_class = ApplicationFilterForm
    default_sort = "stage"
    anchor = "application-results"
    show_label = _("Show applications")
    view_labels = {"open": pgettext_lazy("application", "Running"), "ended": pgettext_lazy("application", "Ended")}
    columns = (
        Column("reference", pgettext_lazy("application", "Reference"), lambda r: r["item"].reference, f"{CELLS}#reference",
               sort="reference", head=True, always=True, css="kim-nw", width=18),
        Column("people", _("Applicants"), lambda r: "; ".join(r["people"]), f"{CELLS}#people", phone=True, width=40),
        Column("office", pgettext_lazy("naturalisation", "Office"), lambda r: r["item"].unit.name, sort="unit__name", phone=True, width=30),
        Column("basis", _("Legal basis"), lambda r: r["item"].get_basis_display(), sort="basis", phone=True, default=False, width=30),
        Column("stage", pgettext_lazy("application", "Stage"), lambda r: r["stage"], sort="stage_order", phone=True, width=30),
        Column("since", pgettext_lazy("application", "Since"), lambda r: r["item"].stage_since,
               sort="stage_since", phone=True, css="kim-nw", width=14),
        Column("submitted", _("Submitted on"), lambda r: r["item"].submitted_on,
               sort="submitted_on", phone=True, default=False, css="kim-nw", width=14),
        Column("late", pgettext_lazy("application", "Late"), lambda r: ", ".join(r["late"]), f"{CELLS}#late", phone=True, width=36),
        Column("caretaker", _("In charge"), lambda r: str(r["item"].caretaker or ""), sort="caretaker__last_name", phone=True, width=24),
    )  # fmt: skip

    def __init__(self, user: User, query: Mapping[str, str]) -> None:
        if len(access.offices_of(user)) < 2:  # the office is said once, above the list
            self.columns = tuple(column for column in self.columns if column.key != "office")  # type: ignore[misc]
        super().__init__(user, query)

    def rows_by_view(self) -> dict[str, QuerySet[Application]]:
        rows = access.applications_for(self.user)
        return {"open": rows.filter(stage__in=states.RUNNING), "ended": rows.filter(stage__in=states.FINAL)}

    def for_sort(self, rows: QuerySet[Application], key: str) -> QuerySet[Application]:
        if key != "stage":
            return rows
        places = [When(stage=stage, then=Value(place)) for stage, place in ORDER.items()]
        return rows.annotate(stage_order=Choose(*places, default=Value(len(ORDER)), output_field=IntegerField()))

    def for_rows(self, rows: QuerySet[Application]) -> QuerySet[Application]:
        today = timezone.localdate()
        return (
            rows.select_related("caretaker", "unit")
            .prefetch_related("applicants")
            .annotate(
                late_document=_late(MissingDocument, "settled_on", today),
                late_answer=_late(AuthorityEnquiry, "answered_on", today),
            )
        )

    def row(self, item: Application) -> Row:
        late = [gettext("documents")] if item.late_document else []  # type: ignore[attr-defined]
        late += [gettext("answer of another office")] if item.late_answer else []  # type: ignore[attr-defined]
        late += [gettext("decision (§ 75 VwGO)")] if item.waits_since(timezone.localdate()) else []
        people = [str(each) for each in item.applicants.all()]
        return {
            "name": f"{item.reference}, {people[0] if people else ''}",
            "can_pick": False,
            "people": people,
            "stage": item.get_stage_display(),
            "late": late if item.is_running else [],
        }

    def group_of(self, row: Row) -> tuple[str, str]:
        """Rows stand under their stage, unless sorted otherwise."""
        return (row["stage"], "") if self.sort == "stage" else ("", "")

    def page_text(self, page: Page) -> str:
        text = ngettext(
            "Application %(first)s of %(total)s", "Applications %(first)s to %(last)s of %(total)s", len(page)
        )
        return text % {"first": page.first, "last": page.last, "total": capped(page.total)}

    def empty(self) -> tuple[str, str, str]:
        if self.form.is_on:
            return gettext("No application fits these filters."), gettext("Reset the filters"), self.reset_address
        return (
            gettext("No application is here."),
            gettext("Record an application"),
            reverse("applicants:application_new"),
        )


def _named(word: str) -> Q:
    """Whether an application is meant by this word: its reference, or a name or day of birth of somebody in it."""
    people = Applicant.objects.filter(application=OuterRef("pk"))
    try:
        born = PartialDayField().clean(word)
        return Q(reference__icontains=word) | Q(Exists(people.filter(born_on__startswith=born)))
    except ValidationError:
        name = Q(family_name__icontains=word) | Q(given_name__icontains=word)
        return Q(reference__icontains=word) | Q(Exists(people.filter(name)))


def _late(model: Any, open_field: str, today: date) -> Exists:
    return Exists(model.objects.filter(application=OuterRef("pk"), due_on__lt=today, **{open_field: None}))


@reading
def application_list(request: HttpRequest) -> HttpResponse:
    """All applications of the own office by stage."""
    table = ApplicationTable(request.user, request.GET)  # type: ignore[arg-type]
    return table_page(request, table, "applicants/list.html", lambda: _around(table))


def _around(table: ApplicationTable) -> dict[str, Any]:
    labels = table.view_labels
    items = [{"label": str(labels[n]), "url": f"?view={n}", "current": n == table.view} for n in labels]
    return {"view_items": items, "tabs": tabs("application_list"), "offices": access.offices_of(table.user)}
