"""The list of enquiries: of one state, mine or the team's, those waiting longest first."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Enquiry, EnquiryState
from kim.organisation.public import AccessChannel, LifeArea, Municipality, Permission, User
from kim.privacy.public import reading
from kim.web.forms import language_choices, language_name
from kim.web.keyset import Page
from kim.web.navigation import own_enquiries
from kim.web.tables.columns import Column, Row
from kim.web.tables.filters import FilterForm
from kim.web.tables.pages import table_page
from kim.web.tables.table import Table
from kim.web.templatetags.kim import capped, days_since

CELLS = "casework/enquiries/list_cells.html"


def enquirer(request: HttpRequest) -> User:
    """Whoever is signed in, if enquiries are their work."""
    user: User = request.user  # type: ignore[assignment]
    if not user.has(Permission.ENQUIRY_WORK):
        raise PermissionDenied
    return user


class AreaField(forms.ModelChoiceField):
    """Life areas in the language of the screen."""

    def label_from_instance(self, obj: LifeArea) -> str:  # type: ignore[override]
        return obj.label


class EnquiryFilterForm(FilterForm):
    """Enquiries of one state, narrowed by place, way and language."""

    lookups = {
        "place": "municipality", "area": "life_area", "channel": "channel", "language": "language", "urgency": "urgency",
    }  # fmt: skip
    quick = ("anonymous",)

    state = forms.ChoiceField(label=_("State"), required=False, choices=EnquiryState.choices, widget=forms.HiddenInput)
    place = forms.ModelChoiceField(
        label=_("Place"), required=False, queryset=Municipality.objects.all(), empty_label=_("all places")
    )
    area = AreaField(
        label=_("Life area"), required=False, queryset=LifeArea.objects.all(), empty_label=_("all life areas")
    )
    channel = forms.ModelChoiceField(
        label=_("How they came"), required=False, queryset=AccessChannel.objects.all(), empty_label=_("all ways")
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    urgency = forms.ChoiceField(label=_("Urgency"), required=False)
    anonymous = forms.BooleanField(label=_("anonymous"), required=False)

    def prepare(self) -> None:
        self.fields["language"].choices = language_choices(empty=str(_("all languages")))  # type: ignore[attr-defined]
        urgencies = Enquiry._meta.get_field("urgency").choices or []
        self.fields["urgency"].choices = [("", _("all")), *urgencies]  # type: ignore[attr-defined]

    @property
    def state_chosen(self) -> str:
        return self.cleaned_data.get("state") or EnquiryState.OPEN

    def narrow(self, rows: QuerySet[Enquiry]) -> QuerySet[Enquiry]:
        rows = rows.filter(state=self.state_chosen)
        return super().narrow(rows.filter(anonymous=True) if self.cleaned_data.get("anonymous") else rows)

    def words(self) -> list[tuple[str, str]]:
        return [(gettext("State"), str(EnquiryState(self.state_chosen).label)), *super().words()]

    @property
    def is_on(self) -> bool:
        return bool(super().words())

    def _used(self) -> list[tuple[str, str, str]]:
        return [found for found in super()._used() if found[0] != "state"]


def own_in_words(row: Row) -> str:
    """The county's own questions with their answers, for files."""
    return "; ".join(f"{question}: {answer}" for question, answer in row["item"].told)


def is_open_list(table: Any) -> bool:
    return table.form.state_chosen == EnquiryState.OPEN


