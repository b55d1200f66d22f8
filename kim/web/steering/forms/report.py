"""The form of an observation: what it is, where it shows, and words without anybody in them."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.casework.public import guard, observations
from kim.casework.public import states as flow
from kim.organisation.public import LegalSphere, LifeArea, Municipality
from kim.steering.public import HowBad, HowOften, ObservationKind
from kim.web.forms import CleanCharField, KimForm

LONG = 4000
_OPEN = _("please choose")
_NO_MATTER = pgettext_lazy("observation", "not stated")


class ReportForm(KimForm):
    """An observation; what it is and in a few words what, everything else only as far as it helps."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("observation", "What it is about"), choices=[("", _OPEN), *ObservationKind.choices]
    )
    text = CleanCharField(
        label=pgettext_lazy("observation", "What you observed"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Say what is missing or in the way, not with whom. No names, days, numbers or addresses."),
    )
    idea = CleanCharField(
        label=pgettext_lazy("observation", "What could help"),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    municipality = forms.ModelChoiceField(
        label=pgettext_lazy("observation", "Where"),
        required=False,
        queryset=Municipality.objects.none(),
        empty_label=_("no matter where"),
    )
    life_area = forms.ModelChoiceField(
        label=_("Life area"), required=False, queryset=LifeArea.objects.none(), empty_label=_NO_MATTER
    )
    sphere_from = forms.ModelChoiceField(
        label=_("From which legal sphere"), required=False, queryset=LegalSphere.objects.none(), empty_label=_NO_MATTER
    )
    sphere_to = forms.ModelChoiceField(
        label=_("To which legal sphere"), required=False, queryset=LegalSphere.objects.none(), empty_label=_NO_MATTER
    )
    process_step = forms.ChoiceField(
        label=_("At which station"),
        required=False,
        choices=[("", _NO_MATTER), *((p.value, p.label) for p in flow.CHAIN)],
    )
    how_often = forms.ChoiceField(
        label=pgettext_lazy("observation", "How often"), required=False, choices=[("", _NO_MATTER), *HowOften.choices]
    )
    how_bad = forms.TypedChoiceField(
        label=pgettext_lazy("observation", "How bad"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _NO_MATTER), *HowBad.choices],
    )
    since = CleanCharField(
        label=pgettext_lazy("observation", "Since when"),
        required=False,
        max_length=40,
        help_text=_("Roughly: since spring, for two years"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = Municipality.objects.all()  # type: ignore[attr-defined]
        self.fields["life_area"].queryset = LifeArea.objects.all()  # type: ignore[attr-defined]
        for name in ("sphere_from", "sphere_to"):
            self.fields[name].queryset = LegalSphere.objects.all()  # type: ignore[attr-defined]

    def report(self, *, offer: int | None = None, reason: str = "") -> observations.Report:
        """What the act takes; offer and reason come from a referral."""
        data = self.cleaned_data
        keys = {
            name: data[name].pk if data[name] else None
            for name in ("municipality", "life_area", "sphere_from", "sphere_to")
        }
        traits = guard.Traits(
            month=timezone.localdate().replace(day=1),
            process_step=data["process_step"],
            offer=offer,
            reason=reason,
            **keys,
        )
        words = {name: data[name] for name in ("kind", "text", "idea", "since", "how_often", "how_bad")}
        return observations.Report(traits=traits, **words)
