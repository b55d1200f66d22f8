"""Free text with a hint where it says more than the advice needs. The text is kept; sent once more as it is, it is saved."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kim.casework.public import careful
from kim.web.forms import CleanCharField


class Typed(str):
    """A text as it was sent, with the words its writer has been told of."""

    known: frozenset[str] = frozenset()


def mark(word: str) -> str:
    """A word as it travels with the form: short, and readable for nobody who looks over a shoulder."""
    return hashlib.sha256(word.encode()).hexdigest()[:10]


def told(name: str, value: Any) -> SafeString:
    """The words of this text that its writer sees with it, for the next sending; empty where there are none."""
    known = " ".join(sorted(map(mark, careful.words_of(str(value or "")))))
    return format_html('<input type="hidden" name="{}-told" value="{}">', name, known) if known else SafeString("")


class _Telling:
    """Sends along with the text which words have been shown; what already stood in the file needs no second hint."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return format_html("{}{}", super().render(name, value, attrs, renderer), told(name, value))  # type: ignore[misc]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        typed = Typed(super().value_from_datadict(data, files, name) or "")  # type: ignore[misc]
        typed.known = frozenset(str(data.get(f"{name}-told", "")).split())
        return typed


class _Line(_Telling, forms.TextInput):
    pass


class _Lines(_Telling, forms.Textarea):
    pass


class _Bound(forms.BoundField):
    @property
    def told(self) -> SafeString:
        """For pages that write the text field themselves."""
        return told(self.html_name, self.value())


class CarefulCharField(CleanCharField):
    """A text field that points out words on religion, ethnic group, diagnosis or a stay without permission; it never refuses.

    In place of CleanCharField, one word in the form: the first time such a word is sent, the field says so and keeps the text;
    sent again, it is saved.
    """

    default_error_messages = {
        "careful": _(
            "%(words)s may say more than the advice needs: %(kinds)s. Leave it out if it does not matter. To keep the text as it"
            " is, save again."
        ),
    }

    def __init__(self, **kwargs: Any) -> None:
        given = kwargs.pop("widget", None)
        attrs = given.attrs if isinstance(given, forms.Widget) else {}
        lines = isinstance(given, forms.Textarea) or given is forms.Textarea
        super().__init__(widget=_Lines(attrs=attrs) if lines else _Line(attrs=attrs), **kwargs)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        return _Bound(form, self, field_name)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        known = getattr(value, "known", frozenset())
        fresh = [found for found in careful.look(text) if mark(found.word.casefold()) not in known]
        if fresh:
            raise forms.ValidationError(self.error_messages["careful"], code="careful", params=_told(fresh))
        return text


def _told(found: list[careful.Finding]) -> dict[str, str]:
    german = not (get_language() or "de").startswith("en")
    words = dict.fromkeys(f"„{each.word}“" if german else f"“{each.word}”" for each in found)
    kinds = dict.fromkeys(each.kind.de if german else each.kind.en for each in found)
    return {"words": ", ".join(words), "kinds": _t(" and ").join(kinds)}
