"""Forms of referrals, and the filter of the directory of offers."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Basis, Case, DeclineReason, Goal, GoalState, Referral
from kim.casework.public import states as casework_states
from kim.network.public import Offer
from kim.organisation.public import LegalSphere, LifeArea, Municipality
from kim.web.casework.forms.goal import LabelledChoiceField
from kim.web.forms import LONG_TEXT, CleanCharField, DayField, KimForm, language_name

FAILED = (casework_states.ReferralState.DECLINED, casework_states.ReferralState.BROKEN_OFF)


class ReferralForm(KimForm):
    """Why this offer, and on which ground data may leave: a consent with day and data, or none leave."""

    goal = LabelledChoiceField(label=_("For which goal"), required=False, queryset=Goal.objects.none())
    reason = CleanCharField(
        label=_("Why this offer"), required=False, max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("For the file; the agency does not get this text"),
    )  # fmt: skip
    basis = forms.ChoiceField(label=_("Basis"), choices=Basis.choices, widget=forms.RadioSelect)
    consent_on = DayField(label=_("Consent given on"), required=False, past=True)
    data_passed = CleanCharField(
        label=_("Data that may be passed on"), required=False, max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One after the other, such as: name, telephone, level of German"),
    )  # fmt: skip
    sent_on = DayField(label=_("Sent on"), past=True)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goal"].queryset = case.goals.filter(state=GoalState.OPEN)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("basis") == Basis.CONSENT:
            self._ask_for_the_consent(values)
        elif values.get("basis") == Basis.BY_THEMSELVES:
            self._refuse_data(values)
        return values

    def _ask_for_the_consent(self, values: dict[str, Any]) -> None:
        consent, sent = values.get("consent_on"), values.get("sent_on")
        if not consent and "consent_on" not in self.errors:
            self.add_error("consent_on", _("Without the day of the consent nothing may be passed on."))
        if not values.get("data_passed") and "data_passed" not in self.errors:
            self.add_error("data_passed", _("Say which data the person has agreed to pass on."))
        if consent and sent and consent > sent:
            self.add_error("consent_on", _("The consent comes first: this day is after the day of sending."))

    def _refuse_data(self, values: dict[str, Any]) -> None:
        for name in ("consent_on", "data_passed"):
            if values.get(name):
                self.add_error(name, _("The person applies themselves, so nothing is passed on. Leave this empty."))


class ReferralChangeForm(KimForm):
    """What happened with a referral: its new state, the day, a reason where it failed."""

    state = forms.ChoiceField(label=_("New state"), widget=forms.RadioSelect)
    on = DayField(label=_("Day"), past=True)
    decline_reason = forms.ChoiceField(
        label=_("Why not"), required=False, choices=[("", "–"), *DeclineReason.choices],
        help_text=_("Only for a refusal or a break-off. It is counted and shows where offers are missing."),
    )  # fmt: skip
    note = CleanCharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, *args: Any, referral: Referral, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.referral = referral
        state = casework_states.ReferralState(referral.state)
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (after.value, after.label) for after in casework_states.REFERRAL_TRANSITIONS[state]
        ]

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day < self.referral.state_since:
            raise forms.ValidationError(_("This day is before the last change of the referral. Check the date."))
        return day

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("state") in FAILED and not values.get("decline_reason") and "decline_reason" not in self.errors:
            self.add_error(
                "decline_reason", _("Please say why: refusals are counted and show where offers are missing.")
            )
        return values


class OfferFilterForm(forms.Form):
    """Narrows the directory of offers; what it does not understand it leaves out."""

    q = CleanCharField(label=_("Search"), required=False, max_length=100)
    life_area = forms.ChoiceField(label=_("Life area"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    sphere = forms.ChoiceField(label=_("Legal sphere"), required=False)

    def __init__(self, *args: Any, labels: "OfferLabels", **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        any_one = ("", _("all"))
        for name, choices in labels.choices().items():
            self.fields[name].choices = [any_one, *choices]  # type: ignore[attr-defined]

    def narrow(self, offers: QuerySet[Offer]) -> QuerySet[Offer]:
        """The offers that fit every filter; an offer without municipalities is for the whole county."""
        self.full_clean()
        wanted = {name: value for name, value in self.cleaned_data.items() if value}
        if text := wanted.get("q"):
            for word in text.split()[:8]:
                offers = offers.filter(
                    Q(title__icontains=word) | Q(description__icontains=word) | Q(agency__name__icontains=word)
                )
        for name, column in (("life_area", "life_areas"), ("language", "languages"), ("sphere", "spheres")):
            if value := wanted.get(name):
                offers = offers.filter(**{f"{column}__contains": [value]})
        if ags := wanted.get("municipality"):
            offers = offers.filter(Q(municipalities=[]) | Q(municipalities__contains=[ags]))
        return offers

    @property
    def is_on(self) -> bool:
        """Whether any filter narrows the list."""
        return any(self.cleaned_data.values()) if self.is_bound and hasattr(self, "cleaned_data") else False


class OfferLabels:
    """The names behind the keys of an offer, read once for a whole list."""

    def __init__(self) -> None:
        today = timezone.localdate()
        self.life_areas = {area.key: area.label for area in LifeArea.objects.on(today)}
        self.spheres = {sphere.key: sphere.label for sphere in LegalSphere.objects.on(today)}
        self.municipalities = {place.ags: place.name for place in Municipality.objects.all()}
        self.languages = sorted(
            {code for codes in Offer.objects.on(today).values_list("languages", flat=True) for code in codes}
        )

    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """What each filter offers."""
        languages = sorted(((code, language_name(code)) for code in self.languages), key=lambda pair: pair[1])
        return {
            "life_area": list(self.life_areas.items()),
            "language": languages,
            "municipality": list(self.municipalities.items()),
            "sphere": list(self.spheres.items()),
        }

    def of(self, offer: Offer) -> dict[str, Any]:
        """An offer with its keys put into words."""
        return {
            "offer": offer,
            "life_areas": [self.life_areas.get(key, key) for key in offer.life_areas],
            "spheres": [self.spheres.get(key, key) for key in offer.spheres],
            "municipalities": [self.municipalities.get(ags, ags) for ags in offer.municipalities],
            "languages": [language_name(code) for code in offer.languages],
        }
