"""The filter of the directory of offers, and the names behind the keys of an offer."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from kim.network.public import Offer, TargetGroup
from kim.organisation.public import LegalSphere, LifeArea, Municipality
from kim.web.forms import CleanCharField, language_name
from kim.web.templatetags.kim import day


class OfferQuestions(forms.Form):
    """What is asked of offers, on their page and inside a case."""

    q = CleanCharField(label=_("Search"), required=False, max_length=100)
    life_area = forms.ChoiceField(label=_("Life area"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    sphere = forms.ChoiceField(label=_("Legal sphere"), required=False)
    target = forms.ChoiceField(label=_("Target group"), required=False)
    has_seat = forms.BooleanField(label=_("With a free place"), required=False)
    free = forms.BooleanField(label=_("Without cost"), required=False)

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
        if group := wanted.get("target"):
            offers = offers.filter(Q(target_groups=[]) | Q(target_groups__contains=[group]))
        if wanted.get("has_seat"):
            offers = offers.filter(seats_free__gt=0)
        if wanted.get("free"):
            offers = offers.filter(is_free=True)
        return offers


class OfferFilterForm(OfferQuestions):
    """Narrows the directory of offers; what it does not understand it leaves out."""

    def __init__(self, *args: Any, labels: "OfferLabels", **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        any_one = ("", _("all"))
        for name, choices in labels.choices().items():
            self.fields[name].choices = [any_one, *choices]  # type: ignore[attr-defined]

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
            "target": [(group.value, group.label) for group in TargetGroup],
        }

    def of(self, offer: Offer) -> dict[str, Any]:
        """An offer with its keys put into words."""
        return {
            "offer": offer,
            "life_areas": [self.life_areas.get(key, key) for key in offer.life_areas],
            "spheres": [self.spheres.get(key, key) for key in offer.spheres],
            "municipalities": [self.municipalities.get(ags, ags) for ags in offer.municipalities],
            "languages": [language_name(code) for code in offer.languages],
            "targets": [str(TargetGroup(key).label) for key in offer.target_groups],
            "cost": _cost(offer),
            "seats": _seats(offer),
        }


def _cost(offer: Offer) -> str:
    """Free, what it costs, or empty where nobody knows."""
    return pgettext("cost", "free") if offer.is_free else offer.cost


def _seats(offer: Offer) -> str:
    """4 of 16 free, as of 12.11.2026; empty where nobody knows."""
    if offer.seats_free is None:
        return ""
    words = gettext("%(free)s of %(seats)s free") if offer.seats else gettext("%(free)s free")
    text = words % {"free": offer.seats_free, "seats": offer.seats}
    return f"{text} ({day(offer.seats_on)})" if offer.seats_on else text
