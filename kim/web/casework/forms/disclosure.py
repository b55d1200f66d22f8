"""Which confidential entries a copy for the person holds in their words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kim.casework.public import disclosure
from kim.web.forms import KimForm


class DisclosureForm(KimForm):
    """Nothing confidential is told without somebody having looked at it."""

    opened = forms.MultipleChoiceField(
        label=_("Confidential entries to be told in their words"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, held: list[disclosure.Held], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opened"].choices = [(row.key, _in_a_line(row)) for row in held]  # type: ignore[attr-defined]


def _in_a_line(row: disclosure.Held) -> str:
    """Day, kind and the beginning of the words, to decide on."""
    text = " ".join(row.text.split())
    return f"{row.day}, {row.kind}: {text[:200]}{'…' if len(text) > 200 else ''}"
