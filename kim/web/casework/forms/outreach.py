"""The form of a day of outreach: where, why, with whom, how many were reached, what came of it."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Occasion, Outreach
from kim.organisation.public import Agency, Membership, User
from kim.web.casework.forms.careful import CarefulCharField
from kim.web.fields import Comboboxes, MunicipalityField
from kim.web.forms import LONG_TEXT, CleanCharField, DayField, KimForm

MOST = 5000
A_DAY = 24 * 60
GROUPS = ("women", "men", "young", "unspecified")
FIELDS = ("held_on", "place", "municipality", "occasion", "minutes", "result", "next_step", "next_on")


def _number(label: Any, most: int = MOST, least: int = 0) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "5"})
    return forms.IntegerField(label=label, required=False, min_value=least, max_value=most, widget=widget)


class OutreachForm(KimForm):
    """Day, place and occasion are needed; all else can be added when one is back."""

    held_on = DayField(label=_("Day"), initial=timezone.localdate, help_text=_("A day ahead is a plan."))
    place = CleanCharField(
        label=_("Place"), max_length=200, help_text=_("For example: accommodation in Hemmerden"),
        error_messages={"required": _("Say where you were or will be.")},
    )  # fmt: skip
    municipality = MunicipalityField(label=_("Municipality"), required=False, empty_label=_("none or several"))
    occasion = forms.ChoiceField(
        label=_("Occasion"), choices=[("", _("please choose")), *Occasion.choices],
        error_messages={"required": _("Choose the occasion.")},
    )  # fmt: skip
    partners = forms.ModelMultipleChoiceField(
        label=_("Together with"), queryset=Agency.objects.none(), required=False, widget=Comboboxes
    )
    staff = forms.ModelMultipleChoiceField(
        label=_("Who went"), queryset=User.objects.none(), required=False, widget=Comboboxes
    )
    minutes = _number(_("Minutes"), A_DAY, least=1)
    women = _number(_("Women"))
    men = _number(_("Men"))
    young = _number(_("Children and young people"))
    unspecified = _number(_("Not told apart"))
    result = CarefulCharField(
        label=_("What came of it"), required=False, max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("No names: whoever wants advice gets an enquiry of their own."),
    )  # fmt: skip
    next_step = CarefulCharField(
        label=_("Next step"), required=False, max_length=200, help_text=_("For example: bring the leaflet in Tigrinya")
    )
    next_on = DayField(label=_("By when"), required=False)

    def __init__(self, *args: Any, by: User, outreach: Outreach | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        partners, staff = Agency.objects.on(today), colleagues_of(by)
        if outreach is not None:  # whom the list has lost since then stays chosen
            partners = (partners | outreach.partners.all()).distinct()
            staff = (staff | outreach.staff.all()).distinct()
        self.fields["partners"].queryset = partners  # type: ignore[attr-defined]
        self.fields["staff"].queryset = staff  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day, today = data.get("held_on"), timezone.localdate()
        if day and day > today and any(data.get(group) for group in GROUPS):
            self.add_error("held_on", _("This day is still ahead, so nobody has been reached yet. Correct the day."))
        if day and day > today + timedelta(days=366):
            self.add_error("held_on", _("This day is more than a year ahead. Choose an earlier one."))
        if data.get("next_on") and not data.get("next_step") and "next_step" not in self.errors:
            self.add_error("next_step", _("Say what is to be done by that day."))
        return data

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        data = self.cleaned_data
        chosen = {"partners": list(data["partners"]), "staff": list(data["staff"])}
        return {name: data[name] for name in FIELDS} | {name: data[name] or 0 for name in GROUPS} | chosen

    @staticmethod
    def from_outreach(outreach: Outreach) -> dict[str, Any]:
        """What is stored, as initial values; a group with nobody is an empty box."""
        counts = {name: getattr(outreach, name) or None for name in GROUPS}
        chosen = {name: [one.pk for one in getattr(outreach, name).all()] for name in ("partners", "staff")}
        return {name: getattr(outreach, name) for name in (*FIELDS, "version")} | counts | chosen


def colleagues_of(user: User) -> Any:
    """Everybody active in the units this person belongs to."""
    units = [membership.unit_id for membership in user.current_memberships]
    members = Membership.objects.on(timezone.localdate()).filter(unit__in=units).values("user_id")
    return User.objects.filter(is_active=True, pk__in=members).order_by("last_name", "first_name", "pk")
