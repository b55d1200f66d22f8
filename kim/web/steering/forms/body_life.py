"""Forms of a body's life: set up, ended, seats that end, people who leave."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.organisation.public import Body, BodyLevel, User
from kim.steering.public import Decision, access, ending
from kim.web.fields import Combobox
from kim.web.forms import CleanCharField, DayField, KimForm
from kim.web.steering.forms.bodies import RULES, RulesForm
from kim.web.templatetags.kim import day


class BasisForm(KimForm):
    """By which decision: one of the register, or where it is written."""

    decision = forms.ModelChoiceField(
        label=pgettext_lazy("steering", "Decision"), required=False, queryset=Decision.objects.none(),
        widget=Combobox, empty_label=_("not in the register"),
    )  # fmt: skip
    reference = CleanCharField(
        label=_("Or where the decision is written"), required=False, max_length=200,
        help_text=_("For example: steering group, 17.03.2021, item 4"),
    )  # fmt: skip

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = access.decisions_for(by)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("decision") and not data.get("reference") and "reference" not in self.errors:
            self.add_error("reference", _("Choose the decision above, or write where it stands."))
        return data


class NewBodyForm(BasisForm, RulesForm):
    """A new body: what it is called, under which one it works, from when, by which decision, by which rules."""

    name = CleanCharField(
        label=_("Name of the body"), max_length=200, help_text=_("For example: Working group housing")
    )
    level = forms.ChoiceField(label=_("Kind of body"), choices=[("", _("please choose")), *BodyLevel.choices])
    parent = forms.ModelChoiceField(
        label=_("Reports to"), required=False, queryset=Body.objects.none(), empty_label=_("nobody above it")
    )
    valid_from = DayField(label=_("First day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Body.objects.on(timezone.localdate())  # type: ignore[attr-defined]
        self.fields["mandate"].required = True

    @property
    def rules(self) -> list[forms.BoundField]:
        """The fields of its rules, without the mandate."""
        return [self[name] for name in RULES if name != "mandate"]

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        own = ("name", "level", "parent", "valid_from", "decision", "reference", "submission")
        return {name: self.cleaned_data[name] for name in (*own, *RULES)}


class EndBodyForm(BasisForm):
    """The last day of a body, and for each thing it leaves the body that goes on with it."""

    on = DayField(label=_("Last day"))

    def __init__(self, *args: Any, body: Body, left: Sequence[ending.Left], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Body.objects.on(timezone.localdate()).exclude(pk=body.pk).order_by("name")
        self.bodies = {str(each.pk): each for each in others}
        self.left = list(left)
        above = str(body.parent_id) if str(body.parent_id) in self.bodies else ""
        for each in self.left:
            self.fields[each.key] = self._home(each, above)

    def _home(self, left: ending.Left, above: str) -> forms.ChoiceField:
        goes_on = [(pk, each.name) for pk, each in self.bodies.items()]
        off = [(ending.CALLED_OFF, _("call the meeting off"))] if left.kind == "meeting" else []
        title = f"{left.words}: {left.row}"
        return forms.ChoiceField(
            label=f"{title} ({day(left.day)})" if left.day else title,
            choices=[("", _("please choose")), *goes_on, *off],
            initial=above if left.kind == "body" else "",
            error_messages={"required": _("Choose the body that goes on with it.")},
        )

    @property
    def home_fields(self) -> list[forms.BoundField]:
        """One field for each thing left."""
        return [self[each.key] for each in self.left]

    def homes(self) -> dict[str, ending.Home]:
        """Which body takes what, as the action wants it."""
        chosen = {each.key: self.cleaned_data[each.key] for each in self.left}
        return {key: ending.CALLED_OFF if to == ending.CALLED_OFF else self.bodies[to] for key, to in chosen.items()}


class LastDayForm(KimForm):
    """The last day of a seat, or of somebody on it; never before the first."""

    on = DayField(label=_("Last day"))

    def __init__(self, *args: Any, first: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first = first

    def clean_on(self) -> date:
        last: date = self.cleaned_data["on"]
        if self.first is not None and last < self.first:
            raise forms.ValidationError(
                _("The first day was %(day)s. Choose that day or a later one.") % {"day": day(self.first)}
            )
        return last
