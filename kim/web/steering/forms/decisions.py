"""Forms of the register: changing a decision, asking for an extract."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Agency
from kim.web.fields import Combobox
from kim.web.forms import CleanCharField, DayField, KimForm
from kim.web.steering.forms.proposals import long_text
from kim.workbench.public import LetterTemplate, Purpose


class AmendmentForm(KimForm):
    """A dated change; the first wording stays."""

    amended_on = DayField(label=_("Changed on"), past=True, initial=timezone.localdate)
    wording = long_text(_("New wording"), required=True, rows=6)
    reason = CleanCharField(label=_("Reason"), max_length=300)


class ExtractForm(forms.Form):
    """Whose extract, and since when."""

    agency = forms.ModelChoiceField(
        label=_("Agency"), queryset=Agency.objects.none(), widget=Combobox, empty_label=_("please choose")
    )
    since = DayField(label=_("Decided from"), required=False)
    template = forms.ModelChoiceField(
        label=_("File"), queryset=LetterTemplate.objects.none(), required=False, empty_label="PDF"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.order_by("name")  # type: ignore[attr-defined]
        rows = LetterTemplate.objects.in_force(timezone.localdate(), Purpose.EXTRACT)
        self.fields["template"].queryset = rows.order_by("name")  # type: ignore[attr-defined]