class EnquiryTable(Table):
    """Enquiries of one's own units, before a case is opened from them."""

    key = "anfragen"
    title = _("Enquiries")
    url_name = "casework:enquiry_list"
    form_class = EnquiryFilterForm
    default_sort = "received"
    anchor = "enquiry-results"
    show_label = _("Show enquiries")
    view_labels = {"mine": _("For me"), "team": _("Team")}
    columns = (
        Column(
            "received", _("Received"), lambda r: r["item"].received_on, f"{CELLS}#received", sort="waits_since",
            phone=True, css="kim-nw", width=12,
        ),
        Column("who", pgettext_lazy("person", "Who"), lambda r: r["name"], f"{CELLS}#who", head=True, always=True, width=36),
        Column("urgency", _("Urgency"), lambda r: r["item"].get_urgency_display(), screen=False, width=12),
        Column(
            "place", _("Lives in"), lambda r: r["item"].municipality and str(r["item"].municipality), f"{CELLS}#place",
            sort="municipality__sort_key", phone=True, width=20,
        ),
        Column(
            "area", _("Life area"), lambda r: r["item"].life_area and r["item"].life_area.label, phone=True, spare=True,
            width=24,
        ),
        Column("own", _("Questions of the county"), own_in_words, screen=False, width=40),
        Column("number_of", _("Contacts"), lambda r: r["item"].number_of, screen=False, number=True, width=10),
        Column("way", _("How they came"), lambda r: r["way"], phone=True, width=28),
        Column("language", _("Language"), lambda r: r["language"], f"{CELLS}#language", phone=True, width=16),
        Column(
            "interpreter", _("Interpreter"), lambda r: r["item"].get_interpreter_display(), phone=True, default=False,
        ),
        Column(
            "taken_by", _("Proposed for"), lambda r: r["item"].proposed_for and str(r["item"].proposed_for),
            f"{CELLS}#taken_by", sort="proposed_for__last_name", phone=True, only=is_open_list, width=24,
        ),
        Column(
            "decided_by", _("Taken by"), lambda r: r["item"].proposed_for and str(r["item"].proposed_for),
            f"{CELLS}#taken_by", sort="proposed_for__last_name", phone=True,
            only=lambda table: not is_open_list(table), width=24,
        ),
    )  # fmt: skip

    def rows_by_view(self) -> dict[str, QuerySet[Enquiry]]:
        """Mine and the team's; who works in no cases has none proposed to them."""
        if not self.user.has(Permission.ENQUIRY_WORK):
            raise PermissionDenied
        rows = Enquiry.objects.all()
        mine = {"mine": rows.filter(own_enquiries(self.user))} if self.user.has(Permission.CASE_WORK) else {}
        return {**mine, "team": rows}

    def for_rows(self, rows: QuerySet[Enquiry]) -> QuerySet[Enquiry]:
        return rows.select_related("channel", "referrer", "municipality", "proposed_for", "life_area")

    def row(self, item: Enquiry) -> Row:
        return {
            "name": item.title,
            "said": "" if item.given_name or item.family_name or item.description else item.matter,
            "can_pick": False,
            "way": str(item.referrer) if item.referrer else item.channel.label,
            "language": language_name(item.language),
            "waits": item.is_open,
            "waits_long": (days_since(item.waits_since) or 0) > 2,
        }

    def page_text(self, page: Page) -> str:
        text = ngettext("Enquiry %(first)s of %(total)s", "Enquiries %(first)s to %(last)s of %(total)s", len(page))
        return text % {"first": page.first, "last": page.last, "total": capped(page.total)}

    def empty(self) -> tuple[str, str, str]:
        if self.form.is_on:
            return gettext("No enquiry fits these filters."), gettext("Reset the filters"), self.reset_address
        if is_open_list(self):
            return gettext("No enquiry is waiting."), "", ""
        return gettext("There is no enquiry of this state."), gettext("To the open ones"), self.address(state="")


@reading
def enquiry_list(request: HttpRequest) -> HttpResponse:
    """Enquiries of one state, mine or the team's, those waiting longest first."""
    table = EnquiryTable(enquirer(request), request.GET)
    return table_page(request, table, "casework/enquiries/list.html", lambda: _around(table))


def _around(table: EnquiryTable) -> dict[str, Any]:
    """The switches above the list."""
    state = table.form.state_chosen  # type: ignore[attr-defined]
    return {
        "views": table.views(),
        "states": [
            {
                "label": str(s.label),
                "url": table.address(state="" if s == EnquiryState.OPEN else s.value),
                "current": s == state,
            }
            for s in EnquiryState
        ],
    }
