"""How the list of cases is narrowed and sorted: everything stands in the address, so that it can be kept and sent."""

from datetime import timedelta

from django import forms
from django.db.models import Case as Choose
from django.db.models import F, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Case
from kim.casework.public import states as flow
from kim.organisation.public import Municipality, User
from kim.web.forms import DayField, language_choices
from kim.web.tables.filters import Chip, FilterForm

QUIET_DAYS = 30


class CaseFilterForm(FilterForm):
    """What is asked of the list; whatever cannot be read is left out and said at its field."""

    status = forms.ChoiceField(
        label=_("Cases"),
        required=False,
        choices=[("running", _("running")), ("closed", _("closed")), ("all", _("all"))],
    )
    phase = forms.ChoiceField(label=_("Phase"), required=False)
    place = forms.ModelChoiceField(
        label=_("Place"), required=False, queryset=Municipality.objects.all(), empty_label=_("all places")
    )
    due_until = DayField(label=_("Due until"), required=False)
    quiet = forms.BooleanField(label=_("30 days without contact"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    responsible = forms.ModelChoiceField(
        label=_("Responsible"), required=False, queryset=User.objects.none(), empty_label=_("anybody")
    )

    quick = ("quiet",)
    lookups = {
        "phase": "phase", "place": "municipality", "due_until": "next_due_on__lte", "responsible": "assigned_to",
    }  # fmt: skip

    def prepare(self) -> None:
        self.fields["phase"].choices = [("", _("all phases")), *[(p.value, p.label) for p in flow.CHAIN]]  # type: ignore[attr-defined]
        self.fields["language"].choices = language_choices(empty=str(_("all languages")))  # type: ignore[attr-defined]
        if self.table.view == "team":
            del self.fields["language"]
            self.fields["responsible"].queryset = self.table.case_managers()  # type: ignore[attr-defined]
        else:
            del self.fields["responsible"]

    @property
    def status_chosen(self) -> str:
        return self.cleaned_data.get("status") or "running"

    def narrow(self, rows: QuerySet[Case]) -> QuerySet[Case]:
        """The cases asked for."""
        rows = super().narrow(rows)
        if self.status_chosen != "all":
            closed = Q(phase=flow.Phase.CLOSED)
            rows = rows.filter(closed if self.status_chosen == "closed" else ~closed)
        if self.cleaned_data.get("quiet"):
            rows = rows.filter(_quiet_since())
        if self.cleaned_data.get("language"):
            rows = rows.filter(profile__languages__contains=[self.cleaned_data["language"]])
        return rows

    def chips(self) -> list[Chip]:
        """Running and closed first: with all cases asked for, each narrows to itself."""
        status = self.status_chosen
        labels = {"running": gettext("running cases"), "closed": gettext("closed cases")}
        states = [
            Chip(label, status == name, {"status": "all" if status == name else name})
            for name, label in labels.items()
            if status in (name, "all")
        ]
        return [*states, *super().chips()]

    def words(self) -> list[tuple[str, str]]:
        labels = {"running": gettext("running cases"), "closed": gettext("closed cases"), "all": gettext("all cases")}
        return [(labels[self.status_chosen], ""), *super().words()]

    @property
    def is_on(self) -> bool:
        return self.status_chosen != "running" or any(chip.on for chip in super().chips())

    def _used(self) -> list[tuple[str, str, str]]:
        return [found for found in super()._used() if found[0] != "status"]


def _quiet_since() -> Q:
    """No contact for more than thirty days; before the first contact the opening counts."""
    edge = timezone.localdate() - timedelta(days=QUIET_DAYS)
    return Q(last_contact_on__lt=edge) | Q(last_contact_on=None, opened_on__lt=edge)


def with_phase_order(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The place of each case on its way, as a number to sort by."""
    places = [When(phase=phase, then=Value(place)) for place, phase in enumerate(flow.CHAIN)]
    return cases.annotate(phase_order=Choose(*places, default=Value(len(flow.CHAIN)), output_field=IntegerField()))


def with_listed_name(cases: QuerySet[Case], with_content: bool) -> QuerySet[Case]:
    """The name to sort by; where a protected one is not shown, its place in the order and the marks of pages do not tell it."""
    name = F("person__sort_key")
    shown = name if with_content else Choose(When(person__is_protected=True, then=Value("")), default=name)
    return cases.annotate(listed_name=shown)
