"""Those parts of the county's data that are many alike rows: municipalities, agencies, figures."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kim.organisation import public as org
from kim.organisation.public import Agency, LegalSphere, Municipality, Permission, PopulationFigure
from kim.web import wording
from kim.web.forms import CleanCharField
from kim.web.office import words
from kim.web.tables.columns import Column, Row
from kim.web.tables.filters import Chip, FilterForm
from kim.web.tables.table import Table
from kim.web.templatetags.kim import day
from kim.web.templatetags.office import period

CELLS = "office/county/list_cells.html"
ORIGIN = f"{CELLS}#origin"


class CountyTable(Table):
    """A part of the county's data; everyone with a role may look."""

    url_name = "office:county_part"
    part = ""

    @property
    def url(self) -> str:
        return reverse(self.url_name, args=[self.part])

    def rows_by_view(self) -> dict[str, QuerySet[Any]]:
        if not self.user.has(Permission.COUNTY_READ):
            raise PermissionDenied
        return {"": self.everything()}

    @abstractmethod
    def everything(self) -> QuerySet[Any]:
        """All rows of this list."""


def _origin(row: Row) -> str:
    """Where an entry comes from, as a file says it."""
    item = row["item"]
    invented = gettext("invented") if item.synthetic else ""
    return "; ".join(part for part in (invented, item.source, item.note) if part)


# Municipalities -------------------------------------------------------------------------------------------


class MunicipalityFilterForm(FilterForm):
    """Municipalities that have a certain office of their own."""

    office = forms.ChoiceField(label=_("Has an office of its own"), required=False)

    def prepare(self) -> None:
        self.fields["office"].choices = [("", _("any")), *words.OWN_OFFICES.items()]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Municipality]) -> QuerySet[Municipality]:
        kind = self.cleaned_data.get("office")
        if not kind:
            return rows
        return rows.filter(pk__in=org.MunicipalityFact.objects.filter(kind=kind, exists=True).values("municipality"))


def _office_column(kind: str, label: Any) -> Column:
    def said(row: Row) -> str:
        return "; ".join(f"{fact.word} {period(fact)}".strip() for fact in row["offices"].get(kind, []))

    return Column(kind, label, said, f"{CELLS}#{kind}", phone=True, width=28)


class MunicipalityTable(CountyTable):
    """The municipalities, and whether they have offices of their own; nothing there means: not known."""

    key = "kreis-gemeinden"
    part = "gemeinden"
    title = _("Municipalities")
    form_class = MunicipalityFilterForm
    default_sort = "name"
    anchor = "municipality-results"
    caption = _("Municipalities and their own offices")
    show_label = _("Show municipalities")
    columns = (
        Column("name", _("Municipality"), lambda r: r["item"].name, f"{CELLS}#place", sort="sort_key", head=True, always=True, width=28),
        Column("code", _("Short code"), lambda r: r["item"].code, screen=False, width=8),
        Column("ags", _("Official key"), lambda r: r["item"].ags, sort="ags", phone=True, width=14),
        *(_office_column(kind, label) for kind, label in words.OWN_OFFICES.items()),
    )  # fmt: skip

    def everything(self) -> QuerySet[Municipality]:
        return Municipality.objects.all()

    def for_rows(self, rows: QuerySet[Municipality]) -> QuerySet[Municipality]:
        return rows.prefetch_related("facts")

    def row(self, item: Municipality) -> Row:
        offices: dict[str, list[Any]] = {kind: [] for kind in words.OWN_OFFICES}
        for fact in item.facts.all():
            fact.word = words.exists_word(fact.exists)
            offices.setdefault(fact.kind, []).append(fact)
        return {"name": item.name, "can_pick": False, "offices": offices}

    def empty(self) -> tuple[str, str, str]:
        return super().empty() if self.form.is_on else (gettext("No municipality was loaded."), "", "")


# Agencies -------------------------------------------------------------------------------------------------


