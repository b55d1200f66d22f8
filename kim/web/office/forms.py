"""Forms of the administration: absences, accounts, roles."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Membership, Permission, Role, Unit, User, accounts
from kim.web.forms import CleanCharField, DayField, KimForm


class PersonChoice(forms.ModelChoiceField):
    """Somebody of the staff, by name and sign-in name where names are shared."""

    def label_from_instance(self, person: User) -> str:
        return f"{person.last_name}, {person.first_name}" if person.first_name else str(person)


def colleagues() -> QuerySet[User]:
    """Everybody with an account and a role today."""
    working = Membership.objects.on(timezone.localdate()).values("user")
    return User.objects.filter(is_active=True, pk__in=working).order_by("last_name", "first_name", "pk")


class AbsenceForm(KimForm):
    """Who is away, from when to when, and who stands in."""

    user = PersonChoice(label=_("Who is away"), queryset=User.objects.none(), empty_label="")
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))
    deputy = PersonChoice(
        label=_("Who stands in"), queryset=User.objects.none(), empty_label="",
        help_text=_("For case managers: another case manager."),
    )  # fmt: skip

    def __init__(self, *args: Any, by: User, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only_oneself = not by.has(Permission.COUNTY_MANAGE) and not by.has(Permission.CASE_HAND_OVER)
        if self.only_oneself:
            del self.fields["user"]
        else:
            self.fields["user"].queryset = people
        deputies = colleagues().exclude(pk=by.pk)  # nobody makes themselves the stand-in
        if self.only_oneself:
            today = timezone.localdate()
            deputies = deputies.filter(
                pk__in=Membership.objects.on(today).filter(role=Role.CASE_MANAGER).values("user")
            )
        self.fields["deputy"].queryset = deputies
        if not self.only_oneself:
            self._group_deputies()

    def _group_deputies(self) -> None:
        """Case managers first: nobody else can stand in for a case manager."""
        field = self.fields["deputy"]
        today = timezone.localdate()
        managing = Membership.objects.on(today).filter(role=Role.CASE_MANAGER)
        able = frozenset(managing.values_list("user", flat=True))
        working, others = [], []
        for person in field.queryset:
            (working if person.pk in able else others).append((person.pk, field.label_from_instance(person)))
        groups = ((_("Case managers"), working), (_("Other staff, only for people without cases of their own"), others))
        field.choices = [("", ""), *((title, people) for title, people in groups if people)]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("first_day"), values.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day is before the first one."))
        elif last and last < timezone.localdate():
            self.add_error("last_day", _("This day is past. Enter today or a later day."))
        if values.get("user") and values.get("user") == values.get("deputy"):
            self.add_error("deputy", _("Nobody can stand in for themselves. Choose somebody else."))
        return values


_USERNAME = RegexValidator(
    r"^[a-z][a-z0-9._-]*\Z", _("Only small letters a to z, digits, dot, hyphen; a letter comes first.")
)


class DetailsForm(KimForm):
    """Name, address and telephone of somebody who works with KIM."""

    first_name = CleanCharField(label=_("First name"), max_length=150)
    last_name = CleanCharField(label=_("Last name"), max_length=150)
    title = CleanCharField(label=_("Academic title"), max_length=60, required=False)
    job_title = CleanCharField(label=_("Position"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail address at work"), max_length=254)
    phone = CleanCharField(label=_("Telephone at work"), max_length=40, required=False)

    @property
    def details(self) -> dict[str, str]:
        """The values an account takes."""
        return {name: self.cleaned_data[name] for name in accounts.DETAILS}


class RoleForm(KimForm):
    """A role within a unit, from a day, perhaps to a day."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), empty_label="")
    role = forms.ChoiceField(label=_("Role"))
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Empty means: until further notice."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.on(timezone.localdate())
        self.fields["role"].choices = [("", ""), *Role.choices]
        self.initial.setdefault("first_day", timezone.localdate())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("first_day"), values.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day is before the first one."))
        return values


class AccountForm(DetailsForm, RoleForm):
    """A new account with its first role."""

    username = CleanCharField(
        label=_("Sign-in name"),
        max_length=60,
        validators=[_USERNAME],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["username", "first_name", "last_name", "title", "job_title", "email", "phone", "unit", "role"]

    def clean_username(self) -> str:
        return self.cleaned_data["username"].lower()
