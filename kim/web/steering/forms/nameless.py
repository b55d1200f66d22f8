"""Texts of bodies in which no person belongs: a name, an address or a reference is pointed out once; sent again, the text is kept."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t

from kim.casework.public import guard
from kim.web.forms import LONG_TEXT, CleanCharField, Hint
from kim.web.steering.marking import marked

# Days stand in every minute, addresses of mail in every agreement; these lead to somebody.
KINDS = (guard.Kind.NAME, guard.Kind.ADDRESS, guard.Kind.PHONE, guard.Kind.REFERENCE, guard.Kind.NUMBER)
NOTHING_KNOWN = guard.known()


class _Sent(str):
    """A text as it was sent, with the places its writer has been told of."""

    told: frozenset[str] = frozenset()


def _found(text: str) -> list[guard.Finding]:
    return [each for each in guard.check(text, NOTHING_KNOWN) if each.kind in KINDS]


def _mark(text: str, each: guard.Finding) -> str:
    return hashlib.sha256(text[each.start : each.end].encode()).hexdigest()[:10]


class _Telling:
    """Sends along which places have been shown already."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        field, text = super().render(name, value, attrs, renderer), str(value or "")  # type: ignore[misc]
        told = " ".join(sorted({_mark(text, each) for each in _found(text)}))
        return format_html('{}<input type="hidden" name="{}-told" value="{}">', field, name, told) if told else field

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        sent = _Sent(super().value_from_datadict(data, files, name) or "")  # type: ignore[misc]
        sent.told = frozenset(str(data.get(f"{name}-told", "")).split())
        return sent


class _Line(_Telling, forms.TextInput):
    pass


class _Lines(_Telling, forms.Textarea):
    pass


class NamelessField(CleanCharField):
    """A text of a body: whoever seems to name somebody is asked once whether that belongs here."""

    def __init__(self, *, rows: int = 0, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONG_TEXT)
        super().__init__(widget=_Lines(attrs={"rows": rows}) if rows else _Line(), **kwargs)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        fresh = [each for each in _found(text) if _mark(text, each) not in getattr(value, "told", frozenset())]
        if fresh:
            passages = marked({"text": text}, {"text": fresh})
            said = _t("This may lead to a person. Texts of bodies tell of procedures, not of cases: name the office.")
            raise Hint(said, value=text, passages=passages)
        return text
