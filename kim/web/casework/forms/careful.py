"""Free text with a hint where it says more than the advice needs. The text is kept; sent once more as it is, it is saved."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _t

from kim.casework.public import careful
from kim.web.forms import CleanCharField, Hint

_AROUND = 60  # letters shown on each side of a word


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

    In place of CleanCharField, one word in the form: the first time such a word is sent, the field gives a hint and keeps the
    text; sent again, it is saved.
    """

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
            raise Hint(_said(fresh), value=text, passages=[_passage(text, found.word) for found in fresh])
        return text


@dataclass(frozen=True)
class Passage:
    """A word and what stands around it, so that its writer finds it again."""

    before: str
    word: str
    after: str


def _passage(text: str, word: str) -> Passage:
    start = text.index(word)
    before, after = text[:start].rsplit("\n", maxsplit=1)[-1], text[start + len(word) :].split("\n", maxsplit=1)[0]
    early, late = len(before) > _AROUND, len(after) > _AROUND
    return Passage(
        f"… {before[-_AROUND:].partition(' ')[2]}" if early else before, word,
        f"{after[:_AROUND].rpartition(' ')[0]} …" if late else after,
    )  # fmt: skip


def _said(found: list[careful.Finding]) -> str:
    """„Muslim“ sagt vielleicht mehr, als die Beratung braucht: Religion."""
    german = not (get_language() or "de").startswith("en")
    words = dict.fromkeys(f"„{each.word}“" if german else f"“{each.word}”" for each in found)
    kinds = dict.fromkeys(each.kind.de if german else each.kind.en for each in found)
    told = {"number": len(words), "words": ", ".join(words), "kinds": _t(" and ").join(kinds)}
    return (
        ngettext(
            "%(words)s may say more than the advice needs: %(kinds)s.",
            "%(words)s may say more than the advice needs: %(kinds)s.",
            len(words),
        )
        % told
    )
