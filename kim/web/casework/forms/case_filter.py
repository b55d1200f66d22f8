"""How the list of cases is narrowed and sorted: everything stands in the address, so that it can be kept and sent."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Case as Choose
from django.db.models import F, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Case
from kim.casework.public import states as flow
from kim.organisation.public import Municipality
from kim.web.forms import DayField, language_choices

QUIET_DAYS = 30
SORTS: dict[str, str] = {
    "due": "next_due_on",
    "name": "listed_name",
    "phase": "phase_order",
    "opened": "opened_on",
    "contact": "last_contact_on",
}


class CaseFilterForm(forms.Form):
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
    quiet = forms.BooleanField(label=_("more than 30 days without contact"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, data: Any, *, with_content: bool) -> None:
        super().__init__(data, label_suffix="", auto_id="filter_%s")
        self.fields["phase"].choices = [("", _("all phases")), *[(p.value, p.label) for p in flow.CHAIN]]  # type: ignore[attr-defined]
        self.fields["language"].choices = language_choices(empty=str(_("all languages")))  # type: ignore[attr-defined]
        if not with_content:
            del self.fields["language"]
        self.is_valid()

    @property
    def status_chosen(self) -> str:
        return self.cleaned_data.get("status") or "running"

    def narrow(self, cases: QuerySet[Case]) -> QuerySet[Case]:
        """The cases asked for."""
        data = self.cleaned_data
        if self.status_chosen != "all":
            closed = Q(phase=flow.Phase.CLOSED)
            cases = cases.filter(closed if self.status_chosen == "closed" else ~closed)
        if data.get("phase"):
            cases = cases.filter(phase=data["phase"])
        if data.get("place"):
            cases = cases.filter(municipality=data["place"])
        if data.get("due_until"):
            cases = cases.filter(next_due_on__lte=data["due_until"])
        if data.get("quiet"):
            cases = cases.filter(_quiet_since())
        if data.get("language"):
            cases = cases.filter(profile__languages__contains=[data["language"]])
        return cases

    def chosen(self) -> list[tuple[str, str]]:
        """The narrowing fields in use, as field name and words."""
        data, found = self.cleaned_data, []
        if data.get("phase"):
            found.append(("phase", str(flow.Phase(data["phase"]).label)))
        if data.get("place"):
            found.append(("place", str(data["place"])))
        if data.get("due_until"):
            found.append(("due_until", f"{data['due_until']:%d.%m.%Y}"))
        if data.get("language"):
            found.append(("language", dict(self.fields["language"].choices)[data["language"]]))  # type: ignore[attr-defined]
        return found


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


def sort_order(asked: str) -> tuple[str, tuple[str, ...]]:
    """The sort asked for and its fields; anything unknown is the most pressing first."""
    name, down = asked.lstrip("-"), asked.startswith("-")
    if name not in SORTS:
        name, down = "due", False
    field = f"-{SORTS[name]}" if down else SORTS[name]
    return f"-{name}" if down else name, (field, "-id" if down else "id")
