"""Forms of proposals and of what preparing bodies recommend."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Agency, Body, User
from kim.steering.public import Advice, Proposal, Topic, access
from kim.web.fields import Combobox, Comboboxes
from kim.web.forms import LONG_TEXT, CleanCharField, KimForm

FIELDS = ("topic", "from_body", "to_body", "title", "wording", "reasons", "options", "cost")


def long_text(label: Any, *, rows: int = 4, required: bool = False, **more: Any) -> CleanCharField:
    """A text of several lines."""
    area = forms.Textarea(attrs={"rows": rows})
    return CleanCharField(label=label, required=required, max_length=LONG_TEXT, widget=area, **more)


class ProposalForm(KimForm):
    """What shall be decided, why, what else was thought of, what it costs, who must act."""

    title = CleanCharField(label=_("Title"), max_length=200)
    to_body = forms.ModelChoiceField(
        label=_("To which body"), queryset=Body.objects.none(), empty_label=_("please choose")
    )
    from_body = forms.ModelChoiceField(
        label=_("From which body"), required=False, queryset=Body.objects.none(), empty_label=_("coordinating office")
    )
    topic = forms.ModelChoiceField(
        label=_("Topic"), required=False, queryset=Topic.objects.none(), empty_label=_("no topic"), widget=Combobox
    )
    wording = long_text(
        _("What shall be decided"),
        required=True,
        help_text=_("As it shall stand in the decision: who does what by when."),
    )
    reasons = long_text(_("Reasons"))
    options = long_text(_("Other options"), rows=3)
    cost = CleanCharField(label=_("Cost"), required=False, max_length=300)
    agencies = forms.ModelMultipleChoiceField(
        label=_("Who must act"), required=False, queryset=Agency.objects.none(), widget=Comboboxes
    )

    def __init__(self, *args: Any, by: User, proposal: Proposal | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today, reach = timezone.localdate(), access.reach_of(by)
        bodies, agencies = Body.objects.on(today), Agency.objects.on(today)
        office = reach.steers or reach.keeps_minutes
        if proposal is not None:  # what has ended meanwhile stays chosen
            agencies = (agencies | proposal.agencies.all()).distinct()
        choices: dict[str, Any] = {
            "to_body": bodies, "from_body": bodies if office else bodies.filter(pk__in=reach.bodies),
            "topic": access.topics_for(by).exclude(state="merged"), "agencies": agencies,
        }  # fmt: skip
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.fields["from_body"].required = not office
        if not office:
            self.fields["from_body"].empty_label = None  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in FIELDS} | {"agencies": list(self.cleaned_data["agencies"])}

    @staticmethod
    def from_proposal(proposal: Proposal) -> dict[str, Any]:
        """What is stored, as initial values."""
        plain = ("title", "wording", "reasons", "options", "cost", "version")
        chosen = {name: getattr(proposal, f"{name}_id") for name in ("topic", "from_body", "to_body")}
        agencies = [each.pk for each in proposal.agencies.all()]
        return {name: getattr(proposal, name) for name in plain} | chosen | {"agencies": agencies}


class AdviceForm(KimForm):
    """What a preparing body makes of a proposal."""

    body = forms.ModelChoiceField(label=_("Which body"), queryset=Body.objects.none(), empty_label=None)
    advice = forms.ChoiceField(label=_("It recommends to"), choices=Advice.choices, widget=forms.RadioSelect)
    wording = long_text(_("Changed wording"), help_text=_("Only where the body wants another one."))
    reasons = long_text(_("Reasons"), rows=3)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reach, bodies = access.reach_of(by), Body.objects.on(timezone.localdate())
        own = bodies if reach.steers or reach.keeps_minutes else bodies.filter(pk__in=reach.chairs)
        self.fields["body"].queryset = own  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("advice") == Advice.CHANGE and not data.get("wording"):
            self.add_error("wording", _("Write the wording that the body recommends."))
        return data
