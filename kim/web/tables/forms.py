"""The form for a view of a list: its name, who else has it, whether the list opens with it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kim.organisation.public import Unit, User
from kim.web.forms import CleanCharField, KimForm
from kim.workbench.public import saved_views


class SavedViewForm(KimForm):
    """A name, a unit to share with, and whether the list opens with it."""

    name = CleanCharField(label=_("Name"), max_length=80, help_text=_("Such as: 30 days without contact"))
    shared_with = forms.ChoiceField(
        label=_("Share with"), required=False,
        help_text=_("Everybody of the unit can open the view; each sees the rows of their own rights only."),
    )  # fmt: skip
    opens = forms.BooleanField(label=_("Always open this list with it"), required=False)

    def __init__(self, *args: Any, by: User, also: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = saved_views.units_to_share_with(by)
        self._units = {str(unit.pk): unit for unit in [*units, *([also] if also else [])]}
        choices = [(pk, unit.name) for pk, unit in self._units.items()]
        self.fields["shared_with"].choices = [("", _("nobody, for me alone")), *choices]  # type: ignore[attr-defined]

    def unit(self) -> Unit | None:
        """The unit chosen."""
        return self._units.get(self.cleaned_data.get("shared_with", ""))
