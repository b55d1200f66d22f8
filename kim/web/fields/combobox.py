"""A select that can be searched: without scripts it is the select, with them a box to type in."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms

Also = Mapping[str, str] | Callable[[], Mapping[str, str]]


class _Searchable:
    """Adds to each option what it is found by besides its label: codes, its name in its own language."""

    def __init__(self, *args: Any, also: Also | None = None, **kwargs: Any) -> None:
        attrs = {"data-kim-combobox": ""} | (kwargs.pop("attrs", None) or {})
        super().__init__(*args, attrs=attrs, **kwargs)
        self._also = also
        self._known: Mapping[str, str] = {}

    def optgroups(self, *args: Any, **kwargs: Any) -> Any:
        self._known = self._also() if callable(self._also) else self._also or {}
        return super().optgroups(*args, **kwargs)  # type: ignore[misc]

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        if words := self._known.get(str(value)):
            option["attrs"]["data-kim-also"] = words
        return option


class Combobox(_Searchable, forms.Select):
    """One of many."""


class Comboboxes(_Searchable, forms.SelectMultiple):
    """Several of many; those chosen stand above the box, each with a button that takes it out, in the order chosen."""

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> Any:
        """What is chosen stands first in the list, in its order: a browser sends options as they stand."""
        groups = super().optgroups(name, value, attrs)
        chosen = {
            str(option["value"]): option
            for _label, options, _place in groups
            for option in options
            if option["selected"]
        }
        rest = [(label, [o for o in options if not o["selected"]], place) for label, options, place in groups]
        first = [(None, [chosen[each]], 0) for each in value if each in chosen]
        return first + [group for group in rest if group[1]]
