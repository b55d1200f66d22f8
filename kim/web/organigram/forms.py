"""What the organisation chart can be narrowed to."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kim.web.forms import DayField


class ChartForm(forms.Form):
    """The day the chart is drawn for, and perhaps one block only."""

    on = DayField(label=_("As of"), required=False)
    block = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("There is no such block. All of them are shown.")},
    )

    def __init__(self, *args: Any, blocks: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["block"].choices = [(number, str(number)) for number in blocks]