class AgencyFilterForm(FilterForm):
    """Agencies by name, kind, place and legal sphere."""

    search = "q"
    lookups = {"kind": "kind", "place": "municipality"}

    q = CleanCharField(label=_("Name"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    place = forms.ModelChoiceField(
        label=_("Municipality"), required=False, queryset=Municipality.objects.all(), empty_label=_("all places")
    )
    sphere = forms.ChoiceField(label=_("Legal sphere"), required=False)

    def prepare(self) -> None:
        self.fields["kind"].choices = [("", _("all")), *words.AGENCY_KINDS.items()]  # type: ignore[attr-defined]
        self.fields["sphere"].choices = [("", _("all")), *self.table.spheres.items()]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Agency]) -> QuerySet[Agency]:
        rows = super().narrow(rows)
        if sphere := self.cleaned_data.get("sphere"):
            rows = rows.filter(spheres__contains=[sphere])
        if text := self.cleaned_data.get("q"):
            rows = rows.filter(name__icontains=text)
        return rows


class AgencyTable(CountyTable):
    """Authorities and providers that work with the county."""

    key = "kreis-stellen"
    part = "stellen-und-traeger"
    title = _("Agencies and providers")
    form_class = AgencyFilterForm
    default_sort = "name"
    anchor = "agency-results"
    caption = _("Agencies by kind and place")
    show_label = _("Show agencies")
    columns = (
        Column("name", _("Name"), lambda r: r["name"], f"{CELLS}#agency", sort="name", head=True, always=True, width=44),
        Column("kind", _("Kind"), lambda r: r["kind"], f"{CELLS}#kind", sort="kind", width=24),
        Column(
            "place", _("Municipality"), lambda r: r["item"].municipality and r["item"].municipality.name,
            sort="municipality__sort_key", phone=True, width=20,
        ),
        Column("spheres", _("Legal spheres"), lambda r: "; ".join(r["spheres"]), phone=True, width=36),
        Column("source", _("Source"), _origin, ORIGIN, width=44),
    )  # fmt: skip

    @cached_property
    def spheres(self) -> dict[str, str]:
        return {sphere.key: sphere.label for sphere in LegalSphere.objects.all()}

    def everything(self) -> QuerySet[Agency]:
        return Agency.objects.all()

    def for_rows(self, rows: QuerySet[Agency]) -> QuerySet[Agency]:
        return rows.select_related("municipality")

    def row(self, item: Agency) -> Row:
        spheres = [self.spheres.get(key, key) for key in item.spheres]
        return {
            "name": item.name, "can_pick": False, "kind": words.word(words.AGENCY_KINDS, item.kind), "spheres": spheres,
        }  # fmt: skip

    def empty(self) -> tuple[str, str, str]:
        return super().empty() if self.form.is_on else (gettext("No agency was loaded."), "", "")


# Figures --------------------------------------------------------------------------------------------------


class FigureFilterForm(FilterForm):
    """Figures by kind and place; without a kind the newest of each."""

    was = forms.ChoiceField(label=_("Kind of figure"), required=False)
    place = forms.ModelChoiceField(
        label=_("Municipality"), required=False, queryset=Municipality.objects.all(), empty_label=_("whole county")
    )

    def prepare(self) -> None:
        kinds = [(what, self.table.words_of(what)[0]) for what in self.table.present]  # type: ignore[attr-defined]
        self.fields["was"].choices = [("", _("the newest of each kind")), *kinds]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[PopulationFigure]) -> QuerySet[PopulationFigure]:
        what, place = self.cleaned_data.get("was"), self.cleaned_data.get("place")
        if what:
            return rows.filter(Q(what=what) & (Q(municipality=place) if place else Q()))
        newest = rows.filter(municipality=place).order_by("what", "-reference_date", "-pk").distinct("what")
        return rows.filter(pk__in=newest.values("pk"))

    def chips(self) -> list[Chip]:
        """Each kind is one click away."""
        chosen = self.cleaned_data.get("was")
        kinds = [
            Chip(str(label), key == chosen, {"was": "" if key == chosen else key})
            for key, label in self.fields["was"].choices[1:]  # type: ignore[attr-defined]
        ]
        return [*kinds, *(chip for chip in super().chips() if "was" not in chip.changes)]


