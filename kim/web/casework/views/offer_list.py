"""The directory of offers as a list, for everybody who looks up the county's network."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kim.network.public import Offer
from kim.organisation.public import Permission, User
from kim.privacy.public import reading
from kim.web.casework.forms.offer import OfferLabels, OfferQuestions
from kim.web.tables.columns import Column, Row
from kim.web.tables.filters import FilterForm
from kim.web.tables.pages import table_page
from kim.web.tables.table import Table

CELLS = "network/offer_cells.html"


class OfferTableForm(OfferQuestions, FilterForm):
    """The same questions as inside a case, as filters of the list."""

    search = "q"
    quick = ("has_seat", "free")

    def prepare(self) -> None:
        for name, choices in self.table.labels.choices().items():  # type: ignore[attr-defined]
            self.fields[name].choices = [("", _("all")), *choices]  # type: ignore[attr-defined]


class OfferTable(Table):
    """The offers of today."""

    key = "angebote"
    title = _("Offers")
    url_name = "casework:offer_list"
    form_class = OfferTableForm
    default_sort = "title"
    anchor = "offer-results"
    show_label = _("Show offers")
    columns = (
        Column("title", _("Offer"), lambda r: r["name"], f"{CELLS}#title", sort="title", head=True, always=True, width=48),
        Column("agency", _("Agency"), lambda r: str(r["item"].agency), screen=False, width=36),
        Column("areas", _("Life areas"), lambda r: ", ".join(r["life_areas"]), phone="", width=32),
        Column("languages", _("Languages"), lambda r: ", ".join(r["languages"]), phone=True, width=32),
        Column(
            "places", pgettext_lazy("place", "For"), lambda r: ", ".join(r["municipalities"]) or gettext("the whole county"),
            phone=True, width=32,
        ),
        Column("spheres", _("Legal spheres"), lambda r: ", ".join(r["spheres"]), phone=True, default=False, width=24),
        Column(
            "answer", _("Answer agreed"), lambda r: r["item"].answer_days, f"{CELLS}#answer", sort="answer_days",
            phone=True, number=True, css="kim-nw",
        ),
        Column(
            "wait", _("Usual wait"), lambda r: r["item"].usual_wait_days, f"{CELLS}#wait", sort="usual_wait_days",
            phone=True, number=True, css="kim-nw",
        ),
        Column("seats", _("Places"), lambda r: r["seats"], phone=True, sort="seats_free", width=20),
        Column("cost", _("Cost"), lambda r: r["cost"], phone=True, default=False, width=24),
        Column("targets", _("Target groups"), lambda r: ", ".join(r["targets"]), phone=True, default=False, width=24),
        Column("until", _("Runs until"), lambda r: r["item"].valid_to, sort="valid_to", phone=True, default=False),
    )  # fmt: skip

    @cached_property
    def labels(self) -> OfferLabels:
        return OfferLabels()

    def rows_by_view(self) -> dict[str, QuerySet[Offer]]:
        may_look_up(self.user)
        return {"": Offer.objects.on(timezone.localdate())}

    def for_rows(self, rows: QuerySet[Offer]) -> QuerySet[Offer]:
        return rows.select_related("agency")

    def row(self, item: Offer) -> Row:
        return {"name": item.title, "can_pick": False, **self.labels.of(item)}

    def empty(self) -> tuple[str, str, str]:
        if self.form.is_on:
            return gettext("No offer fits these filters."), gettext("Reset filters"), self.reset_address
        return gettext("No offers are stored yet."), "", ""


def may_look_up(user: User) -> None:
    """Those who look up the county or take enquiries."""
    if not (user.has(Permission.COUNTY_READ) or user.has(Permission.ENQUIRY_WORK)):
        raise PermissionDenied


@reading
def offer_list(request: HttpRequest) -> HttpResponse:
    """All offers of today, narrowed by life area, language, place, legal sphere or words."""
    return table_page(request, OfferTable(request.user, request.GET), "network/offer_list.html")  # type: ignore[arg-type]
