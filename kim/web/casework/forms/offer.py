"""The filter of the directory of offers, and the names behind the keys of an offer."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.network.public import Offer
from kim.organisation.public import LegalSphere, LifeArea, Municipality
from kim.web.forms import CleanCharField, language_name


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
