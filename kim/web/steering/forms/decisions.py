"""Forms of the register: changing a decision, asking for an extract."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Agency
from kim.web.fields import Combobox
from kim.web.forms import CleanCharField, DayField, KimForm
from kim.web.steering.forms.proposals import long_text


class AmendmentForm(KimForm):
    """A dated change; the first wording stays."""

    amended_on = DayField(label=_("Changed on"), past=True, initial=timezone.localdate)
    wording = long_text(_("New wording"), required=True, rows=6)
    reason = CleanCharField(label=_("Reason"), max_length=300)


class ExtractForm(forms.Form):
    """Whose extract, and since when."""

    agency = forms.ModelChoiceField(label=_("Agency"), queryset=Agency.objects.none(), widget=Combobox)
    since = DayField(label=_("Decided from"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.order_by("name")  # type: ignore[attr-defined]
