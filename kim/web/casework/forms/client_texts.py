"""Forms of the texts printed for clients: a new wording, an approval."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kim.web.forms import CleanCharField, DayField, KimForm

LONGEST = 4000


class WordingForm(KimForm):
    """A text anew; it becomes the next version."""

    text = CleanCharField(
        label=_("Text"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5, "data-kim-no-draft": True})
    )


class ApprovalForm(KimForm):
    """Which texts are approved, by whom, on which day: `chosen` holds them as key:version, as they were read."""

    chosen = forms.MultipleChoiceField(
        required=True, error_messages={"required": _("Tick at least one text that was checked.")}
    )
    name = CleanCharField(
        label=_("Checked by"), max_length=120,
        help_text=_("Whoever vouches for the translation, with office or profession"),
    )  # fmt: skip
    on = DayField(label=_("Checked on"), past=True)

    def __init__(self, *args: Any, offered: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(each, each) for each in offered]  # type: ignore[attr-defined]
        self.fields["chosen"].error_messages["invalid_choice"] = _(
            "A text was worded anew or approved in the meantime. Look at the list again."
        )
