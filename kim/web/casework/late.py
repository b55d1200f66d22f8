"""What is entered in a closed file: the reason every form asks for then, and the act that marks the entry as late."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from kim.casework.public import Case, late_entries
from kim.organisation.public import User
from kim.web.forms import CleanCharField, KimForm

M = TypeVar("M", bound=models.Model)


def ask_why_late(form: KimForm, case: Case | None) -> None:
    """Ask for the reason, where the case is closed."""
    if case is not None and case.is_closed:
        form.fields["late_reason"] = CleanCharField(
            label=_("Why it comes after the end of the case"),
            max_length=300,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("It stands beside the entry from now on."),
            error_messages={"required": _("The case is closed. Say why this is still entered.")},
        )


def enter(case: Case | None, by: User, form: KimForm, act: Callable[[], M]) -> M:
    """Do the act; in a closed file as a late entry with the reason the form has asked for."""
    if case is None or not case.is_closed or "late_reason" not in form.fields:
        return act()
    return late_entries.add(case=case, by=by, reason=form.cleaned_data["late_reason"], act=lambda _case: act())
