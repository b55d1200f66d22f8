"""Saving a form of the file: once however often it is sent, and with both versions where somebody else was quicker."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest

from kim.exceptions import KimError, SavedMeanwhile
from kim.web.drafts.versions import put_beside
from kim.web.forms import KimForm
from kim.workbench.public import submissions

Now = tuple[Mapping[str, Any], Mapping[str, Any], *tuple[Any, ...]]
"""What is stored by now: values of the form, its versions, and the records they come from."""


def added(request: HttpRequest, form: KimForm, purpose: str, act: Callable[[], Model], done: str) -> bool:
    """Whether what the form asks for is there, from this sending or an earlier one; else the form says why not."""
    sent = {"by": request.user, "purpose": purpose, "submission": form.cleaned_data["submission"]}
    if not submissions.claim(**sent):
        return True
    try:
        made = act()
    except KimError as error:
        submissions.release(**sent)
        form.refuse(error)
        return False
    submissions.remember(**sent, made=made)
    messages.success(request, done)
    return True


def edited(form: KimForm, act: Callable[[], Any], now: Callable[[], Now]) -> bool:
    """Whether what the form says is stored; else the form says why not, with the other version beside it."""
    try:
        act()
    except SavedMeanwhile as error:
        current, versions, *records = now()
        if not put_beside(form, current, versions, *records):
            return True
        form.refuse(error)
        return False
    except KimError as error:
        form.refuse(error)
        return False
    return True
