"""The form of a triage: three questions for the rule, then the decision, which people make."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.casework.public import StatusGroup, TriageResult, YesNo
from kim.organisation.public import Agency, LegalSphere
from kim.web.casework.forms.enquiry import AgencyField
from kim.web.forms import LONG_TEXT, CleanCharField, DayField, KimForm

ANSWERS = ("refugee_or_newcomer", "child_of_target_group", "other_case_management")
YEARS = ("years_in_germany", "years_in_county")
MOST_YEARS = 120


class SphereField(forms.ModelChoiceField):
    """Legal spheres in the language of the screen."""

    def label_from_instance(self, obj: LegalSphere) -> str:  # type: ignore[override]
        return obj.label


def _question(label: Any, help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=YesNo,
        initial=YesNo.NOT_ASKED,
        required=False,
        widget=forms.RadioSelect,
        help_text=help_text,
    )


def _years(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=MOST_YEARS, help_text=_("Full years; empty if not known."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "3"}),
    )  # fmt: skip


class TriageForm(KimForm):
    """What the rule asks for and what was decided; questions that this county's rule does not ask are left out."""

    refugee_or_newcomer = _question(_("Is the person a refugee or newcomer?"))
    child_of_target_group = _question(_("Is the person a child of somebody in the target group?"))
    status_group = forms.ChoiceField(
        label=_("Which group does the person belong to?"), choices=StatusGroup, required=False
    )
    years_in_germany = _years(_("How many years in Germany?"))
    years_in_county = _years(_("How many years in the county?"))
    other_case_management = _question(
        _("Does another agency already manage the case?"),
        _("For example the job centre, the youth office or a migration service."),
    )
    other_agency = AgencyField(label=_("Which agency?"), empty_label=_("not known"))
    other_sphere = SphereField(
        label=_("In which legal sphere?"),
        queryset=LegalSphere.objects.none(),
        required=False,
        empty_label=_("not known"),
    )
    other_since = DayField(label=_("Since when?"), required=False, past=True)
    result = forms.ChoiceField(
        label=_("Decision"),
        choices=TriageResult,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a decision.")},
    )
    referred_to = AgencyField(label=_("To which agency?"))
    reason = CleanCharField(
        label=_("Reason"), required=False, max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed if no case is opened, or if somebody outside the target group is taken on."),
    )  # fmt: skip

    def __init__(self, *args: Any, asked: Collection[str] = (), **kwargs: Any) -> None:
        """`asked` names the further questions that the county's rule needs (target_group.asked_by)."""
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["other_sphere"].queryset = LegalSphere.objects.on(today)  # type: ignore[attr-defined]
        for name in ("referred_to", "other_agency"):
            self.fields[name].queryset = Agency.objects.on(today)  # type: ignore[attr-defined]
        for name in ("status_group", *YEARS):
            if name not in asked:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            data.get("result") == TriageResult.REFER_ON
            and not data.get("referred_to")
            and "referred_to" not in self.errors
        ):
            self.add_error("referred_to", _("Choose the agency that goes on."))
        elsewhere = any(data.get(name) for name in ("other_agency", "other_sphere", "other_since"))
        if elsewhere and data.get("other_case_management") != YesNo.YES:
            self.add_error(
                "other_case_management",
                _("You named an agency, a legal sphere or a day: answer this question with yes."),
            )
        return data

    def decision(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        data = self.cleaned_data
        referred = data["referred_to"] if data["result"] == TriageResult.REFER_ON else None
        return {
            "result": data["result"],
            "reason": data["reason"],
            "referred_to": referred,
            "other_agency": data["other_agency"],
            "other_sphere": data["other_sphere"],
            "other_since": data["other_since"],
        } | self.answers(data)

    @staticmethod
    def answers(data: Any) -> dict[str, Any]:
        """The answers the rule needs from the form or from the address; anything else counts as not asked."""
        given = {name: data.get(name) for name in ANSWERS}
        group = data.get("status_group") or ""
        return (
            {name: value if value in YesNo.values else YesNo.NOT_ASKED for name, value in given.items()}
            | {name: _number(data.get(name)) for name in YEARS}
            | {"status_group": group if group in StatusGroup.values else ""}
        )


def _number(value: Any) -> int | None:
    """A number of years, as typed or as cleaned; anything else is not known."""
    text = str(value or "" if value != 0 else 0)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 and int(text) <= MOST_YEARS else None
