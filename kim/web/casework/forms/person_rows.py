"""The rows that hang on a person: ways to reach them, addresses, papers, changes of legal sphere, the need for protection."""

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Accommodation, ProtectionKind, ResidenceGroup, WayKind, YesNo, exceptions, residence
from kim.organisation.public import LegalSphere
from kim.web.casework.forms.careful import CarefulCharField
from kim.web.casework.forms.person import asked_field
from kim.web.fields import MunicipalityField, PostcodeField, read_phone
from kim.web.forms import CleanCharField, DayField, KimForm


class RowForm(KimForm):
    """A row of the file: `lines` are the fields that stand beside each other, `stored` the names saved as they are."""

    asked = asked_field()
    lines: tuple[tuple[str, ...], ...] = ()
    stored: tuple[str, ...] = ()

    def __init__(self, *args: Any, fresh: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if fresh:
            del self.fields["asked"]

    @property
    def on_page(self) -> list[list[Any]]:
        """The fields as they stand on the page."""
        lines = [[self[name] for name in line if name in self.fields] for line in self.lines]
        return [line for line in (*lines, [self["asked"]] if "asked" in self.fields else []) if line]

    def values(self) -> dict[str, Any]:
        """What the act takes."""
        return {name: self.cleaned_data[name] for name in self.stored}

    @classmethod
    def from_row(cls, row: Any) -> dict[str, Any]:
        """What is stored, as initial values."""
        return {name: getattr(row, name) for name in (*cls.stored, "version")}

    def _in_order(self, first: str, last: str, fault: Any) -> None:
        """The last day is not before the first."""
        start, end = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if start and end and end < start:
            self.add_error(last, fault)


class WayForm(RowForm):
    """One way to reach the person."""

    kind = forms.ChoiceField(label=_("Kind"), choices=WayKind, initial=WayKind.PHONE)
    value = CleanCharField(label=_("Number, address or name"), required=False, max_length=254)
    safe = forms.ChoiceField(label=_("Is it safe?"), choices=YesNo, initial=YesNo.NOT_ASKED, required=False)
    at = CleanCharField(
        label=_("When"), required=False, max_length=120, help_text=_("For example: in the morning, not on Fridays")
    )
    note = CarefulCharField(
        label=_("Note"), required=False, max_length=200, help_text=_("For example: sister, speaks German")
    )
    is_preferred = forms.BooleanField(label=_("Use this way first"), required=False)
    lines = (("kind", "value"), ("safe", "at"), ("note",), ("is_preferred",))
    stored = ("kind", "value", "safe", "at", "note", "is_preferred")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind, value = data.get("kind"), data.get("value", "")
        data["safe"] = data.get("safe") or YesNo.NOT_ASKED
        if "value" in self.errors or not kind:
            return data
        if not value and kind != WayKind.POST:
            self.add_error("value", _("Enter the number, the address or who passes it on."))
        elif kind == WayKind.PHONE and value != self.initial.get("value"):
            self._number(value)
        elif kind == WayKind.EMAIL:
            self._mail(value)
        return data

    def _number(self, value: str) -> None:
        found = read_phone(value)
        if found is None:
            example = _(
                "This is no complete telephone number. Enter it with its area code, like this: 02181 601-1234 or +380 44 123 4567"
            )
            self.add_error("value", example)
        else:
            self.cleaned_data["value"] = found

    def _mail(self, value: str) -> None:
        try:
            validate_email(value)
        except forms.ValidationError as error:
            self.add_error("value", error)


class AddressForm(RowForm):
    """Where somebody lives, or lived."""

    municipality = MunicipalityField(
        label=_("Municipality"), required=False, empty_label=_("not known or outside the county")
    )
    place = CleanCharField(label=_("Place outside the county"), required=False, max_length=120)
    street = CleanCharField(label=_("Street and number"), required=False, max_length=160)
    postcode = PostcodeField(label=_("Postcode"), required=False)
    accommodation = forms.ChoiceField(
        label=_("Accommodation"), choices=Accommodation, initial=Accommodation.NOT_ASKED, required=False
    )
    from_on = DayField(label=_("Since"), required=False, past=True)
    to_on = DayField(
        label=_("Until"), required=False, past=True, help_text=_("Only for an earlier address; today's has no end.")
    )
    is_protected = forms.BooleanField(
        label=_("This address is protected"), required=False,
        help_text=_("Only the person responsible and whoever stands in read it, nobody with access to the file."),
    )  # fmt: skip
    lines = (
        ("municipality", "place"), ("street", "postcode"), ("accommodation",), ("from_on", "to_on"), ("is_protected",)
    )  # fmt: skip
    stored = ("municipality", "place", "street", "postcode", "accommodation", "from_on", "to_on", "is_protected")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["accommodation"] = data.get("accommodation") or Accommodation.NOT_ASKED
        self._in_order("from_on", "to_on", _("The last day is before the first. Check the dates."))
        if data.get("municipality") and data.get("place"):
            self.add_error("place", _("Choose a municipality of the county or enter a place outside, not both."))
        said = any(data.get(name) or name in self.errors for name in ("municipality", "place", "street", "postcode"))
        if not said and data["accommodation"] == Accommodation.NOT_ASKED:
            self.add_error("municipality", _("Enter at least the place or how the person lives."))
        return data


class PaperForm(RowForm):
    """The residence document: a coarse group is enough."""

    group = forms.ChoiceField(label=_("Group"), choices=ResidenceGroup, initial=ResidenceGroup.NOT_ASKED)
    valid_from = DayField(label=_("Issued on"), required=False, past=True)
    valid_until = DayField(
        label=_("Valid until"), required=False, help_text=_("90 days before, the file reminds you of it.")
    )
    extension_applied_on = DayField(label=_("Extension applied for on"), required=False, past=True)
    fiction_until = DayField(
        label=_("Fiction certificate until"), required=False,
        help_text=_("It holds in place of the card until the office decides (§ 81 Abs. 4 AufenthG)."),
    )  # fmt: skip
    title = CleanCharField(
        label=_("Exact title"), required=False, max_length=120,
        help_text=_("Only where the advice needs it, for example for an application. The group above is enough otherwise."),
    )  # fmt: skip
    title_reason = CarefulCharField(label=_("Why the advice needs it"), required=False, max_length=300)
    agreed = forms.BooleanField(label=_("The person agrees that the exact title is noted in this file"), required=False)
    lines = (
        ("group",), ("valid_from", "valid_until"), ("extension_applied_on", "fiction_until"), ("title",),
        ("title_reason",), ("agreed",),
    )  # fmt: skip
    stored = ("group", "valid_from", "valid_until", "extension_applied_on", "fiction_until", "title", "title_reason")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._in_order("valid_from", "valid_until", _("The last day is before the first. Check the dates."))
        if data.get("valid_until") and data.get("group") in residence.ENDLESS:
            self.add_error("valid_until", exceptions.NoLastDayInThisGroup.message)
        if (
            data.get("fiction_until")
            and not data.get("extension_applied_on")
            and "extension_applied_on" not in self.errors
        ):
            self.add_error("extension_applied_on", _("Enter when the extension was applied for."))
        if data.get("title"):
            if not data.get("title_reason") and "title_reason" not in self.errors:
                self.add_error("title_reason", _("Say what the exact title is needed for, or leave it out."))
            if not data.get("agreed"):
                self.add_error("agreed", _("Ask the person and tick that they agree, or leave the exact title out."))
        return data

    def values(self) -> dict[str, Any]:
        """Without a title there is neither reason nor agreement; the day of the agreement is the one it was given on."""
        if not self.cleaned_data["title"]:
            return super().values() | {"title_reason": "", "title_agreed_on": None}
        return super().values() | {"title_agreed_on": self.initial.get("title_agreed_on") or timezone.localdate()}

    @classmethod
    def from_row(cls, row: Any) -> dict[str, Any]:
        return super().from_row(row) | {"agreed": bool(row.title_agreed_on), "title_agreed_on": row.title_agreed_on}


class SphereField(forms.ModelChoiceField):
    """A legal sphere of the county, or none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(LegalSphere.objects.all(), required=False, empty_label=_("none"), **kwargs)

    def label_from_instance(self, obj: LegalSphere) -> str:  # type: ignore[override]
        return obj.label


class SphereForm(RowForm):
    """A change of legal sphere."""

    from_sphere = SphereField(label=_("From"))
    to_sphere = SphereField(label=_("To"))
    planned_on = DayField(label=_("Planned for"), required=False)
    ended_on = DayField(label=_("Last day in the earlier one"), required=False)
    happened_on = DayField(
        label=_("First day in the new one"),
        required=False,
        past=True,
        help_text=_("Leave it empty while it is planned."),
    )
    note = CarefulCharField(
        label=_("Note"), required=False, max_length=300, help_text=_("For example: notice is still missing")
    )
    lines = (("from_sphere", "to_sphere"), ("planned_on",), ("ended_on", "happened_on"), ("note",))
    stored = ("from_sphere", "to_sphere", "planned_on", "ended_on", "happened_on", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        for name in ("from_sphere", "to_sphere"):
            stored = LegalSphere.objects.filter(pk=getattr(self.initial.get(name), "pk", None))
            self.fields[name].queryset = LegalSphere.objects.on(today) | stored  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        spheres = data.get("from_sphere"), data.get("to_sphere")
        if spheres[0] == spheres[1] and not self.errors.keys() & {"from_sphere", "to_sphere"}:
            self.add_error("to_sphere", _("Choose two different legal spheres, or one and none."))
        days = ("planned_on", "ended_on", "happened_on")
        if not any(data.get(name) or name in self.errors for name in days):
            self.add_error("planned_on", _("Enter at least one day: planned, left or arrived."))
        ended, happened = data.get("ended_on"), data.get("happened_on")
        if ended and happened and happened <= ended:
            self.add_error(
                "happened_on", _("The first day in the new one is not after the last day in the earlier one.")
            )
        return data


class ProtectionForm(RowForm):
    """Why the person needs protection."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ProtectionKind, initial=ProtectionKind.NOT_ASKED, required=False)
    reason = CarefulCharField(
        label=_("Reason"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 4, "data-kim-no-draft": True}),
        help_text=_("As short as possible. Whoever stands in sees that there is protection, not why."),
    )  # fmt: skip
    since_on = DayField(label=_("Since"), required=False, past=True)
    lines = (("kind",), ("reason",), ("since_on",))
    stored = ("kind", "reason", "since_on")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["kind"] = data.get("kind") or ProtectionKind.NOT_ASKED
        return data
