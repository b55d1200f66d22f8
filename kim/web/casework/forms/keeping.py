"""What was typed survives an expired session: the browser keeps it under a key until it is saved."""

from typing import TypeVar

from django import forms

F = TypeVar("F", bound=forms.Form)


def keep_texts(form: F, key: str) -> F:
    """Give every text field its key; selections are quick to make again."""
    for name, field in form.fields.items():
        if isinstance(field.widget, forms.TextInput | forms.Textarea) and not field.widget.is_hidden:
            field.widget.attrs["data-kim-keep"] = f"{key}-{name}"
    return form