class FigureTable(CountyTable):
    """How many people, with source and day; two sources may disagree."""

    key = "kreis-zahlen"
    part = "zahlen"
    title = _("Figures")
    form_class = FigureFilterForm
    default_sort = "kind"
    anchor = "figure-results"
    caption = _("Figures with source and day")
    show_label = _("Show figures")
    columns = (
        Column("kind", _("Figure"), lambda r: r["name"], sort="kind_order", head=True, always=True, width=44),
        Column("where", _("Where"), lambda r: r["where"], sort="municipality__sort_key", width=24),
        Column(
            "day", _("As of"), lambda r: r["item"].reference_date, f"{CELLS}#day", sort="reference_date", phone=True,
            css="kim-nw", width=12,
        ),
        Column("value", _("Value"), lambda r: r["item"].value, f"{CELLS}#value", sort="value", phone=True, number=True, width=14),
        Column("unit", _("Unit"), lambda r: "%" if r["unit"] == "percent" else "", screen=False, width=6),
        Column("source", _("Source"), _origin, ORIGIN, width=44),
    )  # fmt: skip

    @cached_property
    def kinds(self) -> dict[str, org.FigureKind]:
        return {kind.key: kind for kind in org.FigureKind.objects.all()}

    @cached_property
    def present(self) -> list[str]:
        """The kinds of which there are figures, in the county's order."""
        counted = set(PopulationFigure.objects.order_by().values_list("what", flat=True).distinct())
        return [what for what in self.kinds if what in counted] + sorted(counted - self.kinds.keys())

    def words_of(self, what: str) -> tuple[str, str]:
        kind = self.kinds.get(what)
        return (kind.label, kind.unit) if kind else (what, "persons")

    def everything(self) -> QuerySet[PopulationFigure]:
        return PopulationFigure.objects.all()

    @property
    def order(self) -> tuple[str, ...]:
        """Of one kind the newest day first, there the municipalities and the whole county last."""
        if self.sort != self.default_sort:
            return super().order
        return ("kind_order", "-reference_date", "municipality__sort_key", "id")

    def for_sort(self, rows: QuerySet[PopulationFigure], key: str) -> QuerySet[PopulationFigure]:
        places = [When(what=what, then=Value(place)) for place, what in enumerate(self.present)]
        return rows.annotate(kind_order=Case(*places, default=Value(len(places)), output_field=IntegerField()))

    def for_rows(self, rows: QuerySet[PopulationFigure]) -> QuerySet[PopulationFigure]:
        return rows.select_related("municipality")

    def row(self, item: PopulationFigure) -> Row:
        label, unit = self.words_of(item.what)
        text = wording.grouped(item.value, 2 if item.value % 1 else 0)
        return {
            "name": label, "can_pick": False, "unit": unit, "day": _day(item),
            "where": item.municipality.name if item.municipality else gettext("whole county"),
            "text": f"{text}\u00a0%" if unit == "percent" else text,
        }  # fmt: skip

    def empty(self) -> tuple[str, str, str]:
        if self.form.is_on:
            return super().empty()
        if self.present:
            return gettext("There is no figure for the whole county; choose a kind above."), "", ""
        return gettext("No figure was loaded."), "", ""


def _day(item: PopulationFigure) -> str:
    if item.precision == "year":
        return gettext("year %(year)s") % {"year": item.reference_date.year}
    if item.precision == "quarter":
        return gettext("quarter until %(day)s") % {"day": day(item.reference_date)}
    return day(item.reference_date)


LISTS: dict[str, type[CountyTable]] = {each.part: each for each in (MunicipalityTable, AgencyTable, FigureTable)}
