"""How a page with a form answers."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_answer(
    request: HttpRequest, template: str, context: dict[str, Any], *inside: forms.BaseForm | None
) -> HttpResponse:
    """The page; 422 when a form in its context (or one of `inside`, which lie deeper) was sent and is faulty.

    A form shown again for a hint, or for two versions to choose from, is faulty only if it says so itself.
    """
    shown = [*inside, *context.values()]
    faulty = any(isinstance(form, forms.BaseForm) and form.is_bound and form.errors for form in shown)
    return render(request, template, context, status=422 if faulty else 200)
