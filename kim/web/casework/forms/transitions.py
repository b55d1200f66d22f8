"""What happened or is coming, on which day: the question of the planner of legal spheres."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.law.transitions import EVENTS
from kim.web.forms import DayField

OF_THE_FILE = "pension"  # its day is the date of birth and stays in the file, out of the address
WORDS = {
    "recognised": _("Protection or a ban on deportation with a title (§ 25 Abs. 1 to 3)"),
    "suspended": _("Permit by § 25 Abs. 5"),
    "stays": _("Permit by § 25a, § 25b or § 104c"),
    "analogous": _("36 months of stay in the AsylbLG"),
    "rejected": _("Asylum finally rejected, toleration"),
    "ukraine": _("Temporary protection (§ 24)"),
    "pension": _("Age limit reached"),
    "training": _("Training or study begins"),
}


class TransitionForm(forms.Form):
    """An event with its day; what is asked for in the address can be kept as a bookmark."""

    event = forms.ChoiceField(label=_("What happened or is coming?"), choices=[(key, WORDS[key]) for key in EVENTS])
    day = DayField(
        label=pgettext_lazy("transition", "On which day?"), required=False,
        help_text=_(
            "Title received, deportation suspended, arrived, first paper by § 24, beginning of the training. The date of"
            " birth comes from the file."
        ),
    )  # fmt: skip
    applied = DayField(
        label=_("New benefits applied for on"), required=False, past=True, help_text=_("Leave it empty while nobody has applied.")
    )  # fmt: skip
    drafts = forms.BooleanField(label=_("Show the draft law on § 24 too"), required=False)
    error_css_class = "is-faulty"

    def __init__(self, *args: Any, born: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.born = born

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("event") == OF_THE_FILE:
            data["day"] = self.born
            if self.born is None:
                self.add_error(
                    "event", _("The file lacks the full date of birth. Add it under “Person and household”.")
                )
        elif not data.get("day") and "day" not in self.errors:
            self.add_error("day", _("Enter the day on which it happened or is to happen."))
        return data
