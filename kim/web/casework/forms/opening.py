"""The form with which a case is opened: the person, who is responsible, the day they agreed to the advice."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Enquiry
from kim.organisation.public import (
    Membership,
    Municipality,
    PostCatchment,
    PostHolder,
    Role,
    User,
    case_managers_for,
)
from kim.web.casework.forms.person import PersonForm
from kim.web.forms import DayField, write_birth


@dataclass(frozen=True)
class Proposal:
    """Who should be responsible, and why."""

    user: User
    reason: str


def propose(municipality: Municipality | None, otherwise: User) -> Proposal:
    """The case manager whose area it is; without a place or an area, whoever opens the case."""
    if municipality is None:
        return Proposal(otherwise, _t("No place of residence is entered, so you are proposed yourself."))
    responsible = case_managers_for(municipality, timezone.localdate())
    if not responsible:
        nobody = _t("Nobody is responsible for %(place)s at present, so you are proposed yourself.")
        return Proposal(otherwise, nobody % {"place": municipality})
    chosen = otherwise if otherwise in responsible else responsible[0]
    return Proposal(chosen, _t("%(name)s is responsible for %(place)s.") % {"name": chosen, "place": municipality})


class CaseManagerField(forms.ModelChoiceField):
    """Case managers with the places they are responsible for."""

    areas: dict[int, list[str]] = {}

    def label_from_instance(self, obj: User) -> str:  # type: ignore[override]
        places = self.areas.get(obj.pk)
        return f"{obj} ({', '.join(places)})" if places else str(obj)


class OpeningForm(PersonForm):
    """Everything it takes to open a case."""

    assigned_to = CaseManagerField(
        label=_("Who is responsible"), queryset=User.objects.none(), empty_label=None,
        help_text=_("If the case goes to somebody else of your team, you see only its head afterwards; in another team, nothing."),
    )  # fmt: skip
    advice_agreed_on = DayField(
        label=_("Agreed to the advice on"), required=False, past=True,
        help_text=_("The day on which the person said yes to case management. It can be entered later."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        field = self.fields["assigned_to"]
        field.areas = areas_by_manager(today)  # type: ignore[attr-defined]
        field.queryset = case_managers(today)  # type: ignore[attr-defined]
        self.fields["municipality"].widget.attrs |= {
            "hx-get": ".", "hx-trigger": "change", "hx-target": "#responsible", "hx-swap": "outerHTML",
        }  # fmt: skip


def case_managers(on: date) -> QuerySet[User]:
    """Everybody who is a case manager on a day."""
    managing = Membership.objects.on(on).filter(role=Role.CASE_MANAGER).values("user_id")
    return User.objects.filter(is_active=True, pk__in=managing).order_by("last_name", "first_name", "pk")


def areas_by_manager(on: date) -> dict[int, list[str]]:
    """The places of each case manager: two queries, however many there are."""
    places: dict[int, list[str]] = {}
    for post, name in (
        PostCatchment.objects.on(on).order_by("municipality__sort_key").values_list("post_id", "municipality__name")
    ):
        places.setdefault(post, []).append(name)
    found: dict[int, list[str]] = {}
    for user, post in PostHolder.objects.on(on).values_list("user_id", "post_id"):
        found.setdefault(user, []).extend(places.get(post, []))
    return found


def from_enquiry(enquiry: Enquiry) -> dict[str, Any]:
    """What the enquiry already knows of the person."""
    return {
        "given_name": enquiry.given_name,
        "family_name": enquiry.family_name,
        "municipality": enquiry.municipality,
        "interpreter": enquiry.interpreter,
        "languages": [enquiry.language] if enquiry.language else [],
        "birth": write_birth(enquiry.birth_year, enquiry.birth_month, enquiry.birth_day),
        "birth_given": enquiry.birth_given,
    }
