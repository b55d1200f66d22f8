"""The form for handing cases over: to whom, and why."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kim.casework.public import Case
from kim.organisation.public import Membership, Role, User
from kim.web.casework.forms.keeping import keep_texts
from kim.web.forms import LONG_TEXT, CleanCharField, KimForm


class HandoverForm(KimForm):
    """Somebody who takes over, of any team, and the reason, which stays in the file."""

    to = forms.ModelChoiceField(label=_("Hand over to"), queryset=User.objects.filter(is_active=True))
    reason = CleanCharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stands in the history of the case and is read by whoever takes over."),
    )  # fmt: skip

    def __init__(self, *args: Any, without: Iterable[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("Please choose")), *case_managers(set(without))]  # type: ignore[attr-defined]


class OwnHandoverForm(HandoverForm):
    """Handing over a case one works in: with what whoever goes on has to know."""

    words = CleanCharField(
        label=_("What you want to pass on"), max_length=LONG_TEXT, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("It stands on the handover sheet, with what is due, open goals and referrals."),
    )  # fmt: skip


class SheetForm(KimForm):
    """A handover sheet written before the case changes hands."""

    words = CleanCharField(
        label=_("What you want to pass on"),
        max_length=LONG_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ManyHandoverForm(HandoverForm):
    """The same for several cases at once; its reason is kept while somebody looks at what will happen."""

    PAGE = "handing_over-new"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_texts(self, self.PAGE)


def case_managers(without: set[int]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Today's case managers by unit, with the number of running cases where one may know it."""
    today = timezone.localdate()
    members = (
        Membership.objects.on(today)
        .filter(role=Role.CASE_MANAGER, user__is_active=True)
        .exclude(user__in=without)
        .select_related("user", "unit")
        .order_by("unit__name", "unit_id", "user__last_name", "user_id")
    )
    running = dict(Case.objects.running().order_by().values_list("assigned_to").annotate(n=Count("pk")))
    return [
        (unit.name, [(m.user_id, _with_load(m.user, running.get(m.user_id))) for m in listed])
        for unit, listed in groupby(members, key=lambda m: m.unit)
    ]


def _with_load(user: User, cases: int | None) -> str:
    if cases is None:
        return str(user)
    return f"{user} ({ngettext('%(n)s running case', '%(n)s running cases', cases) % {'n': cases}})"
