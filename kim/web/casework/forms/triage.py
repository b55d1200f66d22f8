"""The form of a triage: three questions for the rule, then the decision, which people make."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.casework.public import TriageResult, YesNo
from kim.organisation.public import Agency, LegalSphere
from kim.web.forms import LONG_TEXT, CleanCharField, DayField, KimForm

ANSWERS = ("refugee_or_newcomer", "child_of_target_group", "other_case_management")


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


class TriageForm(KimForm):
    """What the rule asks for and what was decided."""

    refugee_or_newcomer = _question(_("Is the person a refugee or newcomer?"))
    child_of_target_group = _question(_("Is the person a child of somebody in the target group?"))
    other_case_management = _question(
        _("Does another agency already manage the case?"),
        _("For example the job centre, the youth office or a migration service."),
    )
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
    referred_to = forms.ModelChoiceField(
        label=_("To which agency?"), queryset=Agency.objects.none(), required=False, empty_label=_("please choose")
    )
    reason = CleanCharField(
        label=_("Reason"), required=False, max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed if no case is opened, or if somebody outside the target group is taken on."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["other_sphere"].queryset = LegalSphere.objects.on(today)  # type: ignore[attr-defined]
        self.fields["referred_to"].queryset = Agency.objects.on(today)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            data.get("result") == TriageResult.REFER_ON
            and not data.get("referred_to")
            and "referred_to" not in self.errors
        ):
            self.add_error("referred_to", _("Choose the agency that goes on."))
        elsewhere = data.get("other_sphere") or data.get("other_since")
        if elsewhere and data.get("other_case_management") != YesNo.YES:
            self.add_error(
                "other_case_management", _("You named a legal sphere or a day: answer this question with yes.")
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
            "other_sphere": data["other_sphere"],
            "other_since": data["other_since"],
        } | self.answers(data)

    @staticmethod
    def answers(data: Any) -> dict[str, str]:
        """The three answers from the form or from the address; anything else counts as not asked."""
        given = {name: data.get(name) for name in ANSWERS}
        return {name: value if value in YesNo.values else YesNo.NOT_ASKED for name, value in given.items()}
